//! Making the model: stochastic training of the conditional random field on labelled references.
//!
//! Words of a record outside all labels may belong to a field that the record's source does not mark; there
//! the gold states are a set, and the likelihood of the set is what training raises.

use serde_json::Value;

use super::decode::LIMIT;
use super::feature::{Features, features};
use super::lattice::{Row, START, Transitions, before, factors, forward, marginals, potential};
use super::model::{self, BUCKETS};
use super::state::{self, OUTSIDE, STATES};
use super::token::tokens;
use crate::bibliography::Label;
use crate::span::Span;

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: usize,
    /// Size of the first steps.
    pub rate: f32,
    /// Strength of the L1 penalty.
    pub penalty: f32,
    /// Weights smaller than this are left out of the model.
    pub least: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 5, rate: 0.15, penalty: 2e-4, least: 0.0825 }
    }
}

/// A labelled reference string, ready for training.
pub struct Example {
    features: Features,
    /// For each word the states that the gold allows, as bits.
    gold: Vec<u64>,
}

/// Reads a record of the training data (a JSON object with `raw`, `spans` and `unscored`); `None` if it is
/// not one.
pub fn example(line: &str) -> Option<Example> {
    let record: Value = serde_json::from_str(line).ok()?;
    let raw = record.get("raw")?.as_str()?;
    let tokens = tokens(raw, LIMIT);
    let offsets: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
    let mut gold = vec![1u64 << OUTSIDE; tokens.len()];
    for name in record.get("unscored")?.as_array()? {
        let Some(label) = name.as_str().and_then(named) else { continue };
        let may = 1u64 << state::state(label, true) | 1u64 << state::state(label, false);
        gold.iter_mut().for_each(|states| *states |= may);
    }
    for labelled in record.get("spans")?.as_array()? {
        let [name, start, end] = labelled.as_array()?.as_slice() else { continue };
        let Some(label) = name.as_str().and_then(named) else { continue };
        let offset = |value: &Value| offsets.get(usize::try_from(value.as_u64()?).ok()?).copied();
        let span = Span::new(offset(start)?, offset(end)?);
        let mut first = true;
        for (_, states) in tokens.iter().zip(&mut gold).filter(|(t, _)| t.span.overlaps(span)) {
            *states = 1 << state::state(label, first);
            first = false;
        }
    }
    Some(Example { features: features(raw, &tokens), gold })
}

/// The label that the training data call `name`.
fn named(name: &str) -> Option<Label> {
    Some(match name {
        "label" => Label::Label,
        "author" => Label::Author,
        "editor" => Label::Editor,
        "translator" => Label::Translator,
        "title" => Label::Title,
        "container" => Label::Container,
        "series" => Label::Series,
        "date" => Label::Date,
        "volume" => Label::Volume,
        "number" => Label::Number,
        "pages" => Label::Pages,
        "publisher" => Label::Publisher,
        "location" => Label::Location,
        "institution" => Label::Institution,
        "edition" => Label::Edition,
        "doi" => Label::Doi,
        "eprint" => Label::Eprint,
        "url" => Label::Url,
        "urldate" => Label::Urldate,
        "isbn" => Label::Isbn,
        "issn" => Label::Issn,
        "pmid" => Label::Pmid,
        "type" => Label::Type,
        "note" => Label::Note,
        _ => return None,
    })
}

/// Weights, and the sums of squared gradients that make their steps smaller (`AdaGrad`).
struct Weights {
    settings: Settings,
    features: Vec<Row>,
    squares: Vec<Row>,
    transitions: Transitions,
    transition_squares: Transitions,
    /// Whether a bucket is seen more than once in the data.
    frequent: Vec<bool>,
}

/// Trains on `examples` in an order that is the same each time, and returns the model file. `report` is told
/// after each pass its number and the share of words that were right.
pub fn train(examples: &[Example], settings: Settings, mut report: impl FnMut(usize, f64)) -> Vec<u8> {
    let mut weights = Weights {
        settings,
        features: vec![[0.0; STATES]; BUCKETS],
        squares: vec![[1e-3; STATES]; BUCKETS],
        transitions: [[0.0; STATES]; STATES + 1],
        transition_squares: [[1e-2; STATES]; STATES + 1],
        frequent: frequent(examples),
    };
    for epoch in 0..settings.epochs {
        let mut right = (0, 0);
        for at in order(examples.len(), epoch) {
            if let Some(example) = examples.get(at) {
                let (good, all) = weights.learn(example);
                right = (right.0 + good, right.1 + all);
            }
        }
        report(epoch + 1, f64::from(right.0) / f64::from(right.1.max(1)));
    }
    model::write(&weights.features, &weights.transitions, settings.least)
}

fn frequent(examples: &[Example]) -> Vec<bool> {
    let mut counts = vec![0u8; BUCKETS];
    for &bucket in examples.iter().flat_map(|e| e.features.words().flatten()) {
        if let Some(count) = counts.get_mut(bucket as usize) {
            *count = count.saturating_add(1);
        }
    }
    counts.into_iter().map(|count| count > 1).collect()
}

/// The numbers below `len`, shuffled in a way that `epoch` decides.
fn order(len: usize, epoch: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64.wrapping_add(epoch as u64);
    for at in (1..len).rev() {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        order.swap(at, usize::try_from(random % (at as u64 + 1)).unwrap_or(0));
    }
    order
}

impl Weights {
    fn score(&self, buckets: &[u32]) -> Row {
        let mut sums = [0.0; STATES];
        for row in buckets.iter().filter_map(|&b| self.features.get(b as usize)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += weight;
            }
        }
        sums
    }

    /// One step towards `example`; how many of its words were right before, and how many it has.
    fn learn(&mut self, example: &Example) -> (u32, u32) {
        let scores: Vec<Row> = example.features.words().map(|buckets| self.score(buckets)).collect();
        if scores.is_empty() {
            return (0, 0);
        }
        let factors = factors(&self.transitions);
        let likely = marginals(&scores, &factors);
        let kept: Vec<Row> = scores.iter().zip(&example.gold).map(|(s, &gold)| only(s, gold)).collect();
        let wanted = marginals(&kept, &factors);
        let mut right = 0;
        for ((buckets, likely), wanted) in example.features.words().zip(&likely).zip(&wanted) {
            right += u32::from(greatest(likely) == greatest(wanted));
            self.step(buckets, likely, wanted);
        }
        self.step_transitions(&scores, &kept, &factors);
        (right, u32::try_from(scores.len()).unwrap_or(u32::MAX))
    }

    fn step(&mut self, buckets: &[u32], likely: &Row, wanted: &Row) {
        let Settings { rate, penalty, .. } = self.settings;
        let mut moves: [(usize, f32); STATES] = [(0, 0.0); STATES];
        let mut count = 0;
        for (state, (likely, wanted)) in likely.iter().zip(wanted).enumerate() {
            if (wanted - likely).abs() > 2e-3
                && let Some(slot) = moves.get_mut(count)
            {
                *slot = (state, wanted - likely);
                count += 1;
            }
        }
        let moves = moves.get(..count).unwrap_or_default();
        if moves.is_empty() {
            return;
        }
        for &bucket in buckets {
            let bucket = bucket as usize;
            let (Some(true), Some(row), Some(squares)) =
                (self.frequent.get(bucket), self.features.get_mut(bucket), self.squares.get_mut(bucket))
            else {
                continue;
            };
            for &(state, gradient) in moves {
                if let (Some(weight), Some(square)) = (row.get_mut(state), squares.get_mut(state)) {
                    *square += gradient * gradient;
                    let rate = rate / (square.sqrt() + 0.3);
                    let moved = *weight + rate * gradient;
                    *weight = moved.signum() * (moved.abs() - rate * penalty).max(0.0);
                }
            }
        }
    }

    fn step_transitions(&mut self, scores: &[Row], kept: &[Row], factors: &Transitions) {
        let likely = expected(scores, factors);
        let wanted = expected(kept, factors);
        let rows = self
            .transitions
            .iter_mut()
            .zip(&mut self.transition_squares)
            .zip(likely.iter().zip(wanted.iter()));
        for ((weights, squares), (likely, wanted)) in rows {
            for (((weight, square), likely), wanted) in
                weights.iter_mut().zip(squares).zip(likely).zip(wanted)
            {
                let gradient = wanted - likely;
                *square += gradient * gradient;
                *weight += 0.1 * gradient / (square.sqrt() + 0.3);
            }
        }
    }
}

/// `scores` with the states that are not in `gold` made impossible.
fn only(scores: &Row, gold: u64) -> Row {
    let mut kept = *scores;
    for (state, score) in kept.iter_mut().enumerate() {
        if gold >> state & 1 == 0 {
            *score = f32::NEG_INFINITY;
        }
    }
    kept
}

fn greatest(row: &Row) -> usize {
    row.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(OUTSIDE, |(at, _)| at)
}

/// How often each transition is expected.
fn expected(scores: &[Row], factors: &Transitions) -> Box<Transitions> {
    let potentials: Vec<Row> = scores.iter().map(potential).collect();
    let forward = forward(&potentials, factors);
    let mut backward = [1.0; STATES];
    let mut expected = Box::new([[0.0; STATES]; STATES + 1]);
    for (at, place) in potentials.iter().enumerate().rev() {
        let mut ahead = backward;
        ahead.iter_mut().zip(place).for_each(|(a, p)| *a *= p);
        let mut pairs = Box::new([[0.0; STATES]; STATES + 1]);
        match at.checked_sub(1).and_then(|at| forward.get(at)) {
            None => pairs[START] = multiplied(&factors[START], 1.0, &ahead),
            Some(before) => {
                for ((pairs, factors), value) in pairs.iter_mut().zip(factors).zip(before) {
                    *pairs = multiplied(factors, *value, &ahead);
                }
            }
        }
        let sum: f32 = pairs.iter().flatten().sum();
        if sum > 0.0 {
            expected.iter_mut().flatten().zip(pairs.iter().flatten()).for_each(|(e, p)| *e += p / sum);
        }
        backward = before(&backward, place, factors);
    }
    expected
}

fn multiplied(row: &Row, by: f32, other: &Row) -> Row {
    let mut product = *row;
    product.iter_mut().zip(other).for_each(|(p, o)| *p *= by * o);
    product
}

/// How a model does on examples that it was not trained on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Measure {
    /// References without a wrong word.
    pub whole: usize,
    /// References.
    pub references: usize,
    /// Words with an allowed state.
    pub right: usize,
    /// Words.
    pub words: usize,
}

/// Measures the model file `bytes` on `examples`; `None` if it is not a model.
pub fn measure<'a>(bytes: &[u8], examples: impl Iterator<Item = &'a Example>) -> Option<Measure> {
    let model = model::Model::read(bytes)?;
    let allowed = super::lattice::allowed(&model.transitions);
    let mut measure = Measure::default();
    for example in examples {
        let scores: Vec<Row> = example.features.words().map(|buckets| model.score(buckets)).collect();
        let states = super::lattice::best(&scores, &allowed);
        let right = states.iter().zip(&example.gold).filter(|&(&s, &gold)| gold >> s & 1 == 1).count();
        measure.whole += usize::from(right == states.len());
        measure.references += 1;
        measure.right += right;
        measure.words += states.len();
    }
    Some(measure)
}
