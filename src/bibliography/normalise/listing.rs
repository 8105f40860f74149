//! Printed lists of people, made ready to be cut into words.

use super::shape::is_one;
use crate::bibliography::grammar::role::role;

/// `list`, its blanks single, with every separator a word of its own: commas, semicolons (also for slashes, bullets and
/// spaced dashes), ampersands; and without words that say what its people did. What LaTeX would take for markup has no place in a name.
pub(super) fn separated(list: &str) -> String {
    let names = without_roles(list);
    let mut out = String::with_capacity(names.len() + 16);
    for (at, c) in names.char_indices() {
        match c {
            // `R&D` is one word.
            '&' if is_within_capitals(&names, at) => out.push('&'),
            ',' | '，' | '、' => out.push_str(" , "),
            ';' | '；' | '/' | '·' | '•' | '|' => out.push_str(" ; "),
            '&' => out.push_str(" & "),
            '{' | '}' | '\\' | '=' | '"' | '“' | '”' => {}
            '(' | ')' | '[' | ']' => out.push(' '),
            c => out.push(c),
        }
    }
    let dashes: &[&str] =
        if out.contains(['–', '—', '-']) { &[" – ", " — ", " - ", " -- "] } else { &[] };
    let out = dashes.iter().fold(out, |out, dash| replaced(out, dash, " ; "));
    unglued(&replaced(out, " .", "."))
}

/// Whether capitals stand on both sides of the sign of one byte at `at`, and no blank.
fn is_within_capitals(list: &str, at: usize) -> bool {
    let before = list.get(..at).is_some_and(|before| before.ends_with(char::is_uppercase));
    before && list.get(at + 1..).is_some_and(|behind| behind.starts_with(char::is_uppercase))
}

/// `list` with `to` in place of `from`, which few lists have.
fn replaced(list: String, from: &str, to: &str) -> String {
    if list.contains(from) { list.replace(from, to) } else { list }
}

/// `P.Niessen` is `P. Niessen`, `CAJr` is `CA Jr`.
fn unglued(names: &str) -> String {
    let mut out = String::with_capacity(names.len() + 8);
    for word in names.split(' ') {
        let mut before = ' ';
        for (at, c) in word.char_indices() {
            let rest = word.get(at + c.len_utf8()..).unwrap_or_default();
            let full_word = c.is_uppercase() && rest.starts_with(char::is_lowercase);
            let suffix = || matches!((c, rest), ('J' | 'S', "r" | "r."));
            if full_word
                && (before == '.' && rest.chars().nth(1).is_some_and(char::is_alphabetic)
                    || before.is_uppercase() && suffix())
            {
                out.push(' ');
            }
            out.push(c);
            before = c;
        }
        out.push(' ');
    }
    out
}

/// `list` without the words that say what its people did: `(Eds.)`, `hrsg. von`, `a cura di`.
fn without_roles(list: &str) -> String {
    let curated: &[&str] = if list.contains("a c") { &["a cura di", "a c. di", "(a cura"] } else { &[] };
    let list = curated.iter().fold(list.to_owned(), |list, words| replaced(list, words, " "));
    let words: Vec<&str> = list.split(' ').collect();
    let mut kept = Vec::with_capacity(words.len());
    let mut after_role = false;
    for word in words {
        let by = matches!(word, "by" | "By" | "par" | "por");
        let preposition = by && (after_role || kept.is_empty()) || word == "von" && after_role;
        if is_one(role, word) {
            after_role = true;
            if word.ends_with([',', ';']) {
                kept.push(",");
            }
        } else if !preposition {
            kept.push(word);
            after_role = false;
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_words() {
        for (list, words) in [
            ("P.Niessen, C. Lund/E. Roe", "P. Niessen , C. Lund ; E. Roe"),
            ("Roe CAJr; Lund C – Otto B", "Roe CA Jr ; Lund C ; Otto B"),
            ("Roe A & {Lund} C (Eds.)", "Roe A & Lund C"),
            ("a cura di Otto Roe", "Otto Roe"),
            ("hrsg. von Otto Roe", "Otto Roe"),
        ] {
            assert_eq!(separated(list).split_whitespace().collect::<Vec<_>>().join(" "), words, "{list}");
        }
    }
}
