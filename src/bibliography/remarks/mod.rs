//! Stretches that say themselves what they are, whatever label they were given: a DOI, the day on which an address was
//! looked at, the number of an article, the version of a program, and of notes those that are an address or another number.

mod cited_page;
mod counters;
mod days;
mod designation;
mod document_type;
mod doi;
mod medium;
mod names;
mod numbers;
mod page_total;
mod statements;
mod states;

use super::grammar::date::no_date;
use super::grammar::identifier::{issn, pmid, url};
use super::grammar::links::{bare_links, bracketed_links, ends_in_link};
use super::grammar::remark::{
    address_words, article_number, counted_pages, package_version, pages_of_article, version,
};
use super::{By, Label, Labelled, normalise};
use crate::span::Span;

/// How sure a form is that proves itself.
const SURE: f32 = 0.99;

/// Makes such stretches of `raw` stretches of their own among `labels`, which stand in order.
///
/// Sources seldom mark them; so they are labelled as notes, or as part of a publisher's or a body's name.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    names::assign(raw, labels);
    document_type::assign(raw, labels);
    designation::assign(raw, labels);
    medium::assign(raw, labels);
    links(raw, labels);
    addresses(raw, labels);
    doi::whole(raw, labels);
    doi::named(raw, labels);
    numbers::assign(raw, labels);
    let words: Vec<usize> = words(raw).collect();
    days::of_access(raw, &words, labels);
    days::behind_address(raw, labels);
    number_of_article(raw, &words, labels);
    version_of_package(raw, labels);
    pages_within_article(raw, labels);
    cited_page::assign(raw, labels);
    days::of_the_work(raw, labels);
    counters::assign(raw, labels);
    notes(raw, labels);
    let says_nothing = |words| no_date(words).is_ok() || address_words(words).is_ok();
    labels.retain(|l| !(is_loose(l.label) && raw.get(l.span.range()).is_some_and(says_nothing)));
    statements::assign(raw, labels);
    states::assign(raw, labels);
    page_total::assign(raw, labels);
}

/// Most bytes that labels of links without brackets take at the end of a reference.
const LONGEST_LINKS: usize = 160;

/// Labels of links are no field.
fn links(raw: &str, labels: &mut Vec<Labelled>) {
    let mut from = 0;
    while let Some(at) = raw.get(from..).and_then(|rest| rest.find('[')).map(|at| from + at) {
        from = at + 1;
        let Ok((after, _)) = bracketed_links(raw.get(at..).unwrap_or_default()) else { continue };
        from = raw.len() - after.len();
        take(raw, labels, Span::new(at, from), |_| true);
    }
    if !ends_in_link(raw) {
        return;
    }
    let begins =
        |&at: &usize| at + LONGEST_LINKS > raw.len() && bare_links(raw.get(at..).unwrap_or_default()).is_ok();
    if let Some(at) = words(raw).find(begins) {
        take(raw, labels, Span::new(at, raw.len()), |label| label != Label::Title);
    }
}

/// An address begins with its scheme: words before that are none of it.
fn addresses(raw: &str, labels: &mut [Labelled]) {
    for address in labels.iter_mut().filter(|l| l.label == Label::Url) {
        let words = raw.get(address.span.range()).unwrap_or_default();
        // `tensorflow` and `org`, where a domain was cut at its point.
        let host = raw.get(..address.span.start).unwrap_or_default();
        if words.chars().all(|c| c.is_ascii_lowercase()) && host.ends_with('.') {
            address.span.start = host.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            continue;
        }
        let Some((before, _)) = words.split_once("http") else { continue };
        let torn = before.split_once('.').is_none_or(|(_, after)| after.trim().is_empty());
        if torn && before.ends_with(char::is_whitespace) && before.contains(char::is_alphabetic) {
            address.span.start += before.len();
        }
    }
}

/// The number of an article is no note, nor part of an issue; `words` are the bytes of `raw` at which words begin.
fn number_of_article(raw: &str, words: &[usize], labels: &mut Vec<Labelled>) {
    for &at in words.iter().filter(|at| raw.get(**at..).is_some_and(|rest| rest.starts_with(['a', 'A']))) {
        let Ok((after, number)) = article_number(raw.get(at..).unwrap_or_default()) else { continue };
        let end = raw.len() - after.len();
        let whole = Span::new(at, end);
        // Behind an issue, as in `no. 4, article e87`, but what is all of one is an issue called so.
        let behind = |l: &Labelled| matches!(l.label, Label::Volume | Label::Number) && l.span.start < at;
        let free = |l: &Labelled| !l.span.overlaps(whole) || behind(l) || is_loose(l.label);
        if labels.iter().all(free) {
            take(raw, labels, whole, |_| true);
            insert(labels, Label::Eid, Span::new(end - number.len(), end));
            return;
        }
    }
}

/// The version of a package is no journal. What the package is written for belongs to it: `R package version 1.0.2`.
fn version_of_package(raw: &str, labels: &mut Vec<Labelled>) {
    // Few references name one: the word is looked for first.
    if !["ersion", "ERSION", "ver"].iter().any(|word| raw.contains(word)) {
        return;
    }
    for at in words(raw) {
        let Ok((after, number)) = package_version(raw.get(at..).unwrap_or_default()) else { continue };
        let before = raw.get(..at).unwrap_or_default().trim_end();
        let language = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let named = language.starts_with(char::is_uppercase);
        let start = if named { before.len() - language.len() } else { at };
        let ended = |before: &str| !before.trim_end().ends_with(char::is_alphanumeric);
        if raw.get(..start).is_some_and(ended) {
            let end = raw.len() - after.len();
            take(raw, labels, Span::new(start, end), |_| true);
            insert(labels, Label::Version, Span::new(end - number.len(), end));
            return;
        }
    }
}

/// Pages that count within an article, whatever its number was taken for.
fn pages_within_article(raw: &str, labels: &mut Vec<Labelled>) {
    for (colon, _) in raw.match_indices(':') {
        let before = raw.get(..colon).unwrap_or_default();
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let Ok((_, found)) = pages_of_article(raw.get(start..).unwrap_or_default()) else { continue };
        let span = Span::new(start, start + found.len());
        let gives_way =
            |label| matches!(label, Label::Pages | Label::Volume | Label::Number | Label::Note | Label::Eid);
        if labels.iter().all(|l| !l.span.overlaps(span) || gives_way(l.label)) {
            take(raw, labels, span, |_| true);
            labels.retain(|l| l.label != Label::Pages);
            insert(labels, Label::Pages, span);
            return;
        }
    }
}

/// Notes, and what was taken for a body, that are an address, an ISSN, a number of PubMed, a version or a count of pages are just that,
/// if the reference has none.
fn notes(raw: &str, labels: &mut [Labelled]) {
    for at in 0..labels.len() {
        let Some(note) = labels.get(at).filter(|l| is_loose(l.label)) else { continue };
        let Some((label, span)) = raw.get(note.span.range()).and_then(called) else {
            continue;
        };
        let span = span.shifted(note.span.start);
        if labels.iter().all(|l| l.label != label)
            && let Some(note) = labels.get_mut(at)
        {
            *note = Labelled { label, span, confidence: SURE, by: By::Grammar };
        }
    }
}

/// Whether `label` is one of those that stretches are given which fit no other.
const fn is_loose(label: Label) -> bool {
    matches!(label, Label::Note | Label::Institution | Label::Publisher | Label::Series)
}

/// What the note `words` is, and where in it that stands.
fn called(words: &str) -> Option<(Label, Span)> {
    let whole = Span::new(0, words.len());
    if pmid(words).is_ok() {
        return Some((Label::Pmid, whole));
    }
    if version(words).is_ok_and(|(after, _)| after.is_empty()) {
        return Some((Label::Version, whole));
    }
    if counted_pages(words).is_ok() {
        return Some((Label::Pages, whole));
    }
    if issn(words).is_ok_and(|(_, number)| normalise::identifier::issn(number).is_some()) {
        return Some((Label::Issn, whole));
    }
    let at = words.find("http").or_else(|| words.find("www."))?;
    let (after, address) = url(words.get(at..)?).ok()?;
    let leads = |before: &str| !before.contains(char::is_alphanumeric) || address_words(before).is_ok();
    let alone = words.get(..at).is_some_and(leads) && !after.contains(char::is_alphanumeric);
    alone.then(|| (Label::Url, Span::new(at, at + address.len())))
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

/// Takes `span` out of the stretches of `raw` whose labels `give_way`. Of what is left of one the longer side stays, if it
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
    fn pages_may_count_within_an_article() {
        let raw = "J. Trade 12, 3, 61:1–61:11, 2013";
        let labels = [(Label::Volume, "12"), (Label::Number, "3, 61"), (Label::Pages, "1–61:11")];
        assert_eq!(
            assigned(raw, &labels),
            [(Label::Volume, "12"), (Label::Number, "3"), (Label::Pages, "61:1–61:11")]
        );
    }

    #[test]
    fn labels_of_links_are_no_field() {
        let raw = "Roe A. Rivers. J Trade 3, 4–9. [CrossRef] [PubMed]";
        let labels = [(Label::Pages, "4–9"), (Label::Institution, "CrossRef] [PubMed")];
        assert_eq!(assigned(raw, &labels), [(Label::Pages, "4–9")]);
        let raw = "Roe A. Rivers. J Trade 3, 4–9. Article CAS Google Scholar";
        assert_eq!(assigned(raw, &[(Label::Publisher, "Article CAS Google Scholar")]), []);
    }

    #[test]
    fn addresses_begin_with_their_scheme() {
        let raw = "Roe A. rivers/tiny. https://a.org/rivers/tiny/";
        let want = [(Label::Url, "https://a.org/rivers/tiny/")];
        assert_eq!(assigned(raw, &[(Label::Url, "rivers/tiny. https://a.org/rivers/tiny/")]), want);
        let old = [(Label::Url, "www.a.org/ http://b.org")];
        assert_eq!(assigned("www.a.org/ http://b.org", &old), old);
    }

    #[test]
    fn what_stands_for_no_date_is_no_series() {
        assert_eq!(assigned("Roe A. Rivers. n.d. London", &[(Label::Series, "n.d")]), []);
    }

    #[test]
    fn notes_that_are_fields() {
        for (note, label, words) in [
            ("PMID: 20847271", Label::Pmid, "PMID: 20847271"),
            ("doi:10.1000/ abc.12", Label::Doi, "10.1000/ abc.12"),
            ("444 p", Label::Pages, "444 p"),
            ("version 2.0", Label::Version, "version 2.0"),
            ("0032-5791", Label::Issn, "0032-5791"),
            ("0032-5792", Label::Note, "0032-5792"),
            ("[Online]. Available: http://a.org/b", Label::Url, "http://a.org/b"),
            ("See http://a.org/b", Label::Note, "See http://a.org/b"),
        ] {
            assert_eq!(assigned(note, &[(Label::Note, note)]), [(label, words)]);
        }
    }

    #[test]
    fn versions_of_packages_are_no_journals() {
        let raw = "ferry: Counting in R. R package version 1.0.2, 2020";
        let labels = [
            (Label::Title, "ferry: Counting in R"),
            (Label::Container, "R package version"),
            (Label::Volume, "1.0.2"),
            (Label::Date, "2020"),
        ];
        let want = [(Label::Title, "ferry: Counting in R"), (Label::Version, "1.0.2"), (Label::Date, "2020")];
        assert_eq!(assigned(raw, &labels), want);
        let title = [(Label::Title, "How a package version 2 came about")];
        assert_eq!(assigned("How a package version 2 came about", &title), title);
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

    #[test]
    fn the_number_of_an_article_is_no_note() {
        let raw = "Rivers 12, Article ID 158348, 15 pages, 2013";
        let want = [(Label::Eid, "158348"), (Label::Pages, "15 pages")];
        assert_eq!(assigned(raw, &[(Label::Note, "Article ID 158348, 15 pages")]), want);
        let title = [(Label::Title, "On Article 13 of the law")];
        assert_eq!(assigned("On Article 13 of the law", &title), title);
    }
}
