//! A reference that the text never cites.

use std::collections::BTreeSet;

use super::marker;
use super::prelude::*;
use crate::citation::Style;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT002",
    name: "uncited-reference",
    family: Family::Citations,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "No citation points at this item of the reference list, or no mark at this footnote.",
    why: "Either a citation was lost in editing, or the reference supports nothing. The rule is silent where \
          the article cites so few of its references that its citations were surely not all \
          found, and about numbers that stand in a caption, a table or a note. More than eight are one finding: a \
          table that is not part of the text may cite them.",
    help: "cite it where it belongs, or remove it",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [4].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2], and wages with it [3]. Prices rose [4].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n",
    ),
    check: Check::Article(check),
};

/// The share of the list that must be cited before a reference that is not is worth a word.
const SHARE_CITED: f64 = 0.75;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let mut faults = of_list(subject);
    faults.extend(of_notes(subject));
    faults
}

/// The footnotes to which no mark sends the reader.
fn of_notes(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let marked: BTreeSet<usize> = subject.article.note_marks().iter().filter_map(|mark| mark.note).collect();
    let notes = subject.article.notes().iter().enumerate().filter(|(at, _)| !marked.contains(at));
    let fault = |label: &str| format!("nothing sends the reader to the footnote {}", quoted(label));
    notes.map(|(_, note)| Fault::new(note.place, fault(&note.label))).collect()
}

fn of_list(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let (listed, cited) = (subject.listed(), subject.cited());
    let found = listed.intersection(&cited).count();
    if (found as f64) < SHARE_CITED * listed.len() as f64 {
        return Vec::new();
    }
    let labels = subject.labels();
    let uncited: Vec<(u32, Span)> =
        labels.into_iter().filter(|(number, _)| !cited.contains(number)).collect();
    if uncited.is_empty() {
        return Vec::new();
    }
    let mentioned = mentioned(subject);
    let uncited: Vec<(u32, Span)> =
        uncited.into_iter().filter(|(number, _)| !mentioned.contains(number)).collect();
    match uncited.as_slice() {
        [(_, first), ..] if uncited.len() > MANY => vec![many(*first, &uncited)],
        few => few
            .iter()
            .map(|(number, place)| Fault::new(*place, format!("reference {number} is never cited")))
            .collect(),
    }
}

/// So many references that are never cited have each a finding.
const MANY: usize = 8;

/// The one finding for all of `uncited`, at the `first`.
fn many(first: Span, uncited: &[(u32, Span)]) -> Fault {
    let numbers: Vec<u32> = uncited.iter().map(|(number, _)| *number).collect();
    let runs: Vec<String> = numbers
        .chunk_by(|a, b| *b == a + 1)
        .filter_map(|run| match (run.first()?, run.last()?) {
            (from, to) if from == to => Some(from.to_string()),
            (from, to) => Some(format!("{from}–{to}")),
        })
        .collect();
    let message = format!("{} references are never cited: {}", uncited.len(), runs.join(", "));
    Fault::new(first, message).help("cite them, or look whether a table that is missing here does")
}

/// The numbers that stand anywhere outside the list as citations do, in captions and tables too.
fn mentioned(subject: &ArticleSubject<'_>) -> BTreeSet<u32> {
    let lists = subject.extraction.listed_lines();
    let listed = |at: usize| lists.iter().any(|lines| lines.contains(&at));
    let outside = subject.article.lines.iter().enumerate().filter(|&(at, _)| !listed(at));
    let lines = outside.map(|(_, line)| line.text.as_str());
    // Digits that have lost their raising cannot be told from others in a table.
    let raised = subject.extraction.style == Style::Superscript;
    lines.flat_map(|line| if raised { marker::numbers(line) } else { marker::in_brackets(line) }).collect()
}
