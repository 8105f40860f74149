//! A list whose items carry no numbers: where they begin and where the last one ends.

use std::iter;
use std::ops::Range;

use super::furniture::furniture;
use super::heading::part_headings;
use super::items::{Cut, items};
use super::label::name_label;
use super::shape::{begins_with_person, has_year};
use super::starts::{CutLine, starts};
use super::strays::ends_item;
use super::types::ReferenceList;
use crate::article::{Article, Line, LineRole};

/// The list in the lines `inside` whose items carry no numbers; `from` is its first line, heading included.
pub(super) fn unnumbered(article: &Article, from: usize, inside: Range<usize>) -> Option<ReferenceList> {
    let end = inside.end;
    let has = |role: LineRole| move |&at: &usize| article.lines.get(at).is_some_and(|l| l.role == role);
    let asides: Vec<usize> = inside.clone().filter(has(LineRole::Aside)).collect();
    let parts = part_headings(&article.lines, inside.clone());
    let is_read =
        |at: &usize| !has(LineRole::Furniture)(at) && !has(LineRole::Aside)(at) && !parts.contains(at);
    let printed: Vec<usize> = inside.filter(is_read).collect();
    // Labels tell items surely enough, and may stand alone on short lines as heads of pages do.
    let named = named_starts(article, &printed).map(|firsts| (firsts, Vec::new()));
    let (mut firsts, mut left_out) = named.unwrap_or_else(|| unlabelled(article, &printed));
    left_out.extend(asides.iter().chain(&parts));
    left_out.sort_unstable();
    let end = end_above_labels(article, &mut firsts, &asides).unwrap_or(end);
    let ends = firsts.iter().skip(1).map(|next| next.0).chain([end]);
    let cuts = firsts.iter().zip(ends).zip(1..).map(|(((first, label), end), number)| Cut {
        number,
        rest: label_len(article, *first, label),
        label: label.clone(),
        lines: *first..end,
        more: 0..0,
    });
    let items = items(article, cuts.collect(), &left_out);
    (!items.is_empty()).then_some(ReferenceList {
        lines: from..end,
        parts: iter::once(from..end).collect(),
        items,
        numbered: false,
        notes: Vec::new(),
    })
}

/// Where a list without numbers ends above the captions at `asides` and the labels of their figures, which begin items in `firsts`
/// until these are taken out: where the last reference is finished above the first of them that stands below it.
fn end_above_labels(article: &Article, firsts: &mut Vec<(usize, String)>, asides: &[usize]) -> Option<usize> {
    let text = |at: usize| article.lines.get(at).map_or("", |line| line.text.as_str());
    let last = firsts.iter().rposition(|&(at, _)| begins_with_person(text(at)))?;
    let from = firsts.get(last)?.0;
    let end = asides.get(asides.partition_point(|&at| at <= from)).copied()?;
    let above = (from..end).rev().map(text).find(|line| !line.is_empty())?;
    let dated = (from..end).any(|at| has_year(text(at)));
    let below = firsts.iter().skip(last + 1).all(|&(at, _)| at > end && !has_year(text(at)));
    (ends_item(above) && dated && below).then(|| {
        firsts.truncate(last + 1);
        end
    })
}

/// The lines among those at `printed` at which items without labels begin, and those that are furniture.
fn unlabelled(article: &Article, printed: &[usize]) -> (Vec<(usize, String)>, Vec<usize>) {
    let mut is_furniture = furniture(&rows(article, printed));
    // Right below its heading a list begins with a reference.
    let text = |row: usize| Some(article.lines.get(*printed.get(row)?)?.text.as_str());
    if let (Some(first), Some(line)) = (is_furniture.first_mut(), text(0)) {
        *first &= !(begins_with_person(line) && has_year(line));
    }
    let marked = printed.iter().copied().zip(is_furniture);
    let (left_out, body): (Vec<_>, Vec<_>) = marked.partition(|(_, is_furniture)| *is_furniture);
    let lines = |marked: Vec<(usize, bool)>| marked.into_iter().map(|(at, _)| at).collect::<Vec<usize>>();
    let (left_out, body) = (lines(left_out), lines(body));
    (bare_starts(article, &body), left_out)
}

/// The lines at `body` as the cut sees them. What stands between pages is no gap.
fn rows<'a>(article: &'a Article, body: &[usize]) -> Vec<CutLine<'a>> {
    let mut page = None;
    let lines = body.iter().filter_map(|&at| article.lines.get(at));
    let row = |line: &'a Line| {
        let turned = page.replace(line.page).is_some_and(|before| before != line.page);
        (line.text.as_str(), line.indent, line.gap_before && !turned)
    };
    lines.map(row).collect()
}

/// The lines that begin with a label such as `[AK14]`, if the list has such labels.
fn named_starts(article: &Article, body: &[usize]) -> Option<Vec<(usize, String)>> {
    let named = |at: usize| {
        let line = article.lines.get(at)?;
        name_label(line.text.as_str()).ok().map(|(_, label)| (at, label.to_owned()))
    };
    let starts: Vec<_> = body.iter().filter_map(|&at| named(at)).collect();
    let first = starts.first().map(|s| s.0);
    (starts.len() >= 3 && first == body.first().copied()).then_some(starts)
}

/// The lines at which the items of a list without labels begin.
fn bare_starts(article: &Article, body: &[usize]) -> Vec<(usize, String)> {
    starts(&rows(article, body))
        .into_iter()
        .filter_map(|row| body.get(row))
        .map(|&at| (at, String::new()))
        .collect()
}

/// Bytes that the label takes at the beginning of the line `at`.
fn label_len(article: &Article, at: usize, label: &str) -> usize {
    let text = article.lines.get(at).map_or("", |line| line.text.as_str());
    match name_label(text) {
        Ok((rest, found)) if found == label => text.len() - rest.len(),
        _ => 0,
    }
}
