//! Footnotes in; those that are references, as a list, out.
//!
//! The journey: [`find_notes`] takes the words of each footnote, a lead-in such as `See also` left out; [`judge`] tells
//! references from remarks; the references are numbered in the order in which the text first cites them.

mod judge;

use std::collections::HashMap;
use std::ops::Range;

use super::grammar::lead_in::{again, lead_in};
use super::list::{Item, ReferenceList, begins_with_person, has_year, is_list_heading};
use super::parse::of_article;
use crate::article::{Article, LineRole, Text, hyphen};
use judge::is_reference;

/// What a footnote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Reference,
    /// `Ibid.`: the source of the note before.
    Again,
    Remark,
}

/// The footnotes of `article` that are references, besides those of its `lists`; `None` if there are none.
///
/// Their numbers go on behind those of the lists. Footnotes with the same words are one reference.
pub fn find_notes(article: &Article, lists: &[ReferenceList]) -> Option<ReferenceList> {
    // Of a book it would have to be told which chapter a footnote belongs to.
    if article.notes().is_empty() || lists.len() > 1 {
        return None;
    }
    let paragraphs: Vec<Range<usize>> =
        article.note_lines().into_iter().map(|lines| first_paragraph(article, lines)).collect();
    let texts: Vec<Text> = paragraphs.iter().map(|lines| words(article, lines.clone())).collect();
    let kinds = kinds(article, &paragraphs, &texts);
    let first = lists.iter().flat_map(|list| &list.items).map(|item| item.number).max().unwrap_or(0);
    let mut listed = Listed { first, numbers: HashMap::new(), notes: HashMap::new(), items: Vec::new() };
    let mut last = None;
    for note in in_order(article) {
        if let Some(number) = listed.notes.get(&note) {
            last = Some(*number);
            continue;
        }
        let (Some(text), Some(lines)) = (texts.get(note), paragraphs.get(note)) else { continue };
        match kinds.get(note) {
            Some(Kind::Reference) => {
                let label = article.notes().get(note).map(|note| note.label.clone());
                last = Some(listed.add(note, label.unwrap_or_default(), text, lines.clone()));
            }
            Some(Kind::Again) => drop(last.map(|number| listed.notes.insert(note, number))),
            _ => {}
        }
    }
    listed.into_list(&paragraphs)
}

/// The list under construction.
struct Listed {
    /// The number before the first.
    first: u32,
    /// The numbers by their words.
    numbers: HashMap<String, u32>,
    /// The number that each footnote cites.
    notes: HashMap<usize, u32>,
    items: Vec<Item>,
}

impl Listed {
    /// Adds the footnote `note`, unless there is one with the same words; gives the number.
    fn add(&mut self, note: usize, label: String, text: &Text, lines: Range<usize>) -> u32 {
        let words: String =
            text.as_str().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let next = self.first + u32::try_from(self.items.len()).unwrap_or(u32::MAX).saturating_add(1);
        let number = *self.numbers.entry(words).or_insert(next);
        if number == next {
            self.items.push(Item { number, label, text: text.clone(), lines, cut_off: false });
        }
        self.notes.insert(note, number);
        number
    }

    fn into_list(self, paragraphs: &[Range<usize>]) -> Option<ReferenceList> {
        let mut notes: Vec<(usize, u32)> = self.notes.into_iter().collect();
        notes.sort_unstable();
        let mut parts: Vec<Range<usize>> =
            notes.iter().filter_map(|(note, _)| paragraphs.get(*note).cloned()).collect();
        parts.sort_by_key(|lines| lines.start);
        let lines = parts.first()?.start..parts.last()?.end;
        Some(ReferenceList { lines, parts, items: self.items, numbered: false, notes })
    }
}

/// The footnotes in the order in which the text first sends to them, those that it does not last.
fn in_order(article: &Article) -> Vec<usize> {
    let mut marks: Vec<_> =
        article.note_marks().iter().filter_map(|mark| Some((mark.span, mark.note?))).collect();
    marks.sort_unstable();
    marks.into_iter().map(|(_, note)| note).chain(0..article.notes().len()).collect()
}

/// The lines among `lines` up to the first gap.
fn first_paragraph(article: &Article, lines: Range<usize>) -> Range<usize> {
    let begins = |at: &usize| article.lines.get(*at).is_some_and(|line| line.gap_before || line.begins);
    let end = lines.clone().skip(1).find(begins).unwrap_or(lines.end);
    lines.start..end
}

/// The words of `lines`, a lead-in left out.
fn words(article: &Article, lines: Range<usize>) -> Text {
    let mut text = Text::new();
    for line in article.lines.get(lines).unwrap_or_default() {
        if text.is_empty() {
            text = line.text.clone();
        } else {
            hyphen::join(&mut text, &line.text, &article.words);
        }
    }
    let len = text.as_str().len();
    let lead = lead_in(text.as_str()).map_or(0, |(rest, _)| len - rest.len());
    let lead = if lead > 0 { lead } else { announced(text.as_str()) };
    if lead == 0 { text } else { text.slice((lead..len).into()) }
}

/// The length of the words in front of a reference that they announce: `A recent study disagrees: Roe, A. (2001). …`. Titles and
/// bodies have no small letter in front of their colon where a person follows.
fn announced(text: &str) -> usize {
    let Some((before, after)) = text.split_once(": ") else { return 0 };
    let is_prose = before.split(' ').count() > 2
        && before.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_lowercase))
        && !before.contains(['.', '“', '"', '(']);
    if is_prose && begins_with_person(after) && has_year(after) { text.len() - after.len() } else { 0 }
}

/// What each footnote is, whose words are `texts`. Those below the heading of a list of references are references if most are.
fn kinds(article: &Article, paragraphs: &[Range<usize>], texts: &[Text]) -> Vec<Kind> {
    let raws: Vec<&str> = texts.iter().map(Text::as_str).collect();
    let references = of_article(&raws);
    let kind = |(raw, reference): (&&str, &_)| match () {
        () if again(raw).is_ok() => Kind::Again,
        () if !raw.is_empty() && is_reference(reference) => Kind::Reference,
        () => Kind::Remark,
    };
    let mut kinds: Vec<Kind> = raws.iter().zip(&references).map(kind).collect();
    let headings: Vec<usize> = article
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| (line.role == LineRole::Heading).then_some(at))
        .collect();
    let heading = |at: usize| headings.get(headings.partition_point(|&heading| heading < at).checked_sub(1)?);
    let is_listed = |lines: &Range<usize>| {
        let above = heading(lines.start).and_then(|&at| article.lines.get(at));
        !lines.is_empty() && above.is_some_and(|line| is_list_heading(line.text.as_str()))
    };
    let listed: Vec<bool> = paragraphs.iter().map(is_listed).collect();
    let below = || kinds.iter().zip(&listed).filter(|(_, listed)| **listed);
    let (all, sure) = (below().count(), below().filter(|(kind, _)| **kind == Kind::Reference).count());
    if sure > 0 && 2 * sure >= all {
        let remarks =
            kinds.iter_mut().zip(&listed).filter(|(kind, listed)| **kind == Kind::Remark && **listed);
        remarks.for_each(|(kind, _)| *kind = Kind::Reference);
    }
    kinds
}
