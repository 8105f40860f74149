//! The type of a document as GB/T 7714 marks it behind the title: `[J]`, `[EB/OL]`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::combinator::{eof, opt, peek, value};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::span::Span;

/// What GB/T 7714-2015 (annex B, table B.1) calls the type of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DocumentType {
    /// `M`
    Book,
    /// `C`, what a conference left.
    Proceedings,
    /// `G`
    Collection,
    /// `N` and `J`, a newspaper or a journal.
    Periodical,
    /// `D`
    Thesis,
    /// `R`
    Report,
    /// `S`
    Standard,
    /// `P`
    Patent,
    /// `DB` and `DS`, a data base or a data set.
    Data,
    /// `CP`
    Program,
    /// `EB`, an announcement on the net.
    Online,
    /// `A`, `CM`, `Z`: an archive, a map, another.
    Other,
}

/// `document-type = "[" code [ "/" carrier ] "]"`, behind which a sign or nothing stands: `[J].`, `[EB/OL],`, `[C]//`; refuses
/// `[Online].`, `[j].`, `[N] in`.
pub(crate) fn document_type(i: &str) -> IResult<&str, DocumentType> {
    let carrier = preceded(tag("/"), alt((tag("OL"), tag("CD"), tag("MT"), tag("DK"))));
    let sign = alt((
        tag("."),
        tag(","),
        tag("//"),
        tag(":"),
        tag("．"),
        tag("，"),
        tag("'"),
        tag("\""),
        tag("”"),
        eof,
    ));
    let ends = peek(preceded(take_while(|c| c == ' '), sign));
    delimited(tag("["), terminated(code, opt(carrier)), terminated(tag("]"), ends)).parse(i)
}

/// The codes of table B.1.
fn code(i: &str) -> IResult<&str, DocumentType> {
    alt((
        value(DocumentType::Data, alt((tag("DB"), tag("DS")))),
        value(DocumentType::Program, tag("CP")),
        value(DocumentType::Online, tag("EB")),
        value(DocumentType::Other, alt((tag("CM"), tag("A"), tag("Z")))),
        value(DocumentType::Book, tag("M")),
        value(DocumentType::Proceedings, tag("C")),
        value(DocumentType::Collection, tag("G")),
        value(DocumentType::Periodical, alt((tag("J"), tag("N")))),
        value(DocumentType::Thesis, tag("D")),
        value(DocumentType::Report, tag("R")),
        value(DocumentType::Standard, tag("S")),
        value(DocumentType::Patent, tag("P")),
    ))
    .parse(i)
}

/// The mark of the type of the document that the reference string `raw` is of, if it has one and no other: where it stands, and what
/// it says. Several are no marks: `Nitrogen [N], phosphorus [P], …`.
pub(crate) fn marked_type(raw: &str) -> Option<(Span, DocumentType)> {
    let at = |(at, _): (usize, &str)| {
        let (after, found) = document_type(raw.get(at..)?).ok()?;
        Some((Span::new(at, raw.len() - after.len()), found))
    };
    let mut marks = raw.match_indices('[').filter_map(at);
    marks.next().filter(|(mark, _)| mark.start > 0 && marks.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_documents() {
        for (mark, rest, want) in [
            ("[J]. Trade", ". Trade", DocumentType::Periodical),
            ("[EB/OL], 2012", ", 2012", DocumentType::Online),
            ("[C]//Ports", "//Ports", DocumentType::Proceedings),
            ("[CP/CD] .", " .", DocumentType::Program),
            ("[D]", "", DocumentType::Thesis),
        ] {
            assert_eq!(document_type(mark), Ok((rest, want)), "{mark}");
        }
        for other in ["[Online].", "[j].", "[N] in", "[JJ].", "[M/XX].", "J].", "[12]."] {
            assert!(document_type(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_reference_has_one() {
        assert_eq!(marked_type("Ports [J]. Trade"), Some((Span::new(6, 9), DocumentType::Periodical)));
        assert_eq!(marked_type("Nitrogen [N], phosphorus [P], and trade"), None);
        assert_eq!(marked_type("[M]. Ports"), None);
    }
}
