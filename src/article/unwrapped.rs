//! Text that prints each paragraph on one line, as editors and web pages give it: there no line is short for its column,
//! and headings show by what stands about them.

use super::headings;
use super::sections::ends_sentence;
use super::{Article, Line, LineRole};

/// Most lines, other headings, between a heading and the text below it.
const DEPTH: usize = 3;

/// Most characters of a heading.
const LONGEST: usize = 100;

/// Whether the paragraphs of `article` stand on one line each, parted by blank lines: most of its characters are on lines that
/// end sentences, and many, but for the items of a list, below a blank line.
pub(super) fn is_unwrapped(article: &Article) -> bool {
    let (mut all, mut ending, mut parted) = (0, 0, 0);
    for line in article.lines.iter().filter(|line| line.role == LineRole::Body) {
        let words = line.text.as_str();
        let len = if ends_sentence(words) { words.len() } else { 0 };
        all += words.len();
        ending += len;
        parted += if line.gap_before { len } else { 0 };
    }
    article.markup.is_none() && 3 * ending > 2 * all && 3 * parted > all
}

/// Whether the line at `at` of `lines`, whose paragraphs stand on one line each, is a heading by its place and shape: blank
/// lines part it from what stands about it, and text follows, not a further row of a table or item of a list.
///
/// `2.1. Tolls of the Rhine`, `Charcot foot`; neither `Pearson .070 S` nor `Tolls rose.`
pub(super) fn is_heading(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| line.gap_before || at == 0) else { return false };
    if !is_short(line.text.as_str()) {
        return false;
    }
    let below = lines.iter().skip(at + 1).filter(|line| line.role != LineRole::Furniture);
    for next in below.take(DEPTH) {
        if !next.gap_before {
            return false;
        }
        if next.role == LineRole::Heading || headings::is_part(next.text.as_str()) {
            return true;
        }
        if !is_short(next.text.as_str()) {
            return is_prose(next.text.as_str());
        }
    }
    false
}

/// Whether `text` has the shape of a heading.
fn is_short(text: &str) -> bool {
    let opens = text.starts_with(|c: char| c.is_uppercase()) || headings::is_numbered(text);
    let ends = text.ends_with(|c: char| c.is_alphabetic() || c == ')' || c == '?');
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let figures = text.split(' ').skip(1).filter(|word| word.contains(|c: char| c.is_ascii_digit())).count();
    opens
        && ends
        && !headings::begins_key_words(text)
        && text.chars().count() <= LONGEST
        && text.split(' ').any(|word| is_word(&word))
        && 3 * figures < text.split(' ').count()
}

/// Whether `text` is running text: a sentence with words in small letters.
fn is_prose(text: &str) -> bool {
    let small = text.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
    small * 4 >= text.split(' ').count() && (ends_sentence(text) || text.chars().count() > LONGEST)
}
