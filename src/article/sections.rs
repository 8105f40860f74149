//! Lines to paragraphs: hyphens undone, lines joined, headings told apart.

use std::ops::Range;

use super::{Article, LineRole, Text};

/// A paragraph of running text, or a heading.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// The words, lines joined and line-end hyphenation undone.
    pub text: Text,
    /// What the paragraph is.
    pub kind: ParagraphKind,
    /// The nearest heading above, as printed.
    pub section: Option<String>,
    /// The lines of the article that it was made from.
    pub lines: Range<usize>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A heading.
    Heading,
    /// A caption, a table, a note under the text: cited places in it are not the running text's.
    Aside,
}

/// The paragraphs of `article` in reading order, leaving out the lines of `skip` (the reference list).
pub fn paragraphs(article: &Article, skip: Option<Range<usize>>) -> Vec<Paragraph> {
    let skip = skip.unwrap_or(0..0);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (at, line) in article.lines.iter().enumerate() {
        if skip.contains(&at) || line.role == LineRole::Furniture {
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !line.gap_before && last.lines.end == at && last.kind == kind(line.role) => {
                last.text.push_synthetic(" ");
                last.text.push_text(&line.text);
                last.lines.end = at + 1;
            }
            _ => paragraphs.push(Paragraph {
                text: line.text.clone(),
                kind: kind(line.role),
                section: None,
                lines: at..at + 1,
            }),
        }
    }
    paragraphs
}

/// What a paragraph of lines with this role is.
fn kind(role: LineRole) -> ParagraphKind {
    match role {
        LineRole::Body | LineRole::Furniture => ParagraphKind::Body,
        LineRole::Heading => ParagraphKind::Heading,
        LineRole::Aside => ParagraphKind::Aside,
    }
}
