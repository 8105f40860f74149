//! From a reference string to its labels.

use std::sync::LazyLock;

use super::feature::features;
use super::lattice::{Row, Transitions, allowed, best, factors, marginals};
use super::model::Model;
use super::stretch::stretches;
use super::token::tokens;
use crate::bibliography::Labelled;

/// Words of one string that are looked at: more than any reference has, so that a file of another kind
/// takes no more memory than a reference.
pub(super) const LIMIT: usize = 2000;

/// The model that is part of the program; its making is described in `docs/tagger.md`.
static TAGGER: LazyLock<Option<Tagger<'static>>> =
    LazyLock::new(|| Tagger::read(include_bytes!("model.bin")));

/// A model made ready for decoding.
pub(super) struct Tagger<'a> {
    model: Model<'a>,
    allowed: Transitions,
    factors: Transitions,
}

impl<'a> Tagger<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let model = Model::read(bytes)?;
        let (allowed, factors) = (allowed(&model.transitions), factors(&model.transitions));
        Some(Self { model, allowed, factors })
    }

    pub(super) fn tag(&self, raw: &str) -> Vec<Labelled> {
        let tokens = tokens(raw, LIMIT);
        let features = features(raw, &tokens);
        let scores: Vec<Row> = features.words().map(|buckets| self.model.score(buckets)).collect();
        let states = best(&scores, &self.allowed);
        stretches(raw, &tokens, &states, &marginals(&scores, &self.factors))
    }
}

/// The labels of `raw`, in order, none overlapping another.
pub(crate) fn tag(raw: &str) -> Vec<Labelled> {
    TAGGER.as_ref().map_or_else(Vec::new, |tagger| tagger.tag(raw))
}
