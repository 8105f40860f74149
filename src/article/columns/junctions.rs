//! How well two words of a source go on, whatever rows they stand in.

use super::reading::NONE;
use super::row::Rows;

/// What is gained where two words meet that meet elsewhere in the article, for each doubling.
const MET: f32 = 1.2;

/// Most that is gained by a cut before a number: any word can stand there.
const APART: f32 = 3.0;

/// How many junctions are remembered: the readings of a page ask for the same ones again and again.
const KNOWN: usize = 1 << 14;

/// The junctions of a source.
#[derive(Debug)]
pub(super) struct Junctions<'a> {
    rows: &'a Rows<'a>,
    /// How well each word goes on the one before it.
    inside: Vec<f32>,
    /// Junctions judged before, at a place that their words tell.
    known: Vec<(usize, usize, f32)>,
}

impl<'a> Junctions<'a> {
    /// Those of `rows`, whose words were counted.
    pub(super) fn of(rows: &'a Rows<'a>) -> Self {
        let inside = (0..rows.words.len())
            .map(|head| head.checked_sub(1).map_or(0.0, |tail| judged(rows, tail, head)));
        Self { rows, inside: inside.collect(), known: vec![(NONE, NONE, 0.0); KNOWN] }
    }

    /// How well the words before and at `cut` go on, as far as that tells against a cut between them.
    pub(super) fn apart(&self, cut: usize) -> f32 {
        let joined = self.inside.get(cut).copied().unwrap_or(0.0);
        if self.rows.token(cut).is_number() { joined.max(-APART) } else { joined }
    }

    /// How well the word `head` goes on the word `tail`; 0 where either is missing.
    pub(super) fn joined(&mut self, tail: usize, head: usize) -> f32 {
        if tail == NONE || head == NONE {
            return 0.0;
        }
        let place = tail.wrapping_mul(0x9e37_79b9).wrapping_add(head);
        let Some(known) = self.known.get_mut(place % KNOWN) else { return 0.0 };
        if (known.0, known.1) != (tail, head) {
            *known = (tail, head, judged(self.rows, tail, head));
        }
        known.2
    }
}

/// How well the word `head` goes on the word `tail`.
fn judged(rows: &Rows, tail: usize, head: usize) -> f32 {
    let met = rows.met(tail, head).saturating_sub(u32::from(head == tail + 1));
    rows.joined(tail, head) + MET * ((1 + met.min(7)) as f32).log2() + rows.rejoined(tail, head)
}
