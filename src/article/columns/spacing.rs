//! How far the lines of a text stand apart.

use super::row::Rows;

/// The share of rows below so many empty ones that go on a sentence, in tenths, from which these stand between lines.
const GOING_ON: usize = 2;

/// How many empty rows stand between two lines of a paragraph: none, or one or two where a manuscript is printed with double spacing.
/// `above` has their number above each of `rows`.
pub(super) fn between_lines(rows: &Rows, above: &[usize]) -> usize {
    let text = || rows.rows.iter().zip(above).filter(|(row, _)| !row.is_furniture);
    let mut spaces: Vec<usize> = text().map(|(_, &empty)| empty).collect();
    let middle = spaces.len() / 2;
    if spaces.is_empty() {
        return 0;
    }
    let usual = *spaces.select_nth_unstable(middle).1;
    let going_on = |row: usize| rows.words.get(row).is_some_and(|word| word.is_lower);
    let spaced = || text().filter(|&(_, &empty)| empty == usual);
    let lower = spaced().filter(|(row, _)| going_on(row.start)).count();
    // Elsewhere each row is a paragraph.
    if 10 * lower >= GOING_ON * spaced().count() { usual } else { 0 }
}
