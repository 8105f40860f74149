//! Trains the field labeller: `cargo run --release --features training --example train_tagger -- DATA… OUT [dev]`.
//!
//! Each DATA is a folder with labelled references: `*.jsonl`, one record a line, or `*.txt`, as [`tagged`] describes them. OUT is
//! the model file to write. With `dev`, every tenth stretch of 25 records is kept out of training and measured.

mod tagged;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use ibid::bibliography::training::{Example, Settings, example, measure, train};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let (words, paths): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|word| word == "dev" || word.contains('='));
    let [data @ .., out] = paths.as_slice() else {
        return Err("usage: train_tagger DATA… OUT [dev]".into());
    };
    let keep = words.iter().any(|word| word == "dev");
    let (mut examples, mut kept): (Vec<Example>, Vec<(String, Vec<Example>)>) = (Vec::new(), Vec::new());
    let mut conventions: Vec<String> = Vec::new();
    for file in files(data)? {
        let convention = convention(&file);
        let number = conventions.iter().position(|c| *c == convention).unwrap_or(conventions.len());
        if number == conventions.len() {
            conventions.push(convention);
        }
        let mut aside = Vec::new();
        for (at, record) in records(&file)?.iter().enumerate() {
            let Some(example) = example(record, number) else { continue };
            if keep && (at / 25).is_multiple_of(10) { aside.push(example) } else { examples.push(example) }
        }
        kept.push((file.display().to_string(), aside));
    }
    eprintln!("{} records", examples.len());
    let homes = HOMES.map(|home| conventions.iter().position(|c| c == home).unwrap_or(0));
    let halved = conventions.iter().position(|c| c == OWN);
    let mut settings = Settings { homes, halved, ..Settings::default() };
    for (name, value) in words.iter().filter_map(|word| word.split_once('=')) {
        match name {
            "passes" => settings.epochs = value.parse()?,
            "rate" => settings.rate = value.parse()?,
            "penalty" => settings.penalty = value.parse()?,
            "room" => settings.room = value.parse()?,
            "trainings" => settings.trainings = value.parse()?,
            "dropout" => settings.dropout = value.parse()?,
            _ => return Err(format!("no setting {name}").into()),
        }
    }
    let model = train(&examples, settings, |right| eprintln!("pass: {right:.4}"));
    fs::write(out, &model)?;
    eprintln!("{} bytes", model.len());
    for (file, examples) in &kept {
        show(file, &model, examples.iter());
    }
    show("all", &model, kept.iter().flat_map(|(_, examples)| examples));
    Ok(())
}

/// The files with references in the folders `data`, in the order of the folders and of their names.
fn files(data: &[String]) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut all = Vec::new();
    for folder in data {
        let mut files: Vec<_> = fs::read_dir(folder)?.filter_map(|f| Some(f.ok()?.path())).collect();
        files.retain(|file| file.extension().is_some_and(|e| e == "jsonl" || e == "txt"));
        files.sort();
        all.extend(files);
    }
    Ok(all)
}

/// The records of `file`, as [`example`] reads them.
fn records(file: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    if !is_tagged(file) {
        return Ok(text.lines().map(str::to_owned).collect());
    }
    let references = tagged::references(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    let record = |r: &tagged::Tagged| json!({ "raw": r.raw, "spans": r.spans, "unscored": [] }).to_string();
    Ok(references.iter().map(record).collect())
}

fn is_tagged(file: &Path) -> bool {
    file.extension().is_some_and(|e| e == "txt")
}

/// Files in which fields are marked by the same conventions, by how their names begin. Each other file has its own.
const SHARED: [&[&str]; 3] = [&["anystyle-"], &["excite-"], &["parscit-citeseerx", "parscit-cora"]];

/// The convention of tagged files, which mark all fields.
const OWN: &str = "ibid";

/// Whose conventions lists of articles are read by: those that mark all fields; where a list looks more like them than like
/// any other, those of articles whose publishers mark the fields themselves.
const HOMES: [&str; 2] = [OWN, "jats"];

/// What `file` shares with those that follow the same conventions.
fn convention(file: &Path) -> String {
    if is_tagged(file) {
        return OWN.to_owned();
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let shared = SHARED.iter().find(|names| names.iter().any(|name| stem.starts_with(name)));
    shared.and_then(|names| names.first()).map_or(stem, |first| (*first).to_owned())
}

/// Prints how `model` does on `examples`, which are called `name`.
fn show<'a>(name: &str, model: &[u8], examples: impl Iterator<Item = &'a Example>) {
    let Some(m) = measure(model, examples).filter(|m| m.references > 0) else { return };
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let share = |a: usize, b: usize| a as f64 / b as f64;
    let (words, whole) = (share(m.right, m.words), share(m.whole, m.references));
    eprintln!("{name}: words {words:.4}, whole {whole:.4} of {}", m.references);
}
