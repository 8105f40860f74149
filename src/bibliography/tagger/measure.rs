//! Models measured on examples.

use super::decode::{Desk, Tagger};
use super::record::Example;
use super::spread::image;

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
    let image = image(bytes)?;
    let tagger = Tagger::read(&image)?;
    let mut measure = Measure::default();
    let mut desk = Desk::default();
    for example in examples {
        let states = tagger.states_of(&example.features, example.convention, &mut desk);
        let right = states.iter().zip(&example.gold).filter(|&(&s, &gold)| gold >> s & 1 == 1).count();
        measure.whole += usize::from(right == states.len());
        measure.references += 1;
        measure.right += right;
        measure.words += states.len();
    }
    Some(measure)
}
