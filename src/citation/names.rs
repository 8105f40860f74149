//! Words that carry a number of their own, as genes and models do: `Notch1`, `Rpb5`; and authors of the article
//! itself, with the marks of their institutions.

use std::collections::{HashMap, HashSet};

use super::scan::{Candidate, Form};
use crate::article::Article;
use crate::article::sections::Paragraph;

/// How often a word stands with one number at least where that is its name: a source is seldom cited so often at
/// one word.
const NAMED: usize = 3;

/// Bytes behind the last author in which its mark begins.
const LAST_MARK: usize = 4;

/// Takes the numbers away from `found`, the candidates of each paragraph, that belong to the word they are
/// glued to.
pub(super) fn leave_out(paragraphs: &[&Paragraph], found: &mut [Vec<Candidate>]) {
    let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
    for (paragraph, candidates) in paragraphs.iter().zip(found.iter()) {
        for name in candidates.iter().filter_map(|c| name(paragraph.text.as_str(), c)) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let names: HashSet<(&str, &str)> =
        counts.into_iter().filter(|(_, count)| *count >= NAMED).map(|(name, _)| name).collect();
    for (paragraph, candidates) in paragraphs.iter().zip(found) {
        candidates.retain(|c| name(paragraph.text.as_str(), c).is_none_or(|name| !names.contains(&name)));
    }
}

/// Takes the numbers away from `found` that stand among the authors of `article`.
pub(super) fn leave_out_marks(article: &Article, paragraphs: &[&Paragraph], found: &mut [Vec<Candidate>]) {
    let authors = || article.front.authors.iter().flat_map(|author| &author.spans);
    let (Some(first), Some(last)) = (authors().map(|a| a.start).min(), authors().map(|a| a.end).max()) else {
        return;
    };
    for (paragraph, candidates) in paragraphs.iter().zip(found) {
        candidates.retain(|c| {
            let place = paragraph.text.source_offset(c.span.start);
            place.is_none_or(|place| !(first..last + LAST_MARK).contains(&place))
        });
    }
}

/// The letters that the digits of `candidate` are glued to, and the digits.
fn name<'t>(text: &'t str, candidate: &Candidate) -> Option<(&'t str, &'t str)> {
    let head = text.get(..candidate.span.start)?;
    let letters = head.len() - head.trim_end_matches(char::is_alphabetic).len();
    let word = head.get(head.len() - letters..).filter(|word| !word.is_empty())?;
    let digits = text.get(candidate.span.range())?;
    matches!(candidate.form, Form::Glued | Form::Loose).then_some((word, digits))
}
