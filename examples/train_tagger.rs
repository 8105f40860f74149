//! Trains the field labeller: `cargo run --release --features training --example train_tagger -- DATA OUT [KEEP]`.
//!
//! DATA is a folder of `*.jsonl` with labelled references, OUT the model file to write. With KEEP = `dev`, every tenth
//! stretch of 25 records is kept out of training and measured.

use std::error::Error;
use std::{env, fs};

use ibid::bibliography::training::{Example, Settings, example, measure, train};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [data, out, rest @ ..] = args.as_slice() else {
        return Err("usage: train_tagger DATA OUT [dev]".into());
    };
    let keep = rest.first().is_some_and(|word| word == "dev");
    let mut files: Vec<_> = fs::read_dir(data)?.filter_map(|f| Some(f.ok()?.path())).collect();
    files.sort();
    let (mut examples, mut kept): (Vec<Example>, Vec<(String, Vec<Example>)>) = (Vec::new(), Vec::new());
    let mut conventions: Vec<String> = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "jsonl")) {
        let convention = convention(&file.file_stem().unwrap_or_default().to_string_lossy());
        let number = conventions.iter().position(|c| *c == convention).unwrap_or(conventions.len());
        if number == conventions.len() {
            conventions.push(convention);
        }
        let mut aside = Vec::new();
        for (at, line) in fs::read_to_string(file)?.lines().enumerate() {
            let Some(example) = example(line, number) else { continue };
            if keep && (at / 25).is_multiple_of(10) { aside.push(example) } else { examples.push(example) }
        }
        kept.push((file.display().to_string(), aside));
    }
    eprintln!("{} records", examples.len());
    let homes = HOMES.map(|home| conventions.iter().position(|c| c == home).unwrap_or(0));
    let mut settings = Settings { homes, ..Settings::default() };
    for (name, value) in rest.iter().filter_map(|word| word.split_once('=')) {
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

/// Files in which fields are marked by the same conventions, by how their names begin. Each other file has its own.
const SHARED: [&[&str]; 3] = [&["anystyle-"], &["excite-"], &["parscit-citeseerx", "parscit-cora"]];

/// Whose conventions lists of articles are read by: fields marked by the publishers of articles; where a list looks like
/// those of preprints, as physicists write them without titles, these.
const HOMES: [&str; 2] = ["jats", "grobid-papers"];

/// What the file called `stem` shares with those that follow the same conventions.
fn convention(stem: &str) -> String {
    let shared = SHARED.iter().find(|names| names.iter().any(|name| stem.starts_with(name)));
    (*shared.and_then(|names| names.first()).unwrap_or(&stem)).to_owned()
}

/// Prints how `model` does on `examples`, which are called `name`.
fn show<'a>(name: &str, model: &[u8], examples: impl Iterator<Item = &'a Example>) {
    let Some(m) = measure(model, examples).filter(|m| m.references > 0) else { return };
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let share = |a: usize, b: usize| a as f64 / b as f64;
    let (words, whole) = (share(m.right, m.words), share(m.whole, m.references));
    eprintln!("{name}: words {words:.4}, whole {whole:.4} of {}", m.references);
}
