//! One file in; its sources with their findings out.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ibid::article::{self, Article, ReadError, Source};
use ibid::library::bib::{Document, strings_of, undefined_strings};
use ibid::library::digest;
use ibid::library::sheet::Sheet;
use ibid::lint::{Checked, Context, check_article_against, check_library_beside, check_sheet};

use super::cache::Cache;
use super::citable::citable;
use super::config::Config;
use super::project::Project;
use super::reads::{Reads, text};
use super::targets::{Kind, Target};
use crate::document::{LARGEST, folder};
use crate::failure::Failure;

/// What holds for all files of a run.
pub(super) struct Run<'a> {
    pub(super) config: &'a Config,
    pub(super) context: Context,
    pub(super) project: Project,
    /// The .bib files that are checked.
    pub(super) libraries: Vec<PathBuf>,
    pub(super) cache: Option<Cache>,
}

/// Checks the file that `target` names.
pub(super) fn examine(target: &Target, run: &Run<'_>) -> Result<Vec<Checked>, Failure> {
    let mut checked = match &run.cache {
        Some(cache) if target.path.as_os_str() != "-" => remembered(target, run, cache)?,
        _ => anew(target, run, &mut Reads::new(run.config))?,
    };
    for Checked { source, findings, .. } in &mut checked {
        if findings.is_empty() {
            // Nothing will be drawn from it: a large project should not stay in memory.
            *source = Source::new(source.name(), String::new());
        }
    }
    Ok(checked)
}

/// As an earlier run found it, or anew.
fn remembered(target: &Target, run: &Run<'_>, cache: &Cache) -> Result<Vec<Checked>, Failure> {
    let shared = run.project.shared(&target.path);
    let set = &run.config.settings.bibliography;
    let settings = format!("{:?} {set:?} {shared:?}", run.config.levels(&target.path));
    if let Some(checked) = cache.get(target, &settings, &mut Reads::new(run.config)) {
        return Ok(checked);
    }
    let mut reads = Reads::new(run.config);
    let checked = anew(target, run, &mut reads)?;
    if !reads.is_open {
        cache.put(target, &settings, &reads, &checked);
    }
    Ok(checked)
}

fn anew(target: &Target, run: &Run<'_>, reads: &mut Reads<'_>) -> Result<Vec<Checked>, Failure> {
    let bytes = bytes(&target.path)?;
    reads.note(&target.path, &bytes);
    match target.kind {
        Kind::Article => match read(&target.path, &bytes, run) {
            Ok(article) => Ok(vec![examine_article(&target.path, article, run, reads)]),
            // Among sources these are figures.
            Err(error) if target.is_found && error.is_without_text() => Ok(Vec::new()),
            Err(error) => Err(Failure::Unusable(error.to_string())),
        },
        // UTF-16, in which no entry would be seen.
        Kind::Library if bytes.contains(&0) => {
            Err(Failure::at(target.path.display(), "not UTF-8; save it as UTF-8 first"))
        }
        Kind::Library => Ok(examine_library(&target.path, bytes, run, reads)),
    }
}

fn examine_article(path: &Path, article: Article, run: &Run<'_>, reads: &mut Reads<'_>) -> Checked {
    let extraction = ibid::extract(&article);
    let citable = citable(path, &article, run, reads);
    let levels = run.config.levels(path);
    let findings = check_article_against(&citable, &article, &extraction, run.context, &levels);
    Checked::new(article.source, findings)
}

/// The article at `path`, with the commands that the other files of its document define.
fn read(path: &Path, bytes: &[u8], run: &Run<'_>) -> Result<Article, ReadError> {
    let shared = run.project.shared(path).iter().flat_map(|shared| &shared.definitions);
    let definitions: Vec<&str> = shared.map(String::as_str).collect();
    article::read_chapter(&name(path), bytes, &definitions.join("\n"))
}

fn examine_library(path: &Path, bytes: Vec<u8>, run: &Run<'_>, reads: &mut Reads<'_>) -> Vec<Checked> {
    let source = Source::new(name(path), text(bytes));
    let strings = strings_beside(path, &source, run, reads);
    let findings = check_library_beside(&strings, &source, run.context, &run.config.levels(path));
    let sheet = path.with_extension("toml");
    let beside = reads.file(&sheet).map(|bytes| {
        let document = Document::parse(source.text());
        examine_sheet(&sheet, bytes, &document, run, reads)
    });
    std::iter::once(Checked::new(source, findings)).chain(beside).collect()
}

/// The names, in lower case, that the .bib files beside the one at `path` and those that are checked with it define, if it uses
/// one that it does not define itself.
fn strings_beside(path: &Path, source: &Source, run: &Run<'_>, reads: &mut Reads<'_>) -> BTreeSet<String> {
    if !source.text().contains('=') || undefined_strings(&Document::parse(source.text())).is_empty() {
        return BTreeSet::new();
    }
    // Which files there are is not remembered.
    reads.is_open = true;
    let here = if folder(path).as_os_str().is_empty() { Path::new(".") } else { folder(path) };
    let beside = fs::read_dir(here).into_iter().flatten().flatten().map(|entry| entry.path());
    let beside = beside.filter(|path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("bib")));
    let mut strings = BTreeSet::new();
    for file in beside.take(MOST_BESIDE).chain(run.libraries.iter().take(MOST_BESIDE).cloned()) {
        let text = reads.file(&file).map(text).filter(|text| text.contains('@'));
        strings.extend(
            text.iter().flat_map(|text| strings_of(&Document::parse(text.as_str())).collect::<Vec<_>>()),
        );
    }
    strings
}

/// So many .bib files are read for what they define.
const MOST_BESIDE: usize = 200;

fn examine_sheet(
    path: &Path,
    bytes: Vec<u8>,
    library: &Document,
    run: &Run<'_>,
    reads: &mut Reads<'_>,
) -> Checked {
    let source = Source::new(name(path), text(bytes));
    let head = Sheet::parse(source.text()).read_head().unwrap_or_default();
    let article = path.parent().unwrap_or(Path::new("")).join(&head.article);
    let named = !head.article.is_empty();
    let digest = named.then(|| reads.file(&article)).flatten().map(|bytes| digest::long(&bytes));
    let findings = check_sheet(&source, library, digest.as_deref(), &run.config.levels(path));
    Checked::new(source, findings)
}

/// The bytes of the file at `path`, or of standard input; no more is read of one that goes on without end.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    let read = read.map_err(|error| Failure::at(path.display(), error))?;
    if u64::try_from(read).is_ok_and(|read| read <= LARGEST) {
        return Ok(bytes);
    }
    Err(Failure::at(path.display(), format_args!("larger than {} MB; not read", LARGEST >> 20)))
}

/// The name of a source in findings: its path with `/` between folders.
fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
