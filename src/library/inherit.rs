//! What an entry has from others: `crossref` and `xdata`.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::bib::{Document, value::Strings};
use super::{Entry, Library};

/// Type and fields (LaTeX sources) of an entry.
pub(super) type Plain = (String, BTreeMap<String, String>);

/// How many entries one may inherit through: a chain that bites its tail ends here.
const LONGEST: usize = 8;

/// Fields that are of one entry alone (BibLaTeX manual, appendix B).
const OWN: [&str; 14] = [
    "crossref", "xref", "xdata", "ids", "entryset", "entrysubtype", "execute", "label", "options", "presort",
    "related", "relatedtype", "sortkey", "sorttitle",
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
    let mut heritage = Heritage::default();
    plain.iter().for_each(|(key, (kind, fields))| heritage.add(key, kind, fields));
    plain.iter().map(|(_, (kind, fields))| heritage.inherited(kind, fields)).collect()
}

/// The entries of a library with what they have from others of their file.
pub struct Heirs<'a> {
    /// By the number of the pair.
    volumes: Vec<Heritage<'a>>,
}

impl<'a> Heirs<'a> {
    /// Those of `library`; made once for all of its entries.
    ///
    /// ```
    /// use ibid::library::{Heirs, Library, Source};
    /// let bib = "@book{a, title = {On It}, xdata = {x}} @xdata{x, publisher = {Roe}}";
    /// let library = Library::load([Source { name: "bib/p", bib, toml: "" }]);
    /// let whole = Heirs::of(&library).alone(&library.entries[0]);
    /// assert_eq!(whole.value("publisher").as_deref(), Some("Roe"));
    /// assert_eq!(whole.value("xdata"), None);
    /// ```
    pub fn of(library: &'a Library) -> Self {
        let mut volumes: Vec<Heritage<'a>> = library.volumes.iter().map(|_| Heritage::default()).collect();
        for entry in &library.entries {
            if let Some(volume) = volumes.get_mut(entry.volume) {
                volume.add(&entry.key, &entry.kind, &entry.fields);
            }
        }
        Self { volumes }
    }

    /// `entry` of the library with what it has from other entries of its file through `crossref` and `xdata`.
    pub fn resolved(&mut self, entry: &Entry) -> Entry {
        match self.volumes.get_mut(entry.volume) {
            Some(volume) => {
                let (kind, fields) = volume.inherited(&entry.kind, &entry.fields);
                Entry { kind, fields, key: entry.key.clone(), ..*entry }
            }
            None => entry.clone(),
        }
    }

    /// `entry` of the library as it stands for itself: with what it has from others, and without naming them.
    pub fn alone(&mut self, entry: &Entry) -> Entry {
        let mut whole = self.resolved(entry);
        whole.fields.retain(|name, _| !matches!(name.as_str(), "crossref" | "xdata"));
        whole
    }
}

/// The fields of an entry, as LaTeX sources.
type Fields = BTreeMap<String, String>;

/// The entries of one file, and what those have inherited that others inherit from.
#[derive(Default)]
struct Heritage<'a> {
    /// Type and fields by key; of two with a key the first.
    entries: HashMap<&'a str, (&'a str, &'a Fields)>,
    /// By key, and through how many entries it may inherit. Without it, a few entries that name many parents each
    /// would be looked at as often as there are ways between them.
    known: HashMap<(&'a str, usize), Rc<Plain>>,
}

impl<'a> Heritage<'a> {
    fn add(&mut self, key: &'a str, kind: &'a str, fields: &'a Fields) {
        self.entries.entry(key).or_insert((kind, fields));
    }

    /// The entry of type `kind` with `fields`, and the fields that it has from others.
    fn inherited(&mut self, kind: &str, fields: &Fields) -> Plain {
        self.inherit(kind, fields, LONGEST)
    }

    /// The entry `key` with what it has through at most `depth` others.
    fn parent(&mut self, key: &str, depth: usize) -> Option<Rc<Plain>> {
        let (&key, &(kind, fields)) = self.entries.get_key_value(key)?;
        if let Some(known) = self.known.get(&(key, depth)) {
            return Some(Rc::clone(known));
        }
        let parent = Rc::new(self.inherit(kind, fields, depth));
        self.known.insert((key, depth), Rc::clone(&parent));
        Some(parent)
    }

    fn inherit(&mut self, kind: &str, own: &Fields, depth: usize) -> Plain {
        let mut fields = own.clone();
        let Some(depth) = depth.checked_sub(1) else { return (kind.to_owned(), fields) };
        let named =
            |name: &str| own.get(name).map(|keys| keys.split(',').map(str::trim)).into_iter().flatten();
        let given = |name: &&String| !OWN.contains(&name.as_str());
        for key in named("xdata") {
            let Some(parent) = self.parent(key, depth) else { continue };
            for (name, value) in parent.1.iter().filter(|(name, _)| given(name)) {
                fields.entry(name.clone()).or_insert_with(|| value.clone());
            }
        }
        for key in named("crossref") {
            let Some(parent) = self.parent(key, depth) else { continue };
            for (name, value) in parent.1.iter().filter(|(name, _)| given(name)) {
                if let Some(name) = name_in_child(&parent.0, kind, name) {
                    fields.entry(name).or_insert_with(|| value.clone());
                }
            }
        }
        (kind.to_owned(), fields)
    }
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

    #[test]
    fn many_ways_to_the_same_parent_are_gone_once() {
        let layer = |n: usize| (0..30).map(move |at| format!("l{n}x{at}"));
        let parents = |n: usize| layer(n + 1).collect::<Vec<_>>().join(", ");
        let entries = (0..10).flat_map(|n| {
            layer(n).map(move |key| format!("@xdata{{{key}, xdata = {{{}}}, f{n} = {{v}}}}\n", parents(n)))
        });
        let text: String = entries.collect();
        let document = Document::parse(text.as_str());
        let fields = &resolved(&document, &Strings::of(&document))[0].1;
        assert!(fields.contains_key("f8") && !fields.contains_key("f9"), "{fields:?}");
    }
}
