//! Any text as the .toml beside a .bib, as a baseline, and as a settings file.
#![no_main]

mod common;

use ibid::article::Source;
use ibid::library::bib::Document;
use ibid::lint::{Baseline, Settings, check_sheet};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = (Settings::parse(text, &[]), Baseline::parse(text));
    let source = Source::new("fuzz.toml", text.to_owned());
    let library = Document::parse("@misc{known, author = {N}, title = {T}, date = {2001}}\n");
    let found = check_sheet(&source, &library, Some("blake3:0"), &common::all());
    common::print(source, found);
});
