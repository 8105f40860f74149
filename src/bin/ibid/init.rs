//! `ibid init`: a settings file to start from.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use ibid::lint::TEMPLATE;

use crate::failure::Failure;

/// Writes `ibid.toml` to the current folder; an existing one stays.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    const FILE: &str = "ibid.toml";
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(FILE).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Failure::at(FILE, "it is there already, and stays as it is"),
            _ => Failure::at(FILE, error),
        })?;
    file.write_all(TEMPLATE.as_bytes())?;
    anstream::eprintln!("wrote {FILE}");
    Ok(ExitCode::SUCCESS)
}
