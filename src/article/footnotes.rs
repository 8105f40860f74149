//! Footnotes below the pages of an article that counts them through: taken out of its lines, as those of marked-up sources are.
//!
//! PDF and text both give them as asides that begin with a raised number ([`pdf`](super::pdf), [`columns`](super::columns)).

use std::collections::BTreeSet;

use nom::bytes::complete::take_while1;
use nom::character::complete::char;
use nom::combinator::{map_opt, opt};
use nom::sequence::terminated;
use nom::{IResult, Offset, Parser};

use super::{Footnotes, Line, LineRole, Note, NoteMark, Text};
use crate::raised::{is_raised_digit, raised_number};
use crate::span::Span;

/// An article with fewer, or with all on one page, may print something else so: where its authors work.
pub(super) const FEWEST: usize = 3;

/// So many numbers may be missing between two footnotes, whose beginnings were read as something else.
pub(super) const MISSED: u32 = 3;

/// Whether raised digits of the running text are superscripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raising {
    #[cfg(any(test, feature = "pdf"))]
    Kept,
    /// Most are digits like others: `early.1`.
    Lost,
}

/// Takes the footnotes out of `lines`, where the article has such: their numbers at the beginning, and those in the running text,
/// which become marks. Elsewhere, as where superscripts cite a list, leaves all as it is.
pub(super) fn take_out(lines: &mut [Line], raising: Raising) -> Footnotes {
    let begun = begun(lines);
    if begun.len() < FEWEST {
        return Footnotes::default();
    }
    let raised = raised(lines, raising);
    let marked = marked(&begun, &raised);
    if !are_footnotes(&begun, &raised, &marked, raising) {
        return Footnotes::default();
    }
    let mut footnotes = Footnotes::default();
    let mut cuts = Vec::new();
    for (begin, mark) in &marked {
        let (Some(note), Some(span)) = (note(lines, begin), place(lines, mark.line, mark.span)) else {
            continue;
        };
        cuts.push((begin, mark));
        footnotes.marks.push(NoteMark { label: note.label.clone(), span, note: Some(footnotes.notes.len()) });
        footnotes.notes.push(note);
    }
    for (number, (begin, mark)) in cuts.into_iter().enumerate().rev() {
        cut(lines, begin.line, begin.span, None);
        cut(lines, mark.line, mark.span, Some(number));
    }
    footnotes
}

/// A number that is raised, or was.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: u32,
    /// The index of its line.
    line: usize,
    page: u32,
    /// Its bytes there.
    span: Span,
    /// Whether it may be a power: it stands behind a letter or two, `km²`.
    power: bool,
}

/// The numbers with which footnotes begin, counting up from 1.
fn begun(lines: &[Line]) -> Vec<Number> {
    let mut begun: Vec<Number> = Vec::new();
    let mut last = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.role == LineRole::Aside) {
        let text = line.text.as_str();
        let Ok((rest, value)) = raised_number(text) else { continue };
        if value > last && value <= last + if last == 0 { 1 } else { 1 + MISSED } {
            let span = Span::new(0, text.offset(rest));
            begun.push(Number { value, line: at, page: line.page, span, power: false });
            last = value;
        }
    }
    begun
}

/// The numbers in the running text that may be raised, in reading order.
fn raised(lines: &[Line], raising: Raising) -> Vec<Number> {
    let body = lines.iter().enumerate().filter(|(_, line)| line.role == LineRole::Body);
    let mut numbers = Vec::new();
    for (at, line) in body {
        let text = line.text.as_str();
        let mut end = 0;
        for (start, c) in text.char_indices() {
            let rest = text.get(start..).unwrap_or_default();
            let read = match c {
                _ if start < end => continue,
                c if is_raised_digit(c) => raised_mark(rest),
                '0'..='9' => digits(rest),
                _ => continue,
            };
            let before = end;
            end = start + read.as_ref().map_or(c.len_utf8(), |(left, _)| rest.offset(*left));
            let head = text.get(before..start).unwrap_or_default();
            let glued = c.is_ascii_digit();
            if let Ok((left, value)) = read
                && (!glued || raising == Raising::Lost && is_glued(head, left))
                && !head.ends_with(|c: char| c.is_ascii_digit() || c == '⁻')
                && !head.is_empty()
            {
                let word = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                let power = matches!(word.chars().count(), 1 | 2);
                numbers.push(Number { value, line: at, page: line.page, span: Span::new(start, end), power });
            }
        }
    }
    numbers
}

/// Whether digits between `head` and `rest` are glued to a word, or to the punctuation behind it, and nothing to them.
pub(super) fn is_glued(head: &str, rest: &str) -> bool {
    let word = head.trim_end_matches(['.', ',', ';', ':', ')', '”', '"', '’', '?', '!', '»']);
    word.ends_with(char::is_alphabetic) && !rest.starts_with(char::is_alphanumeric)
}

/// Each of the footnotes `begun` that has a mark among `raised`, on its page or the one before, with that.
fn marked(begun: &[Number], raised: &[Number]) -> Vec<(Number, Number)> {
    let mut from = 0;
    let mut marked = Vec::new();
    for begin in begun {
        let near = raised.iter().enumerate().skip(from).take_while(|(_, mark)| mark.page <= begin.page);
        let fits = near.filter(|(_, mark)| mark.value == begin.value && mark.page + 1 >= begin.page);
        if let Some((at, mark)) = fits.min_by_key(|(_, mark)| mark.power) {
            marked.push((*begin, *mark));
            from = at + 1;
        }
    }
    marked
}

/// Whether the article counts its footnotes: most of those `begun` have a mark, and most of the numbers `raised` in the text a footnote, where all of these are surely raised.
fn are_footnotes(begun: &[Number], raised: &[Number], marked: &[(Number, Number)], raising: Raising) -> bool {
    let numbers: BTreeSet<u32> = raised.iter().map(|number| number.value).collect();
    let pages = marked.first().zip(marked.last()).map(|((first, _), (last, _))| (first.page, last.page));
    marked.len() >= FEWEST
        && pages.is_some_and(|(first, last)| first != last)
        && 5 * marked.len() >= 4 * begun.len()
        && (raising == Raising::Lost || 5 * marked.len() >= 4 * numbers.len())
}

/// The footnote that begins with `begin`: to the last line below it on its page that begins no other.
fn note(lines: &[Line], begin: &Number) -> Option<Note> {
    let behind = lines.iter().enumerate().skip(begin.line + 1).take_while(|(_, line)| {
        line.role == LineRole::Aside && line.page == begin.page && raised_number(line.text.as_str()).is_err()
    });
    let last = behind.map(|(at, _)| at).last().unwrap_or(begin.line);
    let end = lines.get(last)?.text.source_spans(whole(lines, last)).last()?.end;
    let place = place(lines, begin.line, begin.span)?;
    Some(Note { label: begin.value.to_string(), place, span: Span::new(place.end, end) })
}

/// Where the bytes at `span` of a line stand in the source.
fn place(lines: &[Line], line: usize, span: Span) -> Option<Span> {
    let spans = lines.get(line)?.text.source_spans(span);
    Some(Span::new(spans.first()?.start, spans.last()?.end))
}

fn whole(lines: &[Line], line: usize) -> Span {
    Span::new(0, lines.get(line).map_or(0, |line| line.text.as_str().len()))
}

/// Takes the bytes at `span` out of a line, and leaves the `mark` in their place.
fn cut(lines: &mut [Line], line: usize, span: Span, mark: Option<usize>) {
    let end = whole(lines, line).end;
    let Some(line) = lines.get_mut(line) else { return };
    let mut text: Text = line.text.slice(Span::new(0, span.start));
    if let Some(number) = mark {
        text.push_mark(number);
    }
    let behind = line.text.as_str().get(span.end..).unwrap_or_default();
    let blanks = if span.start == 0 { behind.len() - behind.trim_start().len() } else { 0 };
    text.push_text(&line.text.slice(Span::new(span.end + blanks, end)));
    line.text = text;
}

/// `raised-mark = raised-number [ "⁾" ]`: `¹²`, `³⁾`.
fn raised_mark(i: &str) -> IResult<&str, u32> {
    terminated(raised_number, opt(char('⁾'))).parse(i)
}

/// `digits = 1*3digit`: `12`; of more, none.
fn digits(i: &str) -> IResult<&str, u32> {
    let all = take_while1(|c: char| c.is_ascii_digit());
    map_opt(all, |digits: &str| digits.parse().ok().filter(|_| digits.len() <= 3)).parse(i)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Source;

    /// Lines of pages, a footnote each of those that begin with a blank.
    fn lines(pages: &[&str]) -> Vec<Line> {
        let source = Source::new("a.pdf", pages.join("\n"));
        let mut at = 0;
        let mut lines = Vec::new();
        for (page, text) in (1..).zip(pages) {
            for row in text.split('\n') {
                let words = row.trim_start();
                let start = at + row.len() - words.len();
                lines.push(Line {
                    text: Text::of(source.text(), Span::new(start, start + words.len())),
                    page,
                    column: 0,
                    indent: 0.0,
                    gap_before: false,
                    begins: false,
                    role: if row.starts_with(' ') { LineRole::Aside } else { LineRole::Body },
                });
                at += row.len() + 1;
            }
        }
        lines
    }

    /// The words of the footnotes, and in which lines their marks stand.
    fn found(pages: &[&str]) -> (Vec<String>, Vec<String>) {
        let (text, mut lines) = (pages.join("\n"), lines(pages));
        let footnotes = take_out(&mut lines, Raising::Kept);
        let words =
            footnotes.notes.iter().map(|note| format!("{}: {}", note.label, &text[note.span.range()]));
        let marked = lines.iter().filter(|line| line.text.marks().next().is_some());
        (words.collect(), marked.map(|line| line.text.to_string()).collect())
    }

    const FIRST: &str = "Rivers were straightened.¹ They are\n100 km² large and 10³ years old.² So\n ¹Roe 2001.\n ² See the maps\n in the archive.";
    const SECOND: &str = "dams came.³\n ³Lund 1999.";

    #[test]
    fn numbers_that_count_up_below_the_pages() {
        let (notes, marked) = found(&[FIRST, SECOND]);
        assert_eq!(notes, ["1: Roe 2001.", "2:  See the maps\n in the archive.", "3: Lund 1999."]);
        assert_eq!(
            marked,
            ["Rivers were straightened. They are", "100 km² large and 10³ years old. So", "dams came."]
        );
        let mut lines = lines(&[FIRST, SECOND]);
        take_out(&mut lines, Raising::Kept);
        assert_eq!(lines[3].text.as_str(), "See the maps");
        assert_eq!(lines[0].text.marks().collect::<Vec<_>>(), [(25, 0)]);
    }

    #[test]
    fn superscripts_that_cite_a_list() {
        let affiliations = "Rivers were straightened.¹ They are³ large⁴ and² old.⁵\n ¹Institute of Rivers.\n ²School of Dams.\n ³Both.";
        assert_eq!(found(&[affiliations, "More⁶ dams⁷ came.⁸"]).0.len(), 0);
        assert_eq!(found(&[FIRST, "dams came."]).0.len(), 0);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_but_numbers(pages in proptest::collection::vec("( ?[a-z¹²³⁴⁰⁾]{0,12}\n){1,6}", 1..4)) {
            let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
            let mut lines = lines(&pages);
            let letters = |lines: &[Line]| -> String {
                lines.iter().flat_map(|line| line.text.as_str().chars()).filter(|c| c.is_ascii_lowercase()).collect()
            };
            let before = letters(&lines);
            let footnotes = take_out(&mut lines, Raising::Kept);
            prop_assert_eq!(before, letters(&lines));
            prop_assert_eq!(lines.iter().map(|line| line.text.marks().count()).sum::<usize>(), footnotes.marks.len());
        }
    }
}
