//! What a library holds beside the pair that is merged: keys that are taken, and works that have one.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use super::entries::KIND;
use crate::library::alias::alias;
use crate::library::bib::{Document, value::Strings};
use crate::library::digest::short;
use crate::library::inherit::{Plain, resolved};
use crate::library::sheet::record::ReferenceRecord;
use crate::library::sheet::{Block, Kind, Sheet};
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
    /// The number of the entry with a key.
    by_key: HashMap<String, usize>,
    toml: String,
    /// The .toml and its references by key, read once a work of the volume is met again.
    records: OnceCell<(Sheet, HashMap<String, Block>)>,
}

/// Whose values of an entry count as a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hand {
    /// Those of this file alone.
    Here,
    /// Also those taken over from other files.
    Anywhere,
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
        let mut by_key = HashMap::new();
        for (at, (key, _)) in entries.iter().enumerate() {
            by_key.entry(key.clone()).or_insert(at);
        }
        let (name, toml) = (name.to_owned(), toml.to_owned());
        self.volumes.push(Some(Volume { name, entries, by_key, toml, records: OnceCell::new() }));
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

    /// The key of the entry for the work `identity`, and what a person has said of it. Of several entries the key is
    /// that of the one added first, and so is what they say differently.
    pub(super) fn find(&self, identity: &Identity) -> Option<(&str, Own)> {
        let place = |work: usize| {
            let &(number, at) = self.places.get(work)?;
            Some((self.volume(number)?, at))
        };
        let works = self.works.same(identity, |work| place(work).is_some());
        let found: Vec<_> = works.into_iter().filter_map(place).collect();
        let (first, at) = found.first()?;
        let (key, _) = first.entries.get(*at)?;
        let mut own = Own::default();
        for hand in [Hand::Here, Hand::Anywhere] {
            found.iter().for_each(|(volume, at)| own.add(volume.own(*at, hand)));
        }
        Some((key, own))
    }

    /// What a person has said elsewhere of the work that the merged pair has under `key`. `record` is what the pair
    /// says of it, `identity` which work it is there.
    pub(super) fn own(&self, record: &ReferenceRecord, identity: &Identity) -> Own {
        let mut own = Own::default();
        let volumes =
            self.keys.get(&record.key).into_iter().flatten().filter_map(|&number| self.volume(number));
        for volume in volumes {
            let Some(&at) = volume.by_key.get(&record.key) else { continue };
            // ibid gives one key to one work only; a person may have given it to another one since.
            let same = !record.copied.is_empty()
                || volume.record(&record.key).is_some()
                || matches!(volume.identity(at).relation(identity), Relation::Same(_));
            if same {
                own.add(volume.own(at, Hand::Here));
            }
        }
        own
    }
}

impl Own {
    /// Adds what `other` says of what is open.
    fn add(&mut self, other: Self) {
        self.kind = self.kind.take().or(other.kind);
        for (name, value) in other.fields {
            if !alias(&name, &self.fields) {
                self.fields.entry(name).or_insert(value);
            }
        }
    }
}

impl Volume {
    /// What a person has said of the entry `at`: all that is neither as ibid extracted it nor, unless it counts
    /// too, as it was taken over.
    fn own(&self, at: usize, hand: Hand) -> Own {
        let Some((key, (kind, fields))) = self.entries.get(at) else { return Own::default() };
        let record = self.record(key).unwrap_or_default();
        let is_own = |name: &str, value: &str| {
            let digest = short(value);
            record.fields.get(name) != Some(&digest)
                && (hand == Hand::Anywhere || record.copied.get(name) != Some(&digest))
        };
        let mut fields = fields.clone();
        fields.retain(|name, value| !matches!(name.as_str(), "crossref" | "xdata") && is_own(name, value));
        Own { kind: Some(kind.clone()).filter(|kind| is_own(KIND, kind)), fields }
    }

    fn identity(&self, at: usize) -> Identity {
        Identity::of(|name| self.entries.get(at)?.1.1.get(name).map(String::as_str))
    }

    /// What ibid remembers of the entry `key`; `None` if it did not extract it.
    fn record(&self, key: &str) -> Option<ReferenceRecord> {
        let (sheet, blocks) = self.records.get_or_init(|| {
            let sheet = Sheet::parse(self.toml.as_str());
            let mut blocks = HashMap::new();
            for &block in sheet.blocks().iter().filter(|block| block.kind == Kind::Reference) {
                if let Some(key) = sheet.key(block) {
                    blocks.entry(key).or_insert(block);
                }
            }
            (sheet, blocks)
        });
        sheet.reference(*blocks.get(key)?).ok()
    }
}
