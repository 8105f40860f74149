//! What a row is by its type and its first words: heading, caption, table, note, running text.

use super::rows::Row;
use crate::article::LineRole;
use crate::raised::is_raised_digit;

/// Type larger than the body's by this factor is a heading's.
const LARGER: f32 = 1.08;

/// Type smaller than the body's by this factor is a caption's, a note's, a table's, or a list's.
const SMALLER: f32 = 0.97;

/// Most rows of a note under the text.
const NOTE_ROWS: usize = 14;

/// Width between words, in ems, from which a row is a row of a table.
const CELLS: f32 = 1.8;

/// The roles of the rows of one page, given the type size of the article's body.
pub(super) fn roles(rows: &[Row], body: f32) -> Vec<LineRole> {
    let mut roles: Vec<LineRole> = rows.iter().map(|row| by_size(row, body)).collect();
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        let rest = rows.get(at..).unwrap_or_default();
        let len = match Caption::of(row) {
            Some(caption) => caption.len(rest, body),
            None if starts_note(row, body) => {
                let from = at - rest_of_note(rows.get(..=at).unwrap_or_default());
                roles.iter_mut().take(at).skip(from).for_each(|role| *role = LineRole::Aside);
                note_len(rest)
            }
            None => 0,
        };
        for role in roles.iter_mut().skip(at).take(len) {
            *role = LineRole::Aside;
        }
        at += len.max(1);
    }
    roles
}

fn by_size(row: &Row, body: f32) -> LineRole {
    let is_heading = row.size > LARGER * body && row.text.chars().any(char::is_alphabetic);
    if is_heading { LineRole::Heading } else { LineRole::Body }
}

/// What a caption stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Caption {
    Figure,
    Table,
}

impl Caption {
    /// The caption that begins with `row`: `Figure 3.`, `Table 1:`, `Fig. 2 |`; not `Figure 3 shows`.
    fn of(row: &Row) -> Option<Self> {
        let text = row.text.trim_start();
        let kinds = [
            ("figure", Self::Figure),
            ("fig", Self::Figure),
            ("scheme", Self::Figure),
            ("table", Self::Table),
        ];
        let (word, kind) = kinds.into_iter().find(|(word, _)| {
            text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
                && !text.starts_with(|c: char| c.is_lowercase())
        })?;
        let rest = text.get(word.len()..)?.strip_prefix(['.', 's']).or(text.get(word.len()..))?.trim_start();
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "IVXLS".contains(c));
        let numbered = after.len() < rest.len();
        let ends = after.is_empty()
            || after.starts_with(['.', ':', '|', '–', '—'])
            || after.trim_start().starts_with(char::is_uppercase);
        (numbered
            && ends
            && (row.gap_before || row.is_first || row.size > 0.0 && after.starts_with(['.', ':', '|'])))
        .then_some(kind)
    }

    /// How many of `rows` belong to the caption that begins them, and to the table under it.
    fn len(self, rows: &[Row], body: f32) -> usize {
        let Some(first) = rows.first() else { return 0 };
        let is_small = first.size < SMALLER * body;
        let of_caption = |row: &&Row| {
            row.column == first.column
                && !row.is_first
                && (row.size - first.size).abs() < 0.05 * first.size
                && (is_small || !row.gap_before)
        };
        let caption = 1 + rows.iter().skip(1).take_while(of_caption).count();
        if self == Self::Figure {
            return caption;
        }
        let of_table = |row: &&Row| row.size < SMALLER * body || row.widest_gap > CELLS;
        caption + rows.iter().skip(caption).take_while(of_table).count()
    }
}

/// Whether a note under the text begins with `row`: small type that opens with a raised number or a sign.
fn starts_note(row: &Row, body: f32) -> bool {
    row.size < SMALLER * body && row.text.starts_with(|c| "*†‡§¶".contains(c) || is_raised_digit(c))
}

/// How many rows above the last of `rows`, which begins a note, are the rest of one from the page before: in the same type, and no gap between.
fn rest_of_note(rows: &[Row]) -> usize {
    let above = rows.windows(2).rev().take(NOTE_ROWS).take_while(|pair| match pair {
        [above, below] => {
            !below.gap_before
                && !below.is_first
                && above.column == below.column
                && (above.size - below.size).abs() < 0.05 * below.size
        }
        _ => false,
    });
    above.count()
}

/// How many of `rows` belong to the note that begins them.
fn note_len(rows: &[Row]) -> usize {
    let Some(first) = rows.first() else { return 0 };
    let of_note = |row: &&Row| !row.is_first && (row.size - first.size).abs() < 0.05 * first.size;
    1 + rows.iter().skip(1).take(NOTE_ROWS).take_while(of_note).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, size: f32) -> Row {
        Row { size, ..Row::of_text(text) }
    }

    #[test]
    fn captions_are_asides_and_mentions_are_not() {
        let rows = [
            row("as was found before.", 10.0),
            row("Figure 3. Yield of the two", 8.0),
            row("processes.", 8.0),
            row("Figure 3 shows the yield", 10.0),
        ];
        use LineRole::{Aside, Body};
        assert_eq!(roles(&rows, 10.0), [Body, Aside, Aside, Body]);
    }

    #[test]
    fn notes_are_asides_and_small_lists_are_not() {
        let note = Row { gap_before: true, ..row("¹ Corresponding author.", 8.0) };
        let rows = [row("1. Weitz, R., 2006.", 8.0), note, row("which is so", 10.0)];
        use LineRole::{Aside, Body};
        assert_eq!(roles(&rows, 10.0), [Body, Aside, Body]);
    }

    #[test]
    fn the_rest_of_a_note_from_the_page_before_is_an_aside() {
        let rest = Row { gap_before: true, ..row("who had come from the villages.", 8.0) };
        let rows = [row("and the text goes on", 10.0), rest, row("² Roe 2001, 3.", 8.0)];
        use LineRole::{Aside, Body};
        assert_eq!(roles(&rows, 10.0), [Body, Aside, Aside]);
    }
}
