//! The last point of an abbreviation, which the stretch of a field leaves out as it does the point behind a field.

use crate::bibliography::Fields;
use crate::bibliography::grammar::locator::short_body;
use crate::bibliography::grammar::statement::is_short_for_edition;
use crate::span::Span;

/// Gives those of `fields` that end in an abbreviation the point back that `raw` has behind them: `Phys. Rev.`, `Washington, D.C.`
pub(super) fn restore(raw: &str, fields: &mut Fields) {
    for (name, field) in fields.iter_mut() {
        let Some(span) = field.span else { continue };
        let last = last_word(&field.value);
        let pointed = raw.get(span.end..).is_some_and(|rest| rest.starts_with('.'));
        let whole = raw.get(..span.end).is_some_and(|printed| printed.ends_with(last));
        if pointed && whole && !last.is_empty() && is_cut_short(name, &field.value) {
            field.value.push('.');
            field.span = Some(Span::new(span.start, span.end + 1));
        }
    }
}

/// Whether the `value` of the field called `name` surely ends in an abbreviation.
fn is_cut_short(name: &str, value: &str) -> bool {
    match name {
        "journaltitle" => is_abbreviated(value) || is_initials(last_word(value)),
        "booktitle" | "series" => is_abbreviated_throughout(value),
        "publisher" | "institution" => ends_in_initials(value) || short_body(last_word(value)).is_ok(),
        "location" => ends_in_initials(value) || PLACES.contains(&last_word(value)),
        "edition" => is_short_for_edition(last_word(value)),
        _ => false,
    }
}

/// The word at the end of `value`.
fn last_word(value: &str) -> &str {
    value.rsplit([' ', '(']).next().unwrap_or_default()
}

/// Whether `title` is a title of words cut short, whose last word is no sentence's: `Phys. Rev`, `J. Biol. Chem`, but not `Phys Rev`.
fn is_abbreviated(title: &str) -> bool {
    title.ends_with(char::is_alphabetic)
        && last_word(title).starts_with(char::is_uppercase)
        && title.split(' ').any(is_pointed)
}

/// Whether all words of `title` are cut short but acronyms, two of them with their points, and the last a short one: `Proc. Int. Conf. Mach. Learn`, but
/// not `Proc. of the Conf. on Rivers`.
fn is_abbreviated_throughout(title: &str) -> bool {
    let acronym = |word: &str| !word.contains(char::is_lowercase);
    let Some((before, last)) = title.rsplit_once(' ') else { return false };
    let known = before.ends_with('.') && (2..=8).contains(&last.chars().count());
    known
        && last.starts_with(char::is_uppercase)
        && last.chars().skip(1).all(char::is_lowercase)
        && before.split(' ').all(|word| is_pointed(word) || acronym(word))
        && before.split(' ').any(|word| is_pointed(word) && !acronym(word))
}

/// Whether `word` begins with a capital and ends in a point.
fn is_pointed(word: &str) -> bool {
    word.ends_with('.') && word.starts_with(char::is_uppercase)
}

/// Whether `value` ends in letters between points, `D.C`, in a capital behind an abbreviation, `a. M`, or in one or two letters behind a slash, `Frankfurt/M`.
fn ends_in_initials(value: &str) -> bool {
    let last = last_word(value);
    let capital = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    let before = value.get(..value.len() - last.len()).unwrap_or_default();
    is_initials(last)
        || capital(last) && before.ends_with(". ")
        || last
            .rsplit_once('/')
            .is_some_and(|(_, part)| is_short(part) && part.starts_with(char::is_uppercase))
}

/// Whether `word` is letters between points: `D.C`, `U.S`.
fn is_initials(word: &str) -> bool {
    word.contains('.') && word.split('.').all(is_short)
}

/// Whether `part` is one or two letters.
fn is_short(part: &str) -> bool {
    (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
}

/// Places, and states behind them, as they are abbreviated in print: in Russian (GOST R 7.0.12) and in the United States.
const PLACES: &[&str] = &[
    "М", "Л", "Пг", "СПб", "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ill", "Ind", "Kan",
    "Mass", "Md", "Mich", "Minn", "Mo", "Nebr", "Okla", "Ont", "Ore", "Pa", "Que", "Tenn", "Tex", "Va",
    "Wash", "Wis",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_told() {
        for (name, value) in [
            ("journaltitle", "Phys. Rev"),
            ("journaltitle", "U.S"),
            ("journaltitle", "Q. J. Mech. Appl. Math"),
            ("booktitle", "Proc. Int. Conf. Mach. Learn"),
            ("series", "ACS Symp. Ser"),
            ("publisher", "Mono Book Corp"),
            ("publisher", "Morgan Kaufmann Publishers, Inc"),
            ("institution", "Osaka Univ"),
            ("location", "Washington, D.C"),
            ("location", "Frankfurt a. M"),
            ("location", "Frankfurt/M"),
            ("location", "Boston, Mass"),
            ("location", "СПб"),
            ("edition", "2nd rev. ed"),
            ("edition", "4., durchges. Aufl"),
            ("edition", "4-е изд., перераб. и доп"),
        ] {
            assert!(is_cut_short(name, value), "{name} {value}");
        }
    }

    #[test]
    fn whole_words_end_in_no_point() {
        for (name, value) in [
            ("journaltitle", "Phys Rev"),
            ("journaltitle", "River Studies"),
            ("booktitle", "Proc. of the Conf. on Rivers"),
            ("booktitle", "Proc. Conf. on Rivers"),
            ("series", "Lecture Notes"),
            ("publisher", "Oxford Univ. Press"),
            ("publisher", "Wiley"),
            ("institution", "MIT"),
            ("location", "London"),
            ("location", "Cambridge, MA"),
            ("edition", "Revised edition"),
            ("title", "Rivers, Inc"),
        ] {
            assert!(!is_cut_short(name, value), "{name} {value}");
        }
    }
}
