//! Any text as Typst under all rules.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|text: &str| common::article("fuzz.typ", text.as_bytes()));
