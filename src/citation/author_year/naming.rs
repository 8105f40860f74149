//! Which references a text names by author and year, linked or not.

use std::collections::{HashSet, VecDeque};

use super::grammar::{Piece, is_particle, pieces};
use super::index::folded;
use crate::bibliography::Reference;

/// So many names before a year may be those that it belongs to: `Roe, Doe and Poe (1999, 2001)`.
const NEAR: usize = 12;

/// Whether `text` names each of `references` by its first author and year, in citations or otherwise. `None` where that does not tell:
/// where the first author is no person, whom texts often call otherwise than lists do, where there is no year, and where there is no
/// title, so that it may be the end of another.
pub(crate) fn are_named(text: &str, references: &[&Reference]) -> Vec<Option<bool>> {
    let named = named(text);
    let is_named = |reference: &&Reference| {
        let (names, years) = (family(reference)?, years(reference)?);
        reference.value("title")?;
        Some(names.iter().any(|name| years.iter().any(|year| named.contains(&(name.clone(), *year)))))
    };
    references.iter().map(is_named).collect()
}

/// The names of `text`, folded, each with the years that stand near behind it.
fn named(text: &str) -> HashSet<(String, u32)> {
    let (mut named, mut near) = (HashSet::new(), VecDeque::new());
    for (_, piece) in pieces(text) {
        match piece {
            Piece::Name(name) => {
                near.push_back(folded(name));
                if near.len() > NEAR {
                    near.pop_front();
                }
            }
            Piece::Year(year) => named.extend(near.iter().map(|name| (name.clone(), year.value))),
            _ => {}
        }
    }
    named
}

/// The words of the family name of the first author, particles left out, if it is a person.
fn family(reference: &Reference) -> Option<Vec<String>> {
    let first = reference.value("author")?.split(" and ").next()?;
    let (family, _) = first.split_once(',')?;
    let words = family.split(' ').filter(|word| !is_particle(word)).map(folded);
    Some(words.collect()).filter(|words: &Vec<String>| !family.starts_with('{') && !words.is_empty())
}

/// The years of the work and of its first print.
fn years(reference: &Reference) -> Option<Vec<u32>> {
    let year = |field| reference.value(field)?.get(..4)?.parse().ok();
    let date = year("date")?;
    Some([date].into_iter().chain(year("origdate")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::parse_strings;

    #[test]
    fn what_a_text_names() {
        let list = parse_strings(&[
            "Weber, A. (2001). On Ties. Journal of Trade, 4, 1-9.",
            "van der Müller, B. (2003). On Trade. Journal of Trade, 6, 11-19.",
            "Lindt, C. (2004). On Wages. Journal of Trade, 7, 21-29.",
            "World Trade Office (2004). On Prices. Geneva: WTO.",
        ]);
        let references: Vec<&Reference> = list.iter().collect();
        for (text, want) in [
            (
                "Ties grew (Weber, 2001; Muller & Roe 2002, 2003). Lindt (2005) counts wages.",
                [true, true, false],
            ),
            ("As WEBER and Lindt say in their reports of 2001 and 2004.", [true, false, true]),
            ("", [false; 3]),
        ] {
            // A body has many names.
            let want: Vec<Option<bool>> = want.into_iter().map(Some).chain([None]).collect();
            assert_eq!(are_named(text, &references), want, "{text}");
        }
    }
}
