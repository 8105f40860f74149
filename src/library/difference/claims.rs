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
    words: &'w Letters,
}

/// The changes from the first of `drafts` to the second, each with all of its words: in the order of the second, then those of
/// claims that are gone.
pub(super) fn changes<'a>(drafts: [(&'a Library, &Letters); 2]) -> Vec<ClaimChange<'a>> {
    let [old, new] = drafts.map(|(library, words)| Draft::of(library, words));
    let (before, now) = (old.by_id(), new.by_id());
    let here = new.claims.iter().filter_map(|claim| match before.get(claim.id()) {
        Some(before) => both(before, claim, &old, &new),
        None => old.appeared(claim),
    });
    let gone = old.claims.iter().filter(|claim| !now.contains_key(claim.id()));
    here.chain(gone.filter_map(|claim| new.vanished(claim))).collect()
}

impl<'a, 'w> Draft<'a, 'w> {
    fn of(library: &'a Library, words: &'w Letters) -> Self {
        Self { claims: library.claims.iter().map(|kept| Claim::of(&kept.record)).collect(), words }
    }

    fn by_id(&self) -> HashMap<&str, &Claim<'a>> {
        self.claims.iter().map(|claim| (claim.id(), claim)).collect()
    }

    /// What became of `claim`, which the draft after this one makes, and this one does not.
    fn appeared(&self, claim: &Claim<'a>) -> Option<ClaimChange<'a>> {
        let (old, gained) = self.without(claim);
        let fate = match old {
            Some(_) if gained.is_empty() => return None,
            Some(_) => Fate::Resourced,
            None if self.has_words(claim) => Fate::Covered,
            None => Fate::Added,
        };
        Some(ClaimChange { fate, old, new: Some(claim.record), lost: Vec::new(), gained })
    }

    /// What became of `claim`, which the draft before this one made, and this one does not.
    fn vanished(&self, claim: &Claim<'a>) -> Option<ClaimChange<'a>> {
        let (new, lost) = self.without(claim);
        let fate = match new {
            Some(_) if lost.is_empty() => return None,
            Some(_) => Fate::Resourced,
            None if self.has_words(claim) => Fate::Bared,
            None => Fate::Gone,
        };
        Some(ClaimChange { fate, old: Some(claim.record), new, lost, gained: Vec::new() })
    }

    /// The first claim of this draft that shares its words with `claim`, which another draft makes, and the sources of `claim` that no
    /// such claim has.
    ///
    /// Where a citation comes or goes, those beside it are cut otherwise, and support the same words as before.
    fn without(&self, claim: &Claim<'a>) -> (Option<&'a ClaimRecord>, Vec<String>) {
        let mut sources = claim.sources.clone();
        let mut first = None;
        for other in self.claims.iter().filter(|other| other.shares_words(claim)) {
            first = first.or(Some(other.record));
            sources.retain(|source| !other.sources.contains(source));
        }
        (first, sources)
    }

    /// Whether the words of `claim`, or its sentence, stand in this draft.
    fn has_words(&self, claim: &Claim) -> bool {
        self.words.hold(&claim.text) || self.words.hold(&claim.sentence)
    }

    /// Whether this draft makes one more claim of the words of `whole`, of which `part` has some.
    fn parts(&self, whole: &Claim, part: &Claim) -> bool {
        let is_part = |claim: &&Claim| claim.id() != part.id() && whole.text.hold(&claim.text);
        whole.text.hold(&part.text) && self.claims.iter().any(|claim| is_part(&claim))
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
