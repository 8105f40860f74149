//! Where the list is: below a heading, or where the longest run of numbers is.

use std::iter;

use super::detached::{self, Run};
use super::ends::{item_end, short_item, usual_length};
use super::heading::{is_list_heading, is_next_heading, is_part_heading, part_headings};
use super::items::{Cut, items, mark_cut_off};
use super::label::name_label;
use super::parts::{self, chain_of_parts};
use super::sequence::{Candidate, Chain, best_chain, candidates};
use super::shape::{begins_with_person, has_year, looks_like_reference};
use super::shared::split_shared;
use super::strays::with_strays;
use super::types::ReferenceList;
use super::unnumbered::unnumbered;
use crate::article::{Article, Line, LineRole};

/// Fewest items of a list that is sure to be one without its heading above it.
const SURE: usize = 5;

/// Items of a list that may begin late, and how many of them must be left for each one lost.
const LONG: usize = 15;
const LEFT: usize = 4;

/// The likeness to a reference that the first line of an item needs where only its label tells.
const LIKELY: f32 = 0.4;

/// The least mean likeness to a reference that items below a heading have: a little less than what a capital alone tells.
const LEAST: f32 = 0.25;

/// Headings of lists at either end of an article that are looked at.
const MOST_HEADINGS: usize = 16;

/// Fewest lines of a page of a list.
const PAGE: usize = 20;

/// Finds the reference list of `article` and cuts it into items.
///
/// A list with numbers is found by its run of numbers, below a heading or without one; a list
/// without numbers needs a heading. Gaps and a late start in the numbers stay as printed.
pub(super) fn find_list(article: &Article) -> Option<ReferenceList> {
    let headings = headings(article);
    let all = candidates(&article.lines, 0);
    let below = weighed(&headings).filter_map(|heading| below_heading(article, &all, heading));
    let best = below.fold(None, |best: Option<(f32, ReferenceList)>, found| match best {
        Some(best) if best.0 >= found.0 => Some(best),
        _ => Some(found),
    });
    let (_, mut list) = best.or_else(|| without_heading(article, &all))?;
    mark_cut_off(article, &mut list.items);
    Some(list)
}

/// Of `headings` those below which a list is looked for, the last one first: the first ones and the last ones, if there are more than any article has,
/// since what stands below each is read up to the end of the list.
fn weighed(headings: &[usize]) -> impl Iterator<Item = usize> {
    let (first, rest) = headings.split_at(headings.len().min(MOST_HEADINGS));
    let last = rest.get(rest.len().saturating_sub(MOST_HEADINGS)..).unwrap_or_default();
    last.iter().rev().chain(first.iter().rev()).copied()
}

/// The lines that are the heading of a list.
pub(super) fn headings(article: &Article) -> Vec<usize> {
    let readable = article.lines.iter().enumerate().filter(|(_, l)| l.role != LineRole::Furniture);
    readable.filter(|(_, line)| is_list_heading(line.text.as_str())).map(|(at, _)| at).collect()
}

/// The list below the heading at `heading`, and how sure it is one.
fn below_heading(article: &Article, all: &[Candidate], heading: usize) -> Option<(f32, ReferenceList)> {
    let end = end_of_list(&article.lines, heading + 1);
    let first = all.partition_point(|c| c.line <= heading);
    let chain = best_chain(all.get(first..).unwrap_or_default());
    let long_enough = chain.items.len() >= 2 || (chain.items.len() == 1 && end - heading <= 8);
    let at_the_top = chain.items.first().is_some_and(|c| c.line <= heading + 6);
    let apart = !at_the_top && is_sure(&chain);
    let paged = are_page_numbers(&article.lines, &chain);
    let ordered =
        long_enough && (at_the_top || apart) && chain.score > 0.5 && !paged && may_be_references(&chain);
    let parted = chain_of_parts(all, heading).filter(|found| {
        found.items.len() >= 5
            && may_be_references(found)
            && (!ordered || found.items.len() >= chain.items.len() + 3)
    });
    if let Some(chain) = parted {
        return Some((chain.score, numbered(article, heading, &chain)));
    }
    if ordered {
        let score = chain.score;
        // Where columns part the heading from its list, what stands between them is text.
        let from = chain.items.first().filter(|_| apart).map_or(heading, |item| item.line);
        return Some((score, numbered(article, from, &with_strays(&article.lines, all, from, chain))));
    }
    let list = unnumbered(article, heading, heading + 1..end)?;
    let count = |is: fn(&str) -> bool| list.items.iter().filter(|item| is(item.text.as_str())).count();
    let (dated, named, all) = (count(has_year), count(begins_with_person), list.items.len());
    // Where a text has lost its years, the names must do.
    let score = match () {
        () if dated * 3 >= all => dated as f32 * 0.8,
        () if all >= SURE && named * 3 >= all * 2 => named as f32 * 0.4,
        () => return None,
    };
    Some((score, list))
}

/// Whether the numbers of `chain` are those of pages: each alone on its line, pages apart.
fn are_page_numbers(lines: &[Line], chain: &Chain) -> bool {
    let alone = |c: &Candidate| lines.get(c.line).is_some_and(|line| line.text.as_str().len() == c.rest);
    let apart = chain.items.windows(2).filter(|w| matches!(w, [a, b] if b.line - a.line >= PAGE)).count();
    chain.items.iter().all(alone) && 2 * apart > chain.items.len().saturating_sub(1)
}

/// Whether a run of numbers is a list of references wherever it stands below a heading.
fn is_sure(chain: &Chain) -> bool {
    // The first items may have been lost in other text.
    let most = if chain.items.len() >= LONG { chain.items.len() / LEFT } else { 1 };
    let begins = chain.items.first().is_some_and(|c| c.number as usize <= most);
    begins && chain.items.len() >= SURE && looks_like_references(chain)
}

/// Whether most items of a run of numbers look like references.
pub(super) fn looks_like_references(chain: &Chain) -> bool {
    let likeness: f32 = chain.items.iter().map(|c| c.likeness).sum();
    likeness >= 0.6 * chain.items.len() as f32
}

/// Whether the items of a run of numbers may be references, and not lines of a program or points of a text. Labels that
/// stand apart from their items tell nothing.
fn may_be_references(chain: &Chain) -> bool {
    let worded = || chain.items.iter().filter(|c| !c.bare);
    let likeness: f32 = worded().map(|c| c.likeness).sum();
    likeness >= LEAST * worded().count() as f32
}

/// The index after the last line of a list whose items begin at `from`, by the next heading.
fn end_of_list(lines: &[Line], from: usize) -> usize {
    let after = lines.iter().enumerate().skip(from + 1);
    let mut next =
        after.filter(|(_, line)| line.role == LineRole::Heading || is_next_heading(line.text.as_str()));
    let mut next = next.by_ref().filter(|(_, line)| !is_part_heading(line.text.as_str()));
    next.next().map_or(lines.len(), |(at, _)| at)
}

/// The run of numbers that looks most like references, anywhere in the article, or the labels in brackets that do.
fn without_heading(article: &Article, all: &[Candidate]) -> Option<(f32, ReferenceList)> {
    let chain = best_chain(all);
    let enough = chain.items.len() >= 3 && looks_like_references(&chain);
    let Some(first) = chain.items.first().filter(|_| enough) else { return with_labels(article) };
    let (from, score) = (first.line, chain.score);
    Some((score, numbered(article, from, &with_strays(&article.lines, all, from, chain))))
}

/// The list at the end of the article whose items have labels in brackets, as `[AK14]`, but that has no heading.
fn with_labels(article: &Article) -> Option<(f32, ReferenceList)> {
    let lines = &article.lines;
    let begins = |at: usize| {
        let text = lines.get(at)?.text.as_str();
        let (rest, _) = name_label(text).ok()?;
        let next = lines.get(at + 1).map_or("", |next| next.text.as_str());
        (looks_like_reference(rest, next) >= LIKELY).then_some(at)
    };
    let firsts: Vec<usize> = (0..lines.len()).filter_map(begins).collect();
    // The run that ends with the last of them.
    let near = firsts.windows(2).rev().take_while(|w| matches!(w, [a, b] if b - a <= PAGE)).count();
    if near + 1 < SURE {
        return None;
    }
    let from = *firsts.get(firsts.len().checked_sub(near + 1)?)?;
    let end = firsts.last()? + usual_length(&firsts) + 1;
    let list = unnumbered(article, from, from..end.min(end_of_list(lines, from)))?;
    Some((list.items.len() as f32 * 0.4, list))
}

/// The list whose items begin at the lines of `chain`; `from` is its first line, heading included.
pub(super) fn numbered(article: &Article, from: usize, chain: &Chain) -> ReferenceList {
    let mut firsts: Vec<usize> = chain.items.iter().map(|c| c.line).collect();
    firsts.sort_unstable();
    let usual = usual_length(&firsts);
    let short = short_item(&article.lines, &firsts);
    let heads = parts::heads(&article.lines, chain, &firsts);
    let runs = detached::runs(&article.lines, chain);
    let mut cuts = Vec::with_capacity(chain.items.len());
    for (at, item) in chain.items.iter().enumerate() {
        if let Some(run) = runs.iter().find(|run| run.items.contains(&at)) {
            // All at once, with the last of them.
            if run.items.end == at + 1 {
                detach(article, chain, run, &mut cuts);
            }
            continue;
        }
        let below = firsts.get(firsts.partition_point(|&first| first <= item.line)).copied();
        let next = chain.items.get(at + 1).map(|next| next.line);
        // The last item, also of a part that was read out of order, has no next one to end it.
        let last = next.is_none() || next != below;
        let longest = if last { item.line + usual + 1 } else { usize::MAX };
        let head = |line: usize| heads.get(&line).map_or(line, |head| head.start);
        let limit = longest.min(below.map_or(article.lines.len(), head));
        let tail = parts::tail(&article.lines, item.line, limit);
        let more = next.and_then(|next| heads.get(&next)).cloned().unwrap_or(0..0);
        let (lines, more) = if parts::is_parted(&article.lines, tail.clone(), more.clone()) {
            (tail, more)
        } else {
            (item.line..item_end(&article.lines, item.line, limit, last.then_some(short)), 0..0)
        };
        cuts.push(Cut { number: item.number, label: item.number.to_string(), lines, more, rest: item.rest });
    }
    let top = firsts.first().map_or(from, |&first| first.min(from));
    let end = cuts.iter().map(|cut| cut.lines.end.max(cut.more.end)).max().unwrap_or(top);
    let parts = if heads.is_empty() { iter::once(top..end).collect() } else { parts::taken(from, &cuts) };
    let left_out = part_headings(&article.lines, top..end);
    ReferenceList {
        lines: top..end,
        parts,
        items: split_shared(items(article, cuts, &left_out)),
        numbered: true,
        notes: Vec::new(),
    }
}

/// Puts the items of the labels in `run`, whose text stands below them, behind `cuts`.
fn detach(article: &Article, chain: &Chain, run: &Run, cuts: &mut Vec<Cut>) {
    let labels = chain.items.get(run.items.clone()).unwrap_or_default();
    let Some(last) = labels.last() else { return };
    let next = chain.items.get(run.items.end).map(|next| next.line);
    let end = item_end(&article.lines, last.line, next.unwrap_or(article.lines.len()), None);
    if detached::cut(&article.lines, chain, run, end, cuts).is_none() {
        let bare = |item: &Candidate| {
            let label = item.number.to_string();
            Cut { number: item.number, label, lines: item.line..item.line + 1, more: 0..0, rest: item.rest }
        };
        cuts.extend(labels.iter().map(bare));
        if let Some(cut) = cuts.last_mut() {
            cut.lines.end = end;
        }
    }
    if next.is_none()
        && let Some(cut) = cuts.last_mut()
    {
        cut.lines.end = item_end(&article.lines, cut.lines.start, cut.lines.end, Some(0));
    }
}
