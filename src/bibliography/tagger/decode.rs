//! From a reference string to its labels.

use std::sync::LazyLock;

use super::feature::features;
use super::lattice::{Row, Transitions, allowed, best, factors, marginals};
use super::model::Model;
use super::stretch::stretches;
use super::token::tokens;
use crate::bibliography::Labelled;

/// Words of one string that are looked at: more than any reference has, so that a file of another kind
/// takes no more memory than a reference.
pub(super) const LIMIT: usize = 2000;

/// The model that is part of the program; its making is described in `docs/tagger.md`.
static TAGGER: LazyLock<Option<Tagger<'static>>> =
    LazyLock::new(|| Tagger::read(include_bytes!("model.bin")));

/// A model made ready for decoding.
pub(super) struct Tagger<'a> {
    model: Model<'a>,
    allowed: Transitions,
    factors: Transitions,
}

impl<'a> Tagger<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let model = Model::read(bytes)?;
        let (allowed, factors) = (allowed(&model.transitions), factors(&model.transitions));
        Some(Self { model, allowed, factors })
    }

    pub(super) fn tag(&self, raw: &str) -> Vec<Labelled> {
        let tokens = tokens(raw, LIMIT);
        let features = features(raw, &tokens);
        let scores: Vec<Row> = features.words().map(|buckets| self.model.score(buckets)).collect();
        let states = best(&scores, &self.allowed);
        stretches(raw, &tokens, &states, &marginals(&scores, &self.factors))
    }
}

/// The labels of `raw`, in order, none overlapping another.
pub(crate) fn tag(raw: &str) -> Vec<Labelled> {
    TAGGER.as_ref().map_or_else(Vec::new, |tagger| tagger.tag(raw))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bibliography::Label;

    #[test]
    fn an_article_and_a_chapter() {
        let article =
            "Roe, A.B. and Doe, C., 2010. The rivers of the north. Journal of River Studies, 12(3): 101-109.";
        let chapter = "A. Roe. On rivers. In C. Doe, editor, Proceedings of the Conference on Water, pages 3-7. Springer, 1999.";
        for (raw, want) in [
            (
                article,
                &[
                    (Label::Author, "Roe, A.B. and Doe, C."),
                    (Label::Date, "2010"),
                    (Label::Title, "The rivers of the north"),
                    (Label::Container, "Journal of River Studies"),
                    (Label::Volume, "12"),
                    (Label::Number, "3"),
                    (Label::Pages, "101-109"),
                ][..],
            ),
            (
                chapter,
                &[
                    (Label::Author, "A. Roe"),
                    (Label::Title, "On rivers"),
                    (Label::Editor, "C. Doe"),
                    (Label::Container, "Proceedings of the Conference on Water"),
                    (Label::Pages, "3-7"),
                    (Label::Publisher, "Springer"),
                    (Label::Date, "1999"),
                ][..],
            ),
        ] {
            let labels: Vec<_> = tag(raw).iter().map(|l| (l.label, &raw[l.span.range()])).collect();
            assert_eq!(labels, want);
        }
    }

    proptest! {
        #[test]
        fn labels_stand_in_order_and_at_characters(raw in ".{0,200}") {
            let mut end = 0;
            for labelled in tag(&raw) {
                prop_assert!(labelled.span.start >= end && raw.get(labelled.span.range()).is_some());
                prop_assert!((0.0..=1.0).contains(&labelled.confidence));
                end = labelled.span.end;
            }
        }
    }
}
