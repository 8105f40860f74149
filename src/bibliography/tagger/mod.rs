//! Field labelling: reference strings in, labelled stretches out.
//!
//! The journey: [`convention`] says whose conventions the strings of a list follow; [`token`] cuts a string into words; [`feature`] says what can be seen of each, the
//! grammar's findings included; [`model`] holds the weights, as [`image`] lays them out; [`lattice`] finds the best states and how
//! likely they are; where they leave doubt, [`rerank`] chooses among the best ([`nbest`]); [`stretch`] makes labelled stretches of
//! them, which [`proven`] holds against the grammar. `train` makes the model.

mod convention;
mod cue;
mod decode;
mod feature;
mod hash;
mod image;
mod index;
mod joint;
mod lattice;
mod look;
#[cfg(feature = "training")]
mod measure;
mod memo;
mod model;
mod nbest;
mod proven;
#[cfg(feature = "training")]
mod record;
mod rerank;
mod row;
#[cfg(any(test, feature = "training"))]
mod spread;
mod state;
mod stretch;
mod token;
#[cfg(feature = "training")]
pub mod train;
#[cfg(feature = "training")]
mod write;

pub(crate) use decode::{tag_article, tag_list};
