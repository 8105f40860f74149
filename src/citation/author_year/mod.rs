//! Citations by author and year: `(Smith et al., 2010a; Jones and Lee 2011)`, `Smith (2010)`.
//!
//! In: a paragraph and the references. Out: the citations in it that name one of them. [`grammar`] reads names and
//! years; [`index`] knows the references by both.

mod grammar;
mod index;

use grammar::{Piece, after_names, joint, pieces};
pub(crate) use index::Index;

use crate::span::Span;

/// A citation by author and year, linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Bytes of the paragraph: the parentheses, with the name before them where it is part of the sentence.
    pub(crate) span: Span,
    /// Numbers (positions) of the references that it names.
    pub(crate) numbers: Vec<u32>,
}

/// The citations of `text` that `index` can link.
pub(crate) fn citations(text: &str, index: &Index) -> Vec<Named> {
    let mut found = Vec::new();
    let mut from = 0;
    for (open, _) in text.match_indices(['(', '[']) {
        if open < from {
            continue;
        }
        let Some(len) = closing(text, open + 1) else { continue };
        let inside = Span::new(open + 1, open + 1 + len);
        if let Some(named) = group(text, from, inside, index) {
            from = named.span.end;
            found.push(named);
        }
    }
    found
}

/// Bytes from `from` to the next closing bracket, if it is near: unclosed ones must not make the search
/// quadratic.
fn closing(text: &str, from: usize) -> Option<usize> {
    let near = text.get(from..)?.char_indices().take(600);
    near.take_while(|&(_, c)| c != '(' && c != '[').find(|&(_, c)| c == ')' || c == ']').map(|(at, _)| at)
}

/// The citation in the brackets around `inside`; the names of its first year may stand before them, from `from` on.
fn group(text: &str, from: usize, inside: Span, index: &Index) -> Option<Named> {
    let words = text.get(inside.range())?;
    let mut start = inside.start - 1;
    let (mut numbers, mut own, mut names): (Vec<u32>, Vec<String>, Option<Vec<String>>) = Default::default();
    for (_, piece) in pieces(words) {
        let year = match piece {
            Piece::Name(name) => {
                own.push(name.to_lowercase());
                continue;
            }
            Piece::Semicolon => {
                own.clear();
                continue;
            }
            Piece::Year(year) => year,
        };
        // A year without names of its own is another one of the same people.
        let named = match names.take() {
            _ if !own.is_empty() => std::mem::take(&mut own),
            Some(names) => names,
            None => {
                let (at, people) = names_before(text, from, inside.start - 1)?;
                start = at;
                people
            }
        };
        numbers.extend(index.find(&named, &year).filter(|n| !numbers.contains(n)));
        names = Some(named);
    }
    (!numbers.is_empty()).then(|| Named { span: Span::new(start, inside.end + 1), numbers })
}

/// The names directly before the bracket at `open`, in lower case, and where they begin: `Smith and Lee`,
/// `Smith et al.`
fn names_before(text: &str, from: usize, open: usize) -> Option<(usize, Vec<String>)> {
    let mut begin = open.saturating_sub(90).max(from);
    while !text.is_char_boundary(begin) {
        begin += 1;
    }
    let head = text.get(begin..open)?;
    let named = pieces(head).into_iter();
    let found: Vec<(usize, &str)> = named
        .filter_map(|(at, piece)| if let Piece::Name(name) = piece { Some((at, name)) } else { None })
        .collect();
    let (mut at, last) = *found.last()?;
    after_names(head.get(at + last.len()..)?).ok()?;
    let mut people = vec![last.to_lowercase()];
    for &(before, name) in found.iter().rev().skip(1) {
        if joint(head.get(before + name.len()..at)?).is_err() {
            break;
        }
        people.insert(0, name.to_lowercase());
        at = before;
    }
    Some((begin + at, people))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::{Reference, parse};

    fn index() -> Index {
        let raws = [
            "Oakley, B. and Reed, C. (2006a) On Wolves. Field Notes 3:1-9.",
            "Oakley, B. (2006b) More on Wolves. Field Notes 4:1-9.",
            "Nickel BA, Walt CC (2019) Wolves at the door. J Range 12:3.",
        ];
        let references: Vec<_> =
            raws.iter().zip(1..).map(|(raw, n)| Reference { number: Some(n), ..parse(raw) }).collect();
        Index::new(&references)
    }

    fn found(text: &str) -> Vec<(&str, Vec<u32>)> {
        citations(text, &index()).into_iter().map(|n| (&text[n.span.range()], n.numbers)).collect()
    }

    #[test]
    fn in_parentheses() {
        assert_eq!(
            found("Wolves came (Oakley and Reed 2006a; Nickel and Walt, 2019)."),
            [("(Oakley and Reed 2006a; Nickel and Walt, 2019)", vec![1, 3])]
        );
        assert_eq!(found("Wolves came (see Oakley 2006b)."), [("(see Oakley 2006b)", vec![2])]);
    }

    #[test]
    fn several_years_of_the_same_people() {
        assert_eq!(found("Wolves came (Oakley 2006a,b)."), [("(Oakley 2006a,b)", vec![1, 2])]);
        assert_eq!(found("Oakley (2006a, 2006b) saw them."), [("Oakley (2006a, 2006b)", vec![1, 2])]);
    }

    #[test]
    fn in_the_sentence() {
        assert_eq!(found("As Nickel et al. (2019) show, they came."), [("Nickel et al. (2019)", vec![3])]);
        assert_eq!(found("Oakley and Reed (2006a) saw them."), [("Oakley and Reed (2006a)", vec![1])]);
    }

    #[test]
    fn years_that_cite_nothing() {
        assert_eq!(found("They came (in 2006) and left (Smith 2006)."), []);
    }
}
