//! Every rule, held to its own documentation.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::collections::BTreeSet;

use ibid::article::Source;
use ibid::library::bib::Document;
use ibid::lint::{
    Citable, Context, Example, Family, Finding, Fixable, Levels, RULES, Rule, Safety, Settings,
    check_article, check_article_against, check_library, check_sheet, fixed,
};
use ibid::output::rules::book;

/// Examples of broken lists cannot but break a second rule.
const COMPANIONS: &[(&str, &[&str])] = &[("broken-off-list", &["dangling-citation", "cut-off-reference"])];

/// The .bib beside a .toml.
const BESIDE: &str =
    "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n";

fn levels(rule: &Rule) -> Levels {
    let settings = format!("[check]\nselect = [\"default\", \"{}\"]\n", rule.name);
    Settings::parse(&settings, &[]).unwrap().unwrap().levels("")
}

fn findings(example: Example, levels: &Levels) -> Vec<Finding> {
    let context = Context { year: 2026 };
    match example {
        Example::Article(text) => {
            let article = ibid::read("example.txt", text.as_bytes()).unwrap();
            check_article(&article, &ibid::extract(&article), context, levels)
        }
        Example::Markdown(text) => {
            let article = ibid::read("example.md", text.as_bytes()).unwrap();
            let named = &article.markup.as_ref().unwrap().bibliographies;
            let absent: Vec<_> =
                named.iter().filter(|name| name.value != "refs.bib").map(|n| n.span).collect();
            let keys = absent.is_empty().then(|| BTreeSet::from(["weber2001ties".to_owned()]));
            check_article_against(
                &Citable { keys, absent, ..Citable::default() },
                &article,
                &ibid::extract(&article),
                context,
                levels,
            )
        }
        Example::Library(text) => {
            check_library(&Source::new("example.bib", text.to_owned()), context, levels)
        }
        Example::Sheet(text) => {
            let library = Document::parse(BESIDE);
            check_sheet(&Source::new("example.toml", text.to_owned()), &library, Some("blake3:11"), levels)
        }
    }
}

fn names(example: Example, rule: &Rule) -> BTreeSet<&'static str> {
    findings(example, &levels(rule)).iter().map(|f| f.rule.name).collect()
}

#[test]
fn the_bad_example_triggers_its_rule_and_no_other() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let companions = COMPANIONS.iter().find(|(name, _)| *name == rule.name).map_or(&[] as &[_], |c| c.1);
        let mut found = names(rule.bad, rule);
        let triggered = found.remove(rule.name);
        if !triggered || !found.iter().all(|name| companions.contains(name)) {
            wrong.push(format!("{}: triggered: {triggered}, others: {found:?}", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_good_example_triggers_nothing() {
    let found =
        RULES.iter().map(|rule| (rule.name, names(rule.good, rule))).filter(|(_, names)| !names.is_empty());
    assert_eq!(found.collect::<Vec<_>>(), []);
}

#[test]
fn codes_and_names_are_in_order_and_of_their_family() {
    let order: Vec<_> = RULES
        .iter()
        .map(|rule| (Family::ALL.iter().position(|family| *family == rule.family), rule.code))
        .collect();
    assert!(order.is_sorted_by(|a, b| a < b), "{order:?}");
    for rule in RULES {
        assert!(rule.code.starts_with(rule.family.prefix()), "{}", rule.code);
        assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
        assert!(
            rule.what.ends_with('.') && rule.why.ends_with('.') && !rule.help.ends_with('.'),
            "{}",
            rule.name
        );
    }
    assert_eq!(RULES.iter().map(|rule| rule.name).collect::<BTreeSet<_>>().len(), RULES.len());
}

#[test]
fn the_reference_page_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let page = std::fs::read_to_string(path).unwrap_or_default();
    assert!(page == book(RULES), "run: ibid rules --markdown > docs/rules.md");
}

#[test]
fn fixes_of_the_examples_mend_them_for_good() {
    for rule in RULES.iter().filter(|rule| rule.fixable != Fixable::No) {
        let Example::Library(text) = rule.bad else { continue };
        let levels = levels(rule);
        let found = findings(rule.bad, &levels);
        if rule.fixable == Fixable::Safe {
            assert!(fixed(text, &found, Safety::Safe).is_some(), "{}", rule.name);
        }
        let Some((new, _)) = fixed(text, &found, Safety::Unsafe) else { continue };
        let source = Source::new("example.bib", new);
        let left = check_library(&source, Context { year: 2026 }, &levels);
        assert!(left.iter().all(|f| f.rule.name != rule.name), "{}: {}", rule.name, source.text());
    }
}
