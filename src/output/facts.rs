//! What the formats other than BibLaTeX ask of an entry: plain values, people, dates in parts.

use std::collections::BTreeMap;

use biblatex::{Person, Type};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1};
use nom::character::complete::char;
use nom::combinator::{all_consuming, opt, recognize};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::language;
use crate::bibliography::datamodel::canonical_type;
use crate::bibliography::fit::{ANONYMOUS, NO_DATE, UNTITLED};
use crate::bibliography::normalise::kind_of_work::in_words;
use crate::bibliography::normalise::{self, identifier};
use crate::library::Entry;
use crate::library::bib::date::{self, Date};
use crate::library::bib::value::{chunks, plain, rich};

/// An entry as other formats see it.
pub(super) struct Facts<'a> {
    entry: &'a Entry,
    /// The entry type, of the common ones that other programs have types for: `book` of a `@mvbook`.
    pub(super) kind: &'a str,
}

/// The types that stand for special ones in other formats (manual, 2.1.1).
const COMMON: &[(&str, &str)] = &[
    ("bookinbook", "inbook"),
    ("inreference", "incollection"),
    ("mvbook", "book"),
    ("mvcollection", "collection"),
    ("mvproceedings", "proceedings"),
    ("mvreference", "collection"),
    ("reference", "collection"),
    ("suppbook", "inbook"),
    ("suppcollection", "incollection"),
    ("suppperiodical", "article"),
];

impl<'a> Facts<'a> {
    pub(super) fn of(entry: &'a Entry) -> Self {
        let kind = canonical_type(&entry.kind);
        let common = COMMON.iter().find(|(special, _)| *special == kind).map_or(kind, |(_, common)| common);
        Self { entry, kind: common }
    }

    /// The key.
    pub(super) fn key(&self) -> &'a str {
        &self.entry.key
    }

    /// The value of the field called `name` as Unicode text; what only stands in for a missing one is none.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let text = self.entry.value(name).filter(|text| is_said(text))?;
        Some(bare(name, &text).unwrap_or(text))
    }

    /// As [`Facts::value`], with founts in the tags of CSL-JSON.
    pub(super) fn rich(&self, name: &str) -> Option<String> {
        self.entry.fields.get(name).map(|source| rich(name, source)).filter(|text| is_said(text))
    }

    /// The title in the field called `name` and its subtitle, which other formats have in one; as `read` has them.
    pub(super) fn whole_title(
        &self,
        name: &str,
        read: impl Fn(&Self, &str) -> Option<String>,
    ) -> Option<String> {
        let subtitle = name.strip_suffix("title").map(|host| format!("{host}subtitle"));
        let subtitle = subtitle.and_then(|name| read(self, &name));
        Some(match (read(self, name), subtitle) {
            (Some(title), Some(subtitle)) => title.clone() + between_titles(&title) + &subtitle,
            (title, subtitle) => title.or(subtitle)?,
        })
    }

    /// The kind of a thesis, report or patent in words, as its `type` or the old name of the entry type says it.
    pub(super) fn genre(&self) -> Option<String> {
        self.genre_key().map(|name| in_words(&name).to_owned())
    }

    /// As [`Facts::genre`]; one that BibLaTeX localises by its key: `phdthesis`.
    pub(super) fn genre_key(&self) -> Option<String> {
        let own = match self.entry.kind.as_str() {
            "mastersthesis" => Some("mathesis"),
            kind @ ("phdthesis" | "techreport") => Some(kind),
            _ => None,
        };
        self.value("type").or_else(|| own.map(str::to_owned))
    }

    /// The state of publication in words: `in press`.
    pub(super) fn state(&self) -> Option<String> {
        self.value("pubstate").map(|state| in_words(&state).to_owned())
    }

    /// The code of the language, `de`; a name without one as it stands.
    pub(super) fn language(&self) -> Option<String> {
        let name = self.value("langid").or_else(|| self.value("language"))?;
        Some(language::code(&name).to_owned())
    }

    /// The address: that in `url`, else the one that `howpublished` is.
    pub(super) fn url(&self) -> Option<String> {
        self.value("url").or_else(|| {
            let source = self.entry.fields.get("howpublished")?.trim();
            let (_, address) = all_consuming(address).parse(source).ok()?;
            Some(plain("url", address))
        })
    }

    /// Whether the field called `name` has more people than it names.
    pub(super) fn has_others(&self, name: &str) -> bool {
        self.entry.fields.get(name).is_some_and(|source| source.trim_end().ends_with(" and others"))
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
    pub(super) fn dates(&self, name: &str) -> Vec<Date> {
        let value = self.date_source(name);
        let value = value.or_else(|| (name == "date").then(|| self.year_fields()).flatten());
        value.map(|value| date::dates(&value)).unwrap_or_default()
    }

    /// The source of the field called `name`, in which a tilde is no blank but means `circa`.
    fn date_source(&self, name: &str) -> Option<String> {
        let source = self.entry.fields.get(name).map(|source| source.replace(['{', '}'], ""));
        source.filter(|source| is_said(source))
    }

    /// The date in BibTeX's fields `year` and `month`.
    fn year_fields(&self) -> Option<String> {
        let source = self.date_source("year")?;
        if let Ok((_, (first, last))) = all_consuming(date::years).parse(source.trim()) {
            return Some(format!("{first}/{last}"));
        }
        let is_year = source.bytes().all(|byte| byte.is_ascii_digit());
        let Some(month) = self.value("month").filter(|_| is_year) else { return Some(source) };
        match month.parse::<u8>() {
            Ok(month) => Some(format!("{source}-{month:02}")),
            Err(_) => {
                let read = normalise::date::date(&format!("{month} {source}")).edtf;
                Some(read.filter(|date| date.starts_with(&source)).unwrap_or(source))
            }
        }
    }

    /// The source of the field `month`, where it is more or less than one month: `May--June`, `Autumn`, `15~June`.
    pub(super) fn month_as_written(&self) -> Option<&'a str> {
        let is_month = |dates: &[Date]| match dates {
            [date] => date.month.is_some() && date.day.is_none(),
            _ => false,
        };
        let month = self.entry.fields.get("month").filter(|month| !month.trim().is_empty())?;
        (!self.entry.fields.contains_key("date") && !is_month(&self.dates("date"))).then_some(month)
    }

    /// The field `month` in words, where the dates do not tell what it says.
    pub(super) fn month_in_words(&self) -> Option<String> {
        let is_told = |date: &Date| date.month.is_some() || date.season.is_some();
        self.month_as_written().filter(|_| !self.dates("date").iter().any(is_told))?;
        self.value("month")
    }

    /// The date in words, where it cannot be told in parts: `in press`, `c. 1998`.
    pub(super) fn date_in_words(&self) -> Option<String> {
        let words = self.value("date").or_else(|| self.value("year"))?;
        // A tilde at the end of a date is a blank to LaTeX.
        Some(words.trim().to_owned()).filter(|_| self.dates("date").is_empty())
    }
}

/// The identifier in the field called `name` that `text` has in an address or behind its name, `https://doi.org/10.1000/182`,
/// `arXiv:2001.00001`; `None` where it stands by itself.
pub(super) fn bare(name: &str, text: &str) -> Option<String> {
    let text = text.trim();
    match name {
        "doi" if !text.starts_with("10.") => identifier::doi(text),
        "eprint" if !text.starts_with(|c: char| c.is_ascii_digit()) => {
            let lower = text.to_ascii_lowercase();
            let is_wrapped = lower.starts_with("arxiv:") || lower.contains("arxiv.org/");
            is_wrapped.then(|| identifier::eprint(text).number).filter(|number| !number.is_empty())
        }
        _ => None,
    }
}

/// Puts the subtitles in `sources`, the fields of an entry, behind their titles, for formats without fields for them.
pub(super) fn join_titles(sources: &mut BTreeMap<String, String>) {
    for title in ["title", "booktitle", "maintitle", "journaltitle"] {
        let Some(subtitle) = sources.remove(&title.replace("title", "subtitle")) else { continue };
        let whole = sources.entry(title.to_owned()).or_default();
        if !whole.is_empty() {
            *whole += between_titles(&plain(title, whole));
        }
        *whole += &subtitle;
    }
}

/// What stands between `title` and its subtitle.
fn between_titles(title: &str) -> &'static str {
    if title.ends_with(['?', '!', ':']) { " " } else { ": " }
}

/// `address = "\url" group / "\nolinkurl" group / group / url`, where `group = "{" url "}"`
///
/// Accepts `\url{http://x.org/a_b}`, `https://x.org`; refuses `Talk at \url{http://x.org}`.
fn address(i: &str) -> IResult<&str, &str> {
    let command = opt(alt((tag("\\url"), tag("\\nolinkurl"))));
    alt((preceded(command, delimited(char('{'), url, char('}'))), url)).parse(i)
}

/// `url = ( "http://" / "https://" ) 1*( any but blanks and braces )`
///
/// Accepts `https://x.org/a~b`; refuses `www.x.org`.
fn url(i: &str) -> IResult<&str, &str> {
    let rest = take_till1(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
    recognize((alt((tag("http://"), tag("https://"))), rest)).parse(i)
}

/// Whether `text` says something and does not only stand in for what is missing.
fn is_said(text: &str) -> bool {
    !text.is_empty() && !matches!(text, UNTITLED | NO_DATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_alone() {
        for (source, want) in [
            ("\\url{http://x.org/a_b}", Some("http://x.org/a_b")),
            ("{https://x.org/~b}", Some("https://x.org/~b")),
            ("https://x.org", Some("https://x.org")),
            ("Talk at \\url{http://x.org}", None),
            ("\\url{http://x.org", None),
        ] {
            assert_eq!(all_consuming(address).parse(source).ok().map(|(_, url)| url), want, "{source}");
        }
    }
}
