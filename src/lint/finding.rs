//! What a rule reports: a fault, its one place, and how to mend it.

use serde::{Deserialize, Serialize};

use super::Rule;
use crate::span::Span;

/// How bad a fault is. Ordered: `Info < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never fails a run by default.
    Info,
    /// Probably wrong, or wrong without consequence for a reader.
    Warning,
    /// A reader is misled or a tool will fail.
    Error,
}

impl Severity {
    /// The name in output and settings: `info`, `warning`, `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How likely a finding of a rule is a true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A hint for a person who looks.
    Low,
    /// Right more often than not; rests on how the text was read.
    Medium,
    /// Proved by form or arithmetic.
    High,
}

impl Confidence {
    /// The name in output: `low`, `medium`, `high`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What a rule's check gives: a fault and its place in the source, before settings have their say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Bytes of the source at which the fault shows.
    pub span: Span,
    /// What is wrong here, in a sentence without a full stop; never names a line, so that a finding is
    /// recognised when the text above it grows.
    pub message: String,
    /// What a person can do about it, if the rule's own help does not say it.
    pub help: Option<String>,
    /// Other places in the same source that belong to it, each with a few words.
    pub related: Vec<(Span, String)>,
    /// The edit that mends it.
    pub fix: Option<Fix>,
    /// The work that it is about: of an article's reference the number, of an entry or of what is cited by key the key.
    pub work: Option<String>,
}

impl Fault {
    /// A fault at `span`.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None, related: Vec::new(), fix: None, work: None }
    }

    /// The same with advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with another place that belongs to it.
    pub fn related(mut self, span: Span, words: impl Into<String>) -> Self {
        self.related.push((span, words.into()));
        self
    }

    /// The same, about `work`.
    pub fn of(mut self, work: impl Into<String>) -> Self {
        self.work = Some(work.into());
        self
    }

    /// The same with an edit that mends it.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// Edits that mend one fault, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Whether the meaning can change.
    pub safety: Safety,
    /// The edits, in the order of the source, not overlapping.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that puts `new` in the place of `span` and cannot change the meaning.
    pub fn safe(span: Span, new: impl Into<String>) -> Self {
        Self { safety: Safety::Safe, edits: vec![Edit { span, new: new.into() }] }
    }

    /// A fix that puts `new` in the place of `span`, for a person to look at.
    pub fn not_safe(span: Span, new: impl Into<String>) -> Self {
        Self { safety: Safety::Unsafe, ..Self::safe(span, new) }
    }
}

/// Whether a fix can be made without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The entry means the same afterwards; `--fix` makes it.
    Safe,
    /// The meaning can change; only `--unsafe-fixes` makes it.
    Unsafe,
}

/// One replacement in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Bytes of the source that go.
    pub span: Span,
    /// What comes in their place.
    pub new: String,
}

/// A fault that a rule found in a source, as it is reported.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity, after settings.
    pub severity: Severity,
    /// What is wrong, and where.
    pub fault: Fault,
}
