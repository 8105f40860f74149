//! Stretches that say themselves what they are, whatever label they were given: a DOI, the day on which an address was
//! looked at, the number of an article, the version of a program, and of notes those that are an address or another number.

mod addresses;
mod article;
mod cited_page;
mod clock;
mod counters;
mod days;
mod designation;
mod document_type;
mod doi;
mod list_number;
mod medium;
mod names;
mod notes;
mod numbers;
mod page_total;
mod second_work;
mod statements;
mod states;
mod version;

use super::grammar::date::no_date;
use super::grammar::remark::address_words;
use super::{By, Label, Labelled};
use crate::span::Span;

/// How sure a form is that proves itself.
const SURE: f32 = 0.99;

/// Makes such stretches of `raw` stretches of their own among `labels`, which stand in order.
///
/// Sources seldom mark them; so they are labelled as notes, or as part of a publisher's or a body's name.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    clock::assign(raw, labels);
    names::assign(raw, labels);
    list_number::assign(raw, labels);
    document_type::assign(raw, labels);
    designation::assign(raw, labels);
    medium::assign(raw, labels);
    addresses::links(raw, labels);
    addresses::own(raw, labels);
    doi::whole(raw, labels);
    doi::named(raw, labels);
    article::of_preprint(raw, labels);
    numbers::assign(raw, labels);
    let words: Vec<usize> = words(raw).collect();
    days::of_access(raw, &words, labels);
    days::behind_address(raw, labels);
    article::number(raw, &words, labels);
    version::of_package(raw, labels);
    article::pages(raw, labels);
    cited_page::assign(raw, labels);
    days::of_the_work(raw, labels);
    counters::assign(raw, labels);
    second_work::assign(raw, labels);
    notes::assign(raw, labels);
    let says_nothing = |words| no_date(words).is_ok() || address_words(words).is_ok();
    labels.retain(|l| !(is_loose(l.label) && raw.get(l.span.range()).is_some_and(says_nothing)));
    statements::assign(raw, labels);
    states::assign(raw, labels);
    page_total::assign(raw, labels);
}

/// Whether `label` is one of those that stretches are given which fit no other.
const fn is_loose(label: Label) -> bool {
    matches!(label, Label::Note | Label::Institution | Label::Publisher | Label::Series)
}

/// The bytes of `raw` at which words begin that may open a remark.
fn words(raw: &str) -> impl Iterator<Item = usize> + '_ {
    let mut inside = false;
    raw.char_indices().filter_map(move |(at, c)| {
        let before = inside;
        inside = c.is_alphanumeric();
        (inside && !before && c.is_alphabetic()).then_some(at)
    })
}

/// Takes `span` out of the stretches of `raw` whose label `gives_way`. Of what is left of one the longer side stays, if it
/// has a letter, or a digit where numbers are meant.
fn take(raw: &str, labels: &mut Vec<Labelled>, span: Span, gives_way: impl Fn(Label) -> bool) {
    labels.retain_mut(|l| {
        if !l.span.overlaps(span) || !gives_way(l.label) {
            return true;
        }
        let counts: fn(char) -> bool = match l.label {
            Label::Volume | Label::Number | Label::Pages | Label::Date => char::is_alphanumeric,
            _ => char::is_alphabetic,
        };
        let sides = [(l.span.start, span.start), (span.end, l.span.end)];
        let rest = sides.into_iter().filter_map(|(start, end)| bare(raw, Span::new(start, end), counts));
        let rest = rest.max_by_key(|side| side.len());
        l.span = rest.unwrap_or(l.span);
        rest.is_some()
    });
}

/// Takes `span`, a mark that stands behind words, out of the stretches of `raw`. Of a title or a host what stands before the mark stays.
fn take_behind(raw: &str, labels: &mut Vec<Labelled>, span: Span) {
    let named =
        |l: &&mut Labelled| matches!(l.label, Label::Title | Label::Container) && l.span.overlaps(span);
    for l in labels.iter_mut().filter(named) {
        if bare(raw, Span::new(l.span.start, span.start.max(l.span.start)), char::is_alphabetic).is_some() {
            l.span.end = l.span.end.min(span.end);
        }
    }
    take(raw, labels, span, |_| true);
}

/// `span` of `raw` without punctuation at its ends; `None` if nothing in it `counts`.
fn bare(raw: &str, span: Span, counts: fn(char) -> bool) -> Option<Span> {
    let words = raw.get(span.range())?;
    let start = words.find(char::is_alphanumeric)?;
    let end = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != ']').len();
    words.contains(counts).then(|| Span::new(span.start + start, span.start + end))
}

/// Adds a stretch at its place.
fn insert(labels: &mut Vec<Labelled>, label: Label, span: Span) {
    let at = labels.partition_point(|l| l.span.start < span.start);
    labels.insert(at, Labelled { label, span, confidence: SURE, by: By::Grammar });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels of `raw` after, where `words` had `labels`.
    pub(super) fn assigned<'a>(raw: &'a str, words: &[(Label, &str)]) -> Vec<(Label, &'a str)> {
        let stretch = |(label, words): &(Label, &str)| {
            let start = raw.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            Labelled { label: *label, span, confidence: 0.5, by: By::Tagger }
        };
        let mut labels: Vec<Labelled> = words.iter().map(stretch).collect();
        assign(raw, &mut labels);
        labels.iter().map(|l| (l.label, &raw[l.span.range()])).collect()
    }

    #[test]
    fn days_of_access_are_no_bodies() {
        let raw = "Roe A. Rivers. Accessed 12 May 2010. Press, 2009";
        let labels = [(Label::Institution, "Accessed 12 May 2010. Press"), (Label::Date, "2009")];
        let want =
            [(Label::Urldate, "Accessed 12 May 2010"), (Label::Institution, "Press"), (Label::Date, "2009")];
        assert_eq!(assigned(raw, &labels), want);
        let lone = [(Label::Institution, "Accessed 12 May"), (Label::Date, "2010")];
        let want = [(Label::Urldate, "Accessed 12 May 2010"), (Label::Date, "2010")];
        assert_eq!(assigned("Roe A. Rivers. Accessed 12 May 2010.", &lone), want);
    }

    #[test]
    fn what_stands_for_no_date_is_no_series() {
        assert_eq!(assigned("Roe A. Rivers. n.d. London", &[(Label::Series, "n.d")]), []);
    }

    #[test]
    fn a_year_may_stand_behind_the_title() {
        let raw = "Ports, Tolls, and Ties, 2008. URL";
        let want = [(Label::Title, "Ports, Tolls, and Ties"), (Label::Date, "2008")];
        let labels = [(Label::Title, "Ports, Tolls, and Ties, 2008"), (Label::Institution, "URL")];
        assert_eq!(assigned(raw, &labels), want);
        for title in ["Ports of 1890", "Ports on May 9, 1890", "Ports, 1890 to 1901"] {
            assert_eq!(assigned(title, &[(Label::Title, title)]), [(Label::Title, title)]);
        }
        let quoted = [(Label::Title, "Ports, 1890")];
        assert_eq!(assigned("“Ports, 1890”", &quoted), quoted);
        let dated = [(Label::Title, "Ports, 1890"), (Label::Date, "2008")];
        assert_eq!(assigned("Ports, 1890. Press, 2008", &dated), dated);
    }
}
