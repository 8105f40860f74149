//! What an article can cite: the keys of the bibliographies that it, its document, its project and the settings name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ibid::article::{Article, Format, Markup, PROJECT_FILES, project_bibliographies};
use ibid::library;
use ibid::lint::Citable;

use super::examine::Run;
use super::project;
use super::reads::{Reads, text};
use crate::document::{folder, is_elsewhere};

/// So many folders upwards the files of a project are looked for.
const HIGHEST: usize = 32;

/// Why a bibliography that is there is not read.
const OUTSIDE: &str = "it lies outside of the project; put an ibid.toml into a folder above both";

/// What the article at `path` can cite: the keys of the files that it, the document it belongs to, its project and the
/// settings name, and of the references that it prints itself. Nothing is known where one of the files is not at hand or
/// cannot be read, or where the references may stand in a file that the article brings in.
pub(super) fn citable(path: &Path, article: &Article, run: &Run<'_>, reads: &mut Reads<'_>) -> Citable {
    let Some(markup) = &article.markup else { return Citable::default() };
    let shared = run.project.shared(path);
    let mut found = Citable::default();
    found.labels.extend(shared.iter().flat_map(|shared| &shared.labels).cloned());
    let mut keys: BTreeSet<String> = markup.defined.iter().map(|key| key.value.clone()).collect();
    let mut names = !keys.is_empty() && markup.includes.is_empty();
    let mut files: Vec<PathBuf> = shared.iter().flat_map(|shared| &shared.libraries).cloned().collect();
    files.extend(run.config.settings.bibliography.iter().map(|name| run.config.root.join(name)));
    let own = own_keys(path, article, markup, &files, &mut found, run, reads);
    names |= own.is_some() || !files.is_empty();
    keys.extend(own.into_iter().flatten());
    let mut known = found.absent.is_empty() && found.unreadable.is_empty();
    for file in files {
        let more = keys_of(&file, reads);
        known &= more.is_some();
        keys.extend(more.into_iter().flatten());
    }
    match of_project(path, run, reads) {
        Some(Ok(more)) => {
            names = true;
            keys.extend(more);
        }
        Some(Err(why)) => {
            known = false;
            found.lacking = Some(why);
        }
        None if !names && markup.bibliographies.is_empty() => {
            // What it brings in, and what brings it in, may print a list.
            let is_whole = markup.includes.is_empty() || !shared.is_empty();
            let prints = !markup.defined.is_empty() || shared.iter().any(|shared| shared.prints);
            found.lacking = (is_whole && !prints).then(|| "no bibliography is named".to_owned());
        }
        None => {}
    }
    known &= names;
    found.keys = known.then_some(keys);
    found
}

/// The keys of the bibliographies that the article itself names; `None` where it names none that is at hand. What is wrong
/// with one of them goes into `found`. One that is among `files`, which others name, is there.
fn own_keys(
    path: &Path,
    article: &Article,
    markup: &Markup,
    files: &[PathBuf],
    found: &mut Citable,
    run: &Run<'_>,
    reads: &mut Reads<'_>,
) -> Option<BTreeSet<String>> {
    let mut keys = None;
    for name in &markup.bibliographies {
        let places = project::places(&name.value, &[folder(path)], run.config);
        let is_outside = places.iter().any(|place| place.is_file() && !run.config.holds(place));
        let there = places.into_iter().find(|place| reads.file(place).is_some());
        let held = markup.held.iter().find(|held| held.value == name.value);
        let read = match (there, held) {
            (Some(there), _) => keys_of(&there, reads),
            (None, Some(held)) => {
                let inner = article.source.text().get(held.span.range()).unwrap_or_default();
                library::keys(&name.value, inner)
            }
            (None, None) => {
                let mut is_handed =
                    |file: &PathBuf| file.ends_with(&name.value) && reads.file(file).is_some();
                let is_sought = !is_elsewhere(&name.value) && !files.iter().any(&mut is_handed);
                if is_sought && is_outside {
                    found.unreadable.push((name.span, OUTSIDE.to_owned()));
                } else if is_sought {
                    found.absent.push(name.span);
                }
                continue;
            }
        };
        match read {
            Some(more) => keys.get_or_insert_with(BTreeSet::new).extend(more),
            None => found.unreadable.push((name.span, why(&name.value).to_owned())),
        }
    }
    keys
}

/// The keys of the bibliographies that the files of the project above `path` name; why they are not known; or `None` where
/// none is named.
fn of_project(path: &Path, run: &Run<'_>, reads: &mut Reads<'_>) -> Option<Result<BTreeSet<String>, String>> {
    Format::of_name(&path.to_string_lossy()).filter(|format| *format == Format::Markdown)?;
    let here = fs::canonicalize(path).ok()?;
    let folders = here.ancestors().skip(1).take(HIGHEST).filter(|f| f.starts_with(&run.config.project));
    let mut keys = None;
    for folder in folders {
        for name in PROJECT_FILES {
            let Some(bytes) = reads.file(&folder.join(name)) else { continue };
            for file in project_bibliographies(&text(bytes)).iter().filter(|file| !is_elsewhere(file)) {
                let place =
                    project::places(file, &[folder], run.config).into_iter().find(|place| place.is_file());
                let Some(place) = place.filter(|place| reads.file(place).is_some()) else {
                    return Some(Err(format!("the bibliography `{file}` of {name} is not there")));
                };
                let Some(more) = keys_of(&place, reads) else {
                    return Some(Err(format!(
                        "the bibliography `{file}` of {name} cannot be read: {}",
                        why(file)
                    )));
                };
                keys.get_or_insert_with(BTreeSet::new).extend(more);
            }
        }
    }
    keys.map(Ok)
}

fn keys_of(file: &Path, reads: &mut Reads<'_>) -> Option<BTreeSet<String>> {
    reads.file(file).and_then(|bytes| library::keys(&file.to_string_lossy(), &text(bytes)))
}

/// Why the bibliography `name` has no keys.
fn why(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("json") => "it is no CSL JSON",
        Some("yml" | "yaml") => "it is neither CSL YAML nor Hayagriva",
        _ => "ibid does not know its format",
    }
}
