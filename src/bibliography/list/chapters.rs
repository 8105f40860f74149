//! Books and proceedings: each chapter ends in a list of its own, which counts from 1 again.

use std::ops::Range;

use super::find::{find_list, headings, looks_like_references, numbered};
use super::items::mark_cut_off;
use super::sequence::{Candidate, best_chain, candidates};
use super::types::ReferenceList;
use crate::article::{Article, LineRole};

/// Fewest lines of text between two lists that belong to two chapters.
const TEXT: usize = 2;

/// Finds the reference lists of `article` in the order of the text: mostly one, or none; several where each chapter
/// ends in a numbered list of its own.
///
/// ```
/// let chapter = |n: u32, topic: &str| {
///     let item = |i: u32| format!("{i}. Roe, A., 20{n}{i}. On {topic}. Journal of {topic}, {n}: {i}-9.\n");
///     format!("{topic}\n\nIt is known [1].\nIt is true [2].\n\nReferences\n{}{}\n", item(1), item(2))
/// };
/// let book = chapter(1, "Rivers") + &chapter(2, "Lakes");
/// let article = ibid::read("book.txt", book.as_bytes())?;
/// assert_eq!(ibid::bibliography::find_lists(&article).len(), 2);
/// # Ok::<(), ibid::article::ReadError>(())
/// ```
pub fn find_lists(article: &Article) -> Vec<ReferenceList> {
    if article.notes().is_empty() {
        return lists_of(article);
    }
    // A footnote that is defined below a list is none of its items, and is read as other text is.
    let mut lists = lists_of(&article.without_notes());
    let notes = article.note_lines();
    for list in &mut lists {
        list.parts = list.parts.iter().flat_map(|part| without(part.clone(), &notes)).collect();
    }
    lists
}

/// The stretches of `lines` between `notes`.
fn without(lines: Range<usize>, notes: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut inner: Vec<&Range<usize>> =
        notes.iter().filter(|note| note.start < lines.end && lines.start < note.end).collect();
    inner.sort_by_key(|note| note.start);
    let mut from = lines.start;
    let mut kept = Vec::new();
    for note in inner {
        kept.push(from..note.start.max(from));
        from = from.max(note.end);
    }
    kept.push(from..lines.end.max(from));
    kept.retain(|part| !part.is_empty());
    kept
}

fn lists_of(article: &Article) -> Vec<ReferenceList> {
    let chapters = lists_of_chapters(article);
    if chapters.len() > 1 { chapters } else { find_list(article).into_iter().collect() }
}

/// The lists, each below its heading, that count from 1 and have text between them.
fn lists_of_chapters(article: &Article) -> Vec<ReferenceList> {
    let headings = headings(article);
    if headings.len() < 2 {
        return Vec::new();
    }
    let all = candidates(&article.lines, 0);
    let ends = headings.iter().skip(1).copied().chain([article.lines.len()]);
    let mut lists: Vec<ReferenceList> = Vec::new();
    for (&heading, end) in headings.iter().zip(ends) {
        let Some(mut list) = list_between(article, &all, heading, end) else { continue };
        if lists.last().is_none_or(|before| text_between(article, before.lines.end, heading) >= TEXT) {
            mark_cut_off(article, &mut list.items);
            lists.push(list);
        }
    }
    lists
}

/// The list right below the heading at line `heading` that counts from 1 and ends before line `end`.
fn list_between(article: &Article, all: &[Candidate], heading: usize, end: usize) -> Option<ReferenceList> {
    let inside = all.partition_point(|c| c.line <= heading)..all.partition_point(|c| c.line < end);
    let chain = best_chain(all.get(inside)?);
    let first = chain.items.first()?;
    let counts = first.number == 1 && first.line <= heading + TEXT && chain.items.len() > 1;
    (counts && looks_like_references(&chain)).then(|| numbered(article, heading, &chain))
}

/// How many lines of running text stand between two lines.
fn text_between(article: &Article, from: usize, to: usize) -> usize {
    let lines = article.lines.get(from..to).unwrap_or_default();
    lines.iter().filter(|line| line.role == LineRole::Body && !line.text.as_str().is_empty()).count()
}
