//! Which entries are of one work: DOI, else preprint number, else normalised title, first author and year.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::bib::value::plain;

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
}

/// How two entries are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// One work; says by what.
    Same(Evidence),
    /// The same title and author, yet not one publication: a preprint, another edition, a reprint.
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
    /// Title, first author and year agree, and no DOI speaks against it.
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
        Self {
            doi: field("doi").map(doi).filter(|d| !d.is_empty()),
            eprint: field("eprint").map(eprint).filter(|e| !e.is_empty()),
            title: squash(&title),
            author: family(&first_name(field("author").or_else(|| field("editor")).unwrap_or_default())),
            year: year(&first(&["date", "year"])),
        }
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
                Relation::Same(Evidence::TitleAuthorYear)
            }
            true => Relation::Related,
            false => Relation::Other,
        }
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

    /// The number of the first that is the same work as `identity`.
    pub fn find(&self, identity: &Identity) -> Option<usize> {
        self.relations(identity).into_iter().find_map(|(n, r)| matches!(r, Relation::Same(_)).then_some(n))
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
