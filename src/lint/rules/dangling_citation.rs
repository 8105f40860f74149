//! A citation of a number that the reference list does not have.

use std::collections::{BTreeSet, HashMap};

use super::prelude::*;
use crate::citation::keys_aside;
use crate::lint::settings::nearest;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT001",
    name: "dangling-citation",
    family: Family::Citations,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A citation points at a number that the reference list, or a key that neither the list nor the .bib files of the article have. \
           Keys in captions and tables count as those of the text. So does the mark of a footnote, as `[^9]`, that is defined nowhere.",
    why: "A reader cannot find the source of the claim. Where an article has no reference list at all, \
          `missing-list` says so once instead, and `broken-off-list` where the end of the list is missing. `[111]` and its like are directions in crystals \
          where they come again and the list ends far below.",
    help: "add the reference, or correct the citation",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [2].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let mut faults = by_key(subject);
    faults.extend(by_mark(subject));
    let listed = subject.listed();
    if listed.is_empty() {
        return faults;
    }
    let mut directions: HashMap<u32, usize> = HashMap::new();
    for number in subject.numeric_citations().flat_map(|citation| &citation.numbers) {
        if is_direction(*number, &listed) {
            *directions.entry(*number).or_default() += 1;
        }
    }
    let is_again = |number: u32| directions.get(&number).is_some_and(|count| *count > 1);
    let end = subject.missing_end();
    let is_told = |number: u32| is_again(number) || end.as_ref().is_some_and(|end| end.contains(&number));
    for citation in subject.numeric_citations() {
        let missing: BTreeSet<u32> =
            citation.numbers.iter().filter(|n| !listed.contains(n) && !is_told(**n)).copied().collect();
        for number in missing {
            let message = format!("the reference list has no number {number}");
            faults.push(Fault::new(subject.number_place(citation, number), message));
        }
    }
    faults
}

/// Whether `number`, in brackets, is more likely a direction in a crystal, as `[111]` (three digits from 0 to 2), than
/// one of a list that stays below a hundred.
fn is_direction(number: u32, listed: &BTreeSet<u32>) -> bool {
    let digits = [number / 100, number / 10 % 10, number % 10];
    (100..223).contains(&number)
        && digits.iter().all(|d| *d <= 2)
        && listed.last().is_some_and(|last| *last < 90)
}

/// The citations of keys that no library of the article has, each with the key that was probably meant.
fn by_key(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let Some(known) = &subject.citable.keys else { return Vec::new() };
    let labels = &subject.citable.labels;
    let is_lost = |key: &String| !known.contains(key) && !labels.contains(key);
    let missing = subject.keyed_citations().flat_map(|citation| {
        let keys: BTreeSet<&String> = citation.keys.iter().filter(|key| is_lost(key)).collect();
        keys.into_iter().map(|key| (subject.key_place(&citation.marker, key), key))
    });
    let aside = keys_aside(subject.article, &subject.extraction.citations, &subject.lines_beside());
    let aside = aside.iter().filter(|(_, key)| is_lost(key));
    let missing = missing.chain(aside.map(|(marker, key)| (subject.key_place(marker, key), key)));
    let listed = subject.article.markup.iter().flat_map(|markup| &markup.nocite);
    let listed = listed.filter(|key| key.value != "*" && !known.contains(&key.value));
    let missing = missing.chain(listed.map(|key| (key.span, &key.value)));
    let mut room = COMPARISONS;
    missing
        .map(|(place, key)| {
            let fault =
                Fault::new(place, format!("the bibliography of the article has no key {}", quoted(key)))
                    .of(key);
            room = room.saturating_sub(known.len());
            let near = nearest(key, known.iter().take(room).map(String::as_str));
            near.map_or(fault.clone(), |near| fault.help(format!("did you mean {}?", quoted(near))))
        })
        .collect()
}

/// The marks of footnotes that the source does not define, where no file that it brings in can.
fn by_mark(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let includes = subject.article.markup.as_ref().is_some_and(|markup| !markup.includes.is_empty());
    let labels: BTreeSet<&str> = subject.article.notes().iter().map(|note| note.label.as_str()).collect();
    // Without any footnote `[^a-z]` is a set of characters.
    let is_mark = |label: &str| !labels.is_empty() || label.bytes().all(|byte| byte.is_ascii_digit());
    let marks = subject.article.note_marks().iter();
    let lost = marks.filter(|mark| mark.note.is_none() && !includes && is_mark(&mark.label));
    lost.enumerate()
        .map(|(at, mark)| {
            let fault = Fault::new(mark.span, format!("the footnote {} is not defined", quoted(&mark.label)));
            let known = labels.iter().copied().filter(|label| label.len() > 2);
            let near = nearest(&mark.label, known.take(if at < MARKS { MARKS } else { 0 }));
            near.map_or(fault.clone(), |near| fault.help(format!("did you mean {}?", quoted(near))))
        })
        .collect()
}

/// So many labels are compared with those of so many marks.
const MARKS: usize = 1_000;

/// So many pairs of keys are compared in all: a source can cite any number of wrong ones.
const COMPARISONS: usize = 1_000_000;
