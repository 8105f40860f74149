//! One work listed twice.

use std::collections::HashMap;
use std::rc::Rc;

use super::prelude::*;
use crate::library::works::family;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF008",
    name: "duplicate-reference",
    family: Family::References,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "Two references or entries describe the same work.",
    why: "The claims that rest on one source look as if they rested on two. Two works count as one if they \
          share an identifier, or title, first author and year, punctuation and case aside (of titles as short as \
          `Editorial`, if no other field differs), or, with slips in \
          title, name or year, if they stand at the same page of the same volume; parts of one book that \
          share its ISBN do not.",
    help: "keep one of them and let all citations point at it",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On the Growth of Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On the Fall of Trade. Journal of Trade, 6: 11-19.\n\
         3. Weber, A., 2001. On the growth of ties. Journal of Trade, 4: 1-9.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On the Growth of Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On the Fall of Trade. Journal of Trade, 6: 11-19.\n\
         3. Weber, A., 2002. On the Growth of Wages. Journal of Trade, 5: 1-9.\n",
    ),
    check: Check::Works(check),
};

fn check(works: &Works<'_>) -> Vec<Fault> {
    let mut seen: HashMap<String, &Work<'_>> = HashMap::new();
    let mut blocks: HashMap<String, Vec<Rc<Known<'_>>>> = HashMap::new();
    let mut faults = Vec::new();
    for work in &works.works {
        let (marks, known) = (marks(work), Rc::new(Known::of(work)));
        let alike = || {
            let near = known.blocks.iter().filter_map(|block| blocks.get(block));
            near.flat_map(|near| near.iter().rev().take(NEAR))
                .find(|other| known.is_again(other))
                .map(|k| k.work)
        };
        match marks.iter().find_map(|mark| seen.get(mark).copied()).or_else(alike) {
            Some(first) if first.key != work.key => faults.push(
                Fault::new(work.place, format!("{} is the same work as {}", work.name(), first.name()))
                    .related(first.place, "the other one"),
            ),
            Some(_) => {}
            None => {
                seen.extend(marks.into_iter().map(|mark| (mark, work)));
                for block in &known.blocks {
                    blocks.entry(block.clone()).or_default().push(Rc::clone(&known));
                }
            }
        }
    }
    faults
}

/// So many works that share a trait are compared with one: more share the commonest.
const NEAR: usize = 12;

/// A work as it is compared with others.
struct Known<'a> {
    work: &'a Work<'a>,
    title: String,
    /// Numbers in the title, Roman ones too: `Part II` is not `Part III`.
    numbers: Vec<String>,
    author: String,
    year: String,
    volume: String,
    page: String,
    doi: String,
    /// Of a reference as printed, its numbers and its letters; empty for an entry.
    printed: (Vec<String>, String),
    /// Traits of which two must share one to be compared.
    blocks: Vec<String>,
}

impl<'a> Known<'a> {
    fn of(work: &'a Work<'a>) -> Self {
        let value = |name| work.part(name).map(|part| part.value.as_str()).unwrap_or_default();
        let title = squash(value("title"));
        let author = family(value("author"));
        let year = work.year().map(|year| year.to_string()).unwrap_or_default();
        let page = value("pages").split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
        let volume = value("volume").to_owned();
        let begin: String = title.chars().take(16).collect();
        let traits = [[&author, &year, ""], [&year, &volume, &page], [&author, &begin, "title"]];
        let full = traits.iter().filter(|[a, b, _]| !a.is_empty() && !b.is_empty());
        let mut blocks: Vec<String> = full.map(|parts| parts.join(" ")).collect();
        let raw = work.reference.map(|reference| reference.raw.as_str()).unwrap_or_default();
        let printed =
            (numbers(raw), raw.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect());
        if printed.0.len() >= FEWEST_NUMBERS {
            blocks.push(printed.0.join(" "));
        }
        let (numbers, doi) = (numbers(value("title")), bare(value("doi")));
        Self { work, title, numbers, author, year, volume, page, doi, printed, blocks }
    }

    /// Whether `other` is this work once more, a slip of the pen in title, name or year allowed: it must stand at the
    /// same place of the same volume then. Nothing may contradict that which is no slip.
    fn is_again(&self, other: &Self) -> bool {
        // With year, volume and pages the same, and nearly the same words, whatever ibid made of them.
        let numbered = self.printed.0.len() >= FEWEST_NUMBERS && self.printed.0 == other.printed.0;
        if numbered && strsim::normalized_levenshtein(&self.printed.1, &other.printed.1) >= ALIKE {
            return true;
        }
        let same = |a: &str, b: &str| !a.is_empty() && a == b;
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        let short = self.title.chars().count().min(other.title.chars().count()) < SHORTEST_TITLE;
        let elsewhere = differ(&self.volume, &other.volume) || differ(&self.page, &other.page);
        if short {
            return self.is_copy(other);
        }
        if self.numbers != other.numbers || elsewhere || differ(&self.doi, &other.doi) {
            return false;
        }
        let (author, year) = (same(&self.author, &other.author), same(&self.year, &other.year));
        if author && year && self.title == other.title {
            let value = |work: &'a Work<'a>, name| {
                work.part(name).map(|part| part.value.as_str()).unwrap_or_default()
            };
            let other_issue = |name| differ(value(self.work, name), value(other.work, name));
            return self.work.kind == other.work.kind
                && !["number", "edition", "url"].iter().any(|name| other_issue(name));
        }
        let placed = same(&self.volume, &other.volume) && same(&self.page, &other.page);
        placed && (author || year) && strsim::normalized_levenshtein(&self.title, &other.title) >= ALIKE
    }

    /// Whether `other`, whose title is as short, has the same kind, names, title and year, and nothing that speaks against it.
    fn is_copy(&self, other: &Self) -> bool {
        fn value<'w>(known: &Known<'w>, name: &str) -> &'w str {
            known.work.part(name).map(|part| part.value.as_str()).unwrap_or_default()
        }
        let same = |name: &str| !value(self, name).is_empty() && value(self, name) == value(other, name);
        let differ = |name: &&str| {
            let (a, b) = (value(self, name), value(other, name));
            !a.is_empty() && !b.is_empty() && squash(a) != squash(b)
        };
        let whole = same("title") && same("author") && !self.year.is_empty() && self.year == other.year;
        // Of a reference as printed, not all fields are sure.
        let printed = self.printed.0 == other.printed.0
            && strsim::normalized_levenshtein(&self.printed.1, &other.printed.1) >= ALIKE;
        whole && printed && self.work.kind == other.work.kind && !TELLING.iter().any(differ)
    }
}

/// The fields that tell works of one title, author and year apart.
const TELLING: [&str; 13] = [
    "subtitle", "journaltitle", "booktitle", "maintitle", "series", "volume", "number", "pages", "edition",
    "doi", "url", "isbn", "date",
];

/// How much two titles, or references, have in common that differ by slips.
const ALIKE: f64 = 0.85;

/// So many numbers two references share: year, volume and two pages.
const FEWEST_NUMBERS: usize = 4;

/// The numbers in `title`, in digits or Roman.
fn numbers(title: &str) -> Vec<String> {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let number = |word: &&str| {
        word.contains(|c: char| c.is_ascii_digit()) || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
    };
    words.filter(number).map(str::to_owned).collect()
}

/// What only this work has: its identifiers, and its title with first author and year.
fn marks(work: &Work<'_>) -> Vec<String> {
    let identifiers =
        work.parts(&["doi", "eprint", "pmid"]).map(|p| format!("{} {}", p.name, bare(&p.value)));
    let title = work.part("title").map(|p| folded(&p.value)).filter(|t| t.chars().count() >= SHORTEST_TITLE);
    let author = work.part("author").map(|p| family(&p.value));
    let rest = ["volume", "number", "pages", "edition"].map(|n| work.part(n).map_or("", |p| &p.value));
    // Pages of one site share title, author and year; what tells them apart is the address.
    let address = if rest.iter().all(|part| part.is_empty()) {
        work.part("url").map(|p| folded(&p.value))
    } else {
        None
    };
    let content = title.zip(author).zip(work.year());
    let content = content.map(|((title, author), year)| {
        format!("{author} {year} {title} {} {}", rest.join(" "), address.unwrap_or_default())
    });
    // The same words are the same work, whatever ibid made of them.
    let words = work.reference.map(|reference| folded(&reference.raw));
    let words = words.filter(|words| words.chars().count() >= SHORTEST_REFERENCE);
    identifiers.chain(content).chain(words).collect()
}

/// Shorter titles ("Introduction", "Editorial") belong to many works.
const SHORTEST_TITLE: usize = 12;

/// Shorter references ("ibid., p. 3") can repeat.
const SHORTEST_REFERENCE: usize = 40;

/// An identifier without case and resolver.
fn bare(value: &str) -> String {
    let value = value.to_lowercase();
    value.rsplit_once("doi.org/").map_or(value.as_str(), |(_, doi)| doi).to_owned()
}

/// The letters and digits of `words`, lower case.
fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
