//! Citations by author and year: `(Smith et al., 2010a; Jones and Lee 2011)`, `Smith (2010)`.

use std::collections::HashMap;

use crate::bibliography::Reference;
use crate::span::Span;

/// A citation by author and year, linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Bytes of the paragraph: the parentheses, with the name before them where it is part of the sentence.
    pub(crate) span: Span,
    /// Numbers (positions) of the references that it names.
    pub(crate) numbers: Vec<u32>,
}

/// References by family name and year.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    entries: HashMap<(String, u32), Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    number: u32,
    /// The letter after the year, if it is printed.
    letter: Option<char>,
    /// All words of the names before the year, lower case.
    names: Vec<String>,
}

impl Index {
    /// The index over the reference strings of `references`: the words before the first year are names.
    pub(crate) fn new(references: &[Reference]) -> Self {
        let mut entries: HashMap<(String, u32), Vec<Entry>> = HashMap::new();
        for reference in references {
            let Some(number) = reference.number else { continue };
            let head: String = reference.raw.chars().take(400).collect();
            let years = years(&reference.raw);
            let first = years.first().map_or(head.len(), |y| y.at);
            let names: Vec<String> = names(head.get(..first).unwrap_or(&head))
                .into_iter()
                .map(|(_, n)| n.to_lowercase())
                .collect();
            let Some(family) = names.first().cloned() else { continue };
            for year in years.iter().take(2) {
                let entry = Entry { number, letter: year.letter, names: names.clone() };
                entries.entry((family.clone(), year.value)).or_default().push(entry);
            }
        }
        Self { entries }
    }

    /// The reference of `names` (as cited, the first author first) and `year`.
    fn find(&self, names: &[String], year: &Year) -> Option<u32> {
        let candidates = names.iter().find_map(|name| self.entries.get(&(name.clone(), year.value)))?;
        let best = candidates.iter().max_by_key(|entry| {
            let letter = usize::from(entry.letter == year.letter) * 10;
            let shared = names.iter().filter(|n| entry.names.contains(n)).count();
            (letter + shared, std::cmp::Reverse(entry.number))
        })?;
        Some(best.number)
    }
}

/// A printed year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Year {
    value: u32,
    letter: Option<char>,
    at: usize,
}

/// The years in `text`: four digits on their own from 1500 to 2099, with a letter.
fn years(text: &str) -> Vec<Year> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at + 4 <= bytes.len() {
        let alone = (0..4).all(|k| digit(at + k)) && !digit(at + 4) && !(at > 0 && digit(at - 1));
        let value = text.get(at..at + 4).filter(|_| alone).and_then(|y| y.parse().ok());
        if let Some(value) = value.filter(|y| (1500..2100).contains(y)) {
            let mut next = text.get(at + 4..).unwrap_or_default().chars();
            let letter = next.next().filter(char::is_ascii_lowercase);
            let ends = next.next().is_none_or(|c| !c.is_alphanumeric());
            if letter.is_none() || ends {
                found.push(Year { value, letter, at });
            }
            at += 4;
        } else {
            at += 1;
        }
    }
    found
}

/// Words that begin with a capital and are no initials, with their places.
fn names(text: &str) -> Vec<(usize, &str)> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || "-‐’'".contains(c)));
    let offset = |word: &str| (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    words
        .filter(|w| {
            w.chars().count() > 1
                && w.starts_with(char::is_uppercase)
                && (w.chars().any(char::is_lowercase) || w.chars().count() > 2)
        })
        .map(|w| {
            (offset(w), w.trim_end_matches(['-', '’', '\'']).trim_end_matches("’s").trim_end_matches("'s"))
        })
        .filter(|(_, w)| {
            !["See", "In", "The", "And", "But", "For", "Since", "According", "As", "Following"].contains(w)
        })
        .collect()
}

/// The citations of `text` that `index` can link.
pub(crate) fn citations(text: &str, index: &Index) -> Vec<Named> {
    let mut found = Vec::new();
    let mut from = 0;
    for (open, _) in text.match_indices(['(', '[']) {
        if open < from {
            continue;
        }
        let Some(len) = closing(text, open + 1) else { continue };
        let inside = Span::new(open + 1, open + 1 + len);
        let words = text.get(inside.range()).unwrap_or_default();
        let years = years(words);
        if years.is_empty() {
            continue;
        }
        if let Some(named) = group(text, from, inside, words, &years, index) {
            from = named.span.end;
            found.push(named);
        }
    }
    found
}

/// Bytes from `from` to the next closing bracket, if it is near: unclosed ones must not make the search
/// quadratic.
fn closing(text: &str, from: usize) -> Option<usize> {
    let near = text.get(from..)?.char_indices().take(600);
    near.take_while(|&(_, c)| c != '(' && c != '[').find(|&(_, c)| c == ')' || c == ']').map(|(at, _)| at)
}

/// The citation whose parentheses hold `words`; names may stand before them, from `from` on.
fn group(text: &str, from: usize, inside: Span, words: &str, years: &[Year], index: &Index) -> Option<Named> {
    let mut numbers = Vec::new();
    let mut start = inside.start - 1;
    let mut last_names: Vec<String> = Vec::new();
    let mut segment = 0;
    for year in years {
        let before = words.get(segment..year.at).unwrap_or_default();
        let part = before.rsplit(';').next().unwrap_or(before);
        let own: Vec<String> = names(part).into_iter().map(|(_, n)| n.to_lowercase()).collect();
        if !own.is_empty() {
            last_names = own;
        } else if segment == 0 {
            let (at, names) = names_before(text, from, inside.start - 1)?;
            start = at;
            last_names = names;
        }
        numbers.extend(index.find(&last_names, year).filter(|n| !numbers.contains(n)));
        segment = year.at + 4;
    }
    (!numbers.is_empty()).then(|| Named { span: Span::new(start, inside.end + 1), numbers })
}

/// The names directly before the parenthesis at `open`: `Smith and Lee`, `Smith et al.`
fn names_before(text: &str, from: usize, open: usize) -> Option<(usize, Vec<String>)> {
    let mut begin = open.saturating_sub(90).max(from);
    while !text.is_char_boundary(begin) {
        begin += 1;
    }
    let head = text.get(begin..open)?;
    let found = names(head);
    let (mut at, last) = *found.last()?;
    let tail = head.get(at + last.len()..)?.trim();
    let joins = |gap: &str| {
        matches!(gap.trim(), "and" | "&" | "," | ", and" | "et al." | "et al.," | "und" | ", &" | "et")
    };
    if !(tail.is_empty()
        || tail.starts_with("et al")
        || tail.starts_with("and colleagues")
        || tail == "’s"
        || tail == "'s")
    {
        return None;
    }
    let mut people = vec![last.to_lowercase()];
    for &(before, name) in found.iter().rev().skip(1) {
        if !joins(head.get(before + name.len()..at)?) {
            break;
        }
        people.insert(0, name.to_lowercase());
        at = before;
    }
    Some((begin + at, people))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::parse;

    fn index() -> Index {
        let raws = [
            "Oakley, B. and Reed, C. (2006a) On Wolves. Field Notes 3:1-9.",
            "Oakley, B. (2006b) More on Wolves. Field Notes 4:1-9.",
            "Nickel BA, Walt CC (2019) Wolves at the door. J Range 12:3.",
        ];
        let references: Vec<_> =
            raws.iter().zip(1..).map(|(raw, n)| Reference { number: Some(n), ..parse(raw) }).collect();
        Index::new(&references)
    }

    fn found(text: &str) -> Vec<(&str, Vec<u32>)> {
        citations(text, &index()).into_iter().map(|n| (&text[n.span.range()], n.numbers)).collect()
    }

    #[test]
    fn in_parentheses() {
        assert_eq!(
            found("Wolves came (Oakley and Reed 2006a; Nickel and Walt, 2019)."),
            [("(Oakley and Reed 2006a; Nickel and Walt, 2019)", vec![1, 3])]
        );
        assert_eq!(found("Wolves came (see Oakley 2006b)."), [("(see Oakley 2006b)", vec![2])]);
    }

    #[test]
    fn in_the_sentence() {
        assert_eq!(found("As Nickel et al. (2019) show, they came."), [("Nickel et al. (2019)", vec![3])]);
        assert_eq!(found("Oakley and Reed (2006a) saw them."), [("Oakley and Reed (2006a)", vec![1])]);
    }

    #[test]
    fn years_that_cite_nothing() {
        assert_eq!(found("They came (in 2006) and left (Smith 2006)."), []);
    }
}
