//! Rows of a source in; lines in reading order out.
//!
//! The journey: [`row`] takes rows apart into words with estimated [`widths`], told [`spacing`] from gaps, on [`sheets`]; rows of footnotes are taken out [`below`]; [`choose`] tells text in order from
//! columns; columns that stand side by side are cut at their gutters ([`beside`]); rows of columns merged without a
//! trace are cut where the halves go on best: [`merged`] searches for the best [`reading`] among the [`places`] that rows may
//! have, of which [`choices`] are tried, with the model [`continuation`] over [`features`], which judges [`junctions`]; raised numbers on rows of their own go back to their gap
//! ([`raised`]), raised markers in [`brackets`] to the end of a sentence, displaced halves to their empty row
//! ([`displaced`]); [`assemble`] puts the halves into lines, of which the [`captions`] are marked.

mod assemble;
mod below;
mod beside;
mod brackets;
mod captions;
mod choices;
mod choose;
mod continuation;
mod cuts;
mod displaced;
pub(crate) mod features;
mod furniture;
mod junctions;
mod measures;
mod merged;
mod next;
mod places;
mod raised;
mod reading;
mod row;
mod sheets;
mod spacing;
mod topics;
mod turns;
mod widths;

pub(super) use choose::lines;
pub(crate) use continuation::goes_on;
