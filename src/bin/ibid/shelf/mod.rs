//! The folder of a library: pairs of files read and written as one, also when ibid is killed.
//!
//! The journey: [`lock`] lets one process write at a time; [`commit`] replaces files all or none, and puts right
//! what a killed process left; [`Shelf`] knows which files make a library.

mod commit;
mod folder;
mod lock;

pub(crate) use folder::{Shelf, Stem};
