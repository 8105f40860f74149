//! arXiv's numbers, which the model hardly sees in their words: torn apart by text layers of PDFs (`arXiv :1708 . 02952`), or without a
//! name before them (`1202.2281`).

use super::SURE;
use crate::bibliography::grammar::arxiv::{bare_arxiv, class, ending, torn_arxiv};
use crate::bibliography::grammar::locator::{issue_word, page_word, volume_word};
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

/// The arXiv number of `raw` becomes its eprint, whatever numbers its pieces were taken for; what has no digit is none.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    let digits =
        |span: Span| raw.get(span.range()).is_some_and(|words| words.contains(|c: char| c.is_ascii_digit()));
    labels.retain(|l| l.label != Label::Eprint || digits(l.span));
    let Some(span) = named(raw).or_else(|| bare(raw)) else { return };
    // A name or a title may end with the number; what begins with it is nothing else.
    let holds = |l: &Labelled| match l.label {
        Label::Url | Label::Doi => true,
        Label::Title | Label::Container => l.span.start < span.start,
        _ => false,
    };
    if labels.iter().any(|l| l.span.overlaps(span) && holds(l)) {
        return;
    }
    // The class of the subject belongs to it: `1202.2281 [hep-lat]`.
    let classed = raw.get(span.end..).and_then(|behind| class(behind).ok());
    let span = Span::new(span.start, classed.map_or(span.end, |(after, _)| raw.len() - after.len()));
    let parts =
        |label| matches!(label, Label::Author | Label::Editor | Label::Date | Label::Volume | Label::Pages);
    labels.retain_mut(|l| {
        let before = raw.get(l.span.start..span.start).unwrap_or_default();
        if l.span.overlaps(span) && parts(l.label) {
            l.span.end = l.span.start + before.trim_end_matches([' ', ',', ':', ';', '[', '(']).len();
        }
        l.label != Label::Eprint && !l.span.overlaps(span) && l.span.start < l.span.end
    });
    let at = labels.partition_point(|l| l.span.start < span.start);
    labels.insert(at, Labelled { label: Label::Eprint, span, confidence: SURE, by: By::Grammar });
}

/// Where the first arXiv number of `raw` stands that says so or has the form from before April 2007.
fn named(raw: &str) -> Option<Span> {
    let seven = |rest: &str| {
        let digits = rest.trim_start().bytes().take_while(u8::is_ascii_digit);
        digits.count() == 7
    };
    let old = raw.match_indices('/').any(|(at, slash)| raw.get(at + slash.len()..).is_some_and(seven));
    if !old && !raw.contains(['x', 'X']) {
        return None;
    }
    let mut before = ' ';
    for (at, c) in raw.char_indices() {
        let starts = !before.is_alphanumeric() && !matches!(before, '/' | '-' | '.');
        before = c;
        if !(c.is_ascii_alphabetic() && (old || matches!(c, 'a' | 'A'))) {
            continue;
        }
        // Without a name before it only the old form, which has a slash, is known.
        let named = raw.get(at..at + 5).is_some_and(|word| word.eq_ignore_ascii_case("arxiv"));
        if !(named || old) {
            continue;
        }
        let near = near(raw, at);
        // Behind other letters or signs, `JHEP 01.hep-ph/0110111`, only a name of two words is surely that of an archive.
        if let Ok((after, number)) = torn_arxiv(near)
            && (named || starts || number.contains('-'))
        {
            let end = at + near.len() - after.len();
            return Some(Span::new(end - number.len(), end));
        }
    }
    None
}

/// Where the number of `raw` stands that has arXiv's form since April 2007 and no name before it, as physicists print it: in brackets
/// of its own or at the end.
fn bare(raw: &str) -> Option<Span> {
    raw.match_indices('.').find_map(|(point, _)| {
        let before = raw.get(..point)?.trim_end();
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if before.len() - start != 4 {
            return None;
        }
        let (after, number) = bare_arxiv(raw.get(start..)?).ok()?;
        let (left, right) = (raw.get(..start)?.trim_end(), after.trim_start());
        let enclosed = left.ends_with('[') && (right.starts_with(']') || class(after).is_ok());
        let parted = left.len() < start || left.ends_with([',', '[', '(']);
        (enclosed || parted && !counts(left) && ending(after).is_ok())
            .then(|| Span::new(start, start + number.len()))
    })
}

/// Whether what stands at the end of `before` says of a number behind it that it is none of arXiv's: a word, `pp.`, `no.`, a dash,
/// a sign of numbers. Behind a name's point or a preprint it may be one.
fn counts(before: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or_default();
    let word = last.trim_matches(|c: char| !c.is_alphanumeric());
    let before_number = format!("{word}. 1");
    let counts = [page_word, issue_word, volume_word].iter().any(|words| words(&before_number).is_ok());
    let preprint = ["eprint", "e-print", "preprint"].iter().any(|other| word.eq_ignore_ascii_case(other));
    counts
        || last.ends_with(|c: char| {
            c.is_alphabetic() && !preprint || !c.is_alphanumeric() && !".,;:([)]”\"’".contains(c)
        })
}

/// Characters that a number takes with the word before it, so that the time for a string without blanks is bounded.
const LONGEST: usize = 80;

/// What stands in `raw` from the byte `at` on, as far as a number may go.
fn near(raw: &str, at: usize) -> &str {
    let rest = raw.get(at..).unwrap_or_default();
    rest.char_indices().nth(LONGEST).and_then(|(end, _)| rest.get(..end)).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::super::tests::corrected;
    use super::*;

    #[test]
    fn a_torn_number_is_one_eprint() {
        let raw = "A. Roe, On rivers, arXiv preprint :1708 . 02952 , 2017 .";
        let labels = [(Label::Eprint, "1708"), (Label::Pages, "02952"), (Label::Date, "2017")];
        assert_eq!(corrected(raw, &labels), [(Label::Eprint, "1708 . 02952"), (Label::Date, "2017")]);
        let raw = "A. Roe, On lakes ,e -printarXiv :1510.04934v1";
        assert_eq!(corrected(raw, &[(Label::Title, "On lakes")])[1], (Label::Eprint, "1510.04934v1"));
        let raw = "A. Roe, Trade 12 (1999) 3.hep-ph/9901234";
        assert_eq!(corrected(raw, &[(Label::Eprint, "ph/9901234")]), [(Label::Eprint, "hep-ph/9901234")]);
        let raw = "A. Roe, eprint quant-ph/0405123 (2004)";
        let labels = [(Label::Series, "eprint quant"), (Label::Eprint, "ph/0405123")];
        assert_eq!(corrected(raw, &labels), [(Label::Eprint, "quant-ph/0405123")]);
        let raw = "A. Roe, hep-lat/0311002, Trade 12";
        let want = [(Label::Author, "A. Roe"), (Label::Eprint, "hep-lat/0311002")];
        assert_eq!(corrected(raw, &[(Label::Author, "A. Roe, hep-lat"), (Label::Note, "0311002")]), want);
        let raw = "A. Roe, On seas, [ hep -th/0603001][ INSPIRE].";
        assert_eq!(corrected(raw, &[(Label::Eprint, "INSPIRE")]), [(Label::Eprint, "hep -th/0603001")]);
    }

    #[test]
    fn a_number_without_its_name_is_an_eprint() {
        for (raw, labels, number) in [
            (
                "A. Roe, Trade D 86, 054009 (2012), 1202.2281",
                &[(Label::Pages, "054009 (2012), 1202.2281")][..],
                "1202.2281",
            ),
            (
                "A .Roe ,Trade D 94 ,9 (2017),1612 .06963 .",
                &[(Label::Pages, "1612"), (Label::Pages, "06963")],
                "1612 .06963",
            ),
            (
                "A. Roe, Trade C72, [1202.2281], [Erratum: 12]",
                &[(Label::Note, "1202.2281], [Erratum")],
                "1202.2281",
            ),
            (
                "A. Roe, 1202.2281 [hep -lat] [INSPIRE]; B. Doe, 3",
                &[(Label::Note, "hep -lat")],
                "1202.2281 [hep -lat]",
            ),
            ("A. Roe, arXiv:1101.3711v1[cs.LG] (2011)", &[(Label::Note, "cs.LG")], "1101.3711v1[cs.LG]"),
        ] {
            let eprints = corrected(raw, labels).into_iter().filter(|l| l.0 == Label::Eprint);
            assert_eq!(eprints.collect::<Vec<_>>(), [(Label::Eprint, number)], "{raw}");
        }
        for raw in [
            "A. Roe, Trade 12; pp. 1407-1410. 1978.",
            "A. Roe, abstract #3109. 2008.",
            "A. Roe, Report no. 1202.2281",
            "A. Roe, Windows 1003.1003",
            "A. Roe, pp. 1202.2281.",
            "A. Roe, 2010. 2010 rivers",
            "A. Roe, 1202.2281 rivers",
            "A. Roe, 10.1000/1202.2281",
            "A. Roe, $1202.2281",
        ] {
            assert_eq!(corrected(raw, &[]), [], "{raw}");
        }
    }

    #[test]
    fn what_is_part_of_a_name_or_address_stays() {
        let raw = "A. Roe. http://arxiv.org/abs/hep-th/0603001";
        let labels = [(Label::Url, "http://arxiv.org/abs/hep-th/0603001")];
        assert_eq!(corrected(raw, &labels), labels);
        let raw = "A. Roe. Rivers. arXiv:1409.4842. 2014;9.";
        let labels = [(Label::Container, "arXiv:1409.4842"), (Label::Volume, "9")];
        assert_eq!(corrected(raw, &labels), labels);
    }
}
