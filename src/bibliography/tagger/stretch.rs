//! States of words to labelled stretches.

use std::cmp::Ordering;

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
        let sure = likelihood(row, state);
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
        stretch.confidence = calibrated(stretch.confidence);
    }
    stretches
}

/// How likely the field of `state` is, as beginning or inside.
fn likelihood(row: &Row, state: usize) -> f32 {
    let first = state::beginning(state);
    let inside = if state::begins(first) { row.get(first + 1) } else { None };
    row.get(first).into_iter().chain(inside).sum::<f32>().min(1.0)
}

/// How often a field is right whose least sure word has the likelihood `likely`: the model is surer than it
/// should be, by as much as the logistic function below says (fitted by eye to records kept out of training,
/// see `docs/tagger.md`).
fn calibrated(likely: f32) -> f32 {
    let likely = likely.clamp(1e-6, 1.0 - 1e-6);
    let odds = (likely / (1.0 - likely)).ln();
    1.0 / (1.0 + (0.15 - 0.65 * odds).exp())
}

/// Marks of which one opens and the other closes.
const PAIRS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('“', '”'), ('„', '“'), ('„', '”'), ('«', '»')];

/// `span` with the punctuation at its ends that belongs to it: the point of an initial, the question mark of a title,
/// a bracket or a quotation mark whose partner stands inside, and what stands between: the `.)` of `(Linn.).`.
fn with_punctuation(raw: &str, label: Label, span: Span) -> Span {
    let parts = (raw.get(..span.start), raw.get(span.range()), raw.get(span.end..));
    let (Some(before), Some(words), Some(after)) = parts else { return span };
    let closes_part = match after.chars().next() {
        Some('.') => is_name(label) && initial(words),
        Some('?' | '!') => matches!(label, Label::Title | Label::Container),
        _ => false,
    };
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let behind = after.get(..after.find(|c| !is_sign(c)).unwrap_or(after.len())).unwrap_or_default();
    let ahead = before.get(before.trim_end_matches(is_sign).len()..).unwrap_or_default();
    let mut taken = Span::new(span.start, span.end + usize::from(closes_part));
    for (open, close) in PAIRS {
        let (opens, closes) = (ahead.rfind(open), behind.find(close));
        if opens.is_none() && closes.is_none() {
            continue;
        }
        let balance = words.matches(open).count().cmp(&words.matches(close).count());
        match (balance, opens, closes) {
            (Ordering::Greater, _, Some(at)) => taken.end = taken.end.max(span.end + at + close.len_utf8()),
            (Ordering::Less, Some(at), _) => taken.start = taken.start.min(span.start - ahead.len() + at),
            _ => {}
        }
    }
    taken
}

const fn is_name(label: Label) -> bool {
    matches!(label, Label::Author | Label::Editor | Label::Translator)
}

/// Whether `words` end in a word of one or two letters, as `A`, `Jr`, `al`.
fn initial(words: &str) -> bool {
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !last.is_empty() && last.chars().nth(2).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calibration_keeps_order_and_bounds() {
        let sure: Vec<f32> = [0.0, 0.3, 0.9, 0.99, 1.0].into_iter().map(calibrated).collect();
        assert!(sure.is_sorted() && sure.iter().all(|c| (0.0..=1.0).contains(c)), "{sure:?}");
        assert!(calibrated(0.9) < 0.8 && calibrated(1.0) > 0.99);
    }

    #[test]
    fn punctuation_that_belongs_to_a_field_stays() {
        for (raw, label, words, want) in [
            ("Roe, A. B.: Rivers", Label::Author, "Roe, A. B", "Roe, A. B."),
            ("Roe: Rivers", Label::Author, "Roe", "Roe"),
            ("On rivers? Press", Label::Title, "On rivers", "On rivers?"),
            ("On rivers (old), Press", Label::Title, "On rivers (old", "On rivers (old)"),
            ("(Re)reading. Press", Label::Title, "Re)reading", "(Re)reading"),
            (
                "On reeds (P. australis L.). Press",
                Label::Title,
                "On reeds (P. australis L",
                "On reeds (P. australis L.)",
            ),
            ("“Web” rivers. Press", Label::Title, "Web” rivers", "“Web” rivers"),
            ("Zu Goethes „Faust“, in: Press", Label::Title, "Zu Goethes „Faust", "Zu Goethes „Faust“"),
            ("„Zu Goethe“, in: Press", Label::Title, "Zu Goethe", "Zu Goethe"),
            (
                "Der Hafen im „alten Reich”, in: Press",
                Label::Title,
                "Der Hafen im „alten Reich",
                "Der Hafen im „alten Reich”",
            ),
            ("Sul «Faust», Press", Label::Title, "Sul «Faust", "Sul «Faust»"),
            ("In: Trade [North]. 3", Label::Container, "Trade [North", "Trade [North]"),
        ] {
            let start = raw.find(words).unwrap();
            let span = with_punctuation(raw, label, Span::new(start, start + words.len()));
            assert_eq!(&raw[span.range()], want);
        }
    }
}
