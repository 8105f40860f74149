//! `ibid rules`: what rules there are, and what one of them means.

use std::io::{self, Write};
use std::process::ExitCode;

use ibid::lint::{RULES, rule};
use ibid::output::rules;

use crate::failure::Failure;

/// Arguments of `ibid rules`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Code or name of a rule: CIT001, dangling-citation
    #[arg(value_name = "RULE")]
    rule: Option<String>,

    /// All rules as one Markdown page
    #[arg(long, conflicts_with = "rule")]
    markdown: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let text = match &args.rule {
        Some(id) => rules::page(rule(id).ok_or_else(|| unknown(id))?),
        None if args.markdown => rules::book(RULES),
        None => rules::table(RULES),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn unknown(id: &str) -> Failure {
    let why = id.parse::<ibid::lint::Selector>().err().map(|error| error.to_string());
    Failure::Unusable(why.unwrap_or_else(|| format!("`{id}` names many rules; `ibid rules` lists them")))
}
