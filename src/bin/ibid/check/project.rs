//! The files of one document: what `\\input` and its kin bring in is checked with it, against its libraries.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use ibid::article::{self, Format};

use super::config::Config;
use super::reads::Reads;
use super::targets::{Kind, Target};

/// Most files that one document may bring in.
const MOST: usize = 10_000;

/// The libraries that documents hand down to the files they bring in.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// Whole paths of brought-in files, each with the .bib files that documents above it name.
    libraries: HashMap<PathBuf, BTreeSet<PathBuf>>,
}

/// What one source names.
struct Named {
    libraries: Vec<PathBuf>,
    includes: Vec<PathBuf>,
}

impl Project {
    /// Follows the sources that `targets` bring in, and adds those that are not among them.
    ///
    /// Includes outside the project are not followed, and each file once only, so that a loop ends.
    pub(super) fn of(targets: &mut Vec<Target>, config: &Config) -> Self {
        let mut project = Self::default();
        let mut known: BTreeSet<PathBuf> = targets.iter().map(|t| whole(&t.path)).collect();
        let documents: Vec<PathBuf> =
            targets.iter().filter(|t| format(&t.path).is_some()).map(|t| t.path.clone()).collect();
        for document in documents {
            let Some(head) = named(&document, folder(&document), config) else { continue };
            for path in project.follow(&document, head, config) {
                if known.insert(whole(&path)) {
                    targets.push(Target { path, kind: Kind::Article });
                }
            }
        }
        project
    }

    /// The .bib files that the file at `path` has from the documents that bring it in.
    pub(super) fn libraries(&self, path: &Path) -> impl Iterator<Item = &PathBuf> {
        let found = if self.libraries.is_empty() { None } else { self.libraries.get(&whole(path)) };
        found.into_iter().flatten()
    }

    /// Hands the libraries of `document` down to all that it brings in, which is returned.
    fn follow(&mut self, document: &Path, head: Named, config: &Config) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([whole(document)]);
        let mut open = head.includes;
        while let Some(path) = open.pop() {
            if found.len() >= MOST || !config.holds(&path) || !seen.insert(whole(&path)) {
                continue;
            }
            let Some(inner) = named(&path, folder(document), config) else { continue };
            open.extend(inner.includes);
            self.libraries.entry(whole(&path)).or_default().extend(head.libraries.iter().cloned());
            found.push(path);
        }
        found
    }
}

/// What the source at `path` names. Libraries are looked for in its own folder; other sources there, as Typst
/// does, and in `root`, the folder of the document, as LaTeX does.
fn named(path: &Path, root: &Path, config: &Config) -> Option<Named> {
    let format = format(path)?;
    let bytes = Reads::new(config).file(path)?;
    if !may_include(&bytes, format) {
        return Some(Named { libraries: Vec::new(), includes: Vec::new() });
    }
    let markup = article::read(&path.to_string_lossy(), &bytes).ok()?.markup?;
    let own = folder(path);
    let roots: &[&Path] = if own == root { &[own] } else { &[own, root] };
    let includes = markup.includes.iter().flat_map(|name| roots.iter().map(|root| root.join(&name.value)));
    let libraries = markup.bibliographies.iter().map(|name| own.join(&name.value));
    Some(Named { libraries: libraries.collect(), includes: includes.collect() })
}

/// Whether the words that bring in files stand in `bytes` at all: most sources need not be read for that.
fn may_include(bytes: &[u8], format: Format) -> bool {
    let words: &[&str] = match format {
        Format::Latex => &["\\input", "\\include", "\\subfile"],
        Format::Typst => &["include"],
        Format::Markdown => &["{include}"],
        Format::Rst => &["include::"],
    };
    let text = String::from_utf8_lossy(bytes);
    words.iter().any(|word| text.contains(word))
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The format of the source at `path`, if it is one that can bring in others.
fn format(path: &Path) -> Option<Format> {
    Format::of_name(&path.to_string_lossy())
}

/// One name for the file at `path`, however it is reached.
fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
