//! Laws, and where in laws and their commentaries something stands.

use nom::character::complete::one_of;
use nom::combinator::{all_consuming, opt};
use nom::multi::many0_count;
use nom::{Offset, Parser};

use super::SURE;
use crate::bibliography::grammar::law::{law, legal_locator, unit};
use crate::bibliography::grammar::lead_in::see;
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

/// A string that is nothing but a place in a law (`§ 179 StGB`) has that place as its title and the law as what holds it, as EXCITE marks them; elsewhere the
/// numbers of such places are no volume, issue, pages or edition, and a title that begins with one begins with its sign.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    let mut signs = raw.match_indices('§').chain(raw.match_indices("Art")).map(|(at, _)| at).peekable();
    if signs.peek().is_none() {
        return;
    }
    let ending = (many0_count(unit), many0_count(one_of(" .;,")));
    if let Ok((_, (_, (place, code), _))) = all_consuming((opt(see), law, ending)).parse(raw.trim()) {
        let label = |label, words: &str| {
            let start = raw.offset(words);
            Labelled { label, span: Span::new(start, start + words.len()), confidence: SURE, by: By::Grammar }
        };
        *labels = vec![label(Label::Title, place), label(Label::Container, code)];
        return;
    }
    for at in signs {
        let Ok((after, _)) = legal_locator(raw.get(at..).unwrap_or_default()) else { continue };
        let span = Span::new(at, raw.len() - after.len());
        let counts = |label| {
            matches!(label, Label::Volume | Label::Number | Label::Pages | Label::Edition | Label::Date)
        };
        labels.retain_mut(|l| {
            if counts(l.label) && span.contains(l.span.start) {
                let rest = raw.get(span.end..l.span.end).unwrap_or_default();
                l.span.start = l.span.end - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            }
            !l.span.is_empty()
        });
        for l in labels.iter_mut().filter(|l| l.label == Label::Title && span.contains(l.span.start)) {
            l.span.start = l.span.start.min(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::corrected;
    use super::*;

    #[test]
    fn a_place_in_a_law() {
        let want = [(Label::Title, "§ 240 Abs. 4 Nr. 2"), (Label::Container, "StGB")];
        assert_eq!(corrected("Vgl. § 240 Abs. 4 Nr. 2 StGB.", &[(Label::Pages, "240")]), want);
        assert_eq!(
            corrected("Art. 5 Abs. 1 GG", &[(Label::Volume, "5")])[0],
            (Label::Title, "Art. 5 Abs. 1")
        );
    }

    #[test]
    fn what_stands_behind_a_law_is_no_name() {
        let labels = corrected("§ 1356 I BGB, Absatz 2.", &[(Label::Author, "I BGB")]);
        assert_eq!(labels, [(Label::Title, "§ 1356 I"), (Label::Container, "BGB")]);
    }

    #[test]
    fn its_numbers_count_nothing() {
        let raw = "Roe, Rivers of law, 2004, § 3 Rn. 16";
        let title = (Label::Title, "Rivers of law");
        assert_eq!(corrected(raw, &[title, (Label::Volume, "3"), (Label::Pages, "16")]), [title]);
        let raw = "Roe, Rivers of law, § 1, 1989";
        assert_eq!(corrected(raw, &[(Label::Date, "1, 1989")]), [(Label::Date, "1989")]);
        let raw = "Roe, § 14 Boni, in: Trade 5 (2004), Art. 7";
        let labels = [(Label::Title, "14 Boni"), (Label::Volume, "5"), (Label::Pages, "7")];
        let want = [(Label::Title, "§ 14 Boni"), (Label::Volume, "5"), (Label::Pages, "7")];
        assert_eq!(corrected(raw, &labels), want);
    }
}
