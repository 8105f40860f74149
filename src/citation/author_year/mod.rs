//! Citations by author and year: `(Smith et al., 2010a; Jones and Lee 2011)`, `Smith (2010)`, `Smith et al. 2010`.
//!
//! In: a paragraph and the references. Out: the citations in it that name one of them. [`grammar`] reads names and
//! years; [`index`] knows the references by both, [`unlisted`] finds what is cited and none of them, and [`are_named`] tells which references a text names.

pub(super) mod grammar;
mod index;
mod naming;
mod unlisted;

use grammar::{Piece, after_names, is_particle, joint, may_have_year, pieces, years};
pub(crate) use index::Index;
use index::People;
pub(crate) use naming::are_named;
pub(crate) use unlisted::{Unlisted, unlisted};

use crate::span::Span;

/// A citation by author and year, linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Bytes of the paragraph: the parentheses, with the name before them where it is part of the sentence.
    pub(crate) span: Span,
    /// What of it is no part of the sentence: of `Roe (2010)` the year in its brackets.
    pub(crate) apart: Span,
    /// Numbers (positions) of the references that it names.
    pub(crate) numbers: Vec<u32>,
    /// Whether the year stands in brackets; without them only articles that cite by author and year cite so.
    pub(crate) bracketed: bool,
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
    let bare = unbracketed(text, &found, index);
    found.extend(bare);
    found.sort_by_key(|named| named.span);
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
    let words = text.get(inside.range()).filter(|words| may_have_year(words))?;
    let mut start = inside.start - 1;
    let (mut numbers, mut own, mut last): (Vec<u32>, People<'_>, Option<People<'_>>) = Default::default();
    for (at, piece) in pieces(words) {
        let year = match piece {
            Piece::Name(name) => {
                own.names.push((at, name));
                continue;
            }
            Piece::Initial(initial) => {
                own.initial = own.initial.or(Some(initial).filter(|_| own.names.is_empty()));
                continue;
            }
            Piece::Others => {
                own.others = true;
                continue;
            }
            Piece::Semicolon => {
                own = People::default();
                continue;
            }
            Piece::Year(year) => year,
        };
        // A year without names of its own is another one of the same people.
        let people = match last.take() {
            _ if !own.names.is_empty() => std::mem::take(&mut own),
            Some(people) => people,
            None => {
                let people = names_before(text, from, inside.start - 1)?;
                start = begin(text, from, &people, index.find(&people, &year)?.name);
                people
            }
        };
        let found = index.find(&people, &year).map(|found| found.number);
        numbers.extend(found.filter(|n| !numbers.contains(n)));
        last = Some(people);
    }
    let apart = Span::new(inside.start - 1, inside.end + 1);
    let span = Span::new(start, inside.end + 1);
    (!numbers.is_empty()).then_some(Named { span, apart, numbers, bracketed: true })
}

/// The citations whose year stands in no brackets: `Smith et al. 2010`. Those at `found` are left out.
fn unbracketed(text: &str, found: &[Named], index: &Index) -> Vec<Named> {
    let mut bare: Vec<Named> = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(digit) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at + digit;
        let rest = text.get(start..).unwrap_or_default();
        at = start + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let Ok((left, printed)) = years(rest) else { continue };
        let end = text.len() - left.len();
        let taken = found.iter().find(|named| named.span.overlaps(Span::new(start, end)));
        if let Some(named) = taken {
            (from, at) = (named.span.end, named.span.end);
            continue;
        }
        let Some(people) = names_before(text, from, start).filter(|people| !people.names.is_empty()) else {
            continue;
        };
        let linked: Vec<_> = printed.iter().filter_map(|year| index.find(&people, year)).collect();
        let Some(first) = linked.first() else { continue };
        let is_month = people.names.last().is_some_and(|(_, name)| MONTHS.contains(name));
        if !is_month {
            let span = Span::new(begin(text, from, &people, first.name), end);
            from = end;
            bare.push(Named {
                span,
                apart: span,
                numbers: linked.iter().map(|found| found.number).collect(),
                bracketed: false,
            });
        }
    }
    bare
}

/// Months, some of which are family names too.
const MONTHS: &[&str] = &[
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember",
];

/// The people directly before the year or bracket at `open`: `Smith and Lee`, `Smith et al.`
fn names_before(text: &str, from: usize, open: usize) -> Option<People<'_>> {
    let mut begin = open.saturating_sub(120).max(from);
    while !text.is_char_boundary(begin) {
        begin += 1;
    }
    let head = text.get(begin..open)?;
    let pieces = pieces(head);
    let mut names = pieces.iter().rev().filter_map(|&(at, piece)| match piece {
        Piece::Name(name) => Some((at, name)),
        _ => None,
    });
    let (mut at, last) = names.next()?;
    let (_, others) = after_names(head.get(at + last.len()..)?).ok()?;
    let mut people = People { names: vec![(begin + at, last)], initial: None, others };
    for (before, name) in names {
        if joint(head.get(before + name.len()..at)?).is_err() {
            break;
        }
        people.names.push((begin + before, name));
        at = before;
    }
    people.names.reverse();
    let mut initials = pieces.iter().rev().filter(|(place, _)| *place < at);
    people.initial = initials.next().and_then(|&(place, piece)| match piece {
        Piece::Initial(initial) if head.get(place..at)?.len() < 8 => Some(initial),
        _ => None,
    });
    Some(people)
}

/// Where the citation of `people` begins whose first author's name is the one at `name`: with what belongs to it before.
fn begin(text: &str, from: usize, people: &People<'_>, name: usize) -> usize {
    let mut at = people.names.get(name).map_or(0, |(at, _)| *at);
    while let Some(head) = text.get(from..at) {
        let bare = head.trim_end();
        let word = bare.rsplit([' ', '(', '[']).next().unwrap_or_default();
        let initial =
            word.ends_with('.') && word.chars().count() == 2 && word.starts_with(char::is_uppercase);
        if word.is_empty() || bare.len() == head.len() || !initial && !is_particle(word) {
            break;
        }
        at = from + bare.len() - word.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::{Reference, parse};

    pub(super) fn references() -> Vec<Reference> {
        let raws = [
            "Oakley, B. and Reed, C. (2006a) On Wolves. Field Notes 3:1-9.",
            "Oakley, B. (2006b) More on Wolves. Field Notes 4:1-9.",
            "Nickel BA, Walt CC (2019) Wolves at the door. J Range 12:3.",
        ];
        raws.iter().zip(1..).map(|(raw, n)| Reference { number: Some(n), ..parse(raw) }).collect()
    }

    fn found(text: &str) -> Vec<(&str, Vec<u32>)> {
        citations(text, &Index::new(&references()))
            .into_iter()
            .map(|n| (&text[n.span.range()], n.numbers))
            .collect()
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
    fn without_brackets_and_with_possessives() {
        assert_eq!(found("As in Nickel et al. 2019, they came."), [("Nickel et al. 2019", vec![3])]);
        assert_eq!(
            found("In Nickel et al.’s recent survey (2019)."),
            [("Nickel et al.’s recent survey (2019)", vec![3])]
        );
        assert_eq!(found("Oakley’s (2006b) wolves"), [("Oakley’s (2006b)", vec![2])]);
        assert_eq!(found("They came in May 2019."), []);
    }

    #[test]
    fn in_german() {
        assert_eq!(
            found("Wölfe kamen (vgl. Nickel u. a. 2019, S. 12)."),
            [("(vgl. Nickel u. a. 2019, S. 12)", vec![3])]
        );
        assert_eq!(found("Nach Oakley und Reed (2006a) kamen sie."), [("Oakley und Reed (2006a)", vec![1])]);
    }

    #[test]
    fn names_of_several_words_initials_and_given_names_first() {
        let raws = [
            "Pieter van der Veld and Sean O’Hara. Rivers as borders. Hydrology Letters, 2:5–17, 2004.",
            "World Range Organization (2003). Guidelines for water. Geneva.",
            "Wei Li, Min Zhang, and Bo Chen. Deep tracks. Pattern Letters, 31:1–14, 2018.",
            "Xiang Li and Yan Zhou. Shallow tracks. Pattern Letters, 31:15–28, 2018.",
        ];
        let references: Vec<_> =
            raws.iter().zip(1..).map(|(raw, n)| Reference { number: Some(n), ..parse(raw) }).collect();
        let index = Index::new(&references);
        let found = |text: &'static str| -> Vec<(&str, Vec<u32>)> {
            citations(text, &index).into_iter().map(|n| (&text[n.span.range()], n.numbers)).collect()
        };
        assert_eq!(
            found("Later van der Veld and O’Hara (2004) argued."),
            [("van der Veld and O’Hara (2004)", vec![1])]
        );
        assert_eq!(
            found("It is set (World Range Organization 2003)."),
            [("(World Range Organization 2003)", vec![2])]
        );
        assert_eq!(found("The WRO (2003) sets it."), [("WRO (2003)", vec![2])]);
        assert_eq!(
            found("Both (W. Li et al., 2018; X. Li & Zhou, 2018)."),
            [("(W. Li et al., 2018; X. Li & Zhou, 2018)", vec![3, 4])]
        );
        assert_eq!(
            found("As Li et al. (2018) and Li and Zhou (2018) show."),
            [("Li et al. (2018)", vec![3]), ("Li and Zhou (2018)", vec![4])]
        );
    }

    #[test]
    fn letters_that_the_list_does_not_print() {
        let raws = [
            "Oakley, B. (2006) On Wolves. Field Notes 3:1-9.",
            "Oakley, B. (2006) More Wolves. Field Notes 4:1-9.",
        ];
        let references: Vec<_> =
            raws.iter().zip(1..).map(|(raw, n)| Reference { number: Some(n), ..parse(raw) }).collect();
        let named = citations("So it is (Oakley 2006b).", &Index::new(&references));
        assert_eq!(named.first().map(|n| n.numbers.clone()), Some(vec![2]));
    }

    #[test]
    fn years_that_cite_nothing() {
        assert_eq!(found("They came (in 2006) and left (Smith 2006)."), []);
    }
}
