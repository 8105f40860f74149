//! Citation styles, by name or out of a .csl file.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{self, IndependentStyle, LayoutRenderingElement, Name, NamesChild};
use thiserror::Error;

/// A citation style in the Citation Style Language.
#[derive(Debug, Clone)]
pub struct Style(pub(super) IndependentStyle);

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
            citationberg::Style::Independent(mut style) if style.bibliography.is_some() => {
                name_names(&mut style);
                tell_apart_by_year(&mut style);
                Ok(Self(style))
            }
            citationberg::Style::Independent(_) => Err(StyleError::NoBibliography),
            citationberg::Style::Dependent(_) => Err(StyleError::Dependent),
        }
    }
}

/// Leaves of the ways in which citations are told apart the letter behind the year: the others are for citations alone, and hayagriva would
/// take the given names out of the bibliography where two authors share a family name and a year.
fn tell_apart_by_year(style: &mut IndependentStyle) {
    style.citation.disambiguate_add_givenname = false;
    style.citation.disambiguate_add_names = false;
}

/// Gives every `names` with a label or a substitute the `name` that CSL takes for granted there: hayagriva 0.10 takes
/// a list of names without it for an empty one, and NLM, which goes by the name of `vancouver`, would lose all authors.
fn name_names(style: &mut IndependentStyle) {
    let macros = style.macros.iter_mut().flat_map(|macro_| &mut macro_.children);
    let layout = style.bibliography.iter_mut().flat_map(|bibliography| &mut bibliography.layout.elements);
    macros.chain(layout).for_each(complete);
}

fn complete(element: &mut LayoutRenderingElement) {
    match element {
        LayoutRenderingElement::Names(names) => {
            for child in &mut names.children {
                if let NamesChild::Substitute(substitute) = child {
                    substitute.children.iter_mut().for_each(complete);
                }
            }
            let has_name = names.children.iter().any(|child| matches!(child, NamesChild::Name(_)));
            if !names.children.is_empty() && !has_name {
                names.children.insert(0, NamesChild::Name(Name::default()));
            }
        }
        LayoutRenderingElement::Group(group) => group.children.iter_mut().for_each(complete),
        LayoutRenderingElement::Choose(choose) => {
            let branches = std::iter::once(&mut choose.if_).chain(&mut choose.else_if);
            branches.flat_map(|branch| &mut branch.children).for_each(complete);
            choose.otherwise.iter_mut().flat_map(|branch| &mut branch.children).for_each(complete);
        }
        _ => {}
    }
}
