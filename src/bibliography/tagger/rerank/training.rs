//! Training of the reranker: conditional log-linear model over n-best lists, by steps along the whole gradient.

use super::super::decode::{Desk, Tagger};
use super::super::lattice::Row;
use super::super::nbest::Path;
use super::super::record::Example;
use super::super::spread::image;
use super::counts::{self, Counts};
use super::numbers::{Compared, NUMBERS, Numbers, dot};
use super::tally::Tally;
use super::{CELLS, cells, pieces};

/// Steps, and the size of the first.
const STEPS: usize = 300;
const RATE: f32 = 0.1;

/// Strength of the L2 penalty on the weights of cells, and on those of numbers other than the score.
const PENALTY: f32 = 40.0;
const SLIGHT: f32 = 1.0;

/// What training gives.
#[derive(Debug, Clone)]
pub(in super::super) struct Trained {
    /// The weight of each cell.
    pub(in super::super) cells: Vec<f32>,
    /// How much each number counts.
    pub(in super::super) numbers: Numbers,
    /// The table of counts.
    pub(in super::super) counts: Vec<u8>,
}

impl Default for Trained {
    /// What follows the score alone.
    fn default() -> Self {
        let mut numbers = [0.0; NUMBERS];
        numbers[0] = 1.0;
        Self { cells: vec![0.0; CELLS], numbers, counts: vec![0; counts::BYTES] }
    }
}

/// The best labellings of a string that the model was not trained on.
pub(in super::super) struct List(Vec<Item>);

struct Item {
    cells: Vec<u32>,
    numbers: Numbers,
    /// Whether no other has more right words.
    right: bool,
}

impl List {
    /// The list of `paths`, labellings of `example` whose words have states that are `likely`; `None` if there is nothing to
    /// choose.
    fn new(paths: &[Path], likely: &[Row], example: &Example, counts: &Counts) -> Option<Self> {
        let compared = Compared::new(paths, likely, example.features.looks(), example.convention);
        let right = |path: &Path| {
            path.states.iter().zip(&example.gold).filter(|&(&state, gold)| gold >> state & 1 == 1).count()
        };
        let most = paths.iter().map(right).max()?;
        let item = |path: &Path| {
            let mut room = Vec::new();
            let pieces = pieces(&path.states);
            cells(&pieces, example.convention, &mut room);
            let numbers = compared.numbers(path, &pieces, counts);
            Item { cells: room, numbers, right: right(path) == most }
        };
        (paths.iter().any(|path| right(path) < most)).then(|| Self(paths.iter().map(item).collect()))
    }
}

/// The lists of those of `examples` that leave the model file `bytes`, trained without them on `others`, in doubt.
pub(in super::super) fn lists(bytes: &[u8], examples: &[&Example], others: &[&Example]) -> Vec<List> {
    let counts = counted(bytes, others);
    let Some(image) = image(bytes) else { return Vec::new() };
    let (Some(tagger), Some(counts)) = (Tagger::read(&image), Counts::read(&counts)) else {
        return Vec::new();
    };
    let mut desk = Desk::default();
    let list = |example: &&Example| {
        let (paths, likely) = tagger.paths_of(&example.features, &mut desk);
        List::new(&paths, likely, example, &counts)
    };
    examples.iter().filter_map(list).collect()
}

/// The table of what is seen of `examples`; where their gold leaves a word open, the model file `bytes` says what it is.
pub(in super::super) fn counted(bytes: &[u8], examples: &[&Example]) -> Vec<u8> {
    let mut tally = Tally::default();
    let image = image(bytes).unwrap_or_default();
    let Some(tagger) = Tagger::read(&image) else { return tally.table() };
    let mut desk = Desk::default();
    for example in examples {
        let states = tagger.completed(&example.features, &example.gold, &mut desk);
        tally.add(states, example.features.looks(), example.convention);
    }
    tally.table()
}

/// The reranker that `lists` want, with the table `counts`.
pub(in super::super) fn train(lists: &[List], counts: Vec<u8>) -> Trained {
    let mut trained = Trained { counts, ..Trained::default() };
    let mut squares = vec![1e-6f32; CELLS + NUMBERS];
    for _ in 0..STEPS {
        let mut gradient = Trained {
            cells: trained.cells.iter().map(|weight| -PENALTY * weight).collect(),
            numbers: trained.numbers.map(|weight| -SLIGHT * weight),
            counts: Vec::new(),
        };
        gradient.numbers[0] = 0.0;
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
        self.cells.iter_mut().chain(&mut self.numbers)
    }

    fn value(&self, item: &Item) -> f32 {
        let cells: f32 = item.cells.iter().map(|&cell| self.cells[cell as usize]).sum();
        cells + dot(&self.numbers, &item.numbers)
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
        gradient.numbers.iter_mut().zip(&item.numbers).for_each(|(sum, value)| *sum += difference * value);
    }
}
