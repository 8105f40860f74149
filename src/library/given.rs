//! The entries of the .bib files that an article cites from, as references of it.

use std::collections::{BTreeMap, HashMap};

use super::bib::Document;
use super::bib::value::plain;
use super::{Entry, Heirs, Library, Source};
use crate::article::Article;
use crate::bibliography::datamodel::{canonical_field, canonical_type, field_names};
use crate::bibliography::{By, Field, Fields, Given, Reference};
use crate::citation::{Citation, keys_aside};
use crate::span::Span;

/// The references that `article` has in the .bib files that were added to it: those that it cites, in the order of first
/// citation, then those that it lists without citing. They are numbered from behind `last`; `citations` that name one by
/// another of its names (`ids`) name it by its key from then on.
pub fn given_references(article: &Article, citations: &mut [Citation], last: u32) -> Vec<Reference> {
    let shelves: Vec<Shelf> = article.libraries.iter().map(|span| Shelf::of(article, *span)).collect();
    if shelves.is_empty() {
        return Vec::new();
    }
    let mut listed = Listed::behind(last, &shelves);
    for citation in citations.iter_mut() {
        for key in &mut citation.keys {
            if let Some(canonical) = listed.add(key) {
                *key = canonical;
            }
        }
    }
    for (_, key) in keys_aside(article, citations, &[]) {
        listed.add(&key);
    }
    for key in article.markup.iter().flat_map(|markup| &markup.nocite) {
        if key.value == "*" {
            let all = shelves.iter().flat_map(|shelf| &shelf.library.entries);
            all.for_each(|entry| drop(listed.add(&entry.key)));
        }
        listed.add(&key.value);
    }
    listed.references
}

/// One .bib file.
struct Shelf {
    span: Span,
    library: Library,
    /// Keys and other names, each with the index of its entry.
    names: Vec<(String, usize)>,
    /// Where the entries begin and end in the file, by key.
    places: BTreeMap<String, Span>,
}

impl Shelf {
    fn of(article: &Article, span: Span) -> Self {
        let text = article.source.text().get(span.range()).unwrap_or_default();
        let document = Document::parse(text);
        let library = Library::load([Source { name: "", bib: text, toml: "" }]);
        let keys = library.entries.iter().enumerate().map(|(at, entry)| (entry.key.clone(), at));
        let ids = library.entries.iter().enumerate().flat_map(|(at, entry)| {
            let ids = entry.fields.get("ids").map(String::as_str).unwrap_or_default();
            ids.split(',').map(move |id| (id.trim().to_owned(), at))
        });
        let names = keys.chain(ids).filter(|(name, _)| !name.is_empty()).collect();
        let place = |entry: &super::bib::Entry| (document.slice(entry.key).to_owned(), entry.span);
        let mut places = BTreeMap::new();
        for (key, place) in document.entries().map(place) {
            places.entry(key).or_insert(place);
        }
        Self { span, library, names, places }
    }
}

/// The references so far.
struct Listed<'a> {
    shelves: Vec<(&'a Shelf, Heirs<'a>)>,
    /// By name, the numbers of the shelf and of the entry on it.
    known: HashMap<&'a str, (usize, usize)>,
    /// The entries that are among them, by key.
    numbers: HashMap<&'a str, u32>,
    references: Vec<Reference>,
    last: u32,
}

impl<'a> Listed<'a> {
    fn behind(last: u32, shelves: &'a [Shelf]) -> Self {
        let mut known = HashMap::new();
        for (number, shelf) in shelves.iter().enumerate() {
            for (name, at) in &shelf.names {
                known.entry(name.as_str()).or_insert((number, *at));
            }
        }
        let shelves = shelves.iter().map(|shelf| (shelf, Heirs::of(&shelf.library))).collect();
        Self { shelves, known, numbers: HashMap::new(), references: Vec::new(), last }
    }

    /// Adds the entry called `name`, unless it is there; gives its key, if there is one.
    fn add(&mut self, name: &str) -> Option<String> {
        let (shelf, at) = *self.known.get(name)?;
        let (shelf, heirs) = self.shelves.get_mut(shelf)?;
        let entry = shelf.library.entries.get(at)?;
        if !self.numbers.contains_key(entry.key.as_str()) {
            self.last = self.last.saturating_add(1);
            self.numbers.insert(&entry.key, self.last);
            self.references.push(reference(shelf, heirs.alone(entry), self.last));
        }
        Some(entry.key.clone())
    }
}

/// The entry `alone` of `shelf`, which stands for itself, as the reference `number`.
fn reference(shelf: &Shelf, alone: Entry, number: u32) -> Reference {
    // An older name does not take the place of the one that BibLaTeX has.
    let name = |written: &str| {
        let canonical = canonical_field(written);
        let taken = canonical != written && alone.fields.contains_key(canonical);
        field_names().find(|name| *name == if taken { written } else { canonical })
    };
    let field = |(written, latex): (&String, &String)| {
        let value = plain(written, latex).trim().to_owned();
        // The dash of a range, as everywhere in ibid.
        let value = if written == "pages" { value.replace('–', "--") } else { value };
        Some((name(written)?, Field { value, span: None, confidence: 1.0, by: By::Library }))
    };
    let mut fields: Fields = alone.fields.iter().filter_map(field).collect();
    date(&mut fields);
    let place = shelf.places.get(&alone.key).map(|place| place.shifted(shelf.span.start));
    Reference {
        number: Some(number),
        label: String::new(),
        key: alone.key.clone(),
        entry_type: biblatex::EntryType::new(canonical_type(&alone.kind)),
        raw: words(&fields),
        fields,
        rest: Vec::new(),
        confidence: 1.0,
        cut_off: false,
        source: place,
        given: Some(Box::new(Given { entry: alone.to_biblatex(), sources: alone.fields })),
    }
}

/// Year and month as the date that they are, where there is none.
fn date(fields: &mut Fields) {
    let Some(mut date) = fields.get("year").filter(|_| !fields.contains_key("date")).cloned() else { return };
    let month = fields.get("month").map(|month| month.value.parse::<u8>());
    match month {
        Some(Ok(month @ 1..=12)) if date.value.bytes().all(|byte| byte.is_ascii_digit()) => {
            date.value = format!("{}-{month:02}", date.value);
            fields.remove("month");
        }
        Some(_) => return,
        None => {}
    }
    fields.remove("year");
    fields.insert("date", date);
}

/// The reference in words, for people: who, when, what and where.
fn words(fields: &Fields) -> String {
    const PARTS: [&[&str]; 4] = [
        &["author", "editor", "organization"],
        &["date", "year"],
        &["title"],
        &["journaltitle", "journal", "booktitle", "publisher", "institution", "school", "url"],
    ];
    let parts = PARTS.iter().filter_map(|names| names.iter().find_map(|name| fields.get(name)));
    let parts = parts.map(|field| field.value.trim_end_matches('.'));
    parts.collect::<Vec<_>>().join(". ")
}
