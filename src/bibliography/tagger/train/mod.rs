//! Making the model: stochastic training of the conditional random field on labelled references.
//!
//! The likelihood of the set of labellings that the gold allows is what training raises. What is kept is the average
//! of the weights over the second halves of several trainings, which is steadier than the last ones. The reranker learns
//! from what models that were trained without a record make of it.

mod weights;

use super::convention::{self, Shares};
use super::lattice::{Joints, Row, Transitions};
pub use super::measure::{Measure, measure};
pub use super::record::{Example, example};
use super::rerank::training::{List, Trained, counted, lists, train as rerank};
use super::write;
use weights::Weights;

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: usize,
    /// Size of the first steps.
    pub rate: f32,
    /// Strength of the L1 penalty.
    pub penalty: f32,
    /// How many bytes the model may take; the smallest weights are left out.
    pub room: usize,
    /// Share of the features that are left out at each step, others each time.
    pub dropout: f32,
    /// The numbers of the conventions by which lists of articles are read: as a rule, and where these are likelier than all others.
    pub homes: [usize; 2],
    /// The number of a convention that would outweigh all others: each training learns from one half of its records, in turns.
    pub halved: Option<usize>,
    /// How many trainings, each with another order of the records, the weights are averaged over.
    pub trainings: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 5,
            rate: 0.08,
            penalty: 3e-3,
            room: 4_000_000,
            dropout: 0.5,
            homes: [0, 0],
            halved: None,
            trainings: 8,
        }
    }
}

/// How many records lie between two of the weights that are averaged.
const SAMPLE: usize = 4000;

/// Into how many parts the records are cut, each of which is labelled by a model of the others.
const PARTS: usize = 5;

/// How many records in a row, which are like each other, belong to the same part.
const STRETCH: usize = 25;

/// Trains on `examples` in an order that is the same each time, and returns the model file. `report` is told after
/// each pass the share of words that were right.
pub fn train(examples: &[Example], settings: Settings, mut report: impl FnMut(f64)) -> Vec<u8> {
    let mut all: Vec<List> = Vec::new();
    for part in 0..PARTS {
        let (kept, rest): (Vec<_>, Vec<_>) =
            examples.iter().enumerate().partition(|(at, _)| at / STRETCH % PARTS == part);
        let [kept, rest] =
            [kept, rest].map(|part| part.into_iter().map(|(_, e)| e).collect::<Vec<&Example>>());
        let once = Settings { trainings: 1, ..settings };
        let model = Fitted::new(&rest, once, &mut report).file(&Trained::default(), settings);
        all.extend(lists(&model, &kept, &rest));
    }
    let examples: Vec<&Example> = examples.iter().collect();
    let fitted = Fitted::new(&examples, settings, &mut report);
    let counts = counted(&fitted.file(&Trained::default(), settings), &examples);
    fitted.file(&rerank(&all, counts), settings)
}

/// What is learned of records, without the reranker.
struct Fitted {
    features: Vec<Row>,
    transitions: Box<Joints<Transitions>>,
    conventions: Vec<Shares>,
    /// How many conventions there are.
    count: usize,
}

impl Fitted {
    /// What `examples` teach.
    fn new(examples: &[&Example], settings: Settings, report: &mut impl FnMut(f64)) -> Self {
        let mut weights = Weights::new(examples, settings);
        for training in 0..settings.trainings {
            weights.restart(training);
            let taken = |(at, example): &(usize, &&Example)| {
                Some(example.convention) != settings.halved || (at + training) % 2 == 0
            };
            let taken: Vec<&Example> = examples.iter().enumerate().filter(taken).map(|(_, e)| *e).collect();
            let mut steps = 0;
            for epoch in 0..settings.epochs {
                let mut right = (0, 0);
                for at in order(taken.len(), epoch + training * settings.epochs) {
                    let Some(example) = taken.get(at) else { continue };
                    let (good, all) = weights.learn(example);
                    right = (right.0 + good, right.1 + all);
                    steps += 1;
                    if steps % SAMPLE == 0 && 2 * steps >= settings.epochs * taken.len() {
                        weights.sample();
                    }
                }
                report(f64::from(right.0) / f64::from(right.1.max(1)));
            }
            weights.sample();
        }
        let (features, transitions) = weights.average();
        let count = examples.iter().map(|e| e.convention + 1).max().unwrap_or(0);
        let looks: Vec<_> = examples.iter().map(|e| (e.cells.as_slice(), e.convention)).collect();
        let conventions = convention::training::train(&looks, count);
        Self { features, transitions, conventions, count }
    }

    /// The model file with `reranker`.
    fn file(&self, reranker: &Trained, settings: Settings) -> Vec<u8> {
        let conventions = (self.conventions.as_slice(), self.count, settings.homes);
        write::model(&self.features, &self.transitions, conventions, reranker, settings.room)
    }
}

/// The numbers below `len`, shuffled in a way that `epoch` decides.
pub(super) fn order(len: usize, epoch: usize) -> Vec<usize> {
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
