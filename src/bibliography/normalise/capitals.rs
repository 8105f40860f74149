//! Names printed in capitals.

use super::person::Person;
use super::shape::{is_one, spaced};
use crate::bibliography::grammar::name::{conjunction, initials, particle};

/// The people of a list of `words`, separators among them, all of whose names are a family name in capitals and initials behind it, as
/// GB/T 7714 (8.1) and others print them: `ZHAO T, XU Y, LI Q`. `None` for every other list.
///
/// Without the capitals of its like the short family name would be taken for initials.
pub(super) fn with_initials_behind(words: &[&str]) -> Option<Vec<Person>> {
    let parts = words.split(|word| matches!(*word, "," | ";") || is_one(conjunction, word));
    let names: Vec<&[&str]> = parts.filter(|part| !part.is_empty()).collect();
    // Behind one acronym there may be another: `NASA JPL`.
    let longest = if names.len() > 1 { 3 } else { 1 };
    let persons: Option<Vec<Person>> = names.iter().map(|name| person(name, longest)).collect();
    persons.filter(|persons| !persons.is_empty())
}

/// The person whom `name` is, with at most `longest` initials that have no points.
fn person(name: &[&str], longest: usize) -> Option<Person> {
    let [family, given] = name else { return None };
    (is_capital_name(family) && is_one(initials(longest), given)).then(|| Person {
        family: lowered(family),
        given: spaced(given),
        ..Person::default()
    })
}

/// The people of a list of `words`, separators among them, all of whose names end with a family name in capitals, but for the first, which
/// begins with it, as ISO 690 prints them: `NOVÁK, Jan, Petr HO, Eva VAN DER LEE`. `None` for every other list.
pub(super) fn with_family_behind(words: &[&str]) -> Option<Vec<Person>> {
    let parts = words.split(|word| matches!(*word, "," | ";") || is_one(conjunction, word));
    let mut parts = parts.filter(|part| !part.is_empty());
    let (family, given) = (parts.next()?, parts.next()?);
    let mut persons = vec![Person {
        family: family.iter().all(|word| is_capital_name(word)).then(|| cased(family))?,
        given: given_names(given),
        ..Person::default()
    }];
    let others: Option<Vec<Person>> = parts.map(family_behind).collect();
    persons.extend(others?);
    // A long name says that what is in capitals are families, and no initials.
    let long = |person: &Person| person.family.chars().count() > 3;
    let written = given.iter().any(|word| word.contains(char::is_lowercase) || word.ends_with('.'));
    (written && persons.len() > 1 && persons.iter().skip(1).any(long)).then_some(persons)
}

/// The person whom `name` is, whose last words in capitals are the family name.
fn family_behind(name: &[&str]) -> Option<Person> {
    let capitals = name.iter().rev().take_while(|word| is_capital_name(word)).count();
    let mut at = name.len() - capitals;
    // `Angel YS WONG`, `TJ SMEETS`: initials, and no particle.
    let initials_at = |at: usize| {
        let word = name.get(at).copied().unwrap_or_default();
        at + 1 < name.len() && is_one(initials(3), word) && !is_one(particle, &word.to_lowercase())
    };
    while initials_at(at) {
        at += 1;
    }
    let (given, family) =
        name.split_at_checked(at).filter(|(given, family)| !given.is_empty() && !family.is_empty())?;
    Some(Person { family: cased(family), given: given_names(given), ..Person::default() })
}

/// Whether `word` is a name in capitals, of two letters or more.
pub(super) fn is_capital_name(word: &str) -> bool {
    let capital = |c: char| c.is_uppercase() || matches!(c, '-' | '\'' | '’');
    word.chars().all(capital) && word.chars().nth(1).is_some()
}

/// `words` in capitals as a family name, its particles small.
fn cased(words: &[&str]) -> String {
    let word = |word: &&str| match is_one(particle, &word.to_lowercase()) {
        true => word.to_lowercase(),
        false => lowered(word),
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// `words` as given names, initials with their points.
fn given_names(words: &[&str]) -> String {
    let word = |word: &&str| if is_one(initials(3), word) { spaced(word) } else { (*word).to_owned() };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Whether `family` is in capitals and no abbreviation.
pub(super) fn is_capital_word(family: &str) -> bool {
    family.chars().filter(|c| c.is_alphabetic()).count() > 3 && !family.contains(char::is_lowercase)
}

/// A name in capitals, in lower case after the first letter of each of its parts.
pub(super) fn lowered(name: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric();
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::bibliography::normalise::name::people;

    #[test]
    fn families_in_capitals_behind_given_names() {
        for (printed, want) in [
            (
                "NOVÁK, Jan, Petr HO, Eva VAN DER LEE a Ian LIND",
                "Novák, Jan and Ho, Petr and van der Lee, Eva and Lind, Ian",
            ),
            ("SAAG, K. G., Angel YS WONG, TJ SMEETS", "Saag, K. G. and Wong, Angel Y. S. and Smeets, T. J."),
            ("NOVÁK, Jan", "Novák, Jan"),
        ] {
            assert_eq!(people(printed).to_string(), want, "{printed}");
        }
    }

    #[test]
    fn families_of_several_words_in_capitals_before_given_names() {
        for (printed, want) in [
            ("LE GOFF Jacques et SCHMITT Jean-Claude", "Le Goff, Jacques and Schmitt, Jean-Claude"),
            ("GARCÍA LORCA Federico", "García Lorca, Federico"),
            ("GARCÍA LORCA, Federico José", "García Lorca, Federico José"),
            ("AZEVEDO NETO, José Martiniano de.", "Azevedo Neto, José Martiniano de"),
            (
                "FERRAZ JÚNIOR, Tércio Sampaio; LIMA NETO, Pedro",
                "Ferraz Júnior, Tércio Sampaio and Lima Neto, Pedro",
            ),
            ("TS Eliot", "Eliot, T. S."),
        ] {
            assert_eq!(people(printed).to_string(), want, "{printed}");
        }
    }

    #[test]
    fn families_in_capitals_before_initials() {
        for (printed, want) in [
            ("ZHAO T, XU YM, LI Q, et al.", "Zhao, T. and Xu, Y. M. and Li, Q. and others"),
            ("LI Q and O'NEIL A.B.", "Li, Q. and O'Neil, A. B."),
            ("ROTARIU T.", "Rotariu, T."),
            ("XU T", "Xu, T."),
            ("NASA JPL", "JPL, NASA"),
        ] {
            assert_eq!(people(printed).to_string(), want, "{printed}");
        }
    }
}
