//! Ranked word search over short texts, in memory.
//!
//! Words are compared by their stems (Snowball's English stemmer), case and accents aside; texts are ranked by BM25
//! (Robertson and Zaragoza 2009) with its usual constants.

use std::collections::HashMap;
use std::iter;

use aho_corasick::{AhoCorasick, MatchKind};
use rust_stemmers::{Algorithm, Stemmer};

use crate::fold::{fold, folded, is_accent, is_latin};

/// How fast a word's weight levels off with the times that it occurs.
const K1: f32 = 1.2;

/// How much long texts are held back.
const B: f32 = 0.75;

/// The words that are looked for, as stems.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    stems: Vec<String>,
}

impl Words {
    /// The words of `question`, each once; those too common to tell texts apart only if there are no others.
    pub fn of(question: &str) -> Self {
        let mut all = stems(question);
        all.sort_unstable();
        all.dedup();
        let telling: Vec<String> =
            all.iter().filter(|stem| !COMMON.contains(&stem.as_str())).cloned().collect();
        Self { stems: if telling.is_empty() { all } else { telling } }
    }

    fn has(&self, stem: &str) -> bool {
        self.stems.binary_search_by(|asked| asked.as_str().cmp(stem)).is_ok()
    }

    /// Whether there is no word to look for.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// The scores of `texts`, in their order: 0 where no word is found, else higher for a better fit. `others` is the number of texts besides that
    /// have none of the words: the more there are, the more a word tells.
    pub fn scores<'a>(&self, texts: impl IntoIterator<Item = &'a str>, others: usize) -> Vec<f32> {
        let mut asked = Asked { stems: &self.stems, known: HashMap::new() };
        let counted: Vec<Counted> = texts.into_iter().map(|text| asked.count(text)).collect();
        let mean = counted.iter().map(|c| c.length).sum::<f32>() / counted.len().max(1) as f32;
        let known = (counted.len() + others) as f32;
        let weights: Vec<f32> = (0..self.stems.len())
            .map(|stem| {
                let holding = counted.iter().filter(|c| c.times.contains_key(&stem)).count() as f32;
                ((known - holding + 0.5) / (holding + 0.5)).ln_1p()
            })
            .collect();
        counted.iter().map(|text| text.score(&weights, mean)).collect()
    }
}

/// Tells whether a text holds one of the words, quicker than its score.
#[derive(Debug, Clone)]
pub struct Finder<'a> {
    words: &'a Words,
    /// The letters that the words begin with; nothing if they are not all ASCII.
    begins: Option<AhoCorasick>,
}

impl<'a> Finder<'a> {
    /// Looks for any of `words`.
    pub fn of(words: &'a Words) -> Self {
        let ascii = words.stems.iter().all(|stem| stem.is_ascii());
        let begins = words.stems.iter().map(|stem| begin(stem));
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostFirst);
        Self { words, begins: if ascii { builder.build(begins).ok() } else { None } }
    }

    /// Whether a word of `text` has one of the stems.
    ///
    /// ```
    /// use ibid::library::search::{Finder, Words};
    /// let words = Words::of("naive prices");
    /// assert!(Finder::of(&words).is_in("The Price of copper"));
    /// assert!(Finder::of(&words).is_in("A naïve view"));
    /// assert!(!Finder::of(&words).is_in("A priceless enterprise"));
    /// ```
    pub fn is_in(&self, text: &str) -> bool {
        let stemmer = Stemmer::create(Algorithm::English);
        let has_stem = |word: &str| self.words.has(&stemmer.stem(&folded(word)));
        let Some(begins) = &self.begins else { return words(text).any(has_stem) };
        let begun = begins.find_iter(text).any(|hit| {
            let (before, rest) = text.split_at_checked(hit.start()).unwrap_or((text, ""));
            let is_begin = !before.ends_with(is_inner);
            is_begin && words(rest).next().is_some_and(has_stem)
        });
        // An accent may stand on one of the letters that the words begin with. Words in other scripts have none.
        begun || odd_words(text).filter(|word| word.chars().all(is_latin)).any(has_stem)
    }
}

/// The letters that all words with `stem` begin with: it may end otherwise than they do (energy: energi).
fn begin(stem: &str) -> &str {
    // Of the stemmer's exceptions these differ by more: dying has the stem die.
    let kept = if ["die", "lie", "tie"].contains(&stem) { 1 } else { stem.len().saturating_sub(1).max(1) };
    stem.get(..kept).unwrap_or(stem)
}

/// Which of the stems that are looked for a word has. Words recur: each is stemmed once.
#[derive(Debug)]
struct Asked<'a> {
    /// Ascending.
    stems: &'a [String],
    known: HashMap<String, Option<usize>>,
}

impl Asked<'_> {
    fn count(&mut self, text: &str) -> Counted {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut counted = Counted { times: HashMap::new(), length: 0.0 };
        let mut folded = String::new();
        for word in words(text) {
            counted.length += 1.0;
            folded.clear();
            fold(word, &mut folded);
            let stem = match self.known.get(&folded) {
                Some(known) => *known,
                None => {
                    let stem = stemmer.stem(&folded);
                    let found = self.stems.binary_search_by(|asked| asked.as_str().cmp(&stem)).ok();
                    self.known.insert(folded.clone(), found);
                    found
                }
            };
            if let Some(at) = stem {
                *counted.times.entry(at).or_insert(0.0) += 1.0;
            }
        }
        counted
    }
}

/// A text, as far as its score needs it.
#[derive(Debug)]
struct Counted {
    /// How often each stem that is looked for occurs.
    times: HashMap<usize, f32>,
    /// Words.
    length: f32,
}

impl Counted {
    fn score(&self, weights: &[f32], mean: f32) -> f32 {
        let long = 1.0 - B + B * self.length / mean.max(1.0);
        let part = |(stem, times): (&usize, &f32)| {
            weights.get(*stem).unwrap_or(&0.0) * times * (K1 + 1.0) / (times + K1 * long)
        };
        // Summed in the order of the stems: the order of a hash map would change the last digits.
        let mut parts: Vec<_> = self.times.iter().collect();
        parts.sort_unstable_by_key(|(stem, _)| **stem);
        parts.into_iter().map(part).sum()
    }
}

/// The stems of the words of `text`, in order.
fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let stems = words(text).map(|word| stemmer.stem(&folded(word)).into_owned());
    stems.filter(|stem| !stem.is_empty()).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_inner(c)).filter(|word| !word.is_empty())
}

/// Whether words go on over `c`.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || is_accent(c)
}

/// The words of `text` with letters that are not ASCII. The others cost next to nothing, and are most.
fn odd_words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    iter::from_fn(move || {
        loop {
            let (before, behind) = rest.split_at_checked(first_odd(rest)?)?;
            let end = behind.find(|c| !is_inner(c)).unwrap_or(behind.len());
            if end == 0 {
                // A dash or a quotation mark.
                rest = behind.trim_start_matches(|c: char| !c.is_ascii() && !is_inner(c));
                continue;
            }
            let word = rest.get(before.trim_end_matches(is_inner).len()..before.len() + end);
            rest = behind.get(end..)?;
            return word;
        }
    })
}

/// Where the first character of `text` stands that is not ASCII.
fn first_odd(text: &str) -> Option<usize> {
    // Many bytes at once are told several times as fast as one by one.
    const RUN: usize = 64;
    let run = RUN * text.as_bytes().chunks(RUN).position(|run| !run.is_ascii())?;
    let odd = text.as_bytes().get(run..)?.iter().position(|byte| !byte.is_ascii())?;
    Some(run + odd)
}

/// Stems of words of grammar.
const COMMON: &[&str] = &[
    "a", "about", "all", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "doe",
    "for", "from", "has", "have", "how", "in", "is", "it", "its", "no", "not", "of", "on", "or", "that",
    "the", "their", "there", "these", "they", "this", "to", "was", "were", "what", "when", "which", "who",
    "whi", "will", "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_all_their_forms_and_ranked() {
        let texts = ["Prices of energy rise", "An energetic price", "Nothing of it", "Energy energy prices"];
        let scores = Words::of("the price of energies").scores(texts, 0);
        assert!(scores[3] > scores[0] && scores[0] > scores[1], "{scores:?}");
        assert!(scores[1] > 0.0 && scores[2] == 0.0, "{scores:?}");
    }

    #[test]
    fn the_quick_look_finds_what_the_scores_do() {
        for (question, text) in [
            ("energy", "energies"),
            ("studies", "a study"),
            ("cities", "the CITY"),
            ("dying", "dying"),
            ("dying", "he lies and ties and dies"),
            ("lying", "A tie that lies"),
            ("skies", "sky"),
            ("hope", "hoping"),
            ("sensible", "sensibilities"),
            ("keep", "\u{212a}eeping"),
            ("être", "ÊTRE"),
            ("naive", "So “Naïve” a view"),
            ("NAÏVE", "naively"),
            ("naive", "nai\u{308}vely"),
            ("resume", "– the résumé —"),
            ("lodz", "Łódź"),
            ("art", "höart"),
            ("art", "ärt"),
            ("еще", "Ещё"),
            ("energy", "nothing at all"),
            ("art", "party hearts"),
            ("art hear", "hearts"),
        ] {
            let words = Words::of(question);
            let scored = words.scores([text], 0).iter().all(|score| *score > 0.0);
            assert_eq!(Finder::of(&words).is_in(text), scored, "{question}: {text}");
        }
    }

    #[test]
    fn words_of_grammar_count_only_alone() {
        assert_eq!(Words::of("the of energy").stems, ["energi"]);
        assert_eq!(Words::of("the").stems, ["the"]);
        assert!(Words::of("…").is_empty());
    }
}
