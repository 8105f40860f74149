//! Markers that cite by the label of the list: `[KB15]`, `[SCL10a, JL11]`, `[Luc98, p. 4]`.
//!
//! In: a paragraph and the labels that the list prints. Out: the markers that hold one of them.

use std::collections::HashMap;

use crate::bibliography::Reference;
use crate::span::Span;

/// The numbers of references by the labels that a list prints instead of numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    numbers: HashMap<String, u32>,
}

/// A marker by label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    /// Bytes of the paragraph: the brackets.
    pub(super) span: Span,
    /// Numbers (positions) of the references that it names.
    pub(super) numbers: Vec<u32>,
}

/// Shortest label that surely is one, in characters.
const SHORTEST: usize = 3;

/// Longest marker, in bytes.
const LONGEST: usize = 300;

impl Labels {
    /// The labels of `references` that are no numbers; none where most references have no such label.
    pub(super) fn new(references: &[Reference]) -> Self {
        let label = |r: &Reference| Some((bare(&r.label), r.number?));
        let named = |label: &str| label.chars().count() >= SHORTEST && label.contains(char::is_alphabetic);
        let numbers: HashMap<String, u32> =
            references.iter().rev().filter_map(label).filter(|(label, _)| named(label)).collect();
        if 2 * numbers.len() > references.len() { Self { numbers } } else { Self::default() }
    }

    /// The markers of `text` that hold a label.
    pub(super) fn markers(&self, text: &str) -> Vec<Labelled> {
        if self.numbers.is_empty() {
            return Vec::new();
        }
        let opens = text.match_indices('[');
        let found = opens.filter_map(|(open, _)| {
            let inside = text.get(open + 1..)?;
            let len = inside.find([']', '['])?;
            let content =
                inside.get(..len).filter(|_| len <= LONGEST && inside.as_bytes().get(len) == Some(&b']'))?;
            let numbers = self.numbers_in(content);
            let span = Span::new(open, open + len + 2);
            (!numbers.is_empty()).then_some(Labelled { span, numbers })
        });
        found.collect()
    }

    /// The numbers of the labels in `content`, what stands between the brackets.
    fn numbers_in(&self, content: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        let mut parts = content.split([',', ';']).peekable();
        while let Some(part) = parts.next() {
            let mut number = self.number(part);
            if let Some(next) = parts.peek().filter(|_| number.is_none()) {
                // A label may hold a comma: `Doe et al., 2003`.
                number = self.number(&format!("{part}{next}"));
                if number.is_some() {
                    parts.next();
                }
            }
            numbers.extend(number);
        }
        numbers
    }

    /// The number of the label that `part` is, words such as `see` before it aside.
    fn number(&self, part: &str) -> Option<u32> {
        let part = part.trim();
        let starts = part.match_indices(' ').map(|(at, _)| at + 1);
        std::iter::once(0).chain(starts).find_map(|at| self.numbers.get(&bare(part.get(at..)?)).copied())
    }
}

/// A label without blanks and points, its raised `+` as any other.
fn bare(label: &str) -> String {
    let kept = label.chars().map(|c| if c == '⁺' { '+' } else { c });
    kept.filter(|&c| c.is_alphanumeric() || c == '+').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::parse;

    fn found(text: &str) -> Vec<(&str, Vec<u32>)> {
        let labels = ["KB15", "WGB+14", "vdBO04", "Doe et al., 2003"];
        let references: Vec<Reference> = labels
            .iter()
            .zip(1..)
            .map(|(label, n)| Reference {
                number: Some(n),
                label: (*label).to_owned(),
                ..parse("A. Roe. Ties. 2003.")
            })
            .collect();
        Labels::new(&references)
            .markers(text)
            .into_iter()
            .map(|m| (&text[m.span.range()], m.numbers))
            .collect()
    }

    #[test]
    fn by_label() {
        assert_eq!(found("So [KB15, WGB⁺14]."), [("[KB15, WGB⁺14]", vec![1, 2])]);
        assert_eq!(found("So [KB15; vdBO04, KB15]."), [("[KB15; vdBO04, KB15]", vec![1, 3, 1])]);
        assert_eq!(found("So [see vdBO04, p. 4]."), [("[see vdBO04, p. 4]", vec![3])]);
        assert_eq!(found("So [Doe et al., 2003; KB15]."), [("[Doe et al., 2003; KB15]", vec![4, 1])]);
    }

    #[test]
    fn what_names_no_label() {
        for text in ["in [0, 1]", "the map [Xy12]", "[KB15", "[so [KB15"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
