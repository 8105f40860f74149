//! Names printed in capitals.

use super::person::Person;
use super::shape::{is_one, spaced};
use crate::bibliography::grammar::name::{conjunction, initials};

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
    let capital = |c: char| c.is_uppercase() || matches!(c, '-' | '\'' | '’');
    let named = family.chars().all(capital) && family.chars().nth(1).is_some();
    (named && is_one(initials(longest), given)).then(|| Person {
        family: lowered(family),
        given: spaced(given),
        ..Person::default()
    })
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
