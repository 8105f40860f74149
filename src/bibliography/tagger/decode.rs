//! From a reference string to its labels.

use std::cell::RefCell;
use std::sync::LazyLock;

use super::convention::Conventions;
use super::feature::Features;
use super::lattice::{ALL, Joints, Lattice, Links, Row, links};
use super::memo::Memo;
use super::model::{Kinds, Model};
#[cfg(feature = "training")]
use super::nbest::Path;
use super::proven;
use super::rerank;
use super::state::STATES;
use super::stretch::stretches;
use super::token::tokens;
use crate::bibliography::Labelled;

/// Words of one string that are looked at: more than any reference has, so that a file of another kind
/// takes no more memory than a reference.
pub(super) const LIMIT: usize = 2000;

/// The model that is part of the program; its making is described in `docs/tagger.md`.
static TAGGER: LazyLock<Option<Tagger<'static>>> =
    LazyLock::new(|| Tagger::read(include_bytes!(concat!(env!("OUT_DIR"), "/tagger.bin"))));

/// A model made ready for decoding.
pub(super) struct Tagger<'a> {
    model: Model<'a>,
    links: Box<Joints<Links>>,
}

/// Room that one string after the other is worked on in.
#[derive(Default)]
pub(super) struct Desk {
    features: Features,
    contents: Vec<u32>,
    pending: Vec<Pending>,
    kinds: Kinds,
    sums: Vec<Row>,
    memo: Memo,
    scores: Vec<Row>,
    lattice: Lattice,
    states: Vec<usize>,
    likely: Vec<Row>,
}

/// A group of features whose sums are to be found: where what is in its buckets begins and ends among all, and what tells the
/// group from others.
struct Pending {
    group: usize,
    start: usize,
    end: usize,
    key: Option<u64>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

impl<'a> Tagger<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let model = Model::read(bytes)?;
        let links = links(&model.transitions);
        Some(Self { model, links })
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
        self.read_likelihoods(features, desk);
        let Desk { lattice, states, likely, .. } = desk;
        // Where there is doubt in any case the best states by themselves need not be found.
        let mut doubt = rerank::unsure(likely);
        if !doubt {
            lattice.best(&self.links, likely, states);
            doubt = rerank::doubtful(states, likely);
        }
        if doubt {
            let paths = lattice.paths(&self.links, likely);
            self.model.reranker.choose(paths, likely, (features.looks(), convention), states);
        }
        states
    }

    /// The best labellings of the words that have `features`, if the first leaves doubt, and how likely each state is.
    #[cfg(feature = "training")]
    pub(super) fn paths_of<'d>(&self, features: &Features, desk: &'d mut Desk) -> (Vec<Path>, &'d [Row]) {
        self.read_likelihoods(features, desk);
        let Desk { lattice, states, likely, .. } = desk;
        lattice.best(&self.links, likely, states);
        let doubt = rerank::doubtful(states, likely);
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

    /// How likely all states are.
    fn read_likelihoods(&self, features: &Features, desk: &mut Desk) {
        self.score(features, desk);
        let Desk { scores, lattice, likely, .. } = desk;
        lattice.fill(scores, features.joints(), |_| ALL);
        lattice.likelihoods(&self.links, likely);
    }

    /// The scores of each word: those of its groups, added up.
    fn score(&self, features: &Features, desk: &mut Desk) {
        let Desk { contents, pending, kinds, sums, memo, scores, .. } = desk;
        contents.clear();
        pending.clear();
        sums.clear();
        for (group, (buckets, key)) in features.groups().enumerate() {
            let known = key.and_then(|key| memo.get(key));
            sums.push(known.copied().unwrap_or([0.0; STATES]));
            if known.is_none() {
                let start = contents.len();
                self.model.look_up(buckets, contents);
                pending.push(Pending { group, start, end: contents.len(), key });
            }
        }
        self.model.touch(contents);
        for &Pending { group, start, end, key } in pending.iter() {
            let sum = self.model.sums(contents.get(start..end).unwrap_or_default(), kinds);
            key.into_iter().for_each(|key| memo.keep(key, &sum));
            sums.get_mut(group).into_iter().for_each(|place| *place = sum);
        }
        scores.clear();
        scores.extend(features.words().iter().map(|groups| {
            let mut total = [0.0; STATES];
            for group in groups.iter().filter_map(|&group| sums.get(group)) {
                total.iter_mut().zip(group).for_each(|(total, sum)| *total += sum);
            }
            self.model.scores(&total)
        }));
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
