//! `ibid schema`: the JSON Schema of what ibid prints as JSON.

use std::io::{self, Write};
use std::process::ExitCode;

use ibid::output::schema::SCHEMA;

use crate::failure::Failure;

/// Prints the schema.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    io::stdout().lock().write_all(SCHEMA.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
