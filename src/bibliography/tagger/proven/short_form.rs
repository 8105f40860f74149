//! Works that are cited for the second time, by author and year alone.

use nom::Offset;

use super::SURE;
use crate::bibliography::grammar::short_form::{ShortForm, short_forms};
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

/// Most bytes of a string of such works, so that the time is bounded.
const LONGEST: usize = 600;

/// Where `raw` is nothing but works cited by author and year, or `again` with a word for a work named before, the labels are those of authors, year and pages.
///
/// Of several works all authors and pages are given, as the labeller gives those of other strings that name several, but the year of the first
/// alone: two would be read as a span of time.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>, again: bool) {
    // Most strings end otherwise.
    let end = raw.trim_end_matches([' ', '.', ',', ';', ':', ')', ']', 'f', 'a', 'b', 'c', 'd', 'e']);
    let may_be = raw.len() <= LONGEST && (again || end.ends_with(|c: char| c.is_ascii_digit()));
    let read = if may_be { short_forms(again)(raw).ok() } else { None };
    match read.map(|(_, forms)| forms) {
        Some(forms) if forms.iter().all(|form| form.certain) && !is_journal(raw, &forms, labels) => {
            labels.clear();
            for (at, form) in forms.iter().enumerate() {
                let year = form.year.filter(|_| at == 0);
                let parts = [(Label::Author, form.authors), (Label::Date, year), (Label::Pages, form.pages)];
                labels.extend(parts.into_iter().filter_map(|(label, words)| {
                    let start = raw.offset(words?);
                    let span = Span::new(start, start + words?.len());
                    Some(Labelled { label, span, confidence: SURE, by: By::Grammar })
                }));
            }
        }
        _ => page_of_volume(labels),
    }
}

/// Whether the labeller takes the one work of `forms` for a journal: `Trade and Ties 2004, p. 12`.
fn is_journal(raw: &str, forms: &[ShortForm<'_>], labels: &[Labelled]) -> bool {
    let [ShortForm { authors: Some(authors), .. }] = forms else { return false };
    let at = raw.offset(authors);
    labels.iter().any(|l| l.label == Label::Container && l.span.contains(at))
}

/// Of an author and a year alone, as notes cite a work for the second time (`Roe (2008, 126)`), the number that follows is
/// no volume, for nothing is there that has volumes, but the page.
fn page_of_volume(labels: &mut [Labelled]) {
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
    fn a_string_of_works_cited_in_short() {
        let raw = "Roe / Doe (2005, 49); cf. Poe (2007).";
        let labels = [
            (Label::Author, "Roe / Doe"),
            (Label::Date, "2005"),
            (Label::Volume, "49"),
            (Label::Title, "Poe"),
        ];
        let want = [
            (Label::Author, "Roe / Doe"),
            (Label::Date, "2005"),
            (Label::Pages, "49"),
            (Label::Author, "Poe"),
        ];
        assert_eq!(corrected(raw, &labels), want);
        let raw = "Roe 2014, S. 19";
        let want = [(Label::Author, "Roe"), (Label::Date, "2014"), (Label::Pages, "19")];
        assert_eq!(corrected(raw, &[(Label::Title, "Roe")]), want);
        let (raw, journal) = ("Trade und Ties 2004, S. 12", [(Label::Container, "Trade und Ties")]);
        assert_eq!(corrected(raw, &journal), journal);
    }

    #[test]
    fn the_number_of_a_short_form_is_a_page() {
        let (author, date, page) = ((Label::Author, "Roe"), (Label::Date, "2008"), (Label::Volume, "126"));
        assert_eq!(corrected("Roe (2008, 126)", &[author, date, page])[2], (Label::Pages, "126"));
        assert_eq!(corrected("Roe 126 (2008)", &[author, page, date])[1], page);
        let title = (Label::Title, "On rivers");
        assert_eq!(corrected("Roe 2008, On rivers 126", &[author, date, title, page])[3], page);
    }
}
