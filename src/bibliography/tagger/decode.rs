//! From a reference string to its labels.

use std::cell::RefCell;
use std::sync::LazyLock;

use fearless_simd::{Level, dispatch};

use super::convention::Conventions;
use super::feature::Features;
use super::lattice::{ALL, Joints, Lattice, Links, Row, links};
use super::memo::Memo;
use super::model::{Found, Model};
#[cfg(feature = "training")]
use super::nbest::Path;
use super::proven;
use super::rerank;
use super::row::sum;
use super::state::STATES;
use super::stretch::stretches;
use super::token::tokens;
use crate::bibliography::Labelled;

/// Words of one string that are looked at: more than any reference has, so that a file of another kind
/// takes no more memory than a reference.
pub(super) const LIMIT: usize = 2000;

/// The model that is part of the program; its making is described in `docs/tagger.md`.
static TAGGER: LazyLock<Option<Tagger<'static>>> = LazyLock::new(|| Tagger::read(&IMAGE.0));

/// The image of the model, its lines where those of the processor are.
#[repr(align(64))]
struct Image<T: ?Sized>(T);

static IMAGE: &Image<[u8]> = &Image(*include_bytes!(concat!(env!("OUT_DIR"), "/tagger.bin")));

/// A model made ready for decoding.
pub(super) struct Tagger<'a> {
    model: Model<'a>,
    links: Box<Joints<Links>>,
    /// How many numbers the processor works on at a time.
    level: Level,
}

/// Room that one string after the other is worked on in.
#[derive(Default)]
pub(super) struct Desk {
    features: Features,
    pending: Vec<Pending>,
    found: Found,
    sums: Vec<Row>,
    memo: Memo,
    scores: Vec<Row>,
    lattice: Lattice,
    states: Vec<usize>,
    likely: Vec<Row>,
}

/// A group of features whose sums are to be found: its number, and what tells it from others.
struct Pending {
    group: usize,
    key: Option<u64>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

impl<'a> Tagger<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let model = Model::read(bytes)?;
        let links = links(&model.transitions);
        Some(Self { model, links, level: Level::new() })
    }

    fn tag(&self, raw: &str, convention: usize, desk: &mut Desk) -> Vec<Labelled> {
        let tokens = tokens(raw, LIMIT);
        let mut features = std::mem::take(&mut desk.features);
        features.find(raw, &tokens, convention, |key| desk.memo.get(key).is_some());
        self.states_of(&features, convention, desk);
        desk.features = features;
        let mut labels = stretches(raw, &tokens, &desk.states, &desk.likely);
        proven::correct(raw, &mut labels);
        labels
    }

    /// The best states of the words that have `features`, in a string that follows `convention`.
    pub(super) fn states_of<'d>(
        &self,
        features: &Features,
        convention: usize,
        desk: &'d mut Desk,
    ) -> &'d [usize] {
        let doubt = dispatch!(self.level, _ => self.leaves_doubt(features, desk));
        let Desk { lattice, states, likely, .. } = desk;
        if doubt {
            let paths = dispatch!(self.level, _ => lattice.paths(&self.links, likely));
            self.model.reranker.choose(paths, likely, (features.looks(), convention), states);
        }
        states
    }

    /// The best labellings of the words that have `features`, if the first leaves doubt, and how likely each state is.
    #[cfg(feature = "training")]
    pub(super) fn paths_of<'d>(&self, features: &Features, desk: &'d mut Desk) -> (Vec<Path>, &'d [Row]) {
        let doubt = self.leaves_doubt(features, desk);
        let Desk { lattice, likely, .. } = desk;
        (if doubt { lattice.paths(&self.links, likely) } else { Vec::new() }, likely)
    }

    /// The best states among those that `gold` allows each of the words that have `features` (bits).
    #[cfg(feature = "training")]
    pub(super) fn completed<'d>(&self, features: &Features, gold: &[u64], desk: &'d mut Desk) -> &'d [usize] {
        self.score(features, desk);
        let Desk { scores, lattice, states, likely, .. } = desk;
        lattice.fill(scores, features.joints(), |at| gold.get(at).copied().unwrap_or(ALL));
        lattice.likelihoods(&self.links, likely);
        lattice.best(&self.links, likely, states);
        states
    }

    /// Finds how likely all states of the words are that have `features`, and the best states unless there is doubt in any case;
    /// whether there is doubt.
    ///
    /// This and what is done with [`super::row`]s is compiled for several kinds of processors, with all that is always inlined.
    #[inline(always)]
    fn leaves_doubt(&self, features: &Features, desk: &mut Desk) -> bool {
        self.score(features, desk);
        let Desk { scores, lattice, states, likely, .. } = desk;
        lattice.fill(scores, features.joints(), |_| ALL);
        lattice.likelihoods(&self.links, likely);
        rerank::unsure(likely) || {
            lattice.best(&self.links, likely, states);
            rerank::doubtful(states, likely)
        }
    }

    /// The scores of each word: those of its groups, added up.
    #[inline(always)]
    fn score(&self, features: &Features, desk: &mut Desk) {
        let Desk { pending, found, sums, memo, scores, .. } = desk;
        pending.clear();
        found.clear();
        sums.clear();
        for (group, (buckets, key)) in features.groups().enumerate() {
            let known = key.and_then(|key| memo.get(key));
            sums.push(known.copied().unwrap_or([0.0; STATES]));
            if known.is_none() {
                self.model.look_up(buckets, found);
                pending.push(Pending { group, key });
            }
        }
        self.model.fetch(found);
        for (number, &Pending { group, key }) in pending.iter().enumerate() {
            let sum = self.model.sums(found, number);
            if let Some(key) = key {
                memo.keep(key, &sum);
            }
            if let Some(place) = sums.get_mut(group) {
                *place = sum;
            }
        }
        scores.clear();
        for groups in features.words() {
            let sums = groups.map(|group| sums.get(group).unwrap_or(&[0.0; STATES]));
            let [a, b, c, d] = sums;
            scores.push(self.model.scores(&sum(&sum(a, b), &sum(c, d))));
        }
    }
}

/// The labels of each of `raws`, which are one list of any source: in order, none overlapping another.
pub(crate) fn tag_list(raws: &[&str]) -> Vec<Vec<Labelled>> {
    tag_by(raws, |conventions| conventions.of(raws))
}

/// The labels of each of `raws`, the list of an article: by the conventions of publishers, who mark their own fields, since
/// other sources leave some out or mark them otherwise; or by those of papers whose lists have a look of their own.
pub(crate) fn tag_article(raws: &[&str]) -> Vec<Vec<Labelled>> {
    tag_by(raws, |conventions| vec![conventions.of_article(raws); raws.len()])
}

/// The labels of each of `raws` by the conventions that `choose` gives each.
fn tag_by(raws: &[&str], choose: impl FnOnce(&Conventions) -> Vec<usize>) -> Vec<Vec<Labelled>> {
    let Some(tagger) = TAGGER.as_ref() else { return vec![Vec::new(); raws.len()] };
    let conventions = choose(&tagger.model.conventions);
    DESK.with_borrow_mut(|desk| {
        raws.iter().zip(conventions).map(|(raw, convention)| tagger.tag(raw, convention, desk)).collect()
    })
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
            let labels: Vec<_> =
                tag_list(&[raw])[0].iter().map(|l| (l.label, &raw[l.span.range()])).collect();
            assert_eq!(labels, want);
        }
    }

    proptest! {
        #[test]
        fn labels_stand_in_order_and_at_characters(raw in ".{0,200}") {
            let mut end = 0;
            for labelled in tag_list(&[&raw]).remove(0) {
                prop_assert!(labelled.span.start >= end && raw.get(labelled.span.range()).is_some());
                prop_assert!((0.0..=1.0).contains(&labelled.confidence));
                end = labelled.span.end;
            }
        }
    }
}
