//! What an entry has from others: `crossref` and `xdata`.

use std::collections::BTreeMap;

use super::bib::{Document, value::Strings};

/// Type and fields (LaTeX sources) of an entry.
pub(super) type Plain = (String, BTreeMap<String, String>);

/// How many entries one may inherit through: a chain that bites its tail ends here.
pub(super) const LONGEST: usize = 8;

/// Fields that are of one entry alone (BibLaTeX manual, appendix B).
const OWN: [&str; 14] = [
    "crossref",
    "xref",
    "xdata",
    "ids",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedtype",
    "sortkey",
    "sorttitle",
];

/// The entries of `document` with what they inherit, by key; of two with a key the first.
pub(super) fn resolved(document: &Document, strings: &Strings) -> Vec<Plain> {
    let plain: Vec<(&str, Plain)> = document
        .entries()
        .map(|entry| {
            let kind = document.slice(entry.kind).to_lowercase();
            (document.slice(entry.key), (kind, super::merge::entry_fields(document, entry, strings)))
        })
        .collect();
    if !plain.iter().any(|(_, (_, fields))| fields.contains_key("crossref") || fields.contains_key("xdata")) {
        return plain.into_iter().map(|(_, entry)| entry).collect();
    }
    let mut by_key: BTreeMap<&str, &Plain> = BTreeMap::new();
    for (key, entry) in &plain {
        by_key.entry(key).or_insert(entry);
    }
    plain.iter().map(|(_, entry)| inherit(entry, |key| by_key.get(key).copied(), LONGEST)).collect()
}

/// `entry` with the fields that it has from the entries which `find` knows by key.
pub(super) fn inherit<'a>(
    entry: &Plain,
    find: impl Fn(&str) -> Option<&'a Plain> + Copy,
    depth: usize,
) -> Plain {
    let (kind, mut fields) = entry.clone();
    let Some(depth) = depth.checked_sub(1) else { return (kind, fields) };
    let named =
        |name: &str| entry.1.get(name).map(|keys| keys.split(',').map(str::trim)).into_iter().flatten();
    for parent in named("xdata").filter_map(find) {
        for (name, value) in inherit(parent, find, depth).1 {
            if !OWN.contains(&name.as_str()) {
                fields.entry(name).or_insert(value);
            }
        }
    }
    for parent in named("crossref").filter_map(find) {
        let (from, given) = inherit(parent, find, depth);
        for (name, value) in given.into_iter().filter(|(name, _)| !OWN.contains(&name.as_str())) {
            if let Some(name) = name_in_child(&from, &kind, &name) {
                fields.entry(name).or_insert(value);
            }
        }
    }
    (kind, fields)
}

/// The name under which a `child` has the field `name` of its parent (BibLaTeX manual, appendix B); `None` for what
/// it does not inherit.
fn name_in_child(parent: &str, child: &str, name: &str) -> Option<String> {
    let into = match (parent, child) {
        ("mvbook" | "mvcollection" | "mvreference" | "mvproceedings", _) => "main",
        (
            _,
            "inbook" | "incollection" | "inreference" | "inproceedings" | "conference" | "bookinbook"
            | "suppbook" | "suppcollection",
        ) => "book",
        ("periodical", _) => "journal",
        _ => "",
    };
    match name {
        "title" | "subtitle" | "titleaddon" if !into.is_empty() => {
            let journal_addon = into == "journal" && name == "titleaddon";
            (!journal_addon).then(|| format!("{into}{name}"))
        }
        "shorttitle" | "sorttitle" | "indextitle" | "indexsorttitle" => None,
        _ => Some(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossref_and_xdata() {
        let text = "@inproceedings{a, title = {T}, crossref = {p}}
            @proceedings{p, title = {P}, subtitle = {S}, date = 2001, xdata = {x, loop}, label = {l}}
            @xdata{x, publisher = {X}} @xdata{loop, xdata = {loop}, location = {L}}
            @article{b, title = {B}, crossref = {none}}";
        let document = Document::parse(text);
        let all = resolved(&document, &Strings::of(&document));
        let fields: Vec<_> = all[0].1.iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(
            fields.join(" "),
            "booksubtitle=S booktitle=P crossref=p date=2001 location=L publisher=X title=T"
        );
        assert_eq!(all[4].1.len(), 2);
    }
}
