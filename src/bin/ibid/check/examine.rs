//! One file in; its sources with their findings out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ibid::article::{self, Markup, Source};
use ibid::library::bib::Document;
use ibid::library::digest;
use ibid::library::sheet::Sheet;
use ibid::lint::{Checked, Context, check_article_against, check_library, check_sheet};

use super::config::Config;
use super::targets::{Kind, LARGEST, Target};
use crate::failure::Failure;
use crate::input;

/// Checks the file that `target` names.
pub(super) fn examine(target: &Target, config: &Config, context: Context) -> Result<Vec<Checked>, Failure> {
    let mut checked = match target.kind {
        Kind::Article => vec![examine_article(&target.path, config, context)?],
        Kind::Library => examine_library(&target.path, config, context)?,
    };
    for Checked { source, findings, .. } in &mut checked {
        if findings.is_empty() {
            // Nothing will be drawn from it: a large project should not stay in memory.
            *source = Source::new(source.name(), String::new());
        }
    }
    Ok(checked)
}

fn examine_article(path: &Path, config: &Config, context: Context) -> Result<Checked, Failure> {
    let bytes = bytes(path)?;
    let name = name(path);
    let article = article::read(&name, &bytes).map_err(|error| Failure::Unusable(error.to_string()))?;
    let extraction = ibid::extract(&article);
    let keys = article.markup.as_ref().and_then(|markup| keys(path, markup, config));
    let findings = check_article_against(keys.as_ref(), &article, &extraction, context, &config.levels(path));
    Ok(Checked::new(article.source, findings))
}

/// The keys of the .bib files that an article and the settings name; `None` where there are none, or one of
/// them is not at hand or lies outside the project.
fn keys(article: &Path, markup: &Markup, config: &Config) -> Option<BTreeSet<String>> {
    let folder = article.parent().unwrap_or(Path::new(""));
    let named = markup.bibliographies.iter().map(|name| folder.join(&name.value));
    let set = config.settings.bibliography.iter().map(|name| config.root.join(name));
    let files: Vec<PathBuf> = named.chain(set).collect();
    let mut keys = BTreeSet::new();
    for file in &files {
        let at_hand =
            config.holds(file) && fs::metadata(file).is_ok_and(|f| f.is_file() && f.len() <= LARGEST);
        let bytes = fs::read(file).ok().filter(|_| at_hand)?;
        let document = Document::parse(String::from_utf8_lossy(&bytes));
        keys.extend(document.entries().map(|entry| document.slice(entry.key).to_owned()));
    }
    (!files.is_empty()).then_some(keys)
}

fn examine_library(path: &Path, config: &Config, context: Context) -> Result<Vec<Checked>, Failure> {
    let source = source(path)?;
    let findings = check_library(&source, context, &config.levels(path));
    let sheet = path.with_extension("toml");
    let mut checked = Vec::new();
    if sheet.is_file() && config.holds(&sheet) {
        let document = Document::parse(source.text());
        let keys = document.entries().map(|entry| document.slice(entry.key).to_owned()).collect();
        checked.push(examine_sheet(&sheet, &keys, config)?);
    }
    checked.insert(0, Checked::new(source, findings));
    Ok(checked)
}

fn examine_sheet(path: &Path, keys: &BTreeSet<String>, config: &Config) -> Result<Checked, Failure> {
    let source = source(path)?;
    let head = Sheet::parse(source.text()).read_head().unwrap_or_default();
    let article = path.parent().unwrap_or(Path::new("")).join(&head.article);
    let digest =
        (!head.article.is_empty() && config.holds(&article)).then(|| article_digest(&article)).flatten();
    let findings = check_sheet(&source, keys, digest.as_deref(), &config.levels(path));
    Ok(Checked::new(source, findings))
}

fn article_digest(path: &PathBuf) -> Option<String> {
    let small = fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= LARGEST);
    fs::read(path).ok().filter(|_| small).map(|bytes| digest::long(&bytes))
}

fn source(path: &Path) -> Result<Source, Failure> {
    let bytes = bytes(path)?;
    let text =
        String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Source::new(name(path), text))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    match fs::metadata(path) {
        Ok(found) if found.len() > LARGEST => {
            Err(Failure::at(path.display(), format_args!("larger than {} MB; not read", LARGEST >> 20)))
        }
        _ => input::bytes(path),
    }
}

/// The name of a source in findings: its path with `/` between folders.
fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
