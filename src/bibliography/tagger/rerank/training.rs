//! Training of the reranker: conditional log-linear model over n-best lists, by steps along the whole gradient.

use super::super::decode::{Desk, Tagger};
use super::super::lattice::Row;
use super::super::nbest::Path;
use super::super::record::Example;
use super::super::row::dot;
use super::super::spread::image;
use super::super::state::STATES;
use super::likely::{open, sums};
use super::{CELLS, cells};

/// Steps, and the size of the first.
const STEPS: usize = 300;
const RATE: f32 = 0.1;

/// Strength of the L2 penalty on the weights of cells, and on those of likelihoods.
const PENALTY: f32 = 40.0;
const SLIGHT: f32 = 1.0;

/// What training gives.
#[derive(Debug, Clone)]
pub(in super::super) struct Trained {
    /// The weight of each cell.
    pub(in super::super) cells: Vec<f32>,
    /// How much the score counts.
    pub(in super::super) score: f32,
    /// How much likelihoods count, by the state that begins their field.
    pub(in super::super) likely: Row,
}

/// The best labellings of a string that the model was not trained on.
pub(in super::super) struct List(Vec<Item>);

struct Item {
    cells: Vec<u32>,
    score: f32,
    likely: Row,
    /// Whether no other has more right words.
    right: bool,
}

impl List {
    /// The list of `paths`, labellings of `example` whose words have states that are `likely`; `None` if there is nothing to
    /// choose.
    fn new(paths: &[Path], likely: &[Row], example: &Example) -> Option<Self> {
        let open = open(paths, likely);
        let right = |path: &Path| {
            path.states.iter().zip(&example.gold).filter(|&(&state, gold)| gold >> state & 1 == 1).count()
        };
        let most = paths.iter().map(right).max()?;
        let item = |path: &Path| {
            let mut room = Vec::new();
            cells(&path.states, example.convention, &mut room);
            Item { cells: room, score: path.score, likely: sums(path, &open), right: right(path) == most }
        };
        (paths.iter().any(|path| right(path) < most)).then(|| Self(paths.iter().map(item).collect()))
    }
}

/// The lists of those of `examples` that leave the model file `bytes`, trained without them, in doubt.
pub(in super::super) fn lists(bytes: &[u8], examples: &[&Example]) -> Vec<List> {
    let Some(image) = image(bytes) else { return Vec::new() };
    let Some(tagger) = Tagger::read(&image) else { return Vec::new() };
    let mut desk = Desk::default();
    let list = |example: &&Example| {
        let (paths, likely) = tagger.paths_of(&example.features, &mut desk);
        List::new(&paths, likely, example)
    };
    examples.iter().filter_map(list).collect()
}

/// The weights that `lists` want.
pub(in super::super) fn train(lists: &[List]) -> Trained {
    let mut trained = Trained { cells: vec![0.0; CELLS], score: 1.0, likely: [0.0; STATES] };
    let mut squares = vec![1e-6f32; CELLS + 1 + STATES];
    for _ in 0..STEPS {
        let mut gradient = Trained {
            cells: trained.cells.iter().map(|weight| -PENALTY * weight).collect(),
            score: 0.0,
            likely: trained.likely.map(|weight| -SLIGHT * weight),
        };
        lists.iter().for_each(|list| pull(list, &trained, &mut gradient));
        for ((weight, square), gradient) in trained.weights().zip(&mut squares).zip(gradient.weights()) {
            *square += *gradient * *gradient;
            *weight += RATE * *gradient / square.sqrt();
        }
    }
    trained
}

impl Trained {
    fn weights(&mut self) -> impl Iterator<Item = &mut f32> {
        self.cells.iter_mut().chain([&mut self.score]).chain(&mut self.likely)
    }

    fn value(&self, item: &Item) -> f32 {
        let cells: f32 = item.cells.iter().map(|&cell| self.cells[cell as usize]).sum();
        cells + self.score * item.score + dot(&self.likely, &item.likely)
    }
}

/// Adds to `gradient` what `list` wants of `trained`.
fn pull(list: &List, trained: &Trained, gradient: &mut Trained) {
    let values: Vec<f32> = list.0.iter().map(|item| trained.value(item)).collect();
    let top = values.iter().copied().fold(f32::MIN, f32::max);
    let shares: Vec<f32> = values.iter().map(|value| (value - top).exp()).collect();
    let total: f32 = shares.iter().sum();
    let right: f32 = list.0.iter().zip(&shares).filter(|(item, _)| item.right).map(|(_, share)| share).sum();
    for (item, share) in list.0.iter().zip(shares) {
        let wanted = if item.right { share / right.max(f32::MIN_POSITIVE) } else { 0.0 };
        let difference = wanted - share / total;
        item.cells.iter().for_each(|&cell| gradient.cells[cell as usize] += difference);
        gradient.score += difference * item.score;
        gradient.likely.iter_mut().zip(&item.likely).for_each(|(sum, value)| *sum += difference * value);
    }
}
