//! Bytes of a PDF file in; an article with its lines in reading order out.
//!
//! The journey: [`bombs`] refuses what would fill the memory; [`document`] has the library draw the
//! pages and [`glyphs`] keeps what is drawn, [`bitmap`] reads the letters of TeX's bitmap fonts; [`segments`] chains glyphs on one baseline, of which [`line_numbers`] are taken out; [`order`]
//! finds the columns; [`rows`] sets the words, accents joined by [`accents`], raised numbers
//! written by [`script`]; [`furniture`] tells
//! running heads from text and [`roles`] captions and notes; [`lines`] writes it all down.

mod accents;
mod bitmap;
mod bombs;
mod document;
mod fault;
mod furniture;
mod glyphs;
mod line_numbers;
mod lines;
mod order;
mod read;
mod roles;
mod rows;
mod script;
mod segments;

pub use document::THREAD as PDF_THREAD;
pub use fault::PdfFault;
pub(super) use read::{is_pdf, read};
