//! What became of the claims: of those that both drafts make, and of the words that are claims in one of them only.

use std::collections::HashMap;

use super::{ClaimChange, Fate, Letters};
use crate::library::Library;
use crate::library::sheet::record::ClaimRecord;

/// A claim of a draft.
struct Claim<'a> {
    record: &'a ClaimRecord,
    text: Letters,
    sentence: Letters,
    /// Its keys, then the numbers without a reference.
    sources: Vec<String>,
}

/// The claims of a draft, and all of its words.
struct Draft<'a, 'w> {
    claims: Vec<Claim<'a>>,
    /// The place of each among them, by its name.
    places: HashMap<&'a str, usize>,
    words: &'w Letters,
}

/// So many claims before and behind one may have words of its sentence.
const NEAR: usize = 8;

/// The changes from the first of `drafts` to the second, each with all of its words: in the order of the second, then those of
/// claims that are gone.
pub(super) fn changes<'a>(drafts: [(&'a Library, &Letters); 2]) -> Vec<ClaimChange<'a>> {
    let [old, new] = drafts.map(|(library, words)| Draft::of(library, words));
    let here = new.claims.iter().enumerate().filter_map(|(at, claim)| {
        if let Some(before) = old.get(claim.id()) {
            return both(before, claim, &old, &new);
        }
        let (before, gained) = old.without(claim, new.neighbours(at));
        let fate = old.fate(claim, before, &gained, [Fate::Covered, Fate::Added])?;
        Some(ClaimChange { fate, old: before, new: Some(claim.record), lost: Vec::new(), gained })
    });
    let gone = old.claims.iter().enumerate().filter(|(_, claim)| new.get(claim.id()).is_none());
    let gone = gone.filter_map(|(at, claim)| {
        let (now, lost) = new.without(claim, old.neighbours(at));
        let fate = new.fate(claim, now, &lost, [Fate::Bared, Fate::Gone])?;
        Some(ClaimChange { fate, old: Some(claim.record), new: now, lost, gained: Vec::new() })
    });
    here.chain(gone).collect()
}

impl<'a, 'w> Draft<'a, 'w> {
    fn of(library: &'a Library, words: &'w Letters) -> Self {
        let claims: Vec<Claim> = library.claims.iter().map(|kept| Claim::of(&kept.record)).collect();
        let places = claims.iter().enumerate().map(|(at, claim)| (claim.id(), at)).collect();
        Self { claims, places, words }
    }

    /// The claim called `id`.
    fn get(&self, id: &str) -> Option<&Claim<'a>> {
        self.claims.get(*self.places.get(id)?)
    }

    /// The names of the claims around that at the place `at`, the nearest first, its own among them.
    fn neighbours(&self, at: usize) -> impl Iterator<Item = &'a str> {
        let both = (0..=NEAR).flat_map(move |by| [at.checked_sub(by), at.checked_add(by)]);
        both.flatten().filter_map(|at| Some(self.claims.get(at)?.id()))
    }

    /// The claims around that at the place `at`.
    fn around(&self, at: usize) -> &[Claim<'a>] {
        let end = (at + NEAR + 1).min(self.claims.len());
        self.claims.get(at.saturating_sub(NEAR)..end).unwrap_or_default()
    }

    /// What became of `claim`, which this draft does not make and the other one does, where this one has its words with all of its sources but
    /// `left`, first in the claim `shared`; `None` if nothing did. `fates` are for words that stand here and cite nothing, and for words that do not.
    fn fate(
        &self,
        claim: &Claim,
        shared: Option<&ClaimRecord>,
        left: &[String],
        fates: [Fate; 2],
    ) -> Option<Fate> {
        let [uncited, absent] = fates;
        match shared {
            Some(_) if left.is_empty() => None,
            Some(_) => Some(Fate::Resourced),
            None if self.has_words(claim) => Some(uncited),
            None => Some(absent),
        }
    }

    /// The first claim of this draft that shares its words with `claim`, and the sources of `claim` that no such claim has. The other draft makes
    /// `claim` among those called `neighbours`; looked at is what stands around the nearest of them that this draft makes too.
    ///
    /// Where a citation comes or goes, those beside it are cut otherwise, and support the same words as before.
    fn without(
        &self,
        claim: &Claim,
        mut neighbours: impl Iterator<Item = &'a str>,
    ) -> (Option<&'a ClaimRecord>, Vec<String>) {
        let mut sources = claim.sources.clone();
        let mut first = None;
        let place = neighbours.find_map(|id| self.places.get(id));
        let around = place.map_or(&[][..], |at| self.around(*at));
        for other in around.iter().filter(|other| other.shares_words(claim)) {
            first = first.or(Some(other.record));
            sources.retain(|source| !other.sources.contains(source));
        }
        (first, sources)
    }

    /// Whether the words of `claim`, or its sentence, stand in this draft.
    fn has_words(&self, claim: &Claim) -> bool {
        self.words.hold(&claim.text) || self.words.hold(&claim.sentence)
    }

    /// Whether this draft makes one more claim of the words of `whole`, of which its claim `part` has some.
    fn parts(&self, whole: &Claim, part: &Claim) -> bool {
        let around = self.places.get(part.id()).map_or(&[][..], |at| self.around(*at));
        let mut others = around.iter().filter(|claim| claim.id() != part.id());
        whole.text.hold(&part.text) && others.any(|claim| whole.text.hold(&claim.text))
    }
}

impl<'a> Claim<'a> {
    fn of(record: &'a ClaimRecord) -> Self {
        let missing = record.missing.iter().map(|number| format!("[{number}]"));
        Self {
            record,
            text: Letters::of(&record.text),
            sentence: Letters::of(&record.sentence),
            sources: record.cites.iter().cloned().chain(missing).collect(),
        }
    }

    fn id(&self) -> &'a str {
        &self.record.id
    }

    /// Whether all words of one stand in the other.
    fn shares_words(&self, other: &Self) -> bool {
        self.text.hold(&other.text) || other.text.hold(&self.text)
    }
}

/// The change from `before`, a claim of the draft `old`, to `now`, the same of the draft `new`; `None` if there is none.
fn both<'a>(
    before: &Claim<'a>,
    now: &Claim<'a>,
    old: &Draft<'a, '_>,
    new: &Draft<'a, '_>,
) -> Option<ClaimChange<'a>> {
    let less = |these: &Claim, those: &Claim| -> Vec<String> {
        these.sources.iter().filter(|source| !those.sources.contains(source)).cloned().collect()
    };
    let (lost, gained) = (less(before, now), less(now, before));
    let reworded = || {
        let is_cut = new.parts(before, now) || old.parts(now, before);
        said(&before.record.text) != said(&now.record.text) && !is_cut
    };
    let fate = match (lost.is_empty() && gained.is_empty(), reworded()) {
        (false, _) => Fate::Resourced,
        (true, true) => Fate::Reworded,
        (true, false) => return None,
    };
    Some(ClaimChange { fate, old: Some(before.record), new: Some(now.record), lost, gained })
}

/// The words and figures of `text`, without what parts them.
fn said(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
