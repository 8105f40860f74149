//! A reference that the text never cites.

use std::collections::BTreeSet;

use super::marker;
use super::prelude::*;
use crate::bibliography::Reference;
use crate::citation::{Style, are_named};

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
          found, unless it defines them by key (`\\bibitem`), and about numbers that stand in a caption, a table or a note. Where it cites by author and year, \
          the rule is about references whose first author it never names together with the year. More than eight \
          are one finding: a table that is not part of the text may cite them.",
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
    faults.extend(of_authors(subject));
    faults.extend(of_notes(subject));
    faults
}

/// The references of a list without numbers whose author and year the text never brings together.
fn of_authors(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    if !cites_authors(subject) {
        return Vec::new();
    }
    let citations = &subject.extraction.citations;
    let (references, places): (Vec<&Reference>, Vec<Span>) = subject.references().unzip();
    let cited: BTreeSet<&str> =
        citations.iter().flat_map(|citation| &citation.keys).map(String::as_str).collect();
    let found = references.iter().filter(|reference| cited.contains(reference.key.as_str())).count();
    if (found as f64) < SHARE_CITED * references.len() as f64 {
        return Vec::new();
    }
    let text = text_outside(subject);
    let known = are_named(&text, &references);
    let uncited: Vec<(String, Span)> = references
        .iter()
        .zip(places)
        .zip(known)
        .filter(|((reference, _), is_named)| {
            *is_named == Some(false) && !cited.contains(reference.key.as_str())
        })
        .map(|((reference, place), _)| (named(reference), place))
        .collect();
    match uncited.as_slice() {
        [(_, first), ..] if uncited.len() > MANY => {
            let names: Vec<&str> = uncited.iter().map(|(name, _)| name.as_str()).collect();
            vec![many(*first, uncited.len(), &names.join("; "))]
        }
        few => few
            .iter()
            .map(|(name, place)| Fault::new(*place, format!("{} is never cited", quoted(name))))
            .collect(),
    }
}

/// Whether the article cites by author and year, and its references have no numbers.
fn cites_authors(subject: &ArticleSubject<'_>) -> bool {
    let extraction = subject.extraction;
    let is_counted = extraction.lists.iter().any(|list| list.numbered || list.is_of_notes());
    extraction.style == Style::AuthorYear && !is_counted
}

/// The text outside of the lists, words that the lines part whole.
fn text_outside(subject: &ArticleSubject<'_>) -> String {
    let mut text = String::new();
    for line in outside(subject) {
        // A name may go on in the next line.
        if text.ends_with('-') {
            text.pop();
        } else {
            text.push('\n');
        }
        text.push_str(line);
    }
    text
}

/// `Weber 2001`.
fn named(reference: &Reference) -> String {
    let family = reference.value("author").and_then(|authors| authors.split(',').next()).unwrap_or_default();
    let year = reference.value("date").and_then(|date| date.get(..4)).unwrap_or_default();
    format!("{family} {year}")
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
    let is_enough = found as f64 >= SHARE_CITED * listed.len() as f64;
    if found == 0 || !is_enough && !says_all(subject) {
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
        [(_, first), ..] if uncited.len() > MANY => {
            let numbers: Vec<u32> = uncited.iter().map(|(number, _)| *number).collect();
            vec![many(*first, numbers.len(), &runs(&numbers))]
        }
        few => few
            .iter()
            .map(|(number, place)| Fault::new(*place, format!("reference {number} is never cited")))
            .collect(),
    }
}

/// Whether the source says by its markup all that it cites: it defines the keys of its references, and brings in no other file.
fn says_all(subject: &ArticleSubject<'_>) -> bool {
    let markup = subject.article.markup.as_ref();
    markup.is_some_and(|markup| {
        !markup.defined.is_empty() && markup.includes.is_empty() && markup.nocite.is_empty()
    })
}

/// So many references that are never cited have each a finding.
const MANY: usize = 8;

/// The one finding for all of `count` references that are called `names`, at the `first`.
fn many(first: Span, count: usize, names: &str) -> Fault {
    let message = format!("{count} references are never cited: {names}");
    Fault::new(first, message).help("cite them, or look whether a table that is missing here does")
}

/// `numbers`, ascending: `3, 5–8`.
fn runs(numbers: &[u32]) -> String {
    let runs = numbers.chunk_by(|a, b| *b == a + 1).filter_map(|run| match (run.first()?, run.last()?) {
        (from, to) if from == to => Some(from.to_string()),
        (from, to) => Some(format!("{from}–{to}")),
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// The printed numbers of the list that stand anywhere outside of it as citations do, in captions and tables too: what the rule takes
/// for cited, whether a claim cites it or not. None where the article does not surely cite by number.
pub fn mentioned_numbers(subject: &ArticleSubject<'_>) -> BTreeSet<u32> {
    if subject.cited().is_empty() {
        return BTreeSet::new();
    }
    let printed: BTreeSet<u32> = subject.labels().into_iter().map(|(number, _)| number).collect();
    mentioned(subject).intersection(&printed).copied().collect()
}

/// The keys of the references without numbers whose first author and year the text brings together anywhere outside of the list, whether
/// a claim cites them or not. None where the article does not cite by author and year.
pub fn mentioned_by_author(subject: &ArticleSubject<'_>) -> BTreeSet<String> {
    if !cites_authors(subject) {
        return BTreeSet::new();
    }
    let (references, _): (Vec<&Reference>, Vec<Span>) = subject.references().unzip();
    let known = are_named(&text_outside(subject), &references);
    let named = references.iter().zip(known).filter(|(_, is_named)| *is_named == Some(true));
    named.map(|(reference, _)| reference.key.clone()).collect()
}

/// The numbers that stand anywhere outside the list as citations do, in captions and tables too.
fn mentioned(subject: &ArticleSubject<'_>) -> BTreeSet<u32> {
    // Digits that have lost their raising cannot be told from others in a table.
    let raised = subject.extraction.style == Style::Superscript;
    let numbers = |line| if raised { marker::numbers(line) } else { marker::in_brackets(line) };
    outside(subject).flat_map(numbers).collect()
}

/// The lines outside of the lists.
fn outside<'a>(subject: &ArticleSubject<'a>) -> impl Iterator<Item = &'a str> {
    let lists = subject.extraction.listed_lines();
    let lines = subject.article.lines.iter().enumerate();
    lines
        .filter(move |(at, _)| !lists.iter().any(|lines| lines.contains(at)))
        .map(|(_, line)| line.text.as_str())
}
