//! What an export says of single fields and of the file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use ibid::library::{Library, Source};

/// Runs ibid in `dir`; what it prints.
fn ibid(dir: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid")).args(args).current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn library(bib: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("bib")).unwrap();
    fs::write(dir.path().join("bib/own.bib"), bib).unwrap();
    dir
}

#[test]
fn preambles_stand_before_the_entries() {
    let dir = library(
        "@string{end = \"{}\"}\n@preamble{\"\\newcommand{\\noop}[1]\" # end}\n@misc{a, title = {\\noop{x} Ports}}\n@misc{b, title = {T}}\n",
    );
    for format in ["biblatex", "bibtex"] {
        let bib = ibid(dir.path(), &["export", "--to", format]);
        assert!(bib.starts_with("@preamble{\"\\newcommand{\\noop}[1]{}\"}\n\n@misc{a,"), "{bib}");
        assert_eq!(Library::load([Source { name: "a", bib: &bib, toml: "" }]).faults, []);
    }
    assert!(!ibid(dir.path(), &["export", "--to", "ris"]).contains("noop}["));
}
