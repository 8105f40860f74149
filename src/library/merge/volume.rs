//! The two files of one article, merged with a new reading of it.

use std::collections::{HashMap, HashSet};

use super::blocks::Blocks;
use super::claims::recognise;
use super::entries::Entries;
use super::head::head;
use super::known::Known;
use super::origin::Origin;
use super::outcome::{MergeError, Merged, Pair, Remark};
use super::records::{cites_digest, new_claim, write_claim, write_reference};
use super::three_way::three_way;
use crate::library::bib::Document;
use crate::library::digest;
use crate::library::reading::{ReadClaim, ReadEntry, Reading};
use crate::library::sheet::edit::strings;
use crate::library::sheet::record::{ClaimRecord, ReferenceRecord};
use crate::library::sheet::{Kind, Sheet};

/// Merges `reading` into the pair `old`, in a library that also holds `known`.
///
/// New references and claims come in; those that vanished stay and are marked; what a person has written or
/// changed stays. Merging the same reading twice changes nothing the second time.
///
/// # Errors
///
/// Either file cannot be read as a whole.
pub fn merge(old: &Pair, reading: &Reading, known: &Known) -> Result<Merged, MergeError> {
    let bib = Document::parse(old.bib.as_str());
    let sheet = Sheet::parse(old.toml.as_str());
    readable(&bib, &sheet)?;
    Volume::new(&bib, &sheet, known).run(reading)
}

/// Whether both files can be read as a whole.
pub(in crate::library) fn readable(bib: &Document, sheet: &Sheet) -> Result<(), MergeError> {
    if !bib.faults().is_empty() {
        let faults = bib.faults().iter().map(|f| (bib.line(f.at), f.message.clone()));
        return Err(MergeError::Bib(faults.collect()));
    }
    let faults = sheet.check();
    if faults.is_empty() { Ok(()) } else { Err(MergeError::Toml(faults)) }
}

/// A pair while it is merged.
struct Volume<'a> {
    bib: &'a Document,
    sheet: &'a Sheet,
    known: &'a Known,
    entries: Entries<'a>,
    /// The records with the number of their block, in the order of the file.
    references: Vec<(usize, ReferenceRecord)>,
    claims: Vec<(usize, ClaimRecord, bool)>,
    blocks: Blocks<'a>,
    merged: Merged,
}

impl<'a> Volume<'a> {
    fn new(bib: &'a Document, sheet: &'a Sheet, known: &'a Known) -> Self {
        let (mut references, mut claims) = (Vec::new(), Vec::new());
        for (at, &block) in sheet.blocks().iter().enumerate() {
            match block.kind {
                Kind::Reference => references.extend(sheet.reference(block).ok().map(|r| (at, r))),
                Kind::Claim | Kind::Orphan => {
                    claims.extend(sheet.claim(block).ok().map(|c| (at, c, block.kind == Kind::Orphan)));
                }
                Kind::Other => {}
            }
        }
        let entries = Entries::new(bib);
        let (blocks, merged) = (Blocks::of(sheet), Merged::default());
        Self { bib, sheet, known, entries, references, claims, blocks, merged }
    }

    fn run(mut self, reading: &Reading) -> Result<Merged, MergeError> {
        let mut keys = self.merge_references(reading)?;
        self.merged.keys =
            reading.entries.iter().map(|e| keys.get(&e.key).unwrap_or(&e.key).clone()).collect();
        keys.retain(|from, to| from != to);
        self.merge_claims(reading, &keys)?;
        let head = head(self.sheet, reading, &mut self.merged.remarks)?;
        self.merged.remarks.append(&mut self.entries.remarks);
        self.merged.pair.toml = self.blocks.below(head);
        self.merged.pair.bib = std::mem::take(&mut self.entries.edits).apply(self.bib);
        Ok(self.merged)
    }

    fn remark(&mut self, what: &str, message: impl Into<String>) {
        self.merged.remarks.push(Remark { what: what.to_owned(), message: message.into() });
    }

    /// Merges the references; gives the key in use for each key of the reading.
    fn merge_references(&mut self, reading: &Reading) -> Result<HashMap<String, String>, MergeError> {
        let (blocks, mut records): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.references).into_iter().unzip();
        let renamed = self.entries.follow_renames(&mut records);
        self.follow_in_claims(&renamed);
        let origins = self.entries.recognise(&records, &reading.entries);
        let mut taken: HashSet<String> =
            self.bib.entries().map(|e| self.bib.slice(e.key).to_owned()).collect();
        taken.extend(records.iter().map(|r| r.key.clone()));
        let (mut keys, mut last) = (HashMap::new(), blocks.last().copied());
        for (read, origin) in reading.entries.iter().zip(&origins) {
            let record = match origin {
                Origin::Record(r) => records.get(*r).cloned().unwrap_or_default(),
                Origin::Entry(key) => ReferenceRecord { key: key.clone(), ..ReferenceRecord::default() },
                Origin::New => ReferenceRecord::default(),
            };
            let record = self.reference(record, read, origin, &mut taken);
            keys.insert(read.key.clone(), record.key.clone());
            let at = if let Origin::Record(r) = origin { blocks.get(*r).copied() } else { None };
            match at {
                Some(at) => {
                    self.blocks.change(at, Kind::Reference, |b| write_reference(b, &record))?;
                    last = Some(at);
                }
                None => self.blocks.insert(last, Kind::Reference, |b| write_reference(b, &record)),
            }
        }
        self.vanish(&blocks, &records, &origins)?;
        Ok(keys)
    }

    /// The record of `read`, its entry merged or added.
    fn reference(
        &mut self,
        old: ReferenceRecord,
        read: &ReadEntry,
        origin: &Origin,
        taken: &mut HashSet<String>,
    ) -> ReferenceRecord {
        let extracted =
            digest::of_entry(&read.kind, read.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())));
        let mut record =
            ReferenceRecord { number: read.number, raw: read.raw.clone(), extracted, vanished: false, ..old };
        if *origin == Origin::New {
            let own;
            (record.key, own) = match self.known.find(&read.identity()) {
                Some((key, own)) if !taken.contains(key) => (key.to_owned(), own),
                _ => (self.free_key(&read.key, taken), Default::default()),
            };
            self.entries.add(&mut record, read, &own);
            self.merged.references.new += 1;
        } else {
            let own = match self.entries.find(&record.key) {
                Some(at) => self.known.own(&record, &self.entries.identity(at)),
                None => {
                    self.remark(&record.key, "its entry was taken out of the .bib; not added again");
                    Default::default()
                }
            };
            self.entries.merge(&mut record, read, &own);
        }
        taken.insert(record.key.clone());
        record
    }

    /// `key`, or with the first of `a`, `b` … `z`, `a1` … behind it that no other work has.
    fn free_key(&self, key: &str, taken: &HashSet<String>) -> String {
        let free = |key: &String| !key.is_empty() && !taken.contains(key) && !self.known.has(key);
        let suffixes = (0_u32..).flat_map(|round| {
            ('a'..='z')
                .map(move |letter| if round == 0 { letter.to_string() } else { format!("{letter}{round}") })
        });
        let stem = if key.is_empty() { "reference" } else { key };
        let mut keys =
            std::iter::once(key.to_owned()).chain(suffixes.map(|suffix| format!("{stem}{suffix}")));
        keys.find(free).unwrap_or_default()
    }

    /// Marks the references that the article no longer has.
    fn vanish(
        &mut self,
        blocks: &[usize],
        records: &[ReferenceRecord],
        origins: &[Origin],
    ) -> Result<(), MergeError> {
        let kept: HashSet<usize> =
            origins.iter().filter_map(|o| if let Origin::Record(r) = o { Some(*r) } else { None }).collect();
        for (r, (&at, record)) in blocks.iter().zip(records).enumerate() {
            if kept.contains(&r) || record.raw.is_empty() {
                continue;
            }
            if !record.vanished {
                self.merged.references.vanished += 1;
                self.remark(&record.key, "the article no longer lists it; kept and marked");
            }
            self.blocks.change(at, Kind::Reference, |block| {
                block.set("key", record.key.as_str());
                block.set("vanished", true);
            })?;
        }
        Ok(())
    }

    /// Carries new keys of entries over to the claims that cite them.
    fn follow_in_claims(&mut self, renamed: &HashMap<String, String>) {
        for (_, claim, _) in &mut self.claims {
            let whole = cites_digest(claim);
            for key in &mut claim.cites {
                if let Some(new) = renamed.get(key) {
                    key.clone_from(new);
                }
            }
            if claim.fields.get("cites") == Some(&whole) {
                let whole = cites_digest(claim);
                claim.fields.insert("cites".to_owned(), whole);
            }
        }
    }

    fn merge_claims(&mut self, reading: &Reading, keys: &HashMap<String, String>) -> Result<(), MergeError> {
        let claims = std::mem::take(&mut self.claims);
        let mut read = reading.claims.clone();
        for key in read.iter_mut().flat_map(|claim| &mut claim.cites) {
            if let Some(used) = keys.get(key) {
                key.clone_from(used);
            }
        }
        let old: Vec<_> = claims.iter().map(|(_, claim, orphan)| (claim.clone(), *orphan)).collect();
        let matches = recognise(&old, &read);
        // A greater number is no count of claims but a person's own name for one.
        let ids = claims.iter().filter_map(|(_, claim, _)| claim.id.strip_prefix('c')?.parse::<u32>().ok());
        let mut next = ids.max().map_or(0, u64::from);
        // New claims follow the one before them; the first ones come before all others, or last in the file.
        let mut last = match claims.first() {
            Some((at, ..)) => at.checked_sub(1),
            None => self.blocks.last(),
        };
        for (claim, found) in read.iter().zip(&matches) {
            match found.and_then(|at| claims.get(at)) {
                Some((at, old, _)) => {
                    let record = self.claim(old, claim);
                    self.blocks.change(*at, Kind::Claim, |block| write_claim(block, &record))?;
                    last = Some(*at);
                }
                None => {
                    next += 1;
                    let record = new_claim(format!("c{next}"), claim);
                    self.blocks.insert(last, Kind::Claim, |block| write_claim(block, &record));
                    self.merged.claims.new += 1;
                }
            }
        }
        let kept: HashSet<usize> = matches.into_iter().flatten().collect();
        for (_, (at, claim, orphan)) in claims.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
            self.orphan(*at, claim, *orphan)?;
        }
        Ok(())
    }

    /// What becomes of the claim `old`, which the article now words as `read`.
    fn claim(&mut self, old: &ClaimRecord, read: &ReadClaim) -> ClaimRecord {
        let mut record = new_claim(old.id.clone(), read);
        let base = |name: &str| old.fields.get(name).map(String::as_str);
        let text = three_way(base("text"), Some(&old.text), Some(&read.text));
        let (now, new) = (old.cites.join("\n"), read.cites.join("\n"));
        let cites = three_way(base("cites"), Some(&now), Some(&new));
        if text.conflict {
            self.remark(&old.id, format!("kept your text; the article now says \"{}\"", read.text));
        } else if old.text != read.text
            && text.value.as_ref() == Some(&read.text)
            && !old.annotation.is_empty()
        {
            self.remark(&old.id, "reworded in the article; its annotation was kept, check it again");
        }
        if cites.conflict {
            self.remark(
                &old.id,
                format!("kept your sources; the article now cites {}", read.cites.join(", ")),
            );
        }
        record.text = text.value.unwrap_or_default();
        if cites.value.as_ref() != Some(&new) {
            record.cites.clone_from(&old.cites);
        }
        let bases = [("text", text.base), ("cites", cites.base)];
        record.fields = bases.into_iter().filter_map(|(name, base)| Some((name.to_owned(), base?))).collect();
        record
    }

    /// Keeps the claim at block `at`, which the article no longer makes, under another header.
    fn orphan(&mut self, at: usize, claim: &ClaimRecord, orphan: bool) -> Result<(), MergeError> {
        if !orphan {
            self.merged.claims.vanished += 1;
        }
        if !claim.annotation.is_empty() {
            self.remark(
                &claim.id,
                "the article no longer makes this claim; its annotation is kept under [[orphan]]",
            );
        }
        self.blocks.change(at, Kind::Orphan, |block| {
            block.set("cites", strings(claim.cites.iter().map(String::as_str)));
        })?;
        Ok(())
    }
}
