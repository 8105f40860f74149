//! The text of a settings file in; which rule counts how much for which file, and what commands take for granted, out.
//!
//! [`Settings::parse`] reads an `ibid.toml` (or a table of another TOML file that keeps it
//! deeper) and collects everything that is wrong with it; [`Settings::levels`] says what holds for one path.

mod levels;
mod read;
mod selector;
mod template;

use globset::GlobMatcher;

use super::Severity;

pub use levels::Levels;
pub use read::SettingsError;
pub(in crate::lint) use selector::nearest;
pub use selector::{Selector, UnknownSelector};
pub use template::TEMPLATE;

/// What a person has set, checked and complete.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The rules that are on.
    pub select: Vec<Selector>,
    /// Of these, the rules that are off.
    pub ignore: Vec<Selector>,
    /// Severities other than the rules' own, in the order given; `None` turns the rule off.
    pub severity: Vec<(Selector, Option<Severity>)>,
    /// The severity from which findings fail a run; `None` never fails.
    pub fail_on: Option<Severity>,
    /// Paths that are not checked when a folder is searched.
    pub exclude: Vec<GlobMatcher>,
    /// .bib files whose keys articles may cite, beside those that they name themselves.
    pub bibliography: Vec<String>,
    /// What holds for some paths only, in the order given.
    pub paths: Vec<PathSettings>,
    /// How findings are printed, one of [`FORMATS`]; `None` is for people.
    pub format: Option<String>,
    /// The baseline file, relative to the settings file.
    pub baseline: Option<String>,
    /// The folder in which findings are kept, relative to the settings file.
    pub cache: Option<String>,
    /// The folder of the library, relative to the settings file.
    pub library: Option<String>,
    /// The format of an export, one of [`EXPORTS`].
    pub export_to: Option<String>,
    /// The citation style of an annotated bibliography.
    pub export_style: Option<String>,
}

/// The formats of an export.
pub const EXPORTS: [&str; 5] = ["biblatex", "bibtex", "csl-json", "ris", "hayagriva"];

/// The ways in which findings are printed.
pub const FORMATS: [&str; 6] = ["human", "json", "sarif", "junit", "github", "gitlab"];

/// What holds for some paths only.
#[derive(Debug, Clone)]
pub struct PathSettings {
    /// The paths, relative to the settings file.
    pub glob: Vec<GlobMatcher>,
    /// Rules that are on there, beside those that are on everywhere.
    pub select: Vec<Selector>,
    /// Rules that are off there.
    pub ignore: Vec<Selector>,
    /// Severities there.
    pub severity: Vec<(Selector, Option<Severity>)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            select: vec![Selector::Default],
            ignore: Vec::new(),
            severity: Vec::new(),
            fail_on: Some(Severity::Warning),
            exclude: Vec::new(),
            bibliography: Vec::new(),
            paths: Vec::new(),
            format: None,
            baseline: None,
            cache: None,
            library: None,
            export_to: None,
            export_style: None,
        }
    }
}
