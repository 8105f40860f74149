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
                Label::Named(_) => drop(free.next()),
                _ => {}
            }
        }
        notes
    }

    /// The number of the citation `label`, if the document defines it.
    pub(super) fn citation(&self, label: Label<'_>) -> Option<usize> {
        let Label::Citation(name) = label else { return None };
        self.citations.get(&name.to_lowercase()).copied()
    }

    /// What names the footnote `label`, a name or the number that it prints; `at` counts the footnotes without either before
    /// it.
    pub(super) fn footnote(&self, label: Label<'_>, at: usize) -> Option<String> {
        match label {
            Label::Number(number) => Some(number.to_string()),
            Label::Named(name) => Some(name.to_lowercase()),
            Label::Next => Some(self.automatic.get(at).map_or_else(|| "#".to_owned(), usize::to_string)),
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
