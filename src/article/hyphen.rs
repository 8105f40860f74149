//! Line ends undone: what was hyphenated or broken over two lines is joined again.

use foldhash::HashMap;

use super::{Line, Text, address};
use crate::span::Span;

/// The words of an article, to decide whether a hyphen at a line end belongs to the word.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    counts: HashMap<String, u32>,
}

impl Vocabulary {
    /// The words of `lines`, case folded, hyphenated words whole; a word at a line end counts only
    /// if it is not hyphenated there.
    pub fn of(lines: &[Line]) -> Self {
        let mut counts = HashMap::default();
        for line in lines {
            for word in line.text.as_str().split(' ') {
                let word = trimmed(word);
                if !word.is_empty() && !ends_with_hyphen(word) {
                    *counts.entry(word.to_lowercase()).or_insert(0) += 1;
                }
            }
        }
        Self { counts }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// How often `head` and `first` stand as one word, and as one with a hyphen.
    fn spellings(&self, head: &str, first: &str) -> (u32, u32) {
        let (head, first) = (trimmed(head).to_lowercase(), trimmed(first).to_lowercase());
        let hyphenated = |hyphen| self.count(&format!("{head}{hyphen}{first}"));
        (self.count(&format!("{head}{first}")), hyphenated('-') + hyphenated('‐'))
    }
}

/// A word without the punctuation around it.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '‐')
}

fn ends_with_hyphen(text: &str) -> bool {
    text.ends_with(['-', '‐', '\u{ad}'])
}

/// Appends the next line to `text`: with a blank, or without where a word, an identifier or an
/// address was broken; a hyphen that only the line end needed goes.
pub fn join(text: &mut Text, next: &Text, words: &Vocabulary) {
    match junction(text.as_str(), next.as_str(), words) {
        Junction::Blank => text.push_synthetic(" "),
        Junction::Nothing => {}
        Junction::DropHyphen => {
            text.pop();
        }
    }
    push_mended(text, next, words);
}

/// Appends `line` to `text`, without the blank or the hyphen and the blank that it has within a word if the article spells
/// that word whole elsewhere (`Asia- Pacific`, `coun- try`).
fn push_mended(text: &mut Text, line: &Text, words: &Vocabulary) {
    let printed = line.as_str();
    let mut done = 0;
    for (at, hyphen) in printed.match_indices(['-', '‐']) {
        let blank = at + hyphen.len();
        let Some((before, behind)) = printed.split_at_checked(at) else { continue };
        let Some(behind) = behind.strip_prefix(hyphen).and_then(|behind| behind.strip_prefix(' ')) else {
            continue;
        };
        let head = before.rsplit(' ').next().unwrap_or_default();
        let first = behind.split(' ').next().unwrap_or_default();
        if !head.ends_with(char::is_alphabetic) || !first.starts_with(char::is_alphabetic) {
            continue;
        }
        let (joined, hyphenated) = words.spellings(head, first);
        if joined.max(hyphenated) > 0 {
            text.push_text(&line.slice(Span::new(done, if hyphenated < joined { at } else { blank })));
            done = blank + 1;
        }
    }
    match done {
        0 => text.push_text(line),
        _ => text.push_text(&line.slice(Span::new(done, printed.len()))),
    }
}

/// How two lines meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Junction {
    Blank,
    Nothing,
    DropHyphen,
}

fn junction(text: &str, next: &str, words: &Vocabulary) -> Junction {
    if text.is_empty() || next.is_empty() {
        return Junction::Nothing;
    }
    let last = last_word(text);
    let first = next.split(' ').next().unwrap_or_default();
    if address::goes_on(last, next) {
        return Junction::Nothing;
    }
    let Some(hyphen) = last.chars().next_back().filter(|&c| ends_with_hyphen(c.encode_utf8(&mut [0; 4])))
    else {
        return if last.ends_with(['–', '—']) && !last.starts_with(['–', '—']) {
            Junction::Nothing
        } else {
            Junction::Blank
        };
    };
    let head = last.trim_end_matches(hyphen);
    if head.is_empty() {
        return Junction::Blank;
    }
    if hyphen == '\u{ad}' {
        return Junction::DropHyphen;
    }
    if !first.starts_with(char::is_lowercase) || !head.ends_with(char::is_alphabetic) {
        return Junction::Nothing;
    }
    if keeps_hyphen(head, first, words) { Junction::Nothing } else { Junction::DropHyphen }
}

/// The word that `text` ends with, or as much of it as any word or address has: a text without blanks grows with each line.
fn last_word(text: &str) -> &str {
    let most = text.len().saturating_sub(LONGEST_WORD);
    let tail = (most..=text.len()).find_map(|at| text.get(at..)).unwrap_or_default();
    tail.rsplit(' ').next().unwrap_or_default()
}

/// Bytes of the longest word that is looked at.
const LONGEST_WORD: usize = 512;

/// Whether `head-first` is a word of its own, by the article's own spelling where that tells.
fn keeps_hyphen(head: &str, first: &str, words: &Vocabulary) -> bool {
    let (joined, hyphenated) = words.spellings(head, first);
    if joined != hyphenated {
        return hyphenated > joined;
    }
    let (head, first) = (trimmed(head).to_lowercase(), trimmed(first).to_lowercase());
    if head.contains('-') {
        return words.count(head.rsplit('-').next().unwrap_or_default()) > 0 && words.count(&first) > 0;
    }
    let whole = |word: &str| word.chars().count() > 2 && words.count(word) > 1;
    COMPOUND_HEADS.contains(&head.as_str()) || (whole(&head) && whole(&first) && !is_suffix(&first))
}

/// First parts that English joins to a whole word with a hyphen (Chicago Manual of Style, 7.89).
const COMPOUND_HEADS: &[&str] =
    &["self", "well", "non", "quasi", "ex", "half", "cross", "high", "low", "long", "short", "so"];

/// Endings that are words too, but after a hyphen at a line end most often are no words.
fn is_suffix(word: &str) -> bool {
    [
        "able", "ally", "ance", "ate", "ed", "ers", "ful", "ing", "ion", "ions", "ism", "ment", "ments",
        "ness", "sion", "tion", "tions", "ture", "port", "form", "tors", "ter", "ters",
    ]
    .contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(words: &str) -> Vocabulary {
        let counts = words.split(' ').map(|w| (w.to_owned(), 2)).collect();
        Vocabulary { counts }
    }

    #[track_caller]
    fn check(words: &str, first: &str, second: &str, expected: &str) {
        let source = format!("{first}\n{second}");
        let mut text = Text::of(&source, Span::new(0, first.len()));
        join(&mut text, &Text::of(&source, Span::new(first.len() + 1, source.len())), &vocabulary(words));
        assert_eq!(text.as_str(), expected);
    }

    #[test]
    fn hyphens_of_the_line_end_go() {
        check("", "the develop-", "ment of", "the development of");
        check("", "the develop\u{ad}", "ment", "the development");
        check("ment the", "develop-", "ment", "development");
    }

    #[test]
    fn hyphens_of_the_word_stay() {
        check("", "Russian-", "Kazakhstani ties", "Russian-Kazakhstani ties");
        check("", "in 2009-", "10, the", "in 2009-10, the");
        check("stan-bloc", "the stan-", "bloc feels", "the stan-bloc feels");
        check("decision maker", "a decision-", "maker", "a decision-maker");
        check("", "self-", "report", "self-report");
    }

    #[test]
    fn words_broken_before_the_lines_were_set_anew() {
        let words = "asia-pacific country and";
        check(words, "", "the Asia- Pacific coun- try", "the Asia-Pacific country");
        check(
            words,
            "Asia-",
            "Pacific coun‐ tries (Asia- Pacific)",
            "Asia-Pacific coun‐ tries (Asia-Pacific)",
        );
        check(words, "pre- and", "post- and - country", "pre- and post- and - country");
    }

    #[test]
    fn addresses_are_whole_again() {
        check("", "https://doi.org/10.1000/", "xyz123.", "https://doi.org/10.1000/xyz123.");
        check("", "see https://a.org/b.", "Accessed in May", "see https://a.org/b. Accessed in May");
    }

    #[test]
    fn other_lines_get_a_blank() {
        check("", "one", "two", "one two");
        check("", "pages 3–", "5", "pages 3–5");
    }
}
