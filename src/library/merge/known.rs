//! What a library holds beside the pair that is merged: keys that are taken, and works that have one.

use std::collections::{BTreeMap, HashMap};

use super::entries::KIND;
use crate::library::bib::{Document, value::Strings};
use crate::library::digest::short;
use crate::library::inherit::{Plain, resolved};
use crate::library::sheet::{Kind, Sheet};
use crate::library::works::{Identity, Relation, Works};

/// The other files of a library.
#[derive(Debug, Default)]
pub struct Known {
    /// By number, as added; `None` once taken away.
    volumes: Vec<Option<Volume>>,
    works: Works,
    /// Volume and entry of each work.
    places: Vec<(usize, usize)>,
    /// Volumes by key of their entries.
    keys: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Volume {
    name: String,
    /// Key, type and fields of the entries, with what they inherit: where they are copied to, their parents are not.
    entries: Vec<(String, Plain)>,
    /// Read only where a work of the volume is met again.
    toml: String,
}

/// What a person has said of a work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Own {
    /// The entry type, where it is the person's choice.
    pub(super) kind: Option<String>,
    /// The fields in which the person has had a hand.
    pub(super) fields: BTreeMap<String, String>,
}

impl Known {
    /// Adds the pair called `name`, a .bib and the text of the .toml beside it, in the place of what had the name.
    pub fn add(&mut self, name: &str, bib: Document, toml: &str) {
        self.remove(name);
        let (number, whole) = (self.volumes.len(), resolved(&bib, &Strings::of(&bib)));
        let keys = bib.entries().map(|entry| bib.slice(entry.key).to_owned());
        let entries: Vec<(String, Plain)> = keys.zip(whole).collect();
        for (at, (key, (_, fields))) in entries.iter().enumerate() {
            self.keys.entry(key.clone()).or_default().push(number);
            self.works.add(Identity::of(|name| fields.get(name).map(String::as_str)));
            self.places.push((number, at));
        }
        let (name, toml) = (name.to_owned(), toml.to_owned());
        self.volumes.push(Some(Volume { name, entries, toml }));
    }

    /// Takes the pair called `name` away: it is the one that is merged next.
    pub fn remove(&mut self, name: &str) {
        for volume in &mut self.volumes {
            if volume.as_ref().is_some_and(|v| v.name == name) {
                *volume = None;
            }
        }
    }

    fn volume(&self, number: usize) -> Option<&Volume> {
        self.volumes.get(number)?.as_ref()
    }

    /// Whether an entry has the key `key`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.get(key).is_some_and(|volumes| volumes.iter().any(|&v| self.volume(v).is_some()))
    }

    /// The key of the entry for the work `identity`, and what a person has said of it; of several entries the one
    /// that was added first.
    pub(super) fn find(&self, identity: &Identity) -> Option<(&str, Own)> {
        let same = |relation| matches!(relation, Relation::Same(_));
        let works = self.works.relations(identity).into_iter().filter(|(_, r)| same(*r));
        let mut places = works.filter_map(|(work, _)| self.places.get(work));
        let (volume, at) = places.find_map(|&(number, at)| Some((self.volume(number)?, at)))?;
        let (key, (kind, fields)) = volume.entries.get(at)?;
        let extracted = volume.extracted(key).unwrap_or_default();
        let is_own = |name: &str, value: &str| extracted.get(name) != Some(&short(value));
        let mut fields = fields.clone();
        fields.retain(|name, value| !matches!(name.as_str(), "crossref" | "xdata") && is_own(name, value));
        Some((key, Own { kind: Some(kind.clone()).filter(|kind| is_own(KIND, kind)), fields }))
    }
}

impl Volume {
    /// The digests of the fields of the entry `key` as ibid extracted them; `None` if it did not.
    fn extracted(&self, key: &str) -> Option<BTreeMap<String, String>> {
        let sheet = Sheet::parse(self.toml.as_str());
        let references = sheet.blocks().iter().filter(|block| block.kind == Kind::Reference);
        references
            .filter(|block| sheet.slice(block.span).contains(key))
            .filter_map(|&block| sheet.reference(block).ok())
            .find_map(|record| (record.key == key).then_some(record.fields))
    }
}
