//! Trains the weights that cut reference lists without numbers.
//!
//! usage: cargo run --release --example train_list -- SEGMENTATION_DIR > src/bibliography/list/weights.rs
//!
//! Reads the `part: train` sections of every `*.jsonl` in the folder, finds the line at which each gold
//! reference begins and the lines that belong to none (running heads, page numbers), and runs an averaged
//! structured perceptron (Collins 2002) for each, with loss-augmented margins left out: the features are
//! few. Deterministic.

#![expect(clippy::print_stdout, reason = "the weights are written to standard output")]

use std::path::Path;

use ibid::bibliography::{
    FEATURES, FURNITURE_FEATURES, features_of_cut, features_of_furniture, train_cut, train_furniture,
};
use serde_json::Value;

/// Lines without a reference of a section, in tenths, above which it is not well marked.
const MOST_LEFT_OUT: usize = 3;

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

    fn learn(&self, weights: &[f32; FEATURES]) -> Option<[f32; FEATURES]> {
        let rows = self.rows();
        let guess = train_cut(&rows, weights);
        let scale = 1.0 / (self.starts.len() as f32).sqrt();
        (guess != self.starts)
            .then(|| change(&features_of_cut(&rows, &self.starts), &features_of_cut(&rows, &guess), scale))
    }
}

/// A section as printed, and which of its lines belong to no reference.
struct Printed {
    lines: Vec<String>,
    is_furniture: Vec<bool>,
}

impl Printed {
    fn learn(&self, weights: &[f32; FURNITURE_FEATURES]) -> Option<[f32; FURNITURE_FEATURES]> {
        let rows: Vec<(&str, f32, bool)> = self.lines.iter().map(|l| (l.as_str(), 0.0, false)).collect();
        let guess = train_furniture(&rows, weights);
        let wrong = guess.iter().zip(&self.is_furniture).filter(|(a, b)| a != b).count();
        let scale = 1.0 / (wrong as f32).sqrt();
        let features = |marks: &[bool]| features_of_furniture(&rows, marks);
        (wrong > 0).then(|| change(&features(&self.is_furniture), &features(&guess), scale))
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: train_list SEGMENTATION_DIR")?;
    let mut files: Vec<_> = std::fs::read_dir(Path::new(&dir))?.flatten().map(|e| e.path()).collect();
    files.sort();
    let (mut sections, mut printed) = (Vec::new(), Vec::new());
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "jsonl")) {
        for line in std::fs::read_to_string(file)?.lines() {
            let record: Value = serde_json::from_str(line)?;
            if record["part"] == "train" {
                printed.extend(furnished(&record));
                sections.extend(
                    [Dress::Bare, Dress::Bare, Dress::Hanging, Dress::Gaps]
                        .iter()
                        .filter_map(|&dress| section(&record, dress)),
                );
            }
        }
    }
    let cut = train(&sections, 30, Section::learn);
    let furniture = train(&printed, 15, Printed::learn);
    println!(
        "//! Weights of the cut of lists without numbers, made by `examples/train_list.rs`: see `docs/lists.md`.\n"
    );
    println!("use super::furniture::FURNITURE_FEATURES;\nuse super::starts::FEATURES;\n");
    println!("/// In the order of the features in `starts`, trained on {} sections.", sections.len());
    print_array("WEIGHTS: [f32; FEATURES]", &cut);
    println!("\n/// In the order of the features in `furniture`, trained on {} sections.", printed.len());
    print_array("FURNITURE_WEIGHTS: [f32; FURNITURE_FEATURES]", &furniture);
    Ok(())
}

/// The section's lines and the lines at which its references begin; `None` where a reference
/// begins in the middle of a line or has a printed number.
fn section(record: &Value, dress: Dress) -> Option<Section> {
    if has_labels(record)? {
        return None;
    }
    let lines = lines(record)?;
    let folded: Vec<String> = lines.iter().map(|l| letters(l)).collect();
    let mut starts = Vec::new();
    let mut at = 0;
    for reference in record["references"].as_array()? {
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

/// The lines of a section; `None` where the references have labels, or too many lines belong to none.
fn furnished(record: &Value) -> Option<Printed> {
    if has_labels(record)? {
        return None;
    }
    let lines = lines(record)?;
    let folded: Vec<Vec<char>> = lines.iter().map(|l| letters(l).chars().collect()).collect();
    let mut is_furniture = vec![true; lines.len()];
    // The line and the letter from which the next reference is sought.
    let mut from = (0, 0);
    for reference in record["references"].as_array()? {
        let wanted: Vec<char> = letters(reference["text"].as_str()?).chars().collect();
        let mut places = (from.0..lines.len()).flat_map(|line| {
            let first = if line == from.0 { from.1 } else { 0 };
            (first..folded[line].len()).map(move |letter| (line, letter))
        });
        if let Some((own, end)) = places.find_map(|at| covered(&folded, at, &wanted)) {
            own.into_iter().for_each(|line| is_furniture[line] = false);
            from = end;
        }
    }
    let left_out = is_furniture.iter().filter(|is| **is).count();
    (left_out * 10 < lines.len() * MOST_LEFT_OUT).then_some(Printed { lines, is_furniture })
}

/// A line and a letter of it.
type Place = (usize, usize);

/// The lines that `wanted` covers from the place `at` on, whole lines between left out, and where it ends.
fn covered(lines: &[Vec<char>], at: Place, wanted: &[char]) -> Option<(Vec<usize>, Place)> {
    let ((mut line, mut letter), mut rest) = (at, wanted);
    let mut found = Vec::new();
    while !rest.is_empty() {
        let own = lines.get(line)?.get(letter..)?;
        let len = own.len().min(rest.len());
        if len > 0 && own[..len] == rest[..len] {
            found.push(line);
            rest = &rest[len..];
            if rest.is_empty() {
                return Some((found, (line, letter + len)));
            }
        } else if found.is_empty() {
            return None;
        }
        (line, letter) = (line + 1, 0);
    }
    None
}

/// Whether most references of a section have a printed number.
fn has_labels(record: &Value) -> Option<bool> {
    let references = record["references"].as_array()?;
    let labelled = references.iter().filter(|r| r["label"].as_str().is_some_and(|l| !l.is_empty())).count();
    Some(labelled * 2 > references.len())
}

/// The lines of a section that hold words.
fn lines(record: &Value) -> Option<Vec<String>> {
    let lines = record["text"].as_str()?.lines();
    let lines = lines.map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(lines.filter(|l| !l.is_empty()).collect())
}

fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What the features of the gold and of the guess ask of the weights.
fn change<const N: usize>(gold: &[f32; N], guess: &[f32; N], scale: f32) -> [f32; N] {
    std::array::from_fn(|at| scale * (gold[at] - guess[at]))
}

/// The averaged weights after `epochs` rounds over `examples`; `learn` gives the change that an example asks for.
fn train<E, const N: usize>(
    examples: &[E],
    epochs: usize,
    learn: impl Fn(&E, &[f32; N]) -> Option<[f32; N]>,
) -> [f32; N] {
    let (mut weights, mut sum) = ([0.0f32; N], [0.0f64; N]);
    let mut steps = 0.0;
    for epoch in 0..epochs {
        let mut wrong = 0;
        for example in examples {
            if let Some(change) = learn(example, &weights) {
                wrong += 1;
                weights.iter_mut().zip(change).for_each(|(weight, change)| *weight += change);
            }
            steps += 1.0;
            sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += f64::from(weight));
        }
        eprintln!("epoch {epoch}: {wrong} of {} sections wrong", examples.len());
    }
    std::array::from_fn(|at| (sum[at] / steps) as f32)
}

fn print_array(name: &str, weights: &[f32]) {
    println!("#[rustfmt::skip]\npub(super) const {name} = [");
    for row in weights.chunks(10) {
        let row: Vec<String> = row.iter().map(|w| format!("{w:.2}")).collect();
        println!("    {},", row.join(", "));
    }
    println!("];");
}
