//! Field labelling: reference strings in, labelled stretches out.
//!
//! The journey: [`token`] cuts the string into words; [`feature`] says what can be seen of each, the
//! grammar's findings included; [`model`] holds the weights; [`lattice`] finds the best states and how
//! likely they are; [`stretch`] makes labelled stretches of them. `train` makes the model.

mod decode;
mod feature;
mod hash;
mod lattice;
mod look;
mod model;
#[cfg(feature = "training")]
mod record;
mod state;
mod stretch;
mod token;
#[cfg(feature = "training")]
pub mod train;

pub(crate) use decode::tag;
