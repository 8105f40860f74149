//! Trains the weights that cut claims out of sentences.
//!
//! usage: cargo run --release --example train_claims -- CLAIMS_DIR OUT.bin
//!
//! CLAIMS_DIR holds NN.txt (paragraphs with citations `[n]`) and NN.jsonl (`number`, `claim`, `kind`: `sub` for a part
//! of a sentence). Every
//! citation gives two choices, where its claim begins and where it ends; their log-loss is minimised by AdaGrad
//! with an L1 penalty, in a fixed order. Prints how many words claims found and marked have in common, in a tenfold
//! cross-validation over paragraphs.

use std::collections::HashMap;
use std::path::Path;

use ibid::citation::{ClaimCut, claim_spans_by, marker_places, sentence_places, training_cuts};
use ibid::span::Span;

/// The table and the step must be those of `src/citation/claim/model.rs`.
const SLOTS: usize = 1 << 16;
const STEP: f32 = 1.0 / 24.0;
const EPOCHS: usize = 8;
const RATE: f32 = 0.05;
const PENALTY: f32 = 1e-3;

/// One citation of the data: its sentence, the markers in it, which one it is, and the words that people marked.
struct Case {
    /// Number of its paragraph.
    paragraph: usize,
    sentence: String,
    markers: Vec<Span>,
    at: usize,
    claim: String,
    is_part: bool,
    cuts: Vec<ClaimCut>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(dir), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: train_claims DIR OUT".into());
    };
    let cases = read(Path::new(&dir))?;
    let (mut all, mut parts) = (Overlap::default(), Overlap::default());
    for fold in 0..10 {
        let weights = fit(&cuts(cases.iter().filter(|c| c.paragraph % 10 != fold)));
        for case in cases.iter().filter(|c| c.paragraph % 10 == fold) {
            let weight = |feature: u64| weights[feature as usize % SLOTS];
            let claim = claim_spans_by(&weight, &case.sentence, &case.markers)[case.at];
            let overlap = Overlap::of(&case.claim, &without(&case.sentence, claim, &case.markers));
            all.add(&overlap);
            if case.is_part {
                parts.add(&overlap);
            }
        }
    }
    eprintln!("all claims: {all}");
    eprintln!("parts of sentences: {parts}");
    let weights = fit(&cuts(cases.iter()));
    let quantised: Vec<u8> =
        weights.iter().map(|w| ((w / STEP).round().clamp(-127.0, 127.0) as i8).to_ne_bytes()[0]).collect();
    std::fs::write(out, quantised)?;
    Ok(())
}

fn cuts<'c>(cases: impl Iterator<Item = &'c Case>) -> Vec<&'c ClaimCut> {
    cases.flat_map(|case| &case.cuts).collect()
}

/// Words that claims found and claims that people marked have in common.
#[derive(Default)]
struct Overlap {
    common: usize,
    found: usize,
    gold: usize,
}

impl Overlap {
    /// The overlap of two texts as bags of words.
    fn of(gold: &str, found: &str) -> Self {
        let bag = |text: &str| {
            let mut words: HashMap<String, usize> = HashMap::new();
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                *words.entry(word.to_lowercase()).or_default() += 1;
            }
            words
        };
        let (gold, found) = (bag(gold), bag(found));
        let common = gold.iter().map(|(word, n)| found.get(word).map_or(0, |m| *n.min(m))).sum();
        Self { common, found: found.values().sum(), gold: gold.values().sum() }
    }

    fn add(&mut self, other: &Self) {
        self.common += other.common;
        self.found += other.found;
        self.gold += other.gold;
    }
}

impl std::fmt::Display for Overlap {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |of: usize| self.common as f32 / of.max(1) as f32;
        let f1 = 2.0 * self.common as f32 / (self.found + self.gold).max(1) as f32;
        write!(f, "precision {:.3}, recall {:.3}, F1 {f1:.3}", share(self.found), share(self.gold))
    }
}

/// The words of `sentence` in `claim`, `markers` left out.
fn without(sentence: &str, claim: Span, markers: &[Span]) -> String {
    let inside = |at: &usize| markers.iter().any(|m| m.start <= *at && *at < m.end);
    let chars = sentence[claim.range()].char_indices().map(|(at, c)| (at + claim.start, c));
    chars.map(|(at, c)| if inside(&at) { ' ' } else { c }).collect()
}

/// All citations of the data.
fn read(dir: &Path) -> Result<Vec<Case>, Box<dyn std::error::Error>> {
    let mut texts: Vec<_> = std::fs::read_dir(dir)?
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    let (mut cases, mut number) = (Vec::new(), 0);
    for path in texts {
        let mut claims: HashMap<u64, (String, bool)> = HashMap::new();
        for line in std::fs::read_to_string(path.with_extension("jsonl"))?.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            let claim = record["claim"].as_str().unwrap_or_default().to_owned();
            claims.insert(record["number"].as_u64().unwrap_or(0), (claim, record["kind"] == "sub"));
        }
        for paragraph in std::fs::read_to_string(path)?.split("\n\n") {
            number += 1;
            cases.extend(of_paragraph(number, paragraph, &claims));
        }
    }
    Ok(cases)
}

fn of_paragraph(number: usize, paragraph: &str, claims: &HashMap<u64, (String, bool)>) -> Vec<Case> {
    let markers = marker_places(paragraph);
    let mut cases = Vec::new();
    for sentence in sentence_places(paragraph) {
        let words = &paragraph[sentence.range()];
        let own: Vec<Span> = markers
            .iter()
            .filter(|m| sentence.start <= m.start && m.end <= sentence.end)
            .map(|m| Span::new(m.start - sentence.start, m.end - sentence.start))
            .collect();
        for (at, marker) in own.iter().enumerate() {
            let first: String =
                words[marker.range()].chars().skip(1).take_while(char::is_ascii_digit).collect();
            let Some((claim, is_part)) = first.parse().ok().and_then(|n: u64| claims.get(&n)) else {
                continue;
            };
            let place = gold(paragraph, claim, marker.start + sentence.start);
            let cuts = place.map(|gold| {
                let gold = Span::new(
                    gold.start.max(sentence.start) - sentence.start,
                    gold.end.min(sentence.end) - sentence.start,
                );
                training_cuts(words, &own, *marker, gold)
            });
            cases.push(Case {
                paragraph: number,
                sentence: words.to_owned(),
                markers: own.clone(),
                at,
                claim: without(claim, Span::new(0, claim.len()), &marker_places(claim)),
                is_part: *is_part,
                cuts: cuts.unwrap_or_default(),
            });
        }
    }
    cases
}

/// The place of `claim` that has the marker at `at` in it.
fn gold(paragraph: &str, claim: &str, at: usize) -> Option<Span> {
    let places = paragraph.match_indices(claim).map(|(start, c)| Span::new(start, start + c.len()));
    places.min_by_key(|p| if p.contains(at) { 0 } else { p.start.abs_diff(at) }).filter(|p| p.contains(at))
}

fn fit(cuts: &[&ClaimCut]) -> Vec<f32> {
    let (mut weights, mut squares) = (vec![0.0f32; SLOTS], vec![1e-6f32; SLOTS]);
    for epoch in 0..EPOCHS {
        for step in 0..cuts.len() {
            // A fixed permutation, another one each epoch.
            let cut = cuts[(step * 7_919 + epoch * 104_729) % cuts.len()];
            let odds = softmax(&weights, cut);
            for (at, place) in cut.places.iter().enumerate() {
                let gradient = odds[at] - f32::from(at == cut.right);
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for feature in place {
                    let slot = *feature as usize % SLOTS;
                    squares[slot] += gradient * gradient;
                    let rate = RATE / squares[slot].sqrt();
                    let moved = weights[slot] - rate * gradient;
                    let penalty = rate * PENALTY;
                    weights[slot] = moved.signum() * (moved.abs() - penalty).max(0.0);
                }
            }
        }
    }
    weights
}

fn score(weights: &[f32], place: &[u64]) -> f32 {
    place.iter().map(|f| weights[*f as usize % SLOTS]).sum()
}

fn softmax(weights: &[f32], cut: &ClaimCut) -> Vec<f32> {
    let scores: Vec<f32> = cut.places.iter().map(|p| score(weights, p)).collect();
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let odds: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f32 = odds.iter().sum();
    odds.iter().map(|o| o / sum).collect()
}
