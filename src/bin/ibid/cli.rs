//! The command line: one struct a subcommand, flattened into the parser.

use clap::{Parser, Subcommand};

use crate::{annotate, check, claims, diff, explain, export, extract, fmt, merge, parse, review, rules};

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
    /// Ask which claims cite which sources
    Claims(claims::Args),
    /// Add notes, tags, quotes and verdicts to entries and claims
    Annotate(annotate::Args),
    /// Walk through the claims that nobody has checked yet
    Review(review::Args),
    /// Make one entry of a work that has several keys
    Merge(merge::Args),
    /// Say where the value of a field came from
    Explain(explain::Args),
    /// Write entries in the format of another program
    Export(export::Args),
    /// Bring .bib files into canonical form
    Fmt(fmt::Args),
    /// Compare the claims of two drafts
    Diff(diff::Args),
    /// Validate articles and libraries
    Check(check::Args),
    /// Parse reference strings, one a line
    Parse(parse::Args),
    /// List the rules of `check`, or explain one
    Rules(rules::Args),
    /// Write a commented ibid.toml
    Init,
    /// Print the JSON Schema of ibid's JSON output
    Schema,
}
