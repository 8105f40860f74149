//! Any text as LaTeX under all rules.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|text: &str| common::article("fuzz.tex", text.as_bytes()));
