//! The type of a document in square brackets behind the title, and the days beside it, as GB/T 7714 prints them.

use super::{bare, insert, take, take_behind};
use crate::bibliography::grammar::date::bracketed_day;
use crate::bibliography::grammar::document_type::{DocumentType, marked_type};
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

/// Takes the mark out of the stretches of `raw` that hold it: a title ends there, and its host begins. Who published a thesis or a report is the body
/// behind it; a day in square brackets is the one on which an address was looked at, one in round brackets before it is the work's.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    let Some((mark, found)) = marked_type(raw) else { return };
    let around =
        |l: &&mut Labelled| l.label == Label::Title && l.span.start < mark.start && l.span.end > mark.end;
    if let Some(title) = labels.iter_mut().find(around) {
        let host = Span::new(mark.end, title.span.end);
        title.span.end = mark.end;
        if labels.iter().all(|l| l.label != Label::Container)
            && let Some(host) = bare(raw, host, char::is_alphabetic)
        {
            insert(labels, Label::Container, host);
        }
    }
    if raw.get(mark.end..).is_some_and(|behind| behind.starts_with("//")) {
        host_behind_strokes(mark.end, labels);
    }
    take_behind(raw, labels, mark);
    if matches!(found, DocumentType::Thesis | DocumentType::Report) {
        for body in labels.iter_mut().filter(|l| l.label == Label::Publisher && l.span.start > mark.end) {
            (body.label, body.by) = (Label::Institution, By::Grammar);
        }
    }
    if found == DocumentType::Patent {
        number_of_patent(raw, labels);
    }
    days(raw, mark.end, labels);
}

/// Behind two strokes at byte `from` stand the editors and the title of the host: `[M]//Lund P. Ports of the North`.
fn host_behind_strokes(from: usize, labels: &mut [Labelled]) {
    let hosted = labels.iter().any(|l| l.label == Label::Container);
    for l in labels.iter_mut().filter(|l| l.span.start >= from) {
        let of_host = match l.label {
            Label::Author => Label::Editor,
            Label::Title if !hosted => Label::Container,
            _ => continue,
        };
        (l.label, l.by) = (of_host, By::Grammar);
    }
}

/// The number of a patent stands behind its title: `Mooring device: 01128777.2`.
fn number_of_patent(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(title) = labels.iter_mut().find(|l| l.label == Label::Title) else { return };
    let Some((name, number)) = raw.get(title.span.range()).and_then(|words| words.rsplit_once([':', '：']))
    else {
        return;
    };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let Some(number) =
        bare(raw, Span::new(title.span.end - number.len(), title.span.end), char::is_alphanumeric)
    else {
        return;
    };
    if digits > 4 && number.len() < 3 * digits {
        title.span.end = title.span.start + name.len();
        labels.retain(|l| l.label != Label::Number);
        insert(labels, Label::Number, number);
    }
}

/// The days in brackets of their own behind byte `from` of `raw`.
fn days(raw: &str, from: usize, labels: &mut Vec<Labelled>) {
    for (at, open) in raw.match_indices(['(', '[']).filter(|(at, _)| *at >= from) {
        let Ok((_, day)) = bracketed_day(raw.get(at..).unwrap_or_default()) else { continue };
        let label = if open == "[" { Label::Urldate } else { Label::Date };
        let span = Span::new(at + 1, at + 1 + day.len());
        if labels.iter().all(|l| l.label != label) {
            take(raw, labels, Span::new(at, span.end + 1), |_| true);
            insert(labels, label, span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn marks_of_types_are_no_part_of_titles() {
        let raw = "Roe A. Urban ports [J]. Trade, 2010";
        let labels = [(Label::Title, "Urban ports [J]"), (Label::Container, "Trade"), (Label::Date, "2010")];
        let want = [(Label::Title, "Urban ports"), (Label::Container, "Trade"), (Label::Date, "2010")];
        assert_eq!(assigned(raw, &labels), want);
        let host = [(Label::Title, "Urban ports"), (Label::Container, "[J]. Trade"), (Label::Date, "2010")];
        assert_eq!(assigned(raw, &host), want);
        let whole = [(Label::Title, "Urban ports [J]. Trade"), (Label::Date, "2010")];
        assert_eq!(assigned(raw, &whole), want);
    }

    #[test]
    fn editors_and_hosts_stand_behind_strokes() {
        let raw = "Roe A. Urban ports[M]//Lund P. Ports of the North. Oslo: Fjord, 2011";
        let labels = [
            (Label::Author, "Roe A"),
            (Label::Title, "Urban ports"),
            (Label::Author, "Lund P"),
            (Label::Title, "Ports of the North"),
        ];
        let want = [
            (Label::Author, "Roe A"),
            (Label::Title, "Urban ports"),
            (Label::Editor, "Lund P"),
            (Label::Container, "Ports of the North"),
        ];
        assert_eq!(assigned(raw, &labels), want);
        assert_eq!(assigned(&raw.replace("//", ". "), &labels), labels);
    }

    #[test]
    fn bodies_behind_theses() {
        let raw = "Roe A. Urban ports[D]. Lund: River University, 2011";
        let labels = [(Label::Title, "Urban ports[D]"), (Label::Publisher, "River University")];
        let want = [(Label::Title, "Urban ports"), (Label::Institution, "River University")];
        assert_eq!(assigned(raw, &labels), want);
    }

    #[test]
    fn numbers_of_patents() {
        let raw = "Roe A. Mooring device: CN 01128777.2[P]. 2002-04-01";
        let labels = [(Label::Title, "Mooring device: CN 01128777.2[P]"), (Label::Date, "2002-04-01")];
        let want =
            [(Label::Title, "Mooring device"), (Label::Number, "CN 01128777.2"), (Label::Date, "2002-04-01")];
        assert_eq!(assigned(raw, &labels), want);
        let raw = "Roe A. Mooring device: a guide[P]. 2002-04-01";
        let want = [(Label::Title, "Mooring device: a guide")];
        assert_eq!(assigned(raw, &[(Label::Title, "Mooring device: a guide[P]")]), want);
    }

    #[test]
    fn days_in_brackets() {
        let raw = "Harbour Office. Dredging[EB/OL]. (2012-03-05)[2013-04-01]. http://a.org";
        let labels = [
            (Label::Title, "Dredging"),
            (Label::Note, "EB/OL]. (2012-03-05)[2013-04-01"),
            (Label::Url, "http://a.org"),
        ];
        let want = [
            (Label::Title, "Dredging"),
            (Label::Date, "2012-03-05"),
            (Label::Urldate, "2013-04-01"),
            (Label::Url, "http://a.org"),
        ];
        assert_eq!(assigned(raw, &labels), want);
    }
}
