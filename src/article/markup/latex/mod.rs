//! LaTeX: tokens by nom, then one walk over them that writes the running text.
//!
//! No macro is expanded and no file is opened. Unknown commands vanish, their arguments are text;
//! what the tables of [`commands`] name is treated as it deserves. The walk keeps its own stack:
//! nesting in the source is not nesting of calls.

mod accents;
mod arguments;
mod commands;
mod token;
mod walk;

use super::{Flow, Markup};

/// Writes the text of the document to `flow`.
pub(super) fn read(flow: &mut Flow) -> Markup {
    let tokens = token::tokens(flow.source());
    walk::walk(flow, &tokens)
}
