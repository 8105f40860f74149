//! The files of one document: what `\\input` and its kin bring in is checked with it, against its libraries.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ibid::article::{self, Format, definitions, may_include};
use ibid::span::Spanned;

use super::config::Config;
use super::reads::Reads;
use super::targets::{Kind, Target, search};
use crate::document::{self, folder, is_elsewhere};

/// Most files that one document may bring in.
const MOST: usize = 10_000;

/// What the files of documents have in common.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// Whole paths of files, each with what the documents that it belongs to share.
    shared: HashMap<PathBuf, Vec<Arc<Shared>>>,
}

/// What all files of one document share, whichever of them says it: a preamble of its own can name what the chapters cite.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The .bib files that they name.
    pub(super) libraries: BTreeSet<PathBuf>,
    /// The names of their parts.
    pub(super) labels: BTreeSet<String>,
    /// Definitions of commands, as they are written.
    pub(super) definitions: BTreeSet<String>,
    /// Whether one of them prints a list of references itself.
    pub(super) prints: bool,
}

/// What one source names.
#[derive(Default)]
struct Named {
    shared: Shared,
    includes: Vec<PathBuf>,
}

impl Project {
    /// Follows the sources that `targets` bring in, and adds those that are not among them. For chapters that are checked
    /// without their document, that is looked for in the project.
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
        let mut followed = BTreeSet::new();
        for document in documents {
            followed.insert(whole(&document));
            let Some(head) = named(&document, folder(&document), config) else { continue };
            for path in project.follow(&document, head, config) {
                if known.insert(whole(&path)) {
                    targets.push(Target { path, kind: Kind::Article, is_found: true });
                }
            }
        }
        project.adopt(targets, &followed, config);
        project
    }

    /// What the documents share that the file at `path` belongs to.
    pub(super) fn shared(&self, path: &Path) -> &[Arc<Shared>] {
        let found = if self.shared.is_empty() { None } else { self.shared.get(&whole(path)) };
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Looks in the project for the documents, those `followed` aside, to which those of `targets` belong that cite keys
    /// and name no bibliography.
    fn adopt(&mut self, targets: &[Target], followed: &BTreeSet<PathBuf>, config: &Config) {
        let formats: Vec<Format> = targets
            .iter()
            .filter(|target| target.kind == Kind::Article && !self.shared.contains_key(&whole(&target.path)))
            .filter_map(|target| format(&target.path).filter(|_| is_part(&target.path, config)))
            .collect();
        if formats.is_empty() {
            return;
        }
        let mut found = Vec::new();
        search(&config.project, config, &mut found);
        for Target { path, .. } in found {
            let is_one = format(&path).is_some_and(|format| formats.contains(&format));
            if is_one
                && !followed.contains(&whole(&path))
                && brings_in(&path, config)
                && let Some(head) = named(&path, folder(&path), config)
            {
                self.follow(&path, head, config);
            }
        }
    }

    /// Gives what the files of `document` share to each of them, itself among them. Gives those that it brings in.
    fn follow(&mut self, document: &Path, head: Named, config: &Config) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut shared = head.shared;
        let mut seen = BTreeSet::from([whole(document)]);
        let mut open = head.includes;
        while let Some(path) = open.pop() {
            if found.len() >= MOST || !config.holds(&path) || !seen.insert(whole(&path)) {
                continue;
            }
            let Some(inner) = named(&path, folder(document), config) else { continue };
            open.extend(inner.includes);
            shared.libraries.extend(inner.shared.libraries);
            shared.labels.extend(inner.shared.labels);
            shared.definitions.extend(inner.shared.definitions);
            shared.prints |= inner.shared.prints;
            found.push(path);
        }
        if !found.is_empty() {
            let shared = Arc::new(shared);
            for file in seen {
                self.shared.entry(file).or_default().push(Arc::clone(&shared));
            }
        }
        found
    }
}

/// Whether the source at `path` seems to be a part of a document: it cites keys and names no bibliography.
fn is_part(path: &Path, config: &Config) -> bool {
    let Some(bytes) = Reads::new(config).file(path) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    // What cites may be a command of the document's own.
    let cites = ["@", "cite", "\\"].iter().any(|sign| text.contains(sign));
    cites && named(path, folder(path), config).is_some_and(|named| named.shared.libraries.is_empty())
}

/// What the source at `path` names, looked for in its own folder, as Typst does, and in `root`, the folder of the
/// document, as LaTeX does.
fn named(path: &Path, root: &Path, config: &Config) -> Option<Named> {
    let format = format(path)?;
    let bytes = Reads::new(config).file(path)?;
    let own = folder(path);
    let text = String::from_utf8_lossy(&bytes);
    let definitions = definitions(&text, format).into_iter().collect();
    let is_bare = matches!(format, Format::Latex | Format::Rst) && !text.contains("bib");
    if is_bare && !may_include(&text, format) {
        return Some(Named { shared: Shared { definitions, ..Shared::default() }, ..Named::default() });
    }
    let markup = article::read(&path.to_string_lossy(), &bytes).ok()?.markup?;
    let roots: &[&Path] = if own == root { &[own] } else { &[own, root] };
    let includes = markup.includes.iter().flat_map(|name| places(&name.value, roots, config));
    let library = |name: &Spanned<String>| {
        let places = places(&name.value, roots, config);
        let at_hand = places.iter().find(|path| path.is_file() && config.holds(path));
        at_hand.or(places.first()).cloned()
    };
    let is_held = |name: &str| markup.held.iter().any(|held| held.value == name);
    let wanted = markup.bibliographies.iter();
    let wanted = wanted.filter(|name| !is_elsewhere(&name.value) && !is_held(&name.value));
    let shared = Shared {
        libraries: wanted.filter_map(library).collect(),
        prints: !markup.defined.is_empty(),
        definitions,
        labels: markup.labels,
    };
    Some(Named { shared, includes: includes.collect() })
}

/// The .bib files that the source at `path` names, and those that what it brings in names.
pub(super) fn libraries_of(path: &Path, config: &Config) -> BTreeSet<PathBuf> {
    let mut project = Project::default();
    let Some(head) = named(path, folder(path), config) else { return BTreeSet::new() };
    let own = head.shared.libraries.clone();
    project.follow(path, head, config);
    project.shared(path).first().map_or(own, |shared| shared.libraries.clone())
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
