//! A second work in one reference, as chemists and physicists print them.

use crate::bibliography::{Label, Labelled};

/// Leaves the fields of a second article out of `labels`, which stand in order: of `Angew. Chem. 2011, 50, 6722. (b) Roe, A. Chem. Rev. 1995, 95, 2457` and of
/// `Nucl. Phys. 2, 231 (1998) [Phys. Lett. 38, 1113 (1999)]` the first journal has volume and pages, and so has the second.
pub(super) fn assign(labels: &mut Vec<Labelled>) {
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
