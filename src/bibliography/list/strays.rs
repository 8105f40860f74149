//! Items that a chain of numbers passes over: two that were swapped, one number printed twice.

use super::sequence::{Candidate, Chain};
use crate::article::{Line, LineRole};

/// The likeness to a reference that a number out of order needs: it begins with a name and has a year.
const SURE: f32 = 0.85;

/// `chain` with the items inside it that it passed over, in line order; `from` is the line of the
/// list's heading, or of its first item where it has none.
///
/// A chain that was put together from parts read out of order stays as it is.
pub(super) fn with_strays(lines: &[Line], all: &[Candidate], from: usize, mut chain: Chain) -> Chain {
    let (Some(first), Some(last)) = (chain.items.first().copied(), chain.items.last().copied()) else {
        return chain;
    };
    let in_place = chain.items.is_sorted_by_key(|item| item.line);
    if !in_place {
        return chain;
    }
    let inside = all.iter().filter(|c| from < c.line && c.line < last.line && c.form == first.form);
    let strays = inside.filter(|c| {
        let known = chain.items.binary_search_by_key(&c.line, |item| item.line).is_ok();
        !known && c.likeness >= SURE && c.number <= last.number + 1 && begins_item(lines, from, c.line)
    });
    let strays: Vec<Candidate> = strays.copied().collect();
    chain.items.extend(strays);
    chain.items.sort_by_key(|item| item.line);
    chain
}

/// Whether the line above the one at `at` ends a reference, or is the heading at `from`.
fn begins_item(lines: &[Line], from: usize, at: usize) -> bool {
    let mut above = lines.iter().enumerate().take(at).skip(from).rev();
    let above = above.find(|(_, line)| line.role != LineRole::Furniture);
    above.is_some_and(|(above, line)| above == from || ends_item(line.text.as_str()))
}

/// Whether a line may be the last of an item.
pub(super) fn ends_item(text: &str) -> bool {
    text.ends_with(['.', ')', ']']) || text.ends_with(|c: char| c.is_ascii_digit()) || text.contains("://")
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(numbers: &[u32], expected: &[u32]) {
        let names = ["Weber, A.", "Okada, B.", "Lindt, C.", "Moreau, D.", "Novak, E."];
        let items = numbers
            .iter()
            .zip(names)
            .map(|(n, name)| format!("{n}. {name}, 2001. On ties of {name} to it. Trade, 4: 1-9.\n"));
        let text = format!("Ties have grown [1].\n\nReferences\n{}", items.collect::<String>());
        let article = crate::read("a.txt", text.as_bytes()).unwrap();
        let list = crate::bibliography::list::find::find_list(&article).unwrap();
        assert_eq!(list.items.iter().map(|i| i.number).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn swapped_and_doubled_numbers_stay_as_printed() {
        check(&[1, 3, 2, 4], &[1, 3, 2, 4]);
        check(&[1, 2, 2, 3], &[1, 2, 2, 3]);
        check(&[1, 1, 3, 4], &[1, 1, 3, 4]);
        check(&[1, 2, 3, 4], &[1, 2, 3, 4]);
    }
}
