//! The numbers of footnotes and citations.

use std::collections::{HashMap, HashSet};

use nom::Offset;

use super::line::{Explicit, Line, explicit};
use crate::span::{Span, Spanned};

/// What stands between brackets in `[label]_`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label<'s> {
    /// `[12]_`
    Number(usize),
    /// `[#]_`: the next one.
    Next,
    /// `[#name]_`
    Named(&'s str),
    /// `[*]_`: a symbol.
    Symbol,
    /// `[CIT2002]_`
    Citation(&'s str),
}

impl<'s> Label<'s> {
    pub(super) fn of(label: &'s str) -> Self {
        match label {
            "#" => Self::Next,
            "*" => Self::Symbol,
            _ => match (label.strip_prefix('#'), label.parse()) {
                (Some(name), _) => Self::Named(name),
                (_, Ok(number)) => Self::Number(number),
                _ => Self::Citation(label),
            },
        }
    }
}

/// The numbers that footnotes and citations are printed with.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Of each citation that the document defines, by its name in lower case.
    citations: HashMap<String, usize>,
    /// Of each footnote with a name.
    named: HashMap<String, usize>,
    /// Of the footnotes without one, in order.
    automatic: Vec<usize>,
    /// The citations as written.
    pub(super) defined: Vec<Spanned<String>>,
}

impl Notes {
    /// The notes that `lines` define, numbered as docutils does: `#` takes the next number that no footnote bears.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut notes = Self::default();
        let labels: Vec<(&str, Span)> = lines.iter().filter_map(definition).collect();
        let mut taken: HashSet<usize> = HashSet::new();
        for (label, place) in &labels {
            match Label::of(label) {
                Label::Number(number) => drop(taken.insert(number)),
                Label::Citation(name) => {
                    let number = notes.citations.len() + 1;
                    notes.citations.entry(name.to_lowercase()).or_insert(number);
                    notes.defined.push(Spanned { value: name.to_owned(), span: *place });
                }
                _ => {}
            }
        }
        let mut free = (1..).filter(|number| !taken.contains(number));
        for (label, _) in &labels {
            match Label::of(label) {
                Label::Next => notes.automatic.extend(free.next()),
                Label::Named(name) => {
                    notes.named.extend(free.next().map(|number| (name.to_lowercase(), number)));
                }
                _ => {}
            }
        }
        notes
    }

    /// The number of the citation or footnote `label`; `at` counts the footnotes without a name before it. Where the
    /// document has citations, these are its references, and footnotes are notes.
    pub(super) fn number(&self, label: Label<'_>, at: usize) -> Option<usize> {
        if let Label::Citation(name) = label {
            return self.citations.get(&name.to_lowercase()).copied();
        }
        if !self.citations.is_empty() {
            return None;
        }
        match label {
            Label::Number(number) => Some(number),
            Label::Named(name) => self.named.get(&name.to_lowercase()).copied(),
            Label::Next => self.automatic.get(at).copied(),
            Label::Symbol | Label::Citation(_) => None,
        }
    }
}

/// The label that `line` defines, and its place.
fn definition<'s>(line: &Line<'s>) -> Option<(&'s str, Span)> {
    let (_, Explicit::Note(label)) = explicit(line.text.strip_prefix(".. ")?.trim_start()) else {
        return None;
    };
    let at = line.span.start + line.text.offset(label);
    Some((label, Span::new(at, at + label.len())))
}
