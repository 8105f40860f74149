//! Volumes and issues by the words and numbers beside them.

use crate::bibliography::grammar::locator::{issue_word, supplement, volume_word};
use crate::bibliography::{By, Label, Labelled};

/// Takes words for numbers off the hosts of `raw`, and makes the second of two volumes the issue that it is called.
pub(super) fn assign(raw: &str, labels: &mut [Labelled]) {
    for at in 1..labels.len() {
        let Some((before, [number, ..])) = labels.split_at_mut_checked(at) else { return };
        if let Some(host) = before.last_mut()
            && matches!(host.label, Label::Container | Label::Series)
            && matches!(number.label, Label::Volume | Label::Number)
        {
            without_word(raw, host, number.span.start);
        }
    }
    second_volume(raw, labels);
    volume_like_a_year(raw, labels);
    volume_alone(raw, labels);
    labels.iter_mut().filter(|l| l.label == Label::Number).for_each(|number| of_supplement(raw, number));
}

/// One number behind the year is the volume of a journal that counts no pages, as its DOI shows: `eLife 2016, 5. doi:…`
fn volume_alone(raw: &str, labels: &mut [Labelled]) {
    let words = |start, end| raw.get(start..end).unwrap_or_default();
    let other = |l: &Labelled| matches!(l.label, Label::Volume | Label::Number | Label::Eid);
    let is_volume = |four: &[Labelled]| {
        let [host, year, number, link] = four else { return false };
        let kinds = [host.label, year.label, number.label];
        let digits = words(number.span.start, number.span.end);
        kinds == [Label::Container, Label::Date, Label::Pages]
            && matches!(link.label, Label::Doi | Label::Url)
            && (1..=3).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && words(year.span.end, number.span.start).trim() == ","
    };
    let at = labels.windows(4).position(is_volume).filter(|_| !labels.iter().any(other));
    if let Some(number) = at.and_then(|at| labels.get_mut(at + 2)) {
        (number.label, number.by) = (Label::Volume, By::Grammar);
    }
}

/// The word for a supplement belongs to its number: `vol. 43, |supplement 3`.
fn of_supplement(raw: &str, number: &mut Labelled) {
    let before = raw.get(..number.span.start).unwrap_or_default();
    let words = before.trim_end_matches([' ', '.']);
    let start = words.rfind([' ', ',', '(', ';']).map_or(0, |at| at + 1);
    if raw.get(start..number.span.end).is_some_and(|words| supplement(words).is_ok()) {
        (number.span.start, number.by) = (start, By::Grammar);
    }
}

/// A word for volumes or issues at the end of `host` belongs to the number that starts behind it: `Handbook of Ports Band| 3`.
fn without_word(raw: &str, host: &mut Labelled, number: usize) {
    let words = raw.get(host.span.range()).unwrap_or_default();
    let Some((name, word)) = words.trim_end_matches('.').rsplit_once([' ', ',']) else { return };
    // `Standard Database Number 69`, `Trade Special Issue 36`, `Journal of Surgery, American Volume 3`; a letter may be a section.
    let own = word.len() < 2
        || word.eq_ignore_ascii_case("number")
        || ["Special", "American", "British"].iter().any(|kind| name.ends_with(kind));
    let rest = raw.get(host.span.start + name.len() + 1..).unwrap_or_default();
    let name = name.trim_end_matches([' ', ',', '(', '.']);
    let counted = [volume_word, issue_word]
        .iter()
        .any(|word| word(rest).is_ok_and(|(rest, _)| raw.len() - rest.len() == number));
    if !own && counted && name.contains(char::is_alphabetic) {
        host.span.end = host.span.start + name.len();
    }
}

/// Of two volumes the second is the issue where it is called so, or where only a year in brackets parts them: `vol. 23, n. 14`, `67 (Mai 2012) 10`.
fn second_volume(raw: &str, labels: &mut [Labelled]) {
    if labels.iter().any(|l| l.label == Label::Number) {
        return;
    }
    let mut volumes = labels.iter_mut().filter(|l| l.label == Label::Volume);
    let (Some(first), Some(second), None) = (volumes.next(), volumes.next(), volumes.next()) else { return };
    let gap = raw.get(first.span.end..second.span.start).unwrap_or_default().trim();
    let named = gap.trim_start_matches([',', ';', ' ']);
    let called =
        issue_word(raw.get(second.span.start - named.len().min(second.span.start)..).unwrap_or_default());
    let in_brackets = gap.strip_prefix('(').and_then(|year| year.strip_suffix(')'));
    let dated = in_brackets.is_some_and(|year| {
        let digits = year.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, ' ' | '.'));
        digits.len() == 4 && digits.parse::<u16>().is_ok()
    });
    if dated
        || !named.is_empty() && called.is_ok_and(|(rest, _)| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        (second.label, second.by) = (Label::Number, By::Grammar);
    }
}

/// A number between host and pages that looks like a year is the volume, where another year in brackets is the date: `Brain Res. 1832, 12–19 (2013)`.
fn volume_like_a_year(raw: &str, labels: &mut [Labelled]) {
    let words = |start, end| raw.get(start..end).unwrap_or_default();
    let is_volume = |four: &[Labelled]| {
        let [host, number, pages, date] = four else { return false };
        let kinds = [host.label, number.label, pages.label, date.label];
        let (year, range) =
            (words(number.span.start, number.span.end), words(pages.span.start, pages.span.end));
        kinds == [Label::Container, Label::Date, Label::Pages, Label::Date]
            && year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && year != words(date.span.start, date.span.end)
            && !words(host.span.end, number.span.start).contains(char::is_alphanumeric)
            && words(number.span.end, pages.span.start).trim() == ","
            && range.contains(['-', '–'])
            && words(pages.span.end, date.span.start).trim() == "("
    };
    let none = labels.iter().all(|l| l.label != Label::Volume);
    let at = labels.windows(4).position(is_volume).filter(|_| none);
    if let Some(number) = at.and_then(|at| labels.get_mut(at + 1)) {
        (number.label, number.by) = (Label::Volume, By::Grammar);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn words_for_numbers_are_no_part_of_hosts() {
        for (raw, host, number, want) in [
            ("Handbook of Ports Band 3. Basel", "Handbook of Ports Band", "3", "Handbook of Ports"),
            ("Harbour News núm. 74, 2003", "Harbour News núm", "74", "Harbour News"),
            ("Trade Special Issue 36 (2)", "Trade Special Issue", "36", "Trade Special Issue"),
            ("Trade Section B 36 (2)", "Trade Section B", "36", "Trade Section B"),
            ("News of Heft 2010", "News of Heft", "2010", "News of"),
            ("Surgery, American Volume 3", "Surgery, American Volume", "3", "Surgery, American Volume"),
            ("The Volume and Tone 3", "The Volume and Tone", "3", "The Volume and Tone"),
        ] {
            let labels = [(Label::Container, host), (Label::Volume, number)];
            assert_eq!(assigned(raw, &labels)[0], (Label::Container, want), "{raw}");
        }
    }

    #[test]
    fn the_number_behind_the_year_is_the_volume_where_no_page_is_printed() {
        let raw = "Roe, A. eLife 2016, 5. doi:10.7554/eLife.15075";
        let labels = [
            (Label::Container, "eLife"),
            (Label::Date, "2016"),
            (Label::Pages, "5"),
            (Label::Doi, "10.7554/eLife.15075"),
        ];
        assert_eq!(assigned(raw, &labels)[2], (Label::Volume, "5"));
        let law = [(Label::Container, "NJW"), (Label::Date, "2010"), (Label::Pages, "345")];
        assert_eq!(assigned("NJW 2010, 345.", &law), law);
    }

    #[test]
    fn a_supplement_is_called_so() {
        let labels = [(Label::Volume, "43"), (Label::Number, "5")];
        let want = [(Label::Volume, "43"), (Label::Number, "supplement 5")];
        assert_eq!(assigned("Brain, vol. 43, supplement 5, 2008", &labels), want);
        assert_eq!(assigned("Brain, vol. 43, no. 5, 2008", &labels), labels);
    }

    #[test]
    fn a_volume_may_look_like_a_year() {
        let labels = [
            (Label::Container, "Brain Res"),
            (Label::Date, "1832"),
            (Label::Pages, "12–19"),
            (Label::Date, "2013"),
        ];
        assert_eq!(assigned("Brain Res. 1832, 12–19 (2013).", &labels)[1], (Label::Volume, "1832"));
        assert_eq!(assigned("Brain Res. 1832, 12–19, 2013.", &labels), labels);
    }

    #[test]
    fn a_second_volume_may_be_called_an_issue() {
        for (raw, first, second) in [
            ("Oil Trade, v. 23, n. 14, p. 3", "23", "14"),
            ("Oil Trade 67 (Mai 2012) 10, S. 3", "67", "10"),
            ("Oil Trade, vol. XII, fasc. 603", "XII", "603"),
        ] {
            let want = [(Label::Volume, first), (Label::Number, second)];
            assert_eq!(assigned(raw, &[(Label::Volume, first), (Label::Volume, second)]), want, "{raw}");
        }
        let two = [(Label::Volume, "23"), (Label::Volume, "24")];
        assert_eq!(assigned("Oil Trade, vol. 23, vol. 24", &two), two);
    }
}
