//! What must hold for any source, whatever its format.

use ibid::article::Source;
use ibid::lint::{Checked, Citable, Context, Finding, Levels, Settings, check_article_against};
use ibid::output::{findings, github, gitlab, human, junit, sarif};

/// The world around the checks.
pub(crate) const CONTEXT: Context = Context { year: 2026 };

/// All rules on.
pub(crate) fn all() -> Levels {
    Settings::parse("[check]\nselect = [\"all\"]\n", &[]).ok().flatten().unwrap_or_default().levels("")
}

/// Reads `bytes` as the file called `name`: all places must lie in the source, and all output be inert.
#[allow(dead_code, reason = "every target has its own half")]
pub(crate) fn article(name: &str, bytes: &[u8]) {
    let Ok(article) = ibid::read(name, bytes) else { return };
    let extraction = ibid::extract(&article);
    let text = article.source.text();
    for citation in &extraction.citations {
        for span in [&citation.marker, &citation.claim, &citation.sentence].iter().flat_map(|p| &p.spans) {
            assert!(text.get(span.range()).is_some(), "a span outside the source: {span:?}");
        }
    }
    if let Some(markup) = &article.markup {
        let named = [&markup.bibliographies, &markup.includes, &markup.nocite, &markup.defined];
        let places = named.into_iter().flatten().map(|file| file.span).chain(markup.comments.iter().copied());
        places.for_each(|span| assert!(text.get(span.range()).is_some(), "a span outside the source: {span:?}"));
    }
    let citable = Citable::of(["known"]);
    let found = check_article_against(&citable, &article, &extraction, CONTEXT, &all());
    print(article.source, found);
}

/// Prints `found` in every format.
pub(crate) fn print(source: Source, found: Vec<Finding>) {
    for finding in &found {
        assert!(source.text().get(finding.fault.span.range()).is_some(), "{finding:?}");
        let drawn = human::human(&source, finding, human::Look::default());
        assert!(!drawn.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{drawn:?}");
    }
    let checked = [Checked::new(source, found)];
    for text in [findings::json, sarif::sarif, github::github, gitlab::gitlab].map(|format| format(&checked)) {
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{text:?}");
    }
    junit::junit(&checked);
}
