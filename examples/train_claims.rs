//! Trains the weights that cut claims out of sentences.
//!
//! usage: cargo run --release --example train_claims -- CLAIMS_DIR OUT.bin
//!
//! CLAIMS_DIR holds NN.txt (paragraphs with citations `[n]`) and NN.jsonl (`number`, `claim`). Every
//! citation gives two choices, where its claim begins and where it ends; their log-loss is minimised by AdaGrad
//! with an L1 penalty, in a fixed order. Prints the share of right choices in a tenfold cross-validation
//! over paragraphs.

use std::collections::HashMap;
use std::path::Path;

use ibid::citation::{ClaimCut, marker_places, sentence_places, training_cuts};
use ibid::span::Span;

/// The table and the step must be those of `src/citation/claim/model.rs`.
const SLOTS: usize = 1 << 14;
const STEP: f32 = 1.0 / 24.0;
const EPOCHS: usize = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(dir), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: train_claims DIR OUT".into());
    };
    let cuts = read(Path::new(&dir))?;
    for fold in 0..10 {
        let train: Vec<&ClaimCut> = cuts.iter().filter(|c| c.0 % 10 != fold).map(|c| &c.1).collect();
        let weights = fit(&train);
        let held: Vec<&ClaimCut> = cuts.iter().filter(|c| c.0 % 10 == fold).map(|c| &c.1).collect();
        let right = held.iter().filter(|c| best(&weights, c) == c.right).count();
        eprintln!("fold {fold}: {:.3} of {} choices right", right as f32 / held.len() as f32, held.len());
    }
    let weights = fit(&cuts.iter().map(|c| &c.1).collect::<Vec<_>>());
    let quantised: Vec<u8> =
        weights.iter().map(|w| ((w / STEP).round().clamp(-127.0, 127.0) as i8).to_ne_bytes()[0]).collect();
    std::fs::write(out, quantised)?;
    Ok(())
}

/// All choices, each with the number of its paragraph.
fn read(dir: &Path) -> Result<Vec<(usize, ClaimCut)>, Box<dyn std::error::Error>> {
    let mut texts: Vec<_> = std::fs::read_dir(dir)?
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    let (mut cuts, mut number) = (Vec::new(), 0);
    for path in texts {
        let mut claims: HashMap<u64, String> = HashMap::new();
        for line in std::fs::read_to_string(path.with_extension("jsonl"))?.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            claims.insert(
                record["number"].as_u64().unwrap_or(0),
                record["claim"].as_str().unwrap_or_default().to_owned(),
            );
        }
        for paragraph in std::fs::read_to_string(path)?.split("\n\n") {
            number += 1;
            cuts.extend(of_paragraph(paragraph, &claims).into_iter().map(|cut| (number, cut)));
        }
    }
    Ok(cuts)
}

fn of_paragraph(paragraph: &str, claims: &HashMap<u64, String>) -> Vec<ClaimCut> {
    let markers = marker_places(paragraph);
    let mut cuts = Vec::new();
    for sentence in sentence_places(paragraph) {
        let words = &paragraph[sentence.range()];
        let own: Vec<Span> = markers
            .iter()
            .filter(|m| sentence.start <= m.start && m.end <= sentence.end)
            .map(|m| Span::new(m.start - sentence.start, m.end - sentence.start))
            .collect();
        for marker in &own {
            let first: String =
                words[marker.range()].chars().skip(1).take_while(char::is_ascii_digit).collect();
            let Some(claim) = first.parse().ok().and_then(|n: u64| claims.get(&n)) else { continue };
            let at = marker.start + sentence.start;
            let places =
                paragraph.match_indices(claim.as_str()).map(|(start, c)| Span::new(start, start + c.len()));
            let Some(gold) = places
                .min_by_key(|p| if p.contains(at) { 0 } else { p.start.abs_diff(at) })
                .filter(|p| p.contains(at))
            else {
                continue;
            };
            let gold = Span::new(
                gold.start.max(sentence.start) - sentence.start,
                gold.end.min(sentence.end) - sentence.start,
            );
            cuts.extend(training_cuts(words, &own, *marker, gold));
        }
    }
    cuts
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
                    let rate = 0.25 / squares[slot].sqrt();
                    let moved = weights[slot] - rate * gradient;
                    let penalty = rate * 1e-3;
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

fn best(weights: &[f32], cut: &ClaimCut) -> usize {
    (0..cut.places.len())
        .max_by(|&a, &b| score(weights, &cut.places[a]).total_cmp(&score(weights, &cut.places[b])))
        .unwrap_or(0)
}
