//! The command line: one struct a subcommand, flattened into the parser.

use clap::{Parser, Subcommand};

use crate::{annotate, check, extract, parse};

/// Extracts references and claims from articles, and checks them.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles; write bib/STEM.bib and bib/STEM.toml
    Extract(extract::Args),
    /// Add notes, tags, quotes and verdicts to entries and claims
    Annotate(annotate::Args),
    /// Validate articles and libraries
    Check(check::Args),
    /// Parse reference strings, one a line
    Parse(parse::Args),
}
