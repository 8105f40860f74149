//! The designation of a standard, which is its number: `IEEE Std 1588-2008`.

use super::{insert, words};
use crate::bibliography::grammar::designation::designation;
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Makes the first designation in `raw` the number, whatever it was taken for, if it stands by itself: all of one or several stretches, or at the begin of
/// a title or a name that goes on behind a sign or with a capital. What is in a host names it.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    if labels.iter().any(|l| l.label == Label::Container) {
        return;
    }
    for at in words(raw) {
        let rest = raw.get(at..).unwrap_or_default();
        let Ok((after, found)) = designation(rest) else { continue };
        let span = Span::new(at, at + found.len());
        let begins = |l: &Labelled| l.span.start == span.start && l.span.end > span.end && ends(after);
        let inside = |l: &Labelled| l.span.start >= span.start && l.span.end <= span.end;
        if !labels.iter().filter(|l| l.span.overlaps(span)).all(|l| begins(l) || inside(l)) {
            continue;
        }
        labels.retain(|l| !inside(l) && (l.label != Label::Number || begins(l)));
        for l in labels.iter_mut().filter(|l| l.span.overlaps(span)) {
            let words = raw.get(span.end..l.span.end).unwrap_or_default();
            let behind = words.trim_start_matches(|c: char| !c.is_alphanumeric());
            l.span.start = l.span.end - behind.len();
        }
        labels.retain(|l| !l.span.is_empty());
        insert(labels, Label::Number, span);
        return;
    }
}

/// Whether what a designation begins ends there: `, Rivers`, ` Rivers`, but not ` and rivers`.
fn ends(after: &str) -> bool {
    let word = after.trim_start();
    word.len() < after.len() && word.starts_with(|c: char| !c.is_lowercase()) || !after.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn designations_are_numbers() {
        let raw = "IEEE Std 1588-2008, Clocks of Ports, IEEE, 2008.";
        let labels =
            [(Label::Author, "IEEE Std"), (Label::Date, "1588-2008"), (Label::Title, "Clocks of Ports")];
        let want = [(Label::Number, "IEEE Std 1588-2008"), (Label::Title, "Clocks of Ports")];
        assert_eq!(assigned(raw, &labels), want);
        let raw = "ISO 9001:2015 Quality of Rivers. Geneva";
        let want = [
            (Label::Number, "ISO 9001:2015"),
            (Label::Title, "Quality of Rivers"),
            (Label::Location, "Geneva"),
        ];
        let labels = [(Label::Title, "ISO 9001:2015 Quality of Rivers"), (Label::Location, "Geneva")];
        assert_eq!(assigned(raw, &labels), want);
    }

    #[test]
    fn what_speaks_of_a_standard_is_none() {
        for (raw, labels) in [
            ("ISO 9001 and rivers. Oslo, 2004", &[(Label::Title, "ISO 9001 and rivers")][..]),
            ("Roe J. After ISO 9001. Oslo, 2004", &[(Label::Title, "After ISO 9001")]),
            ("ISO 9001 Today. Trade 3", &[(Label::Title, "ISO 9001 Today"), (Label::Container, "Trade")]),
        ] {
            assert_eq!(assigned(raw, labels), labels);
        }
    }
}
