//! Measures what the normalisers lose: gold spans in, `ibid parse`'s JSON out.
//!
//! Reads JSON Lines with `raw` and `spans` ([field, start, end] in characters) from standard input and
//! prints one reference a line, as if the labeller had made no mistake; with the argument `biblatex`, `bibtex`,
//! `csl-json` or `ris` the entries in that format.

use std::io::{self, BufRead, Write};

use ibid::bibliography::key::Keys;
use ibid::bibliography::{By, Label, Labelled, assemble, entry};
use ibid::output::export::Format;
use ibid::output::json::ReferenceJson;
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    raw: String,
    spans: Vec<(String, usize, usize)>,
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let format = std::env::args().nth(1).and_then(|name| format(&name));
    let mut keys = Keys::default();
    let mut between = format.map_or("", Format::head);
    for line in io::stdin().lock().lines() {
        let gold: Gold = serde_json::from_str(&line?)?;
        let offsets: Vec<usize> = gold.raw.char_indices().map(|(at, _)| at).chain([gold.raw.len()]).collect();
        let byte = |at: usize| offsets.get(at).copied().unwrap_or(gold.raw.len());
        let labels: Vec<Labelled> = gold
            .spans
            .iter()
            .filter_map(|(name, start, end)| {
                let span = (byte(*start)..byte(*end)).into();
                Label::named(name).map(|label| Labelled { label, span, confidence: 1.0, by: By::Tagger })
            })
            .collect();
        let mut reference = assemble(&gold.raw, &labels);
        keys.assign(std::slice::from_mut(&mut reference));
        if let Some(format) = format {
            let entry = format.entry(&(&entry(&reference)).into()).map_err(io::Error::other)?;
            write!(out, "{between}{entry}")?;
            between = format.between();
        } else {
            serde_json::to_writer(&mut out, &ReferenceJson::new(&reference, None))?;
            writeln!(out)?;
        }
    }
    write!(out, "{}", format.map_or("", Format::foot))
}

fn format(name: &str) -> Option<Format> {
    match name {
        "biblatex" => Some(Format::Biblatex),
        "bibtex" => Some(Format::Bibtex),
        "csl-json" => Some(Format::CslJson),
        "ris" => Some(Format::Ris),
        _ => None,
    }
}
