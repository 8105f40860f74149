//! What a reference string prints, by label.

use std::collections::BTreeMap;

use crate::bibliography::{By, Field, Label, Labelled};
use crate::span::Span;

/// The stretches of a reference string by label.
pub(super) struct Printed<'a> {
    raw: &'a str,
    by_label: BTreeMap<Label, Vec<Labelled>>,
}

/// All stretches with one label, as one.
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) confidence: f32,
    pub(super) by: By,
}

impl<'a> Printed<'a> {
    pub(super) fn new(raw: &'a str, labels: &[Labelled]) -> Self {
        let mut by_label: BTreeMap<Label, Vec<Labelled>> = BTreeMap::new();
        for &labelled in labels.iter().filter(|l| raw.get(l.span.range()).is_some()) {
            by_label.entry(labelled.label).or_default().push(labelled);
        }
        Self { raw, by_label }
    }

    /// The stretches with `label`, `between` put between them; the least sure one decides how sure.
    pub(super) fn joined(&self, label: Label, between: &str) -> Option<Stretch> {
        let stretches = self.by_label.get(&label)?;
        let (first, last) = (stretches.first()?, stretches.last()?);
        Some(Stretch {
            text: match stretches.as_slice() {
                [only] => self.raw.get(only.span.range()).unwrap_or_default().to_owned(),
                _ => self.texts(label).collect::<Vec<_>>().join(between),
            },
            span: first.span.cover(last.span),
            confidence: stretches.iter().map(|s| s.confidence).fold(1.0, f32::min),
            by: first.by,
        })
    }

    /// The words of the stretches with `label`.
    pub(super) fn texts(&self, label: Label) -> impl Iterator<Item = &'a str> + '_ {
        let stretches = self.by_label.get(&label).into_iter().flatten();
        stretches.filter_map(|stretch| self.raw.get(stretch.span.range()))
    }

    /// What stands between the first stretch with `label` and the second, if there are two.
    pub(super) fn gap(&self, label: Label) -> Option<&'a str> {
        let [first, second, ..] = self.by_label.get(&label)?.as_slice() else { return None };
        self.raw.get(first.span.end..second.span.start)
    }

    /// The stretches with `label` as one field, each brought into form by `normalise`.
    pub(super) fn field(&self, label: Label, normalise: impl Fn(&str) -> String) -> Option<Field> {
        let Stretch { span, confidence, by, .. } = self.joined(label, "")?;
        let values = self.texts(label).map(normalise).filter(|value| value.contains(char::is_alphanumeric));
        let value = values.collect::<Vec<_>>().join(", ");
        (!value.is_empty()).then_some(Field { value, span: Some(span), confidence, by })
    }
}
