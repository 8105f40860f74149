//! Volumes in front of the law review or reporter that they are of.

use crate::bibliography::grammar::reporter::reported;
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

use super::SURE;

/// What the first such place in `raw` says it is, whatever its words were labelled as; the title ends before it.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    let mut before = ' ';
    for (at, c) in raw.char_indices() {
        let begins = c.is_ascii_digit() && before == ' ' && at > 0;
        before = c;
        let Some((rest, found)) = begins.then(|| reported(raw.get(at..).unwrap_or_default()).ok()).flatten()
        else {
            continue;
        };
        let whole = Span::new(at, raw.len() - rest.len());
        let before = raw.get(..at).map_or(at, |words| words.trim_end_matches([' ', ',', '.']).len());
        labels.retain_mut(|l| {
            if l.span.start < at {
                l.span.end = l.span.end.min(before);
                return l.span.end > l.span.start;
            }
            l.span.start >= whole.end
        });
        let named = labels.iter().any(|l| l.label == Label::Title);
        if !named {
            // `Brown v. Board of Education` is no person.
            title(raw, at, labels);
        }
        let mut from = at;
        for (label, words) in [
            (Label::Volume, found.volume),
            // The last point is none of its span, as elsewhere.
            (Label::Container, found.reporter.trim_end_matches('.')),
            (Label::Pages, found.page),
            (Label::Date, found.year),
        ] {
            let start = raw.get(from..).and_then(|rest| rest.find(words)).map_or(from, |at| from + at);
            from = start + words.len();
            labels.push(Labelled { label, span: Span::new(start, from), confidence: SURE, by: By::Grammar });
        }
        labels.sort_by_key(|l| l.span.start);
        return;
    }
}

/// What stands before byte `at` is the title of a case: one side against the other.
fn title(raw: &str, at: usize, labels: &mut Vec<Labelled>) {
    let before = raw.get(..at).map_or("", |words| words.trim_end_matches([' ', ',']));
    if before.contains(" v. ") || before.contains(" vs. ") {
        labels.retain(|l| l.span.start >= at);
        let span = Span::new(before.len() - before.trim_start().len(), before.len());
        labels.push(Labelled { label: Label::Title, span, confidence: SURE, by: By::Grammar });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::corrected;
    use super::*;

    #[test]
    fn volumes_before_reviews() {
        let raw = "J. Roe, Ports and Law, 5 HARV. L. REV. 45, 47–48 (2012).";
        let labels = [
            (Label::Author, "J. Roe"),
            (Label::Title, "Ports and Law, 5 HARV"),
            (Label::Container, "L. REV"),
            (Label::Volume, "45"),
            (Label::Pages, "47–48"),
            (Label::Date, "2012"),
        ];
        let want = [
            (Label::Author, "J. Roe"),
            (Label::Title, "Ports and Law"),
            (Label::Volume, "5"),
            (Label::Container, "HARV. L. REV"),
            (Label::Pages, "45"),
            (Label::Date, "2012"),
        ];
        assert_eq!(corrected(raw, &labels), want);
        let raw = "Roe v. Board of Ports, 347 U.S. 483 (1954)";
        let labels = [(Label::Author, "Roe v"), (Label::Container, "Board of Ports"), (Label::Date, "1954")];
        assert_eq!(corrected(raw, &labels)[0], (Label::Title, "Roe v. Board of Ports"));
        let other = [(Label::Container, "Trade"), (Label::Volume, "5")];
        assert_eq!(corrected("Roe, Ports. Trade 5, 45 (2012)", &other), other);
    }
}
