//! The YAML metadata of a document: its bibliographies, and what it says of itself.

use pulldown_cmark::{Event, Parser};
use saphyr::{LoadableYamlNode, Yaml};

use super::Reader;
use crate::article::markup::outright;
use crate::span::{Span, Spanned};

impl Reader<'_, '_> {
    /// The YAML metadata at `span`: the files under `bibliography:`, and what it says of the article.
    pub(super) fn metadata(&mut self, span: Span) {
        let block = self.flow.source().get(span.range()).unwrap_or_default();
        let Ok(documents) = Yaml::load_from_str(block) else { return };
        let Some(metadata) = documents.first() else { return };
        self.front(metadata, block, span.start);
        self.references(metadata, block, span.start);
        let Some(named) = metadata.as_mapping_get("bibliography") else { return };
        let files = named.as_vec().map_or_else(|| vec![named], |files| files.iter().collect());
        for file in files.into_iter().filter_map(|file| file.as_str()) {
            let at = block.find(file).unwrap_or_default() + span.start;
            let span = Span::new(at, at + file.len());
            self.markup.bibliographies.push(Spanned { value: file.to_owned(), span });
        }
    }

    /// The keys of the references that `metadata` holds itself, as pandoc reads them (User's Guide, "Specifying
    /// bibliographic data").
    fn references(&mut self, metadata: &Yaml<'_>, block: &str, start: usize) {
        let items = metadata.as_mapping_get("references").and_then(|items| items.as_vec());
        let keys = items.into_iter().flatten().filter_map(|item| item.as_mapping_get("id")?.as_str());
        let mut from = 0;
        for key in keys {
            // One that is written another way than it reads must not be looked for in all that follows.
            let near = block
                .get(from..)
                .unwrap_or_default()
                .char_indices()
                .nth(NEAR)
                .map_or(block.len(), |(at, _)| from + at);
            from += block.get(from..near).and_then(|near| near.find(key)).unwrap_or_default();
            let span = Span::new(start + from, start + (from + key.len()).min(block.len()));
            self.markup.defined.push(Spanned { value: key.to_owned(), span });
        }
    }

    /// What `metadata`, read from `block` at `start`, says of the article.
    fn front(&mut self, metadata: &Yaml<'_>, block: &str, start: usize) {
        let front = &mut self.markup.front;
        for name in ["title", "author", "authors", "date", "doi"] {
            for value in metadata.as_mapping_get(name).map(strings).unwrap_or_default() {
                let at = start + block.find(value.as_str()).unwrap_or_default();
                let span = Span::new(at, at + value.len());
                match name {
                    "title" => outright::title(front, &plain(&value), span),
                    "date" => outright::date(front, &value, span),
                    "doi" => outright::doi(front, &value, span),
                    _ => outright::author(front, &value, span),
                }
            }
        }
    }
}

/// The words of `markdown` without its marks.
fn plain(markdown: &str) -> String {
    let events = Parser::new(markdown).filter_map(|event| match event {
        Event::Text(words) | Event::Code(words) => Some(words.into_string()),
        Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
        _ => None,
    });
    events.collect()
}

/// So many characters behind one reference of the metadata the key of the next one is looked for.
const NEAR: usize = 10_000;

/// The strings of a YAML value: itself, those of a list, the names in a list of authors with more to each.
fn strings(value: &Yaml<'_>) -> Vec<String> {
    let one = |value: &Yaml<'_>| match value.as_integer() {
        Some(number) => Some(number.to_string()),
        None => value.as_str().map(str::to_owned),
    };
    let part = |value: &Yaml<'_>, name: &str| value.as_mapping_get(name).and_then(one);
    let named = |value: &Yaml<'_>| {
        let parts = [part(value, "given"), part(value, "family")].into_iter().flatten().collect::<Vec<_>>();
        one(value).or_else(|| part(value, "name")).or_else(|| (!parts.is_empty()).then(|| parts.join(" ")))
    };
    match value.as_vec() {
        Some(all) => all.iter().filter_map(named).collect(),
        None => named(value).into_iter().collect(),
    }
}
