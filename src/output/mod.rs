//! Entries, claims and findings in; bytes out, one format a file.

mod excerpt;
pub mod findings;
pub mod human;
pub mod json;
pub mod visible;
