//! Words that carry a number of their own, as genes and models do: `Notch1`, `Rpb5`.

use std::collections::{HashMap, HashSet};

use super::scan::{Candidate, Form};
use crate::article::sections::Paragraph;

/// How often a word stands with one number at least where that is its name: a source is seldom cited so often at
/// one word.
const NAMED: usize = 3;

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

/// The letters that the digits of `candidate` are glued to, and the digits.
fn name<'t>(text: &'t str, candidate: &Candidate) -> Option<(&'t str, &'t str)> {
    let head = text.get(..candidate.span.start)?;
    let letters = head.len() - head.trim_end_matches(char::is_alphabetic).len();
    let word = head.get(head.len() - letters..).filter(|word| !word.is_empty())?;
    let digits = text.get(candidate.span.range())?;
    matches!(candidate.form, Form::Glued | Form::Loose).then_some((word, digits))
}
