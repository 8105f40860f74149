//! The steps of training: the weights, and what one record after the other wants of them.

use super::super::feature::Features;
use super::super::hash::mix;
use super::super::image::BUCKETS;
use super::super::joint::JOINTS;
use super::super::lattice::{ALL, Joints, Lattice, Links, Row, Transitions, links};
use super::super::record::Example;
use super::super::state::{OUTSIDE, STATES};
use super::Settings;

/// The weights, the sums of squared gradients that make their steps smaller (`AdaGrad`), and the sums of the samples.
pub(super) struct Weights {
    settings: Settings,
    /// The row of each bucket that is seen more than once in the data.
    rows: Vec<Option<u32>>,
    features: Vec<[Row; 3]>,
    transitions: Box<Joints<Transitions>>,
    links: Box<Joints<Links>>,
    squares: Box<Joints<Transitions>>,
    samples: (f32, Box<Joints<Transitions>>),
    random: u64,
    desk: Desk,
}

/// Room that one example after the other is worked on in.
#[derive(Default)]
struct Desk {
    /// The rows of the features that take part, and where those of each group end.
    rows: Vec<u32>,
    ends: Vec<usize>,
    groups: Vec<Row>,
    scores: Vec<Row>,
    lattice: Lattice,
    likely: Vec<Row>,
    wanted: Vec<Row>,
    gradients: Vec<Row>,
}

/// The row of each bucket that more than one group of features has.
fn rows(examples: &[&Example]) -> Vec<Option<u32>> {
    let mut counts = vec![0u8; BUCKETS];
    for &bucket in examples.iter().flat_map(|e| e.features.groups().flat_map(|(buckets, _)| buckets)) {
        if let Some(count) = counts.get_mut(bucket as usize) {
            *count = count.saturating_add(1);
        }
    }
    let mut rows = 0..;
    counts.into_iter().map(|count| if count > 1 { rows.next() } else { None }).collect()
}

impl Weights {
    /// Weights of nothing learned, for `examples`.
    pub(super) fn new(examples: &[&Example], settings: Settings) -> Self {
        let rows = rows(examples);
        let count = rows.iter().flatten().count();
        Self {
            settings,
            rows,
            features: vec![[[0.0; STATES], [1e-3; STATES], [0.0; STATES]]; count],
            transitions: all(0.0),
            links: links(&all(0.0)),
            squares: all(1e-2),
            samples: (0.0, all(0.0)),
            random: 0,
            desk: Desk::default(),
        }
    }

    /// Forgets all but the samples, so that training number `training` begins.
    pub(super) fn restart(&mut self, training: usize) {
        for [weights, squares, _] in &mut self.features {
            (*weights, *squares) = ([0.0; STATES], [1e-3; STATES]);
        }
        self.transitions = all(0.0);
        self.links = links(&self.transitions);
        self.squares = all(1e-2);
        self.random = training as u64;
    }

    /// Puts the rows of the features of `example` that take part in this step onto `desk`.
    fn take_part(&mut self, example: &Example, desk: &mut Desk) {
        desk.rows.clear();
        desk.ends.clear();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 2^16")]
        let out = (self.settings.dropout * 65536.0) as u64;
        for (buckets, _) in example.features.groups() {
            for row in buckets.iter().filter_map(|&bucket| *self.rows.get(bucket as usize)?) {
                self.random = mix(self.random, 1);
                if self.random >> 48 >= out {
                    desk.rows.push(row);
                }
            }
            desk.ends.push(desk.rows.len());
        }
    }

    /// The score of the states where the features of `rows` are seen.
    fn score(&self, rows: &[u32]) -> Row {
        let mut sums = [0.0; STATES];
        for [weights, ..] in rows.iter().filter_map(|&row| self.features.get(row as usize)) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        sums.map(|sum| sum / (1.0 - self.settings.dropout))
    }

    /// Makes the links anew that the words of `features` need.
    fn refresh(&mut self, features: &Features) {
        for (joint, (links, transitions)) in (0..).zip(self.links.iter_mut().zip(self.transitions.iter())) {
            if features.joints().contains(&joint) {
                *links = Links::new(transitions);
            }
        }
    }

    /// One step towards `example`; how many of its words were right before, and how many it has.
    pub(super) fn learn(&mut self, example: &Example) -> (u32, u32) {
        let mut desk = std::mem::take(&mut self.desk);
        self.take_part(example, &mut desk);
        desk.groups.clear();
        desk.groups.extend(groups(&desk.rows, &desk.ends).map(|rows| self.score(rows)));
        desk.score(example);
        self.refresh(&example.features);
        let links = &*self.links;
        let mut moves = all(0.0);
        desk.lattice
            .fill(&desk.scores, example.features.joints(), |at| example.gold.get(at).copied().unwrap_or(ALL));
        desk.lattice.likelihoods(links, &mut desk.wanted);
        desk.lattice.transitions(links, |joint, before, state, likely| moves[joint][before][state] += likely);
        desk.lattice.fill(&desk.scores, example.features.joints(), |_| ALL);
        desk.lattice.likelihoods(links, &mut desk.likely);
        desk.lattice.transitions(links, |joint, before, state, likely| moves[joint][before][state] -= likely);
        let right = desk.gradients(example);
        for (rows, gradient) in groups(&desk.rows, &desk.ends).zip(&desk.gradients) {
            self.step(rows, gradient);
        }
        self.step_transitions(&moves);
        let words = desk.scores.len();
        self.desk = desk;
        (right, u32::try_from(words).unwrap_or(u32::MAX))
    }

    fn step(&mut self, rows: &[u32], gradient: &Row) {
        let Settings { rate, penalty, .. } = self.settings;
        let mut moves: Vec<(usize, f32)> = Vec::with_capacity(STATES);
        moves.extend(gradient.iter().copied().enumerate().filter(|(_, g)| g.abs() > 2e-3));
        if moves.is_empty() {
            return;
        }
        for &row in rows {
            let Some([weights, squares, _]) = self.features.get_mut(row as usize) else { continue };
            for &(state, gradient) in &moves {
                let (weight, square) = (&mut weights[state], &mut squares[state]);
                *square += gradient * gradient;
                let rate = rate / (square.sqrt() + 0.3);
                let moved = *weight + rate * gradient;
                *weight = moved.signum() * (moved.abs() - rate * penalty).max(0.0);
            }
        }
    }

    fn step_transitions(&mut self, moves: &Joints<Transitions>) {
        let weights = self.transitions.iter_mut().flatten().flatten();
        for ((weight, square), gradient) in
            weights.zip(self.squares.iter_mut().flatten().flatten()).zip(moves.iter().flatten().flatten())
        {
            *square += gradient * gradient;
            *weight += 0.1 * gradient / (square.sqrt() + 0.3);
        }
    }

    /// Adds the weights as they are to the sums.
    pub(super) fn sample(&mut self) {
        self.samples.0 += 1.0;
        for [weights, _, sums] in &mut self.features {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += *weight);
        }
        let sums = self.samples.1.iter_mut().flatten().flatten();
        sums.zip(self.transitions.iter().flatten().flatten()).for_each(|(sum, weight)| *sum += weight);
    }

    /// The average of the samples: a row for each bucket, and the transitions.
    pub(super) fn average(&self) -> (Vec<Row>, Box<Joints<Transitions>>) {
        let (samples, transitions) = &self.samples;
        let average = |row: &Row| row.map(|sum| sum / samples.max(1.0));
        let row = |row: &Option<u32>| self.features.get(row.as_ref().copied()? as usize);
        let rows = self.rows.iter().map(|r| row(r).map_or([0.0; STATES], |[_, _, sums]| average(sums)));
        (rows.collect(), Box::new(transitions.each_ref().map(|t| t.each_ref().map(average))))
    }
}

impl Desk {
    /// Adds up the scores of each word's groups.
    fn score(&mut self, example: &Example) {
        self.scores.clear();
        self.scores.extend(example.features.words().iter().map(|groups| {
            let mut total = [0.0; STATES];
            for group in groups.iter().filter_map(|&group| self.groups.get(group)) {
                total.iter_mut().zip(group).for_each(|(total, score)| *total += score);
            }
            total
        }));
    }

    /// Adds up what the words of each group want; returns how many words were right.
    fn gradients(&mut self, example: &Example) -> u32 {
        self.gradients.clear();
        self.gradients.resize(self.groups.len(), [0.0; STATES]);
        let mut right = 0;
        let rows = self.likely.iter().zip(&self.wanted);
        for ((likely, wanted), groups) in rows.zip(example.features.words()) {
            right += u32::from(greatest(likely) == greatest(wanted));
            for &group in groups {
                let Some(gradient) = self.gradients.get_mut(group) else { continue };
                let difference = wanted.iter().zip(likely).map(|(wanted, likely)| wanted - likely);
                gradient.iter_mut().zip(difference).for_each(|(sum, difference)| *sum += difference);
            }
        }
        right
    }
}

/// The parts of `rows` that end at `ends`.
fn groups<'a>(rows: &'a [u32], ends: &'a [usize]) -> impl Iterator<Item = &'a [u32]> {
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(ends).map(|(start, &end)| rows.get(start..end).unwrap_or_default())
}

/// Transitions of one weight.
fn all(weight: f32) -> Box<Joints<Transitions>> {
    Box::new([[[weight; STATES]; STATES + 1]; JOINTS])
}

fn greatest(row: &Row) -> usize {
    row.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(OUTSIDE, |(at, _)| at)
}
