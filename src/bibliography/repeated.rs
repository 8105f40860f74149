//! Lists that print a dash, or a word for *the same*, in place of authors they have just named.

use super::{By, Reference};

/// Gives references whose string begins with `Ders.` or `Idem`, or in a list ordered by author with `———`, the authors of
/// the reference before.
pub(super) fn resolve(references: &mut [Reference]) {
    let ordered = are_in_order_of_authors(references);
    for at in 1..references.len() {
        let (before, after) = references.split_at_mut(at);
        if let (Some(previous), Some(reference)) = (before.last(), after.first_mut())
            && (names_the_same(&reference.raw) || ordered && is_dashed(&reference.raw))
            && !reference.fields.contains_key("author")
            && let Some(author) = previous.fields.get("author")
        {
            let mut author = author.clone();
            (author.span, author.by) = (None, By::Inference);
            reference.fields.insert("author", author);
        }
    }
}

/// How many authors it takes to say that a list is in no order, and more to say that it is in one.
pub(crate) const NEIGHBOURS: usize = 5;

/// Whether `references` are ordered by author, as far as they tell: elsewhere the reference above a dash need not be the
/// one that the dash was printed below, since only the order brings works of one author together.
pub(crate) fn are_in_order_of_authors(references: &[Reference]) -> bool {
    let authors: Vec<String> =
        references.iter().filter_map(|r| Some(r.value("author")?.to_lowercase())).collect();
    let rising = authors.windows(2).filter(|pair| pair.is_sorted()).count();
    authors.len() <= NEIGHBOURS || 10 * rising >= 7 * (authors.len() - 1)
}

/// Whether `raw` begins with a dash in place of authors.
fn is_dashed(raw: &str) -> bool {
    let raw = raw.trim_start();
    let dashes = raw.chars().take_while(|c| matches!(c, '-' | '–' | '—' | '―' | '_')).count();
    // A short dash may be the sign of an item; before the year it is not: `– (2001)`.
    let rest = raw.trim_start_matches('–');
    let short = dashes == 1 && (rest.starts_with([',', '.', ':']) || rest.trim_start().starts_with('('));
    dashes >= 2 || raw.starts_with(['—', '―']) || short && rest.len() < raw.len()
}

/// Whether `raw` begins with a word for *the same*.
fn names_the_same(raw: &str) -> bool {
    let word = raw.trim_start().split([',', ':', ' ', '(']).next().unwrap_or_default();
    matches!(word, "Ders." | "Dies." | "Idem" | "Id." | "Ead." | "Ders" | "Dies")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::parse_strings;

    #[test]
    fn dashes_and_words_repeat() {
        for raw in ["———, 2001. Rivers.", "– (2001b). Rivers.", "--- Rivers", "___. Rivers", "—Rivers"]
        {
            assert!(is_dashed(raw), "{raw}");
        }
        assert!(["Ders.: Flüsse", "Idem, Fiumi"].into_iter().all(names_the_same));
        for raw in ["- Roe, A.", "– Roe, A. (2001)", "- (2001)", "Roe, A.", "", "Dieselmotoren"] {
            assert!(!is_dashed(raw) && !names_the_same(raw), "{raw}");
        }
    }

    #[test]
    fn a_dash_stands_for_an_author_where_authors_are_in_order() {
        let author = |families: [&str; 6]| {
            let mut raws =
                families.map(|f| format!("{f}, A. 2001. On rivers. Journal of Rivers 3: 1-9.")).to_vec();
            raws.insert(3, "———. 2003. On lakes. Journal of Lakes 4: 2-8.".to_owned());
            let raws: Vec<&str> = raws.iter().map(String::as_str).collect();
            parse_strings(&raws)[3].value("author").map(str::to_owned)
        };
        assert_eq!(
            author(["Adams", "Baker", "Clark", "Evans", "Green", "Hill"]).as_deref(),
            Some("Clark, A.")
        );
        assert_eq!(author(["Green", "Baker", "Hill", "Evans", "Clark", "Adams"]), None);
    }
}
