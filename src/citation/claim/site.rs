//! One citation in its sentence and its paragraph.

use super::counts::Counts;
use super::lexicon::{Class, Look};
use super::model::{feature, symbol};
use super::phrases::{self, Begin};
use super::words::Word;
use super::{Paragraph, Sentence};

/// A sentence with one of its citations: a marker, or several that stand together.
#[derive(Debug)]
pub(super) struct Site<'w> {
    pub(super) words: &'w [Word<'w>],
    pub(super) looks: &'w [Look],
    pub(super) counts: &'w Counts,
    /// Index of its sentence in the paragraph.
    pub(super) at: usize,
    /// Index of the word before the first marker; `None` if the sentence begins with it.
    pub(super) anchor: Option<usize>,
    pub(super) form: Form,
    /// Whether it is the sentence's last citation.
    pub(super) is_last: bool,
    /// How many sources it cites, at most 3.
    pub(super) sources: u32,
    /// Citations a sentence of the paragraph, in quarters, at most 6.
    pub(super) thickness: u32,
    /// What follows the citation: punctuation and a word.
    pub(super) tail: u32,
    /// What the paragraph says of it, a symbol each.
    pub(super) around: Vec<u32>,
    /// The first word of its names; the one behind the anchor if it has none.
    pub(super) names: usize,
    /// Whether it is the subject of what follows: 0 no, 1 it has names, 2 yes, 3 it is no word of the sentence.
    pub(super) subject: u32,
    /// Whether it stands in a list of names: 1 after another citation, 2 before one.
    pub(super) links: u32,
    /// Whether what follows tells of it: `[1] shows …`, `Wen et al. [1] show …`.
    pub(super) tells: bool,
    /// Whether another citation opens the sentence, before its first word.
    pub(super) follows_opening: bool,
    /// Whether the bracket that it stands in closes behind it: `(in the north [1])`.
    pub(super) closes_bracket: bool,
}

/// How a citation stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `[1] shows …`
    First,
    /// `Wen et al. [1] show`
    EtAl,
    /// `the method of Wen [1]`
    Name,
    /// `as in [1]`
    Preposition,
    /// Behind another word with a capital.
    Capital,
    /// `… [1]`
    Apart,
}

impl Form {
    /// Whether the source is a word of the sentence.
    pub(super) const fn is_textual(self) -> bool {
        matches!(self, Self::First | Self::EtAl | Self::Name | Self::Preposition)
    }
}

impl<'w> Site<'w> {
    /// The citation that begins with the marker `marker` of the sentence `at`.
    pub(super) fn new(
        paragraph: &Paragraph,
        at: usize,
        marker: usize,
        words: &'w [Word<'w>],
        looks: &'w [Look],
        counts: &'w Counts,
    ) -> Self {
        let sentence = paragraph.get(at);
        let text = sentence.map_or("", |s| s.text);
        let markers = sentence.map_or(&[][..], |s| &s.markers);
        let place = markers.get(marker).copied().unwrap_or_default();
        let anchor = words.partition_point(|w| w.span.end <= place.start).checked_sub(1);
        let end = anchor.map_or(0, |at| at + 1);
        let group = (marker + 1..markers.len()).take_while(|&m| sentence.is_some_and(|s| is_joint(s, m)));
        let last = group.last().unwrap_or(marker);
        let cited = markers.get(marker..=last).unwrap_or_default();
        let sources = cited.iter().map(|m| numbers(text.get(m.range()).unwrap_or_default())).sum();
        let rest = text.get(place.end..).unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "[], –".contains(c));
        let mark = rest.chars().next().filter(char::is_ascii_punctuation).map_or(0, u32::from);
        let next = looks.get(end).map_or(0, |l| l.lexeme);
        let names = names(counts, end);
        let begin = counts.phrases.begin(names);
        let before = words.get(..anchor.unwrap_or(0)).unwrap_or_default();
        let before = before.iter().rposition(|w| w.marker.is_some());
        let is_linked = |at: Option<usize>| u32::from(at.is_some_and(|at| counts.phrases.is_linked(at)));
        Self {
            words,
            looks,
            counts,
            at,
            anchor,
            form: form(text.get(..place.start).unwrap_or_default().trim_end(), words, anchor),
            is_last: last + 1 == markers.len(),
            sources: u32::min(sources, 3),
            thickness: paragraph.thickness,
            tail: feature(0, &[if next == 0 { 0 } else { mark }, next]),
            around: around(paragraph, at, u32::min(sources, 3)),
            names,
            subject: if names == end && begin == Begin::Nothing { 3 } else { begin as u32 },
            links: is_linked(anchor) * 2 + is_linked(before),
            tells: begin == Begin::Subject || anchor.is_none() && phrases::tells(looks, 0),
            follows_opening: anchor.is_some()
                && markers.first().zip(words.first()).is_some_and(|(m, w)| m.end <= w.span.start),
            closes_bracket: cited
                .last()
                .and_then(|m| text.get(m.end..))
                .is_some_and(|r| r.trim_start().starts_with(')')),
        }
    }

    /// The number of words up to and including the anchor.
    pub(super) fn head(&self) -> usize {
        self.anchor.map_or(0, |at| at + 1)
    }

    /// Whether the citation's marker is the last thing in the sentence.
    pub(super) fn at_end(&self) -> bool {
        self.head() == self.words.len()
    }

    /// Whether the citation stands at the end of a clause that a semicolon closes, or a comma the subordinate clause
    /// that opens the sentence.
    pub(super) fn closes_clause(&self) -> bool {
        let head = self.words.get(..self.head()).unwrap_or_default();
        let Some((last, inner)) = head.split_last() else { return false };
        let opens = self.looks.first().is_some_and(|l| l.class == Class::Subordinator);
        let subordinate =
            opens && last.after.starts_with(',') && inner.iter().all(|w| !w.after.contains(','));
        !self.form.is_textual() && (last.after.starts_with(';') || subordinate)
    }

    /// The first word of the bracket that closes behind the citation; `None` if there is none.
    pub(super) fn bracket(&self) -> Option<usize> {
        let head = self.words.get(..self.anchor.filter(|_| self.closes_bracket)?)?;
        let open = head.iter().rposition(|word| word.after.contains('('))?;
        let inside = head.get(open + 1..).unwrap_or_default();
        (!inside.iter().any(|word| word.after.contains(')'))).then_some(open + 1)
    }

    /// Form and place as one symbol.
    pub(super) fn stance(&self) -> u32 {
        self.form as u32 * 2 + u32::from(self.at_end())
    }

    /// Citations of the sentence, at most 3.
    pub(super) fn citations(&self) -> u32 {
        few(self.counts.markers(0, self.words.len()))
    }
}

/// The citations of the sentence `at`, ascending, and for each of its markers the index of that which it belongs to.
pub(super) fn sites<'w>(
    paragraph: &Paragraph,
    at: usize,
    words: &'w [Word<'w>],
    looks: &'w [Look],
    counts: &'w Counts,
) -> (Vec<Site<'w>>, Vec<usize>) {
    let mut sites: Vec<Site> = Vec::new();
    let mut of_markers = Vec::new();
    let Some(sentence) = paragraph.get(at) else { return (sites, of_markers) };
    for marker in 0..sentence.markers.len() {
        if sites.is_empty() || !is_joint(sentence, marker) {
            sites.push(Site::new(paragraph, at, marker, words, looks, counts));
        }
        of_markers.push(sites.len() - 1);
    }
    (sites, of_markers)
}

/// The first word of the names before the citation behind the words `..head`; `head` if it has none.
fn names(counts: &Counts, head: usize) -> usize {
    let begin = (head.saturating_sub(LONGEST_NAMES)..=head).rev();
    let mut begin = begin.filter(|&at| counts.phrases.begin(at) != Begin::Nothing);
    begin.next().filter(|&at| counts.markers(at, head.saturating_sub(1)) == 0).unwrap_or(head)
}

/// More words than these are no names.
const LONGEST_NAMES: usize = 11;

/// `n`, or 3 for all that is more.
pub(super) fn few(n: usize) -> u32 {
    n.min(3) as u32
}

/// A number of words, coarsely: 0 to 10.
pub(super) fn coarse(words: usize) -> u32 {
    match words {
        0..=4 => words as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=13 => 7,
        14..=19 => 8,
        20..=29 => 9,
        _ => 10,
    }
}

/// Whether the marker before `marker` stands together with it: nothing but punctuation between them.
pub(super) fn is_joint(sentence: &Sentence, marker: usize) -> bool {
    let before = marker.checked_sub(1).and_then(|b| sentence.markers.get(b));
    let (Some(a), Some(b)) = (before, sentence.markers.get(marker)) else { return false };
    let gap = sentence.text.get(a.end..b.start).unwrap_or("x").trim();
    gap.chars().all(|c| ",;–-".contains(c)) || gap == "and"
}

/// The numbers in a marker: of references, or years.
fn numbers(marker: &str) -> u32 {
    marker.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count() as u32
}

fn form(head: &str, words: &[Word], anchor: Option<usize>) -> Form {
    let Some(at) = anchor else { return Form::First };
    let Some(word) = words.get(at) else { return Form::First };
    if head.ends_with("et al.") || head.ends_with("et al") {
        return Form::EtAl;
    }
    let adjacent = head.len() <= word.span.end + 1;
    let capital = adjacent
        && word.text.starts_with(char::is_uppercase)
        && word.text.chars().skip(1).any(char::is_lowercase);
    let before = at.checked_sub(1).and_then(|b| words.get(b)).map_or("", |w| w.text);
    if capital && (at == 0 || ["by", "of", "and", "see", "from", "in", "&"].contains(&before)) {
        return Form::Name;
    }
    if ["in", "by", "see", "of", "from", "to", "with", "e.g", "as"].contains(&word.text) {
        return Form::Preposition;
    }
    if capital { Form::Capital } else { Form::Apart }
}

/// What the paragraph says of a citation in the sentence `at`: how thickly it cites, how the next sentence begins,
/// whether its neighbours cite.
fn around(paragraph: &Paragraph, at: usize, sources: u32) -> Vec<u32> {
    let cites = |s: Option<&Sentence>| s.map_or(0, |s| 1 + u32::from(!s.markers.is_empty()));
    let next = paragraph.get(at + 1);
    let before = cites(at.checked_sub(1).and_then(|b| paragraph.get(b)));
    let looks = &paragraph.worded(at + 1).looks;
    let opening = |nth: usize| match next {
        None => 0,
        Some(_) => looks.get(nth).map_or(symbol("$"), |l| l.lexeme),
    };
    let (first, second) = (opening(0), opening(1));
    vec![
        feature(1, &[paragraph.thickness]),
        feature(2, &[first, cites(next)]),
        feature(3, &[first, second]),
        feature(4, &[cites(next), before]),
        feature(5, &[at.min(2) as u32, before]),
        feature(6, &[sources]),
    ]
}
