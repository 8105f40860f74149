//! Two drafts of an article in, as libraries; which claims and references changed out.
//!
//! The second draft is one that was merged onto the first, so that what is the same has the same name in both:
//! claims their `c4`, references their key, whatever number is printed before them.

mod claims;
mod letters;

use std::collections::{BTreeSet, HashMap};

pub use letters::Letters;

use super::bib::value::plain;
use super::sheet::record::{ClaimRecord, ReferenceRecord};
use super::{Entry, Kept, Known, Library, MergeError, Pair, Reading, Source, merge};

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is new, with its words.
    Added,
    /// It is gone, with its words.
    Gone,
    /// Its words are still there, and cite nothing any more.
    Bared,
    /// Its words were there before, and cited nothing.
    Covered,
    /// It has lost or gained sources.
    Resourced,
    /// It says the same by the same sources in other words.
    Reworded,
}

impl Fate {
    /// The name in JSON: `added`, `gone`, `lost-all-sources`, `first-sources`, `sources`, `reworded`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Gone => "gone",
            Self::Bared => "lost-all-sources",
            Self::Covered => "first-sources",
            Self::Resourced => "sources",
            Self::Reworded => "reworded",
        }
    }
}

/// A claim that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimChange<'a> {
    /// What became of it.
    pub fate: Fate,
    /// The claim in the old draft; `None` if there was none.
    pub old: Option<&'a ClaimRecord>,
    /// The claim in the new draft; `None` if there is none.
    pub new: Option<&'a ClaimRecord>,
    /// Sources that it no longer has: keys, or `[9]` for a number without a reference.
    pub lost: Vec<String>,
    /// Sources that it did not have.
    pub gained: Vec<String>,
}

/// A reference that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceChange<'a> {
    /// It is new.
    Added(&'a str),
    /// It is gone.
    Gone(&'a str),
    /// It has another number: key, old number, new number.
    Renumbered(&'a str, u32, u32),
    /// It says otherwise what the work is: key, the fields that differ.
    Edited(&'a str, Vec<FieldChange<'a>>),
}

/// A field that has another value: as text, `None` where the draft does not give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange<'a> {
    /// The name of the field.
    pub name: &'a str,
    /// The value in the old draft.
    pub old: Option<String>,
    /// The value in the new draft.
    pub new: Option<String>,
}

/// All that changed between two drafts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference<'a> {
    /// The claims, in the order of the new draft, then those that are gone.
    pub claims: Vec<ClaimChange<'a>>,
    /// The references, in the order of the new draft, then those that are gone.
    pub references: Vec<ReferenceChange<'a>>,
}

/// Two drafts, the second merged onto the first.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    old: Library,
    new: Library,
    /// Whether both print the numbers of their references.
    numbered: bool,
}

impl Drafts {
    /// The drafts with the readings `old` and `new`.
    ///
    /// # Errors
    ///
    /// Those of [`merge()`]; with pairs that ibid itself made there are none.
    pub fn new(old: &Reading, new: &Reading) -> Result<Self, MergeError> {
        let known = Known::default();
        let first = merge(&Pair::default(), old, &known)?.pair;
        let second = merge(&first, new, &known)?.pair;
        let load = |pair: &Pair| Library::load([Source { name: "", bib: &pair.bib, toml: &pair.toml }]);
        Ok(Self { old: load(&first), new: load(&second), numbered: old.numbered && new.numbered })
    }

    /// The drafts as libraries, old and new, for what the entries say.
    pub fn libraries(&self) -> (&Library, &Library) {
        (&self.old, &self.new)
    }

    /// What changed. `old_words` and `new_words` are all words of the drafts: they tell a claim that lost its
    /// citation from one that is gone.
    pub fn difference(&self, old_words: &Letters, new_words: &Letters) -> Difference<'_> {
        let claims = claims::changes([(&self.old, old_words), (&self.new, new_words)]);
        Difference { claims, references: self.references() }
    }

    fn references(&self) -> Vec<ReferenceChange<'_>> {
        let old: HashMap<&str, &ReferenceRecord> = by_key(&self.old.references).collect();
        let new: HashMap<&str, &ReferenceRecord> = by_key(&self.new.references).collect();
        let entries = [&self.old, &self.new].map(entries);
        let mut changes = Vec::new();
        for (key, now) in by_key(&self.new.references) {
            let Some(before) = old.get(key) else {
                changes.push(ReferenceChange::Added(key));
                continue;
            };
            if let (true, Some(from), Some(to)) = (self.numbered, before.number, now.number)
                && from != to
            {
                changes.push(ReferenceChange::Renumbered(key, from, to));
            }
            // The same string may be read otherwise among other references.
            let is_edited = before.raw != now.raw || now.raw.is_empty();
            let fields = edited(entries.each_ref().map(|entries| entries.get(key).copied()));
            if is_edited && !fields.is_empty() {
                changes.push(ReferenceChange::Edited(key, fields));
            }
        }
        let gone = by_key(&self.old.references).filter(|(key, _)| !new.contains_key(key));
        changes.extend(gone.map(|(key, _)| ReferenceChange::Gone(key)));
        changes
    }
}

fn entries(library: &Library) -> HashMap<&str, &Entry> {
    library.entries.iter().map(|entry| (entry.key.as_str(), entry)).collect()
}

/// The fields in which two entries of a work differ, by name; none if one is missing.
fn edited<'a>(entries: [Option<&'a Entry>; 2]) -> Vec<FieldChange<'a>> {
    let [Some(old), Some(new)] = entries else { return Vec::new() };
    let names: BTreeSet<&str> = old.fields.keys().chain(new.fields.keys()).map(String::as_str).collect();
    let values = names.into_iter().map(|name| {
        let [old, new] = [old, new].map(|entry| entry.fields.get(name).map(|source| plain(name, source)));
        FieldChange { name, old, new }
    });
    values.filter(|field| field.old != field.new).collect()
}

fn by_key(references: &[Kept<ReferenceRecord>]) -> impl Iterator<Item = (&str, &ReferenceRecord)> {
    references.iter().filter(|k| !k.record.vanished).map(|kept| (kept.record.key.as_str(), &kept.record))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{ReadClaim, ReadEntry};

    fn entry(number: u32, title: &str) -> ReadEntry {
        let fields = [("title", title), ("author", "Weitz, R."), ("date", "2006")];
        ReadEntry {
            number: Some(number),
            raw: format!("Weitz, R., 2006. {title}. Survival, 3: 1-9."),
            key: format!("weitz2006{}", title.split(' ').next().unwrap_or_default().to_lowercase()),
            kind: "article".into(),
            fields: fields.map(|(n, v)| (n.to_owned(), v.to_owned())).into(),
        }
    }

    fn claim(text: &str, cites: &[&str]) -> ReadClaim {
        let cites = cites.iter().map(|key| (*key).to_owned()).collect();
        ReadClaim { text: text.into(), sentence: format!("{text}."), cites, ..ReadClaim::default() }
    }

    fn reading(entries: &[ReadEntry], claims: &[ReadClaim]) -> Reading {
        Reading {
            article: "a.txt".into(),
            digest: "d".into(),
            entries: entries.to_vec(),
            claims: claims.to_vec(),
            numbered: true,
            ..Reading::default()
        }
    }

    /// What became of the claims of a draft, each with the sources lost and gained; no words of either draft stand outside of claims.
    fn changes(old: &[ReadClaim], new: &[ReadClaim]) -> Vec<(Fate, Vec<String>, Vec<String>)> {
        let entries = [entry(1, "Borders of the East"), entry(2, "Water and Power")];
        let drafts = Drafts::new(&reading(&entries, old), &reading(&entries, new)).unwrap();
        let words = |claims: &[ReadClaim]| {
            Letters::of(&claims.iter().map(|c| c.sentence.as_str()).collect::<String>())
        };
        let found = drafts.difference(&words(old), &words(new));
        found.claims.into_iter().map(|change| (change.fate, change.lost, change.gained)).collect()
    }

    fn part(text: &str, sentence: &str, cites: &[&str]) -> ReadClaim {
        ReadClaim { sentence: sentence.into(), ..claim(text, cites) }
    }

    const BORDERS: &str = "weitz2006borders";
    const WATER: &str = "weitz2006water";

    #[test]
    fn a_source_leaves_one_of_two_clauses() {
        let (both, one) = (
            "Cranes nest in reeds all year [1], whereas storks nest on the roofs of the town [2].",
            "Cranes nest in reeds all year, whereas storks nest on the roofs of the town [2].",
        );
        let parts = [
            part("Cranes nest in reeds all year", both, &[BORDERS]),
            part("storks nest on the roofs of the town", both, &[WATER]),
        ];
        let whole = [part(
            "Cranes nest in reeds all year, whereas storks nest on the roofs of the town",
            one,
            &[WATER],
        )];
        let borders = vec![BORDERS.to_owned()];
        assert_eq!(changes(&parts, &whole), [(Fate::Resourced, borders.clone(), vec![])]);
        assert_eq!(changes(&whole, &parts), [(Fate::Resourced, vec![], borders)]);
    }

    #[test]
    fn a_sentence_parted_cites_what_it_did() {
        let whole =
            [claim("Dams hold half of the water back and reeds protect the shore of the valley", &[BORDERS])];
        let parts = [
            claim("Dams hold half of the water back", &[BORDERS]),
            claim("Reeds protect the shore of the valley", &[BORDERS]),
        ];
        assert_eq!(changes(&whole, &parts), []);
        assert_eq!(changes(&parts, &whole), []);
    }

    #[test]
    fn a_citation_that_moves_is_a_change() {
        let whole = [claim("Dams hold half of the water back, and reeds protect the shore", &[BORDERS])];
        let first = [part("Dams hold half of the water back", &whole[0].sentence, &[BORDERS])];
        assert_eq!(changes(&whole, &first), [(Fate::Reworded, vec![], vec![])]);
    }

    #[test]
    fn a_figure_is_a_word() {
        let [old, new] =
            ["40%", "60%"].map(|share| [claim(&format!("Dams hold back {share} of it"), &[BORDERS])]);
        assert_eq!(changes(&old, &new), [(Fate::Reworded, vec![], vec![])]);
    }

    #[test]
    fn numbers_that_nobody_printed_are_no_change() {
        let old = Reading { numbered: false, ..reading(&[entry(1, "Borders of the East")], &[]) };
        let new = reading(&[entry(2, "Borders of the East")], &[]);
        let drafts = Drafts::new(&old, &new).unwrap();
        assert_eq!(drafts.difference(&Letters::default(), &Letters::default()), Difference::default());
    }

    #[test]
    fn what_became_of_claims_and_references() {
        let (borders, water, grain) = ("Borders of the East", "Water and Power", "Grain in Dry Years");
        let old = reading(
            &[entry(1, borders), entry(2, water)],
            &[
                claim("The old treaty has long been forgotten", &["weitz2006borders"]),
                claim("Dams upstream hold back half of the water", &["weitz2006borders", "weitz2006water"]),
                claim("Harvests failed in seven of ten years", &["weitz2006water"]),
                claim("Nobody has counted the herds since then", &["weitz2006water"]),
            ],
        );
        let new = reading(
            &[entry(1, grain), entry(2, water), entry(3, borders)],
            &[
                claim("The old treaty has long been forgotten by all", &["weitz2006borders"]),
                claim("Dams upstream hold back half of the water", &["weitz2006water"]),
                claim("Prices of bread doubled within a single winter", &["weitz2006grain"]),
            ],
        );
        let drafts = Drafts::new(&old, &new).unwrap();
        let old_words = Letters::of("Prices of bread doubled within a single winter.");
        let new_words = Letters::of("Indeed, harvests failed in seven of ten years.");
        let found = drafts.difference(&old_words, &new_words);
        let fates: Vec<_> = found.claims.iter().map(|c| c.fate).collect();
        assert_eq!(fates, [Fate::Reworded, Fate::Resourced, Fate::Covered, Fate::Bared, Fate::Gone]);
        assert_eq!(found.claims[1].lost, ["weitz2006borders"]);
        assert!(found.references.contains(&ReferenceChange::Added("weitz2006grain")));
        assert!(found.references.contains(&ReferenceChange::Renumbered("weitz2006borders", 1, 3)));
    }

    #[test]
    fn a_reference_that_was_mended_is_told_by_its_fields() {
        let old = entry(1, "Borders of the East");
        let mut new = ReadEntry { raw: old.raw.replace("3:", "4:"), ..old.clone() };
        new.fields.insert("date".into(), "2007".into());
        new.fields.insert("volume".into(), "4".into());
        let drafts =
            Drafts::new(&reading(std::slice::from_ref(&old), &[]), &reading(std::slice::from_ref(&new), &[]))
                .unwrap();
        let [date, volume] =
            [("date", Some("2006"), "2007"), ("volume", None, "4")].map(|(name, old, new)| FieldChange {
                name,
                old: old.map(str::to_owned),
                new: Some(new.to_owned()),
            });
        assert_eq!(drafts.references(), [ReferenceChange::Edited(BORDERS, vec![date, volume])]);

        let same_string = ReadEntry { raw: old.raw.clone(), ..new };
        let drafts = Drafts::new(&reading(&[old], &[]), &reading(&[same_string], &[])).unwrap();
        assert_eq!(drafts.references(), []);
    }

    #[test]
    fn the_same_draft_has_no_difference() {
        let old =
            reading(&[entry(1, "Borders")], &[claim("The old treaty is forgotten", &["weitz2006borders"])]);
        let drafts = Drafts::new(&old, &old).unwrap();
        assert_eq!(drafts.difference(&Letters::default(), &Letters::default()), Difference::default());
    }
}
