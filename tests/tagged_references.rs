//! The references that ibid learns from are marked as their README says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../examples/train_tagger/tagged.rs"]
mod tagged;

use std::collections::HashMap;
use std::fs;

use ibid::bibliography::Label;
use tagged::{Tagged, references};

#[test]
fn fields_are_characters_of_the_printed_string() {
    let text = "# Economics\n\n<author>Ørn, Ida</author> (<date>2004</date>): <title>If p < 1</title>, <<url>a.org</url>>.\n";
    let spans = vec![("author", 0, 8), ("date", 10, 14), ("title", 17, 25), ("url", 28, 33)];
    let raw = "Ørn, Ida (2004): If p < 1, <a.org>.".to_owned();
    assert_eq!(references(text).unwrap(), [Tagged { raw, spans }]);
}

#[test]
fn a_line_that_is_wrongly_marked_is_named() {
    let wrong = [
        "<title>Tides",
        "<title>Tides</author>",
        "<title>Ti<date>1999</date>des</title>",
        "<title> Tides</title>",
        "<title></title>",
        "Tides</title>",
        "Tides",
    ];
    for line in wrong {
        let error = references(&format!("# Lists\n{line}")).unwrap_err();
        assert!(error.starts_with("line 2: "), "{error}");
    }
}

#[test]
fn every_reference_is_marked_with_known_fields_and_there_once() {
    let mut seen = HashMap::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/references");
    for file in fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()) {
        if file.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let references = references(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        assert!(!references.is_empty(), "{}", file.display());
        for reference in references {
            for (name, ..) in reference.spans {
                assert!(Label::named(name).is_some(), "{name}: {}", reference.raw);
            }
            if let Some(other) = seen.insert(reference.raw.clone(), file.clone()) {
                panic!("{} has what {} has: {}", file.display(), other.display(), reference.raw);
            }
        }
    }
    assert!(!seen.is_empty());
}
