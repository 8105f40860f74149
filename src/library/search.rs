//! Ranked word search over short texts, in memory.
//!
//! Words are compared by their stems (Snowball's English stemmer); texts are ranked by BM25 (Robertson and
//! Zaragoza 2009) with its usual constants.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

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

    /// Whether there is no word to look for.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// A quick look: `false` only if no word of `text`, which is in lower case, can have one of the stems.
    pub fn may_be_in(&self, text: &str) -> bool {
        // A stem may end otherwise than its words (energy: energi), but begins as they do.
        let begin = |stem: &str| stem.chars().count().saturating_sub(1).max(1);
        self.stems.iter().any(|stem| {
            let begin: String = stem.chars().take(begin(stem)).collect();
            text.contains(&begin)
        })
    }

    /// The scores of `texts`, in their order: 0 where no word is found, else higher for a better fit.
    pub fn scores<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<f32> {
        let mut asked = Asked { stems: &self.stems, known: HashMap::new() };
        let counted: Vec<Counted> = texts.into_iter().map(|text| asked.count(text)).collect();
        let known = counted.len() as f32;
        let mean = counted.iter().map(|c| c.length).sum::<f32>() / known.max(1.0);
        let weights: Vec<f32> = (0..self.stems.len())
            .map(|stem| {
                let holding = counted.iter().filter(|c| c.times.contains_key(&stem)).count() as f32;
                ((known - holding + 0.5) / (holding + 0.5)).ln_1p()
            })
            .collect();
        counted.iter().map(|text| text.score(&weights, mean)).collect()
    }
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
            folded.extend(word.chars().flat_map(char::to_lowercase));
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
    words(text).map(|word| stemmer.stem(&word.to_lowercase()).into_owned()).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
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
        let scores = Words::of("the price of energies").scores(texts);
        assert!(scores[3] > scores[0] && scores[0] > scores[1], "{scores:?}");
        assert!(scores[1] > 0.0 && scores[2] == 0.0, "{scores:?}");
    }

    #[test]
    fn the_quick_look_misses_nothing() {
        for (question, text) in [("energy", "energies"), ("studies", "a study"), ("cities", "the city")] {
            let words = Words::of(question);
            assert!(words.scores([text]).iter().all(|s| *s > 0.0), "{question}");
            assert!(words.may_be_in(text), "{question}");
        }
        assert!(!Words::of("energy").may_be_in("nothing at all"));
    }

    #[test]
    fn words_of_grammar_count_only_alone() {
        assert_eq!(Words::of("the of energy").stems, ["energi"]);
        assert_eq!(Words::of("the").stems, ["the"]);
        assert!(Words::of("…").is_empty());
    }
}
