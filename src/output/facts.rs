//! What the formats other than BibLaTeX ask of an entry: plain values, people, dates in parts.

use biblatex::{Person, Type};

use crate::bibliography::fit::{ANONYMOUS, NO_DATE, UNTITLED};
use crate::library::Entry;
use crate::library::bib::value::{chunks, rich};

/// An entry as other formats see it.
pub(super) struct Facts<'a> {
    entry: &'a Entry,
    /// The entry type in lower case.
    pub(super) kind: &'a str,
}

/// A date in parts: year, month, day.
pub(super) type Parts = (i32, Option<u8>, Option<u8>);

impl<'a> Facts<'a> {
    pub(super) fn of(entry: &'a Entry) -> Self {
        Self { entry, kind: &entry.kind }
    }

    /// The key.
    pub(super) fn key(&self) -> &'a str {
        &self.entry.key
    }

    /// The value of the field called `name` as Unicode text; what only stands in for a missing one is none.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.entry.value(name).filter(|text| is_said(text))
    }

    /// As [`Facts::value`], with founts in the tags of CSL-JSON.
    pub(super) fn rich(&self, name: &str) -> Option<String> {
        self.entry.fields.get(name).map(|source| rich(name, source)).filter(|text| is_said(text))
    }

    /// The people in the field called `name`, `others` left out.
    pub(super) fn people(&self, name: &str) -> Vec<Person> {
        let source = self.entry.fields.get(name);
        let people = source.and_then(|source| Vec::<Person>::from_chunks(&chunks(name, source)).ok());
        let anonymous = ANONYMOUS.trim_matches(['{', '}']);
        let known = |person: &Person| person.name != "others" && person.name != anonymous;
        people.unwrap_or_default().into_iter().filter(known).collect()
    }

    /// The dates of the field called `name`: one, or the two ends of a range.
    pub(super) fn dates(&self, name: &str) -> Vec<Parts> {
        let value = self.value(name).or_else(|| (name == "date").then(|| self.year_fields()).flatten());
        value.iter().flat_map(|value| value.split('/')).filter_map(parts).collect()
    }

    /// The date in BibTeX's fields `year` and `month`.
    fn year_fields(&self) -> Option<String> {
        let year = self.value("year")?;
        let month = self.value("month").and_then(|month| month.parse::<u8>().ok());
        Some(month.map_or(year.clone(), |month| format!("{year}-{month:02}")))
    }

    /// The date in words, where it cannot be told in parts: `in press`, `c. 1998`.
    pub(super) fn date_in_words(&self) -> Option<String> {
        self.value("date").or_else(|| self.value("year")).filter(|_| self.dates("date").is_empty())
    }

    /// Year and month for BibTeX.
    pub(super) fn year_and_month(&self) -> (Option<String>, Option<u8>) {
        match self.dates("date").as_slice() {
            [(year, month, _)] => (Some(year.to_string()), *month),
            [(first, ..), (last, ..), ..] if first != last => (Some(format!("{first}--{last}")), None),
            [(year, month, _), ..] => (Some(year.to_string()), *month),
            [] => (self.date_in_words(), None),
        }
    }
}

/// Whether `text` says something and does not only stand in for what is missing.
fn is_said(text: &str) -> bool {
    !text.is_empty() && !matches!(text, UNTITLED | NO_DATE)
}

/// The parts of one EDTF date; `None` for an open end or a year with unspecified digits.
fn parts(date: &str) -> Option<Parts> {
    let mut numbers = date.trim_end_matches(['~', '?', '%']).splitn(3, '-');
    let year = numbers.next()?.parse().ok()?;
    let month = numbers.next().and_then(|month| month.parse().ok()).filter(|month| (1..=12).contains(month));
    Some((year, month, month.and(numbers.next()).and_then(|day| day.parse().ok())))
}
