//! Labelled stretches of a reference string to a reference: values normalised, entry type chosen.

use std::collections::BTreeMap;

use biblatex::EntryType;

use super::grammar::links::only_links;
use super::grammar::remark::{access, address_words, preprint};
use super::kind::{self, Evidence};
use super::normalise::{counter, date, identifier, kind_of_work, name, pages, text, url};
use super::{By, Field, Fields, Label, Labelled, Reference};
use crate::span::Span;

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
    let mut draft = Draft { printed: &printed, fields: Fields::new() };
    draft.people();
    draft.titles();
    draft.dates();
    draft.counters();
    draft.bodies();
    draft.identifiers();
    draft.rest_of_labels();
    let mut fields = draft.fields;
    let evidence = Evidence::new(raw, labels, &fields);
    let entry_type = kind::choose(&evidence);
    if let Some(container) = printed.field(Label::Container, text::title) {
        // What holds nothing is the work itself.
        let itself = entry_type == EntryType::Software && !fields.contains_key("title");
        let field = if itself { "title" } else { kind::container_field(&entry_type) };
        fields.insert(field, container);
    }
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

/// The stretches of a reference string by label.
struct Printed<'a> {
    raw: &'a str,
    by_label: BTreeMap<Label, Vec<Labelled>>,
}

/// All stretches with one label, as one.
struct Stretch {
    text: String,
    span: Span,
    confidence: f32,
    by: By,
}

impl<'a> Printed<'a> {
    fn new(raw: &'a str, labels: &[Labelled]) -> Self {
        let mut by_label: BTreeMap<Label, Vec<Labelled>> = BTreeMap::new();
        for &labelled in labels.iter().filter(|l| raw.get(l.span.range()).is_some()) {
            by_label.entry(labelled.label).or_default().push(labelled);
        }
        Self { raw, by_label }
    }

    /// The stretches with `label`, `between` put between them; the least sure one decides how sure.
    fn joined(&self, label: Label, between: &str) -> Option<Stretch> {
        let stretches = self.by_label.get(&label)?;
        let (first, last) = (stretches.first()?, stretches.last()?);
        Some(Stretch {
            text: self.texts(label).collect::<Vec<_>>().join(between),
            span: first.span.cover(last.span),
            confidence: stretches.iter().map(|s| s.confidence).fold(1.0, f32::min),
            by: first.by,
        })
    }

    /// The words of the stretches with `label`.
    fn texts(&self, label: Label) -> impl Iterator<Item = &'a str> + '_ {
        let stretches = self.by_label.get(&label).into_iter().flatten();
        stretches.filter_map(|stretch| self.raw.get(stretch.span.range()))
    }

    /// The stretches with `label` as one field, each brought into form by `normalise`.
    fn field(&self, label: Label, normalise: impl Fn(&str) -> String) -> Option<Field> {
        let Stretch { span, confidence, by, .. } = self.joined(label, "")?;
        let values = self.texts(label).map(normalise).filter(|value| value.contains(char::is_alphanumeric));
        let value = values.collect::<Vec<_>>().join(", ");
        (!value.is_empty()).then_some(Field { value, span: Some(span), confidence, by })
    }
}

/// Whether `note` has two words at most: `in press`, `Forthcoming`.
fn is_short(note: &str) -> bool {
    note.split_whitespace().nth(2).is_none()
}

/// A reference in the making.
struct Draft<'a> {
    printed: &'a Printed<'a>,
    fields: Fields,
}

impl Draft<'_> {
    /// Sets `field` to `value`, which stands where and as surely as `stretch` does.
    fn set(&mut self, field: &'static str, value: impl Into<String>, stretch: &Stretch) {
        let value = value.into();
        if value.contains(char::is_alphanumeric) {
            let Stretch { span, confidence, by, .. } = *stretch;
            self.fields.insert(field, Field { value, span: Some(span), confidence, by });
        }
    }

    /// Sets `field` from the stretches with `label`.
    fn take(&mut self, field: &'static str, label: Label, normalise: impl Fn(&str) -> String) {
        if let Some(value) = self.printed.field(label, normalise) {
            self.fields.insert(field, value);
        }
    }

    /// Adds `words` to the note.
    fn note(&mut self, words: &str, stretch: &Stretch) {
        let words = text::value(words);
        if !words.contains(char::is_alphanumeric) {
            return;
        }
        match self.fields.get_mut("note") {
            Some(note) => {
                note.value = format!("{}; {words}", note.value);
                note.confidence = note.confidence.min(stretch.confidence);
                note.span = note.span.map(|span| span.cover(stretch.span));
            }
            None => self.set("note", words, stretch),
        }
    }

    fn people(&mut self) {
        for (label, field) in
            [(Label::Author, "author"), (Label::Editor, "editor"), (Label::Translator, "translator")]
        {
            if let Some(stretch) = self.printed.joined(label, " ; ") {
                self.set(field, name::people(&stretch.text).to_string(), &stretch);
            }
        }
    }

    fn titles(&mut self) {
        if let Some(stretch) = self.printed.joined(Label::Title, ". ") {
            // Of a book that is printed like a chapter of it: `In: A guide to LaTeX.`
            let own = |printed: &'_ str| text::title(printed.strip_prefix("In:").unwrap_or(printed));
            let titles: Vec<String> = self.printed.texts(Label::Title).map(own).collect();
            self.set("title", titles.join(". "), &stretch);
        }
        self.take("series", Label::Series, text::title);
    }

    fn dates(&mut self) {
        if let Some(stretch) = self.printed.joined(Label::Date, " ; ") {
            self.date(&stretch);
        }
        if let Some(stretch) = self.printed.joined(Label::Urldate, " ") {
            let day = access(&stretch.text).map_or(stretch.text.as_str(), |(_, day)| day);
            match date::date(day).edtf {
                Some(edtf) => self.set("urldate", edtf, &stretch),
                None => self.note(&stretch.text, &stretch),
            }
        }
    }

    fn date(&mut self, stretch: &Stretch) {
        let date = date::date(&stretch.text);
        if let Some(original) = date.original {
            self.set("origdate", original, stretch);
        }
        if let Some(state) = date.state {
            self.set("pubstate", state, stretch);
        }
        match date.edtf {
            Some(edtf) => self.set("date", edtf, stretch),
            None if date.state.is_none() => self.note(&stretch.text, stretch),
            None => {}
        }
    }

    fn counters(&mut self) {
        self.take("volume", Label::Volume, counter::volume);
        self.take("number", Label::Number, counter::number);
        // `№ 4` where a volume was looked for is the issue.
        let issue = self.printed.joined(Label::Volume, " ").and_then(|stretch| counter::issue(&stretch.text));
        if let Some(issue) = issue.filter(|_| !self.fields.contains_key("number"))
            && let Some(mut field) = self.fields.remove("volume")
        {
            field.value = issue;
            self.fields.insert("number", field);
        }
        if self.fields.contains_key("number") {
            return self.located();
        }
        if let Some(stretch) = self.printed.joined(Label::Volume, " ")
            && let Some((volume, number)) = counter::volume_and_number(&stretch.text)
        {
            self.set("volume", volume, &stretch);
            self.set("number", number, &stretch);
        }
        self.located();
    }

    fn located(&mut self) {
        self.take("pages", Label::Pages, pages::pages);
        self.take("eid", Label::Eid, text::value);
        self.take("edition", Label::Edition, counter::edition);
        self.take("version", Label::Version, counter::version);
    }

    fn bodies(&mut self) {
        self.take("publisher", Label::Publisher, text::value);
        self.take("location", Label::Location, text::value);
        self.take("institution", Label::Institution, text::value);
    }

    fn identifiers(&mut self) {
        self.checked("doi", Label::Doi, "DOI", identifier::doi);
        self.checked("isbn", Label::Isbn, "ISBN", identifier::isbn);
        self.checked("issn", Label::Issn, "ISSN", identifier::issn);
        self.checked("pmid", Label::Pmid, "PMID", identifier::pmid);
        self.urls();
        if let Some(stretch) = self.printed.joined(Label::Eprint, " ") {
            let eprint = identifier::eprint(&stretch.text);
            self.set("eprint", eprint.number, &stretch);
            self.set("eprinttype", eprint.archive.unwrap_or_default(), &stretch);
            self.set("eprintclass", eprint.class.unwrap_or_default(), &stretch);
        }
    }

    /// The first URL, put together from its pieces; further ones are notes.
    fn urls(&mut self) {
        let Some(stretch) = self.printed.joined(Label::Url, " ") else { return };
        let mut urls: Vec<String> = Vec::new();
        for piece in self.printed.texts(Label::Url).map(url::url) {
            match urls.last_mut() {
                Some(url) if !piece.starts_with("http") && !piece.starts_with("www.") => url.push_str(&piece),
                _ => urls.push(piece),
            }
        }
        // The address of a DOI at its resolver says no more than the DOI.
        let resolved = |url: &String| url.contains("doi.org/10.").then(|| identifier::doi(url)).flatten();
        if let Some(doi) = urls.iter().find_map(resolved)
            && !self.fields.contains_key("doi")
        {
            urls.retain(|url| resolved(url).is_none_or(|other| other != doi));
            self.set("doi", doi, &stretch);
        }
        let mut urls = urls.into_iter();
        self.set("url", urls.next().unwrap_or_default(), &stretch);
        urls.for_each(|url| self.note(&url, &stretch));
    }

    /// Sets `field` if `read` accepts the stretch with `label`; else the stretch becomes a note under `name`.
    fn checked(
        &mut self,
        field: &'static str,
        label: Label,
        name: &str,
        read: impl Fn(&str) -> Option<String>,
    ) {
        let Some(stretch) = self.printed.joined(label, " ") else { return };
        match read(&stretch.text) {
            Some(value) => self.set(field, value, &stretch),
            None if stretch.text.contains(name) => self.note(&stretch.text, &stretch),
            None => self.note(&format!("{name} {}", text::value(&stretch.text)), &stretch),
        }
    }

    fn rest_of_labels(&mut self) {
        if let Some(stretch) = self.printed.joined(Label::Type, ", ") {
            let kind = kind_of_work::kind(&stretch.text);
            self.set("type", kind.name, &stretch);
            match kind.number {
                Some(number) if !self.fields.contains_key("number") => self.set("number", number, &stretch),
                Some(number) => self.note(&number, &stretch),
                None => {}
            }
        }
        if let Some(stretch) = self.printed.joined(Label::Note, "; ") {
            let notes = self.printed.texts(Label::Note);
            let archived = self.fields.contains_key("eprint");
            let says_more =
                |note: &&str| address_words(note).is_err() && !(archived && preprint(note).is_ok());
            for note in notes.filter(says_more) {
                match date::publication_state(note) {
                    Some(state) if is_short(note) && !self.fields.contains_key("pubstate") => {
                        self.set("pubstate", state, &stretch);
                    }
                    _ => self.note(note, &stretch),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            let reference = reference(marked);
            assert_eq!(kind::kind_name(&reference.entry_type), kind, "{marked}");
            assert!(reference.fields.contains_key(field), "{marked}");
        }
    }
}
