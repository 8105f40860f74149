//! The two files of one article, merged with a new reading of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use thiserror::Error;

use super::claims::recognise;
use super::entries::{Entries, Origin};
use super::head::head;
use super::known::Known;
use super::three_way::three_way;
use crate::library::bib::Document;
use crate::library::digest;
use crate::library::lines::Lines;
use crate::library::reading::{ReadClaim, ReadEntry, Reading};
use crate::library::sheet::edit::{BlockEdit, inline, strings};
use crate::library::sheet::record::{ClaimRecord, ReferenceRecord};
use crate::library::sheet::{Annotation, Block, Kind, Sheet, SheetError};

/// The texts of `STEM.bib` and `STEM.toml`; empty where there is no such file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// The entries.
    pub bib: String,
    /// What BibLaTeX has no place for.
    pub toml: String,
}

/// What a merge made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merged {
    /// The files as they should be.
    pub pair: Pair,
    /// What a person should know.
    pub remarks: Vec<Remark>,
    /// The key of each entry of the reading, in its order.
    pub keys: Vec<String>,
    /// How many references are new, and how many the article no longer has.
    pub references: Change,
    /// How many claims are new, and how many the article no longer makes.
    pub claims: Change,
}

/// Numbers of what came and went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    /// Came in.
    pub new: usize,
    /// Went, and was marked.
    pub vanished: usize,
}

/// Something that a person should know of an entry or a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The key of the entry or the name of the claim.
    pub what: String,
    /// A sentence without a full stop.
    pub message: String,
}

/// Why a pair cannot be merged; nothing is to be written then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MergeError {
    /// The .bib is no BibLaTeX in these places: line and what was expected.
    #[error("the .bib cannot be read")]
    Bib(Vec<(usize, String)>),
    /// The .toml cannot be read in these places.
    #[error("the .toml cannot be read")]
    Toml(Vec<SheetError>),
}

impl From<SheetError> for MergeError {
    fn from(error: SheetError) -> Self {
        Self::Toml(vec![error])
    }
}

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
        let mut lines = Lines::of(bib.text());
        let faults = bib.faults().iter().map(|f| (lines.at(f.at), f.message.clone()));
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
    /// New texts of blocks.
    changed: HashMap<usize, String>,
    /// New blocks by the number of the block that they follow; `None` is the head.
    inserted: Vec<(Option<usize>, String)>,
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
        let (changed, inserted) = (HashMap::new(), Vec::new());
        let entries = Entries::new(bib);
        Self { bib, sheet, known, entries, references, claims, changed, inserted, merged: Merged::default() }
    }

    fn run(mut self, reading: &Reading) -> Result<Merged, MergeError> {
        let mut keys = self.merge_references(reading)?;
        self.merged.keys =
            reading.entries.iter().map(|e| keys.get(&e.key).unwrap_or(&e.key).clone()).collect();
        keys.retain(|from, to| from != to);
        self.merge_claims(reading, &keys)?;
        let head = head(self.sheet, reading, &mut self.merged.remarks)?;
        self.merged.remarks.append(&mut self.entries.remarks);
        self.merged.pair.toml = self.joined(head);
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
                    (_, last) = (self.change(at, Kind::Reference, |b| write_reference(b, &record))?, Some(at))
                }
                None => self.insert(last, Kind::Reference, |b| write_reference(b, &record)),
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
            self.change(at, Kind::Reference, |block| {
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
        let ids = claims.iter().filter_map(|(_, claim, _)| claim.id.strip_prefix('c')?.parse::<u64>().ok());
        let mut next = ids.max().unwrap_or(0);
        let mut last = claims.iter().position(|_| true).and_then(|at| claims.get(at)).map(|(at, ..)| *at);
        last = last.and_then(|at| at.checked_sub(1)).or(if claims.is_empty() {
            self.last_block()
        } else {
            None
        });
        for (claim, found) in read.iter().zip(&matches) {
            match found.and_then(|at| claims.get(at)) {
                Some((at, old, _)) => {
                    let record = self.claim(old, claim);
                    self.change(*at, Kind::Claim, |block| write_claim(block, &record))?;
                    last = Some(*at);
                }
                None => {
                    next += 1;
                    let record = new_claim(format!("c{next}"), claim);
                    self.insert(last, Kind::Claim, |block| write_claim(block, &record));
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

    fn last_block(&self) -> Option<usize> {
        self.sheet.blocks().len().checked_sub(1)
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
        self.change(at, Kind::Orphan, |block| {
            block.set("cites", strings(claim.cites.iter().map(String::as_str)))
        })
    }

    /// Changes the block with the number `at` and gives it the header `kind`.
    fn change(&mut self, at: usize, kind: Kind, f: impl FnOnce(&mut BlockEdit)) -> Result<(), MergeError> {
        let Some(&Block { kind: was, span }) = self.sheet.blocks().get(at) else { return Ok(()) };
        let mut block = BlockEdit::open(was, self.sheet.slice(span))?;
        f(&mut block);
        self.changed.insert(at, block.finish_as(kind));
        Ok(())
    }

    fn insert(&mut self, after: Option<usize>, kind: Kind, f: impl FnOnce(&mut BlockEdit)) {
        let mut block = BlockEdit::new(kind);
        f(&mut block);
        self.inserted.push((after, block.finish()));
    }

    /// The whole .toml: the head, the blocks, and the new ones in their places.
    fn joined(&mut self, head: String) -> String {
        let mut out = head;
        let mut inserted: HashMap<Option<usize>, Vec<String>> = HashMap::new();
        for (after, text) in std::mem::take(&mut self.inserted) {
            inserted.entry(after).or_default().push(text);
        }
        let put = |out: &mut String, after: Option<usize>, last: bool| {
            let Some(texts) = inserted.get(&after) else { return };
            for text in texts {
                let gap = if out.is_empty() || out.ends_with("\n\n") {
                    ""
                } else if out.ends_with('\n') {
                    "\n"
                } else {
                    "\n\n"
                };
                out.extend([gap, text]);
            }
            if !last {
                out.push('\n');
            }
        };
        let blocks = self.sheet.blocks();
        put(&mut out, None, blocks.is_empty());
        for (at, block) in blocks.iter().enumerate() {
            out.push_str(self.changed.get(&at).map_or(self.sheet.slice(block.span), String::as_str));
            put(&mut out, Some(at), at + 1 == blocks.len());
        }
        out
    }
}

fn cites_digest(claim: &ClaimRecord) -> String {
    digest::short(&claim.cites.join("\n"))
}

fn new_claim(id: String, read: &ReadClaim) -> ClaimRecord {
    let ReadClaim { text, sentence, continuation, cites, missing, section, place } = read.clone();
    let fields = [("text", digest::short(&text)), ("cites", digest::short(&cites.join("\n")))];
    let fields = fields.into_iter().map(|(name, digest)| (name.to_owned(), digest)).collect();
    let annotation = Annotation::default();
    ClaimRecord { id, text, sentence, continuation, cites, missing, section, place, fields, annotation }
}

fn write_reference(block: &mut BlockEdit, record: &ReferenceRecord) {
    block.set_or_remove("number", record.number.map(i64::from));
    block.set("key", record.key.as_str());
    block.set("raw", record.raw.as_str());
    block.set("extracted", record.extracted.as_str());
    let digests = |fields: &BTreeMap<String, String>| {
        inline(fields.iter().map(|(name, digest)| (name.as_str(), digest.as_str())))
    };
    block.set("fields", digests(&record.fields));
    block.set_or_remove("copied", (!record.copied.is_empty()).then(|| digests(&record.copied)));
    if !record.vanished {
        block.remove("vanished");
    }
}

fn write_claim(block: &mut BlockEdit, record: &ClaimRecord) {
    block.set("id", record.id.as_str());
    block.set("text", record.text.as_str());
    block.set("sentence", record.sentence.as_str());
    block.set_or_remove("continuation", record.continuation.as_deref());
    block.set("cites", strings(record.cites.iter().map(String::as_str)));
    let missing = record.missing.iter().map(|&n| i64::from(n)).collect::<toml_edit::Array>();
    block.set_or_remove("missing", (!record.missing.is_empty()).then_some(missing));
    block.set_or_remove("section", record.section.as_deref());
    if let Some(place) = record.place {
        block.set("where", inline([("page", i64::from(place.page)), ("line", i64::from(place.line))]));
    }
    block.set("fields", inline(record.fields.iter().map(|(name, digest)| (name.as_str(), digest.as_str()))));
}
