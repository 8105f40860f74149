//! Rows of footnotes below the text of a page, each behind its number on a row of its own, as extractors put raised numbers.

use std::collections::{HashMap, HashSet};

use super::assemble::line;
use super::row::{Row, Rows};
use crate::article::footnotes::{FEWEST, MISSED, is_glued};
use crate::article::{Line, LineRole, Source};

/// The rows of footnotes that were taken out.
#[derive(Debug, Default)]
pub(super) struct Below {
    rows: Vec<Row>,
}

/// The begin of a footnote.
#[derive(Debug, Clone, Copy)]
struct Begun {
    /// The row that is its number.
    at: usize,
    number: u32,
    /// The row that its words begin with.
    first: usize,
    page: u32,
}

/// Takes the rows of footnotes out of `rows` where their numbers count up over several pages and the text above has them glued to its words: `early.¹` or `early.1`. The numbers
/// stand before the first words then.
pub(super) fn take_out(rows: &mut Rows) -> Below {
    let (begun, marked) = begun(rows);
    let last = begun.last().map_or(0, |begun| begun.number as usize);
    let pages = begun.first().zip(begun.last()).map(|(first, last)| (first.page, last.page));
    if begun.len() < FEWEST || pages.is_none_or(|(first, last)| first == last) || 5 * begun.len() < 3 * last {
        return Below::default();
    }
    let strays = begun.chunk_by(|a, b| a.page == b.page).flat_map(|page| strays(rows, page, &marked));
    let all: Vec<Begun> = begun.iter().copied().chain(strays).collect();
    for begun in &all {
        let number = rows.rows.get(begun.at).and_then(|row| rows.words.get(row.start)).map(|word| word.span);
        let first = rows.rows.get(begun.first).map(|row| row.start);
        if let Some(word) = first.and_then(|first| rows.words.get_mut(first)) {
            word.raised.0 = number;
        }
    }
    let numbers: HashSet<usize> = all.iter().map(|begun| begun.at).collect();
    let pages: HashMap<u32, usize> = begun.iter().rev().map(|begun| (begun.page, begun.at)).collect();
    let (mut kept, mut below) = (Vec::new(), Below::default());
    for (at, row) in std::mem::take(&mut rows.rows).into_iter().enumerate() {
        let is_below = pages.get(&row.page).is_some_and(|first| at > *first);
        if is_below && !row.is_furniture && !rows.is_number(&row) {
            below.rows.push(row);
        } else if !numbers.contains(&at) {
            kept.push(row);
        }
    }
    rows.rows = kept;
    below
}

/// Footnotes of a page, beside those `begun` on it, whose numbers stand behind their words, as an extractor puts some: the last row that can begin one belongs
/// to it.
fn strays(rows: &Rows, begun: &[Begun], marked: &Marked) -> Vec<Begun> {
    let Some(top) = begun.first() else { return Vec::new() };
    let below = rows.rows.iter().enumerate().skip(top.at).take_while(|(_, row)| row.page == top.page);
    let end = below.clone().last().map_or(top.at, |(at, _)| at + 1);
    let numbers = below.filter(|(_, row)| rows.is_number(row));
    let stray = |(at, row): (usize, &Row)| {
        let number = only_number(rows, row).filter(|number| marked.is_near(*number, row.page))?;
        let before = begun.iter().position(|other| other.number + 1 == number)?;
        let next = begun.get(before + 1);
        if next.is_some_and(|next| next.number == number) {
            return None;
        }
        let words =
            |at: &usize| rows.rows.get(*at).is_some_and(|row| !row.is_furniture && !rows.is_number(row));
        let block: Vec<usize> =
            (begun.get(before)?.first..next.map_or(end, |next| next.at)).filter(words).collect();
        let ends =
            |at: usize| rows.rows.get(at).is_some_and(|row| rows.text(row).trim_end().ends_with(['.', ')']));
        let first = block.windows(2).rev().find_map(|pair| ends(*pair.first()?).then_some(*pair.last()?))?;
        Some(Begun { at, number, first, page: row.page })
    };
    numbers.filter_map(stray).collect()
}

/// The last page on which each number stood in the text.
#[derive(Debug, Default)]
struct Marked(HashMap<u32, u32>);

impl Marked {
    /// Whether `number` stood on the page or the one before.
    fn is_near(&self, number: u32, page: u32) -> bool {
        self.0.get(&number).is_some_and(|on| on + 1 >= page)
    }
}

/// The number that `row` is.
fn only_number(rows: &Rows, row: &Row) -> Option<u32> {
    match rows.numbers(row).as_slice() {
        [number] => u32::try_from(*number).ok(),
        _ => None,
    }
}

/// Where footnotes begin: with a row that is a number, counts on and has words behind it. It stands in the text above the first one of the page, which is
/// not in the upper third, as what says where authors work. And the numbers in the text.
fn begun(rows: &Rows) -> (Vec<Begun>, Marked) {
    let (mut begun, mut marked): (Vec<Begun>, Marked) = Default::default();
    let mut heights: HashMap<u32, usize> = HashMap::new();
    rows.rows.iter().for_each(|row| *heights.entry(row.page).or_default() += 1);
    let mut top = (0, 0);
    for (at, row) in rows.rows.iter().enumerate() {
        if top.0 != row.page {
            top = (row.page, at);
        }
        let last = begun.last().copied();
        let is_below = last.is_some_and(|last| last.page == row.page);
        let is_low = is_below || 3 * (at - top.1) >= heights.get(&row.page).copied().unwrap_or(0);
        let next = rows.rows.get(at + 1).filter(|next| next.page == row.page && !next.is_furniture);
        let has_words = next.is_some_and(|next| rows.text(next).contains(char::is_alphabetic));
        let number = only_number(rows, row).filter(|_| is_low && has_words && rows.is_number(row));
        let counts = |number: &u32| match last {
            Some(last) => (last.number + 1..=last.number + 1 + MISSED).contains(number),
            None => *number == 1,
        };
        if let Some(number) = number.filter(counts).filter(|number| marked.is_near(*number, row.page)) {
            begun.push(Begun { at, number, first: at + 1, page: row.page });
        } else if !is_below && rows.is_number(row) {
            // Raised numbers of the row below.
            let numbers = rows.numbers(row).into_iter().filter_map(|number| u32::try_from(number).ok());
            marked.0.extend(numbers.map(|number| (number, row.page)));
        } else if !is_below {
            let glued = rows.text(row).split_whitespace().filter_map(glued_number);
            marked.0.extend(glued.map(|number| (number, row.page)));
        }
    }
    (begun, marked)
}

/// The number that is glued to the end of `word` or to the punctuation behind it: `early1`, `early.12`; none of `3.14`, `1784`.
fn glued_number(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(['.', ',', ';', ':', ')', '”']);
    let head = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = word.get(head.len()..).filter(|digits| (1..=3).contains(&digits.len()))?;
    is_glued(head, "").then(|| number.parse().ok())?
}

impl Below {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds its rows as lines to `lines`, those of the other `rows`, behind those of their pages.
    pub(super) fn add_to(self, lines: Vec<Line>, source: &Source, rows: &Rows) -> Vec<Line> {
        if self.is_empty() {
            return lines;
        }
        let aside = |row: &Row| Line {
            role: LineRole::Aside,
            ..line(source, rows, row, row.start..row.end, (0, row.indent as f32))
        };
        let mut below = self.rows.iter().map(aside).peekable();
        let mut all = Vec::with_capacity(lines.len() + self.rows.len());
        for line in lines {
            while let Some(note) = below.next_if(|note| note.page < line.page) {
                all.push(note);
            }
            all.push(line);
        }
        all.extend(below);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_glued_to_words() {
        for (word, number) in [
            ("early1", Some(1)),
            ("early.12", Some(12)),
            ("plan,5", Some(5)),
            ("(plan)7.", Some(7)),
            ("3.14", None),
            ("1784", None),
            ("early.", None),
            ("early1234", None),
        ] {
            assert_eq!(glued_number(word), number, "{word}");
        }
    }

    #[test]
    fn rows_of_footnotes_are_taken_out() {
        let page = |number: usize| {
            format!(
                "The rivers were made straight early.{number}\nThey are short.\n {number}\n   Roe 2001, {number}.\n   And so on.\n\n      {number}\n"
            )
        };
        let text = [page(1), page(2), page(3)].join("\x0c");
        let source = Source::new("a.txt", text);
        let mut rows = Rows::of(&source);
        let below = take_out(&mut rows);
        assert_eq!((rows.rows.len(), below.rows.len()), (9, 6));
        let lines = below.add_to(Vec::new(), &source, &rows);
        assert_eq!(lines[2].text.as_str(), "² Roe 2001, 2.");
        assert!(lines.iter().all(|line| line.role == LineRole::Aside));
        // On one page it may be anything.
        let source = Source::new("a.txt", page(1));
        assert!(take_out(&mut Rows::of(&source)).rows.is_empty());
    }
}
