//! Names of entries and claims as a person types them: `spechler2008russia`, `c4`, `paper:c4`.

use ibid::library::annotate::{Target, find as find_block};
use ibid::library::bib::Document;
use ibid::library::sheet::Sheet;
use ibid::library::{Library, Source};

use crate::failure::Failure;
use crate::shelf::{Shelf, Stem};

/// Something named, found.
#[derive(Debug)]
pub(crate) struct Named {
    /// The pair that holds it.
    pub(crate) stem: Stem,
    name: String,
    is_claim: bool,
}

impl Named {
    /// What it is.
    pub(crate) fn target(&self) -> Target<'_> {
        if self.is_claim { Target::Claim(&self.name) } else { Target::Entry(&self.name) }
    }
}

/// Finds what `name` means on `shelf`, in the pair `only` if given.
///
/// A name with the form of a claim is one; before a colon may stand the pair that it is of.
pub(crate) fn find(shelf: &Shelf, only: Option<&str>, name: &str) -> Result<Named, Failure> {
    let split = name.split_once(':').filter(|(_, id)| is_claim(id));
    let (only, name) = split.map_or((only, name), |(stem, id)| (Some(stem), id));
    let is_claim = is_claim(name);
    match search(shelf, only, name, is_claim)? {
        Some(named) => Ok(named),
        None if is_claim => Err(Failure::at(name, nothing(shelf, is_claim))),
        None => {
            // A key that went in a merge is one of the names of the entry that stayed.
            let key = other_name(shelf, only, name)?;
            let named = key.map(|key| search(shelf, only, &key, false)).transpose()?.flatten();
            named.ok_or_else(|| Failure::at(name, nothing(shelf, is_claim)))
        }
    }
}

/// The key of the entry on `shelf` that has `name` among its other names.
fn other_name(shelf: &Shelf, only: Option<&str>, name: &str) -> Result<Option<String>, Failure> {
    for pair in shelf.names()?.iter().filter(|pair| only.is_none_or(|only| *pair == only)) {
        let stem = shelf.stem(pair)?;
        if stem.bib().contains(name) {
            let library = Library::load([Source { name: pair, bib: stem.bib(), toml: "" }]);
            if let Some(key) = library.key_named(name) {
                return Ok(Some(key.to_owned()));
            }
        }
    }
    Ok(None)
}

/// As [`find`], of a key or a claim alone.
fn search(shelf: &Shelf, only: Option<&str>, name: &str, is_claim: bool) -> Result<Option<Named>, Failure> {
    let target = if is_claim { Target::Claim(name) } else { Target::Entry(name) };
    let mut found = Vec::new();
    for pair in shelf.names()?.iter().filter(|pair| only.is_none_or(|only| *pair == only)) {
        let stem = shelf.stem(pair)?;
        if let Some(rank) = holds(&stem, target)? {
            found.push((rank, stem));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    if is_claim && found.len() > 1 {
        let names: Vec<_> = found.iter().map(|(_, stem)| format!("{}:{name}", stem.name())).collect();
        return Err(Failure::at(name, format!("several articles have one; say which: {}", names.join(", "))));
    }
    Ok(found.into_iter().next().map(|(_, stem)| Named { stem, name: name.to_owned(), is_claim }))
}

/// How well `stem` fits as the place for notes on `target`: 0 where there are some, 1 where there is a block, 2 where
/// only the .bib has it.
fn holds(stem: &Stem, target: Target<'_>) -> Result<Option<u8>, Failure> {
    let (Target::Entry(name) | Target::Claim(name)) = target;
    if !stem.toml().contains(name) && !stem.bib().contains(name) {
        return Ok(None);
    }
    let sheet = Sheet::parse(stem.toml());
    let block = find_block(&sheet, target).map_err(|error| {
        Failure::at(format!("{}:{}", stem.toml_path().display(), error.line), &error.message)
    })?;
    let rank = block.map(|(_, annotation)| u8::from(annotation.is_empty()));
    let Target::Entry(key) = target else { return Ok(rank) };
    let in_bib = || {
        let document = Document::parse(stem.bib());
        document.entries().any(|entry| document.slice(entry.key) == key)
    };
    Ok(rank.or_else(|| in_bib().then_some(2)))
}

/// Whether `name` has the form of a claim's name: `c` and a number.
fn is_claim(name: &str) -> bool {
    name.strip_prefix('c').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn nothing(shelf: &Shelf, is_claim: bool) -> String {
    let what = if is_claim { "claim" } else { "entry" };
    format!("no such {what} in {}; `ibid claims` lists what there is", shelf.dir().display())
}
