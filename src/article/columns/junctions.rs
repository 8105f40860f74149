//! How well two words of a source go on, whatever rows they stand in.

use super::continuation::LIMIT;
use super::reading::NONE;
use super::row::Rows;

/// What is gained where two words meet that meet elsewhere in the article, for each doubling.
const MET: f32 = 1.2;

/// Most that is gained by a cut before a number: any word can stand there.
const APART: f32 = 3.0;

/// Most that words tell for a cut between them.
pub(super) const MOST_APART: f32 = LIMIT;

/// How many junctions are remembered: the readings of a page ask for the same ones again and again.
const KNOWN: usize = 1 << 14;

/// The junctions of a source.
#[derive(Debug)]
pub(super) struct Junctions<'a> {
    rows: &'a Rows<'a>,
    /// How well each word goes on the one before it, once that was asked for.
    inside: Vec<Option<f32>>,
    /// Junctions judged before, at a place that their words tell: both words, and how well the second goes on the first.
    known: Vec<(u32, u32, f32)>,
}

impl<'a> Junctions<'a> {
    /// Those of `rows`, whose words were counted.
    pub(super) fn of(rows: &'a Rows<'a>) -> Self {
        Self { rows, inside: vec![None; rows.words.len()], known: vec![(0, 0, 0.0); KNOWN] }
    }

    /// How well the words before and at `cut` go on, as far as that tells against a cut between them.
    pub(super) fn apart(&mut self, cut: usize) -> f32 {
        let (Some(tail), Some(inside)) = (cut.checked_sub(1), self.inside.get_mut(cut)) else { return 0.0 };
        let joined = *inside.get_or_insert_with(|| judged(self.rows, tail, cut));
        if self.rows.token(cut).is_number() { joined.max(-APART) } else { joined }
    }

    /// How well the word `head` goes on the word `tail`; 0 where either is missing.
    pub(super) fn joined(&mut self, tail: usize, head: usize) -> f32 {
        if tail == NONE || head == NONE {
            return 0.0;
        }
        let place = tail.wrapping_mul(0x9e37_79b9).wrapping_add(head);
        let Some(known) = self.known.get_mut(place % KNOWN) else { return 0.0 };
        // No word goes on itself.
        if (known.0, known.1) != (tail as u32, head as u32) {
            *known = (tail as u32, head as u32, judged(self.rows, tail, head));
        }
        known.2
    }
}

/// How well the word `head` goes on the word `tail`.
fn judged(rows: &Rows, tail: usize, head: usize) -> f32 {
    let met = rows.met(tail, head).saturating_sub(u32::from(head == tail + 1));
    rows.joined(tail, head) + MET * ((1 + met.min(7)) as f32).log2() + rows.rejoined(tail, head)
}
