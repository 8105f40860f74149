//! Works that are cited for the second time, by author and year alone.

use crate::bibliography::{Label, Labelled};

/// Of an author and a year alone, as notes cite a work for the second time (`Roe (2008, 126)`), the number that follows is
/// no volume, for nothing is there that has volumes, but the page.
pub(super) fn assign(labels: &mut [Labelled]) {
    let others = |label| !matches!(label, Label::Label | Label::Author | Label::Date | Label::Volume);
    let dated = labels.iter().position(|l| l.label == Label::Date);
    let volumes = labels.iter().filter(|l| l.label == Label::Volume).count();
    let named = labels.iter().any(|l| l.label == Label::Author);
    if volumes != 1 || !named || labels.iter().any(|l| others(l.label)) {
        return;
    }
    if let Some(volume) =
        labels.iter_mut().skip(dated.map_or(usize::MAX, |at| at + 1)).find(|l| l.label == Label::Volume)
    {
        volume.label = Label::Pages;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::corrected;
    use super::*;

    #[test]
    fn the_number_of_a_short_form_is_a_page() {
        let (author, date, page) = ((Label::Author, "Roe"), (Label::Date, "2008"), (Label::Volume, "126"));
        assert_eq!(corrected("Roe (2008, 126)", &[author, date, page])[2], (Label::Pages, "126"));
        assert_eq!(corrected("Roe 126 (2008)", &[author, page, date])[1], page);
        let title = (Label::Title, "On rivers");
        assert_eq!(corrected("Roe 2008, On rivers 126", &[author, date, title, page])[3], page);
    }
}
