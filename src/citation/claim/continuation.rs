//! Which of the sentences after a citation go on about its source: `They showed …`, `This approach …`.

use std::collections::HashSet;

use super::lexicon::{Class, Look};
use super::model::{Table, feature, symbol};
use super::site::{Site, few};
use super::{Density, Paragraph, Worded};

/// Sentences that are looked at.
const MOST: usize = 8;
/// A sentence with more markers than this is a list; its sources are not told of further.
const MANY: usize = 24;
/// How sure each must be.
const SURE: f32 = 0.45;

/// How far a claim reaches in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Not to its end.
    Inner,
    /// From within to its end.
    ToEnd,
    /// All of it.
    Whole,
}

/// How likely the claim of a site reaches how far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reaches {
    pub(super) to_end: f32,
    pub(super) whole: f32,
}

impl Reaches {
    fn each(self) -> [(Reach, f32); 3] {
        [
            (Reach::Inner, 1.0 - self.to_end),
            (Reach::ToEnd, self.to_end - self.whole),
            (Reach::Whole, self.whole),
        ]
    }
}

/// How many of the sentences after that of `site` go on about its source, whose claim reaches so far.
///
/// The weights were learned from texts that cite densely. In others most of what follows a citation is the article's
/// own, so that a sentence must also refer back, and one that cites has claims of its own.
pub(super) fn sentences(
    weights: &Table,
    paragraph: &Paragraph,
    site: &Site,
    reaches: Reaches,
    density: Density,
) -> usize {
    if site.counts.markers(0, site.words.len()) > MANY {
        return 0;
    }
    let own = Own::of(paragraph, site);
    let goes_on = |&at: &usize| {
        let is_cited = || paragraph.cited.get(at).is_some_and(|cited| !cited.is_empty());
        if density == Density::Sparse && (is_cited() || !refers_back(&paragraph.worded(at).looks)) {
            return false;
        }
        let score = weights.score(|add| features(paragraph, site, &own, at, add));
        let chance = |(reach, share): (Reach, f32)| {
            let score = score + weights.score(|add| reach_features(paragraph, site, reach, at, add));
            share / (1.0 + (-score).exp())
        };
        reaches.each().into_iter().map(chance).sum::<f32>() > SURE
    };
    following(paragraph, site).take_while(goes_on).count()
}

/// Whether a sentence begins with a word for what was named before: `They …`, `This approach …`, `The authors …`.
fn refers_back(looks: &[Look]) -> bool {
    let pointing = [symbol("this"), symbol("these"), symbol("such"), symbol("it"), symbol("its")];
    let named = looks.iter().take(3).any(|l| PERSONS.contains(&l.word));
    named || looks.first().is_some_and(|l| pointing.contains(&l.word))
}

/// The sentences that may go on.
pub(super) fn following(paragraph: &Paragraph, site: &Site) -> std::ops::Range<usize> {
    site.at + 1..paragraph.sentences.len().min(site.at + 1 + MOST)
}

/// What the citation's own sentence says.
pub(super) struct Own {
    /// Its longer words.
    words: HashSet<u32>,
    tells_of_us: bool,
    /// How many markers it has, at most 3.
    markers: u32,
}

impl Own {
    pub(super) fn of(paragraph: &Paragraph, site: &Site) -> Self {
        let long = site.words.iter().zip(site.looks).filter(|(w, _)| w.text.len() > 4);
        Self {
            words: long.map(|(_, l)| l.word).collect(),
            tells_of_us: tells_of_us(site.looks),
            markers: few(paragraph.get(site.at).map_or(0, |s| s.markers.len())),
        }
    }
}

fn tells_of_us(looks: &[Look]) -> bool {
    looks.iter().any(|l| [symbol("we"), symbol("our")].contains(&l.word))
}

/// Persons who were named before.
const PERSONS: [u32; 7] = [
    symbol("they"),
    symbol("their"),
    symbol("he"),
    symbol("she"),
    symbol("his"),
    symbol("her"),
    symbol("authors"),
];

/// Words at the begin of a sentence that tie it to the one before, or away from it.
const CUES: [u32; 12] = [
    symbol("this"),
    symbol("these"),
    symbol("that"),
    symbol("approach"),
    symbol("method"),
    symbol("model"),
    symbol("system"),
    symbol("work"),
    symbol("however"),
    symbol("we"),
    symbol("our"),
    symbol("paper"),
];

/// What speaks for the sentence `next` going on about the source of `site`.
pub(super) fn features(paragraph: &Paragraph, site: &Site, own: &Own, next: usize, add: &mut dyn FnMut(u32)) {
    let Some(sentence) = paragraph.get(next) else { return };
    let mut add = |template: u32, parts: &[u32]| add(feature(template, parts));
    let Worded { words, looks } = paragraph.worded(next);
    let lexeme = |at: usize| looks.get(at).map_or(Class::End.symbol(), |l| l.lexeme);
    let (first, second, third) = (lexeme(0), lexeme(1), lexeme(2));
    let step = (next - site.at).min(5) as u32;
    let cites = sentence.markers.len().min(2) as u32;
    let (form, place, stance) = (site.form as u32, place(site), stance(site));
    let us = u32::from(tells_of_us(looks));
    let we = u32::from(own.tells_of_us);
    let shared = few(looks.iter().filter(|l| own.words.contains(&l.word)).count());
    let persons = persons(looks);
    let before = next > site.at + 1 && paragraph.get(next - 1).is_some_and(|s| !s.markers.is_empty());
    let opens_citing = u32::from(sentence.markers.first().is_some_and(|m| m.start < 45));
    let closes = u32::from(next + 1 == paragraph.sentences.len());
    add(401, &[]);
    add(402, &[stance]);
    add(403, &[first]);
    add(404, &[first, second]);
    add(405, &[stance, cites]);
    add(406, &[step, cites, opens_citing]);
    add(407, &[stance, first]);
    add(408, &[own.markers, site.sources, stance]);
    add(409, &[site.thickness, step]);
    add(410, &[us, we]);
    add(411, &[shared, step]);
    add(412, &[persons, cites]);
    add(413, &[persons, stance]);
    add(414, &[cites, site.thickness]);
    add(415, &[u32::from(before), cites]);
    add(416, &[looks.first().map_or(0, |l| l.word)]);
    add(417, &[first, cites]);
    add(418, &[closes, step]);
    add(419, &[site.sources, persons]);
    add(420, &[place, form]);
    add(421, &[opens_citing, stance]);
    add(422, &[first, step]);
    add(423, &[us, first]);
    add(424, &[second]);
    add(425, &[first, second, third]);
    add(426, &[site.sources, cites, form]);
    add(427, &[we, stance]);
    add(428, &[u32::from(words.len() > 20)]);
    for cue in CUES {
        if looks.iter().take(5).any(|l| l.word == cue) {
            add(429, &[cue]);
            add(430, &[cue, stance]);
        }
    }
}

/// What speaks for it if the claim of `site` reaches so far.
pub(super) fn reach_features(
    paragraph: &Paragraph,
    site: &Site,
    reach: Reach,
    next: usize,
    add: &mut dyn FnMut(u32),
) {
    let Some(sentence) = paragraph.get(next) else { return };
    let looks = &paragraph.worded(next).looks;
    let first = looks.first().map_or(Class::End.symbol(), |l| l.lexeme);
    let cites = sentence.markers.len().min(2) as u32;
    let reach = reach as u32;
    add(feature(431, &[reach, (next - site.at).min(2) as u32]));
    add(feature(432, &[reach, stance(site)]));
    add(feature(433, &[reach, first]));
    add(feature(434, &[reach, cites, persons(looks)]));
}

/// Where the citation stands: at the begin of the sentence, near to it, at its end, elsewhere.
fn place(site: &Site) -> u32 {
    match site.anchor {
        None => 0,
        Some(at) if at < 4 => 1,
        Some(_) if site.at_end() => 2,
        Some(_) => 3,
    }
}

fn stance(site: &Site) -> u32 {
    feature(0, &[site.form as u32, place(site), u32::from(site.is_last)])
}

/// Whether the sentence begins with a word for persons.
fn persons(looks: &[Look]) -> u32 {
    u32::from(looks.iter().take(6).any(|l| PERSONS.contains(&l.word)))
}
