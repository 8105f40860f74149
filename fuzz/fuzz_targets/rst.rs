//! Any text as reStructuredText under all rules.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|text: &str| common::article("fuzz.rst", text.as_bytes()));
