//! The number of an item in its list, which stands in front of the reference.

use super::{insert, take};
use crate::bibliography::{By, Label, Labelled};
use crate::raised::is_raised_digit;
use crate::span::Span;

/// Digits of the greatest number.
const DIGITS: usize = 3;

/// Makes the number at the very beginning of `raw` the label of the reference where it was taken for an edition, a volume or an issue: `4. Aalto
/// Pami. Rivers`, `7 Zhu, Xue, Rivers`. Names stand behind it, or a point and the title.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    raised(raw, labels);
    let [number, next, ..] = labels.as_mut_slice() else { return };
    let printed = raw.get(number.span.range()).unwrap_or_default();
    let digits = printed.trim_matches(|c: char| matches!(c, '.' | '(' | ')' | '[' | ']' | ' '));
    let counts = matches!(
        number.label,
        Label::Edition | Label::Volume | Label::Number | Label::Pages | Label::Series | Label::Note
    );
    let small = (1..=DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let first = raw.get(..number.span.start).is_some_and(|before| matches!(before, "" | "(" | "["));
    let Some(gap) = raw.get(number.span.end..next.span.start).filter(|_| counts && small && first) else {
        return;
    };
    let pointed = printed.ends_with(['.', ')', ']']) || gap.starts_with(['.', ')', ']']);
    let named = match next.label {
        Label::Author | Label::Editor => true,
        Label::Title => pointed,
        _ => false,
    };
    if named && !gap.contains(char::is_alphanumeric) {
        (number.label, number.by) = (Label::Label, By::Grammar);
    }
}

/// Raised digits at the very beginning are the number of a note: `²⁷ Lund, A.: Rivers`.
fn raised(raw: &str, labels: &mut Vec<Labelled>) {
    let digits = raw.trim_start_matches(is_raised_digit);
    let number = Span::new(0, raw.len() - digits.len());
    if !number.is_empty() && digits.starts_with(|c: char| c == ' ' || c.is_alphabetic()) {
        take(raw, labels, number, |_| true);
        insert(labels, Label::Label, number);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn raised_numbers_are_labels() {
        let want = [(Label::Label, "²⁷"), (Label::Author, "Lund, A")];
        assert_eq!(assigned("²⁷ Lund, A.: Rivers", &[(Label::Author, "²⁷ Lund, A")]), want);
    }

    #[test]
    fn numbers_of_a_list_are_labels() {
        for (raw, label, next) in [
            ("4. Aalto Pami. Rivers", Label::Edition, (Label::Author, "Aalto Pami")),
            ("7 Zhu, Xue, Rivers", Label::Volume, (Label::Author, "Zhu, Xue")),
            ("(12) Lund, A.: Rivers", Label::Number, (Label::Author, "Lund, A.")),
            ("3. Rivers. Trade", Label::Edition, (Label::Title, "Rivers")),
        ] {
            let number = raw.trim_start_matches('(').split(['.', ')', ' ']).next().unwrap();
            assert_eq!(assigned(raw, &[(label, number), next]), [(Label::Label, number), next], "{raw}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for (raw, number, next) in [
            ("5 Harv. L. Rev. 45", (Label::Volume, "5"), (Label::Container, "Harv. L. Rev")),
            ("12 Rivers. Trade", (Label::Volume, "12"), (Label::Title, "Rivers")),
            ("2004 Lund, A.: Rivers", (Label::Volume, "2004"), (Label::Author, "Lund, A.")),
            ("Vol. 4. Lund, A.: Rivers", (Label::Volume, "4"), (Label::Author, "Lund, A.")),
        ] {
            assert_eq!(assigned(raw, &[number, next]), [number, next], "{raw}");
        }
    }
}
