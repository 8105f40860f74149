//! What speaks for a claim beginning before a word, or ending after it.

use super::lexicon::{is_verb, lexeme};
use super::model::hash;
use super::words::Word;

/// A sentence with one of its citations: a marker, or several that stand together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'w, 'a> {
    pub(super) words: &'w [Word<'a>],
    /// Index of the word before the first marker; `None` if the sentence begins with it.
    pub(super) anchor: Option<usize>,
    /// Whether the marker's source is a word of the sentence: `Wen et al. [1] show`.
    pub(super) textual: bool,
}

impl<'a> Site<'_, 'a> {
    fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |w| w.text)
    }

    fn after(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |w| w.after)
    }

    /// The number of words up to and including the anchor.
    fn anchor_end(&self) -> usize {
        self.anchor.map_or(0, |at| at + 1)
    }

    /// Whether the citation's marker is the last thing in the sentence.
    fn at_end(&self) -> bool {
        self.anchor_end() == self.words.len()
    }

    /// Markers behind the words `from..to`.
    fn markers(&self, from: usize, to: usize) -> usize {
        let words = self.words.get(from..to).unwrap_or_default();
        words.iter().filter(|w| w.marker.is_some()).count()
    }

    fn verbs(&self, from: usize, to: usize) -> usize {
        self.words.get(from..to).unwrap_or_default().iter().filter(|w| is_verb(w.text)).count()
    }

    fn commas(&self, from: usize, to: usize) -> usize {
        self.words.get(from..to).unwrap_or_default().iter().filter(|w| w.after.contains(',')).count()
    }
}

/// The features of a claim that begins with the word `at` (`0..=anchor`).
pub(super) fn start_features(site: &Site, at: usize, add: &mut dyn FnMut(u64)) {
    let end = site.anchor_end();
    let before = at.checked_sub(1);
    let mark = before.map_or("^", |b| site.after(b));
    let (here, previous) = (lexeme(site.word(at)), before.map_or("^".to_owned(), |b| lexeme(site.word(b))));
    let next = lexeme(site.word(at + 1));
    let others = count(site.markers(at, end.saturating_sub(1)));
    let earlier = count(site.markers(0, at));
    let cited = before.is_some_and(|b| site.words.get(b).is_some_and(|w| w.marker.is_some()));
    let far = distance(end - at.min(end));
    let flags = flags(site, cited);
    let commas = count(site.commas(at, end));
    let base = [mark, flags, others];
    add(hash(1, &base));
    add(hash(2, &[mark, &here]));
    add(hash(3, &[&previous, mark]));
    add(hash(4, &[&here, &next]));
    add(hash(5, &[far, flags]));
    add(hash(6, &[far, mark]));
    add(hash(7, &[mark, others, earlier, flags]));
    add(hash(8, &[commas, mark, flags]));
    add(hash(9, &[&here, others, flags]));
    add(hash(10, &[&previous, mark, &here]));
    add(hash(11, &[others, earlier]));
    add(hash(12, &[&previous, flags]));
    let (verbs, earlier_verbs) = (count(site.verbs(at, end)), count(site.verbs(0, at)));
    add(hash(16, &[verbs, mark, flags]));
    add(hash(17, &[verbs, &previous, far]));
    add(hash(18, &[earlier_verbs, verbs, flags]));
    let anchor = lexeme(site.word(end.saturating_sub(1)));
    add(hash(40, &[&anchor, far]));
    add(hash(41, &[site.after(end.saturating_sub(1)), far, mark]));
    add(hash(42, &[&anchor, &previous]));
    let total = count(site.markers(0, site.words.len()));
    add(hash(43, &[total, mark, far]));
    add(hash(44, &[total, &previous, flags]));
    add(hash(45, &[distance(site.words.len()), far, flags]));
    if at == 0 {
        add(hash(13, &[flags, others, total, far]));
        add(hash(14, &[flags, commas]));
        add(hash(15, &[&lexeme(site.word(0)), others]));
    }
}

/// The features of a claim that ends after the word `at` (`anchor..`).
pub(super) fn end_features(site: &Site, at: usize, add: &mut dyn FnMut(u64)) {
    let start = site.anchor_end();
    let mark = if at + 1 == site.words.len() { "$" } else { site.after(at) };
    let (here, next) = (lexeme(site.word(at)), lexeme(site.word(at + 1)));
    let others = count(site.markers(start, at + 1));
    let later = count(site.markers(at + 1, site.words.len()));
    let cited = at >= start && site.words.get(at).is_some_and(|w| w.marker.is_some());
    let far = distance((at + 1).saturating_sub(start));
    let flags = flags(site, cited);
    let commas = count(site.commas(start, at));
    add(hash(21, &[mark, flags, others]));
    add(hash(22, &[mark, &next]));
    add(hash(23, &[&here, mark]));
    add(hash(24, &[far, flags]));
    add(hash(25, &[far, mark]));
    add(hash(26, &[mark, others, later, flags]));
    add(hash(27, &[commas, mark, flags]));
    add(hash(28, &[&next, others, flags]));
    add(hash(29, &[others, later]));
    add(hash(30, &[mark, &next, &lexeme(site.word(at + 2))]));
    let (verbs, earlier_verbs) = (count(site.verbs(start, at + 1)), count(site.verbs(0, start)));
    add(hash(50, &[verbs, mark, flags]));
    add(hash(51, &[verbs, &next, flags]));
    add(hash(52, &[earlier_verbs, verbs, flags]));
    let total = count(site.markers(0, site.words.len()));
    add(hash(53, &[total, mark, far]));
    add(hash(54, &[total, &next, flags]));
    add(hash(55, &[distance(site.words.len()), far, flags]));
    if at + 1 == start {
        let first = site.after(at);
        add(hash(31, &[flags, first]));
        add(hash(32, &[flags, &lexeme(site.word(start)), first]));
        add(hash(33, &[&lexeme(site.word(start)), &lexeme(site.word(start + 1))]));
        add(hash(34, &[count(site.markers(0, at)), later, flags]));
    }
    if at + 1 == site.words.len() {
        add(hash(35, &[flags, others, far]));
        add(hash(36, &[flags, commas]));
    }
}

fn flags(site: &Site, cited: bool) -> &'static str {
    match (site.textual, site.at_end(), cited) {
        (false, false, false) => "a",
        (false, false, true) => "b",
        (false, true, false) => "c",
        (false, true, true) => "d",
        (true, false, false) => "e",
        (true, false, true) => "f",
        (true, true, false) => "g",
        (true, true, true) => "h",
    }
}

fn count(n: usize) -> &'static str {
    ["0", "1", "2", "3+"].get(n).copied().unwrap_or("3+")
}

fn distance(words: usize) -> &'static str {
    match words {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5..=6 => "5",
        7..=9 => "7",
        10..=13 => "10",
        14..=19 => "14",
        20..=29 => "20",
        _ => "30",
    }
}
