//! Quotation marks at the ends of a claim: none stays outside whose partner stands inside.

use crate::span::Span;

/// Opening and closing marks; the single ones are left out, which may be apostrophes.
const PAIRS: [(char, char); 4] = [('“', '”'), ('„', '“'), ('«', '»'), ('"', '"')];

/// `claim`, bytes of `sentence`, with the mark right before or behind it whose partner it holds.
pub(super) fn with_marks(sentence: &str, claim: Span) -> Span {
    let (Some(before), Some(inside), Some(behind)) =
        (sentence.get(..claim.start), sentence.get(claim.range()), sentence.get(claim.end..))
    else {
        return claim;
    };
    let mut claim = claim;
    for (open, close) in PAIRS {
        let (opened, closed) = (inside.find(open), inside.find(close));
        let alone = if open == close { inside.matches(open).count() % 2 == 1 } else { opened != closed };
        if alone && before.ends_with(open) && closed.is_some_and(|at| opened.is_none_or(|open| at <= open)) {
            claim.start -= open.len_utf8();
        } else if alone && behind.starts_with(close) && inside.rfind(open) >= inside.rfind(close) {
            claim.end += close.len_utf8();
        }
    }
    claim
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, claim: &str, with_marks: &str) {
        let start = sentence.find(claim).unwrap();
        let span = super::with_marks(sentence, Span::new(start, start + claim.len()));
        assert_eq!(&sentence[span.range()], with_marks);
    }

    #[test]
    fn marks_stay_with_their_partners() {
        check("“Soft ports” are old [1].", "Soft ports” are old", "“Soft ports” are old");
        check(
            "They are called “soft ports” [1].",
            "They are called “soft ports",
            "They are called “soft ports”",
        );
        check("\"Soft ports\" are old.", "Soft ports\" are old", "\"Soft ports\" are old");
        check("„Häfen“ sind alt.", "Häfen“ sind alt", "„Häfen“ sind alt");
        for whole in ["“Soft” ports", "soft ports", "Soft «ports»"] {
            check(&format!("“{whole}” and [1]"), whole, whole);
        }
    }
}
