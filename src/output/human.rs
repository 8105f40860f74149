//! Findings for people: the message, an excerpt of the source with the place underlined, and advice.
//!
//! `annotate-snippets` draws them: it is what rustc and cargo draw with, knows wide characters, and makes
//! control characters of an excerpt visible.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use super::excerpt::excerpt;
use super::visible::visible;
use crate::article::Source;
use crate::lint::{Checked, Finding, RULES, Rule, Safety, Severity};
use crate::span::Span;

/// How findings are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours are used.
    pub colour: bool,
    /// Whether rule codes link to their documentation.
    pub links: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: false, links: false, width: 110 }
    }
}

/// Where the documentation of `rule` is published: [`crate::lint::book`].
pub(super) fn page(rule: &Rule) -> String {
    let code = rule.code.to_lowercase();
    format!("https://docs.rs/ibid/latest/ibid/lint/book/index.html#{}-{code}", rule.name)
}

/// `finding` in `source`, drawn over several lines, the last one ended.
pub fn human(source: &Source, finding: &Finding, look: Look) -> String {
    let fault = &finding.fault;
    let title = level(finding.severity)
        .primary_title(visible(&fault.message))
        .id(format!("{} {}", finding.rule.code, finding.rule.name));
    let title = if look.links { title.id_url(page(finding.rule)) } else { title };
    let mut group = title.elements(place(source, fault.span, AnnotationKind::Primary, None));
    for (span, words) in &fault.related {
        group = group.elements(place(source, *span, AnnotationKind::Context, Some(words)));
    }
    let help = fault.help.as_deref().unwrap_or(finding.rule.help);
    group = group.element(Level::HELP.message(visible(help)));
    let mut drawn = renderer(look).render(&[group]);
    drawn.push_str("\n\n");
    drawn
}

/// The place at `span` with its excerpt.
fn place<'a>(
    source: &'a Source,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a String>,
) -> Vec<Element<'a>> {
    let at = source.locate(span.start);
    let (line, path) = (at.line as usize, visible(source.name()));
    let excerpt = excerpt(source, span);
    let mut annotation: Annotation<'_> = kind.span(excerpt.span.range());
    if let Some(label) = label {
        annotation = annotation.label(visible(label));
    }
    let snippet = Snippet::source(excerpt.text).line_start(line).annotation(annotation);
    if excerpt.in_column {
        return vec![snippet.path(path).into()];
    }
    // Columns would be counted from the cut.
    vec![Origin::path(path).line(line).char_column(at.column as usize).into(), snippet.into()]
}

fn renderer(look: Look) -> Renderer {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(look.width).hyperlink(look.links)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// One line that counts `findings`: `found 2 errors and 1 warning in 3 files`.
pub fn summary(findings: &[&Finding], files: usize) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (severity, count(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| match severity {
            Severity::Info => format!("{count} for information"),
            _ => plural(count, severity.name()),
        })
        .collect();
    match counts.as_slice() {
        [] => format!("nothing to report in {}", plural(files, "file")),
        counts => format!("found {} in {}", counts.join(", "), plural(files, "file")),
    }
}

/// How many of the findings `--fix` would mend, and how many more `--unsafe-fixes`; `None` where there are none.
pub fn fixable(checked: &[Checked]) -> Option<String> {
    let libraries = checked.iter().filter(|c| c.source.name().to_lowercase().ends_with(".bib"));
    let fixes: Vec<Safety> =
        libraries.flat_map(|c| &c.findings).filter_map(|f| Some(f.fault.fix.as_ref()?.safety)).collect();
    let safe = fixes.iter().filter(|safety| **safety == Safety::Safe).count();
    match (safe, fixes.len() - safe) {
        (0, 0) => None,
        (safe, 0) => Some(format!("{safe} can be fixed with --fix")),
        (0, more) => Some(format!("{more} can be fixed with --unsafe-fixes")),
        (safe, more) => Some(format!("{safe} can be fixed with --fix, {more} more with --unsafe-fixes")),
    }
}

/// How often each rule found something, the most frequent first, a line each.
pub fn statistics(checked: &[Checked]) -> String {
    counts(checked)
        .iter()
        .map(|(count, rule)| format!("{count:>6}  {}  {}\n", rule.code, rule.name))
        .collect()
}

/// How many findings of `checked` each rule has that has any, the most first.
pub(super) fn counts(checked: &[Checked]) -> Vec<(usize, &'static Rule)> {
    let count = |rule: &'static Rule| {
        let found = checked.iter().flat_map(|c| &c.findings).filter(|f| f.rule.code == rule.code);
        (found.count(), rule)
    };
    let mut counts: Vec<_> = RULES.iter().map(count).filter(|(count, _)| *count > 0).collect();
    counts.sort_by_key(|&(count, rule)| (std::cmp::Reverse(count), rule.code));
    counts
}

/// `count` and its noun: `1 file`, `2 files`.
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
