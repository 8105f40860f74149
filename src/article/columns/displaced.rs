//! Right halves that were printed after their page go back to the empty rows that were left for them.

use super::places::Place;
use super::reading::Placed;
use super::row::Rows;

/// Rows with their places, by index, in the order in which they are to be read.
type Order = Vec<(usize, Placed)>;

/// The rows from `first` on with the places `placed`, displaced ones moved up to where they go on best.
pub(super) fn put_back(rows: &Rows, first: usize, placed: Vec<Placed>) -> Order {
    let mut order: Order = Vec::with_capacity(placed.len());
    let mut band: Order = Vec::new();
    let mut moved: Vec<usize> = Vec::new();
    for (at, placed) in (first..).zip(placed) {
        if placed.place == Place::Displaced {
            moved.push(at);
            continue;
        }
        if placed.breaks || placed.place == Place::Whole {
            close(rows, &mut band, &mut moved, &mut order);
        }
        band.push((at, placed));
    }
    close(rows, &mut band, &mut moved, &mut order);
    order
}

/// Puts the rows `moved` into the `band` above them, and both into `order`.
fn close(rows: &Rows, band: &mut Order, moved: &mut Vec<usize>, order: &mut Order) {
    let slots: Vec<usize> = (1..band.len()).filter(|&s| is_slot(rows, band, s)).collect();
    let mut chosen = best_slots(rows, band, moved, &slots).into_iter().peekable();
    let right = |at: usize| (at, Placed { place: Place::Right, breaks: false });
    for (at, &row) in band.iter().enumerate() {
        while let Some((_, moved)) = chosen.next_if(|&(slot, _)| slot <= at) {
            order.push(right(moved));
        }
        order.push(row);
    }
    order.extend(chosen.map(|(_, moved)| right(moved)));
    band.clear();
    moved.clear();
}

/// Whether an empty row stands above the row at `slot` of `band`.
fn is_slot(rows: &Rows, band: &Order, slot: usize) -> bool {
    band.get(slot).and_then(|&(at, _)| rows.rows.get(at)).is_some_and(|r| r.after_blank)
}

/// The slots of `moved`, ascending; those without one come at the end of the band.
fn best_slots(rows: &Rows, band: &Order, moved: &[usize], slots: &[usize]) -> Vec<(usize, usize)> {
    // gains[n][s]: the best total of the first n rows in the first s slots.
    let mut gains = vec![vec![0.0_f32; slots.len() + 1]; moved.len() + 1];
    for n in 1..=moved.len() {
        for s in 0..=slots.len() {
            let left_out = gains[n - 1][s] - 1.0;
            let best = if s == 0 {
                left_out
            } else {
                left_out
                    .max(gains[n][s - 1])
                    .max(gains[n - 1][s - 1] + gain(rows, band, slots[s - 1], moved[n - 1]))
            };
            gains[n][s] = best;
        }
    }
    let (mut n, mut s) = (moved.len(), slots.len());
    let mut chosen = Vec::new();
    while n > 0 {
        if s > 0 && gains[n][s] == gains[n][s - 1] {
            s -= 1;
        } else if s == 0 || gains[n][s] == gains[n - 1][s] - 1.0 {
            n -= 1;
            chosen.push((usize::MAX, moved[n]));
        } else {
            (n, s) = (n - 1, s - 1);
            chosen.push((slots[s], moved[n]));
        }
    }
    chosen.reverse();
    chosen.sort_by_key(|&(slot, _)| slot);
    chosen
}

/// How much better the right column goes on with the row `moved` before the row at `slot`.
fn gain(rows: &Rows, band: &Order, slot: usize, moved: usize) -> f32 {
    let Some(row) = rows.rows.get(moved) else { return 0.0 };
    let above = band.iter().take(slot).rev().find_map(|&(at, p)| right_half(rows, at, p));
    let below = band.iter().skip(slot).find_map(|&(at, p)| right_half(rows, at, p));
    let to = above.map(|(_, end)| rows.joined(end - 1, row.start));
    let from = below.map(|(start, _)| rows.joined(row.end - 1, start));
    let without = above.zip(below).map(|((_, end), (start, _))| rows.joined(end - 1, start));
    to.unwrap_or(0.0) + from.unwrap_or(0.0) - without.unwrap_or(0.0)
}

/// The words of a row that stand in the right column.
fn right_half(rows: &Rows, at: usize, placed: Placed) -> Option<(usize, usize)> {
    let row = rows.rows.get(at)?;
    match placed.place {
        Place::Cut(cut) => Some((cut, row.end)),
        Place::Right => Some((row.start, row.end)),
        _ => None,
    }
}
