//! References whose author and year the text never brings together.

use std::collections::{HashSet, VecDeque};

use super::grammar::{Piece, is_particle, pieces};
use super::index::folded;
use crate::bibliography::Reference;

/// So many names before a year may be those that it belongs to: `Roe, Doe and Poe (1999, 2001)`.
const NEAR: usize = 12;

/// Which of `references` (0-based) `text` never names by their first author and year, in citations or otherwise. Those whose first author
/// is no person, whom texts often call otherwise than lists do, those without a year, and those without a title, which may be the end of
/// another, are none.
pub(crate) fn unnamed(text: &str, references: &[&Reference]) -> Vec<usize> {
    let named = named(text);
    let is_unnamed = |reference: &Reference| {
        let (Some(names), Some(years), Some(_)) =
            (family(reference), years(reference), reference.value("title"))
        else {
            return false;
        };
        !names.iter().any(|name| years.iter().any(|year| named.contains(&(name.clone(), *year))))
    };
    references.iter().enumerate().filter(|(_, reference)| is_unnamed(reference)).map(|(at, _)| at).collect()
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
    fn what_a_text_never_names() {
        let list = parse_strings(&[
            "Weber, A. (2001). On Ties. Journal of Trade, 4, 1-9.",
            "van der Müller, B. (2003). On Trade. Journal of Trade, 6, 11-19.",
            "Lindt, C. (2004). On Wages. Journal of Trade, 7, 21-29.",
            "World Trade Office (2004). On Prices. Geneva: WTO.",
        ]);
        let references: Vec<&Reference> = list.iter().collect();
        let unnamed = |text| super::unnamed(text, &references);
        assert_eq!(
            unnamed("Ties grew (Weber, 2001; Muller & Roe 2002, 2003). Lindt (2005) counts wages."),
            [2]
        );
        assert_eq!(unnamed("As WEBER and Lindt say in their reports of 2001 and 2004."), [1]);
        assert_eq!(unnamed(""), [0, 1, 2]);
    }
}
