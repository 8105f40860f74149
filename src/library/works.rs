//! Which entries are of one work: DOI, else preprint number, else normalised title, first author and year, unless
//! what else they print (initials, volume, edition, pages, journal, book, ISBN) shows that they are two.

use std::cmp::Reverse;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::Entry;
use super::bib::value::plain;
use super::particulars::Particulars;

/// What tells a work from others, out of the fields of one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The DOI, lower case, without resolver.
    pub doi: Option<String>,
    /// The preprint number, lower case, without version.
    pub eprint: Option<String>,
    /// Title and subtitle: letters and digits, lower case, without accents.
    pub title: String,
    /// The last word of the first author's (else editor's) family name, normalised as the title.
    pub author: String,
    /// The year: the first four digits in a row of the date.
    pub year: String,
    /// What else can tell it from others.
    pub(super) particulars: Particulars,
}

/// How two entries are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// One work; says by what.
    Same(Evidence),
    /// The same title and author's family name, yet not one publication: a preprint, another volume or edition, a
    /// reprint, a work of another author of that name.
    Related,
    /// Nothing in common that counts.
    Other,
}

/// What shows that two entries are of one work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// They have one DOI.
    Doi,
    /// They have one preprint number.
    Eprint,
    /// Title, first author and year agree, and neither DOI nor anything else speaks against it.
    TitleAuthorYear,
}

impl Evidence {
    /// In words: `same DOI`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Doi => "same DOI",
            Self::Eprint => "same preprint number",
            Self::TitleAuthorYear => "same title, first author and year",
        }
    }
}

impl Identity {
    /// The identity of an entry; `field` gives the LaTeX source of a field by name.
    pub fn of<'a>(field: impl Fn(&str) -> Option<&'a str>) -> Self {
        let first = |names: &[&str]| {
            let found = names.iter().find_map(|name| field(name).map(|source| plain(name, source)));
            found.unwrap_or_default()
        };
        let title = format!("{} {}", first(&["title"]), first(&["subtitle"]));
        let name = first_name(field("author").or_else(|| field("editor")).unwrap_or_default());
        Self {
            doi: field("doi").map(doi).filter(|d| !d.is_empty()),
            eprint: field("eprint").map(eprint).filter(|e| !e.is_empty()),
            title: squash(&title),
            author: family(&name),
            year: year(&first(&["date", "year"])),
            particulars: Particulars::of(&name, &field),
        }
    }

    /// That of `entry`.
    pub fn of_entry(entry: &Entry) -> Self {
        Self::of(|name| entry.fields.get(name).map(String::as_str))
    }

    /// How the works of two entries are related.
    pub fn relation(&self, other: &Self) -> Relation {
        let words = !self.title.is_empty() && self.title == other.title && self.author == other.author;
        let both = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some();
        if both(&self.doi, &other.doi) {
            let same = Relation::Same(Evidence::Doi);
            return if self.doi == other.doi {
                same
            } else if words {
                Relation::Related
            } else {
                Relation::Other
            };
        }
        if both(&self.eprint, &other.eprint) && self.eprint == other.eprint {
            return Relation::Same(Evidence::Eprint);
        }
        // A preprint that became an article has a number of its own and often another year.
        match words {
            true if self.eprint.is_some() != other.eprint.is_some() => Relation::Related,
            true if self.year == other.year && !self.year.is_empty() => {
                match self.particulars.balance(&other.particulars).is_against() {
                    true => Relation::Related,
                    false => Relation::Same(Evidence::TitleAuthorYear),
                }
            }
            true => Relation::Related,
            false => Relation::Other,
        }
    }

    /// Whether the two cannot be one work, whatever a third says of both: they have different DOIs, or are only
    /// related.
    pub fn is_another(&self, other: &Self) -> bool {
        let dois = self.doi.as_ref().zip(other.doi.as_ref());
        dois.is_some_and(|(a, b)| a != b) || self.relation(other) == Relation::Related
    }

    /// How sure it is that `other`, related by `evidence`, is the same work.
    fn likeness(&self, other: &Self, evidence: Evidence) -> (bool, i64) {
        (evidence != Evidence::TitleAuthorYear, self.particulars.balance(&other.particulars).surplus())
    }

    /// The names under which an index keeps the work.
    fn names(&self) -> impl Iterator<Item = String> + '_ {
        let doi = self.doi.iter().map(|doi| format!("doi {doi}"));
        let eprint = self.eprint.iter().map(|eprint| format!("eprint {eprint}"));
        let words = (!self.title.is_empty()).then(|| format!("words {} {}", self.title, self.author));
        doi.chain(eprint).chain(words)
    }
}

/// Works by what identifies them; look-ups cost no more with a larger library.
#[derive(Debug, Clone, Default)]
pub struct Works {
    identities: Vec<Identity>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Works {
    /// Adds a work; its number is that of the call, from 0.
    pub fn add(&mut self, identity: Identity) {
        let number = self.identities.len();
        for name in identity.names() {
            self.by_name.entry(name).or_default().push(number);
        }
        self.identities.push(identity);
    }

    /// The numbers of all that are the same work as `identity` or related to it, ascending.
    pub fn relations(&self, identity: &Identity) -> Vec<(usize, Relation)> {
        let mut found: Vec<usize> =
            identity.names().filter_map(|name| self.by_name.get(&name)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        let relation = |n: usize| Some((n, self.identities.get(n)?.relation(identity)));
        found.into_iter().filter_map(relation).filter(|(_, r)| *r != Relation::Other).collect()
    }

    /// The numbers of those among the works that `is_there` accepts that are the same work as `identity`, ascending:
    /// the one that is most like it and what is one work with that. None where several are as much like it that are
    /// different works, as the volumes of one book are like a reference that names none.
    pub fn same(&self, identity: &Identity, is_there: impl Fn(usize) -> bool) -> Vec<usize> {
        let relations = self.relations(identity).into_iter().filter(|(n, _)| is_there(*n));
        let mut found: Vec<_> = relations
            .filter_map(|(n, relation)| {
                let Relation::Same(evidence) = relation else { return None };
                let work = self.identities.get(n)?;
                Some((work.likeness(identity, evidence), n, work))
            })
            .collect();
        let Some(&(best, _, first)) = found.iter().max_by_key(|(likeness, n, _)| (*likeness, Reverse(*n)))
        else {
            return Vec::new();
        };
        if found.iter().any(|(likeness, _, work)| *likeness == best && work.is_another(first)) {
            return Vec::new();
        }
        found.retain(|(_, _, work)| !work.is_another(first));
        found.into_iter().map(|(_, n, _)| n).collect()
    }

    /// The number of the first that is the same work as `identity`, of [`Self::same`].
    pub fn find(&self, identity: &Identity) -> Option<usize> {
        self.same(identity, |_| true).into_iter().next()
    }
}

/// `10.1000/ABC` out of any way to write it, in lower case.
fn doi(source: &str) -> String {
    let lower = plain("doi", source).trim().to_lowercase();
    lower
        .find("10.")
        .and_then(|at| lower.get(at..))
        .unwrap_or_default()
        .trim_end_matches(['.', ','])
        .to_owned()
}

/// `1802.01168` out of `arXiv:1802.01168v2`.
fn eprint(source: &str) -> String {
    let lower = plain("eprint", source).trim().to_lowercase();
    let number = lower.strip_prefix("arxiv:").unwrap_or(&lower);
    match number.rsplit_once('v') {
        Some((number, version)) if !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) => {
            number.to_owned()
        }
        _ => number.to_owned(),
    }
}

/// The letters and digits of `text` in lower case, accents and blanks gone: `Müller, A.` is `mullera`.
pub(crate) fn squash(text: &str) -> String {
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first of `names` as people read it; the others, often hundreds, are not read.
fn first_name(names: &str) -> String {
    let mut depth = 0_usize;
    let end = names.char_indices().find(|&(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c == ' ' && names.get(at..).is_some_and(|rest| rest.starts_with(" and "))
    });
    plain("author", names.get(..end.map_or(names.len(), |(at, _)| at)).unwrap_or_default())
}

/// The last word of the family name of the first of `names` (`Family, Given and …` or `Given Family and …`),
/// as [`squash`] leaves it.
pub(crate) fn family(names: &str) -> String {
    let first = names.split(" and ").next().unwrap_or_default();
    let family = first.split(',').next().unwrap_or_default();
    squash(family.split_whitespace().next_back().unwrap_or_default())
}

/// The first four digits in a row in `date`.
fn year(date: &str) -> String {
    let runs = date.split(|c: char| !c.is_ascii_digit());
    runs.filter_map(|run| run.get(..4)).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(fields: &[(&str, &str)]) -> Identity {
        Identity::of(|name| fields.iter().find(|(n, _)| *n == name).map(|(_, v)| *v))
    }

    #[track_caller]
    fn check(a: &[(&str, &str)], b: &[(&str, &str)], expected: Relation) {
        assert_eq!(identity(a).relation(&identity(b)), expected);
        assert_eq!(identity(b).relation(&identity(a)), expected);
    }

    #[test]
    fn relations() {
        let same = |e| Relation::Same(e);
        check(&[("doi", "https://doi.org/10.1/AB")], &[("doi", "10.1/ab")], same(Evidence::Doi));
        check(
            &[
                ("title", r#"{G}{\"o}del, {Escher}: A Braid"#),
                ("author", "van der Hof, D. and X, Y"),
                ("year", "1979"),
            ],
            &[
                ("title", "Godel Escher"),
                ("subtitle", "A braid"),
                ("author", "D. van der Hof"),
                ("date", "1979-05"),
            ],
            same(Evidence::TitleAuthorYear),
        );
        let published = [("title", "T"), ("author", "A, B"), ("date", "2018"), ("doi", "10.1/x")];
        check(
            &published,
            &[("title", "T"), ("author", "A, B"), ("date", "2018"), ("doi", "10.1/y")],
            Relation::Related,
        );
        let preprint = [("title", "T"), ("author", "A, B"), ("date", "2018"), ("eprint", "arXiv:1802.01v2")];
        check(&published, &preprint, Relation::Related);
        check(&preprint, &[("eprint", "1802.01")], same(Evidence::Eprint));
        check(&published, &[("title", "T"), ("author", "C, B"), ("date", "2018")], Relation::Other);
        check(&[("author", "A")], &[("author", "A")], Relation::Other);
    }

    /// Two entries of one title, first author's family name and year, with `a` and `b` beside.
    #[track_caller]
    fn check_beside(title: &str, a: &[(&str, &str)], b: &[(&str, &str)], is_same: bool) {
        let shared = [("title", title), ("author", "Smith, A."), ("date", "2011")];
        // The first of two fields with a name counts.
        let (a, b) = ([a, &shared].concat(), [b, &shared].concat());
        let expected = if is_same { Relation::Same(Evidence::TitleAuthorYear) } else { Relation::Related };
        check(&a, &b, expected);
    }

    #[test]
    fn what_both_print_is_weighed() {
        let long = "The Art of Digging Wells";
        let volume = |n| ("volume", n);
        let nature = ("journaltitle", "Nature");
        for (title, a, b, is_same) in [
            (long, &[volume("1")][..], &[volume("2")][..], false),
            (long, &[volume("2")], &[volume("II"), ("isbn", "0-201-89683-4")], true),
            (long, &[volume("1")], &[], true),
            (long, &[("edition", "2")], &[("edition", "Second edition")], true),
            (long, &[("edition", "2")], &[("edition", "3rd ed.")], false),
            (long, &[("isbn", "0-201-89683-4")], &[("isbn", "978-0-201-89683-1")], true),
            (long, &[("isbn", "0-201-89683-4")], &[("isbn", "0-201-89684-2")], false),
            (long, &[("pages", "4")], &[("pages", "17")], true),
            (
                "Editorial",
                &[nature, volume("470"), ("pages", "5-6")],
                &[nature, volume("475"), ("pages", "135")],
                false,
            ),
            (
                "Editorial",
                &[nature, volume("470"), ("pages", "5-6")],
                &[nature, volume("470"), ("pages", "5")],
                true,
            ),
            (
                "Editorial",
                &[nature, volume("470"), ("pages", "5-6")],
                &[nature, volume("470"), ("pages", "6")],
                true,
            ),
            (
                "Editorial",
                &[nature, ("pages", "5-6")],
                &[("journaltitle", "Science"), ("pages", "5--6")],
                true,
            ),
            (
                long,
                &[nature, volume("470"), ("pages", "5-6")],
                &[nature, volume("470"), ("pages", "56")],
                true,
            ),
            (
                long,
                &[nature, volume("470"), ("pages", "5-6")],
                &[nature, volume("407"), ("pages", "5-6")],
                true,
            ),
            (long, &[nature, volume("470")], &[nature, volume("475")], false),
            (long, &[nature, ("eid", "e1003435")], &[nature, ("pages", "1003435")], true),
            (long, &[nature], &[("journaltitle", "Science")], false),
            (long, &[("booktitle", "NIPS")], &[("booktitle", "Advances in Neural Computing")], true),
            ("Introduction", &[("booktitle", "Water")], &[("booktitle", "Sand")], false),
            ("Introduction", &[], &[("author", "Smith, B.")], false),
            ("Introduction", &[], &[("author", "Adam Smith")], true),
            (
                long,
                &[nature, volume("470"), ("pages", "5")],
                &[nature, volume("470"), ("pages", "5"), ("author", "Smith, J. A.")],
                true,
            ),
        ] {
            check_beside(title, a, b, is_same);
        }
    }

    #[test]
    fn a_reference_to_any_of_several_works_is_to_none() {
        let work = |fields: &[(&'static str, &'static str)]| {
            identity(&[fields, &[("title", "On Wells"), ("author", "Roe, A."), ("date", "2001")]].concat())
        };
        let mut works = Works::default();
        works.add(work(&[("volume", "1")]));
        works.add(work(&[("volume", "2"), ("publisher", "Wiley")]));
        assert_eq!(works.find(&work(&[("volume", "2")])), Some(1));
        assert_eq!(works.find(&work(&[])), None);
        assert_eq!(works.find(&work(&[("publisher", "Wiley")])), Some(1));
        assert_eq!(works.same(&work(&[]), |n| n == 0), [0]);
    }

    #[test]
    fn the_index_finds_what_the_relation_says() {
        let mut works = Works::default();
        works.add(identity(&[("title", "Other"), ("author", "A"), ("year", "2001")]));
        works.add(identity(&[("title", "T"), ("author", "A"), ("year", "2001")]));
        assert_eq!(
            works.find(&identity(&[("title", "t!"), ("author", "A"), ("date", "2001"), ("doi", "10.1/x")])),
            Some(1)
        );
        assert_eq!(works.find(&identity(&[("title", "t"), ("author", "A"), ("date", "2002")])), None);
    }
}
