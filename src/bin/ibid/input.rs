//! Inputs: files and standard input.

use std::io::Read;
use std::path::Path;
use std::{fs, io};

use crate::failure::Failure;

/// The bytes of the file at `path`; `-` is standard input.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(Failure::at(path.display(), "a folder; name the files in it"));
    }
    let read = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| Failure::at(path.display(), error))
}
