//! Paragraphs to citations.

use super::{Citation, Passage, Style};
use crate::article::{Article, sections};
use crate::bibliography::{Reference, ReferenceList};
use crate::span::Span;

/// The citations of an article and the style they are printed in.
#[derive(Debug, Clone)]
pub struct Cited {
    /// The style that the article voted for.
    pub style: Style,
    /// The citations in reading order.
    pub citations: Vec<Citation>,
}

/// Finds the citations of `article` outside `list` and links them to `references`.
pub fn cite(article: &Article, list: Option<&ReferenceList>, references: &[Reference]) -> Cited {
    let mut citations = Vec::new();
    for paragraph in sections::paragraphs(article, list.map(|l| l.lines.clone())) {
        let words = paragraph.text.as_str();
        for (start, _) in words.match_indices('[') {
            let Some(len) = words.get(start..).and_then(|rest| rest.find(']')) else { continue };
            let span = Span::new(start, start + len + 1);
            let Some(number) = words.get(start + 1..start + len).and_then(|n| n.parse::<u32>().ok()) else {
                continue;
            };
            let whole = Passage::of(&paragraph.text, Span::new(0, words.len()));
            citations.push(Citation {
                marker: Passage::of(&paragraph.text, span),
                numbers: vec![number],
                keys: references.iter().filter(|r| r.number == Some(number)).map(|r| r.key.clone()).collect(),
                sentence: whole.clone(),
                claim: whole,
                section: paragraph.section.clone(),
                confidence: 0.5,
            });
        }
    }
    Cited { style: Style::Bracket, citations }
}
