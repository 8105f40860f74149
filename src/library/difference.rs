//! Two drafts of an article in, as libraries; which claims and references changed out.
//!
//! The second draft is one that was merged onto the first, so that what is the same has the same name in both:
//! claims their `c4`, references their key, whatever number is printed before them.

use std::collections::HashMap;

use super::sheet::record::{ClaimRecord, ReferenceRecord};
use super::{Kept, Known, Library, MergeError, Pair, Reading, Source, merge};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceChange<'a> {
    /// It is new.
    Added(&'a str),
    /// It is gone.
    Gone(&'a str),
    /// It has another number: key, old number, new number.
    Renumbered(&'a str, u32, u32),
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
        Ok(Self { old: load(&first), new: load(&second) })
    }

    /// The drafts as libraries, old and new, for what the entries say.
    pub fn libraries(&self) -> (&Library, &Library) {
        (&self.old, &self.new)
    }

    /// What changed. `old_words` and `new_words` are all words of the drafts: they tell a claim that lost its
    /// citation from one that is gone.
    pub fn difference(&self, old_words: &Letters, new_words: &Letters) -> Difference<'_> {
        Difference { claims: self.claims(old_words, new_words), references: self.references() }
    }

    fn claims(&self, old_words: &Letters, new_words: &Letters) -> Vec<ClaimChange<'_>> {
        let old: HashMap<&str, &ClaimRecord> = by_id(&self.old.claims).collect();
        let new: HashMap<&str, &ClaimRecord> = by_id(&self.new.claims).collect();
        let here = by_id(&self.new.claims).filter_map(|(id, now)| match old.get(id) {
            Some(before) => both(before, now),
            None => {
                let fate = if old_words.hold(now) { Fate::Covered } else { Fate::Added };
                Some(ClaimChange { fate, old: None, new: Some(now), lost: Vec::new(), gained: sources(now) })
            }
        });
        let gone = by_id(&self.old.claims).filter(|(id, _)| !new.contains_key(id)).map(|(_, before)| {
            let fate = if new_words.hold(before) { Fate::Bared } else { Fate::Gone };
            ClaimChange { fate, old: Some(before), new: None, lost: sources(before), gained: Vec::new() }
        });
        here.chain(gone).collect()
    }

    fn references(&self) -> Vec<ReferenceChange<'_>> {
        let old: HashMap<&str, &ReferenceRecord> = by_key(&self.old.references).collect();
        let here = by_key(&self.new.references).filter_map(|(key, now)| match old.get(key) {
            Some(before) => {
                let (from, to) = (before.number?, now.number?);
                (from != to).then_some(ReferenceChange::Renumbered(key, from, to))
            }
            None => Some(ReferenceChange::Added(key)),
        });
        let new: HashMap<&str, &ReferenceRecord> = by_key(&self.new.references).collect();
        let gone = by_key(&self.old.references).filter(|(key, _)| !new.contains_key(key));
        here.chain(gone.map(|(key, _)| ReferenceChange::Gone(key))).collect()
    }
}

fn by_id(claims: &[Kept<ClaimRecord>]) -> impl Iterator<Item = (&str, &ClaimRecord)> {
    claims.iter().map(|kept| (kept.record.id.as_str(), &kept.record))
}

fn by_key(references: &[Kept<ReferenceRecord>]) -> impl Iterator<Item = (&str, &ReferenceRecord)> {
    references.iter().filter(|k| !k.record.vanished).map(|kept| (kept.record.key.as_str(), &kept.record))
}

/// The change of a claim that both drafts make; `None` if there is none.
fn both<'a>(before: &'a ClaimRecord, now: &'a ClaimRecord) -> Option<ClaimChange<'a>> {
    let (had, has) = (sources(before), sources(now));
    let lost: Vec<String> = had.iter().filter(|source| !has.contains(source)).cloned().collect();
    let gained: Vec<String> = has.iter().filter(|source| !had.contains(source)).cloned().collect();
    let reworded = Letters::of(&before.text) != Letters::of(&now.text);
    let fate = match (lost.is_empty() && gained.is_empty(), reworded) {
        (false, _) => Fate::Resourced,
        (true, true) => Fate::Reworded,
        (true, false) => return None,
    };
    Some(ClaimChange { fate, old: Some(before), new: Some(now), lost, gained })
}

/// The sources of `claim`: its keys, then the numbers without a reference.
fn sources(claim: &ClaimRecord) -> Vec<String> {
    claim.cites.iter().cloned().chain(claim.missing.iter().map(|number| format!("[{number}]"))).collect()
}

/// The letters of a text in lower case, all else left out: what stays the same when markers and lines move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters(String);

/// Fewer letters than these are found by chance.
const TELLING: usize = 16;

impl Letters {
    /// The letters of `text`.
    pub fn of(text: &str) -> Self {
        Self(text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect())
    }

    /// Whether the words of `claim` or all of its sentence stand here.
    fn hold(&self, claim: &ClaimRecord) -> bool {
        let stand = |words: &str| {
            let letters = Self::of(words).0;
            letters.len() >= TELLING && self.0.contains(&letters)
        };
        stand(&claim.text) || stand(&claim.sentence)
    }
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
            ..Reading::default()
        }
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
    fn the_same_draft_has_no_difference() {
        let old =
            reading(&[entry(1, "Borders")], &[claim("The old treaty is forgotten", &["weitz2006borders"])]);
        let drafts = Drafts::new(&old, &old).unwrap();
        assert_eq!(drafts.difference(&Letters::default(), &Letters::default()), Difference::default());
    }
}
