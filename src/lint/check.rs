//! Rules over a source: findings in the order of the source.

use std::collections::BTreeSet;
use std::ops::Range;

use super::ignore::{Comments, heed};
use super::{
    ArticleSubject, Check, Citable, Context, Fault, Finding, Levels, LibrarySubject, RULES, Rule,
    SheetSubject, Work, Works,
};
use crate::article::{Article, Source};
use crate::citation::Extraction;
use crate::library::bib::Document;
use crate::library::sheet::Sheet;

/// What the rules that `levels` turns on find in `article`, in the order of the source.
///
/// ```
/// use ibid::lint::{Context, Levels, check_article};
/// let text = "Ties have grown [1]. Trade fell [2]. Prices rose [1].\n\nReferences\n1. Weitz, R., 2006. A New Great Game. Survival, 3: 155-167.\n";
/// let article = ibid::read("paper.txt", text.as_bytes())?;
/// let findings = check_article(&article, &ibid::extract(&article), Context { year: 2026 }, &Levels::default());
/// assert_eq!(findings[0].rule.name, "dangling-citation");
/// # Ok::<(), ibid::article::ReadError>(())
/// ```
pub fn check_article(
    article: &Article,
    extraction: &Extraction,
    context: Context,
    levels: &Levels,
) -> Vec<Finding> {
    check_article_against(&Citable::default(), article, extraction, context, levels)
}

/// As [`check_article`], for an article that cites by key.
pub fn check_article_against(
    citable: &Citable,
    article: &Article,
    extraction: &Extraction,
    context: Context,
    levels: &Levels,
) -> Vec<Finding> {
    let chapters = extraction.chapters();
    let subjects: Vec<_> = chapters
        .iter()
        .zip(chapter_lines(article, extraction))
        .map(|(extraction, lines)| ArticleSubject { article, extraction, citable, lines })
        .collect();
    let works: Vec<_> = subjects.iter().map(|subject| Works::of_article(subject, context)).collect();
    let findings = findings(levels, |rule| match rule.check {
        Check::Article(check) => subjects.iter().flat_map(check).collect(),
        check => works.iter().flat_map(|works| check_works(check, works)).collect(),
    });
    let comments = article.markup.as_ref().map(|markup| markup.comments.as_slice()).unwrap_or_default();
    heed(&article.source, Comments::At(comments), levels, findings)
}

/// The lines of each chapter: from behind the list before to its own; all lines of an article with one list, or none.
fn chapter_lines(article: &Article, extraction: &Extraction) -> Vec<Range<usize>> {
    let lists = extraction.lists.iter().filter(|list| !list.is_of_notes());
    let mut ends: Vec<usize> = lists.map(|list| list.lines.end).collect();
    ends.pop();
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(ends.iter().copied().chain([article.lines.len()])).map(|(from, to)| from..to).collect()
}

/// What the rules that `levels` turns on find in the .bib file `source`, in the order of the file.
///
/// ```
/// use ibid::article::Source;
/// use ibid::lint::{Context, Levels, check_library};
/// let source = Source::new("refs.bib", "@misc{a, title = {T}, author = {N}, date = {2101}}".to_owned());
/// let findings = check_library(&source, Context { year: 2026 }, &Levels::default());
/// assert_eq!(findings[0].rule.name, "impossible-year");
/// ```
pub fn check_library(source: &Source, context: Context, levels: &Levels) -> Vec<Finding> {
    check_library_beside(&BTreeSet::new(), source, context, levels)
}

/// As [`check_library`], where other files define the names `strings` (in lower case) with `@string`.
pub fn check_library_beside(
    strings: &BTreeSet<String>,
    source: &Source,
    context: Context,
    levels: &Levels,
) -> Vec<Finding> {
    let document = Document::parse(source.text());
    let subject = LibrarySubject { source, document: &document, strings };
    let works = Works::of_library(&document, context);
    let findings = findings(levels, |rule| match rule.check {
        Check::Library(check) => check(&subject),
        check => check_works(check, &works),
    });
    heed(source, Comments::Sign('%'), levels, findings)
}

/// What the rules that `levels` turns on find in the .toml `source` beside the .bib `library`.
/// `article` is the digest of the article as it is now, where it is at hand.
pub fn check_sheet(
    source: &Source,
    library: &Document,
    article: Option<&str>,
    levels: &Levels,
) -> Vec<Finding> {
    let sheet = Sheet::parse(source.text());
    let subject = SheetSubject::new(source, &sheet, library, article);
    let findings = findings(levels, |rule| match rule.check {
        Check::Sheet(check) => check(&subject),
        _ => Vec::new(),
    });
    heed(source, Comments::Sign('#'), levels, findings)
}

/// What `check` finds in `works`; nothing if it looks at something else.
fn check_works(check: Check, works: &Works<'_>) -> Vec<Fault> {
    match check {
        Check::Work(check) => {
            let of = |work: &Work<'_>| {
                check(work).into_iter().map(|fault| fault.of(work.mark())).collect::<Vec<_>>()
            };
            works.works.iter().flat_map(of).collect()
        }
        Check::Works(check) => {
            // The works stand in the order of the source.
            let of = |fault: &Fault| {
                let begun = works.works.partition_point(|work| work.place.start <= fault.span.start);
                works.works.get(begun.checked_sub(1)?).map(Work::mark)
            };
            check(works)
                .into_iter()
                .map(|fault| of(&fault).map_or(fault.clone(), |work| fault.of(work)))
                .collect()
        }
        Check::Article(_) | Check::Library(_) | Check::Sheet(_) | Check::Machinery => Vec::new(),
    }
}

/// What `check` finds under each rule that is on, in the order of the source, then of the rules.
fn findings(levels: &Levels, check: impl Fn(&'static Rule) -> Vec<Fault>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Some(severity) = levels.of(rule) else { continue };
        findings.extend(check(rule).into_iter().map(|fault| Finding { rule, severity, fault }));
    }
    sort(&mut findings);
    findings
}

/// Brings `findings` into the order in which they are reported.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let place = |f: &Finding| (f.fault.span, f.rule.code);
        place(a).cmp(&place(b)).then_with(|| a.fault.message.cmp(&b.fault.message))
    });
}
