//! Labelled stretches of a reference string to a reference: values normalised, entry type chosen.

mod draft;
mod points;
mod printed;

use biblatex::EntryType;

use super::grammar::links::only_links;
use super::kind::{self, Evidence};
use super::normalise::text;
use super::{Fields, Label, Labelled, Reference};
use crate::span::Span;
use printed::Printed;

/// The reference that the reference string `raw`, labelled as `labels` say, stands for.
///
/// Never fails, and drops nothing: what a field cannot take goes into `note`, what has no label into
/// [`Reference::rest`]. The key is left empty; [`Keys`](super::key::Keys) gives keys to a whole list.
///
/// ```
/// use ibid::bibliography::{By, Label, Labelled, assemble};
/// let raw = "Weitz, R., 2006. A New Great Game.";
/// let label = |label, start, end| Labelled { label, span: (start..end).into(), confidence: 0.9, by: By::Tagger };
/// let labels = [label(Label::Author, 0, 9), label(Label::Date, 11, 15), label(Label::Title, 17, 33)];
/// let reference = assemble(raw, &labels);
/// assert_eq!(reference.value("author"), Some("Weitz, R."));
/// assert_eq!(reference.value("title"), Some("A New Great Game"));
/// ```
pub fn assemble(raw: &str, labels: &[Labelled]) -> Reference {
    let printed = Printed::new(raw, labels);
    let mut fields = draft::fields(&printed);
    let evidence = Evidence::new(raw, labels, &fields);
    let entry_type = kind::choose(&evidence);
    if let Some(container) = printed.field(Label::Container, text::title) {
        // What holds nothing is the work itself.
        let itself = entry_type == EntryType::Software && !fields.contains_key("title");
        let field = if itself { "title" } else { kind::container_field(&entry_type) };
        fields.insert(field, container);
    }
    points::restore(raw, &mut fields);
    let label = printed.joined(Label::Label, "").map(|stretch| stretch.text).unwrap_or_default();
    let confidence = confidence(&fields);
    Reference {
        number: None,
        label: label.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(),
        key: String::new(),
        entry_type,
        raw: raw.to_owned(),
        fields,
        rest: rest(raw, labels),
        confidence,
        cut_off: false,
        source: None,
        given: None,
    }
}

/// How likely all fields are right: the product, since one wrong field makes a wrong reference.
fn confidence(fields: &Fields) -> f32 {
    if fields.is_empty() { 0.0 } else { fields.values().map(|field| field.confidence).product() }
}

/// The words of `raw` that no label takes.
fn rest(raw: &str, labels: &[Labelled]) -> Vec<Span> {
    let mut taken: Vec<Span> = labels.iter().map(|l| l.span).collect();
    taken.sort_unstable();
    let mut at = 0;
    let mut rest = Vec::new();
    for span in taken.into_iter().chain([Span::new(raw.len(), raw.len())]) {
        let words = words(raw, Span::new(at, span.start));
        rest.extend(words.filter(|words| !raw.get(words.range()).is_some_and(only_links)));
        at = at.max(span.end);
    }
    rest
}

/// `span` of `raw` without what is neither letter nor digit at its ends; `None` if nothing is left.
fn words(raw: &str, span: Span) -> Option<Span> {
    let gap = raw.get(span.range())?;
    let start = gap.find(char::is_alphanumeric)?;
    let end = gap.rfind(char::is_alphanumeric)?;
    let last = gap.get(end..)?.chars().next()?;
    Some(Span::new(span.start + start, span.start + end + last.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::By;

    /// The reference of `marked`, in which `<label:words>` marks a stretch.
    fn reference(marked: &str) -> Reference {
        let (mut raw, mut labels) = (String::new(), Vec::new());
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('<') {
            raw.push_str(before);
            let (stretch, after) = after.split_once('>').unwrap();
            let (label, words) = stretch.split_once(':').unwrap();
            let span = Span::new(raw.len(), raw.len() + words.len());
            raw.push_str(words);
            labels.push(Labelled { label: named(label), span, confidence: 0.9, by: By::Tagger });
            rest = after;
        }
        assemble(&(raw + rest), &labels)
    }

    fn named(label: &str) -> Label {
        match label {
            "author" => Label::Author,
            "editor" => Label::Editor,
            "date" => Label::Date,
            "title" => Label::Title,
            "in" => Label::Container,
            "volume" => Label::Volume,
            "pages" => Label::Pages,
            "eid" => Label::Eid,
            "place" => Label::Location,
            "publisher" => Label::Publisher,
            "isbn" => Label::Isbn,
            "type" => Label::Type,
            "at" => Label::Institution,
            "url" => Label::Url,
            "note" => Label::Note,
            other => panic!("no label {other}"),
        }
    }

    #[test]
    fn the_number_of_a_preprint_has_its_year() {
        let number = "<in:bioRxiv> <eid:2020.03.04.976662>";
        for (printed, date) in [(number.to_owned(), "2020"), (format!("{number} (<date:2021>)"), "2021")] {
            let reference = reference(&printed);
            let fields = ["date", "eid"].map(|field| reference.value(field).unwrap_or_default());
            assert_eq!(fields, [date, "2020.03.04.976662"], "{printed}");
        }
        assert_eq!(reference("<in:Rivers> <eid:158348>").value("date"), None);
    }

    #[test]
    fn titles_cut_short_keep_their_last_point() {
        for (printed, journal) in [
            ("<in:Phys. Rev>. <volume:94>", "Phys. Rev."),
            ("<in:Q. J. Mech. Appl. Math>. <volume:5>", "Q. J. Mech. Appl. Math."),
            ("<in:Phys Rev>. <volume:94>", "Phys Rev"),
            ("<in:Phys. Rev>, <volume:94>", "Phys. Rev"),
            ("<in:River Studies>. <volume:9>", "River Studies"),
            ("<in:Phys. Lett. B> <volume:9>", "Phys. Lett. B"),
        ] {
            assert_eq!(reference(printed).value("journaltitle"), Some(journal), "{printed}");
        }
    }

    #[test]
    fn bodies_and_places_cut_short_keep_their_last_point() {
        let book = reference(
            "<author:Roe, A.>: <title:Rivers>. <place:Washington, D.C>.: <publisher:Wiley>. <date:1999>.",
        );
        assert_eq!(
            (book.value("location"), book.value("publisher")),
            (Some("Washington, D.C."), Some("Wiley"))
        );
        let place = book.fields["location"].span.map(|span| &book.raw[span.range()]);
        assert_eq!(place, Some("Washington, D.C."));
    }

    #[test]
    fn fields_are_normalised_and_placed() {
        let article = reference(
            "<author:Roe, A.B. and C. Doe>, <date:2010b>. “<title:On rivers>.” <in:River Studies>, <volume:12(3)>: <pages:101-9>.",
        );
        assert_eq!(kind::kind_name(&article.entry_type), "article");
        for (field, want) in [
            ("author", "Roe, A. B. and Doe, C."),
            ("date", "2010"),
            ("title", "On rivers"),
            ("journaltitle", "River Studies"),
            ("volume", "12"),
            ("number", "3"),
            ("pages", "101--109"),
        ] {
            assert_eq!(article.value(field), Some(want), "{field}");
        }
        assert!(article.rest.is_empty(), "{:?}", article.rest);
    }

    #[test]
    fn years_with_words_between_them_are_of_two_editions() {
        for (marked, date, original) in [
            ("<title:Ways>. <date:1980>. New York: <publisher:Press>, <date:1982>.", "1982", Some("1980")),
            (
                "<author:Roe>. <title:Ways>. London: <publisher:A>, <date:1859>. Facsimile. <publisher:B>, <date:1964>",
                "1964",
                Some("1859"),
            ),
            ("<author:Roe (1615)>: <title:Ways>. Lund <date:1996>, first <date:1615>", "1996", Some("1615")),
            ("<title:Ways>. <date:1980>, <date:1982>.", "1980/1982", None),
            ("<author:Roe> (<date:2011>). <title:Ways>. News, <date:7 March>.", "2011-03-07", None),
            ("<title:Ways>. <date:1980>–<date:1985>, vol. 2 (<date:1983>)", "1980/1985", None),
            ("<author:Roe>. <title:Ways>. <in:Ports> <date:1832>, <pages:12–19> (<date:2013>)", "2013", None),
            ("<author:Roe> (<date:1982>). <title:Ways>. <in:Ports>, <volume:9>, <date:1983>", "1983", None),
            ("<author:Roe> (<date:1986 [1927]>). <title:Ways>. <publisher:Press>", "1986", Some("1927")),
            (
                "<author:Roe>. <title:Ways>. <publisher:Press> <date:1986> (Nachdr. <date:1927>)",
                "1986",
                Some("1927"),
            ),
            (
                "<author:Roe> (<date:1955>). <title:Ways>. <publisher:Press>. (<note:Original work published 1920>)",
                "1955",
                Some("1920"),
            ),
        ] {
            let book = reference(marked);
            assert_eq!((book.value("date"), book.value("origdate")), (Some(date), original), "{marked}");
        }
    }

    #[test]
    fn authors_named_again_behind_the_title_are_named_once() {
        for (marked, authors) in [
            (
                "<author:Петров В. В., Рой А.> <title:Реки> / <author:В. В. Петров, А. Рой>. 2001",
                "Петров, В. В. and Рой, А.",
            ),
            ("<author:Roe A., Doe B.> <title:Rivers> / <author:A. Roe>. 2001", "Roe, A. and Doe, B."),
            ("<author:Roe A.> <title:Rivers> / <author:C. Doe>. 2001", "Roe, A. and Doe, C."),
        ] {
            assert_eq!(reference(marked).value("author"), Some(authors), "{marked}");
        }
    }

    #[test]
    fn what_stands_for_no_date_is_no_note() {
        for marked in
            ["<author:Roe> (<date:n.d.>). <title:Rivers>.", "<author:Roe> (<date:o. J>). <title:Rivers>."]
        {
            assert_eq!(
                (reference(marked).value("date"), reference(marked).value("note")),
                (None, None),
                "{marked}"
            );
        }
    }

    #[test]
    fn a_note_may_be_the_state_of_publication() {
        let article = reference("<author:Roe, A.>. <title:Rivers>. <in:River Studies> (<note:in press>).");
        assert_eq!((article.value("pubstate"), article.value("note")), (Some("inpress"), None));
    }

    #[test]
    fn nothing_is_dropped() {
        let book = reference("<author:Roe, A.>: <title:Rivers>, see there, <isbn:ISBN 0-13-908385-6>.");
        let rest: Vec<_> = book.rest.iter().map(|span| &book.raw[span.range()]).collect();
        assert_eq!((rest, book.value("note")), (vec!["see there"], Some("ISBN 0-13-908385-6")));
    }

    #[test]
    fn the_kind_decides_the_field_of_the_container() {
        for (marked, kind, field) in [
            (
                "<author:A. Roe>. <title:T>. In <in:Proc. of the 3rd Conf. on Rivers>, <date:1999>.",
                "inproceedings",
                "booktitle",
            ),
            (
                "<author:A. Roe>. <title:T>. In: <editor:B. Doe> (ed.), <in:All rivers>. <publisher:Press>, <date:1999>.",
                "incollection",
                "booktitle",
            ),
            (
                "<author:A. Roe>, <title:T>, <in:Proc. Natl. Acad. Sci.> <volume:9>, <pages:3-7>, <date:1999>",
                "article",
                "journaltitle",
            ),
            (
                "<author:A. Roe>, <title:T>, <type:PhD thesis>, <at:River University>, <date:1999>",
                "thesis",
                "type",
            ),
            ("<author:A. Roe>, <title:T>. <url:http://a.org>", "online", "url"),
            ("<author:A. Roe>, <in:ferry>. R package, <date:1999>", "software", "title"),
            (
                "<author:A. Roe>. <title:T>[J]. <in:Rivers>, <date:1999>: <pages:3-7>.",
                "article",
                "journaltitle",
            ),
            (
                "<author:A. Roe>. <title:T>[C]//<in:Rivers>. <publisher:P>, <date:1999>.",
                "inproceedings",
                "booktitle",
            ),
            ("<author:A. Roe>. <title:T>[M]//<in:Rivers>. <date:1999>: <pages:3-7>.", "inbook", "booktitle"),
            ("<author:A. Roe>. <title:T>. In: <in:ICR 2013>, pp. <pages:3-7>.", "inproceedings", "booktitle"),
            (
                "<author:A. Roe>: <title:T>. In: <in:Merkur> <volume:63> (<date:1999>), S. <pages:3-7>.",
                "article",
                "journaltitle",
            ),
            (
                "<author:A. Roe>: <title:T>. In: <in:Handbuch der Häfen>, Bd. <volume:2>, <date:1999>, S. <pages:3-7>.",
                "inbook",
                "booktitle",
            ),
            (
                "<author:A. Roe>: <title:T>. In: <in:Häfen> <volume:2>. <place:Bern> <date:1999>, S. <pages:3-7>.",
                "inbook",
                "booktitle",
            ),
            ("<author:A. Roe>. <title:T>[D]. <at:River University>, <date:1999>.", "thesis", "institution"),
            ("<author:A. Roe>. <title:T>[EB/OL]. <date:1999>.", "online", "title"),
            ("<author:A. Roe>. <title:T>[DB/OL]. <date:1999>.", "dataset", "title"),
        ] {
            let reference = reference(marked);
            assert_eq!(kind::kind_name(&reference.entry_type), kind, "{marked}");
            assert!(reference.fields.contains_key(field), "{marked}");
        }
    }
}
