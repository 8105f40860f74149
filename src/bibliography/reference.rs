//! A parsed reference: its fields, each with its value, its place and how sure ibid is.

use std::collections::BTreeMap;

use biblatex::{Entry, EntryType};

use crate::span::Span;

/// The fields of a reference by BibLaTeX name (`author`, `journaltitle`, `date` …), in the order
/// of their names.
pub type Fields = BTreeMap<&'static str, Field>;

/// One field of a reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The normalised value, as it goes into the entry (Unicode, no LaTeX escapes).
    pub value: String,
    /// Bytes of the reference string that the value was read from; `None` where it was inferred.
    pub span: Option<Span>,
    /// How likely the value is right, 0 to 1, calibrated.
    pub confidence: f32,
    /// Who decided it.
    pub by: By,
}

/// Who decided a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A nom production: the form alone is proof (a DOI, a page range).
    Grammar,
    /// The sequence labeller.
    Tagger,
    /// A table or rule over the other fields (the entry type's default, a title's subtitle).
    Inference,
    /// The .bib file that the article cites from.
    Library,
}

impl By {
    /// The name in JSON: `grammar`, `tagger`, `inference`, `library`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grammar => "grammar",
            Self::Tagger => "tagger",
            Self::Inference => "inference",
            Self::Library => "library",
        }
    }
}

/// One item of a reference list, read; or an entry of a .bib file that the article cites.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The number that citations use; `None` for a string that was parsed alone and bears none.
    pub number: Option<u32>,
    /// The label as printed, without brackets and points.
    pub label: String,
    /// The key of the entry: `frickenstein2010resurgence`.
    pub key: String,
    /// The BibLaTeX entry type.
    pub entry_type: EntryType,
    /// The reference string, label cut off.
    pub raw: String,
    /// The fields.
    pub fields: Fields,
    /// Parts of the reference string (bytes) that no field took, punctuation aside.
    pub rest: Vec<Span>,
    /// How likely all fields are right, 0 to 1.
    pub confidence: f32,
    /// Whether the reference string ends before the reference does.
    pub cut_off: bool,
    /// Bytes of the source at which the reference starts (its label) and ends, if it was read from an article.
    pub source: Option<Span>,
    /// The entry itself, where a .bib file that the article cites from has it.
    pub given: Option<Box<Given>>,
}

/// An entry of a .bib file that an article cites from, with what it has from others of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The entry as the biblatex crate has it.
    pub entry: Entry,
    /// The fields by name, as LaTeX sources.
    pub sources: BTreeMap<String, String>,
}

impl Reference {
    /// The value of the field called `name`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|f| f.value.as_str())
    }
}
