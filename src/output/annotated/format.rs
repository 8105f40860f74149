//! Entries in a citation style.

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{self, FontStyle, FontWeight, IndependentStyle, VerticalAlign};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren,
    Formatted,
};
use thiserror::Error;

use super::markup::{Markup, Stress};

/// A citation style in the Citation Style Language.
#[derive(Debug, Clone)]
pub struct Style(IndependentStyle);

/// Why there is no such style.
#[derive(Debug, Error)]
pub enum StyleError {
    /// No style of this name.
    #[error("no citation style is called `{0}`; the name of a .csl file is another way to say one")]
    Unknown(String),
    /// The CSL cannot be read.
    #[error("not a CSL style: {0}")]
    Malformed(String),
    /// The style takes its rules from another one.
    #[error("the style only refers to another one; take that")]
    Dependent,
    /// The style has citations and no bibliography.
    #[error("the style has no bibliography")]
    NoBibliography,
}

impl Style {
    /// The style called `name`, as the archive of hayagriva has it: `apa`, `ieee`, `chicago-author-date` …
    ///
    /// # Errors
    ///
    /// [`StyleError`] if there is none with a bibliography.
    pub fn named(name: &str) -> Result<Self, StyleError> {
        let style = ArchivedStyle::by_name(name).ok_or_else(|| StyleError::Unknown(name.to_owned()))?;
        Self::independent(style.get())
    }

    /// The style in the text `csl` of a .csl file.
    ///
    /// # Errors
    ///
    /// [`StyleError`] if it is not one, or has no bibliography.
    pub fn parse(csl: &str) -> Result<Self, StyleError> {
        let style = citationberg::Style::from_xml(csl);
        Self::independent(style.map_err(|error| StyleError::Malformed(error.to_string()))?)
    }

    fn independent(style: citationberg::Style) -> Result<Self, StyleError> {
        match style {
            citationberg::Style::Independent(style) if style.bibliography.is_some() => Ok(Self(style)),
            citationberg::Style::Independent(_) => Err(StyleError::NoBibliography),
            citationberg::Style::Dependent(_) => Err(StyleError::Dependent),
        }
    }
}

/// `entries` in `style`: key and markup, in the order of the style's bibliography.
pub(super) fn formatted(
    entries: &[hayagriva::Entry],
    style: &Style,
    markup: Markup,
) -> Vec<(String, String)> {
    let locales = locales();
    let mut driver = BibliographyDriver::new();
    for entry in entries {
        let items = vec![CitationItem::with_entry(entry)];
        driver.citation(CitationRequest::from_items(items, &style.0, &locales));
    }
    let rendered = driver.finish(BibliographyRequest::new(&style.0, None, &locales));
    let items = rendered.bibliography.map(|b| b.items).unwrap_or_default();
    items
        .into_iter()
        .map(|item| {
            let number = item.first_field.map(|field| children(&[field], markup) + " ").unwrap_or_default();
            let ElemChildren(content) = &item.content;
            (item.key, (number + &children(content, markup)).trim().to_owned())
        })
        .collect()
}

fn children(children: &[ElemChild], markup: Markup) -> String {
    children.iter().map(|child| inline(child, markup)).collect()
}

fn inline(child: &ElemChild, markup: Markup) -> String {
    match child {
        ElemChild::Text(text) | ElemChild::Link { text, .. } => words(text, markup),
        ElemChild::Elem(element) => children(&element.children.0, markup),
        ElemChild::Markup(text) => markup.escaped(text),
        ElemChild::Transparent { .. } => String::new(),
    }
}

fn words(text: &Formatted, markup: Markup) -> String {
    let formatting = text.formatting;
    let stresses = [
        (formatting.font_style == FontStyle::Italic, Stress::Italic),
        (formatting.font_weight == FontWeight::Bold, Stress::Bold),
        (formatting.vertical_align == VerticalAlign::Sup, Stress::Raised),
    ];
    let plain = markup.escaped(&text.text);
    let wanted = stresses.iter().filter(|(is_wanted, _)| *is_wanted);
    wanted.fold(plain, |inner, &(_, stress)| markup.stressed(&inner, stress))
}
