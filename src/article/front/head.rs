//! The lines above an article's text.

use crate::article::{Line, LineRole};

/// How many lines a head has at most, running heads aside.
const LONGEST: usize = 80;

/// Words that open the first part of an article's text or stand right above it.
const OPENINGS: [&str; 12] = [
    "abstract", "summary", "synopsis", "introduction", "background", "keywords", "key words", "highlights",
    "purpose", "objective", "zusammenfassung", "résumé",
];

/// The head of an article.
#[derive(Debug)]
pub(super) struct Head<'a> {
    /// Its lines, in reading order.
    pub(super) lines: Vec<&'a Line>,
    /// Whether the text opens right below by one of the words for it, rather than just somewhere.
    pub(super) closed: bool,
}

/// The lines of the first page down to the one that opens the text.
pub(super) fn head(lines: &[Line]) -> Head<'_> {
    let page = lines.first().map_or(1, |line| line.page);
    let read = lines.iter().take_while(|line| line.page == page);
    let mut head = Head { lines: Vec::new(), closed: false };
    for line in read.filter(|line| line.role != LineRole::Furniture).take(LONGEST) {
        if opens_text(line.text.as_str()) {
            head.closed = true;
            break;
        }
        head.lines.push(line);
    }
    head
}

/// Whether `text` opens as an abstract or a first section does: `1. Introduction`, `A B S T R A C T`, `Abstract—We`.
fn opens_text(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let bare = bare.strip_prefix("I. ").unwrap_or(bare).to_lowercase();
    bare.starts_with("a b s t r a c t")
        || OPENINGS.iter().any(|word| {
            let rest = bare.strip_prefix(word);
            rest.is_some_and(|rest| !rest.strip_prefix('s').unwrap_or(rest).starts_with(char::is_alphabetic))
        }) && (bare.len() > 40 || !bare.contains(" of ") && !bare.contains(" to "))
}

#[cfg(test)]
mod tests {
    use super::opens_text;

    #[test]
    fn openings() {
        for text in ["Abstract", "1. Introduction", "ABSTRACT—We show", "Keywords: rivers", "I. Introduction"]
        {
            assert!(opens_text(text), "{text}");
        }
        for text in ["Introduction to Rivers", "Rivers", "Backgrounder", "Summary of Rivers"] {
            assert!(!opens_text(text), "{text}");
        }
    }
}
