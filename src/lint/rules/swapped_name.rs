//! A family name that stands where the given name belongs.

use super::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NAM005",
    name: "swapped-name",
    family: Family::Names,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "Family and given name of a person are swapped against the other works of the list.",
    why: "The work is filed under the wrong name, apart from the person's others. Reported where more works, two \
          at least, have the same two names the other way round; one is enough if a name has more than six \
          letters, since persons called Wang Yang and Yang Wang both exist. In a .bib also where initials stand \
          in the place of the family name.",
    help: "swap the two names, or see which of them is the family name",
    bad: Example::Library(
        "@article{lindqvist2001ties,\n\
         \x20 author = {Lindqvist, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n\
         \n\
         @article{ada2004knots,\n\
         \x20 author = {Ada, Lindqvist},\n\
         \x20 title = {Knots and Bows},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2004},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{lindqvist2001ties,\n\
         \x20 author = {Lindqvist, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n\
         \n\
         @article{lindqvist2004knots,\n\
         \x20 author = {Lindqvist, Ada},\n\
         \x20 title = {Knots and Bows},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2004},\n\
         }\n",
    ),
    check: Check::Works(check),
};

/// The longest syllable of Chinese in Latin letters has so many; a longer name is seldom both family and given.
const SYLLABLE: usize = 6;

/// Letters that make a name more than initials.
const WORD: usize = 3;

/// A person as one work names them, all in lower case.
struct Person<'a> {
    family: String,
    given: String,
    /// The number of the work in the list.
    work: usize,
    part: &'a Part,
}

/// The works that have a person, by family and given name.
type Index<'a> = HashMap<(&'a str, &'a str), BTreeSet<usize>>;

fn check(works: &Works<'_>) -> Vec<Fault> {
    let numbered = works.works.iter().enumerate();
    let persons: Vec<Person<'_>> = numbered.flat_map(|(at, work)| persons(at, work)).collect();
    let mut index = Index::new();
    for person in &persons {
        index.entry((&person.family, &person.given)).or_default().insert(person.work);
    }
    let against_others = persons.iter().filter_map(|person| against_others(person, &index, works));
    against_others.chain(works.works.iter().flat_map(initials_first)).collect()
}

/// The fault of `person`, if other works have the two names the other way round.
fn against_others(person: &Person<'_>, index: &Index<'_>, works: &Works<'_>) -> Option<Fault> {
    let (family, given) = (person.family.as_str(), person.given.as_str());
    let (own, other) = (index.get(&(family, given))?, index.get(&(given, family))?);
    let witness = *other.first()?;
    let outvoted = other.len() > own.len() || other.len() == own.len() && witness < *own.first()?;
    let long = family.chars().count().max(given.chars().count()) > SYLLABLE;
    let sure = long || other.len() > own.len();
    if family == given || !outvoted || !sure {
        return None;
    }
    let place = works.works.get(witness)?.place;
    let message =
        format!("the family name of {} is elsewhere `{given}`", quoted(&format!("{family}, {given}")));
    Some(Fault::new(person.part.span, message).related(place, "here"))
}

/// The faults of an entry that has initials in the place of a family name: `A. B., Weber` or `Weber A. B.`.
/// Braces say that the name is to stand as it is.
fn initials_first(work: &Work<'_>) -> Option<Fault> {
    let mut names = lists(work)
        .filter(|part| work.is_entry() && !part.latex.contains('{'))
        .flat_map(|part| part.value.split(" and ").map(move |name| (part, name)));
    let (part, name) = names.find(|(_, name)| {
        let parts =
            name.split_once(',').or_else(|| name.rsplit_once(' ').map(|(given, family)| (family, given)));
        parts.is_some_and(|(family, given)| is_pointed(family) && is_word(given))
    })?;
    Some(Fault::new(part.span, format!("{} has initials for a family name", quoted(name))))
}

/// The persons of `work`, number `at` of the list; bodies and persons of one name left out.
fn persons<'a>(at: usize, work: &'a Work<'_>) -> impl Iterator<Item = Person<'a>> {
    lists(work).flat_map(move |part| {
        let names = part.value.split(" and ").filter_map(|name| name.split_once(", "));
        names.map(move |(family, given)| Person {
            family: family.trim().to_lowercase(),
            given: given.trim().to_lowercase(),
            work: at,
            part,
        })
    })
}

fn lists<'a>(work: &'a Work<'_>) -> impl Iterator<Item = &'a Part> {
    work.parts(&["author", "editor", "translator"])
}

/// `A.`, `A. B.`, `J.-P.`
fn is_pointed(name: &str) -> bool {
    let name = name.trim();
    name.ends_with('.') && name.chars().all(|c| c.is_uppercase() || ". -".contains(c))
}

/// Whether a word stands in `name`, rather than initials alone.
fn is_word(name: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() >= WORD;
    name.split_whitespace().any(|word| letters(word) && word.contains(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use crate::article::Source;
    use crate::lint::{Context, Levels, check_library};

    fn is_found(names: &[&str]) -> bool {
        let entry = |(at, name): (usize, &&str)| {
            format!("@misc{{k{at}, author = {{{name}}}, title = {{T {at}}}, date = {{200{at}}}}}\n")
        };
        let text: String = names.iter().enumerate().map(entry).collect();
        let source = Source::new("a.bib", text);
        let found = check_library(&source, Context { year: 2026 }, &Levels::default());
        found.iter().any(|f| f.rule.name == "swapped-name")
    }

    #[test]
    fn lists_of_names() {
        for (names, want) in [
            (&["Lindqvist, Ada", "Ada, Lindqvist"] as &[_], true),
            (&["Weber, Ada", "Ada, Weber"], false),
            (&["Weber, Ada", "Ada, Weber", "Weber, Ada and Okada, B."], true),
            (&["Wang, Yang", "Yang, Wang"], false),
            (&["Thomas, W.", "Weber, Thomas"], false),
            (&["Weber, A.", "B. C., Okada"], true),
            (&["Weber A. B."], true),
            (&["J.-P. Weber", "{Ports of the S.}", "Weber", "O., M.", "O, Min"], false),
        ] {
            assert_eq!(is_found(names), want, "{names:?}");
        }
    }
}
