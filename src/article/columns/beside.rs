//! Columns side by side, as `pdftotext -layout` prints them -> blocks in reading order.

use std::ops::Range;

use super::row::{Row, Rows, Word};
use crate::article::gutters::{self, Block, Extent, Page, Side};

/// The words `start..end` of a row that stand in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// Index of the row.
    pub(super) row: usize,
    /// Index of its first word.
    pub(super) start: usize,
    /// One past its last word.
    pub(super) end: usize,
}

/// Narrowest gap of a row at a gutter, in blanks.
const GAP: u32 = 2;

/// How far before the gutter the words of the right column may begin: labels that hang out of a list, rows
/// pushed aside.
const REACH: u32 = 8;

/// How far from each other the words begin that count as flush with a gutter.
const FLUSH: u32 = 3;

/// Fewest such lines of a page that tell that columns are printed side by side, and one in how many rows they are.
const SURE: (usize, usize) = (5, 6);

/// Widest row that is looked at, in characters.
const WIDEST: u32 = 400;

/// Leftmost gutter, in characters, and fewest words that begin at one.
const LEFTMOST: u32 = 12;
const LINES: usize = 3;

/// Width of a character and distance of two rows, in ems.
const CHARACTER: f32 = 0.5;
const LEADING: f32 = 1.2;

/// Whether columns are clearly printed side by side in the rows `page`.
pub(super) fn has_columns(rows: &Rows, page: Range<usize>) -> bool {
    let parts = parts(rows, page);
    let flush = gutters::flush_lines(rows, &parts);
    flush >= SURE.0 && flush * SURE.1 >= parts.len()
}

/// The blocks of the rows `page` in reading order.
pub(super) fn blocks(rows: &Rows, page: Range<usize>) -> Vec<Block<Part>> {
    gutters::blocks(rows, parts(rows, page))
}

/// Whole rows.
fn parts(rows: &Rows, page: Range<usize>) -> Vec<Part> {
    let part = |row| {
        let Row { start, end, .. } = *rows.rows.get(row)?;
        Some(Part { row, start, end })
    };
    page.filter_map(part).collect()
}

/// Rows of text with an em as unit; gutters stand where the right column begins, a whole number of characters.
impl Page<Part> for Rows<'_> {
    fn em(&self) -> f32 {
        1.0
    }

    fn extent(&self, part: Part) -> Extent {
        let words = words(self, part);
        let (left, right) = words.first().zip(words.last()).map_or((0, 0), |(f, l)| (f.column, l.end()));
        let top = part.row as f32 * LEADING;
        Extent { left: left as f32 * CHARACTER, right: right as f32 * CHARACTER, top, bottom: top + 1.0 }
    }

    fn places(&self, parts: &[Part]) -> Vec<f32> {
        let mut starts = vec![0_usize; WIDEST as usize];
        for &part in parts {
            for (at, word) in words(self, part).iter().enumerate() {
                if (at == 0 || word.gap > GAP)
                    && let Some(count) = starts.get_mut(word.column as usize)
                {
                    *count += 1;
                }
            }
        }
        let near = |x: u32| -> usize {
            let x = x as usize;
            starts.get(x..x + FLUSH as usize).unwrap_or_default().iter().sum()
        };
        (LEFTMOST..WIDEST - FLUSH).filter(|&x| near(x) >= LINES).map(|x| x as f32 * CHARACTER).collect()
    }

    fn sides(&self, parts: &[Part], x: f32) -> Vec<Side<Part>> {
        let x = (x / CHARACTER) as u32;
        let cuts: Vec<Cut> = parts.iter().map(|&part| cut(self, part, x)).collect();
        let at = |at: Option<usize>| at.and_then(|at| cuts.get(at));
        let side = |(row, (&part, cut)): (usize, (&Part, &Cut))| match *cut {
            Cut::Before => Side::Right(part),
            Cut::Behind => Side::Left(part),
            Cut::Wide(word) => split(part, word),
            // Words meet at the gutter by chance in full rows, by need in rows between others that are cut
            // there: then they hardly go on.
            Cut::Narrow(word)
                if matches!(at(row.checked_sub(1)), Some(Cut::Wide(_)))
                    && matches!(at(Some(row + 1)), Some(Cut::Wide(_)))
                    && self.joined(word - 1, word) < 0.0 =>
            {
                split(part, word)
            }
            Cut::Narrow(_) | Cut::None => Side::Across,
        };
        parts.iter().zip(&cuts).enumerate().map(side).collect()
    }

    fn is_flush(&self, part: Part, x: f32) -> bool {
        let x = (x / CHARACTER) as u32;
        words(self, part).first().is_some_and(|first| (x..x + FLUSH).contains(&first.column))
    }
}

/// Where a gutter cuts a part.
#[derive(Debug, Clone, Copy)]
enum Cut {
    /// Before its first word.
    Before,
    /// Behind its last word.
    Behind,
    /// In the gap before the word at the index.
    Wide(usize),
    /// As `Wide`, but the gap is a single blank.
    Narrow(usize),
    /// Nowhere.
    None,
}

/// Where the gutter at the character `x` cuts `part`.
fn cut(rows: &Rows, part: Part, x: u32) -> Cut {
    let is_furniture = rows.rows.get(part.row).is_some_and(|r| r.is_furniture);
    let words = words(rows, part);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Cut::None };
    if is_furniture {
        return Cut::None;
    }
    if first.column + REACH >= x {
        return Cut::Before;
    }
    if last.end() <= x {
        return Cut::Behind;
    }
    let from = words.partition_point(|w| w.column + REACH < x).max(1);
    let near = words.iter().enumerate().skip(from).take_while(|(_, w)| w.column - w.gap <= x);
    let parts = |w: &Word| w.gap >= GAP;
    let widest = near.clone().filter(|(_, w)| parts(w)).max_by_key(|&(at, w)| (w.gap, std::cmp::Reverse(at)));
    let meets = || near.clone().find(|(_, w)| w.column.abs_diff(x) <= 1);
    match (widest, meets()) {
        (Some((1, _)), _) if is_label(rows.text_of(first.span)) => Cut::None,
        (Some((at, _)), _) => Cut::Wide(part.start + at),
        (None, Some((at, _))) => Cut::Narrow(part.start + at),
        (None, None) => Cut::None,
    }
}

/// Whether `word` is the label of an item that hangs out of a list, as `[RFC2119]`.
fn is_label(word: &str) -> bool {
    let label = word.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    label.is_some_and(|label| label.starts_with(char::is_uppercase))
}

/// `part` cut before the word at the index.
fn split(part: Part, word: usize) -> Side<Part> {
    Side::Both(Part { end: word, ..part }, Part { start: word, ..part })
}

fn words<'a>(rows: &'a Rows, part: Part) -> &'a [Word] {
    rows.words.get(part.start..part.end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    /// Checks the lines of a page with the rows `rows`, in reading order.
    #[track_caller]
    fn check(rows: &str, expected: &[&str]) {
        let article = crate::read("a.txt", rows.as_bytes()).unwrap();
        let lines: Vec<&str> = article.lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn bands_are_read_from_top_to_bottom() {
        check(
            "Ports of Arle and the tolls that they ask of ships\n\
             Ports of the south        Tolls of the south\n\
             have grown in every       have fallen in all\n\
             year of the survey.       of these years.\n\
             The whole of their wideness, a row over both columns\n\
             Trade with Bode is        Roads to Bode were\n\
             as old as the ports       built by the ports\n\
             and as rich as they.      and their merchants.\n",
            &[
                "Ports of Arle and the tolls that they ask of ships",
                "Ports of the south",
                "have grown in every",
                "year of the survey.",
                "Tolls of the south",
                "have fallen in all",
                "of these years.",
                "The whole of their wideness, a row over both columns",
                "Trade with Bode is",
                "as old as the ports",
                "and as rich as they.",
                "Roads to Bode were",
                "built by the ports",
                "and their merchants.",
            ],
        );
    }

    #[test]
    fn three_columns_and_rows_pushed_aside() {
        check(
            "Ports of the south    Tolls of the south    Mills of the south\n\
             have grown in every    have fallen in all   stand by the river\n\
             year of the survey of it have risen again   and grind the corn\n\
             all of Arle itself.   in all of Bode.       of every farm.\n\
             They are as old as    They are as low as    They are as good as\n\
             the roads of Arle.    the roads of Bode.    the roads of Calm.\n",
            &[
                "Ports of the south", "have grown in every", "year of the survey of", "all of Arle itself.",
                "They are as old as", "the roads of Arle.", "Tolls of the south", "have fallen in all",
                "it have risen again", "in all of Bode.", "They are as low as", "the roads of Bode.",
                "Mills of the south", "stand by the river", "and grind the corn", "of every farm.",
                "They are as good as", "the roads of Calm.",
            ],
        );
    }

    #[test]
    fn labels_with_letters_are_no_column() {
        let rows = [
            "[RFC2119]     Ann Weaver. Ports of the south. 2001",
            "              A long report.",
            "[RFC8446]     Bo Miller. Tolls of the north. 2002",
            "              A short report.",
            "[DELTA2004]   Cy Potter. Mills of the east. 2003",
            "              A report.",
            "[I-D.roads]   Di Cooper. Roads of the west. 2004",
        ];
        let lines = rows.map(|r| r.split_whitespace().collect::<Vec<_>>().join(" "));
        check(&rows.join("\n"), &lines.each_ref().map(String::as_str));
    }

    #[test]
    fn labels_of_a_list_are_no_column() {
        let rows = [
            "1.    Ann Weaver. Ports. 2001",
            "2.    Bo Miller. Tolls. 2002",
            "3.    Cy Potter. Mills. 2003",
            "4.    Di Cooper. Roads. 2004",
        ];
        let lines = rows.map(|r| r.replace("    ", " "));
        check(&rows.join("\n"), &lines.each_ref().map(String::as_str));
    }
}
