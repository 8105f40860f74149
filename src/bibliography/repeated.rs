//! Lists that print a dash, or a word for *the same*, in place of authors they have just named.

use super::{By, Reference};

/// Gives references whose string begins with `———`, `Ders.` or `Idem` the authors of the reference before.
pub(super) fn resolve(references: &mut [Reference]) {
    for at in 1..references.len() {
        let (before, after) = references.split_at_mut(at);
        if let (Some(previous), Some(reference)) = (before.last(), after.first_mut())
            && repeats(&reference.raw)
            && !reference.fields.contains_key("author")
            && let Some(author) = previous.fields.get("author")
        {
            let mut author = author.clone();
            (author.span, author.by) = (None, By::Inference);
            reference.fields.insert("author", author);
        }
    }
}

/// Whether `raw` begins by saying that its authors are those of the reference before.
fn repeats(raw: &str) -> bool {
    let raw = raw.trim_start();
    let dashes = raw.chars().take_while(|c| matches!(c, '-' | '–' | '—' | '―' | '_')).count();
    let long = raw.starts_with(['—', '―']) && dashes >= 1;
    // A short dash may be the sign of an item; before the year it is not: `– (2001)`.
    let rest = raw.trim_start_matches('–');
    let short = dashes == 1 && (rest.starts_with([',', '.', ':']) || rest.trim_start().starts_with('('));
    let word = raw.split([',', ':', ' ', '(']).next().unwrap_or_default();
    long || short && rest.len() < raw.len()
        || dashes >= 2
        || matches!(word, "Ders." | "Dies." | "Idem" | "Id." | "Ead." | "Ders" | "Dies")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_and_words_repeat() {
        for raw in [
            "———, 2001. Rivers.",
            "– (2001b). Rivers.",
            "--- Rivers",
            "___. Rivers",
            "Ders.: Flüsse",
            "Idem, Fiumi",
        ] {
            assert!(repeats(raw), "{raw}");
        }
        for raw in ["- Roe, A.", "– Roe, A. (2001)", "- (2001)", "Roe, A.", "", "Dieselmotoren"] {
            assert!(!repeats(raw), "{raw}");
        }
    }
}
