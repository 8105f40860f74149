//! Rules as text: a table of all, a page for one, a book of pages.

use crate::lint::{Example, Family, Fixable, Rule};

/// All `rules`, a line each: code, name, severity, and whether it is on and can fix.
pub fn table(rules: &[Rule]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &Rule| {
        let on = if rule.default { "on" } else { "off" };
        let fix = if rule.fixable == Fixable::No { "" } else { "  fixes" };
        format!("{}  {:width$}  {:7}  {on:3}{fix}", rule.code, rule.name, rule.severity.name())
            .trim_end()
            .to_owned()
            + "\n"
    };
    rules.iter().map(line).collect()
}

/// What `rule` means, in Markdown.
pub fn page(rule: &Rule) -> String {
    let on = if rule.default { "on" } else { "off" };
    let fix = match rule.fixable {
        Fixable::No => "no",
        Fixable::Unsafe => "with `--unsafe-fixes`",
        Fixable::Safe => "with `--fix`",
    };
    let why = if rule.why.is_empty() { String::new() } else { format!("{}\n\n", rule.why) };
    format!(
        "### {name} ({code})\n\n\
         {what}\n\n\
         **Why:** {why}\
         **What to do:** {help}.\n\n\
         Severity {severity}, confidence {confidence}, {on} by default, fix: {fix}.\n\
         Change it with `severity.{name} = \"error\"`, turn it {other} with `{list} = [\"{name}\"]`.\n\n\
         Triggers it:\n\n{bad}\n\
         Does not:\n\n{good}",
        name = rule.name,
        code = rule.code,
        what = rule.what,
        help = rule.help,
        severity = rule.severity.name(),
        confidence = rule.confidence.name(),
        other = if rule.default { "off" } else { "on" },
        list = if rule.default { "ignore" } else { "select" },
        bad = fenced(rule.bad),
        good = fenced(rule.good),
    )
}

fn fenced(example: Example) -> String {
    let (language, text) = match example {
        Example::Article(text) => ("text", text),
        Example::Markdown(text) => ("markdown", text),
        Example::Library(text) => ("bibtex", text),
        Example::Sheet(text) => ("toml", text),
    };
    format!("````{language}\n{}\n````\n", text.trim_end())
}

/// All `rules` by family, in Markdown: the page `docs/rules.md`.
pub fn book(rules: &[Rule]) -> String {
    let mut book = String::from(
        "# Rules\n\n\
         Made by `ibid rules --markdown` from the rules themselves; a test holds it current.\n\
         How to turn rules on and off, and how to ignore a single finding, is in [ci.md](ci.md).\n\n",
    );
    book.push_str("| code | rule | severity | on | finds |\n|---|---|---|---|---|\n");
    for rule in rules {
        let on = if rule.default { "yes" } else { "no" };
        let name = rule.name;
        let anchor = format!("{name}-{}", rule.code.to_lowercase());
        book.push_str(&format!(
            "| {} | [{name}](#{anchor}) | {} | {on} | {} |\n",
            rule.code,
            rule.severity.name(),
            rule.what
        ));
    }
    for family in Family::ALL {
        book.push_str(&format!("\n## Family {}\n", family.name()));
        for rule in rules.iter().filter(|rule| rule.family == family) {
            book.push('\n');
            book.push_str(&page(rule));
        }
    }
    book
}
