//! The sources of claims, ready to print.

use std::collections::HashMap;

use serde::Serialize;

use crate::library::{Entry, Library};

/// A source of a claim.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRow {
    /// The key.
    pub key: String,
    /// The number that the article prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The authors or editors.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// The date.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// The title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// A reference that no claim cites, ready to print.
#[derive(Debug, Clone, Serialize)]
pub struct UncitedRow {
    /// The pair of files that has the reference, without extension; the article where none was written.
    pub library: String,
    /// The article, as its library names it.
    pub article: String,
    /// The reference.
    #[serde(flatten)]
    pub source: SourceRow,
}

impl UncitedRow {
    /// The row of the reference with the key `key` of the pair `volume`.
    pub fn new(key: &str, volume: usize, works: &Works) -> Self {
        let pair = works.library().volumes.get(volume);
        Self {
            library: pair.map(|pair| pair.name.clone()).unwrap_or_default(),
            article: pair.map(|pair| pair.head.article.clone()).unwrap_or_default(),
            source: works.source(key, volume),
        }
    }
}

/// The works of a library by their keys: a look-up takes the same time however many there are.
#[derive(Debug, Clone)]
pub struct Works<'a> {
    library: &'a Library,
    /// The number that each pair prints for each key.
    numbers: HashMap<(usize, &'a str), Option<u32>>,
    /// The entries with each key, in the order of the pairs.
    entries: HashMap<&'a str, Vec<&'a Entry>>,
}

impl<'a> Works<'a> {
    /// The works of `library`.
    pub fn of(library: &'a Library) -> Self {
        let (mut numbers, mut entries) = (HashMap::new(), HashMap::<_, Vec<_>>::new());
        for kept in &library.references {
            numbers.entry((kept.volume, kept.record.key.as_str())).or_insert(kept.record.number);
        }
        for entry in &library.entries {
            entries.entry(entry.key.as_str()).or_default().push(entry);
        }
        Self { library, numbers, entries }
    }

    /// The library.
    pub const fn library(&self) -> &'a Library {
        self.library
    }

    /// The source with the key `key` of the pair `volume`; its entry may stand in another pair.
    pub fn source(&self, key: &str, volume: usize) -> SourceRow {
        let entries = self.entries.get(key).map_or(&[][..], Vec::as_slice);
        // The pairs are ascending.
        let own = entries.get(entries.partition_point(|e| e.volume < volume)).filter(|e| e.volume == volume);
        let entry = own.or(entries.first()).copied();
        let value = |names: &[&str]| {
            entry.and_then(|e: &Entry| names.iter().find_map(|name| e.value(name))).unwrap_or_default()
        };
        SourceRow {
            key: key.to_owned(),
            number: self.numbers.get(&(volume, key)).copied().flatten(),
            author: value(&["author", "editor"]),
            date: value(&["date", "year"]),
            title: value(&["title"]),
        }
    }
}

/// Authors that are all named.
const NAMED: usize = 3;

impl SourceRow {
    /// `[3] frickenstein2010resurgence`.
    pub fn name(&self) -> String {
        self.number.map_or_else(|| self.key.clone(), |number| format!("[{number}] {}", self.key))
    }

    /// `Frickenstein, S. G. (2010): The Resurgence …`, as far as it is known; of more than three authors the first.
    pub fn work(&self) -> String {
        let year = self.date.get(..4).unwrap_or(&self.date);
        let year = if year.is_empty() { String::new() } else { format!("({year})") };
        let authors = self.author.split(" and ").count();
        let author = match self.author.split_once(" and ") {
            Some((first, _)) if authors > NAMED => format!("{first} et al."),
            _ => self.author.clone(),
        };
        let who = [author.as_str(), year.as_str()].into_iter().filter(|s| !s.is_empty());
        let who = who.collect::<Vec<_>>().join(" ");
        if who.is_empty() { self.title.clone() } else { format!("{who}: {}", self.title) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Source;

    #[test]
    fn of_many_authors_the_first_is_named() {
        let row = |author: &str| SourceRow {
            key: "a".to_owned(),
            number: None,
            author: author.to_owned(),
            date: "2006-05".to_owned(),
            title: "Reeds".to_owned(),
        };
        assert_eq!(row("Otto, B. and Lund, C.").work(), "Otto, B. and Lund, C. (2006): Reeds");
        assert_eq!(
            row("Otto, B. and Lund, C. and Roe, D. and Poe, E.").work(),
            "Otto, B. et al. (2006): Reeds"
        );
    }

    #[test]
    fn the_entry_of_the_own_pair_comes_first() {
        let pair = |name, title: &'static str| (name, format!("@misc{{a, title = {{{title}}}}}\n"));
        let pairs = [pair("p", "Reeds"), pair("q", "Storks"), ("r", String::new())];
        let toml = "schema = 1\n[[reference]]\nnumber = 4\nkey = \"a\"\n";
        let library = Library::load(pairs.iter().map(|(name, bib)| Source { name, bib, toml }));
        let works = Works::of(&library);
        let titles: Vec<_> = (0..3).map(|volume| works.source("a", volume).title).collect();
        assert_eq!(titles, ["Reeds", "Storks", "Reeds"]);
        assert_eq!(works.source("a", 2).name(), "[4] a");
        assert_eq!(works.source("b", 0).name(), "b");
    }
}
