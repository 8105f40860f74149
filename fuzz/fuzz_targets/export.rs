//! Any text as a .bib into all formats and on all pages: no panic, and JSON is JSON.
#![no_main]

use std::sync::LazyLock;

use ibid::library::{Entry, Heirs, Library, Source};
use ibid::output::annotated::{Markup, Style, annotated};
use ibid::output::export::Format;

static STYLE: LazyLock<Option<Style>> = LazyLock::new(|| Style::named("apa").ok());

libfuzzer_sys::fuzz_target!(|text: &str| {
    let library = Library::load([Source { name: "fuzz", bib: text, toml: "" }]);
    let mut heirs = Heirs::of(&library);
    for entry in &library.entries {
        let entry = heirs.alone(entry);
        for format in [Format::Biblatex, Format::Bibtex, Format::Ris, Format::Hayagriva] {
            let _ = format.entry(&entry);
        }
        if let Ok(json) = Format::CslJson.entry(&entry) {
            assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
        }
    }
    let entries: Vec<&Entry> = library.entries.iter().take(8).collect();
    if let Some(style) = &*STYLE {
        for markup in [Markup::Markdown, Markup::Html, Markup::Latex, Markup::Typst] {
            annotated(&library, &entries, style, markup);
        }
    }
});
