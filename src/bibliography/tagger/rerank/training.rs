//! Training of the reranker: conditional log-linear model over n-best lists, by steps along the whole gradient.

use super::super::decode::{Desk, Tagger};
use super::super::nbest::Path;
use super::super::record::Example;
use super::super::spread::image;
use super::{CELLS, cells};

/// Steps, and the size of the first.
const STEPS: usize = 300;
const RATE: f32 = 0.1;

/// Strength of the L2 penalty.
const PENALTY: f32 = 40.0;

/// The best labellings of a string that the model was not trained on.
pub(in super::super) struct List(Vec<Item>);

struct Item {
    cells: Vec<u32>,
    score: f32,
    /// Whether no other has more right words.
    right: bool,
}

impl List {
    /// The list of `paths`, labellings of `example`; `None` if there is nothing to choose.
    fn new(paths: &[Path], example: &Example) -> Option<Self> {
        let right = |path: &Path| {
            path.states.iter().zip(&example.gold).filter(|&(&state, gold)| gold >> state & 1 == 1).count()
        };
        let most = paths.iter().map(right).max()?;
        let item = |path: &Path| {
            let mut room = Vec::new();
            cells(&path.states, example.convention, &mut room);
            Item { cells: room, score: path.score, right: right(path) == most }
        };
        (paths.iter().any(|path| right(path) < most)).then(|| Self(paths.iter().map(item).collect()))
    }
}

/// The lists of those of `examples` that leave the model file `bytes`, trained without them, in doubt.
pub(in super::super) fn lists(bytes: &[u8], examples: &[&Example]) -> Vec<List> {
    let Some(image) = image(bytes) else { return Vec::new() };
    let Some(tagger) = Tagger::read(&image) else { return Vec::new() };
    let mut desk = Desk::default();
    let list = |example: &&Example| List::new(&tagger.paths_of(&example.features, &mut desk), example);
    examples.iter().filter_map(list).collect()
}

/// The weight of each cell, and how much the score counts, from `lists`.
pub(in super::super) fn train(lists: &[List]) -> (Vec<f32>, f32) {
    // The score's weight stands behind those of the cells.
    let mut weights = vec![0.0f32; CELLS];
    weights.push(1.0);
    let mut squares = vec![1e-6f32; CELLS + 1];
    for _ in 0..STEPS {
        let mut gradient: Vec<f32> = weights.iter().map(|weight| -PENALTY * weight).collect();
        gradient[CELLS] = 0.0;
        lists.iter().for_each(|list| pull(list, &weights, &mut gradient));
        for ((weight, square), gradient) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += gradient * gradient;
            *weight += RATE * gradient / square.sqrt();
        }
    }
    let score = weights.pop().unwrap_or(1.0);
    (weights, score)
}

/// Adds to `gradient` what `list` wants of `weights`.
fn pull(list: &List, weights: &[f32], gradient: &mut [f32]) {
    let value = |item: &Item| {
        item.cells.iter().map(|&cell| weights[cell as usize]).sum::<f32>() + weights[CELLS] * item.score
    };
    let values: Vec<f32> = list.0.iter().map(value).collect();
    let top = values.iter().copied().fold(f32::MIN, f32::max);
    let shares: Vec<f32> = values.iter().map(|value| (value - top).exp()).collect();
    let total: f32 = shares.iter().sum();
    let right: f32 = list.0.iter().zip(&shares).filter(|(item, _)| item.right).map(|(_, share)| share).sum();
    for (item, share) in list.0.iter().zip(shares) {
        let wanted = if item.right { share / right.max(f32::MIN_POSITIVE) } else { 0.0 };
        let difference = wanted - share / total;
        item.cells.iter().for_each(|&cell| gradient[cell as usize] += difference);
        gradient[CELLS] += difference * item.score;
    }
}
