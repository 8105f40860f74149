//! Which column a row stands in, by the rows above it: rows of two columns take turns, until one of them leaves a gap.

use super::places::Place;
use super::row::Word;

/// How a line ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Ending {
    /// At the edge of its column, inside a sentence.
    Open,
    /// At the edge, with the end of a sentence.
    Sentence,
    /// Early, as a heading does.
    Short,
    /// Early, with the end of a sentence: a paragraph.
    Paragraph,
}

impl Ending {
    /// How a line ended that `is_short` or not, and whose last word `is_terminal` or not.
    pub(super) fn of(is_short: bool, is_terminal: bool) -> Self {
        match (is_short, is_terminal) {
            (false, false) => Self::Open,
            (false, true) => Self::Sentence,
            (true, false) => Self::Short,
            (true, true) => Self::Paragraph,
        }
    }
}

/// What is gained by each row that goes on columns.
const BASE: f32 = 0.8;

/// Logarithms of how often, in articles whose columns the PDFs tell, a row below one of a single column stands in the other one,
/// in the same one, or in both: for each [`Ending`] of
/// the other column's last line, and for one, two, three and more rows since.
const SINGLE: [[[f32; 3]; 4]; 4] = [
    [[-0.06, -3.9, -3.5], [-0.4, -1.5, -2.3], [-0.8, -1.0, -2.2], [-2.8, -0.1, -2.8]],
    [[-0.2, -2.2, -2.6], [-0.6, -1.3, -1.9], [-0.7, -0.8, -2.5], [-3.3, -0.1, -4.0]],
    [[-0.5, -1.7, -1.9], [-0.5, -1.3, -2.0], [-0.8, -0.8, -2.2], [-2.7, -0.15, -3.0]],
    [[-0.6, -1.3, -1.8], [-0.7, -1.1, -2.2], [-0.7, -1.0, -2.8], [-3.6, -0.05, -4.6]],
];

/// Logarithms of how often a row below one of both columns is both, or one alone: for each [`Ending`] of that column's last line,
/// and of the other one's.
const BOTH: [[[f32; 2]; 4]; 4] = [
    [[-0.05, -3.7], [-0.17, -2.3], [-0.55, -1.2], [-0.45, -1.15]],
    [[-0.17, -3.4], [-0.13, -2.6], [-0.6, -1.4], [-0.45, -1.6]],
    [[-0.55, -1.9], [-0.6, -1.9], [-0.4, -1.8], [-0.45, -2.2]],
    [[-0.45, -3.2], [-0.45, -2.5], [-0.45, -1.5], [-0.4, -1.9]],
];

/// What it tells for a row of one column that begins in lower case, with a capital or otherwise that the column's last line has an [`Ending`],
/// besides what its words tell: learnt from the same articles by logistic regression.
const BELOW: [[f32; 3]; 4] = [[0.9, -0.8, -0.3], [0.0, 0.0, -0.1], [0.2, 1.3, 0.4], [-1.2, -0.4, 0.0]];

/// How much of that counts where both columns hold lists: in references, names begin lines with capitals.
const IN_LISTS: f32 = 0.3;

/// What a row in the left or in the right column costs below one over both.
const LEFT: f32 = -1.8;
const RIGHT: f32 = -2.1;

/// The end of a column: how its last line ended, and how many rows were read since.
pub(super) type Since = Option<(Ending, usize)>;

/// What it tells for a row at `place` that the row above stands at `last`, and that the columns, left and right, ended so.
pub(super) fn told(last: Place, (left, right): (Since, Since), place: Place) -> f32 {
    let told = match (place, last, left, right) {
        (Place::Whole | Place::Displaced | Place::Aside, ..) => return 0.0,
        (Place::Right, Place::Cut(_), Some((left, _)), Some((right, _))) => both(right, left).map(|t| t[1]),
        (_, Place::Cut(_), Some((left, _)), Some((right, _))) => {
            both(left, right).map(|t| if place == Place::Left { t[1] } else { t[0] })
        }
        (_, Place::Left, _, Some(other)) => single(other, place == Place::Right, place),
        (_, Place::Right, Some(other), _) => single(other, place == Place::Left, place),
        _ => None,
    };
    match (told, place) {
        (Some(told), _) => BASE + told,
        (None, Place::Left) => LEFT,
        (None, Place::Right) => RIGHT,
        (None, _) => 0.0,
    }
}

fn both(own: Ending, other: Ending) -> Option<[f32; 2]> {
    BOTH.get(own as usize)?.get(other as usize).copied()
}

/// What it tells for `place`, the other column if it `turns`, that this other column ended so.
fn single((ending, rows): (Ending, usize), turns: bool, place: Place) -> Option<f32> {
    let [other, same, both] = *SINGLE.get(ending as usize)?.get(rows.clamp(1, 4) - 1)?;
    Some(match place {
        Place::Cut(_) => both,
        _ if turns => other,
        _ => same,
    })
}

/// What it tells for a row of one column with the first word `head` that the column's last line ended so; less if both columns
/// are `in_lists`.
pub(super) fn below(ending: Ending, head: &Word, in_lists: bool) -> f32 {
    let case = if head.is_lower { 0 } else { 2 - usize::from(head.token.is_upper()) };
    let told = BELOW.get(ending as usize).and_then(|told| told.get(case)).copied().unwrap_or(0.0);
    if in_lists { IN_LISTS * told } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Source;
    use crate::article::columns::row::Rows;

    #[test]
    fn below_a_paragraph_lines_begin_with_a_capital() {
        let source = Source::new("a.txt", "gulls Gulls\n".to_owned());
        let rows = Rows::of(&source);
        let [lower, upper] = rows.words.as_slice() else { panic!("two words") };
        assert!(below(Ending::Open, lower, false) > below(Ending::Open, upper, false));
        // Not so in references, where names begin lines.
        assert!(below(Ending::Open, upper, true) > below(Ending::Open, upper, false));
        assert!(below(Ending::Paragraph, lower, false) < below(Ending::Paragraph, upper, false));
    }

    #[test]
    fn rows_take_turns_until_a_paragraph_ends() {
        let left =
            |ending, rows, place| told(Place::Right, (Some((ending, rows)), Some((Ending::Open, 0))), place);
        let turns = |ending, rows| left(ending, rows, Place::Left) - left(ending, rows, Place::Right);
        assert!(turns(Ending::Open, 1) > 3.0);
        assert!(turns(Ending::Paragraph, 1) < 1.0);
        // A column that was left alone for long is so for a figure.
        assert!(turns(Ending::Open, 6) < 0.0);
    }

    #[test]
    fn the_column_goes_on_whose_paragraph_has_not_ended() {
        let below = (Some((Ending::Open, 0)), Some((Ending::Paragraph, 0)));
        let of = |place| told(Place::Cut(1), below, place);
        assert!(of(Place::Left) > of(Place::Right));
        assert!(of(Place::Cut(2)) > of(Place::Left));
    }
}
