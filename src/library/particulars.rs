//! What entries print beside title, first author's family name and year, and whether it speaks against one work.
//!
//! Nothing that only one of two prints counts. What both print is weighed, since references have misprints: a
//! volume that belies another parts two books, and two articles only where little else agrees.

use super::bib::value::plain;
use super::own::Name;
use super::works::squash;
use crate::bibliography::fit::roman;
use crate::bibliography::key::STOP_WORDS;
use crate::bibliography::normalise::counter::edition;
use crate::bibliography::normalise::pages::pages;
use crate::fold::folded;

/// What an entry prints that tells works of one title from each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Particulars {
    /// The name of the first author, else editor.
    name: Option<Name>,
    /// Whether the title is one that few works have.
    is_telling: bool,
    /// The words of the journal's name.
    journal: Vec<String>,
    /// The words of the title of the book or the proceedings that it is in.
    book: Vec<String>,
    publisher: String,
    /// The numbers in volume and part, in the issue or the number in a series, and in the edition.
    volume: Vec<u64>,
    part: Vec<u64>,
    number: Vec<u64>,
    edition: Vec<u64>,
    /// First and last page, or the number of the article.
    pages: Option<(u64, u64)>,
    eid: Vec<u64>,
    /// The ISBNs, by the digits that those of 10 and of 13 share.
    isbn: Vec<String>,
}

/// How much speaks for one work, and how much against it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Balance {
    pub(super) pro: u32,
    pub(super) contra: u32,
}

/// What one field says of two works: that they are one, nothing, or that they are two.
type Verdict = Option<bool>;

/// More than all that can speak for one work.
const DECISIVE: u32 = 100;

/// Titles of one word (`Editorial`, `Introduction`) or of fewer letters belong to many works.
const SHORTEST_TITLE: usize = 12;

impl Particulars {
    /// Those of an entry, whose first author or editor is called `name`; `field` gives the LaTeX source of a field.
    pub(super) fn of<'a>(name: &str, field: impl Fn(&str) -> Option<&'a str>) -> Self {
        let value = |names: &[&str]| {
            names.iter().find_map(|name| field(name).map(|source| plain(name, source))).unwrap_or_default()
        };
        let year = numbers(&value(&["date", "year"])).first().copied();
        // Some journals count by years, some programs put the year there.
        let counted = |names: &[&str]| {
            let mut numbers = numbers(&value(names));
            numbers.retain(|number| Some(*number) != year);
            numbers
        };
        let title = value(&["title"]);
        let pages = numbers(&pages(&value(&["pages"])));
        let mut edition = numbers(&edition(&value(&["edition"])));
        edition.truncate(1);
        edition.retain(|number| Some(*number) != year);
        Self {
            name: Name::of(name),
            is_telling: title.split_whitespace().nth(1).is_some()
                && squash(&title).chars().count() >= SHORTEST_TITLE,
            journal: words(&value(&["journaltitle", "journal"])),
            book: words(&value(&["booktitle"])),
            publisher: squash(&value(&["publisher"])),
            volume: counted(&["volume"]),
            part: counted(&["part"]),
            number: counted(&["number", "issue"]),
            edition,
            pages: pages.first().map(|&first| (first, pages.get(1).copied().unwrap_or(first))),
            eid: numbers(&value(&["eid"])),
            isbn: isbns(&value(&["isbn"])),
        }
    }

    /// What both say, weighed.
    pub(super) fn balance(&self, other: &Self) -> Balance {
        let name = self.name.as_ref().zip(other.name.as_ref()).map(|(a, b)| !a.is_another(b));
        let is_part = |p: &Self| !p.journal.is_empty() || !p.book.is_empty();
        let is_part = is_part(self) || is_part(other);
        let journals = one_name(&self.journal, &other.journal);
        let host = || one_name(self.host(), other.host());
        let volume = if is_part { 3 } else { DECISIVE };
        let isbn = if is_part { 1 } else { DECISIVE };
        // Each with its weight for one work and against it.
        let verdicts = [
            (name, 1, 2),
            (self.is_telling.then_some(true), 1, 0),
            (journals, 1, 2),
            // The same conference has many names.
            (if journals.is_none() { host() } else { None }, 1, 1),
            (one_publisher(&self.publisher, &other.publisher), 1, 0),
            (shared(&self.volume, &other.volume), 1, volume),
            (shared(&self.part, &other.part), 1, volume),
            (shared(&self.number, &other.number), 1, if is_part { 1 } else { 2 }),
            (shared(&self.edition, &other.edition), 1, DECISIVE),
            // The pages of a book are those that are cited.
            (if is_part { self.one_place(other) } else { None }, 2, 2),
            (shared(&self.isbn, &other.isbn), 2, isbn),
        ];
        let mut balance = Balance::default();
        for (verdict, pro, contra) in verdicts {
            match verdict {
                Some(true) => balance.pro += pro,
                Some(false) => balance.contra += contra,
                None => {}
            }
        }
        balance
    }

    /// The name of what it is in.
    fn host(&self) -> &[String] {
        if self.journal.is_empty() { &self.book } else { &self.journal }
    }

    /// Whether both stand at one place: they begin on one page, or have one number.
    fn one_place(&self, other: &Self) -> Verdict {
        let pages = self.pages.zip(other.pages).and_then(|(a, b)| {
            // One may print only a page that it cites.
            let within = |(first, _): (u64, u64), (from, to): (u64, u64)| (from..=to).contains(&first);
            if a.0 == b.0 { Some(true) } else { (!within(a, b) && !within(b, a)).then_some(false) }
        });
        let crossed = |a: &Self, b: &Self| a.pages.is_some_and(|(first, _)| b.eid.contains(&first));
        let crossed = (crossed(self, other) || crossed(other, self)).then_some(true);
        pages.or(crossed).or_else(|| shared(&self.eid, &other.eid))
    }
}

impl Balance {
    /// Whether they are two works.
    pub(super) const fn is_against(self) -> bool {
        self.contra > 0 && self.contra >= self.pro
    }

    /// The larger, the surer it is that they are one.
    pub(super) fn surplus(self) -> i64 {
        i64::from(self.pro) - i64::from(self.contra)
    }
}

/// Whether two lists have something in common; nothing if one is empty.
fn shared<T: PartialEq>(a: &[T], b: &[T]) -> Verdict {
    (!a.is_empty() && !b.is_empty()).then(|| a.iter().any(|one| b.contains(one)))
}

/// The numbers in `printed`, in digits, else Roman: 12 and 3 of `12(3)`, 4 of `Vol. IV`.
fn numbers(printed: &str) -> Vec<u64> {
    let digits = printed.split(|c: char| !c.is_ascii_digit());
    let digits: Vec<u64> = digits.filter_map(|run| run.parse().ok()).collect();
    if !digits.is_empty() {
        return digits;
    }
    let words = printed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter_map(roman).map(u64::from).collect()
}

/// The ISBNs in `printed`: without `978` and check digit, so that one of 10 digits is the same as that of 13.
fn isbns(printed: &str) -> Vec<String> {
    let parts = printed.split(|c: char| c.is_whitespace() || ",;/".contains(c));
    let signs = |part: &str| part.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let core = |isbn: String| match isbn.len() {
        10 => isbn.get(..9).map(str::to_owned),
        13 => Some(isbn.get(..12)?.trim_start_matches("978").to_owned()),
        _ => None,
    };
    parts.map(signs).filter_map(core).collect()
}

/// The words of a name, folded, without those that say nothing.
fn words(name: &str) -> Vec<String> {
    let name = folded(name);
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !STOP_WORDS.contains(word)).map(str::to_owned).collect()
}

/// Whether two names are of one journal or book, one or both perhaps abbreviated; nothing where one has more words.
fn one_name(a: &[String], b: &[String]) -> Verdict {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.concat() == long.concat() {
        return Some(true);
    }
    let mut rest = long.iter();
    let abbreviated = short.iter().all(|word| rest.any(|other| one_word(word, other)));
    if abbreviated {
        return (short.len() == long.len()).then_some(true);
    }
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    match short {
        [word] if long.len() > 1 && *word == initials => Some(true),
        // PNAS is that of the United States of America.
        [word] if word.chars().nth(1).is_some() && initials.starts_with(word.as_str()) => None,
        _ => Some(false),
    }
}

/// Whether one of two words abbreviates the other: it begins with its letter, and has its letters in their order.
fn one_word(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|other| other == c))
}

/// Whether two publishers are one, one perhaps in short; that they are two tells nothing: houses merge.
fn one_publisher(a: &str, b: &str) -> Verdict {
    (!a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a))).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_journals_and_books() {
        for (a, b, expected) in [
            ("Proc. Natl. Acad. Sci.", "Proceedings of the National Academy of Sciences", Some(true)),
            ("PNAS", "Proceedings of the National Academy of Sciences", Some(true)),
            ("PNAS", "Proc. Natl. Acad. Sci. U.S.A.", None),
            ("Z. Phys.", "Zeitschrift für Physik", None),
            ("The Lancet", "Lancet", Some(true)),
            ("N Engl J Med", "The New England Journal of Medicine", Some(true)),
            ("Analyst", "Analyst Journal", None),
            ("Nature", "Neuron", Some(false)),
            ("Water", "Sand", Some(false)),
            ("", "Sand", None),
        ] {
            assert_eq!(one_name(&words(a), &words(b)), expected, "{a}: {b}");
            assert_eq!(one_name(&words(b), &words(a)), expected, "{b}: {a}");
        }
    }

    #[test]
    fn numbers_however_printed() {
        for (printed, expected) in
            [("12(3)", &[12, 3][..]), ("Vol. IV", &[4]), ("S12", &[12]), ("Suppl.", &[]), ("", &[])]
        {
            assert_eq!(numbers(printed), expected, "{printed}");
        }
        assert_eq!(isbns("0-201-89683-4, 978-0-201-89683-1"), ["020189683", "020189683"]);
    }
}
