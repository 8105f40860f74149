//! The files of libraries as a question reads them: no more of them than may answer it.

use std::collections::HashSet;
use std::path::Path;

use ibid::library::sheet::{Kind, Sheet};
use ibid::library::{Known, Library, Pair, Query, Reading, Source, cited_keys, digest, merge};
use rayon::prelude::*;

use crate::failure::Failure;
use crate::input;
use crate::shelf::{Shelf, Stem};
use crate::target;

/// One pair of files, or what reading an article would make.
pub(super) struct Texts {
    name: String,
    toml: String,
    bib: Entries,
}

/// The text of a .bib, read only where its entries are printed.
enum Entries {
    Stem(Stem),
    Text(String),
}

impl Texts {
    /// The pair with its entries, or a place without text, so that the others keep their numbers.
    pub(super) fn source<'a>(&'a self, bib: Option<&'a str>) -> Source<'a> {
        Source {
            name: &self.name,
            bib: bib.unwrap_or_default(),
            toml: if bib.is_some() { &self.toml } else { "" },
        }
    }

    /// The blocks of its .toml, `sheet`, that `wanted` accepts; nothing but the name if there are none.
    fn read(&self, sheet: &Sheet, wanted: impl Fn(&str) -> bool) -> Library {
        let mut library = Library::default();
        let hit = sheet.blocks().iter().any(|block| wanted(sheet.slice(block.span)));
        let (none, source) = (Sheet::default(), Source { name: &self.name, bib: "", toml: &self.toml });
        library.add(source, if hit { sheet } else { &none }, wanted);
        library
    }

    fn bib(&self) -> Result<String, Failure> {
        match &self.bib {
            Entries::Stem(stem) => stem.read_bib(),
            Entries::Text(text) => Ok(text.clone()),
        }
    }
}

/// The pairs at `path`.
pub(super) fn read(path: &Path) -> Result<Vec<Texts>, Failure> {
    let is_file = path.extension().is_some_and(|e| e == "bib" || e == "toml");
    if path.extension().is_none() && path.as_os_str() != "-" && !path.exists() {
        return Err(Failure::at(path.display(), "no such folder; `ibid extract` makes one"));
    }
    if !path.is_dir() && !is_file {
        // The default folder may be missing; a file that was named must be there.
        return Ok(vec![article(path)?]);
    }
    let (dir, only) = target::library(path);
    let shelf = Shelf::read(&dir)?;
    let names: Vec<String> =
        shelf.names()?.into_iter().filter(|name| only.as_ref().is_none_or(|only| only == name)).collect();
    if only.is_some() && names.is_empty() {
        return Err(Failure::at(path.display(), "no such library"));
    }
    let stem = |name: &String| {
        let mut stem = Stem::without_bib(dir.join(name))?;
        let toml = stem.take_toml();
        Ok(Texts { name: stem.path.to_string_lossy().into_owned(), toml, bib: Entries::Stem(stem) })
    };
    names.par_iter().map(stem).collect()
}

/// The pair that `ibid extract` would make of the article at `path`.
fn article(path: &Path) -> Result<Texts, Failure> {
    let bytes = input::bytes(path)?;
    let name = path.to_string_lossy().into_owned();
    let article = ibid::read(&name, &bytes).map_err(|error| Failure::Unusable(error.to_string()))?;
    let extraction = ibid::extract(&article);
    let reading = Reading::new(&article, &extraction, name.clone(), digest::long(&bytes));
    let merged = merge(&Pair::default(), &reading, &Known::default());
    let pair = merged.map_err(|error| Failure::at(path.display(), error))?.pair;
    Ok(Texts { name, toml: pair.toml, bib: Entries::Text(pair.bib) })
}

/// The references and entries of the pairs that are `shown`, by their numbers.
pub(super) fn works(texts: &[Texts], shown: &HashSet<usize>) -> Result<Library, Failure> {
    let bib = |(at, text): (usize, &Texts)| shown.contains(&at).then(|| text.bib()).transpose();
    let bibs: Vec<Option<String>> = texts.par_iter().enumerate().map(bib).collect::<Result<_, _>>()?;
    let sources: Vec<Source<'_>> =
        texts.iter().zip(&bibs).map(|(text, bib)| text.source(bib.as_deref())).collect();
    Ok(load(&sources, is_reference))
}

/// Whether `block` of a .toml is a `[[reference]]`.
fn is_reference(block: &str) -> bool {
    block
        .lines()
        .find(|line| line.trim_start().starts_with("[["))
        .is_some_and(|line| line.contains("[[reference]]"))
}

/// The claims that may answer, all else left unread; the pairs keep their numbers.
pub(super) fn candidates(query: &Query, texts: &[Texts]) -> Library {
    let number = query.number.map(|number| format!("number = {number}\n"));
    let has_number = |block: &str| number.as_ref().is_some_and(|number| block.contains(number));
    // Most pairs of a large library have no answer; this looks at all of them at once.
    let parts = texts.par_iter().map(|text| {
        let sheet = Sheet::parse(text.toml.as_str());
        let blocks = || sheet.blocks().iter().map(|block| sheet.slice(block.span));
        let numbered: Vec<&str> =
            blocks().filter(|block| has_number(block) && is_reference(block)).map(key).collect();
        let cites = |block: &str| block.contains("missing") || numbered.iter().any(|key| block.contains(key));
        let wanted = |block: &str| match is_reference(block) {
            true => has_number(block),
            false => query.may_be_in(block) && (number.is_none() || cites(block)),
        };
        text.read(&sheet, wanted)
    });
    joined(parts.collect())
}

/// The references that no claim of the same article may cite, all else left unread; the pairs keep their numbers.
pub(super) fn uncited_candidates(texts: &[Texts]) -> Library {
    let parts = texts.par_iter().map(|text| {
        let sheet = Sheet::parse(text.toml.as_str());
        let mut cited: HashSet<&str> = HashSet::new();
        let blocks = sheet.blocks().iter().filter(|block| block.kind == Kind::Claim);
        blocks.filter_map(|block| cited_keys(sheet.slice(block.span))).for_each(|keys| cited.extend(keys));
        text.read(&sheet, |block| match is_reference(block) {
            true => !cited.contains(key(block)),
            false => cited_keys(block).is_none(),
        })
    });
    joined(parts.collect())
}

/// The key of the reference that `block` is, as it is written; nothing, which stands everywhere, if that is not plain to see.
fn key(block: &str) -> &str {
    let line = block.lines().find_map(|line| line.strip_prefix("key = \"")?.strip_suffix('"'));
    line.filter(|key| !key.contains('\\')).unwrap_or_default()
}

/// Reads `sources`, of their .toml files the blocks that `wanted` accepts; parts of them at the same time.
fn load(sources: &[Source<'_>], wanted: impl Fn(&str) -> bool + Sync) -> Library {
    const PART: usize = 32;
    let parts = sources.par_chunks(PART).map(|part| Library::load_where(part.iter().copied(), &wanted));
    joined(parts.collect())
}

fn joined(parts: Vec<Library>) -> Library {
    let mut library = Library::default();
    parts.into_iter().for_each(|part| library.append(part));
    library
}
