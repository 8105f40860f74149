//! Any bytes as plain text: reading order, reference list, markers, claims, all rules.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::article("fuzz.txt", bytes));
