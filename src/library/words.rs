//! How alike two texts are: the share of words that they have in common.

use std::collections::{BTreeMap, HashMap, HashSet};

/// The set of the words of a text: runs of letters and digits, lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(HashSet<String>);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Self(words.map(str::to_lowercase).collect())
    }

    /// Dice's coefficient: 0 for nothing in common, 1 for the same words.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let shared = self.0.intersection(&other.0).count();
        let all = self.0.len() + other.0.len();
        if all == 0 { 0.0 } else { 2.0 * shared as f32 / all as f32 }
    }
}

/// How many texts may share a word that is looked up: commoner words would lead to everything.
const COMMON: usize = 20;

/// Pairs of those in `new` and in `old` (numbers and words) that are alike by at least `least`, best first,
/// each used once. Only pairs that share an uncommon word are looked at, so that the cost stays linear.
pub(super) fn alike(new: &[(usize, Words)], old: &[(usize, Words)], least: f32) -> Vec<(usize, usize)> {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, words)) in old.iter().enumerate() {
        words.0.iter().for_each(|word| by_word.entry(word).or_default().push(at));
    }
    let mut pairs = Vec::new();
    for (n, words) in new {
        let rare =
            words.0.iter().filter_map(|w| by_word.get(w.as_str())).filter(|found| found.len() <= COMMON);
        let mut seen = BTreeMap::new();
        rare.flatten().for_each(|&at| *seen.entry(at).or_insert(0) += 1);
        let found = seen.into_keys().filter_map(|at| old.get(at));
        let scored = found.map(|(o, other)| (words.likeness(other), *n, *o));
        pairs.extend(scored.filter(|(likeness, ..)| *likeness >= least));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_new, mut used_old) = (HashSet::new(), HashSet::new());
    pairs.retain(|(_, n, o)| {
        !used_new.contains(n) && !used_old.contains(o) && used_new.insert(*n) && used_old.insert(*o)
    });
    pairs.into_iter().map(|(_, n, o)| (n, o)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pairs_win() {
        let texts =
            |texts: &[&str]| texts.iter().enumerate().map(|(n, t)| (n, Words::of(t))).collect::<Vec<_>>();
        let new = texts(&["the cat sat on mats", "rain in spring", "unlike"]);
        let old = texts(&["rain falls in spring", "the cat sat on the mat"]);
        assert_eq!(alike(&new, &old, 0.5), [(1, 0), (0, 1)]);
        assert_eq!(Words::of("").likeness(&Words::of("")), 0.0);
    }
}
