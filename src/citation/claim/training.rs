//! What `examples/train_claims.rs` needs to learn the weights; no part of the stable interface.

use super::continuation;
use super::cuts::{end_features, start_features};
use super::model::{CONTINUATION_SLOTS, CUT_SLOTS, STEP, Table, Weights};
use super::pairs::{Pair, pair_features};
use super::places::Places;
use super::site::{Counts, Site, is_joint};
use super::{Density, Paragraph, Sentence, Worded, claims_at};
use crate::span::Span;

/// The features of one citation, as slots of the two tables.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Of each begin.
    pub starts: Vec<Vec<u32>>,
    /// Of each end.
    pub ends: Vec<Vec<u32>>,
    /// Of each begin with each end, by begin, then by end.
    pub pairs: Vec<Vec<u32>>,
    /// Indexes of the right begin and end, if the claim was found in the sentence.
    pub right: Option<(usize, usize)>,
    /// Of each sentence that may go on.
    pub following: Vec<Vec<u32>>,
}

/// What the claim `gold` (bytes of the sentence `at`) of its marker `marker` teaches.
pub fn lesson(sentences: &[Sentence], at: usize, marker: usize, gold: Option<Span>) -> Option<Lesson> {
    let paragraph = Paragraph::of(sentences);
    let sentence = paragraph.get(at)?;
    let Worded { words, looks } = paragraph.worded(at);
    let counts = Counts::of(words, looks);
    let marker = (0..=marker).rev().find(|&m| !is_joint(sentence, m)).unwrap_or(0);
    let site = Site::new(&paragraph, at, marker, words, looks, &counts);
    let places = Places::of(&site, Density::Dense);
    let cuts = |features: Features| collect(CUT_SLOTS, features);
    let starts = places.starts.iter().map(|&at| cuts(&|add| start_features(&site, at, add))).collect();
    let ends = places.ends.iter().map(|&at| cuts(&|add| end_features(&site, at, add))).collect();
    let pairs = places.starts.iter().flat_map(|&from| places.ends.iter().map(move |&to| (from, to)));
    let pairs =
        pairs.map(|(from, to)| cuts(&|add| pair_features(&site, Pair::of(&site, from, to), add))).collect();
    let right = gold.filter(|_| !words.is_empty()).map(|gold| {
        let first = words.partition_point(|w| w.span.end <= gold.start);
        let last = words.partition_point(|w| w.span.start < gold.end).saturating_sub(1);
        (nearest(&places.starts, first), nearest(&places.ends, last))
    });
    let own = continuation::Own::of(&paragraph, &site);
    let following = continuation::following(&paragraph, &site)
        .map(|next| {
            collect(CONTINUATION_SLOTS, &|add| continuation::features(&paragraph, &site, &own, next, add))
        })
        .collect();
    Some(Lesson { starts, ends, pairs, right, following })
}

/// Calls back with each feature.
type Features<'f> = &'f dyn Fn(&mut dyn FnMut(u32));

fn collect(slots: usize, features: Features) -> Vec<u32> {
    let mut found = Vec::new();
    features(&mut |feature| found.push((feature as usize % slots) as u32));
    found
}

fn nearest(places: &[usize], gold: usize) -> usize {
    let near = |(at, place): (usize, &usize)| (place.abs_diff(gold), at);
    places.iter().enumerate().map(near).min().map_or(0, |(_, at)| at)
}

/// Weights for learning.
#[derive(Debug, Clone)]
pub struct Learned {
    /// Of begin and end.
    pub cuts: Vec<f32>,
    /// Of the sentences that follow.
    pub continuation: Vec<f32>,
}

impl Default for Learned {
    fn default() -> Self {
        Self { cuts: vec![0.0; CUT_SLOTS], continuation: vec![0.0; CONTINUATION_SLOTS] }
    }
}

impl Learned {
    /// The weights in steps, as `weights.bin` holds them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let step = |weight: &f32| ((weight / STEP).round().clamp(-127.0, 127.0) as i8).to_ne_bytes();
        self.cuts.iter().chain(&self.continuation).flat_map(step).collect()
    }

    /// The claims of the markers of the sentence `at`: the words of it, and how many sentences go on.
    pub fn claims(&self, sentences: &[Sentence], at: usize, density: Density) -> Vec<(Span, usize)> {
        let (cuts, continuation) = (Table::Learned(&self.cuts), Table::Learned(&self.continuation));
        let claims = claims_at(&Weights { cuts, continuation }, &Paragraph::of(sentences), at, density);
        claims.into_iter().map(|c| (c.span, c.continues)).collect()
    }
}
