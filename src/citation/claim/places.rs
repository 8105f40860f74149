//! Where the grammar of a sentence lets a claim begin and end.

use super::lexicon::Class;
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
        let opens_claim = |at: usize| {
            opens(site.words, at)
                && !adds_to_subject(site, closed, at)
                && !parts_subject(site, closed, at)
                && !parts_list(site, at)
                && !parts_brackets(site, at)
        };
        let starts = (first..=latest).filter(|&at| at == closed || at == own || opens_claim(at));
        let mut starts: Vec<usize> = starts.collect();
        if starts.is_empty() {
            starts.push(first);
        }
        let far = last.min(anchor + reach).min(clause_end(site, anchor));
        let ends = (anchor..=far).filter(|&at| match site.tells {
            // What is told of a citation that is the subject is more than its verb.
            true => {
                at == far || opens(site.words, at + 1) && is_parted(site.words, at) && at >= anchor + CLAUSE
            }
            false => at == anchor || at == last || opens(site.words, at + 1),
        });
        Self { starts, own, ends: ends.collect() }
    }
}

/// The first and the last word at which a claim may begin: a semicolon behind an earlier citation closes its
/// clause, a colon the clause before it, and something besides numbers must be left.
fn start_bounds(site: &Site) -> (usize, usize) {
    let Some(anchor) = site.anchor else { return (0, 0) };
    let head = site.words.get(..=anchor).unwrap_or_default();
    let own = head.get(..anchor).unwrap_or_default();
    let is_closed = |at: usize| own.get(at).is_some_and(|w| w.marker.is_some() && w.after.contains(';'));
    let closed = (0..own.len()).rev().find(|&at| is_closed(at) && !parts_brackets(site, at + 1));
    let closed = closed.map_or(0, |at| at + 1);
    let is_clause = |from: usize, to: usize| site.counts.verbs(from, to) > 0;
    let is_apart = |w: &Word, next: &Word| w.after == ":" && next.span.start > w.span.end + 1;
    let colon = own.iter().zip(head.iter().skip(1)).rposition(|(w, next)| is_apart(w, next));
    let colon = colon.map_or(0, |at| at + 1);
    let closed = if is_clause(closed, colon) && is_clause(colon, anchor + 1) { colon } else { closed };
    let says = |w: &Word| w.text.starts_with(char::is_alphabetic);
    (closed, head.iter().rposition(says).unwrap_or(anchor).max(closed))
}

/// The words between the citation before and this one; of those only the clause that this one closes.
pub(super) fn own_words(site: &Site) -> std::ops::Range<usize> {
    let Some(anchor) = site.anchor else { return 0..0 };
    own_clause(site, anchor).or(behind_earlier(site, anchor)).unwrap_or(0)..anchor + 1
}

/// The word behind the citation before that behind the word `anchor`.
fn behind_earlier(site: &Site, anchor: usize) -> Option<usize> {
    let earlier = site.words.get(..anchor)?.iter().rposition(|w| w.marker.is_some());
    earlier.map(|at| at + 1).or(site.follows_opening.then_some(0))
}

/// The first word of the clause that a citation closes, where another citation stands in a clause before it.
fn own_clause(site: &Site, anchor: usize) -> Option<usize> {
    let from = behind_earlier(site, anchor)?;
    if site.closes_bracket {
        return Some(from);
    }
    if site.names >= from && begins_subject(site, site.names) {
        return Some(site.names);
    }
    let parts = |at: &usize| parts(site.words, *at) && anchor >= *at + CLAUSE && !parts_brackets(site, *at);
    (from + 1..=anchor).rev().find(parts)
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
    if site.closes_bracket {
        return anchor;
    }
    let parts = |at: &usize| parts(site.words, *at) && later >= *at + CLAUSE;
    let is_apart = |at: usize| is_parted(site.words, at) || links(site.words, at);
    let subject = (anchor + 1..=later + 1).find(|&at| begins_subject(site, at) && is_apart(at - 1));
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

/// Whether the word at `at` stands in the subject of the clause that the citation closes: `The nets of ⟨boats from Izmir
/// were torn⟩`. What adverbs and prepositions open the clause with, up to a comma, is no subject.
fn parts_subject(site: &Site, closed: usize, at: usize) -> bool {
    let earlier = site.words.get(..at).unwrap_or_default().iter().rposition(|w| w.marker.is_some());
    let from = earlier.map_or(closed, |earlier| (earlier + 1).max(closed));
    let from = from + usize::from(links(site.words, from));
    let is_clause = || site.words.get(at).is_some_and(|w| PARTING.contains(&w.text));
    if at <= from || is_clause() {
        return false;
    }
    let adverbial = || {
        let opens = site
            .looks
            .get(from)
            .is_some_and(|l| matches!(l.class, Class::Adverb | Class::Preposition | Class::Subordinator))
            || site.words.get(from).is_some_and(|w| CONNECTIVES.contains(&w.text));
        opens && site.counts.commas(from, at) > 0
    };
    site.counts.verbs(from, at) == 0 && site.counts.verbs(at, site.head()) > 0 && !adverbial()
}

/// Whether the word at `at` stands in brackets that are closed before the citation.
fn parts_brackets(site: &Site, at: usize) -> bool {
    let head = site.words.get(..site.head()).unwrap_or_default();
    let (before, behind) = head.split_at_checked(at).unwrap_or_default();
    let inside = behind.split_last().map_or(behind, |(_, inside)| inside);
    let is_bracket = |c: &char| matches!(c, '(' | ')');
    let opened = before.iter().rev().flat_map(|w| w.after.chars().rev()).find(is_bracket);
    opened == Some('(') && inside.iter().flat_map(|w| w.after.chars()).find(is_bracket) == Some(')')
}

/// Whether the word at `at` opens a later item of a list, none of whose items before has a citation of its own:
/// `storks, cranes and ⟨rails⟩`.
fn parts_list(site: &Site, at: usize) -> bool {
    let link = at - usize::from(at > 0 && links(site.words, at - 1));
    let Some(before) = link.checked_sub(1).and_then(|b| site.words.get(b)) else { return false };
    let is_item = link < at || before.after == "," || links(site.words, at);
    let earlier = site.words.get(..link).unwrap_or_default().iter().rposition(|w| w.marker.is_some());
    let is_cited = earlier.is_some_and(|earlier| site.counts.verbs(earlier + 1, at) == 0);
    let explains = || site.words.get(at).into_iter().chain([before]).any(|w| EXPLAINING.contains(&w.text));
    is_item && !is_cited && site.counts.verbs(at, site.head()) == 0 && !explains()
}

/// Words that explain what stands before them, or say that what stands behind them does.
const EXPLAINING: [&str; 10] =
    ["e", "i", "g", "namely", "including", "especially", "particularly", "which", "example", "examples"];

/// Whether a clause begins at the word `at` whose subject is a citation: `and Lund [4] uses nets`.
fn begins_subject(site: &Site, at: usize) -> bool {
    site.counts.phrases.begin(at) == Begin::Subject
}

/// Whether punctuation behind the word at `at` parts it from what follows.
fn is_parted(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.after.contains([',', ';', ':']))
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
    !site.form.is_textual() && site.citations() == 1 && !site.follows_opening && site.at_end()
}

/// The claim where grammar alone tells: a sentence with one citation at its end, or a number listed beside another.
pub(super) fn by_grammar(site: &Site) -> Option<(usize, usize)> {
    let anchor = site.anchor?;
    if let Some(end) = introduced(site, anchor) {
        return Some((anchor + 1, end));
    }
    let alone = || closes_alone(site).then(|| clause_start(site.words, anchor));
    Some((parallel(site, anchor).or_else(alone)?, anchor))
}

/// The last word of the clause that the citation introduces: `According to [1], …`, `As in [1], …`.
fn introduced(site: &Site, anchor: usize) -> Option<usize> {
    let lead = site.words.get(..=anchor)?;
    let (last, before) = lead.split_last()?;
    let first = lead.first()?;
    let leads = |w: &Word| is_leading(w.text) || w.text == first.text;
    let is_lead = INTRODUCING.contains(&first.text) && lead.len() <= LONGEST_LEAD && lead.iter().all(leads);
    let end = clause_end(site, anchor);
    let is_parted = last.after == "," && before.iter().all(|w| w.after.is_empty());
    (is_lead && is_parted && end >= anchor + CLAUSE).then_some(end)
}

/// Words with which a sentence begins whose citation introduces it.
const INTRODUCING: [&str; 5] = ["According", "As", "In", "Following", "Like"];

/// Most words of such a beginning.
const LONGEST_LEAD: usize = 3;

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
    if let Some(at) = last_semicolon(head) {
        return at + 1;
    }
    let connects = words.first().is_some_and(|w| w.after == "," && CONNECTIVES.contains(&w.text));
    usize::from(connects && anchor > 0)
}

/// The last of `words` behind which a semicolon closes a clause: not one in brackets that are closed again,
/// `traps (nets; lines) were set`.
fn last_semicolon(words: &[Word]) -> Option<usize> {
    let mut closed = 0_usize;
    for (at, word) in words.iter().enumerate().rev() {
        for c in word.after.chars().rev() {
            match c {
                ')' | ']' => closed += 1,
                '(' | '[' => closed = closed.saturating_sub(1),
                ';' if closed == 0 => return Some(at),
                _ => {}
            }
        }
    }
    None
}

/// Adverbs that tie a sentence to the one before it.
const CONNECTIVES: [&str; 14] = [
    "However", "Nevertheless", "Moreover", "Furthermore", "Therefore", "Thus", "Hence", "Consequently",
    "Similarly", "Likewise", "Additionally", "Nonetheless", "Accordingly", "Also",
];

/// Whether a clause, or an item of a list, may begin with the word at `at`.
fn opens(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let is_number = |w: &Word| w.text.starts_with(|c: char| c.is_ascii_digit());
    let goes_on = words.get(at).is_some_and(|w| {
        ["respectively", "well"].contains(&w.text)
            || is_number(w) && before.is_some_and(|b| is_number(b) && b.marker.is_none())
    });
    if goes_on {
        return false;
    }
    let parted =
        before.is_some_and(|b| b.after.contains([',', ';', ':', '(', ')', '—', '–']) || b.marker.is_some());
    let joins = words.get(at).is_some_and(|w| JOINING.contains(&w.text));
    let joined = before
        .is_some_and(|b| JOINING.contains(&b.text) || ["as", "like", "including", "by"].contains(&b.text));
    parted || joins || joined
}

/// Whether the word at `at` only links what follows to what stands before.
pub(super) fn links(words: &[Word], at: usize) -> bool {
    at > 0 && words.get(at).is_some_and(|w| ["and", "or", "but", "while", "whereas"].contains(&w.text))
}

/// Whether the words from that at `at` up to the citation only lead to it: `as in [4]`, `see also [4]`, `found by [4]`.
pub(super) fn leads_to_citation(site: &Site, at: usize) -> bool {
    let words = site.words.get(at..site.head()).unwrap_or_default();
    !words.is_empty() && words.iter().all(|word| is_leading(word.text))
}

/// Whether `word` leads to a citation: `as in [4]`, `(see also [4])`.
pub(crate) fn is_leading(word: &str) -> bool {
    LEADING.contains(&word)
}

/// Words that lead to a citation.
const LEADING: [&str; 29] = [
    "see", "also", "cf", "e", "g", "i", "eg", "such", "as", "in", "by", "from", "with", "of", "to", "than",
    "like", "vgl", "siehe", "auch", "z", "B", "bei", "voir", "aussi", "p", "ex", "véase", "vedi",
];

/// Words that join clauses and items.
const JOINING: [&str; 16] = [
    "and", "or", "but", "while", "whereas", "although", "though", "because", "which", "who", "that", "where",
    "when", "whose", "if", "than",
];

#[cfg(test)]
mod tests {
    use super::super::counts::Counts;
    use super::super::{Density, Paragraph, Sentence, site};
    use super::*;

    /// The words at which the claim of the last citation of `text` may begin.
    fn starts(text: &str) -> Vec<String> {
        let sentences = [Sentence { text, markers: crate::citation::marker_places(text) }];
        let paragraph = Paragraph::of(&sentences, Density::Sparse);
        let worded = paragraph.worded(0);
        let counts = Counts::of(&worded.words, &worded.looks);
        let (sites, _) = site::sites(&paragraph, 0, &worded.words, &worded.looks, &counts);
        let starts = Places::of(sites.last().unwrap()).starts;
        starts.iter().map(|&at| worded.words[at].text.to_owned()).collect()
    }

    #[test]
    fn a_claim_has_its_whole_subject() {
        let found = starts("Nets and traps were set and reeds were cut, and boats came [3].");
        let has = |word: &str| found.iter().any(|w| w == word);
        assert!(has("Nets") && has("reeds") && !has("traps"), "{found:?}");
        let found = starts("Nets, for example, were torn by storms [3].");
        assert_eq!(found, ["Nets", "storms"]);
    }

    #[test]
    fn an_adverb_before_the_subject_may_stay_out() {
        assert_eq!(starts("However, nets were torn [3] often."), ["However", "nets"]);
    }

    #[test]
    fn lists_are_cut_behind_citations_only() {
        assert_eq!(starts("Storks hunt frogs, mice and voles [3]."), ["Storks"]);
        assert_eq!(starts("Storks hunt frogs [2], mice and voles [3]."), ["Storks", "mice", "and", "voles"]);
    }

    #[test]
    fn brackets_stay_whole() {
        let found = starts("Storks find frogs (green ones) when seen [3] often.");
        assert_eq!(found, ["Storks", "when", "seen"]);
        let found = starts("Storks find frogs (green ones are seen [3]).");
        assert!(found.iter().any(|word| word == "green"), "{found:?}");
    }

    #[test]
    fn a_bracket_that_closes_behind_the_citation() {
        for (text, bracket) in [
            ("Storks (in Spain, where they sleep [3]) left.", Some("in")),
            ("Storks (white ones) left (in May [3]).", Some("in")),
            ("Storks (white ones) [3] left.", None),
            ("Storks (white ones [3] and black ones) left.", None),
        ] {
            let sentences = [Sentence { text, markers: crate::citation::marker_places(text) }];
            let paragraph = Paragraph::of(&sentences, Density::Sparse);
            let worded = paragraph.worded(0);
            let counts = Counts::of(&worded.words, &worded.looks);
            let (sites, _) = site::sites(&paragraph, 0, &worded.words, &worded.looks, &counts);
            assert_eq!(sites[0].bracket().map(|at| worded.words[at].text), bracket, "{text}");
        }
    }

    #[test]
    fn a_clause_begins_behind_a_colon() {
        assert_eq!(starts("Storks differ: they find frogs [3] often."), ["they"]);
        assert_eq!(starts("Storks mix food at 70:30 as needed [3] often.")[0], "Storks");
    }
}
