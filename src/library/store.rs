//! The texts of a library in; all that it holds, with places, out.

use std::collections::BTreeMap;

use super::bib::value::{Strings, chunks, joined, plain};
use super::bib::{self, Document};
use super::glance::has_later_pages;
use super::merge::entry_fields;
use super::sheet::record::{ClaimRecord, ReferenceRecord};
use super::sheet::{Annotation, Block, Head, Kind, Sheet};
use crate::bibliography::{kind_name, sources};

/// The texts of one pair of files, as the command read them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// The path of the pair without its extension: `bib/paper`.
    pub name: &'a str,
    /// The text of the .bib; empty where there is none.
    pub bib: &'a str,
    /// The text of the .toml; empty where there is none.
    pub toml: &'a str,
}

/// What a library holds. All lists are in the order of the pairs, and in each in the order of its file.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The pairs of files.
    pub volumes: Vec<Volume>,
    /// The entries of all .bib files that could be read.
    pub entries: Vec<Entry>,
    /// The `[[reference]]`s of all .toml files.
    pub references: Vec<Kept<ReferenceRecord>>,
    /// The `[[claim]]`s.
    pub claims: Vec<Kept<ClaimRecord>>,
    /// The `[[orphan]]`s: claims that their article no longer makes.
    pub orphans: Vec<Kept<ClaimRecord>>,
    /// How many `[[claim]]`s were not asked for, and left unread.
    pub unread: usize,
    /// What could not be read, and was left out.
    pub faults: Vec<Fault>,
}

/// One pair of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Volume {
    /// The path of the pair without its extension.
    pub name: String,
    /// What the .toml says of the article.
    pub head: Head,
    /// Whether the article has pages, as a PDF has them and text that was made of one: all of another is on the first.
    pub has_pages: bool,
    /// The LaTeX of the `@preamble`s of the .bib, `@string`s put in: commands that its entries use.
    pub preambles: Vec<String>,
}

/// A record and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept<T> {
    /// The number of its pair in [`Library::volumes`].
    pub volume: usize,
    /// The line of its header in the .toml, 1-based.
    pub line: usize,
    /// What it says.
    pub record: T,
}

/// A bibliography entry and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The number of its pair in [`Library::volumes`].
    pub volume: usize,
    /// The line of its `@` in the .bib, 1-based.
    pub line: usize,
    /// The key.
    pub key: String,
    /// The entry type, lower case.
    pub kind: String,
    /// The fields by name in lower case, as LaTeX sources, `@string`s put in; of two with a name the first.
    pub fields: BTreeMap<String, String>,
}

/// Something in a file of the library that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, 1-based.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Library {
    /// Reads all of `sources`. Never fails: what cannot be read is left out and is among the faults.
    ///
    /// ```
    /// use ibid::library::{Library, Source};
    /// let bib = "@misc{a, title = {On {It}}}";
    /// let toml = "schema = 1\n[[claim]]\nid = \"c1\"\ntext = \"It is.\"\ncites = [\"a\"]\n";
    /// let library = Library::load([Source { name: "bib/p", bib, toml }]);
    /// assert_eq!(library.entries[0].value("title").as_deref(), Some("On It"));
    /// assert_eq!((library.claims[0].line, library.claims[0].record.id.as_str()), (2, "c1"));
    /// ```
    pub fn load<'a>(sources: impl IntoIterator<Item = Source<'a>>) -> Self {
        Self::load_where(sources, |_| true)
    }

    /// As [`Library::load`], but reads only the blocks of the .toml files whose text `wanted` accepts: to look
    /// for one key in a large library without reading all of its claims.
    pub fn load_where<'a>(
        sources: impl IntoIterator<Item = Source<'a>>,
        wanted: impl Fn(&str) -> bool,
    ) -> Self {
        let mut library = Self::default();
        for source in sources {
            let sheet = Sheet::parse(source.toml);
            let blocks = sheet.blocks().iter().copied().filter(|block| wanted(sheet.slice(block.span)));
            library.add(source.name, source.bib, &sheet, blocks);
        }
        library
    }

    /// Puts one pair of files behind what is there: the entries of `bib`, and of its .toml, `sheet`, what `blocks` say, which are some of the
    /// sheet's in their order.
    pub fn add(&mut self, name: &str, bib: &str, sheet: &Sheet, blocks: impl IntoIterator<Item = Block>) {
        let (head, error) = match sheet.read_head() {
            Ok(head) => (head, None),
            Err(error) => (Head::default(), Some(error)),
        };
        let is_pdf = head.article.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("pdf"));
        let has_pages = is_pdf || has_later_pages(sheet.text());
        self.volumes.push(Volume { name: name.to_owned(), head, has_pages, preambles: Vec::new() });
        self.faults.extend(error.map(|error| fault(name, "toml", error.line, error.message)));
        self.add_entries(name, bib);
        self.add_records(name, sheet, blocks);
    }

    /// Puts `other` behind what is there, so that a large library can be read in parts at the same time.
    ///
    /// ```
    /// use ibid::library::{Library, Source};
    /// let part = |name| Library::load([Source { name, bib: "@misc{a}", toml: "schema = 1\n" }]);
    /// let mut library = part("bib/p");
    /// library.append(part("bib/q"));
    /// assert_eq!(library.volumes[1].name, "bib/q");
    /// assert_eq!(library.entries[1].volume, 1);
    /// ```
    pub fn append(&mut self, other: Self) {
        let before = self.volumes.len();
        let moved = |kept: Kept<ClaimRecord>| Kept { volume: kept.volume + before, ..kept };
        self.volumes.extend(other.volumes);
        self.entries.extend(other.entries.into_iter().map(|e| Entry { volume: e.volume + before, ..e }));
        let references = other.references.into_iter();
        self.references.extend(references.map(|kept| Kept { volume: kept.volume + before, ..kept }));
        self.claims.extend(other.claims.into_iter().map(moved));
        self.orphans.extend(other.orphans.into_iter().map(moved));
        self.unread += other.unread;
        self.faults.extend(other.faults);
    }

    fn add_entries(&mut self, name: &str, bib: &str) {
        let volume = self.volumes.len().saturating_sub(1);
        let document = Document::parse(bib);
        let strings = Strings::of(&document);
        if let Some(volume) = self.volumes.last_mut() {
            volume.preambles =
                document.preambles().map(|pieces| joined(&document, pieces, &strings)).collect();
        }
        for entry in document.entries() {
            let line = document.line(entry.span.start);
            self.entries.push(Entry::new(volume, line, &document, entry, &strings));
        }
        for found in document.faults() {
            self.faults.push(fault(name, "bib", document.line(found.at), found.message.clone()));
        }
    }

    fn add_records(&mut self, name: &str, sheet: &Sheet, blocks: impl IntoIterator<Item = Block>) {
        let volume = self.volumes.len().saturating_sub(1);
        let mut unread = sheet.blocks().iter().filter(|block| block.kind == Kind::Claim).count();
        for block in blocks.into_iter().filter(|block| block.kind != Kind::Other) {
            let text = sheet.slice(block.span);
            let line = sheet.line(block.span.start)
                + text.lines().take_while(|l| l.trim_start().starts_with('#')).count();
            let error = match block.kind {
                Kind::Reference => {
                    sheet.reference(block).map(|record| self.references.push(Kept { volume, line, record }))
                }
                Kind::Claim => {
                    unread -= 1;
                    sheet.claim(block).map(|record| self.claims.push(Kept { volume, line, record }))
                }
                _ => sheet.claim(block).map(|record| self.orphans.push(Kept { volume, line, record })),
            };
            if let Err(error) = error {
                self.faults.push(fault(name, "toml", error.line, error.message));
            }
        }
        self.unread += unread;
    }

    /// The entries with the key `key`, one for each pair that has it.
    pub fn entries_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.key == key)
    }

    /// The key of the entry that is called `name`: by its key, else by one of its other names (`ids`).
    ///
    /// ```
    /// use ibid::library::{Library, Source};
    /// let bib = "@misc{a, ids = {old, older}}";
    /// let library = Library::load([Source { name: "bib/p", bib, toml: "" }]);
    /// assert_eq!(["a", "older", "b"].map(|name| library.key_named(name)), [Some("a"), Some("a"), None]);
    /// ```
    pub fn key_named(&self, name: &str) -> Option<&str> {
        let has = |entry: &&Entry| {
            entry.fields.get("ids").is_some_and(|ids| ids.split(',').any(|id| id.trim() == name))
        };
        let found = self.entries.iter().find(|entry| entry.key == name);
        found.or_else(|| self.entries.iter().find(has)).map(|entry| entry.key.as_str())
    }

    /// What people have added to the entry `key`, one for each pair in which they have.
    pub fn annotations_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Annotation> {
        let references = self.references.iter().filter(move |kept| kept.record.key == key);
        references.map(|kept| &kept.record.annotation).filter(|annotation| !annotation.is_empty())
    }
}

impl Entry {
    fn new(volume: usize, line: usize, document: &Document, entry: &bib::Entry, strings: &Strings) -> Self {
        let fields = entry_fields(document, entry, strings);
        let key = document.slice(entry.key).to_owned();
        Self { volume, line, key, kind: document.slice(entry.kind).to_lowercase(), fields }
    }

    /// The value of the field called `name` as people read it: Unicode, no braces.
    pub fn value(&self, name: &str) -> Option<String> {
        self.fields.get(name).map(|source| plain(name, source))
    }

    /// The entry as the biblatex crate has it.
    pub fn to_biblatex(&self) -> biblatex::Entry {
        let mut entry = biblatex::Entry::new(self.key.clone(), biblatex::EntryType::new(&self.kind));
        for (name, source) in &self.fields {
            entry.set(name, chunks(name, source));
        }
        entry
    }
}

/// An entry that stands in no file: pair and line are 0.
impl From<&biblatex::Entry> for Entry {
    fn from(entry: &biblatex::Entry) -> Self {
        let fields = sources(entry).map(|(name, source)| (name.to_owned(), source)).collect();
        let kind = kind_name(&entry.entry_type);
        Self { volume: 0, line: 0, key: entry.key.clone(), kind, fields }
    }
}

fn fault(name: &str, extension: &str, line: usize, message: String) -> Fault {
    Fault { file: format!("{name}.{extension}"), line, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_part_does_not_hide_the_rest() {
        let bib = "@misc{a, x = 1}\n@misc{b, x 1}\n@misc{c, month = feb, note = {\\`a}}\n";
        let toml = "schema = 1\n# about a\n[[reference]]\nkey = \"a\"\nnote = \"n\"\n[[claim]]\nid = 1\n[[claim]]\nid = \"c2\"\n[[orphan]]\nid = \"c3\"\n";
        let library = Library::load([Source { name: "bib/p", bib, toml }]);
        let keys: Vec<_> = library.entries.iter().map(|e| (e.key.as_str(), e.line)).collect();
        assert_eq!(keys, [("a", 1), ("c", 3)]);
        assert_eq!(library.entries[1].value("note").as_deref(), Some("à"));
        assert_eq!(library.entries[1].to_biblatex().fields.len(), 2);
        assert_eq!((library.references[0].line, library.annotations_of("a").count()), (3, 1));
        assert_eq!((library.claims.len(), library.claims[0].line, library.orphans.len()), (1, 8, 1));
        let faults: Vec<_> = library.faults.iter().map(|f| (f.file.as_str(), f.line)).collect();
        assert_eq!(faults, [("bib/p.bib", 2), ("bib/p.toml", 7)]);
    }
}
