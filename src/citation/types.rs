//! A citation and what belongs to it.

use crate::article::Text;
use crate::span::Span;

/// How an article prints its citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `[3, 5–7]`.
    Bracket,
    /// `(3, 5–7)`.
    Paren,
    /// `ties³⁵`, or digits glued to a word where the extractor lost the raising.
    Superscript,
    /// `(Smith et al., 2010a; Jones and Lee 2011)`.
    AuthorYear,
    /// `[KB15]`: the label of the list, which is no number.
    Label,
    /// `grow.[^1]`: by the mark of a footnote that holds the reference.
    Note,
    /// `[@smith2010]`: by the key of a bibliography file, as sources do that authors write.
    Key,
    /// More than one of these, none of them leading.
    Mixed,
    /// Too few markers to tell.
    Unknown,
}

impl Style {
    /// The name in JSON: `bracket`, `paren`, `superscript`, `author-year`, `label`, `note`, `key`, `mixed`, `unknown`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bracket => "bracket",
            Self::Paren => "paren",
            Self::Superscript => "superscript",
            Self::AuthorYear => "author-year",
            Self::Label => "label",
            Self::Note => "note",
            Self::Key => "key",
            Self::Mixed => "mixed",
            Self::Unknown => "unknown",
        }
    }
}

/// Words of the article and where they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The words, in reading order, hyphenation and columns undone.
    pub text: String,
    /// Their places in the source, in reading order.
    pub spans: Vec<Span>,
}

impl Passage {
    /// The part of `text` at `span` (bytes of `text`).
    pub fn of(text: &Text, span: Span) -> Self {
        let words = text.as_str().get(span.range()).unwrap_or_default();
        Self { text: words.to_owned(), spans: text.source_spans(span) }
    }
}

/// One place in the text that cites.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The marker as printed, with its place.
    pub marker: Passage,
    /// The numbers in it, ranges expanded, in printed order.
    pub numbers: Vec<u32>,
    /// The keys of the references with these numbers; a number without a reference has none.
    pub keys: Vec<String>,
    /// The sentence that holds the marker, markers left in.
    pub sentence: Passage,
    /// The words of it that the citation supports, markers taken out.
    pub claim: Passage,
    /// Which of the article's lists the numbers mean, 0-based: that of the chapter.
    pub list: usize,
    /// The sentences after it that go on about the same source, markers taken out: `They also showed …`. No part of
    /// the claim.
    pub continuation: Option<Passage>,
    /// The heading that the sentence stands under.
    pub section: Option<String>,
    /// How likely this is a citation, and of these references, 0 to 1.
    pub confidence: f32,
}
