//! Paths in; the files to check out.

use std::fs;
use std::path::{Path, PathBuf};

use ibid::lint::Settings;
use ignore::WalkBuilder;

use super::config::Config;
use crate::failure::Failure;

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// The path as it was given or found.
    pub(super) path: PathBuf,
    /// What the file is.
    pub(super) kind: Kind,
    /// Whether it was found in a folder, not named.
    pub(super) is_found: bool,
}

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Anything that `article::read` takes.
    Article,
    /// A .bib file, and the .toml beside it.
    Library,
}

/// The extensions of files that are checked when a folder is searched.
const ARTICLES: [&str; 10] = ["txt", "md", "markdown", "qmd", "rmd", "tex", "bbl", "typ", "rst", "pdf"];

/// The extensions of sources that are made into a PDF.
const SOURCES: [&str; 6] = ["tex", "typ", "md", "qmd", "rmd", "rst"];

impl Kind {
    fn of(path: &Path) -> Self {
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("bib")) {
            Self::Library
        } else {
            Self::Article
        }
    }
}

/// The files that `paths` name; folders are searched for articles and libraries, without following symbolic
/// links, without what .gitignore or the settings leave out, and without PDFs that were made of a source beside them. In the order given,
/// folders in theirs, each file once; and why some of `paths` name nothing.
pub(super) fn targets(paths: &[PathBuf], config: &Config) -> (Vec<Target>, Vec<Failure>) {
    let (mut targets, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            targets.push(Target { path: path.clone(), kind: Kind::Article, is_found: false });
            continue;
        }
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => search(path, config, &mut targets),
            Ok(_) => targets.push(Target { path: path.clone(), kind: Kind::of(path), is_found: false }),
            Err(error) => failures.push(Failure::at(path.display(), error)),
        }
    }
    let mut seen = std::collections::HashSet::new();
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    targets.retain(|target| seen.insert(whole(&target.path)));
    (targets, failures)
}

/// Adds the files to check below `folder` to `targets`.
pub(super) fn search(folder: &Path, config: &Config, targets: &mut Vec<Target>) {
    let walk =
        WalkBuilder::new(folder).sort_by_file_path(Path::cmp).follow_links(false).require_git(false).build();
    let files = walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    for entry in files {
        let path = entry.path();
        let path = path.strip_prefix("./").unwrap_or(path);
        if is_wanted(path) && !is_print(path) && !is_excluded(&config.settings, &config.relative(path)) {
            targets.push(Target { path: path.to_owned(), kind: Kind::of(path), is_found: true });
        }
    }
}

fn is_wanted(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    extension == "bib" || ARTICLES.contains(&extension.as_str())
}

/// Whether `path` is the PDF that was made of a source beside it.
fn is_print(path: &Path) -> bool {
    let is_pdf = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    is_pdf && SOURCES.iter().any(|extension| path.with_extension(extension).is_file())
}

fn is_excluded(settings: &Settings, relative: &str) -> bool {
    settings.exclude.iter().any(|glob| glob.is_match(relative))
}
