//! Any text as an article, a .bib, a .toml and a settings file under all rules: every place must be real, every
//! output bounded and free of control characters, every fix must leave text that can be checked again.
#![no_main]

use ibid::article::Source;
use ibid::library::bib::Document;
use ibid::lint::{
    Checked, Context, Finding, Safety, Settings, check_article, check_library, check_sheet, fixed,
};
use ibid::output::{findings, github, gitlab, human, junit, sarif};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let all = Settings::parse("[check]\nselect = [\"all\"]\n", &[]).ok().flatten().unwrap_or_default();
    let (levels, context) = (all.levels(""), Context { year: 2026 });
    let _ = Settings::parse(text, &[]);
    if let Ok(article) = ibid::read("fuzz.md", text.as_bytes()) {
        let found = check_article(&article, &ibid::extract(&article), context, &levels);
        print(article.source, found);
    }
    let source = Source::new("fuzz.toml", text.to_owned());
    let found = check_sheet(&source, &Document::parse(text), None, &levels);
    print(source, found);
    let source = Source::new("fuzz.bib", text.to_owned());
    let found = check_library(&source, context, &levels);
    if let Some((new, _)) = fixed(text, &found, Safety::Unsafe) {
        check_library(&Source::new("fuzz.bib", new), context, &levels);
    }
    print(source, found);
});

fn print(source: Source, found: Vec<Finding>) {
    for finding in &found {
        assert!(source.text().get(finding.fault.span.range()).is_some(), "{finding:?}");
        let drawn = human::human(&source, finding, human::Look::default());
        assert!(!drawn.contains('\u{1b}') && !drawn.contains('\u{202e}'), "{drawn:?}");
    }
    let checked = [Checked::new(source, found)];
    for text in [findings::json, sarif::sarif, github::github, gitlab::gitlab].map(|format| format(&checked)) {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }
    junit::junit(&checked);
}
