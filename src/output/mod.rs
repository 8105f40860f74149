//! Entries, claims and findings in; bytes out, one format a file.

pub mod json;
