//! Footnotes in; those that are references, as a list, out.
//!
//! The journey: [`find_notes`] takes the words of each footnote, a lead-in such as `See also` left out; [`judge`] tells
//! references from remarks; [`works`] parts those that cite several works; these are numbered in the order in which the text first cites them, but for those that
//! are [`known`] from the list or a footnote before, which a footnote may also name in short.

mod judge;
mod known;
mod works;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Reference;
use super::grammar::lead_in::{again, lead_in};
use super::list::{Item, ReferenceList, begins_with_person, has_year, is_list_heading};
use super::parse::of_article;
use crate::article::{Article, LineRole, Text, hyphen};
use judge::is_reference;
use known::Known;
use works::{Work, works};

/// What a footnote is, by its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Reference,
    /// `Ibid.`: the source of the note before.
    Again,
    Remark,
}

/// The footnotes of `article` that cite, besides the items of its `lists`, which are read as `references`; `None` if there are none.
///
/// Footnotes that are references are items, numbered behind those of the lists; the same reference again, whether in a list or in a footnote before, is no further one.
/// Those that name such a work in short (`Roe 2001, 14`, `Roe, Rivers, p. 14`, `Ibid.`) cite it.
pub fn find_notes(
    article: &Article,
    lists: &[ReferenceList],
    references: &[Reference],
) -> Option<ReferenceList> {
    // Of a book it would have to be told which chapter a footnote belongs to. What a printed article cites by number stands in its list.
    let by_number = article.markup.is_none() && lists.iter().any(|list| list.numbered);
    if article.notes().is_empty() || lists.len() > 1 || by_number {
        return None;
    }
    let paragraphs: Vec<Range<usize>> =
        article.note_lines().into_iter().map(|lines| first_paragraph(article, lines)).collect();
    let texts: Vec<Text> = paragraphs.iter().map(|lines| words(article, lines.clone())).collect();
    let raws: Vec<&str> = texts.iter().map(Text::as_str).collect();
    let wholes = of_article(&raws);
    let kinds = kinds(article, &paragraphs, &raws, &wholes);
    let mut cited = cited(&texts, &wholes, &kinds);
    let mut listed = Listed::behind(references);
    for note in in_order(article) {
        let label = article.notes().get(note).map(|note| note.label.as_str()).unwrap_or_default();
        let (Some(lines), Some(raw), Some(kind)) = (paragraphs.get(note), raws.get(note), kinds.get(note))
        else {
            continue;
        };
        if listed.cite_again(note) {
            continue;
        }
        let named = listed.named(raw);
        match kind {
            _ if !named.is_empty() => listed.cite(note, label, named),
            Kind::Reference => {
                let works = cited.remove(&note).unwrap_or_default();
                let numbers = listed.numbers(label, works, lines);
                listed.cite(note, label, numbers);
            }
            Kind::Again => listed.cite(note, label, listed.known.last().into_iter().collect()),
            Kind::Remark => {}
        }
    }
    listed.into_list(&paragraphs)
}

/// The works that each of the footnotes cites that are references.
fn cited(texts: &[Text], wholes: &[Reference], kinds: &[Kind]) -> HashMap<usize, Vec<Work>> {
    let notes = kinds.iter().enumerate().filter(|(_, kind)| **kind == Kind::Reference);
    let (numbers, (texts, wholes)): (Vec<usize>, (Vec<&Text>, Vec<&Reference>)) =
        notes.filter_map(|(at, _)| Some((at, (texts.get(at)?, wholes.get(at)?)))).unzip();
    numbers.into_iter().zip(works(&texts, &wholes)).collect()
}

/// The list under construction.
#[derive(Default)]
struct Listed {
    /// The number before the first.
    first: u32,
    known: Known,
    /// The numbers by their words.
    printed: HashMap<String, u32>,
    /// The numbers that each footnote cites.
    notes: HashMap<usize, Vec<u32>>,
    /// The last footnote of each label that cites.
    labels: HashMap<String, usize>,
    items: Vec<Item>,
}

impl Listed {
    /// That of an article whose list has the `references`.
    fn behind(references: &[Reference]) -> Self {
        let first = references.iter().filter_map(|r| r.number).max().unwrap_or(0);
        Self { first, known: Known::of(references), ..Self::default() }
    }

    /// Has the footnote `note`, which has the label `label`, cite `numbers`, each once.
    fn cite(&mut self, note: usize, label: &str, numbers: Vec<u32>) {
        let mut cited = HashSet::new();
        let numbers: Vec<u32> = numbers.into_iter().filter(|number| cited.insert(*number)).collect();
        numbers.iter().for_each(|number| self.known.cite(*number));
        if !numbers.is_empty() {
            self.labels.insert(label.to_owned(), note);
            self.notes.insert(note, numbers);
        }
    }

    /// Whether the footnote `note` cites already, as it is met for the second time.
    fn cite_again(&mut self, note: usize) -> bool {
        let numbers = self.notes.get(&note);
        numbers.into_iter().flatten().for_each(|number| self.known.cite(*number));
        numbers.is_some()
    }

    /// The works that a footnote with the words `raw` cites in short, and nothing else.
    fn named(&self, raw: &str) -> Vec<u32> {
        let cited_in = |label: &str| self.labels.get(label).and_then(|note| self.notes.get(note));
        self.known.named(raw, |label| cited_in(label).map_or(&[] as &[u32], Vec::as_slice))
    }

    /// The numbers of the `works` of a footnote, which has the label `label` and stands in `lines`; those that are not known are added.
    fn numbers(&mut self, label: &str, works: Vec<Work>, lines: &Range<usize>) -> Vec<u32> {
        let before = self.items.len();
        let mut numbers = Vec::new();
        for work in works {
            let label = if self.items.len() == before { label } else { "" };
            numbers.push(self.number(work, label, lines));
        }
        numbers
    }

    /// The number of `work`: that of an item with the same words or one that it names in short, else its own.
    fn number(&mut self, work: Work, label: &str, lines: &Range<usize>) -> u32 {
        let Work { text, reference } = work;
        let words: String =
            text.as_str().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if let Some(number) = self.printed.get(&words) {
            return *number;
        }
        if let Some(number) =
            self.named(text.as_str()).first().copied().or_else(|| self.known.find(&reference))
        {
            return number;
        }
        let number = self.first + u32::try_from(self.items.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.printed.insert(words, number);
        self.known.add(number, reference);
        self.items.push(Item { number, label: label.to_owned(), text, lines: lines.clone(), cut_off: false });
        number
    }

    fn into_list(self, paragraphs: &[Range<usize>]) -> Option<ReferenceList> {
        let mut parts: Vec<Range<usize>> =
            self.notes.keys().filter_map(|note| paragraphs.get(*note).cloned()).collect();
        parts.sort_by_key(|lines| lines.start);
        let mut notes: Vec<(usize, Vec<u32>)> = self.notes.into_iter().collect();
        notes.sort_unstable();
        let lines = parts.first()?.start..parts.last()?.end;
        Some(ReferenceList { lines, parts, items: self.items, numbered: false, notes })
    }
}

/// The footnotes in the order in which the text sends to them, as often as it does; those that it does not, last.
fn in_order(article: &Article) -> Vec<usize> {
    let mut marks: Vec<_> =
        article.note_marks().iter().filter_map(|mark| Some((mark.span, mark.note?))).collect();
    marks.sort_unstable();
    let marked: HashSet<usize> = marks.iter().map(|(_, note)| *note).collect();
    let unmarked = (0..article.notes().len()).filter(|note| !marked.contains(note));
    marks.into_iter().map(|(_, note)| note).chain(unmarked).collect()
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

/// What each footnote is, whose words are `raws`, read as `references`. Those below the heading of a list of references are references if most are.
fn kinds(
    article: &Article,
    paragraphs: &[Range<usize>],
    raws: &[&str],
    references: &[Reference],
) -> Vec<Kind> {
    let kind = |(raw, reference): (&&str, &_)| match () {
        () if again(raw).is_ok() => Kind::Again,
        () if !raw.is_empty() && is_reference(reference) => Kind::Reference,
        () => Kind::Remark,
    };
    let mut kinds: Vec<Kind> = raws.iter().zip(references).map(kind).collect();
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
            kinds.iter_mut().zip(&listed).filter(|(kind, listed)| **listed && **kind == Kind::Remark);
        remarks.for_each(|(kind, _)| *kind = Kind::Reference);
    }
    kinds
}
