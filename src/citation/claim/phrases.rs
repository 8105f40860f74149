//! The sources that are words of a sentence: `Wen et al. [1] show`, `[1] shows`, `Wen [1], Li [2] and Ma [3]`.

use super::lexicon::{Class, Look};
use super::model::symbol;
use super::words::Word;

/// The names before the citations of a sentence.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// What begins with each word, and behind the last.
    begins: Vec<Begin>,
    /// Whether nothing but names stands between the citation behind each word and the next one.
    linked: Vec<bool>,
    /// How many of the citations up to each word are subjects.
    subjects: Vec<u16>,
}

/// What begins with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Begin {
    #[default]
    Nothing,
    /// The names of a citation.
    Names,
    /// The names of a citation of which the next words tell: `Wen [1] shows`.
    Subject,
}

impl Phrases {
    pub(super) fn of(words: &[Word], looks: &[Look]) -> Self {
        let mut begins = vec![Begin::Nothing; words.len() + 1];
        let mut linked = vec![false; words.len()];
        let mut is_subject = vec![false; words.len()];
        let mut before: Option<usize> = None;
        for at in (0..words.len()).filter(|&at| words.get(at).is_some_and(|w| w.marker.is_some())) {
            let from = names(words, looks, at);
            let is_named = from <= at;
            if let Some(before) = before.replace(at)
                && is_named
                && from <= before + 1 + usize::from(joins(words, before + 1))
            {
                set(&mut linked, before, true);
            }
            let tells = tells(looks, at + 1);
            // Behind a conjunction the marker itself is the subject: `and [2] shows`.
            if is_named || joins(words, at) {
                set(&mut begins, from, if tells { Begin::Subject } else { Begin::Names });
                set(&mut is_subject, at, tells);
            }
        }
        let mut sum = 0_u16;
        let counted = is_subject.iter().map(|is| {
            sum = sum.saturating_add(u16::from(*is));
            sum
        });
        let subjects = [0].into_iter().chain(counted).collect();
        Self { begins, linked, subjects }
    }

    /// What begins with the word `at`.
    pub(super) fn begin(&self, at: usize) -> Begin {
        self.begins.get(at).copied().unwrap_or_default()
    }

    /// Whether nothing but names stands between the citation behind the word `at` and the next one.
    pub(super) fn is_linked(&self, at: usize) -> bool {
        self.linked.get(at).copied().unwrap_or_default()
    }

    /// How many of the citations behind the words `from..to` are subjects.
    pub(super) fn subjects(&self, from: usize, to: usize) -> usize {
        let sum = |at: usize| self.subjects.get(at).or(self.subjects.last()).copied().unwrap_or(0);
        usize::from(sum(to).saturating_sub(sum(from)))
    }
}

fn set<T>(slots: &mut [T], at: usize, value: T) {
    if let Some(slot) = slots.get_mut(at) {
        *slot = value;
    }
}

/// The first of the names that end with the word `at`; the word behind it if it is no name.
fn names(words: &[Word], looks: &[Look], at: usize) -> usize {
    let is_part = |&next: &usize| {
        let (Some(word), Some(look)) = (words.get(next), looks.get(next)) else { return false };
        let closes = next < at && (word.marker.is_some() || word.after.contains([';', ':', '(', ')']));
        // `McKeown` is no acronym.
        let is_mixed =
            look.class == Class::Acronym && word.text.chars().nth(1).is_some_and(char::is_lowercase);
        let is_name = (look.class == Class::Name || is_mixed) && !OPENING.contains(&word.text);
        let joins = next < at && JOINING.contains(&word.text);
        !closes && (is_name || joins || ["et", "al", "colleagues"].contains(&word.text))
    };
    let from = (0..=at).rev().take_while(is_part).last().unwrap_or(at + 1);
    (from..=at).find(|&at| words.get(at).is_some_and(|w| w.text != "and")).unwrap_or(at + 1)
}

/// Words with a capital that are no names where they open a sentence.
const OPENING: [&str; 12] =
    ["The", "In", "This", "These", "While", "Both", "For", "As", "Similarly", "Recently", "Our", "However"];
/// Words inside of names and between them.
const JOINING: [&str; 5] = ["and", "de", "van", "der", "von"];

/// Whether the word at `at` joins clauses.
fn joins(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| ["and", "or", "while", "whereas", "but", "&"].contains(&w.text))
}

/// Whether a verb follows at `at`, adverbs left out.
pub(super) fn tells(looks: &[Look], at: usize) -> bool {
    let next = looks.get(at..).unwrap_or_default().iter().take(3);
    let mut next = next.filter(|l| l.class != Class::Adverb && !ADVERBS.contains(&l.word));
    next.next()
        .is_some_and(|l| l.is_verb || matches!(l.class, Class::Ambiguous | Class::Verb | Class::Auxiliary))
}

const ADVERBS: [u32; 6] =
    [symbol("also"), symbol("first"), symbol("then"), symbol("further"), symbol("both"), symbol("later")];

#[cfg(test)]
mod tests {
    use super::super::{lexicon, words};
    use super::*;

    fn phrases(sentence: &str) -> (Phrases, Vec<String>) {
        let markers = crate::citation::marker_places(sentence);
        let words = words::words(sentence, &markers);
        let texts = words.iter().map(|w| w.text.to_owned()).collect();
        (Phrases::of(&words, &lexicon::looks(&words)), texts)
    }

    #[track_caller]
    fn check(sentence: &str, expected: &[(&str, Begin)]) {
        let (phrases, words) = phrases(sentence);
        let begins = words.iter().enumerate().map(|(at, word)| (word.as_str(), phrases.begin(at)));
        let begins: Vec<_> = begins.filter(|(_, begin)| *begin != Begin::Nothing).collect();
        assert_eq!(begins, expected, "{sentence}");
    }

    #[test]
    fn names_and_subjects() {
        check("Otto and Lund [1] found ice.", &[("Otto", Begin::Subject)]);
        check("Later Wen et al. [1] also report ice.", &[("Later", Begin::Subject)]);
        check("The method of Baker [1] for ice.", &[("Baker", Begin::Names)]);
        check(
            "Otto [1] uses nets, and [2] uses sonar.",
            &[("Otto", Begin::Subject), ("uses", Begin::Subject)],
        );
        check("Lund and McRoe [1] found ice.", &[("Lund", Begin::Subject)]);
        check("Ice melts [1].", &[]);
        check("[1] shows ice.", &[]);
    }

    #[test]
    fn citations_in_a_list_of_names() {
        let (phrases, words) = phrases("Otto [1], Lund [2] and Baker [3] found ice, but Roe [4] none.");
        let linked: Vec<_> = (0..words.len()).filter(|&at| phrases.is_linked(at)).collect();
        assert_eq!(linked, [0, 1]);
        assert_eq!(phrases.subjects(0, words.len()), 1);
    }
}
