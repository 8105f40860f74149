//! What a rule is: its names, its weight, its documentation and its check, together in one value.

use serde::Serialize;

use super::{ArticleSubject, Confidence, Fault, LibrarySubject, Severity, SheetSubject, Work, Works};

/// A check with a name and a code. Every rule is one constant in a file of its own below `rules/`;
/// the compiler asks for every part, so none goes undocumented.
#[derive(Debug)]
pub struct Rule {
    /// The stable code, family letters and a number: `CIT001`.
    pub code: &'static str,
    /// The name, kebab case, of the fault: `dangling-citation`.
    pub name: &'static str,
    /// The family that it belongs to.
    pub family: Family,
    /// How bad the fault is, unless settings say otherwise.
    pub severity: Severity,
    /// How likely a finding is a true one.
    pub confidence: Confidence,
    /// Whether it is on unless settings say otherwise.
    pub default: bool,
    /// Whether findings can carry a fix.
    pub fixable: Fixable,
    /// What it finds, one sentence.
    pub what: &'static str,
    /// Why that is bad, and when the rule holds its tongue.
    pub why: &'static str,
    /// What a person can do.
    pub help: &'static str,
    /// Input that triggers this rule and no other.
    pub bad: Example,
    /// The same without the fault.
    pub good: Example,
    /// The check.
    pub check: Check,
}

/// Input for a rule, as its documentation shows it.
#[derive(Debug, Clone, Copy)]
pub enum Example {
    /// The text of an article.
    Article(&'static str),
    /// An article in Markdown, with a `refs.bib` beside it that has the one entry `weber2001ties`.
    Markdown(&'static str),
    /// A .bib file.
    Library(&'static str),
    /// The .toml beside a .bib that has the one entry `weber2001ties`, titled On Ties, of 2001.
    Sheet(&'static str),
}

/// The check of a rule, by what it looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The citations and the reference list of an article.
    Article(fn(&ArticleSubject<'_>) -> Vec<Fault>),
    /// A .bib file as it is written.
    Library(fn(&LibrarySubject<'_>) -> Vec<Fault>),
    /// The .toml beside a .bib: what a person keeps.
    Sheet(fn(&SheetSubject<'_>) -> Vec<Fault>),
    /// One work, a reference of an article or an entry of a library alike.
    Work(fn(&Work<'_>) -> Vec<Fault>),
    /// All works of an article or a library together.
    Works(fn(&Works<'_>) -> Vec<Fault>),
    /// Nothing of its own: what the machinery reports (unused ignores).
    Machinery,
}

/// Whether the findings of a rule can carry a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fixable {
    /// Never.
    No,
    /// Sometimes or always, for a person to look at.
    Unsafe,
    /// Sometimes or always, without change of meaning.
    Safe,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Markers in the text and what they point at.
    Citations,
    /// The reference list and its items.
    References,
    /// Entries against the BibLaTeX data model.
    Entries,
    /// DOI, ISBN, arXiv and the like.
    Identifiers,
    /// Years, pages, volumes.
    Numbers,
    /// Authors and editors.
    Names,
    /// Titles.
    Titles,
    /// Works of one list against each other.
    Consistency,
    /// What citations support.
    Claims,
    /// What a person keeps against what the article says.
    Library,
    /// ibid's own settings and comments.
    Settings,
}

impl Family {
    /// All families in the order in which they are documented.
    pub const ALL: [Self; 11] = [
        Self::Citations,
        Self::References,
        Self::Entries,
        Self::Identifiers,
        Self::Numbers,
        Self::Names,
        Self::Titles,
        Self::Consistency,
        Self::Claims,
        Self::Library,
        Self::Settings,
    ];

    /// The name in settings (`select = ["citations"]`) and output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Citations => "citations",
            Self::References => "references",
            Self::Entries => "entries",
            Self::Identifiers => "identifiers",
            Self::Numbers => "numbers",
            Self::Names => "names",
            Self::Titles => "titles",
            Self::Consistency => "consistency",
            Self::Claims => "claims",
            Self::Library => "library",
            Self::Settings => "settings",
        }
    }

    /// The letters that codes of the family begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Citations => "CIT",
            Self::References => "REF",
            Self::Entries => "ENT",
            Self::Identifiers => "IDN",
            Self::Numbers => "NUM",
            Self::Names => "NAM",
            Self::Titles => "TIT",
            Self::Consistency => "CON",
            Self::Claims => "CLM",
            Self::Library => "LIB",
            Self::Settings => "SET",
        }
    }
}
