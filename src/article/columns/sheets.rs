//! Where pages begin in a text without form feeds.

use std::collections::HashSet;

use foldhash::HashMap;

use super::row::Rows;

/// Fewest rows of a usual page, and of any page.
const ROWS_OF_PAGE: usize = 25;
const SHORTEST: usize = 15;

/// Fewest pages with the same running head.
const HEADS: usize = 3;

impl Rows<'_> {
    /// Without form feeds, pages begin at running heads, or, where empty rows are rare, at these.
    pub(super) fn number_sheets(&mut self) {
        if self.rows.last().is_none_or(|r| r.page > 1) {
            return;
        }
        let heads = self.running_heads();
        let blanks = self.rows.iter().filter(|r| r.after_blank).count();
        let all_blanks = heads.is_empty() && blanks * ROWS_OF_PAGE <= self.rows.len();
        let (mut sheet, mut start) = (1, 0);
        for (at, row) in self.rows.iter_mut().enumerate() {
            let may_begin = at >= start + SHORTEST;
            if may_begin && (heads.contains(&at) || all_blanks && row.after_blank) {
                (sheet, start) = (sheet + 1, at);
            }
            row.sheet = sheet;
        }
    }

    /// The rows below an empty one, or below a page number, that stand in the text again and again,
    /// digits aside.
    fn running_heads(&self) -> HashSet<usize> {
        let mut found: HashMap<String, Vec<usize>> = HashMap::default();
        let mut below_edge = true;
        for (at, row) in self.rows.iter().enumerate() {
            if below_edge || row.after_blank {
                found.entry(self.pattern(row)).or_default().push(at);
            }
            below_edge = self.is_number(row);
        }
        let repeated = found.into_iter().filter(|(p, rows)| p.len() > 5 && rows.len() >= HEADS);
        repeated.flat_map(|(_, rows)| rows).collect()
    }
}
