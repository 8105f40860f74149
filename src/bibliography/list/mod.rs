//! The article's lines in; the reference list, cut into items, out.
//!
//! The journey: [`heading`] knows the words above a list; [`label`] reads printed numbers;
//! [`sequence`] finds the run of numbers that is the list, [`parts`] puts those of its parts in order that
//! were read out of it; [`unnumbered`] and [`starts`] find the items of a list without numbers, [`counted`] as
//! many as there are labels where these stand in a column of their own ([`detached`]); [`find`] chooses between
//! them, and [`ends`] says where an item ends; [`furniture`] leaves out running heads inside a list; [`chapters`] looks for
//! several lists; [`items`] joins the lines of an item; [`shared`] parts references under one number.

mod chapters;
mod counted;
mod detached;
mod ends;
mod find;
mod furniture;
mod heading;
mod items;
mod label;
mod parts;
mod sequence;
mod shape;
mod shared;
mod starts;
mod strays;
mod types;
mod unnumbered;
mod weights;

pub use chapters::find_lists;
#[doc(hidden)]
pub use furniture::{FURNITURE_FEATURES, features_of_furniture, train_furniture};
pub(super) use heading::is_list_heading;
pub(super) use shape::{begins_with_person, has_year};
#[doc(hidden)]
pub use starts::{FEATURES, features_of_cut, train_cut};
pub use types::{Item, ReferenceList};
