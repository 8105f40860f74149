//! Entries, notes and claims on one page.

use std::collections::HashMap;
use std::fmt::Write;

use super::format::formatted;
use super::kinds::styled;
use super::markup::{Markup, Stress};
use super::style::Style;
use crate::library::sheet::record::{Annotation, ClaimRecord};
use crate::library::{Entry, Heirs, Kept, Library};
use crate::output::export::Format;

/// The annotated bibliography of `entries` of `library`, in the order of `style`: each entry, its field `annotation`, its notes and
/// quotations, and the claims that cite it. The second value names the entries that the style cannot take.
pub fn annotated(
    library: &Library,
    entries: &[&Entry],
    style: &Style,
    markup: Markup,
) -> (String, Vec<String>) {
    let mut faults = Vec::new();
    let mut noted: HashMap<String, String> = HashMap::new();
    let mut readable = Vec::with_capacity(entries.len());
    let mut heirs = Heirs::of(library);
    for entry in entries.iter().filter(|entry| Format::Hayagriva.has(&entry.kind)) {
        let whole = heirs.alone(entry);
        match styled(&whole) {
            Ok(entry) => readable.push(entry),
            Err(fault) => faults.push(fault),
        }
        if let Some(own) = whole.value("annotation").or_else(|| whole.value("annote")) {
            noted.entry(whole.key).or_insert(own);
        }
    }
    let mut page = markup.head().to_owned() + &markup.title("Annotated bibliography");
    for (key, words) in formatted(&readable, style, markup) {
        let mut inner = markup.paragraph(&words);
        if let Some(own) = noted.get(&key) {
            inner += &markup.paragraph(&markup.escaped(own));
        }
        for annotation in library.annotations_of(&key) {
            inner += &about(annotation, markup);
        }
        inner += &claims(library, &key, markup);
        page += &markup.entry(&inner);
    }
    (page + markup.foot(), faults)
}

/// What people noted of an entry.
fn about(annotation: &Annotation, markup: Markup) -> String {
    let mut inner = String::new();
    if let Some(quoted) = quoted(annotation) {
        inner += &markup.quote(&markup.escaped(&quoted));
    }
    if let Some(note) = &annotation.note {
        inner += &blocks(note, markup);
    }
    if !annotation.tags.is_empty() {
        let tags = format!("Tags: {}", annotation.tags.join(", "));
        inner += &markup.paragraph(&markup.stressed(&markup.escaped(&tags), Stress::Italic));
    }
    inner
}

/// `text` as people lay it out: paragraphs between blank lines, and lists of lines with `- `.
fn blocks(text: &str, markup: Markup) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let blocks = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
    let block = |block: &[&str]| {
        let items: Option<Vec<_>> = block.iter().map(|line| line.strip_prefix("- ")).collect();
        match items {
            Some(items) => {
                let items: Vec<String> = items.into_iter().map(|item| markup.escaped(item)).collect();
                markup.list(&items)
            }
            None => markup.paragraph(&markup.escaped(&block.join(" "))),
        }
    };
    blocks.map(block).collect()
}

/// The words of the source and their place in it, as far as they are known: `“ties grew” (p. 4)`.
fn quoted(annotation: &Annotation) -> Option<String> {
    match (&annotation.quote, &annotation.locator) {
        (Some(quote), Some(place)) => Some(format!("“{quote}” ({place})")),
        (Some(quote), None) => Some(format!("“{quote}”")),
        (None, Some(place)) => Some(format!("({place})")),
        (None, None) => None,
    }
}

/// The claims that cite the entry called `key`.
fn claims(library: &Library, key: &str, markup: Markup) -> String {
    let citing = library.claims.iter().filter(|claim| claim.record.cites.iter().any(|cited| cited == key));
    let items: Vec<String> = citing.map(|claim| item(library, claim, markup)).collect();
    if items.is_empty() {
        return String::new();
    }
    let title = markup.stressed(&markup.escaped("Claims that rest on it"), Stress::Bold);
    markup.paragraph(&title) + &markup.list(&items)
}

fn item(library: &Library, claim: &Kept<ClaimRecord>, markup: Markup) -> String {
    let Kept { volume, record, .. } = claim;
    let (article, has_pages) = library
        .volumes
        .get(*volume)
        .map_or(("", false), |volume| (volume.head.article.as_str(), volume.has_pages));
    let mut place = article.to_owned();
    if let Some(section) = &record.section {
        let _ = write!(place, ", {section}");
    }
    if let Some(at) = &record.place {
        let _ = write!(place, ", {}", at.words(has_pages));
    }
    let mut item = markup.escaped(&format!("{} ({place})", record.text));
    let Annotation { verdict, note, .. } = &record.annotation;
    if let Some(verdict) = verdict {
        item += &markup.escaped(&format!(" [{}]", verdict.name()));
    }
    if let Some(quoted) = quoted(&record.annotation) {
        item += &markup.escaped(&format!(" {quoted}"));
    }
    if let Some(note) = note {
        item += &markup.stressed(&markup.escaped(&format!(" {note}")), Stress::Italic);
    }
    item
}

#[cfg(test)]
mod tests {
    use hayagriva::archive::ArchivedStyle;
    use hayagriva::citationberg::Style as Csl;

    use super::*;
    use crate::library::Source;

    fn page(bib: &str, style: &str) -> String {
        styled_page(bib, &Style::named(style).unwrap())
    }

    fn styled_page(bib: &str, style: &Style) -> String {
        let library = Library::load([Source { name: "p", bib, toml: "" }]);
        let entries: Vec<&Entry> = library.entries.iter().collect();
        annotated(&library, &entries, style, Markup::Markdown).0
    }

    #[test]
    fn names_do_not_depend_on_other_entries() {
        let [john, karen] = [("s1", "John", "First"), ("s3", "Karen", "Third")].map(|(key, given, title)| {
            format!(
                "@article{{{key}, author = {{Smith, {given} and Xia, Li}}, title = {{{title}}}, journaltitle = {{Nature}}, volume = {{1}}, date = {{2001}}}}\n"
            )
        });
        let mut tried = 0;
        for archived in ArchivedStyle::all() {
            // Only these tell citations apart by given names.
            let Csl::Independent(csl) = archived.get() else { continue };
            let Ok(style) = Style::named(archived.names()[0]).map_err(drop) else { continue };
            if !csl.citation.disambiguate_add_givenname {
                continue;
            }
            let both = styled_page(&(john.clone() + &karen), &style);
            for (bib, given) in [(&john, "John"), (&karen, "Karen")] {
                let has = |page: &str| {
                    let mut words = page.split(|c: char| !c.is_alphanumeric());
                    words.any(|word| word == given || word == &given[..1])
                };
                if has(&styled_page(bib, &style)) {
                    tried += 1;
                    assert!(has(&both), "{}: {both}", archived.names()[0]);
                }
            }
        }
        assert!(tried > 20, "{tried}");
    }

    #[test]
    fn notes_keep_their_paragraphs() {
        let note = "First\nparagraph.\n\nSecond:\n\n- one\n- two";
        let html = "<p>First paragraph.</p>\n<p>Second:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n";
        assert_eq!(blocks(note, Markup::Html), html);
        assert_eq!(blocks(note, Markup::Markdown), "First paragraph.\n\nSecond:\n\n- one\n- two\n\n");
    }

    #[test]
    fn what_others_inherit_from_is_no_work() {
        let page = page(
            "@xdata{p, publisher = {OUP}}\n@set{s, entryset = {p}}\n@book{b, title = {T}, date = {2001}}",
            "apa",
        );
        assert!(page.contains("2001") && !page.contains("OUP") && !page.contains("n.d."), "{page}");
    }

    #[test]
    fn particles_stay_with_the_family_name() {
        let bib = "@book{b, author = {van der Berg, Jan and de la Cruz, M. and {Ministry of Tolls, Roads and Ports}}, title = {T}, date = {2001}}";
        let page = page(bib, "apa");
        assert!(
            page.contains("van der Berg, J., de la Cruz, M., \\& Ministry of Tolls, Roads and Ports."),
            "{page}"
        );
    }
}
