//! Text in; reference strings, fields and entries out.
//!
//! The journey: [`find_lists`] says where the reference list is and cuts it into items, [`find_notes`] which footnotes are references;
//! [`parse_list`] labels their fields; [`assemble`](assemble()) normalises the values ([`normalise`]) and
//! chooses the entry type; [`key`] makes the keys.

mod assemble;
pub mod datamodel;
mod entry;
pub mod fit;
mod grammar;
pub mod key;
mod kind;
mod label;
pub mod latex;
mod list;
pub mod normalise;
mod notes;
mod paging;
mod parse;
mod places;
mod reference;
mod remarks;
mod repeated;
mod roles;
mod tagger;
mod unglued;
mod volumes;

pub use assemble::assemble;
pub use entry::{entry, sources};
pub use kind::kind_name;
pub use label::{Label, Labelled};
#[doc(hidden)]
pub use list::{
    FEATURES, FURNITURE_FEATURES, features_of_cut, features_of_furniture, train_cut, train_furniture,
};
pub use list::{Item, ReferenceList, find_lists};
pub use notes::find_notes;
pub use parse::{parse, parse_list, parse_strings, parse_together};
pub use reference::{By, Field, Fields, Given, Reference};
pub(crate) use repeated::{NEIGHBOURS, are_in_order_of_authors};
#[cfg(feature = "training")]
pub use tagger::train as training;
