//! One file in; its sources with their findings out.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ibid::article::{self, Article, Markup, Source};
use ibid::library::bib::Document;
use ibid::library::sheet::Sheet;
use ibid::library::{self, digest};
use ibid::lint::{Checked, Citable, Context, check_article_against, check_library, check_sheet};

use super::cache::Cache;
use super::config::Config;
use super::project::{self, Project};
use super::reads::{Reads, text};
use super::targets::{Kind, Target};
use crate::document::{LARGEST, folder, is_elsewhere};
use crate::failure::Failure;

/// What holds for all files of a run.
pub(super) struct Run<'a> {
    pub(super) config: &'a Config,
    pub(super) context: Context,
    pub(super) project: Project,
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
    let handed: Vec<&PathBuf> = run.project.libraries(&target.path).collect();
    let set = &run.config.settings.bibliography;
    let settings = format!("{:?} {set:?} {handed:?}", run.config.levels(&target.path));
    if let Some(checked) = cache.get(target, &settings, &mut Reads::new(run.config)) {
        return Ok(checked);
    }
    let mut reads = Reads::new(run.config);
    let checked = anew(target, run, &mut reads)?;
    cache.put(target, &settings, &reads, &checked);
    Ok(checked)
}

fn anew(target: &Target, run: &Run<'_>, reads: &mut Reads<'_>) -> Result<Vec<Checked>, Failure> {
    let bytes = bytes(&target.path)?;
    reads.note(&target.path, &bytes);
    match target.kind {
        Kind::Article => match article::read(&name(&target.path), &bytes) {
            Ok(article) => Ok(vec![examine_article(&target.path, article, run, reads)]),
            // Among sources these are figures.
            Err(error) if target.is_found && error.is_without_text() => Ok(Vec::new()),
            Err(error) => Err(Failure::Unusable(error.to_string())),
        },
        Kind::Library => Ok(examine_library(&target.path, bytes, run, reads)),
    }
}

fn examine_article(path: &Path, article: Article, run: &Run<'_>, reads: &mut Reads<'_>) -> Checked {
    let extraction = ibid::extract(&article);
    let citable = article.markup.as_ref().map(|markup| citable(path, markup, run, reads)).unwrap_or_default();
    let levels = run.config.levels(path);
    let findings = check_article_against(&citable, &article, &extraction, run.context, &levels);
    Checked::new(article.source, findings)
}

/// What an article can cite: the keys of the files that it, the document it belongs to and the settings name, and of the
/// references that it prints itself. Nothing is known where one of the files is not at hand or cannot be read, or where
/// the references may stand in a file that the article brings in.
fn citable(article: &Path, markup: &Markup, run: &Run<'_>, reads: &mut Reads<'_>) -> Citable {
    let mut files: Vec<PathBuf> = run.project.libraries(article).cloned().collect();
    files.extend(run.config.settings.bibliography.iter().map(|name| run.config.root.join(name)));
    let mut absent = Vec::new();
    for name in &markup.bibliographies {
        let places = project::places(&name.value, &[folder(article)], run.config);
        if let Some(found) = places.into_iter().find(|place| reads.file(place).is_some()) {
            files.push(found);
            continue;
        }
        let mut is_handed = |file: &PathBuf| file.ends_with(&name.value) && reads.file(file).is_some();
        if !is_elsewhere(&name.value) && !files.iter().any(&mut is_handed) {
            absent.push(name.span);
        }
    }
    let mut keys: BTreeSet<String> = markup.defined.iter().map(|key| key.value.clone()).collect();
    let prints = !keys.is_empty() && markup.includes.is_empty();
    let mut known = absent.is_empty() && (prints || !files.is_empty());
    for file in &files {
        let more = reads.file(file).and_then(|bytes| library::keys(&file.to_string_lossy(), &text(bytes)));
        known &= more.is_some();
        keys.extend(more.into_iter().flatten());
    }
    Citable { keys: known.then_some(keys), absent }
}

fn examine_library(path: &Path, bytes: Vec<u8>, run: &Run<'_>, reads: &mut Reads<'_>) -> Vec<Checked> {
    let source = Source::new(name(path), text(bytes));
    let findings = check_library(&source, run.context, &run.config.levels(path));
    let sheet = path.with_extension("toml");
    let beside = reads.file(&sheet).map(|bytes| {
        let document = Document::parse(source.text());
        examine_sheet(&sheet, bytes, &document, run, reads)
    });
    std::iter::once(Checked::new(source, findings)).chain(beside).collect()
}

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
