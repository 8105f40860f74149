//! Records of the training data: labelled reference strings to words with gold states.

use serde_json::Value;

use super::convention::look;
use super::decode::LIMIT;
use super::feature::Features;
use super::state::{self, OUTSIDE};
use super::token::tokens;
use crate::bibliography::Label;
use crate::span::Span;

/// A labelled reference string, ready for training.
pub struct Example {
    pub(super) features: Features,
    /// What its string looks like, and the number of the conventions that it follows.
    pub(super) cells: Vec<u32>,
    pub(super) convention: usize,
    /// For each word the states that the gold allows, as bits.
    pub(super) gold: Vec<u64>,
}

/// Reads a record of the training data (a JSON object with `raw`, `spans` and `unscored`), which follows the
/// conventions that have the number `convention`; `None` if it is not one.
///
/// A word outside all spans may belong to any field that the record's source does not mark (`unscored`): there the
/// gold states are a set.
pub fn example(line: &str, convention: usize) -> Option<Example> {
    let record: Value = serde_json::from_str(line).ok()?;
    let raw = record.get("raw")?.as_str()?;
    let tokens = tokens(raw, LIMIT);
    let offsets: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
    let mut gold = vec![1u64 << OUTSIDE; tokens.len()];
    for name in record.get("unscored")?.as_array()? {
        let Some(label) = name.as_str().and_then(Label::named) else { continue };
        let may = 1u64 << state::state(label, true) | 1u64 << state::state(label, false);
        gold.iter_mut().for_each(|states| *states |= may);
    }
    for labelled in record.get("spans")?.as_array()? {
        let [name, start, end] = labelled.as_array()?.as_slice() else { continue };
        let Some(label) = name.as_str().and_then(Label::named) else { continue };
        let offset = |value: &Value| offsets.get(usize::try_from(value.as_u64()?).ok()?).copied();
        let span = Span::new(offset(start)?, offset(end)?);
        let mut first = true;
        for (_, states) in tokens.iter().zip(&mut gold).filter(|(t, _)| t.span.overlaps(span)) {
            *states = 1 << state::state(label, first);
            first = false;
        }
    }
    let mut features = Features::default();
    features.find(raw, &tokens, convention, |_| false);
    let mut cells = Vec::new();
    look(raw, &mut cells);
    Some(Example { features, cells, convention, gold })
}
