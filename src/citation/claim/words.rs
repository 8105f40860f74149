//! The words of a sentence, as the cuts see them.

use crate::span::Span;

/// One word of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Bytes of the sentence.
    pub(super) span: Span,
    /// The word, as printed.
    pub(super) text: &'a str,
    /// The punctuation between it and the word after, blanks left out; markers count as none.
    pub(super) after: &'a str,
    /// Index of the first marker behind it and before the next word.
    pub(super) marker: Option<usize>,
}

/// The words of `sentence` outside `markers` (ascending byte spans of the sentence).
pub(super) fn words<'a>(sentence: &'a str, markers: &[Span]) -> Vec<Word<'a>> {
    let mut found: Vec<Word<'a>> = Vec::new();
    let mut start = None;
    let inside = |at: usize| {
        let next = markers.partition_point(|m| m.end <= at);
        markers.get(next).is_some_and(|m| m.contains(at))
    };
    let ends = sentence.char_indices().map(|(at, c)| (at, is_word(c) && !inside(at)));
    for (at, in_word) in ends.chain([(sentence.len(), false)]) {
        match (start, in_word) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let span = Span::new(from, at);
                let text = sentence.get(span.range()).unwrap_or_default();
                found.push(Word { span, text, after: "", marker: None });
                start = None;
            }
            _ => {}
        }
    }
    fill_gaps(sentence, markers, &mut found);
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "-‐’'_".contains(c)
}

/// Sets the punctuation and the marker behind each word.
fn fill_gaps<'a>(sentence: &'a str, markers: &[Span], found: &mut [Word<'a>]) {
    let starts: Vec<usize> = found.iter().skip(1).map(|w| w.span.start).chain([sentence.len()]).collect();
    for (word, next) in found.iter_mut().zip(starts) {
        let first = markers.partition_point(|m| m.start < word.span.end);
        word.marker = markers.get(first).filter(|m| m.start < next).map(|_| first);
        let gap_end = markers.get(first).filter(|m| m.start < next).map_or(next, |m| m.start);
        let before_marker = sentence.get(word.span.end..gap_end).unwrap_or_default().trim();
        let last = markers.partition_point(|m| m.end <= next);
        let after_marker =
            last.checked_sub(1).and_then(|at| markers.get(at)).filter(|m| m.start >= word.span.end);
        let tail = after_marker.and_then(|m| sentence.get(m.end..next)).unwrap_or_default().trim();
        word.after = if before_marker.is_empty() { tail } else { before_marker };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_what_follows() {
        let sentence = "It grew, in part [1], and fell [2].";
        let markers = [Span::new(17, 20), Span::new(31, 34)];
        let found = words(sentence, &markers);
        let seen: Vec<_> = found.iter().map(|w| (w.text, w.after, w.marker)).collect();
        assert_eq!(
            seen,
            [
                ("It", "", None),
                ("grew", ",", None),
                ("in", "", None),
                ("part", ",", Some(0)),
                ("and", "", None),
                ("fell", ".", Some(1))
            ]
        );
    }
}
