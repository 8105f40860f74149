//! What a reference string prints, by label.

use std::borrow::Cow;

use crate::bibliography::{By, Field, Label, Labelled};
use crate::span::Span;

/// The stretches of a reference string by label.
pub(super) struct Printed<'a> {
    raw: &'a str,
    labels: &'a [Labelled],
}

/// All stretches with one label, as one.
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) confidence: f32,
    pub(super) by: By,
}

impl<'a> Printed<'a> {
    pub(super) fn new(raw: &'a str, labels: &'a [Labelled]) -> Self {
        Self { raw, labels }
    }

    /// The stretches with `label` and their words.
    fn stretches(&self, label: Label) -> impl Iterator<Item = (Labelled, &'a str)> + Clone + '_ {
        let with_label = self.labels.iter().filter(move |l| l.label == label);
        with_label.filter_map(|l| Some((*l, self.raw.get(l.span.range())?)))
    }

    /// The stretches with `label` as one; the least sure one decides how sure.
    fn whole(&self, label: Label) -> Option<Labelled> {
        let mut stretches = self.stretches(label).map(|(stretch, _)| stretch);
        let first = stretches.next()?;
        let start = Labelled { confidence: first.confidence.min(1.0), ..first };
        Some(stretches.fold(start, |whole, other| Labelled {
            span: first.span.cover(other.span),
            confidence: whole.confidence.min(other.confidence),
            ..first
        }))
    }

    /// The stretches with `label`, `between` put between them.
    pub(super) fn joined(&self, label: Label, between: &str) -> Option<Stretch> {
        let Labelled { span, confidence, by, .. } = self.whole(label)?;
        Some(Stretch { text: joined(self.texts(label), between), span, confidence, by })
    }

    /// The words of the stretches with `label`.
    pub(super) fn texts(&self, label: Label) -> impl Iterator<Item = &'a str> + '_ {
        self.stretches(label).map(|(_, words)| words)
    }

    /// What stands between the first stretch with `label` and the second, if there are two.
    pub(super) fn gap(&self, label: Label) -> Option<&'a str> {
        let mut spans = self.stretches(label).map(|(stretch, _)| stretch.span);
        let (first, second) = (spans.next()?, spans.next()?);
        self.raw.get(first.end..second.start)
    }

    /// What stands before and behind each stretch with `label`, up to `most` bytes of it.
    pub(super) fn around(&self, label: Label, most: usize) -> impl Iterator<Item = (&'a str, &'a str)> + '_ {
        self.stretches(label).filter_map(move |(stretch, _)| {
            let (before, behind) = (self.raw.get(..stretch.span.start)?, self.raw.get(stretch.span.end..)?);
            let start = before.len().saturating_sub(most);
            let end = behind.len().min(most);
            let before = (start..=before.len()).find_map(|at| before.get(at..))?;
            Some((before, (0..=end).rev().find_map(|at| behind.get(..at))?))
        })
    }

    /// What stands between the last stretch with `label` and the first one with `next`, and the sign behind that.
    pub(super) fn between(&self, label: Label, next: Label) -> Option<(&'a str, Option<char>)> {
        let (end, _) = self.stretches(label).last()?;
        let (start, _) = self.stretches(next).next()?;
        let gap = self.raw.get(end.span.end..start.span.start)?;
        Some((gap, self.raw.get(start.span.end..)?.chars().next()))
    }

    /// The stretches with `label`, one to the last, as printed, with the sign before them.
    pub(super) fn covered(&self, label: Label) -> Option<&'a str> {
        let span = self.whole(label)?.span;
        self.raw.get(span.start.saturating_sub(1)..span.end).or_else(|| self.raw.get(span.range()))
    }

    /// The stretches with `label` as one field, each brought into form by `normalise`.
    pub(super) fn field(&self, label: Label, normalise: impl Fn(&str) -> String) -> Option<Field> {
        let Labelled { span, confidence, by, .. } = self.whole(label)?;
        let values = self.texts(label).map(normalise).filter(|value| value.contains(char::is_alphanumeric));
        let value = joined(values, ", ");
        (!value.is_empty()).then_some(Field { value, span: Some(span), confidence, by })
    }
}

/// `parts` with `between` put between them.
fn joined<'a>(mut parts: impl Iterator<Item: Into<Cow<'a, str>>>, between: &str) -> String {
    let first = parts.next().map(|part| part.into().into_owned()).unwrap_or_default();
    parts.fold(first, |all, part| all + between + &part.into())
}
