//! Text in; reference strings, fields and entries out.
//!
//! The journey: [`find_list`] says where the reference list is and cuts it into items;
//! [`parse_list`] labels their fields, normalises the values, chooses types and keys.

mod label;
mod list;
mod parse;
mod reference;

pub use label::{Label, Labelled};
pub use list::{Item, ReferenceList, find_list};
pub use parse::{parse, parse_list};
pub use reference::{By, Field, Fields, Reference};
