//! What a path of a library means: all pairs of a folder, or one of them.

use std::path::{Path, PathBuf};

use ibid::library::{Library, Source};

use crate::failure::Failure;
use crate::shelf::{Shelf, Stem};

/// The folder of a library, and which of its pairs are meant.
#[derive(Debug)]
pub(crate) struct Selection {
    pub(crate) shelf: Shelf,
    only: Option<String>,
}

impl Selection {
    /// What `path` means, for reading.
    ///
    /// # Errors
    ///
    /// There is no such folder, or no such pair in it.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        Self::open(path, Shelf::read)
    }

    /// As [`Self::read`], for writing; no folder is made.
    pub(crate) fn write(path: &Path) -> Result<Self, Failure> {
        Self::open(path, Shelf::write)
    }

    fn open(path: &Path, open: impl FnOnce(&Path) -> Result<Shelf, Failure>) -> Result<Self, Failure> {
        let (dir, only) = library(path);
        if dir.is_file() {
            return Err(Failure::at(path.display(), "not a folder, and no .bib or .toml of a library"));
        }
        if !dir.is_dir() {
            let missing =
                if only.is_some() { "no such library" } else { "no such folder; `ibid extract` makes one" };
            return Err(Failure::at(path.display(), missing));
        }
        let selection = Self { shelf: open(&dir)?, only };
        if selection.only.is_some() && selection.names()?.is_empty() {
            return Err(Failure::at(path.display(), "no such library"));
        }
        Ok(selection)
    }

    /// The name of the one pair that is meant, if it is one.
    pub(crate) fn only(&self) -> Option<&str> {
        self.only.as_deref()
    }

    /// The names of the pairs that are meant, in order.
    pub(crate) fn names(&self) -> Result<Vec<String>, Failure> {
        let mut names = self.shelf.names()?;
        names.retain(|name| self.only.as_ref().is_none_or(|only| only == name));
        Ok(names)
    }

    /// The pairs that are meant, in the order of their names.
    pub(crate) fn stems(&self) -> Result<Vec<Stem>, Failure> {
        self.names()?.iter().map(|name| self.shelf.stem(name)).collect()
    }
}

/// What `stems` hold; of their .toml files the blocks whose text `wanted` accepts.
pub(crate) fn load(stems: &[Stem], wanted: impl Fn(&str) -> bool) -> Library {
    let names: Vec<String> = stems.iter().map(|stem| stem.path.display().to_string()).collect();
    let sources = stems.iter().zip(&names);
    Library::load_where(
        sources.map(|(stem, name)| Source { name, bib: stem.bib(), toml: stem.toml() }),
        wanted,
    )
}

/// The folder of the library at `path`, and the one pair that is meant where `path` is a file of it.
fn library(path: &Path) -> (PathBuf, Option<String>) {
    let is_file = path.extension().is_some_and(|e| e == "bib" || e == "toml") && !path.is_dir();
    if !is_file {
        return (path.to_owned(), None);
    }
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (dir.to_owned(), path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
}
