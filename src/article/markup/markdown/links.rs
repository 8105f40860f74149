//! Addresses behind the words of links in a reference: `[A title](https://a.org)` says where the work is.

use std::ops::Range;

use pulldown_cmark::{LinkType, Tag};

use super::Reader;
use crate::span::Span;

/// The numbered item or the footnote that is read, and the addresses that its links hide.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Where the item begins; `None` outside of one, and where its addresses have been written.
    item: Option<usize>,
    hidden: Vec<(String, Span)>,
    is_note: bool,
}

impl Links {
    /// A numbered item begins at `start`.
    pub(super) fn begin(&mut self, start: usize) {
        *self = Self { item: Some(start), hidden: Vec::new(), is_note: false };
    }

    /// The words of a footnote begin at `start`.
    pub(super) fn begin_note(&mut self, start: usize) {
        *self = Self { item: Some(start), hidden: Vec::new(), is_note: true };
    }

    /// Whether the item, which begins at `start` of `source`, begins with a link: a footnote then is one to a source.
    fn is_link(&self, source: &str, start: usize) -> bool {
        let first = self.hidden.first().map_or(start, |(_, span)| span.start);
        let before = source.get(start..first).unwrap_or("x");
        self.is_note && before.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation())
    }

    /// Notes the address of the link `tag`, written as `source`, unless it is printed.
    pub(super) fn note(&mut self, tag: &Tag, source: &str, span: Span) {
        let Tag::Link {
            link_type: LinkType::Inline | LinkType::Reference | LinkType::Shortcut,
            dest_url,
            ..
        } = tag
        else {
            return;
        };
        let bare = dest_url.split_once("://").map_or("", |(_, bare)| bare.trim_end_matches('/'));
        let words = source.split("](").next().unwrap_or_default();
        let is_web = dest_url.starts_with("http://") || dest_url.starts_with("https://");
        if self.item.is_some() && is_web && !dest_url.contains(char::is_whitespace) && !words.contains(bare) {
            self.hidden.push((dest_url.to_string(), span));
        }
    }
}

/// The numbers that a link to the list of references prints without brackets of its own: `4` of `[4](#ref4)`.
pub(super) fn cited<'a>(written: &'a str, address: &str) -> Option<&'a str> {
    let target = address.strip_prefix('#')?.to_ascii_lowercase();
    let is_reference = ["ref", "bib", "cit", "source"].iter().any(|name| target.starts_with(name));
    let (words, _) = written.strip_prefix('[')?.split_once("](")?;
    let is_numbers = words.starts_with(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| c.is_ascii_digit() || ",–- ".contains(c));
    (is_reference && is_numbers).then_some(words)
}

impl Reader<'_, '_> {
    /// Writes the address of a numbered item that ends at `end` behind its words, if they can be a reference: that of a DOI
    /// before others. References have years, or are a link.
    pub(super) fn write_address(&mut self, end: usize) {
        let Some(start) = self.links.item.take() else { return };
        let is_link = self.links.is_link(self.flow.source(), start);
        let hidden = std::mem::take(&mut self.links.hidden);
        let doi = hidden.iter().find(|(address, _)| address.contains("doi.org/"));
        let Some((address, span)) = doi.or(hidden.first()) else { return };
        if is_link || has_year(self.flow.source(), start..end) {
            self.flow.blank();
            self.flow.replaced(address, *span);
        }
    }
}

/// Whether a number of four digits that can be a year stands in `source` at `range`.
fn has_year(source: &str, range: Range<usize>) -> bool {
    let words = source.get(range).unwrap_or_default();
    words
        .split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && number.parse().is_ok_and(|year| (1500..2100).contains(&year)))
}
