//! The files of one document: what `\\input` and its kin bring in is checked with it, against its libraries.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use ibid::article::{self, Format, may_include};
use ibid::span::Spanned;

use super::config::Config;
use super::reads::Reads;
use super::targets::{Kind, Target};
use crate::document::{self, folder, is_elsewhere};

/// Most files that one document may bring in.
const MOST: usize = 10_000;

/// The libraries that documents hand down to the files they bring in.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// Whole paths of files, each with the .bib files that the documents it belongs to name.
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
        let documents: Vec<PathBuf> = targets
            .iter()
            .map(|target| &target.path)
            .filter(|path| brings_in(path, config))
            .cloned()
            .collect();
        for document in documents {
            let Some(head) = named(&document, folder(&document), config) else { continue };
            for path in project.follow(&document, head, config) {
                if known.insert(whole(&path)) {
                    targets.push(Target { path, kind: Kind::Article, is_found: true });
                }
            }
        }
        project
    }

    /// The .bib files that the file at `path` has from the documents that it belongs to.
    pub(super) fn libraries(&self, path: &Path) -> impl Iterator<Item = &PathBuf> {
        let found = if self.libraries.is_empty() { None } else { self.libraries.get(&whole(path)) };
        found.into_iter().flatten()
    }

    /// Hands all libraries of `document` to all of its files, itself among them: a preamble of its own can name what the
    /// chapters cite. Gives those that it brings in.
    fn follow(&mut self, document: &Path, head: Named, config: &Config) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut libraries: BTreeSet<PathBuf> = head.libraries.into_iter().collect();
        let mut seen = BTreeSet::from([whole(document)]);
        let mut open = head.includes;
        while let Some(path) = open.pop() {
            if found.len() >= MOST || !config.holds(&path) || !seen.insert(whole(&path)) {
                continue;
            }
            let Some(inner) = named(&path, folder(document), config) else { continue };
            open.extend(inner.includes);
            libraries.extend(inner.libraries);
            found.push(path);
        }
        if !found.is_empty() && !libraries.is_empty() {
            for file in seen {
                self.libraries.entry(file).or_default().extend(libraries.iter().cloned());
            }
        }
        found
    }
}

/// What the source at `path` names, looked for in its own folder, as Typst does, and in `root`, the folder of the
/// document, as LaTeX does.
fn named(path: &Path, root: &Path, config: &Config) -> Option<Named> {
    let format = format(path)?;
    let bytes = Reads::new(config).file(path)?;
    let own = folder(path);
    let text = String::from_utf8_lossy(&bytes);
    if !may_include(&text, format) && !text.contains("bib") {
        return Some(Named { libraries: Vec::new(), includes: Vec::new() });
    }
    let markup = article::read(&path.to_string_lossy(), &bytes).ok()?.markup?;
    let roots: &[&Path] = if own == root { &[own] } else { &[own, root] };
    let includes = markup.includes.iter().flat_map(|name| places(&name.value, roots, config));
    let library = |name: &Spanned<String>| {
        let places = places(&name.value, roots, config);
        let at_hand = places.iter().find(|path| path.is_file() && config.holds(path));
        at_hand.or(places.first()).cloned()
    };
    let wanted = markup.bibliographies.iter().filter(|name| !is_elsewhere(&name.value));
    let libraries = wanted.filter_map(library);
    Some(Named { libraries: libraries.collect(), includes: includes.collect() })
}

/// The .bib files that the source at `path` names, and those that what it brings in names.
pub(super) fn libraries_of(path: &Path, config: &Config) -> BTreeSet<PathBuf> {
    let mut project = Project::default();
    let Some(head) = named(path, folder(path), config) else { return BTreeSet::new() };
    let own: BTreeSet<PathBuf> = head.libraries.iter().cloned().collect();
    project.follow(path, head, config);
    project.libraries.remove(&whole(path)).unwrap_or(own)
}

/// Whether the source at `path` seems to bring in others.
fn brings_in(path: &Path, config: &Config) -> bool {
    let bytes = format(path).and_then(|format| Some((format, Reads::new(config).file(path)?)));
    bytes.is_some_and(|(format, bytes)| may_include(&String::from_utf8_lossy(&bytes), format))
}

/// Where the file called `name` can be: in one of the folders `roots`; one that begins at the root, in the project.
pub(super) fn places(name: &str, roots: &[&Path], config: &Config) -> Vec<PathBuf> {
    match name.strip_prefix('/') {
        Some(rest) => vec![config.root.join(rest), PathBuf::from(name)],
        None => document::places(name, roots),
    }
}

/// The format of the source at `path`, if it is one that can bring in others.
fn format(path: &Path) -> Option<Format> {
    Format::of_name(&path.to_string_lossy())
}

/// One name for the file at `path`, however it is reached.
fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
