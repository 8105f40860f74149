//! The arguments of a run: those of the command line, and for those not given there what the settings file says.

use std::env;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::check::config::Config;
use crate::cli::{Cli, Command};
use crate::failure::Failure;

/// An argument that the settings file can stand in for: subcommand, name, and its value there, seen from a folder.
type Default = (&'static str, &'static str, fn(&Config, &Path) -> Option<String>);

const DEFAULTS: [Default; 10] = [
    ("annotate", "library", library),
    ("claims", "paths", library),
    ("explain", "library", library),
    ("export", "libraries", library),
    ("extract", "output", library),
    ("fmt", "libraries", library),
    ("merge", "library", library),
    ("review", "library", library),
    ("export", "to", |config, _| config.settings.export_to.clone()),
    ("export", "style", style),
];

fn library(config: &Config, here: &Path) -> Option<String> {
    config.settings.library.as_ref().map(|library| config.seen_from(here, library))
}

fn style(config: &Config, here: &Path) -> Option<String> {
    let style = config.settings.export_style.as_ref()?;
    Some(if style.ends_with(".csl") { config.seen_from(here, style) } else { style.clone() })
}

/// The command that is to be run. Ends the process where there is none, as clap does.
pub(crate) fn arguments() -> Result<Command, Failure> {
    let mut matches = Cli::command().get_matches();
    if let Some((name, inner)) = matches.subcommand()
        && let Some(with_settings) = with_settings(name, inner)?
    {
        matches = with_settings;
    }
    Ok(Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command)
}

/// The arguments of the subcommand `name` once more, with the settings for those that `inner` has not been given;
/// `None` if there is nothing to set.
fn with_settings(name: &str, inner: &ArgMatches) -> Result<Option<ArgMatches>, Failure> {
    let is_open = |argument: &str| {
        // Without its feature an argument is not there.
        inner.try_contains_id(argument).unwrap_or_default()
            && inner.value_source(argument) == Some(ValueSource::DefaultValue)
    };
    let open = DEFAULTS.iter().filter(|(subcommand, argument, _)| *subcommand == name && is_open(argument));
    let open: Vec<_> = open.collect();
    if open.is_empty() {
        return Ok(None);
    }
    let here = env::current_dir()?;
    let Some(config) = Config::find(&here)? else { return Ok(None) };
    let mut command = Cli::command();
    for (subcommand, argument, value) in open {
        let Some(value) = value(&config, &here) else { continue };
        // It is needed as long as the process runs.
        let value: &'static str = value.leak();
        command = command.mut_subcommand(subcommand, |c| c.mut_arg(argument, |a| a.default_value(value)));
    }
    Ok(Some(command.get_matches()))
}
