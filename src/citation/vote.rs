//! The whole article votes on its style: which form of marker cites, and which markers of it do.

use std::collections::{BTreeSet, HashSet};

use super::count::{AHEAD, backbone};
use super::marker::expand;
use super::scan::{Candidate, Form};
use super::types::Style;
use crate::bibliography::NEIGHBOURS;

/// What the article knows of its reference list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    known: BTreeSet<u32>,
    /// Whether they are printed; else they are those of the places of its items.
    are_printed: bool,
    /// Whether the items stand in the order of their authors.
    by_author: bool,
}

impl Numbers {
    /// The numbers of the list's items, printed or not, in the order of their authors or another.
    pub(crate) fn new(numbers: impl IntoIterator<Item = u32>, are_printed: bool, by_author: bool) -> Self {
        Self { known: numbers.into_iter().collect(), are_printed, by_author }
    }

    /// Whether `cited` are the numbers of footnotes: they count up, where those of a list in the order of its authors would not.
    fn are_of_notes(&self, cited: &[u32]) -> bool {
        const FEWEST: usize = 4;
        !self.are_printed
            && self.by_author
            && self.len() > NEIGHBOURS
            && cited.iter().collect::<HashSet<_>>().len() >= FEWEST
            && order(cited) > 0.9
    }

    /// Whether an item of the list has the `number`.
    pub(crate) fn has(&self, number: u32) -> bool {
        self.known.contains(&number)
    }

    fn len(&self) -> usize {
        self.known.len()
    }

    fn highest(&self) -> u32 {
        self.known.last().copied().unwrap_or(0)
    }
}

/// How strongly one style is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Strength {
    /// Markers of this style.
    pub(crate) markers: usize,
    /// 0 to 1: share of the list that they cite, times how well they stay inside it and how well
    /// they count upwards.
    pub(crate) score: f32,
}

/// The strength of the forms of `style` among `candidates` (the whole article's, in order).
pub(crate) fn strength(style: Style, candidates: &[&Candidate], list: &Numbers) -> Strength {
    let own = counting(style, candidates, list);
    let cited: Vec<u32> = own.iter().flat_map(|c| expand(&c.ranges)).collect();
    if own.is_empty() || style == Style::Superscript && list.are_of_notes(&cited) {
        return Strength { markers: 0, score: 0.0 };
    }
    if list.len() == 0 {
        // Without a list only brackets are beyond doubt.
        let score = if style == Style::Bracket { 0.5 } else { 0.0 };
        return Strength { markers: own.len(), score };
    }
    let inside = cited.iter().filter(|n| **n <= list.highest()).count();
    let distinct: HashSet<u32> = cited.iter().copied().filter(|n| list.known.contains(n)).collect();
    let coverage = distinct.len() as f32 / list.len() as f32;
    let share = inside as f32 / cited.len() as f32;
    Strength { markers: own.len(), score: coverage * share * (0.4 + 0.6 * order(&cited)) }
}

/// The candidates that cite in an article of `style`, the count of the numbers being followed.
fn counting<'c>(style: Style, candidates: &[&'c Candidate], list: &Numbers) -> Vec<&'c Candidate> {
    let citing = citing(style, candidates, list, true);
    candidates.iter().zip(citing).filter(|(_, cites)| *cites).map(|(candidate, _)| *candidate).collect()
}

/// Which of `candidates` (the whole article's, in order) cite in an article of `style`; `ordered` says whether
/// the list is in order of citation.
pub(crate) fn citing(style: Style, candidates: &[&Candidate], list: &Numbers, ordered: bool) -> Vec<bool> {
    let counts = style == Style::Superscript && ordered;
    let kept = style == Style::Superscript && keeps_raising(candidates, list);
    let glues = style == Style::Superscript && glues_markers(candidates, list);
    let backbone = if counts { backbone(candidates, list.highest()) } else { Vec::new() };
    let mut highest = 0;
    let cites = |(at, candidate): (usize, &&Candidate)| {
        let possible =
            !(kept || glues && candidate.apart) || !matches!(candidate.form, Form::Spaced | Form::Loose);
        let counted = backbone.get(at) == Some(&true);
        let cites = possible && (counted || cites(style, candidate, list, highest, ordered));
        if cites {
            highest = highest_cited(candidate, highest);
        }
        cites
    };
    candidates.iter().enumerate().map(cites).collect()
}

/// Whether raised numbers have come through as such: they cite most of the list, so that others are no citations.
fn keeps_raising(candidates: &[&Candidate], list: &Numbers) -> bool {
    let raised = candidates.iter().filter(|c| c.form == Form::Raised).flat_map(|c| expand(&c.ranges));
    let cited: HashSet<u32> = raised.filter(|n| list.known.contains(n)).collect();
    2 * cited.len() > list.len()
}

/// Whether the markers that lost their raising are glued to the words before them: such cite most of the list, so that
/// numbers behind a blank count or name something.
fn glues_markers(candidates: &[&Candidate], list: &Numbers) -> bool {
    let cited = |apart: bool| -> HashSet<u32> {
        let own = candidates.iter().filter(|c| c.form == Form::Glued && c.apart == apart);
        own.flat_map(|c| expand(&c.ranges)).filter(|n| list.known.contains(n)).collect()
    };
    let glued = cited(false).len();
    2 * glued > list.len() && glued > 2 * cited(true).len()
}

/// The highest number cited after `candidate`.
fn highest_cited(candidate: &Candidate, highest: u32) -> u32 {
    expand(&candidate.ranges).into_iter().filter(|n| *n < 10_000).fold(highest, u32::max)
}

/// How much the numbers count upwards by first appearance, 0 to 1.
fn order(cited: &[u32]) -> f32 {
    let mut seen = HashSet::new();
    let firsts: Vec<u32> = cited.iter().copied().filter(|n| seen.insert(*n)).collect();
    let steps = firsts.len().saturating_sub(1);
    if steps == 0 {
        return 1.0;
    }
    let upwards = firsts.iter().zip(firsts.iter().skip(1)).filter(|(a, b)| a < b).count();
    upwards as f32 / steps as f32
}

/// Fewest markers left open that show the article's style.
const OPEN: usize = 3;

/// The style that the strengths elect; `linked` is the number of citations by author and year
/// that found their reference, `open` that of markers in brackets that name no number.
///
/// Where LaTeX was not run to its end, nothing but such markers cites; raised numbers are something else.
pub(crate) fn elect(strengths: &[(Style, Strength)], list: &Numbers, linked: usize, open: usize) -> Style {
    let style = elect_printed(strengths, list, linked);
    let markers = strengths.iter().find(|s| s.0 == style).map_or(0, |s| s.1.markers);
    let other = matches!(style, Style::Paren | Style::Superscript | Style::Mixed | Style::Unknown);
    if other && open >= OPEN && 4 * open >= markers { Style::Bracket } else { style }
}

/// The style of the markers that name a reference.
fn elect_printed(strengths: &[(Style, Strength)], list: &Numbers, linked: usize) -> Style {
    let best = strengths.iter().max_by(|a, b| a.1.score.total_cmp(&b.1.score));
    let Some(&(style, strength)) = best else { return Style::Unknown };
    let author_year = linked >= 3 && linked as f32 > 0.25 * list.len() as f32;
    // Of a list without printed numbers a number hardly means anything.
    if author_year && (!list.are_printed || strength.score < 0.35 || linked > 2 * strength.markers) {
        return Style::AuthorYear;
    }
    let enough = match style {
        Style::Bracket => strength.score > 0.02,
        Style::Paren | Style::Superscript => strength.score > 0.25,
        _ => false,
    };
    if !enough {
        return if linked > 0 { Style::AuthorYear } else { Style::Unknown };
    }
    let rivals =
        strengths.iter().filter(|(_, other)| other.score > 0.8 * strength.score && other.score > 0.3).count();
    if rivals > 1 && (style != Style::Bracket || strength.score < 0.5) { Style::Mixed } else { style }
}

/// Whether `candidate` cites in an article of `style`; `highest` is the highest number cited so far,
/// `ordered` whether the list is in order of citation.
///
/// Where digits lost their raising, the count is the proof: a number far beyond what has been cited, or
/// beyond the list, is something else.
fn cites(style: Style, candidate: &Candidate, list: &Numbers, highest: u32, ordered: bool) -> bool {
    let numbers = expand(&candidate.ranges);
    let known = list.len() == 0 || numbers.iter().all(|n| *n <= list.highest());
    let first = numbers.iter().min().copied().unwrap_or(0);
    match (style, candidate.form) {
        // Brackets are the likelier citations of a mixed article; the doubt is in their confidence.
        (Style::Mixed, Form::Bracket) => known,
        // Beyond the list a digit may have been typed twice.
        (Style::Bracket, Form::Bracket) => {
            known || first <= (list.highest() + 100).max(10 * list.highest() + 9)
        }
        // `F(6,153)` of six items is a statistic, while a slip is near to the list.
        (Style::Paren, Form::Paren) => {
            known || first <= list.highest() && numbers.iter().all(|n| *n <= 2 * list.highest())
        }
        (Style::Superscript, Form::Raised) => known,
        (Style::Superscript, Form::Glued) => known && (!ordered || first <= highest + AHEAD),
        (Style::Superscript, Form::Spaced) => known && ordered && first <= highest + 2,
        (Style::Superscript, Form::Loose) => known && ordered && first == highest + 1,
        _ => false,
    }
}

/// Whether the markers of `style` count upwards: the list is in order of citation.
pub(crate) fn is_ordered(style: Style, candidates: &[&Candidate]) -> bool {
    let sure = |form| match style {
        Style::Bracket => form == Form::Bracket,
        Style::Paren => form == Form::Paren,
        _ => matches!(form, Form::Raised | Form::Glued | Form::Spaced),
    };
    let cited: Vec<u32> =
        candidates.iter().filter(|c| sure(c.form)).flat_map(|c| expand(&c.ranges)).collect();
    order(&cited) > 0.6
}
