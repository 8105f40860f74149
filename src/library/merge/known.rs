//! What a library holds beside the pair that is merged: keys that are taken, and works that have one.

use std::collections::{BTreeMap, HashSet};

use super::entries::entry_fields;
use crate::library::bib::{Document, value::Strings};
use crate::library::digest::short;
use crate::library::sheet::{Kind, Sheet};
use crate::library::works::{Identity, Works};

/// The other files of a library.
#[derive(Debug, Default)]
pub struct Known {
    volumes: Vec<Volume>,
    works: Works,
    /// Volume and entry of each work.
    places: Vec<(usize, usize)>,
    keys: HashSet<String>,
}

#[derive(Debug)]
struct Volume {
    bib: Document,
    strings: Strings,
    sheet: Sheet,
}

impl Known {
    /// Adds a .bib and the text of the .toml beside it, if there is one.
    pub fn add(&mut self, bib: Document, sheet: Option<&str>) {
        let strings = Strings::of(&bib);
        for (at, entry) in bib.entries().enumerate() {
            self.keys.insert(bib.slice(entry.key).to_owned());
            let fields = entry_fields(&bib, entry, &strings);
            self.works.add(Identity::of(|name| fields.get(name).map(String::as_str)));
            self.places.push((self.volumes.len(), at));
        }
        self.volumes.push(Volume { bib, strings, sheet: Sheet::parse(sheet.unwrap_or_default()) });
    }

    /// Whether an entry has the key `key`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// The key of the entry for the work `identity`, and the fields in which a person has had a hand.
    pub(super) fn find(&self, identity: &Identity) -> Option<(&str, BTreeMap<String, String>)> {
        let &(volume, at) = self.places.get(self.works.find(identity)?)?;
        let volume = self.volumes.get(volume)?;
        let entry = volume.bib.entries().nth(at)?;
        let key = volume.bib.slice(entry.key);
        let mut fields = entry_fields(&volume.bib, entry, &volume.strings);
        if let Some(extracted) = volume.extracted(key) {
            fields.retain(|name, value| extracted.get(name) != Some(&short(value)));
        }
        Some((key, fields))
    }
}

impl Volume {
    /// The digests of the fields of the entry `key` as ibid extracted them; `None` if it did not.
    fn extracted(&self, key: &str) -> Option<BTreeMap<String, String>> {
        let references = self.sheet.blocks().iter().filter(|block| block.kind == Kind::Reference);
        references
            .filter(|block| self.sheet.slice(block.span).contains(key))
            .filter_map(|&block| self.sheet.reference(block).ok())
            .find_map(|record| (record.key == key).then_some(record.fields))
    }
}
