//! Any text as Markdown under all rules.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|text: &str| common::article("fuzz.md", text.as_bytes()));
