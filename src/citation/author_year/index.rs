//! References by the names and years that cite them.

use std::collections::HashMap;

use super::grammar::{Piece, UNDATED, Year, is_particle, pieces};
use crate::bibliography::Reference;
use crate::fold;

/// References by year, each with its people.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    entries: HashMap<u32, Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    number: u32,
    /// The letter after the year, if it is printed.
    letter: Option<char>,
    /// Whether the year is the reference's date, not another number of its string.
    dated: bool,
    /// The words of the first author's family name, or of an organisation.
    first: Vec<String>,
    /// The first letter of the first author's given names.
    initial: Option<char>,
    /// The words of all other authors' family names.
    further: Vec<String>,
    /// How many authors are printed; of a list that ends in `et al.` more than are named.
    authors: usize,
    /// The first word before the year that can be a name: what stands in for authors that were not read.
    head: Option<String>,
}

/// The people of a citation as printed.
#[derive(Debug, Clone, Default)]
pub(super) struct People<'t> {
    /// The names and where they begin.
    pub(super) names: Vec<(usize, &'t str)>,
    /// The initial before the first name.
    pub(super) initial: Option<char>,
    /// Whether `et al.` follows.
    pub(super) others: bool,
}

/// The reference that a citation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) number: u32,
    /// Which of the cited names is the first of the first author's.
    pub(super) name: usize,
}

/// The names of a reference stand in so many characters at its beginning.
const HEAD: usize = 400;

/// Most years that a reference is found by.
const MOST_YEARS: usize = 6;

impl Index {
    /// The index over `references`: their authors, or what stands in front of the year.
    pub(crate) fn new(references: &[Reference]) -> Self {
        let mut entries: HashMap<u32, Vec<Entry>> = HashMap::new();
        for (reference, number) in references.iter().filter_map(|r| Some((r, r.number?))) {
            let [date, original] = ["date", "origdate"]
                .map(|field| reference.value(field).and_then(|date| date.get(..4)?.parse().ok()));
            let (head, mut years) = head_and_years(&reference.raw);
            if let Some(value) = date.filter(|date| years.iter().all(|year| year.value != *date)) {
                years.insert(0, Year { value, letter: None });
            }
            if years.is_empty() {
                years.push(Year { value: UNDATED, letter: None });
            }
            let mut entry = Entry::of(reference, number, head);
            for year in years {
                (entry.letter, entry.dated) = (year.letter, [date, original].contains(&Some(year.value)));
                entries.entry(year.value).or_default().push(entry.clone());
            }
        }
        Self { entries }
    }

    /// The reference of `people` and `year`.
    pub(super) fn find(&self, people: &People<'_>, year: &Year) -> Option<Found> {
        let names: Vec<String> = people.names.iter().map(|(_, name)| folded(name)).collect();
        let scored = self.entries.get(&year.value)?.iter();
        let scored: Vec<(i32, usize, &Entry)> = scored
            .filter_map(|entry| {
                let (score, name) = entry.score(&names, people, year)?;
                Some((score, name, entry))
            })
            .collect();
        let best = scored.iter().map(|s| s.0).max()?;
        let mut alike: Vec<_> = scored.iter().filter(|s| s.0 == best).collect();
        alike.sort_by_key(|s| s.2.number);
        // A list that prints no letters has its works in their order.
        let unlettered = alike.iter().all(|s| s.2.letter.is_none());
        let at = year.letter.filter(|_| unlettered).map_or(0, |c| (c as usize).saturating_sub('a' as usize));
        let (_, name, entry) = alike.get(at).or(alike.first())?;
        Some(Found { number: entry.number, name: *name })
    }

    /// The latest year of a reference whose first author is the first of `people`, whatever the year of the citation.
    pub(super) fn other_year(&self, people: &People<'_>) -> Option<u32> {
        let first = people.names.first().map(|(_, name)| folded(name))?;
        let by = |entries: &[Entry]| entries.iter().any(|entry| entry.dated && entry.is_first(&first));
        self.entries.iter().filter(|(_, entries)| by(entries)).map(|(year, _)| *year).max()
    }
}

impl Entry {
    /// The people of `reference`; letter and date are those of one of its years and set later.
    fn of(reference: &Reference, number: u32, head: Option<String>) -> Self {
        let people = reference.value("author").or_else(|| reference.value("editor")).unwrap_or_default();
        let mut people: Vec<&str> = people.split(" and ").collect();
        let others = people.last() == Some(&"others");
        if others {
            people.pop();
        }
        let family = |person: &str| -> Vec<String> {
            let family = person.split(',').next().unwrap_or_default();
            family.split([' ', '{', '}']).map(folded).filter(|word| !word.is_empty()).collect()
        };
        let mut families = people.iter().map(|person| family(person));
        let first = families.next().unwrap_or_default();
        let given = people.first().and_then(|person| person.split_once(", "));
        Self {
            number,
            letter: None,
            dated: false,
            first,
            initial: given.and_then(|(_, given)| given.chars().next()),
            further: families.flatten().collect(),
            authors: people.len() + if others { 2 } else { 0 },
            head,
        }
    }

    /// How well `people` and `year` name this entry, and which of the names (folded) is its first author's; `None` if
    /// none is.
    fn score(&self, names: &[String], people: &People<'_>, year: &Year) -> Option<(i32, usize)> {
        let read = names.iter().position(|name| self.is_first(name)).map(|at| (at, 100));
        let (at, mut score) = read.or_else(|| {
            let head = self.head.as_ref()?;
            names.iter().position(|name| name == head).map(|at| (at, 60))
        })?;
        score -= 3 * i32::try_from(at).unwrap_or(i32::MAX / 4);
        score += match (year.letter, self.letter) {
            (Some(cited), Some(printed)) => {
                if cited == printed {
                    10
                } else {
                    -15
                }
            }
            (None, None) => 2,
            (None, Some('a')) => 1,
            _ => 0,
        };
        score += if self.dated { 5 } else { 0 };
        let further =
            names.iter().skip(at + 1).filter(|name| !self.first.contains(name) && !is_particle(name));
        let mut named = 0;
        for name in further {
            named += 1;
            score += if self.further.contains(name) { 4 } else { -4 };
        }
        score += match (people.others, self.authors) {
            (true, 3..) => 3,
            (true, 1) => -6,
            (false, 3..) if named == 0 => -3,
            (false, authors) if authors == named + 1 => 3,
            _ => 0,
        };
        if let (Some(cited), Some(printed)) = (people.initial.filter(|_| at == 0), self.initial) {
            score += if cited == printed { 6 } else { -12 };
        }
        let whole = names.iter().take(at).rev().take_while(|name| self.first.contains(name)).count();
        Some((score, at - whole))
    }

    /// Whether `name` names the first author: a word of the family name, or the initials of an organisation.
    fn is_first(&self, name: &String) -> bool {
        let initials = || self.first.iter().filter_map(|word| word.chars().next());
        let acronym = || self.first.len() > 2 && initials().eq(name.chars());
        self.first.contains(name) && (!is_particle(name) || self.first.len() == 1) || acronym()
    }
}

/// A name without case, accents, hyphens and apostrophes, so that it is found however it is printed.
pub(super) fn folded(name: &str) -> String {
    let mut folded = fold::folded(name);
    folded.retain(char::is_alphanumeric);
    folded
}

/// The first name in front of the first year of a reference string, folded, and the years in it.
fn head_and_years(raw: &str) -> (Option<String>, Vec<Year>) {
    let head = raw.char_indices().nth(HEAD).map_or(raw.len(), |(at, _)| at);
    let (mut name, mut years): (Option<String>, Vec<Year>) = (None, Vec::new());
    for (at, piece) in pieces(raw) {
        match piece {
            Piece::Name(printed) if years.is_empty() && at < head && name.is_none() => {
                name = Some(folded(printed))
            }
            Piece::Year(year) if years.len() < MOST_YEARS && !years.contains(&year) => years.push(year),
            _ => {}
        }
    }
    (name, years)
}
