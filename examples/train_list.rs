//! Trains the weights that cut reference lists without numbers.
//!
//! usage: cargo run --release --example train_list -- SEGMENTATION_DIR > src/bibliography/list/weights.rs
//!
//! Reads the `part: train` sections of every `*.jsonl` in the folder, finds the line at which each gold
//! reference begins, and runs an averaged structured perceptron (Collins 2002) with loss-augmented
//! margins left out: the features are few. Deterministic.

#![expect(clippy::print_stdout, reason = "the weights are written to standard output")]

use std::path::Path;

use ibid::bibliography::{FEATURES, features_of_cut, train_cut};
use serde_json::Value;

struct Section {
    lines: Vec<String>,
    starts: Vec<usize>,
    dress: Dress,
}

/// The sections' text has lost indents and gaps; every section is trained on bare and in both
/// dresses that print gives a list.
#[derive(Clone, Copy, PartialEq)]
enum Dress {
    Bare,
    Hanging,
    Gaps,
}

impl Section {
    fn rows(&self) -> Vec<(&str, f32, bool)> {
        let starts = |at: usize| self.starts.binary_search(&at).is_ok();
        let indent = |at: usize| if self.dress == Dress::Hanging && !starts(at) { 3.0 } else { 0.0 };
        let gap = |at: usize| self.dress == Dress::Gaps && starts(at);
        self.lines.iter().enumerate().map(|(at, line)| (line.as_str(), indent(at), gap(at))).collect()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: train_list SEGMENTATION_DIR")?;
    let mut files: Vec<_> = std::fs::read_dir(Path::new(&dir))?.flatten().map(|e| e.path()).collect();
    files.sort();
    let mut sections = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "jsonl")) {
        for line in std::fs::read_to_string(file)?.lines() {
            let record: Value = serde_json::from_str(line)?;
            if record["part"] == "train" {
                sections.extend(
                    [Dress::Bare, Dress::Bare, Dress::Hanging, Dress::Gaps]
                        .iter()
                        .filter_map(|&dress| section(&record, dress)),
                );
            }
        }
    }
    let weights = train(&sections);
    print_weights(&weights, sections.len());
    Ok(())
}

/// The section's lines and the lines at which its references begin; `None` where a reference
/// begins in the middle of a line or has a printed number.
fn section(record: &Value, dress: Dress) -> Option<Section> {
    let references = record["references"].as_array()?;
    if references.iter().filter(|r| r["label"].as_str().is_some_and(|l| !l.is_empty())).count() * 2
        > references.len()
    {
        return None;
    }
    let lines: Vec<String> = record["text"]
        .as_str()?
        .lines()
        .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|l| !l.is_empty())
        .collect();
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let folded: Vec<String> = lines.iter().map(|l| letters(l)).collect();
    let mut starts = Vec::new();
    let mut at = 0;
    for reference in references {
        let wanted: String = letters(reference["text"].as_str()?).chars().take(24).collect();
        let found = (at..lines.len()).find(|&i| {
            let two = format!("{}{}", folded[i], folded.get(i + 1).map_or("", String::as_str));
            two.starts_with(&wanted) || (wanted.starts_with(&two) && !two.is_empty())
        })?;
        starts.push(found);
        at = found + 1;
    }
    let first = *starts.first()?;
    let lines = lines[first..].to_vec();
    let starts = starts.iter().map(|s| s - first).collect();
    Some(Section { lines, starts, dress })
}

fn train(sections: &[Section]) -> [f32; FEATURES] {
    let (mut weights, mut sum) = ([0.0f32; FEATURES], [0.0f64; FEATURES]);
    let mut steps = 0.0;
    for epoch in 0..30 {
        let mut wrong = 0;
        for section in sections {
            let lines = section.rows();
            let guess = train_cut(&lines, &weights);
            if guess != section.starts {
                wrong += 1;
                let (gold, guess) =
                    (features_of_cut(&lines, &section.starts), features_of_cut(&lines, &guess));
                let scale = 1.0 / (section.starts.len() as f32).sqrt();
                for at in 0..FEATURES {
                    weights[at] += scale * (gold[at] - guess[at]);
                }
            }
            steps += 1.0;
            for at in 0..FEATURES {
                sum[at] += f64::from(weights[at]);
            }
        }
        eprintln!("epoch {epoch}: {wrong} of {} sections wrong", sections.len());
    }
    std::array::from_fn(|at| (sum[at] / steps) as f32)
}

fn print_weights(weights: &[f32; FEATURES], sections: usize) {
    let numbers: Vec<String> = weights.iter().map(|w| format!("{w:.2}")).collect();
    println!(
        "//! Weights of the cut of lists without numbers, trained on {sections} sections by `examples/train_list.rs`: see `docs/lists.md`.\n"
    );
    println!("use super::starts::FEATURES;\n");
    println!("/// In the order of the features in `starts`.");
    println!("#[rustfmt::skip]\npub(super) const WEIGHTS: [f32; FEATURES] = [");
    for row in numbers.chunks(10) {
        println!("    {},", row.join(", "));
    }
    println!("];");
}
