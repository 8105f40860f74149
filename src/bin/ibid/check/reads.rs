//! The files that the check of one target looks at, each read once and remembered.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ibid::library::digest;

use super::config::Config;
use crate::document::LARGEST;

/// The files that a check has looked at.
#[derive(Debug)]
pub(super) struct Reads<'a> {
    config: &'a Config,
    /// `None` for a file that is not at hand.
    files: BTreeMap<PathBuf, Option<Vec<u8>>>,
    /// Whether more was looked at than these files tell: what was found must not be kept.
    pub(super) is_open: bool,
}

impl<'a> Reads<'a> {
    /// No file yet.
    pub(super) fn new(config: &'a Config) -> Self {
        Self { config, files: BTreeMap::new(), is_open: false }
    }

    /// The bytes of the file at `path`; `None` where it is missing, too large, or lies outside the project.
    pub(super) fn file(&mut self, path: &Path) -> Option<Vec<u8>> {
        if let Some(known) = self.files.get(path) {
            return known.clone();
        }
        let small = fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= LARGEST);
        let bytes = (small && self.config.holds(path)).then(|| fs::read(path).ok()).flatten();
        self.files.insert(path.to_owned(), bytes.clone());
        bytes
    }

    /// Remembers `bytes` as those of the file at `path`, which a person named.
    pub(super) fn note(&mut self, path: &Path, bytes: &[u8]) {
        self.files.insert(path.to_owned(), Some(bytes.to_vec()));
    }

    /// The text of the file at `path`, if it was read.
    pub(super) fn text_of(&self, path: &Path) -> Option<String> {
        self.files.get(path).cloned().flatten().map(text)
    }

    /// All files, with their digests.
    pub(super) fn digests(&self) -> Vec<(PathBuf, Option<String>)> {
        self.files.iter().map(|(path, bytes)| (path.clone(), bytes.as_deref().map(digest::long))).collect()
    }
}

/// `bytes` as text, a byte-order mark left out, what is not UTF-8 made visible.
pub(super) fn text(bytes: Vec<u8>) -> String {
    let text =
        String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}
