//! What a person says of a work in one file of the library, taken over into the others that have it.
//!
//! A value that was taken over is followed as long as nobody changes it here; the record keeps its digest, so that
//! it is not taken for a person's own. What a person changed or took away here stays so.

use std::collections::BTreeMap;

use super::entries::KIND;
use super::outcome::Remark;
use crate::library::digest::short;

/// The values of one entry that follow those of another file.
pub(super) struct Followed {
    /// Short digests of what was taken over, by name.
    pub(super) copied: BTreeMap<String, String>,
    /// Names of what was taken over now.
    new: Vec<String>,
}

impl Followed {
    /// Nothing taken over but what was so before.
    pub(super) fn new(copied: &BTreeMap<String, String>) -> Self {
        Self { copied: copied.clone(), new: Vec::new() }
    }

    /// The value that the field `name` is to have instead of `now`, if it is to follow `elsewhere`; `base` is the
    /// digest with which it was extracted.
    pub(super) fn field(
        &mut self,
        name: &str,
        base: Option<&str>,
        now: Option<&str>,
        elsewhere: Option<&str>,
    ) -> Option<String> {
        let elsewhere = elsewhere.filter(|other| now != Some(other))?;
        let copied = self.copied.get(name).map(String::as_str);
        let untouched = match now.map(short) {
            Some(digest) => copied.or(base) == Some(digest.as_str()),
            None => copied.or(base).is_none(),
        };
        if !untouched {
            return None;
        }
        self.copied.insert(name.to_owned(), short(elsewhere));
        self.new.push(if name == KIND { "type".to_owned() } else { name.to_owned() });
        Some(elsewhere.to_owned())
    }

    /// Says what was taken over into the entry `key`.
    pub(super) fn remark(&self, key: &str) -> Option<Remark> {
        let message = format!("took over {} as you have it elsewhere in the library", self.new.join(", "));
        (!self.new.is_empty()).then(|| Remark { what: key.to_owned(), message })
    }
}
