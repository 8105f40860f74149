//! The folder of a library: which files make it, read as texts, written back as pairs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ibid::library::{Pair, with_line_ends_of};

use super::commit::{self, Change};
use super::lock::{Lock, cannot_write};
use crate::failure::Failure;

/// A library folder. Opened to write, it is locked for other writers until dropped.
#[derive(Debug)]
pub(crate) struct Shelf {
    dir: PathBuf,
    lock: Option<Lock>,
}

/// One pair of files as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Stem {
    /// The path without extension.
    pub(crate) path: PathBuf,
    bib: Option<String>,
    toml: Option<String>,
}

impl Shelf {
    /// The folder `dir` for reading, brought into order if a killed process left it half written.
    pub(crate) fn read(dir: &Path) -> Result<Self, Failure> {
        let shelf = Self { dir: dir.to_owned(), lock: None };
        if commit::is_promised(dir) {
            let _lock = Lock::take(dir)?;
            commit::recover(dir)?;
        }
        Ok(shelf)
    }

    /// The folder `dir` for writing; it is made if there is none.
    pub(crate) fn write(dir: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(dir).map_err(|error| Failure::at(dir.display(), cannot_write(&error)))?;
        let lock = Some(Lock::take(dir)?);
        commit::recover(dir)?;
        Ok(Self { dir: dir.to_owned(), lock })
    }

    /// The folder.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// The names of the pairs, without extension, in order: of every .bib, and of every .toml beside none that
    /// says which article it is of.
    pub(crate) fn names(&self) -> Result<Vec<String>, Failure> {
        let mut names = Vec::new();
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
            Err(error) => return Err(Failure::at(self.dir.display(), error)),
        };
        let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        for path in &paths {
            let (Some(stem), Some(extension)) = (path.file_stem(), path.extension()) else { continue };
            if extension == "bib"
                || extension == "toml" && !path.with_extension("bib").exists() && is_ours(path)
            {
                names.push(stem.to_string_lossy().into_owned());
            }
        }
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }

    /// The pair called `name`, whether its files are there or not.
    pub(crate) fn stem(&self, name: &str) -> Result<Stem, Failure> {
        Stem::read(self.dir.join(name))
    }

    /// All pairs, in the order of their names.
    pub(crate) fn stems(&self) -> Result<Vec<Stem>, Failure> {
        self.names()?.iter().map(|name| self.stem(name)).collect()
    }

    /// Writes `changes`, pairs as they were read and as they should be: all or none. Gives the files that changed.
    pub(crate) fn commit(&self, changes: &[(Stem, Pair)]) -> Result<Vec<PathBuf>, Failure> {
        debug_assert!(self.lock.is_some(), "opened for writing");
        let all = changes.iter().flat_map(|(stem, pair)| {
            let bib = (stem.bib_path(), &stem.bib, &pair.bib);
            let toml = (stem.toml_path(), &stem.toml, &pair.toml);
            [bib, toml]
        });
        let changes = all.map(|(path, before, after)| {
            let after = with_line_ends_of(before.as_deref().unwrap_or_default(), after.clone());
            Change { path, before: before.clone(), after }
        });
        let is_changed = |change: &Change| change.before.as_deref().unwrap_or_default() != change.after;
        let changes: Vec<Change> = changes.filter(is_changed).collect();
        if !changes.is_empty() {
            commit::commit(&self.dir, &changes)?;
        }
        Ok(changes.into_iter().map(|change| change.path).collect())
    }
}

impl Stem {
    /// The pair of files at `path` and an extension.
    pub(crate) fn read(path: PathBuf) -> Result<Self, Failure> {
        let mut stem = Self { path, bib: None, toml: None };
        (stem.bib, stem.toml) = (text(&stem.bib_path())?, text(&stem.toml_path())?);
        Ok(stem)
    }

    /// The pair of files at `path` and an extension, its .bib left for [`Self::read_bib`].
    pub(crate) fn without_bib(path: PathBuf) -> Result<Self, Failure> {
        let toml = text(&with(&path, ".toml"))?;
        Ok(Self { path, bib: None, toml })
    }

    /// The text of the .toml, of which a large library has no room for two; empty where there is none.
    pub(crate) fn take_toml(&mut self) -> String {
        self.toml.take().unwrap_or_default()
    }

    /// The text of the .bib as it stands now; empty where there is none.
    pub(crate) fn read_bib(&self) -> Result<String, Failure> {
        Ok(text(&self.bib_path())?.unwrap_or_default())
    }

    /// The name without folder and extension.
    pub(crate) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The .bib.
    pub(crate) fn bib_path(&self) -> PathBuf {
        with(&self.path, ".bib")
    }

    /// The .toml.
    pub(crate) fn toml_path(&self) -> PathBuf {
        with(&self.path, ".toml")
    }

    /// The texts; empty where there is no file.
    pub(crate) fn pair(&self) -> Pair {
        Pair { bib: self.bib().to_owned(), toml: self.toml().to_owned() }
    }

    /// The text of the .bib; empty where there is none.
    pub(crate) fn bib(&self) -> &str {
        self.bib.as_deref().unwrap_or_default()
    }

    /// The text of the .toml; empty where there is none.
    pub(crate) fn toml(&self) -> &str {
        self.toml.as_deref().unwrap_or_default()
    }
}

fn with(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.to_path_buf().into_os_string();
    name.push(extension);
    PathBuf::from(name)
}

/// Whether the .toml at `path` is of a library: a `ibid.toml` or another program's is not.
fn is_ours(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    ibid::library::sheet::Sheet::parse(text).read_head().is_ok_and(|head| !head.article.is_empty())
}

/// The text of the file at `path`, if there is one.
fn text(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|error| {
            let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
            Failure::at(format!("{}:{line}", path.display()), "not UTF-8; save it as UTF-8 first")
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => Ok(None),
        Err(error) => Err(Failure::at(path.display(), error)),
    }
}
