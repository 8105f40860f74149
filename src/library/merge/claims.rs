//! Claims recognised again: by content, then by neighbours, so that annotations stay with them.

use std::collections::HashMap;

use crate::library::reading::ReadClaim;
use crate::library::sheet::record::{ClaimRecord, Place};
use crate::library::words::{Words, alike};

/// How alike a claim and its sentence must be to what they were, anywhere in the article.
const ANYWHERE: f32 = 0.6;

/// How alike they must be where claims that stayed stand before and behind both.
const BETWEEN: f32 = 0.35;

/// How much a shared source counts among them: the claims of one sentence have most of their words in common.
const SHARED: f32 = 0.25;

/// How many pairs of a gap are compared one by one.
const GAP: usize = 10_000;

/// For each of `read` the number of the record in `old` that it was; each record is used once.
///
/// `old` has the claims in the order of the file, and whether each is an orphan: orphans come back by content
/// alone, since they have no neighbours.
pub(super) fn recognise(old: &[(ClaimRecord, bool)], read: &[ReadClaim]) -> Vec<Option<usize>> {
    let mut matching = Matching { of: vec![None; read.len()], taken: vec![false; old.len()] };
    // The place first: of two claims with the same words each keeps its own.
    let words: [fn(&Face) -> Option<String>; 6] = [
        |c| Some(format!("{}\0{}\0{}\0{:?}", c.text, c.sentence, c.cites.join("\0"), c.place)),
        |c| Some(format!("{}\0{}\0{}", c.text, c.sentence, c.cites.join("\0"))),
        |c| Some(format!("{}\0{}", c.text, c.cites.join("\0"))),
        |c| Some(format!("{}\0{}", c.text, c.sentence)),
        // The sentence stayed: a person, or ibid, cuts the claim otherwise.
        |c| {
            (!c.sentence.is_empty()).then(|| format!("{}\0{}\0{:?}", c.sentence, c.cites.join("\0"), c.place))
        },
        |c| (!c.sentence.is_empty()).then(|| format!("{}\0{}", c.sentence, c.cites.join("\0"))),
    ];
    for name in words {
        by_words(&mut matching, old, read, name);
    }
    let old_words: Vec<Words> = old.iter().map(|(claim, _)| both(&claim.text, &claim.sentence)).collect();
    let new_words: Vec<Words> = read.iter().map(|claim| both(&claim.text, &claim.sentence)).collect();
    by_neighbours(&mut matching, old, read, [&old_words, &new_words]);
    by_likeness(&mut matching, old_words, new_words);
    matching.of
}

struct Matching {
    of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Matching {
    fn set(&mut self, new: usize, old: usize) {
        if let (Some(slot @ None), Some(taken @ false)) = (self.of.get_mut(new), self.taken.get_mut(old)) {
            (*slot, *taken) = (Some(old), true);
        }
    }

    fn is_free(&self, old: usize) -> bool {
        self.taken.get(old) == Some(&false)
    }
}

/// The words of a claim; those of its sentence stand in where the clause was cut otherwise.
fn both(text: &str, sentence: &str) -> Words {
    Words::of(&format!("{text} {sentence}"))
}

/// What identifies a claim, read or kept.
struct Face<'a> {
    text: &'a str,
    sentence: &'a str,
    cites: &'a [String],
    place: Option<&'a Place>,
}

/// Those with the same words in the same order, as `name` sees them; of several the first.
fn by_words(
    matching: &mut Matching,
    old: &[(ClaimRecord, bool)],
    read: &[ReadClaim],
    name: impl Fn(&Face) -> Option<String>,
) {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (claim, _)) in old.iter().enumerate().rev().filter(|(at, _)| matching.is_free(*at)) {
        let ClaimRecord { text, sentence, cites, place, .. } = claim;
        if let Some(name) = name(&Face { text, sentence, cites, place: place.as_ref() }) {
            names.entry(name).or_default().push(at);
        }
    }
    for (new, claim) in read.iter().enumerate() {
        let ReadClaim { text, sentence, cites, place, .. } = claim;
        let name = name(&Face { text, sentence, cites, place: place.as_ref() });
        let found = name.and_then(|name| names.get_mut(&name));
        if matching.of.get(new) == Some(&None)
            && let Some(at) = found.and_then(Vec::pop)
        {
            matching.set(new, at);
        }
    }
}

/// Those between the same two claims that stayed, alike enough, best first.
fn by_neighbours(
    matching: &mut Matching,
    old: &[(ClaimRecord, bool)],
    read: &[ReadClaim],
    [old_words, new_words]: [&[Words]; 2],
) {
    for (from, to) in gaps(&matching.of) {
        let before = from.checked_sub(1).and_then(|at| matching.of.get(at).copied().flatten());
        let after = matching.of.get(to).copied().flatten().unwrap_or(old.len());
        let free: Vec<usize> = (before.map_or(0, |at| at + 1)..after)
            .filter(|&at| matching.is_free(at) && old.get(at).is_some_and(|(_, orphan)| !orphan))
            .collect();
        if free.len().saturating_mul(to - from) > GAP {
            continue;
        }
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for new in from..to {
            let pair = |&at: &usize| {
                let likeness = new_words.get(new)?.likeness(old_words.get(at)?);
                let shares = shares_source(&old.get(at)?.0, read.get(new)?);
                let rank = likeness + if shares { SHARED } else { 0.0 };
                (likeness >= BETWEEN).then_some((rank, new, at))
            };
            pairs.extend(free.iter().filter_map(pair));
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        pairs.into_iter().for_each(|(_, new, at)| matching.set(new, at));
    }
}

/// Whether `old` and `read` have a source in common.
fn shares_source(old: &ClaimRecord, read: &ReadClaim) -> bool {
    old.cites.iter().any(|key| read.cites.contains(key))
        || old.missing.iter().any(|number| read.missing.contains(number))
}

/// Runs of claims without a match, as half-open ranges.
fn gaps(of: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for at in (0..of.len()).filter(|&at| of.get(at) == Some(&None)) {
        match gaps.last_mut() {
            Some((_, end)) if *end == at => *end += 1,
            _ => gaps.push((at, at + 1)),
        }
    }
    gaps
}

/// Those that have moved, and orphans that have come back.
fn by_likeness(matching: &mut Matching, old: Vec<Words>, new: Vec<Words>) {
    let old: Vec<_> = old.into_iter().enumerate().filter(|(at, _)| matching.is_free(*at)).collect();
    let new: Vec<_> =
        new.into_iter().enumerate().filter(|(at, _)| matching.of.get(*at) == Some(&None)).collect();
    for (new, at) in alike(&new, &old, ANYWHERE) {
        matching.set(new, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &[(&str, bool)], read: &[&str], expected: &[Option<usize>]) {
        let record = |text: &str| ClaimRecord { text: text.to_owned(), ..ClaimRecord::default() };
        let old: Vec<_> = old.iter().map(|(text, orphan)| (record(text), *orphan)).collect();
        let read: Vec<_> =
            read.iter().map(|t| ReadClaim { text: (*t).to_owned(), ..ReadClaim::default() }).collect();
        assert_eq!(recognise(&old, &read), expected);
    }

    const FAR: &str = "rivers in the north freeze early in winter";

    #[test]
    fn by_content_then_by_neighbours() {
        check(&[("a b c", false), (FAR, false)], &[FAR, "a b c"], &[Some(1), Some(0)]);
        check(&[("a b", false), ("a b", false)], &["a b", "a b", "a b"], &[Some(0), Some(1), None]);
        check(
            &[("x y", false), ("p q r s", false), ("z", false)],
            &["x y", "p q u v", "z"],
            &[Some(0), Some(1), Some(2)],
        );
        check(
            &[("x y", false), ("p q r s", false), ("z", false)],
            &["x y", "k l m n", "z"],
            &[Some(0), None, Some(2)],
        );
        check(&[("x", false), (FAR, true)], &[FAR, "x"], &[Some(1), Some(0)]);
        check(&[(FAR, true)], &["rivers in the north freeze late in winter"], &[Some(0)]);
        check(&[], &["x"], &[None]);
    }

    #[test]
    fn of_the_claims_of_a_sentence_that_with_the_same_source_is_the_same() {
        let sentence = "Cranes nest in reeds [1], whereas storks nest on roofs [2].".to_owned();
        let part = |text: &str, key: &str| ClaimRecord {
            text: text.to_owned(),
            sentence: sentence.clone(),
            cites: vec![key.to_owned()],
            ..ClaimRecord::default()
        };
        let old = [(part("Cranes nest in reeds", "a"), false), (part("storks nest on roofs", "b"), false)];
        let read = ReadClaim {
            text: "Cranes nest in reeds, whereas storks nest on roofs".to_owned(),
            sentence: "Cranes nest in reeds, whereas storks nest on roofs [2].".to_owned(),
            cites: vec!["b".to_owned()],
            ..ReadClaim::default()
        };
        assert_eq!(recognise(&old, &[read]), [Some(1)]);
    }

    #[test]
    fn a_claim_in_a_persons_words_is_known_by_its_sentence() {
        let sentence = "So they rise.".to_owned();
        let old =
            ClaimRecord { text: "my own".to_owned(), sentence: sentence.clone(), ..ClaimRecord::default() };
        let read = ReadClaim { text: "they rise".to_owned(), sentence, ..ReadClaim::default() };
        assert_eq!(recognise(&[(old, false)], &[read]), [Some(0)]);
    }
}
