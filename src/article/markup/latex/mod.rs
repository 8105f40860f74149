//! LaTeX: tokens by nom, then one walk over them that writes the running text.
//!
//! Of the document's own commands those that cite and those that print words are known; no file is opened. Unknown
//! commands vanish, their arguments are text; what the tables of [`commands`] name is treated as it deserves. The walk
//! keeps its own stack: nesting in the source is not nesting of calls.

mod accents;
mod arguments;
mod commands;
mod token;
mod units;
mod walk;

use super::{Flow, Markup};

/// Writes the text of the document `job` to `flow`; its other files make the commands in `definitions`.
pub(super) fn read(flow: &mut Flow, job: &str, definitions: &str) -> Markup {
    let tokens = token::tokens(flow.source());
    walk::walk(flow, &tokens, job, definitions)
}

/// The definitions in `source` of commands that cite or print words, each as it is written.
pub(super) fn definitions(source: &str) -> Vec<String> {
    walk::definitions(source)
}
