//! What the blocks of a .toml say.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Block, Kind, Sheet, SheetError};

/// The version of the .toml that this module reads and writes.
pub const SCHEMA: u32 = 1;

/// What stands before the first block.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Head {
    /// The version of the format.
    #[serde(default)]
    pub schema: u32,
    /// The article, as a path from the folder of the file.
    #[serde(default)]
    pub article: String,
    /// Digest of the article when it was read.
    #[serde(default)]
    pub digest: String,
    /// The article's title.
    #[serde(default)]
    pub title: Option<String>,
    /// Its authors, in their order.
    #[serde(default)]
    pub authors: Vec<String>,
    /// When it was published, as ISO 8601.
    #[serde(default)]
    pub date: Option<String>,
    /// Its DOI.
    #[serde(default)]
    pub doi: Option<String>,
    /// Short digests of title, authors, date and DOI as they were extracted, by name.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// A `[[reference]]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReferenceRecord {
    /// The printed number.
    pub number: Option<u32>,
    /// The key of the entry.
    pub key: String,
    /// The reference string as printed.
    pub raw: String,
    /// Digest of the entry as it was extracted.
    pub extracted: String,
    /// Short digests of the fields as they were extracted, by name.
    pub fields: BTreeMap<String, String>,
    /// Short digests of the fields that were taken over from other files of the library, by name.
    pub copied: BTreeMap<String, String>,
    /// Whether the article no longer lists it.
    pub vanished: bool,
    /// What a person has added.
    pub annotation: Annotation,
}

/// A `[[claim]]` or an `[[orphan]]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimRecord {
    /// The name of the claim in its file: `c4`.
    pub id: String,
    /// The words that the citation supports.
    pub text: String,
    /// The sentence that holds them.
    pub sentence: String,
    /// The sentences after it that go on about the same source.
    pub continuation: Option<String>,
    /// The keys of the sources.
    pub cites: Vec<String>,
    /// Cited numbers that the reference list does not have.
    pub missing: Vec<u32>,
    /// The heading above.
    pub section: Option<String>,
    /// Where the article makes it.
    pub place: Option<Place>,
    /// Short digests of text and cites as they were extracted.
    pub fields: BTreeMap<String, String>,
    /// What a person has added.
    pub annotation: Annotation,
}

/// A place in the article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Place {
    /// The file, as seen from the folder of the article, where that brings it in; `None` for the article itself.
    #[serde(default)]
    pub file: Option<String>,
    /// The page, 1-based.
    #[serde(default)]
    pub page: u32,
    /// The line of the file, 1-based.
    #[serde(default)]
    pub line: u32,
}

impl Place {
    /// The place as people name it: `one.tex, l. 18` in a file that the article brings in, else `p. 4, l. 18`, or `l. 18` if the article has no
    /// pages.
    ///
    /// ```
    /// use ibid::library::sheet::Place;
    /// let place = Place { file: None, page: 4, line: 18 };
    /// assert_eq!((place.words(true), place.words(false)), ("p. 4, l. 18".to_owned(), "l. 18".to_owned()));
    /// ```
    pub fn words(&self, has_pages: bool) -> String {
        let Self { file, page, line } = self;
        match file {
            Some(file) => format!("{file}, l. {line}"),
            None if has_pages => format!("p. {page}, l. {line}"),
            None => format!("l. {line}"),
        }
    }
}

/// What a person adds to a claim or an entry; never overwritten.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotation {
    /// Whether the source supports the claim.
    pub verdict: Option<Verdict>,
    /// Words of the source.
    pub quote: Option<String>,
    /// Where in the source.
    pub locator: Option<String>,
    /// Anything.
    pub note: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
}

impl Annotation {
    /// Whether a person has added nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a person found when checking a claim against its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The source says so.
    Supported,
    /// The source says some of it.
    Partly,
    /// The source does not say so.
    Unsupported,
    /// Nobody has looked yet.
    Unchecked,
}

impl Verdict {
    /// The name in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Partly => "partly",
            Self::Unsupported => "unsupported",
            Self::Unchecked => "unchecked",
        }
    }
}

/// A header and its table, as TOML has it.
#[derive(Deserialize)]
struct Tables {
    #[serde(alias = "reference", alias = "claim", alias = "orphan")]
    tables: Vec<Values>,
}

/// The values of any block. One struct without `flatten`, for serde's `flatten` loses the places of errors.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Values {
    number: Option<u32>,
    key: String,
    raw: String,
    extracted: String,
    fields: BTreeMap<String, String>,
    copied: BTreeMap<String, String>,
    vanished: bool,
    id: String,
    text: String,
    sentence: String,
    continuation: Option<String>,
    cites: Vec<String>,
    missing: Vec<u32>,
    section: Option<String>,
    #[serde(rename = "where")]
    place: Option<Place>,
    verdict: Option<Verdict>,
    quote: Option<String>,
    locator: Option<String>,
    note: Option<String>,
    tags: Vec<String>,
}

impl From<Values> for ReferenceRecord {
    fn from(v: Values) -> Self {
        let Values { number, key, raw, extracted, fields, copied, vanished, .. } = v;
        let annotation =
            Annotation { verdict: v.verdict, quote: v.quote, locator: v.locator, note: v.note, tags: v.tags };
        Self { number, key, raw, extracted, fields, copied, vanished, annotation }
    }
}

impl From<Values> for ClaimRecord {
    fn from(v: Values) -> Self {
        let Values { id, text, sentence, continuation, cites, missing, section, place, fields, .. } = v;
        let annotation =
            Annotation { verdict: v.verdict, quote: v.quote, locator: v.locator, note: v.note, tags: v.tags };
        Self { id, text, sentence, continuation, cites, missing, section, place, fields, annotation }
    }
}

/// How many faults of one file are told.
pub const MOST_FAULTS: usize = 100;

impl Sheet {
    /// What stands before the first block.
    ///
    /// # Errors
    ///
    /// Not TOML, or a schema of a later version of ibid.
    pub fn read_head(&self) -> Result<Head, SheetError> {
        let head: Head = read(self, self.head(), 0)?;
        if head.schema > SCHEMA {
            let message = format!("schema {} is newer than this ibid, which knows {SCHEMA}", head.schema);
            return Err(SheetError { line: 1, message });
        }
        Ok(head)
    }

    /// What `block`, a `[[reference]]`, says.
    ///
    /// # Errors
    ///
    /// Not TOML, or a value of the wrong type.
    pub fn reference(&self, block: Block) -> Result<ReferenceRecord, SheetError> {
        record(self, block).map(Into::into)
    }

    /// The key of `block`, a `[[reference]]`. Nothing else of the block is read if the key stands as ibid writes it.
    pub(in crate::library) fn key(&self, block: Block) -> Option<String> {
        let mut lines = self.slice(block.span).lines();
        let line = lines.find_map(|line| line.strip_prefix("key = \"")?.strip_suffix('"'));
        match line.filter(|key| !key.contains(['"', '\\'])) {
            Some(key) => Some(key.to_owned()),
            None => Some(self.reference(block).ok()?.key),
        }
    }

    /// What `block`, a `[[claim]]` or an `[[orphan]]`, says.
    ///
    /// # Errors
    ///
    /// Not TOML, or a value of the wrong type.
    pub fn claim(&self, block: Block) -> Result<ClaimRecord, SheetError> {
        record(self, block).map(Into::into)
    }

    /// Whether `block`, a person's own, is TOML.
    ///
    /// # Errors
    ///
    /// Not TOML.
    pub fn other(&self, block: Block) -> Result<(), SheetError> {
        read::<toml::Table>(self, self.slice(block.span), block.span.start).map(drop)
    }

    /// What is wrong with the file, in its order: the first hundred faults.
    pub fn check(&self) -> Vec<SheetError> {
        let head = self.read_head().err();
        let blocks = self.blocks().iter().filter_map(|&block| match block.kind {
            Kind::Reference => self.reference(block).err(),
            Kind::Claim | Kind::Orphan => self.claim(block).err(),
            Kind::Other => self.other(block).err(),
        });
        head.into_iter().chain(blocks).take(MOST_FAULTS).collect()
    }
}

fn record(sheet: &Sheet, block: Block) -> Result<Values, SheetError> {
    let tables: Tables = read(sheet, sheet.slice(block.span), block.span.start)?;
    Ok(tables.tables.into_iter().next().unwrap_or_default())
}

/// Reads `text`, which stands at byte `start` of `sheet`.
fn read<T: for<'de> Deserialize<'de>>(sheet: &Sheet, text: &str, start: usize) -> Result<T, SheetError> {
    toml::from_str(text).map_err(|error| SheetError {
        line: sheet.line(start + error.span().map_or(0, |span| span.start)),
        message: error.message().replace('\n', " "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_and_faults_have_their_line() {
        let sheet = Sheet::parse(
            "schema = 1\narticle = \"../a.txt\"\n[[reference]]\nkey = \"k\"\ntags = [\"t\"]\n\n[[claim]]\nid = \"c1\"\ncites = [\"k\"]\nwhere = { page = 1, line = 18 }\nverdict = \"partly\"\n[[claim]]\nid = 4\n[[orphan]]\nverdict = \"no\"\n[other]\nx\n",
        );
        assert_eq!(sheet.read_head().unwrap().article, "../a.txt");
        assert_eq!(sheet.reference(sheet.blocks()[0]).unwrap().annotation.tags, ["t"]);
        let claim = sheet.claim(sheet.blocks()[1]).unwrap();
        assert_eq!((claim.place.unwrap().line, claim.annotation.verdict), (18, Some(Verdict::Partly)));
        assert_eq!(sheet.check().iter().map(|e| e.line).collect::<Vec<_>>(), [13, 15, 17]);
    }
}
