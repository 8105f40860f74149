//! A second work in one reference, as chemists and physicists print them.

use super::take;
use crate::bibliography::grammar::further_place::further_place;
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Leaves the fields of all works but the first of `raw` out of `labels`, which stand in order.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    if let Some(end) = end_of_first(raw) {
        take(raw, labels, Span::new(end, raw.len()), |_| true);
    }
    second_article(labels);
}

/// Where the first work ends that is followed by `(b)`, having begun with `(a)`, or by another place in its journal: `Phys. Rev. 106, 162 (1957); 108, 1175 (1957)`.
fn end_of_first(raw: &str) -> Option<usize> {
    let lettered = raw.starts_with("(a) ").then(|| raw.find(" (b) ")).flatten();
    let dated = |at: usize| raw.get(..at).is_some_and(|before| before.trim_end().ends_with(')'));
    let place = |at: usize| raw.get(at..).is_some_and(|rest| further_place(rest).is_ok());
    lettered.or_else(|| raw.match_indices(';').map(|(at, _)| at).find(|&at| dated(at) && place(at)))
}

/// Leaves the fields of a second article out of `labels`, which stand in order: of `Angew. Chem. 2011, 50, 6722. (b) Roe, A. Chem. Rev. 1995, 95, 2457` and of
/// `Nucl. Phys. 2, 231 (1998) [Phys. Lett. 38, 1113 (1999)]` the first journal has volume and pages, and so has the second.
fn second_article(labels: &mut Vec<Labelled>) {
    let found = |label: Label, from: usize| {
        labels.iter().enumerate().skip(from).find(|(_, l)| l.label == label).map(|(at, _)| at)
    };
    // A journal, its volume, and its pages behind that.
    let article = |from: usize| {
        let host = found(Label::Container, from)?;
        let volume = found(Label::Volume, host)?;
        Some((host, found(Label::Pages, volume)?))
    };
    let Some((_, first_ends)) = article(0) else { return };
    let Some((host, _)) = article(first_ends).filter(|(host, last)| {
        let between = labels.get(*host..*last).unwrap_or_default();
        !between.iter().skip(1).any(|l| l.label == Label::Container)
    }) else {
        return;
    };
    // Its own names and title stand before its journal.
    let leads = |l: &Labelled| matches!(l.label, Label::Author | Label::Title | Label::Editor);
    let begin =
        labels.get(..host).unwrap_or_default().iter().rposition(|l| !leads(l)).map_or(host, |at| at + 1);
    let counts = |l: &Labelled| {
        let place = matches!(l.label, Label::Container | Label::Volume | Label::Number | Label::Pages);
        place || leads(l) || l.label == Label::Date
    };
    let second = labels.split_off(begin);
    labels.extend(second.into_iter().filter(|l| !counts(l)));
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn a_second_article_gives_no_fields() {
        let raw = "Suzuki, A. Angew. Chem. 2011, 50, 6722. (b) Miyaura, N. Chem. Rev. 1995, 95, 2457.";
        let first = [
            (Label::Author, "Suzuki, A."),
            (Label::Container, "Angew. Chem."),
            (Label::Date, "2011"),
            (Label::Volume, "50"),
            (Label::Pages, "6722"),
        ];
        let second = [
            (Label::Author, "Miyaura, N."),
            (Label::Container, "Chem. Rev."),
            (Label::Date, "1995"),
            (Label::Volume, "95"),
            (Label::Pages, "2457"),
        ];
        assert_eq!(assigned(raw, &[first, second].concat()), first);
    }

    #[test]
    fn further_places_and_letters_end_a_work() {
        let raw = "Roe, A. Phys. Rev. 106, 162 (1957); C. Lund, ibid. 30, 1346 (1973).";
        let first = [(Label::Author, "Roe, A."), (Label::Volume, "106"), (Label::Pages, "162")];
        let second = [(Label::Author, "C. Lund"), (Label::Volume, "30"), (Label::Pages, "1346")];
        assert_eq!(assigned(raw, &[first, second].concat()), first);
        let raw = "(a) Roe, A. The Logic of Ice; Quay: Oslo, 1989. (b) Lund, C. Ice 2000, 39, 44.";
        let labels =
            [(Label::Author, "Roe, A."), (Label::Title, "The Logic of Ice"), (Label::Author, "Lund, C.")];
        assert_eq!(assigned(raw, &labels), labels[..2]);
        let one = [(Label::Author, "Roe, A."), (Label::Author, "Lund, C.")];
        assert_eq!(assigned("Roe, A. (Oslo); Lund, C. Ice, 1989", &one), one);
    }

    #[test]
    fn one_article_keeps_all() {
        let raw = "Roe, A. On rivers. Adv. Phys. 2, 231 (1998), Springer Lecture Notes 7";
        let labels = [
            (Label::Author, "Roe, A."),
            (Label::Title, "On rivers"),
            (Label::Container, "Adv. Phys."),
            (Label::Volume, "2"),
            (Label::Pages, "231"),
            (Label::Date, "1998"),
            (Label::Container, "Springer Lecture Notes"),
            (Label::Volume, "7"),
        ];
        assert_eq!(assigned(raw, &labels), labels);
    }
}
