//! What a library holds beside the pair that is merged: keys that are taken, and works that have one.

use std::collections::{BTreeMap, HashMap};

use super::entries::entry_fields;
use crate::library::bib::{Document, value::Strings};
use crate::library::digest::short;
use crate::library::inherit::resolved;
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
    bib: Document,
    strings: Strings,
    /// Read only where a work of the volume is met again.
    toml: String,
}

impl Known {
    /// Adds the pair called `name`, a .bib and the text of the .toml beside it, in the place of what had the name.
    pub fn add(&mut self, name: &str, bib: Document, toml: &str) {
        self.remove(name);
        let (number, strings) = (self.volumes.len(), Strings::of(&bib));
        for (at, (entry, (_, fields))) in bib.entries().zip(resolved(&bib, &strings)).enumerate() {
            self.keys.entry(bib.slice(entry.key).to_owned()).or_default().push(number);
            self.works.add(Identity::of(|name| fields.get(name).map(String::as_str)));
            self.places.push((number, at));
        }
        let (name, toml) = (name.to_owned(), toml.to_owned());
        self.volumes.push(Some(Volume { name, bib, strings, toml }));
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

    /// The key of the entry for the work `identity`, and the fields in which a person has had a hand; of several
    /// entries the one that was added first.
    pub(super) fn find(&self, identity: &Identity) -> Option<(&str, BTreeMap<String, String>)> {
        let same = |relation| matches!(relation, Relation::Same(_));
        let works = self.works.relations(identity).into_iter().filter(|(_, r)| same(*r));
        let mut places = works.filter_map(|(work, _)| self.places.get(work));
        let (volume, at) = places.find_map(|&(number, at)| Some((self.volume(number)?, at)))?;
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
        let sheet = Sheet::parse(self.toml.as_str());
        let references = sheet.blocks().iter().filter(|block| block.kind == Kind::Reference);
        references
            .filter(|block| sheet.slice(block.span).contains(key))
            .filter_map(|&block| sheet.reference(block).ok())
            .find_map(|record| (record.key == key).then_some(record.fields))
    }
}
