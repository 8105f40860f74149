//! Entries, claims and findings in; bytes out, one format a file.

#[cfg(feature = "hayagriva")]
pub mod annotated;
mod biblatex;
mod bibtex;
pub mod claims;
mod csl_json;
pub mod difference;
mod excerpt;
pub mod export;
mod facts;
pub mod findings;
pub mod github;
pub mod gitlab;
#[cfg(feature = "hayagriva")]
mod hayagriva;
pub mod human;
pub mod json;
pub mod junit;
mod language;
#[cfg(feature = "hayagriva")]
mod persons;
mod ris;
pub mod rules;
pub mod sarif;
pub mod schema;
pub mod sources;
pub mod visible;

/// Whether BibLaTeX reads the field called `name` verbatim, so that nothing in it is escaped.
fn is_verbatim(name: &str) -> bool {
    matches!(name, "doi" | "eprint" | "file" | "url")
}
