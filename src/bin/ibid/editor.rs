//! A text handed to the person's editor and taken back.

use std::fs;
use std::io::Write;
use std::process::Command;

use crate::failure::Failure;

/// The text after the person has edited `text` in `$VISUAL`, else `$EDITOR`.
pub(crate) fn edit(text: &str) -> Result<String, Failure> {
    let mut file = tempfile::Builder::new().prefix("ibid-").suffix(".toml").tempfile()?;
    file.write_all(text.as_bytes())?;
    let path = file.into_temp_path();
    let editor =
        ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|e| !e.is_empty()));
    let editor = editor.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    let words = shell_words::split(&editor).map_err(|error| Failure::at(&editor, error))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(Failure::at("EDITOR", "names no program"));
    };
    let status = Command::new(program).args(arguments).arg(&path).status();
    match status {
        Ok(status) if status.success() => Ok(fs::read_to_string(&path)?),
        Ok(status) => Err(Failure::at(program, format!("ended with {status}; nothing was changed"))),
        Err(error) => Err(Failure::at(program, format!("{error}; set EDITOR to your editor"))),
    }
}
