//! What speaks for citations sharing a claim, and for words belonging to none.

use super::model::feature;
use super::pairs::{Pair, pair_features};
use super::site::{Site, coarse, few};

/// The features of a claim of `many` sites from `first` to `last` that looks like `pair`.
pub(super) fn pair_features_of(first: &Site, last: &Site, many: usize, pair: Pair, add: &mut dyn FnMut(u32)) {
    pair_features(first, pair, add);
    let many = few(many);
    if many > 1 {
        let mut add = |template: u32, parts: &[u32]| add(feature(template, parts));
        add(521, &[many]);
        add(522, &[many, first.stance(), last.stance()]);
        add(523, &[many, first.citations()]);
        add(524, &[many, pair.place()]);
    }
}

/// The features of a claim that neighbouring sites share.
pub(super) fn join_features(one: &Site, other: &Site, add: &mut dyn FnMut(u32)) {
    let mut add = |template: u32, parts: &[u32]| add(feature(template, parts));
    let (from, to) = (one.head(), other.head());
    let gap = coarse(to.saturating_sub(from));
    let mark = one.mark(one.anchor);
    let (first, last) = (one.lexeme(Some(from)), other.lexeme(to.checked_sub(1)));
    let counts = one.counts;
    let verbs = few(counts.verbs(from, to));
    let commas = few(counts.commas(from, to));
    let conjunctions = few(counts.conjunctions(from, to));
    let subordinators = few(counts.subordinators(from, to));
    let forms = feature(0, &[one.form as u32, other.form as u32]);
    add(531, &[]);
    add(532, &[gap]);
    add(533, &[gap, forms]);
    add(534, &[mark, first]);
    add(535, &[mark, gap]);
    add(536, &[first, gap]);
    add(537, &[verbs, other.subject]);
    add(538, &[verbs, commas, gap]);
    add(539, &[conjunctions, subordinators, verbs]);
    add(540, &[forms, other.subject, one.subject]);
    add(541, &[one.links, other.links, one.subject]);
    add(542, &[first, last]);
    add(543, &[mark, one.tail]);
    add(544, &[one.citations(), gap]);
    add(545, &[forms, one.sources, other.sources]);
    add(546, &[forms, u32::from(other.at_end()), verbs]);
    add(547, &[one.thickness, gap]);
    add(548, &[first, other.form as u32, verbs]);
    for &around in &one.around {
        add(549, &[around]);
    }
    for at in from..to.min(from + FAR) {
        add(550, &[one.word(Some(at))]);
        add(551, &[one.lexeme(Some(at)), forms]);
    }
    add(552, &[one.word(from.checked_sub(1)), forms]);
    if to.saturating_sub(from) <= 4 {
        let all = (from..to).fold(mark, |all, at| feature(0, &[all, one.lexeme(Some(at))]));
        add(553, &[all]);
        add(554, &[all, one.form as u32]);
    }
}

/// Words between two citations that are looked at.
const FAR: usize = 60;

/// The features of the word `at` outside of all claims; `place`: 1 before all sites, 2 behind them.
pub(super) fn outside_features(site: &Site, at: usize, place: u32, add: &mut dyn FnMut(u32)) {
    let mut add = |template: u32, parts: &[u32]| add(feature(template, parts));
    let here = site.lexeme(Some(at));
    add(561, &[place]);
    add(562, &[site.word(Some(at))]);
    add(563, &[here, place]);
    add(564, &[site.lexeme(at.checked_sub(1)), here]);
    add(565, &[here, site.lexeme(Some(at + 1))]);
    add(566, &[place, site.thickness]);
    add(567, &[place, coarse(at)]);
}
