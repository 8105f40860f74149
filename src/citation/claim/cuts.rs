//! What speaks for a claim beginning before one word and ending after another.

use super::lexicon::Class;
use super::model::feature;
use super::site::{Site, coarse, few};

/// Punctuation before the first word.
const BEGIN: u32 = 1;
/// Punctuation behind the last word.
const END: u32 = 2;

impl Site<'_> {
    pub(super) fn lexeme(&self, at: Option<usize>) -> u32 {
        match at {
            None => Class::Begin.symbol(),
            Some(at) => self.looks.get(at).map_or(Class::End.symbol(), |l| l.lexeme),
        }
    }

    fn class(&self, at: Option<usize>) -> u32 {
        match at {
            None => Class::Begin.symbol(),
            Some(at) => self.looks.get(at).map_or(Class::End, |l| l.class).symbol(),
        }
    }

    pub(super) fn word(&self, at: Option<usize>) -> u32 {
        at.and_then(|at| self.looks.get(at)).map_or(0, |l| l.word)
    }

    /// The punctuation behind the word `at`, and whether a citation stands there.
    pub(super) fn mark(&self, at: Option<usize>) -> u32 {
        match at {
            None => BEGIN,
            Some(at) => self.looks.get(at).map_or(END, |l| l.mark),
        }
    }
}

/// The features of a claim that begins with the word `at` (`0..=anchor`).
pub(super) fn start_features(site: &Site, at: usize, add: &mut dyn FnMut(u32)) {
    let end = site.head();
    let mut add = |template: u32, parts: &[u32]| add(feature(template, parts));
    let before = at.checked_sub(1);
    let inner = |at: usize| (at < end).then_some(at);
    let mark = site.mark(before);
    let (here, previous) = (site.lexeme(Some(at)), site.lexeme(before));
    let next = inner(at + 1).map_or(Class::Marker.symbol(), |at| site.lexeme(Some(at)));
    let (own, left) = (site.class(Some(at)), site.class(before));
    let right = inner(at + 1).map_or(Class::Marker.symbol(), |at| site.class(Some(at)));
    let far_left = site.class(at.checked_sub(2));
    let counts = site.counts;
    let others = few(counts.markers(at, end.saturating_sub(1)));
    let earlier = few(counts.markers(0, at));
    let far = coarse(end.saturating_sub(at));
    let commas = few(counts.commas(at, end));
    let verbs = few(counts.verbs(at, end));
    let prepositions = few(counts.prepositions(at, end));
    let (stance, total, tail, thickness) = (site.stance(), site.citations(), site.tail, site.thickness);
    let anchor = site.lexeme(end.checked_sub(1));
    add(101, &[mark, stance, others]);
    add(102, &[mark, here]);
    add(103, &[previous, mark]);
    add(104, &[here, next]);
    add(105, &[far, stance]);
    add(106, &[far, mark]);
    add(107, &[mark, others, earlier, stance]);
    add(108, &[commas, mark, stance]);
    add(109, &[here, others, stance]);
    add(110, &[previous, mark, here]);
    add(111, &[others, earlier]);
    add(112, &[previous, stance]);
    add(113, &[verbs, mark, stance]);
    add(114, &[verbs, previous, far]);
    add(115, &[few(counts.verbs(0, at)), verbs, stance]);
    add(116, &[anchor, far]);
    add(117, &[site.mark(end.checked_sub(1)), far, mark]);
    add(118, &[anchor, previous]);
    add(119, &[total, mark, far]);
    add(120, &[total, previous, stance]);
    add(121, &[coarse(site.words.len()), far, stance]);
    add(122, &[left, own]);
    add(123, &[left, own, right]);
    add(124, &[far_left, left, own]);
    add(125, &[left, own, far]);
    add(126, &[previous, own, right]);
    add(127, &[far_left, previous, own]);
    add(128, &[site.word(before), mark]);
    add(129, &[site.word(Some(at))]);
    add(130, &[site.word(Some(at)), site.word(Some(at + 1))]);
    add(131, &[previous, mark, far]);
    add(132, &[previous, thickness, mark]);
    add(133, &[far, thickness, stance]);
    add(134, &[far, site.sources, stance]);
    add(135, &[far, tail]);
    add(136, &[tail, previous, mark]);
    add(137, &[prepositions, verbs, stance]);
    add(138, &[few(counts.conjunctions(at, end)), others, mark]);
    add(139, &[few(counts.subordinators(at, end)), verbs, previous]);
    add(140, &[prepositions, left, own]);
    let phrases = &counts.phrases;
    let begins = phrases.begin(at) as u32;
    let subjects = few(phrases.subjects(at, end.saturating_sub(1)));
    let to_names = match site.anchor {
        None => 3,
        Some(_) => at.cmp(&site.names) as i8 as u32,
    };
    let linked = u32::from(before.is_some_and(|before| phrases.is_linked(before)));
    add(160, &[begins, stance]);
    add(161, &[begins, subjects, others]);
    add(162, &[to_names, stance, site.links]);
    add(163, &[to_names, previous]);
    add(164, &[linked, stance]);
    add(165, &[subjects, others, stance, site.links]);
    add(166, &[to_names, site.subject, mark]);
    if end.saturating_sub(at) <= 5 {
        let classes = (at..end).fold(0, |all, at| feature(0, &[all, site.class(Some(at))]));
        add(141, &[classes]);
        add(142, &[left, classes]);
    }
    if at > 0 {
        add(143, &[stance]);
        add(144, &[stance, thickness]);
        return;
    }
    add(145, &[stance, others, total, far]);
    add(146, &[stance, commas]);
    add(147, &[here, others]);
    add(148, &[here, site.lexeme(Some(1)), stance]);
    for &around in &site.around {
        add(149, &[around]);
        add(150, &[around, stance]);
        add(151, &[around, stance, total]);
    }
    add(152, &[tail, stance]);
    add(153, &[anchor, tail]);
    add(154, &[verbs, tail, stance]);
}

/// The features of a claim that ends after the word `at` (`anchor..`).
pub(super) fn end_features(site: &Site, at: usize, add: &mut dyn FnMut(u32)) {
    let start = site.head();
    let mut add = |template: u32, parts: &[u32]| add(feature(template, parts));
    let last = at + 1 == site.words.len();
    let mark = if last { END } else { site.mark(Some(at)) };
    let (here, next) = (site.lexeme(Some(at)), site.lexeme(Some(at + 1)));
    let (own, right, far_right) = (site.class(Some(at)), site.class(Some(at + 1)), site.class(Some(at + 2)));
    let counts = site.counts;
    let others = few(counts.markers(start, at + 1));
    let later = few(counts.markers(at + 1, site.words.len()));
    let far = coarse((at + 1).saturating_sub(start));
    let commas = few(counts.commas(start, at));
    let (verbs, earlier) = (few(counts.verbs(start, at + 1)), few(counts.verbs(0, start)));
    let (stance, total, tail) = (site.stance(), site.citations(), site.tail);
    add(201, &[mark, stance, others]);
    add(202, &[mark, next]);
    add(203, &[here, mark]);
    add(204, &[far, stance]);
    add(205, &[far, mark]);
    add(206, &[mark, others, later, stance]);
    add(207, &[commas, mark, stance]);
    add(208, &[next, others, stance]);
    add(209, &[others, later]);
    add(210, &[mark, next, site.lexeme(Some(at + 2))]);
    add(211, &[verbs, mark, stance]);
    add(212, &[verbs, next, stance]);
    add(213, &[earlier, verbs, stance]);
    add(214, &[total, mark, far]);
    add(215, &[total, next, stance]);
    add(216, &[coarse(site.words.len()), far, stance]);
    add(217, &[own, right]);
    add(218, &[own, right, far_right]);
    add(219, &[own, mark, right]);
    add(220, &[site.word(Some(at + 1))]);
    let phrases = &counts.phrases;
    let begins = phrases.begin(at + 1) as u32;
    let soon = if begins == 0 { phrases.begin(at + 2) as u32 + 3 } else { begins };
    let subjects = few(phrases.subjects(start, at + 1));
    let linked = u32::from(phrases.is_linked(at));
    add(260, &[soon, stance]);
    add(261, &[soon, mark, next]);
    add(262, &[subjects, others, stance, site.links]);
    add(263, &[linked, site.links]);
    add(264, &[soon, subjects, verbs, site.subject]);
    add(265, &[subjects, mark, site.subject]);
    add(266, &[subjects, few(phrases.subjects(at + 1, site.words.len())), stance, u32::from(last)]);
    if at + 1 == start {
        let first = site.mark(Some(at));
        add(221, &[stance, first]);
        add(222, &[stance, next, first]);
        add(223, &[next, site.lexeme(Some(start + 1))]);
        add(224, &[few(counts.markers(0, at)), later, stance]);
        add(225, &[tail, stance]);
        add(226, &[stance, site.thickness]);
        add(227, &[stance, site.sources]);
    }
    if last {
        add(228, &[stance, others, far]);
        add(229, &[stance, commas]);
        for &around in &site.around {
            add(230, &[around]);
            add(231, &[around, stance]);
        }
        add(232, &[tail]);
        add(233, &[tail, stance, total]);
    }
}
