//! The keys of a bibliography file, whatever its format.

use std::collections::BTreeSet;

#[cfg(feature = "markup")]
use saphyr::{LoadableYamlNode, Yaml};
use serde_json::Value;

use super::bib::Document;
use super::bib::value::{self, Strings};

/// The keys by which a document can cite from the bibliography `text` in the file `name`: of a .bib, their other names in
/// `ids` too (BibLaTeX manual, 2.2.3); of CSL JSON and YAML, as pandoc reads them, each `id`; of Hayagriva, as Typst
/// reads it, the names of the entries.
///
/// `None` for a format that ibid does not know, and for a text that is not of its format.
///
/// ```
/// use ibid::library::keys;
/// let found = keys("refs.bib", "@book{weber2001, ids = {ties, old}, title = {On Ties}}").unwrap_or_default();
/// assert_eq!(found.into_iter().collect::<Vec<_>>(), ["old", "ties", "weber2001"]);
/// let found = keys("refs.json", r#"[{"id": "weber2001", "type": "book"}]"#).unwrap_or_default();
/// assert!(found.contains("weber2001"));
/// assert_eq!(keys("refs.xml", "<xml/>"), None);
/// ```
pub fn keys(name: &str, text: &str) -> Option<BTreeSet<String>> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("bib" | "bibtex" | "biblatex") => Some(of_bib(text)),
        Some("json") => of_json(text),
        #[cfg(feature = "markup")]
        Some("yml" | "yaml") => of_yaml(text),
        _ => None,
    }
}

fn of_bib(text: &str) -> BTreeSet<String> {
    let document = Document::parse(text);
    let strings = Strings::of(&document);
    let mut keys = BTreeSet::new();
    for entry in document.entries() {
        keys.insert(document.slice(entry.key).to_owned());
        let ids = entry.field(&document, "ids").map(|field| value::source(&document, field, &strings));
        keys.extend(ids.unwrap_or_default().split(',').map(|id| id.trim().to_owned()));
    }
    keys.remove("");
    keys
}

fn of_json(text: &str) -> Option<BTreeSet<String>> {
    let value: Value = serde_json::from_str(text).ok()?;
    let items = value.as_array().or_else(|| value.get("references")?.as_array())?;
    let id = |item: &Value| match item.get("id")? {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    };
    Some(items.iter().filter_map(id).collect())
}

#[cfg(feature = "markup")]
fn of_yaml(text: &str) -> Option<BTreeSet<String>> {
    let documents = Yaml::load_from_str(text).ok()?;
    let document = documents.first()?;
    let word = |value: &Yaml<'_>| {
        value.as_str().map(str::to_owned).or_else(|| value.as_integer().map(|number| number.to_string()))
    };
    let items = document.as_vec().or_else(|| document.as_mapping_get("references")?.as_vec());
    if let Some(items) = items {
        return Some(items.iter().filter_map(|item| item.as_mapping_get("id").and_then(word)).collect());
    }
    Some(document.as_mapping()?.keys().filter_map(word).collect())
}

#[cfg(all(test, feature = "markup"))]
mod tests {
    use super::keys;

    #[test]
    fn every_format() {
        for (name, text, expected) in [
            ("a.bib", "@misc{b, ids = {a}}\n@string{s = {x}}\n@misc{", Some(vec!["a", "b"])),
            ("a.json", "[{\"id\": \"a\"}, {\"id\": 7}, {}]", Some(vec!["7", "a"])),
            ("a.json", "{\"references\": [{\"id\": \"a\"}]}", Some(vec!["a"])),
            ("a.json", "[", None),
            ("a.yml", "b:\n  type: book\na:\n  type: book\n", Some(vec!["a", "b"])),
            ("a.yaml", "references:\n- id: a\n  type: book\n", Some(vec!["a"])),
            ("a.yaml", "- id: a\n- id: 3\n", Some(vec!["3", "a"])),
            ("a.yaml", "a: [", None),
            ("a.ris", "TY  - BOOK\n", None),
            ("a", "", None),
        ] {
            let found = keys(name, text).map(|keys| keys.into_iter().collect::<Vec<_>>());
            let expected = expected.map(|keys| keys.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(found, expected, "{name}: {text}");
        }
    }
}
