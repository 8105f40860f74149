//! Works that are cited by author and year and that no reference is.

use std::collections::HashSet;

use super::grammar::{Piece, UNDATED, Year, after_names, joint, may_have_year, pieces};
use super::index::{Index, People};
use super::{MONTHS, closing, names_before};
use crate::bibliography::Reference;
use crate::span::Span;

/// A work that is cited and that no reference is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unlisted {
    /// Which of the texts cites it.
    pub(crate) text: usize,
    /// Bytes of that text, from the first name to the year.
    pub(crate) span: Span,
    /// Another year that a reference by the same first author is from.
    pub(crate) other_year: Option<u32>,
}

/// Fewest works that have to be found among the references, and how many for each that is not.
const FEWEST: usize = 5;
const SHARE: usize = 4;

/// So many that are not found at once say that the references are not those of the text; each is looked for in all of them.
const MOST: usize = 500;

/// The works that `texts` cite by author and year and that none of `references` is, each where it is cited first.
///
/// Looked at is what stands in brackets as citations and nothing else, `(Roe, 1999; see also Doe and Poe 2001, p. 3)`, and several authors with the year alone
/// in brackets, `Doe and Poe (2001)`. None are given where one in five or more is not found: then the references are not all there.
pub(crate) fn unlisted(texts: &[&str], references: &[Reference]) -> Vec<Unlisted> {
    let index = Index::new(references);
    let (mut found, mut sought, mut lost) = (0, 0, Vec::new());
    for (text, words) in texts.iter().enumerate() {
        for work in works(words) {
            if index.find(&work.people, &work.year).is_some() {
                found += 1;
                continue;
            }
            sought += 1;
            if sought > MOST {
                return Vec::new();
            }
            if is_printed(&work, references) { found += 1 } else { lost.push((text, work)) }
        }
    }
    if found < FEWEST.max(SHARE * lost.len()) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let mut unlisted = Vec::new();
    for (text, Work { span, people, year }) in lost {
        let names: Vec<&str> = people.names.iter().map(|(_, name)| *name).collect();
        let other_year = index.other_year(&people);
        let is_lone = names.len() == 1 && !people.others && other_year.is_none();
        let is_told = || names.first().is_some_and(|name| is_told_of(texts, name));
        if seen.insert((names.clone(), year.value)) && !(is_lone && is_told()) {
            unlisted.push(Unlisted { text, span, other_year });
        }
    }
    unlisted
}

/// Whether one of `references` has the first name and the year of `work` anywhere, as behind an organisation that is called by its letters.
fn is_printed(work: &Work<'_>, references: &[Reference]) -> bool {
    let Some((_, name)) = work.people.names.first() else { return false };
    let year = work.year.value.to_string();
    references.iter().any(|reference| reference.raw.contains(name) && reference.raw.contains(&year))
}

/// Whether `texts` speak of `name`, which is then rather a place or an event, as in `Berlin 1945`: without a year behind it.
fn is_told_of(texts: &[&str], name: &str) -> bool {
    const OFTEN: usize = 3;
    let behind = |text: &&'_ str| -> usize {
        let ends = text.match_indices(name).map(|(at, _)| text.get(at + name.len()..).unwrap_or_default());
        ends.filter(|rest| {
            !rest.trim_start_matches([',', ' ', '(']).starts_with(|c: char| c.is_ascii_digit())
        })
        .count()
    };
    texts.iter().map(behind).sum::<usize>() >= OFTEN
}

/// The works that the brackets of `text` cite.
fn works(text: &str) -> Vec<Work<'_>> {
    let (mut works, mut from) = (Vec::new(), 0);
    for (open, _) in text.match_indices(['(', '[']) {
        if open < from {
            continue;
        }
        let Some(len) = closing(text, open + 1) else { continue };
        let inside = Span::new(open + 1, open + 1 + len);
        works.extend(within(text, inside).or_else(|| before(text, from, inside)).unwrap_or_default());
        from = inside.end;
    }
    works
}

/// A work as it is cited.
struct Work<'t> {
    span: Span,
    people: People<'t>,
    year: Year,
}

/// The works in the brackets around `inside`, if there is nothing else.
fn within(text: &str, inside: Span) -> Option<Vec<Work<'_>>> {
    let words = text.get(inside.range()).filter(|words| may_have_year(words))?;
    let mut works = Vec::new();
    let mut start = inside.start;
    for part in words.split(';') {
        works.push(work(part, start)?);
        start += part.len() + 1;
    }
    Some(works)
}

/// `work = [ lead-in ] name { joint name } [ others ] [ "," ] year [ pages ]`, all of `part`, which begins at the byte `start`.
fn work(part: &str, start: usize) -> Option<Work<'_>> {
    let all = pieces(part);
    let first = all.iter().position(|(_, piece)| matches!(piece, Piece::Name(_)))?;
    let year = all.iter().position(|(_, piece)| matches!(piece, Piece::Year(_)))?;
    let &(begin, _) = all.get(first)?;
    let &(end, Piece::Year(printed)) = all.get(year)? else { return None };
    let names: Vec<(usize, &str)> = all.get(first..year)?.iter().filter_map(named).collect();
    let joined = names.windows(2).all(|pair| match pair {
        [(at, name), (next, _)] => part.get(at + name.len()..*next).is_some_and(|gap| joint(gap).is_ok()),
        _ => false,
    });
    let (at, last) = names.last()?;
    let (_, others) = after_names(part.get(at + last.len()..end)?).ok()?;
    let behind = part.get(end + 4..)?;
    let years = all.iter().skip(year).all(|(_, piece)| matches!(piece, Piece::Year(_)));
    let closed = years && is_locator(behind) && printed.value != UNDATED;
    let are_people = !names.iter().any(|(_, name)| NO_PEOPLE.contains(name) || MONTHS.contains(name));
    (joined && closed && are_people && leads(part.get(..begin)?)).then(|| Work {
        span: Span::new(start + begin, start + end + 4),
        people: People { names: names.clone(), initial: None, others },
        year: printed,
    })
}

/// Words with a capital before a year that are part of no author's name: seasons, laws, events, parts of a text.
const NO_PEOPLE: &[&str] = &[
    "Spring", "Summer", "Autumn", "Fall", "Winter", "Act", "Bill", "Code", "Convention", "Directive", "Law",
    "Protocol", "Regulation", "Statute", "Treaty", "Gesetz", "Census", "Conference", "Congress", "Cup",
    "Election", "Elections", "Festival", "Games", "Olympics", "Revolution", "War", "Appendix", "Chapter",
    "Edition", "Figure", "Section", "Table", "Version", "Vol",
];

/// Whether `words` behind a year are no more than its letter and pages: `a, p. 3`, `: 12–14`.
fn is_locator(words: &str) -> bool {
    const UNITS: &[&str] = &[
        "pp", "ff", "ch", "chap", "cap", "Kap", "S", "Bd", "vol", "no", "para", "sec", "fig", "Fig", "note",
    ];
    let mut parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let is_letter = |part: &str| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_lowercase());
    parts.all(|part| {
        part.starts_with(|c: char| c.is_ascii_digit()) || is_letter(part) || UNITS.contains(&part)
    })
}

/// The name that a piece is, and where it stands.
fn named<'t>(&(at, piece): &(usize, Piece<'t>)) -> Option<(usize, &'t str)> {
    match piece {
        Piece::Name(name) => Some((at, name)),
        _ => None,
    }
}

/// Whether `words` in front of a name only lead to it: `see also `, `e.g., `.
fn leads(words: &str) -> bool {
    const LEADS: &[&str] = &[
        "see", "also", "cf", "e", "g", "eg", "but", "and", "for", "example", "reviewed", "by", "vgl",
        "siehe", "auch", "z", "b", "voir", "van", "von", "de", "der",
    ];
    words
        .split([' ', '.', ',', ':'])
        .filter(|word| !word.is_empty())
        .all(|word| LEADS.contains(&word.to_lowercase().as_str()))
}

/// The work of several authors in front of the brackets around `inside`, which hold its year and nothing else.
fn before(text: &str, from: usize, inside: Span) -> Option<Vec<Work<'_>>> {
    let words = text.get(inside.range())?;
    let &[(0, Piece::Year(year))] = pieces(words).as_slice() else { return None };
    if !is_locator(words) {
        return None;
    }
    let people = names_before(text, from, inside.start - 1)?;
    let (begin, _) = *people.names.first()?;
    (people.names.len() > 1 || people.others)
        .then(|| vec![Work { span: Span::new(begin, inside.start + words.len().min(4)), people, year }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::author_year::tests::references;

    fn found(text: &str) -> Vec<(&str, Option<u32>)> {
        // Enough of what is found.
        let others = "So it is (Oakley 2006b; Nickel and Walt 2019). ".repeat(10);
        let unlisted = unlisted(&[text, &others], &references());
        unlisted.into_iter().map(|work| (&text[work.span.range()], work.other_year)).collect()
    }

    #[test]
    fn works_that_are_in_no_list() {
        for (text, want) in [
            ("So it is (Huber 1999).", &[("Huber 1999", None)][..]),
            (
                "So it is (see also Huber et al., 1999a, p. 3; Nickel & Walt 2019).",
                &[("Huber et al., 1999", None)],
            ),
            ("So it is (Oakley and Reed, 2008).", &[("Oakley and Reed, 2008", Some(2006))]),
            (
                "As Huber and Roe (1999) say, and Huber and Roe (1999) say again.",
                &[("Huber and Roe (1999", None)],
            ),
            ("So it is (Range 2019).", &[]),
            ("So it is (Oakley 2006b), as Oakley and Reed (2006) say.", &[]),
            ("They met (in Berlin 1945, at night) as Huber (1999) says.", &[]),
            ("Berlin fell, Berlin rose, and Berlin stood (Berlin 1945).", &[]),
            ("It was late (May 2019), by the law (Rivers Act 2006).", &[]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }
}
