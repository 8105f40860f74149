//! The works that a footnote can cite without giving them in full: those of the article's list, and those that footnotes before it cite.

use std::collections::HashMap;

use crate::bibliography::Reference;
use crate::bibliography::grammar::cross_reference::{others, same};
use crate::bibliography::grammar::name::conjunction;
use crate::bibliography::grammar::short_form::{ShortForm, short_form, short_forms};
use crate::bibliography::grammar::short_title::{ShortTitle, short_title};

/// The works known so far, by the family name of their first author or editor.
#[derive(Default)]
pub(super) struct Known {
    works: Vec<(u32, Reference)>,
    /// Where the work with a number is.
    places: HashMap<u32, usize>,
    families: HashMap<String, Vec<usize>>,
    /// Where in the works the one is that was cited last, of all and of each family name.
    last: Option<usize>,
    last_of: HashMap<String, usize>,
}

/// So many works of a name are looked through for the one that is meant, the last first.
const RECENT: usize = 100;

/// Most bytes of a footnote that cites in short, so that the time is bounded.
const LONGEST: usize = 600;

/// Fewest letters and digits of a title that the begin of another may stand for.
const TITLE: usize = 12;

impl Known {
    /// The references of a list.
    pub(super) fn of(references: &[Reference]) -> Self {
        let mut known = Self::default();
        references.iter().filter_map(|r| Some((r.number?, r))).for_each(|(n, r)| known.add(n, r.clone()));
        known
    }

    /// Adds the work `reference` with its number.
    pub(super) fn add(&mut self, number: u32, reference: Reference) {
        if let Some(family) = family(&reference) {
            self.families.entry(family).or_default().push(self.works.len());
        }
        self.places.insert(number, self.works.len());
        self.works.push((number, reference));
    }

    /// Takes note that the work `number` is cited here.
    pub(super) fn cite(&mut self, number: u32) {
        self.last = self.places.get(&number).copied();
        let of = self.last.and_then(|at| Some((family(&self.works.get(at)?.1)?, at)));
        self.last_of.extend(of);
    }

    /// The number of the work that was cited last.
    pub(super) fn last(&self) -> Option<u32> {
        self.number(self.last?)
    }

    /// The number of the work that `reference` is: one of the same first name, without another year and with the same title, or the begin of it.
    pub(super) fn find(&self, reference: &Reference) -> Option<u32> {
        let (given, own) = (year(reference), title(reference)?);
        let is_it = |at: &usize| {
            let Some((_, known)) = self.works.get(*at) else { return false };
            let same_title = title(known).is_some_and(|known| {
                let (short, long) = if known.len() < own.len() { (&known, &own) } else { (&own, &known) };
                short == long || short.chars().count() >= TITLE && long.starts_with(short.as_str())
            });
            same_title && year(known).zip(given).is_none_or(|(known, given)| known == given)
        };
        self.number(*self.of_family(&family(reference)?).find(|at| is_it(at))?)
    }

    /// The numbers of the works that `raw`, the words of a footnote, cites in short, in order: none if no part of it between semicolons is a
    /// short form and nothing else. `cited_in` says which works the footnote with a label cites.
    pub(super) fn named<'n>(&self, raw: &str, cited_in: impl Fn(&str) -> &'n [u32]) -> Vec<u32> {
        if raw.len() > LONGEST {
            return Vec::new();
        }
        let whole = self.of_part(raw, &cited_in);
        if !whole.is_empty() {
            return whole;
        }
        let parts: Vec<(&str, Vec<u32>)> =
            raw.split(';').map(|part| (part, self.of_part(part.trim(), &cited_in))).collect();
        if parts.iter().all(|(_, numbers)| numbers.is_empty()) {
            return Vec::new();
        }
        let numbers = parts.into_iter().map(|(part, numbers)| match numbers.is_empty() {
            true => self.within(part, &cited_in),
            false => numbers,
        });
        numbers.flatten().collect()
    }

    /// The works that `part` is nothing but the short forms of.
    fn of_part<'n>(&self, part: &str, cited_in: &impl Fn(&str) -> &'n [u32]) -> Vec<u32> {
        match short_forms(true)(part) {
            Ok((_, forms)) => forms.iter().filter_map(|form| self.of_form(form, cited_in)).collect(),
            Err(_) => {
                let titled = short_title(part).ok();
                titled.and_then(|(_, titled)| self.of_title(titled)).into_iter().collect()
            }
        }
    }

    /// The works that `words` cite by name and year among others: `but see Roe (2001, 3), who disagrees`.
    fn within<'n>(&self, words: &str, cited_in: &impl Fn(&str) -> &'n [u32]) -> Vec<u32> {
        let (mut numbers, mut rest) = (Vec::new(), words);
        while let Some(at) = rest.find(char::is_alphabetic) {
            rest = rest.get(at..).unwrap_or_default();
            let form = short_form(rest).ok();
            match form.and_then(|(after, form)| Some((after, self.of_form(&form, cited_in)?))) {
                Some((after, number)) => {
                    numbers.push(number);
                    rest = after;
                }
                None => rest = rest.trim_start_matches(char::is_alphabetic),
            }
        }
        numbers
    }

    /// The work that `form` names by its year, or as one cited before.
    fn of_form<'n>(&self, form: &ShortForm<'_>, cited_in: &impl Fn(&str) -> &'n [u32]) -> Option<u32> {
        let Some(authors) = form.authors else { return self.last() };
        let family = surname(authors);
        let Some(printed) = form.year else {
            let noted = form.note.map_or(&[] as &[u32], cited_in);
            let of_family =
                |number: &&u32| self.of_family(&family).any(|at| self.number(*at) == Some(**number));
            let there = noted.iter().find(of_family).copied();
            return there.or_else(|| self.number(*self.last_of.get(&family)?));
        };
        let (digits, letter) = printed.split_at_checked(4)?;
        let letter = letter.chars().next().filter(char::is_ascii_lowercase);
        let dated = self.dated(&family, digits, authors);
        let Some(letter) = letter else { return self.number(*dated.first()?) };
        let lettered = format!("{digits}{letter}");
        let printed =
            |at: &&usize| self.works.get(**at).is_some_and(|(_, known)| known.raw.contains(&lettered));
        // A list that prints no letters has its works in their order.
        let nth = || dated.get(usize::try_from(u32::from(letter) - u32::from('a')).ok()?);
        self.number(*dated.iter().find(printed).or_else(nth)?)
    }

    /// Where the works of `family` from the year `digits` are that fit the names `authors` best, in the order of their numbers: that have most of them, and
    /// others if the names end in `et al.`, else none.
    fn dated(&self, family: &str, digits: &str, authors: &str) -> Vec<usize> {
        let of_year =
            |at: &&usize| self.works.get(**at).is_some_and(|(_, known)| year(known) == Some(digits));
        let mut dated: Vec<usize> = self.of_family(family).filter(of_year).copied().collect();
        dated.reverse();
        if dated.len() < 2 {
            return dated;
        }
        let names = authors.split(|c: char| !c.is_alphabetic());
        let names: Vec<String> =
            names.filter(|name| name.starts_with(char::is_uppercase)).map(str::to_lowercase).collect();
        let is_rest = |(at, _)| authors.get(at..).is_some_and(|rest| others(rest.trim_start()).is_ok());
        let complete = !authors.match_indices([' ', ',']).any(is_rest);
        let fit = |at: &usize| {
            let people =
                self.works.get(*at).and_then(|(_, known)| people(known)).unwrap_or_default().to_lowercase();
            let found = names.iter().filter(|name| people.contains(name.as_str())).count();
            (found, (people.split(" and ").count() <= names.len()) == complete)
        };
        let fits: Vec<_> = dated.iter().map(fit).collect();
        let best = fits.iter().max();
        dated.iter().zip(&fits).filter(|(_, fit)| Some(*fit) == best).map(|(at, _)| *at).collect()
    }

    /// The work that is named by the begin of its title; without one, the only work of that name.
    fn of_title(&self, titled: ShortTitle<'_>) -> Option<u32> {
        let family = match same(titled.names) {
            Ok(_) => family(&self.works.get(self.last?)?.1)?,
            Err(_) => surname(titled.names),
        };
        let mut works = self.of_family(&family);
        let Some(short) = titled.title.map(plain) else {
            let only = works.next()?;
            return if works.next().is_none() { self.number(*only) } else { None };
        };
        let begins = |at: &&usize| {
            let known = self.works.get(**at).and_then(|(_, known)| title(known));
            known.is_some_and(|known| known.starts_with(&short))
        };
        self.number(*works.find(begins)?)
    }

    /// Where the works of `family` are, the last first.
    fn of_family(&self, family: &str) -> impl Iterator<Item = &usize> {
        self.families.get(family).into_iter().flatten().rev().take(RECENT)
    }

    fn number(&self, at: usize) -> Option<u32> {
        self.works.get(at).map(|(number, _)| *number)
    }
}

/// The authors of `reference`, else its editors.
fn people(reference: &Reference) -> Option<&str> {
    reference.value("author").or_else(|| reference.value("editor"))
}

/// The last word of the first family name of `reference`, in lower case.
fn family(reference: &Reference) -> Option<String> {
    let first = people(reference)?.split(" and ").next()?;
    let family = first.split(',').next()?.split_whitespace().next_back()?;
    Some(family.trim_matches(['{', '}']).to_lowercase()).filter(|family| !family.is_empty())
}

/// The last word of the first of `names`, which have the given names in front if any, in lower case: `roe` of `Ann Roe/Carl Doe`.
fn surname(names: &str) -> String {
    let first = names.split(['/', '&', ',', ';']).next().unwrap_or_default();
    let words = first.split_whitespace().take_while(|word| conjunction(word).is_err());
    words.filter(|word| word.starts_with(char::is_uppercase)).last().unwrap_or_default().to_lowercase()
}

/// The four digits of the year of `reference`.
fn year(reference: &Reference) -> Option<&str> {
    reference.value("date").and_then(|date| date.get(..4))
}

/// The title of `reference`, plain.
fn title(reference: &Reference) -> Option<String> {
    reference.value("title").map(plain).filter(|title| !title.is_empty())
}

/// The letters and digits of `title` in lower case, without the article in front, which short titles leave out (Chicago Manual of Style, 17th ed., 14.33).
fn plain(title: &str) -> String {
    const ARTICLES: &[&str] = &[
        "a", "an", "the", "der", "die", "das", "le", "la", "les", "il", "lo", "gli", "el", "los", "las",
        "un", "une", "ein", "eine",
    ];
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let article = words.len() > 1 && words.first().is_some_and(|word| ARTICLES.contains(&word.as_str()));
    words.get(usize::from(article)..).unwrap_or_default().concat()
}
