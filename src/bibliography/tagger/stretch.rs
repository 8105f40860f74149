//! States of words to labelled stretches.

use super::lattice::Row;
use super::state;
use super::token::{Kind, Token};
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

/// The labelled stretches of `raw` whose `tokens` have `states`, which are as likely as `marginals` say.
pub(crate) fn stretches(raw: &str, tokens: &[Token], states: &[usize], marginals: &[Row]) -> Vec<Labelled> {
    let mut stretches: Vec<Labelled> = Vec::new();
    let mut open = None;
    for ((token, &state), row) in tokens.iter().zip(states).zip(marginals) {
        let label = state::label(state);
        let sure = likelihood(row, label);
        match (label, stretches.last_mut()) {
            (Some(label), Some(last)) if open == Some(label) && !state::begins(state) => {
                last.span.end = token.span.end;
                last.confidence = last.confidence.min(sure);
            }
            (Some(label), _) => {
                let by = if token.kind == Kind::Letters || token.kind == Kind::Digits {
                    By::Tagger
                } else {
                    By::Grammar
                };
                stretches.push(Labelled { label, span: token.span, confidence: sure, by });
            }
            (None, _) => {}
        }
        open = label;
    }
    for stretch in &mut stretches {
        stretch.span = with_punctuation(raw, stretch.label, stretch.span);
    }
    stretches
}

/// How likely `label` is, as beginning or inside.
fn likelihood(row: &Row, label: Option<Label>) -> f32 {
    let same = row.iter().enumerate().filter(|&(at, _)| state::label(at) == label);
    same.map(|(_, likely)| likely).sum::<f32>().min(1.0)
}

/// `span` with the punctuation at its ends that belongs to it: the point of an initial, the bracket that
/// closes one inside, the question mark of a title.
fn with_punctuation(raw: &str, label: Label, span: Span) -> Span {
    let (Some(words), Some(after)) = (raw.get(span.range()), raw.get(span.end..)) else { return span };
    let mut end = span.end;
    let unclosed = words.matches('(').count() > words.matches(')').count();
    match after.chars().next() {
        Some('.') if is_name(label) && initial(words) => end += 1,
        Some('?' | '!') if matches!(label, Label::Title | Label::Container) => end += 1,
        Some(')') if unclosed => end += 1,
        _ => {}
    }
    let unopened = words.matches(')').count() > words.matches('(').count();
    let opens = unopened && raw.get(..span.start).is_some_and(|before| before.ends_with('('));
    Span::new(span.start - usize::from(opens), end)
}

const fn is_name(label: Label) -> bool {
    matches!(label, Label::Author | Label::Editor | Label::Translator)
}

/// Whether `words` end in a word of one or two letters, as `A`, `Jr`, `al`.
fn initial(words: &str) -> bool {
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !last.is_empty() && last.chars().nth(2).is_none()
}
