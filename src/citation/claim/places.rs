//! Where the grammar of a sentence lets a claim begin and end.

use super::phrases::Begin;
use super::site::Site;
use super::words::Word;

/// Where the claim of a citation may begin and end in an article that cites sparsely: where a clause or an item of a
/// list does.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// Words at which it may begin, ascending.
    pub(super) starts: Vec<usize>,
    /// The first of them at which it does: what stands before is weighed, yet belongs to the clause of another citation.
    pub(super) own: usize,
    /// Words after which it may end, ascending.
    pub(super) ends: Vec<usize>,
}

/// Words before and after a citation that are weighed; a sentence has fewer, a text without full stops has more.
const REACH: usize = 60;
/// The same in a sentence with more than [`MANY`] markers, so that the time for a sentence is bounded.
const SHORT_REACH: usize = 12;
const MANY: usize = 24;

impl Places {
    /// The places for the citation at `site`.
    pub(super) fn of(site: &Site) -> Self {
        let anchor = site.anchor.unwrap_or(0);
        let last = site.words.len().saturating_sub(1);
        let reach = if site.counts.markers(0, site.words.len()) > MANY { SHORT_REACH } else { REACH };
        let (closed, latest) = start_bounds(site);
        let own = site.anchor.and_then(|at| own_clause(site, at)).map_or(0, |at| at.min(latest));
        let first = closed.max(anchor.saturating_sub(reach));
        let opens_claim = |at: usize| opens(site.words, at) && !adds_to_subject(site, closed, at);
        let starts = (first..=latest).filter(|&at| at == closed || at == own || opens_claim(at));
        let mut starts: Vec<usize> = starts.collect();
        if starts.is_empty() {
            starts.push(first);
        }
        let far = last.min(anchor + reach).min(clause_end(site, anchor));
        let ends = (anchor..=far).filter(|&at| at == anchor || at == last || opens(site.words, at + 1));
        Self { starts, own, ends: ends.collect() }
    }
}

/// The first and the last word at which a claim may begin: a semicolon behind an earlier citation closes its
/// clause, and something besides numbers must be left.
fn start_bounds(site: &Site) -> (usize, usize) {
    let Some(anchor) = site.anchor else { return (0, 0) };
    let head = site.words.get(..=anchor).unwrap_or_default();
    let own = head.get(..anchor).unwrap_or_default();
    let closed = own.iter().rposition(|w| w.marker.is_some() && w.after.contains(';')).map_or(0, |at| at + 1);
    let says = |w: &Word| w.text.starts_with(char::is_alphabetic);
    (closed, head.iter().rposition(says).unwrap_or(anchor).max(closed))
}

/// The words between the citation before and this one; of those only the clause that this one closes.
pub(super) fn own_words(site: &Site) -> std::ops::Range<usize> {
    let Some(anchor) = site.anchor else { return 0..0 };
    let earlier = site.words.get(..anchor).unwrap_or_default().iter().rposition(|w| w.marker.is_some());
    let Some(earlier) = earlier else { return 0..anchor + 1 };
    own_clause(site, anchor).unwrap_or(earlier + 1)..anchor + 1
}

/// The first word of the clause that a citation closes, where another citation stands in a clause before it.
fn own_clause(site: &Site, anchor: usize) -> Option<usize> {
    let earlier = site.words.get(..anchor)?.iter().rposition(|w| w.marker.is_some())?;
    if site.names > earlier && begins_subject(site, site.names) {
        return Some(site.names);
    }
    let parts = |at: &usize| parts(site.words, *at) && anchor >= *at + CLAUSE;
    (earlier + 2..=anchor).rev().find(parts)
}

/// The last word of the clause of the citation: its own, where punctuation behind the citation closes the clause; else
/// that before a clause which a later citation closes.
fn clause_end(site: &Site, anchor: usize) -> usize {
    let last = site.words.len().saturating_sub(1);
    if site.closes_clause() {
        return anchor;
    }
    let later = (anchor + 1..=last).find(|&at| site.words.get(at).is_some_and(|w| w.marker.is_some()));
    let Some(later) = later else { return last };
    let parts = |at: &usize| parts(site.words, *at) && later >= *at + CLAUSE;
    let subject = (anchor + 1..=later).find(|&at| begins_subject(site, at));
    let subject = subject.map(|at| at - usize::from(at > anchor + 1 && links(site.words, at - 1)));
    let parted = (anchor + 1..=later).find(parts);
    subject.into_iter().chain(parted).min().map_or(last, |at| at - 1)
}

/// Whether the word at `at` is of a second subject, no verb and no citation standing before it in the clause from `first` on:
/// `The nets and the traps were set`.
fn adds_to_subject(site: &Site, first: usize, at: usize) -> bool {
    let is_link = |at: &usize| site.words.get(*at).is_some_and(|w| ["and", "or"].contains(&w.text));
    let link = [at, at.saturating_sub(1)].into_iter().find(is_link);
    link.is_some_and(|link| site.counts.verbs(first, link) == 0 && site.counts.markers(first, link) == 0)
}

/// Whether a clause begins at the word `at` whose subject is a citation: `and Lund [4] uses nets`.
fn begins_subject(site: &Site, at: usize) -> bool {
    site.counts.phrases.begin(at) == Begin::Subject
}

/// Whether the word at `at` parts a clause from the one before: `, while`, `, which`.
fn parts(words: &[Word], at: usize) -> bool {
    let comma = at.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|w| w.after.contains([',', ';']));
    comma && words.get(at).is_some_and(|w| PARTING.contains(&w.text))
}

/// Words that a clause has at least behind the one that parts it.
const CLAUSE: usize = 2;

/// Words that part clauses behind a comma.
const PARTING: [&str; 9] =
    ["while", "whereas", "although", "though", "but", "because", "which", "who", "where"];

/// Whether the citation stands at the end of a sentence and is its only one: it supports all of it.
fn closes_alone(site: &Site) -> bool {
    !site.form.is_textual() && site.citations() == 1 && site.at_end()
}

/// The claim where grammar alone tells: a sentence with one citation at its end, or a number listed beside another.
pub(super) fn by_grammar(site: &Site) -> Option<(usize, usize)> {
    let anchor = site.anchor?;
    let alone = || closes_alone(site).then(|| clause_start(site.words, anchor));
    Some((parallel(site, anchor).or_else(alone)?, anchor))
}

/// The number that stands beside the number of the citation before: `in 2008 [1] and 2013 [2]`.
fn parallel(site: &Site, anchor: usize) -> Option<usize> {
    let is_number = |w: &Word| w.text.starts_with(|c: char| c.is_ascii_digit());
    let earlier = site.words.get(..anchor)?.iter().rposition(|w| w.marker.is_some())?;
    let own = site.words.get(earlier + 1..=anchor)?;
    let first = own.iter().position(is_number)?;
    let links = |w: &Word| is_number(w) || ["and", "or"].contains(&w.text);
    (own.iter().all(links) && site.words.get(earlier).is_some_and(is_number)).then_some(earlier + 1 + first)
}

/// The first word of the last main clause up to `anchor`: after a semicolon, else of the sentence, a
/// connective adverb left out.
fn clause_start(words: &[Word], anchor: usize) -> usize {
    let head = words.get(..anchor).unwrap_or_default();
    if let Some(at) = head.iter().rposition(|w| w.after.contains(';')) {
        return at + 1;
    }
    let connects = words.first().is_some_and(|w| w.after == "," && CONNECTIVES.contains(&w.text));
    usize::from(connects && anchor > 0)
}

/// Adverbs that tie a sentence to the one before it.
const CONNECTIVES: [&str; 14] = [
    "However",
    "Nevertheless",
    "Moreover",
    "Furthermore",
    "Therefore",
    "Thus",
    "Hence",
    "Consequently",
    "Similarly",
    "Likewise",
    "Additionally",
    "Nonetheless",
    "Accordingly",
    "Also",
];

/// Whether a clause, or an item of a list, may begin with the word at `at`.
fn opens(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let parted =
        before.is_some_and(|b| b.after.contains([',', ';', ':', '(', ')', '—', '–']) || b.marker.is_some());
    let joins = words.get(at).is_some_and(|w| JOINING.contains(&w.text));
    let joined = before.is_some_and(|b| {
        JOINING.contains(&b.text) || ["as", "like", "including", "by", "of"].contains(&b.text)
    });
    parted || joins || joined
}

/// Whether the word at `at` only links what follows to what stands before.
pub(super) fn links(words: &[Word], at: usize) -> bool {
    at > 0 && words.get(at).is_some_and(|w| ["and", "or", "but", "while", "whereas"].contains(&w.text))
}

/// Words that join clauses and items.
const JOINING: [&str; 17] = [
    "and", "or", "but", "while", "whereas", "although", "though", "because", "since", "which", "who", "that",
    "where", "when", "whose", "if", "than",
];

#[cfg(test)]
mod tests {
    use super::super::counts::Counts;
    use super::super::{Paragraph, Sentence, site};
    use super::*;

    #[test]
    fn a_claim_has_its_whole_subject() {
        let text = "Nets and traps were set and reeds were cut, and boats came [3].";
        let sentences = [Sentence { text, markers: crate::citation::marker_places(text) }];
        let paragraph = Paragraph::of(&sentences);
        let worded = paragraph.worded(0);
        let counts = Counts::of(&worded.words, &worded.looks);
        let (sites, _) = site::sites(&paragraph, 0, &worded.words, &worded.looks, &counts);
        let starts = Places::of(&sites[0]).starts;
        let words: Vec<&str> = starts.iter().map(|&at| worded.words[at].text).collect();
        assert!(
            words.contains(&"Nets") && words.contains(&"reeds") && !words.contains(&"traps"),
            "{words:?}"
        );
    }
}
