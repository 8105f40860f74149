//! Which BibLaTeX entry type a reference is.

use biblatex::EntryType;

use super::grammar::designation::designation;
use super::grammar::document_type::{DocumentType, marked_type};
use super::grammar::event::{acronym, event, short_event};
use super::grammar::medium::audiovisual;
use super::grammar::role::{self, takes_end};
use super::{Fields, Label, Labelled};
use crate::span::Span;

/// What the choice rests on.
#[derive(Debug)]
pub(super) struct Evidence<'a> {
    fields: &'a Fields,
    /// The container in lower case, if there is one.
    container: Option<String>,
    /// Whether `In` stands before the container or its editor.
    inside: bool,
    /// The reference string in lower case without names, titles and containers.
    outside: String,
    /// Whether the container is called by the short name of a conference and its year, or by an acronym behind a bare `In`.
    of_event: bool,
    /// Whether the volume stands right behind the container, as that of a journal does.
    numbered: bool,
    /// The title in lower case.
    title: String,
    /// Whether the reference says in brackets that the work is seen or heard.
    audiovisual: bool,
    /// What the reference marks its document as.
    marked: Option<DocumentType>,
}

impl<'a> Evidence<'a> {
    /// The evidence in `raw`, labelled as `labels` say and normalised to `fields`.
    pub(super) fn new(raw: &str, labels: &[Labelled], fields: &'a Fields) -> Self {
        let text = |label: Label| {
            let spans = labels.iter().filter(move |l| l.label == label);
            spans.filter_map(|l| raw.get(l.span.range())).collect::<Vec<_>>().join(" ").to_lowercase()
        };
        let container = Some(text(Label::Container)).filter(|c| !c.is_empty());
        let mut hosts = labels.iter().filter(|l| l.label == Label::Container).map(|l| l.span);
        Self {
            fields,
            container,
            of_event: hosts.any(|host| names_event(raw, labels, host) || is_acronym_behind_in(raw, host)),
            numbered: is_numbered(raw, labels),
            inside: inside(raw, labels),
            outside: outside(raw, labels),
            title: text(Label::Title),
            audiovisual: raw
                .match_indices('[')
                .any(|(at, _)| raw.get(at..).is_some_and(|rest| audiovisual(rest).is_ok())),
            marked: marked_type(raw).map(|(_, found)| found),
        }
    }

    fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    /// Whether one of `words` stands outside names and titles.
    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.outside.contains(word))
    }

    fn value(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", |f| f.value.as_str())
    }
}

/// Whether a conference's short name and its year are `host`, stand in it, or close it: `ICR 2017`, `Advances in Rivers (ICR 2017)`.
fn names_event(raw: &str, labels: &[Labelled], host: Span) -> bool {
    if raw.get(host.range()).is_some_and(|host| short_event(host).is_ok_and(|(rest, _)| rest.is_empty())) {
        return true;
    }
    // `(CUP 2010)` holds a press.
    let is_body = |at: usize| {
        labels
            .iter()
            .any(|l| matches!(l.label, Label::Publisher | Label::Institution) && l.span.contains(at + 1))
    };
    let mut brackets = raw.match_indices('(').map(|(at, _)| at);
    brackets.any(|at| {
        (host.start..=host.end + 1).contains(&at)
            && !is_body(at)
            && raw.get(at..).is_some_and(|rest| event(rest).is_ok())
    })
}

/// Whether `host` is an acronym behind `In` and no colon, or ends in one in brackets there: `In ICML`, `In Rivers and Ports (RAP)`. German has its
/// journals so behind `In:`.
fn is_acronym_behind_in(raw: &str, host: Span) -> bool {
    let (Some(before), Some(name)) = (raw.get(..host.start), raw.get(host.range())) else { return false };
    let bracketed = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(_, last)| last);
    let is_acronym = |name: &str| acronym(name).is_ok_and(|(rest, _)| rest.is_empty());
    ["In ", "in "].iter().any(|word| before.ends_with(word)) && is_acronym(bracketed.unwrap_or(name))
}

/// Whether the volume stands right behind the container, without a word for it: `Merkur 63`, but not `Handbuch der Häfen, Bd. 2`.
fn is_numbered(raw: &str, labels: &[Labelled]) -> bool {
    labels.windows(2).any(|pair| match pair {
        [host, volume] if (host.label, volume.label) == (Label::Container, Label::Volume) => {
            raw.get(host.span.end..volume.span.start)
                .is_some_and(|between| between.chars().all(|c| matches!(c, ' ' | ',')))
                && raw
                    .get(volume.span.range())
                    .is_some_and(|words| words.starts_with(|c: char| c.is_ascii_digit()))
        }
        _ => false,
    })
}

/// Whether `In` (or its like in other languages) stands right before the container or its editor.
fn inside(raw: &str, labels: &[Labelled]) -> bool {
    let hosts = labels.iter().filter(|l| matches!(l.label, Label::Container | Label::Editor));
    hosts.filter_map(|l| raw.get(..l.span.start)).any(|before| takes_end(before, role::inside))
}

/// The part of `raw` in lower case that no name, title or container takes.
fn outside(raw: &str, labels: &[Labelled]) -> String {
    let inner = |l: &&Labelled| {
        matches!(
            l.label,
            Label::Author | Label::Editor | Label::Title | Label::Container | Label::Url | Label::Publisher
        )
    };
    let mut spans: Vec<_> = labels.iter().filter(inner).map(|l| l.span).collect();
    spans.sort_unstable();
    let mut outside = String::new();
    let mut at = 0;
    for span in spans {
        outside.push_str(raw.get(at..span.start).unwrap_or_default());
        outside.push(' ');
        at = at.max(span.end);
    }
    outside.push_str(raw.get(at..).unwrap_or_default());
    outside.to_lowercase()
}

/// Words by which the container is the proceedings of a conference.
const PROCEEDINGS: &[&str] = &[
    "proceedings",
    "proc.",
    "proc ",
    "conference",
    "conf.",
    "symposium",
    "symp.",
    "workshop",
    "congress",
    "kongress",
    "tagung",
    "meeting",
    "convegno",
    "colloque",
    "congreso",
    "congresso",
    "simposio",
    "simpósio",
    "konferen",
    "sympozj",
    "sborník",
    "actes du",
    "actas ",
    "anais ",
    "atti del",
    "конференц",
    "neural information processing systems",
];

/// Words by which the container is a journal, even where it is called proceedings.
const JOURNALS: &[&str] = &["journal", "zeitschrift", "revue", "rivista", "revista"];

/// Words by which it is the journal of a society, where no meeting is named.
const OF_SOCIETIES: &[&str] =
    &["natl", "national academy", "royal society", "r. soc", "of the ieee", " lond.", "london math"];

/// Words for a meeting.
const MEETINGS: &[&str] = &["conference", "conf.", "symposium", "symp.", "workshop", "congress", "meeting"];

/// Whether `container`, in lower case, is called a journal.
fn is_journal(container: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| container.contains(word));
    let short = || container.split(|c: char| c != '.' && !c.is_alphabetic()).any(|word| word == "j.");
    has(JOURNALS) || short() || has(OF_SOCIETIES) && !has(MEETINGS)
}

/// Names of archives that keep data.
const DATA: &[&str] =
    &["dataset", "data set", "data file", "[data", "zenodo", "dryad", "figshare", "pangaea", "dataverse"];

/// Chooses the entry type.
pub(super) fn choose(e: &Evidence<'_>) -> EntryType {
    marked(e).or_else(|| special(e)).unwrap_or_else(|| match &e.container {
        Some(container) => part(e, container),
        None => whole(e),
    })
}

/// The name of an entry type in small letters, also of one that the biblatex crate does not know: `article`, `standard`.
///
/// ```
/// let standard = ibid::bibliography::parse("Roe A, Okada B (1998) RFC 2460 Protocol of the Ports: Generic Syntax. Technical report. Available: http://tools.example.org/html/rfc2460").entry_type;
/// assert_eq!(ibid::bibliography::kind_name(&standard), "standard");
/// ```
pub fn kind_name(kind: &EntryType) -> String {
    match kind {
        EntryType::Unknown(name) => name.to_lowercase(),
        known => known.to_string().to_lowercase(),
    }
}

/// The field of the container in an entry of this type.
pub(super) fn container_field(entry_type: &EntryType) -> &'static str {
    match entry_type {
        EntryType::InProceedings | EntryType::InCollection | EntryType::InBook => "booktitle",
        _ => "journaltitle",
    }
}

/// The type that the reference marks, as GB/T 7714 does. A book or proceedings so marked may be the host of what is cited.
fn marked(e: &Evidence<'_>) -> Option<EntryType> {
    let kind = match (e.marked?, e.container.is_some()) {
        (DocumentType::Periodical, true) => EntryType::Article,
        (DocumentType::Proceedings, true) => EntryType::InProceedings,
        (DocumentType::Book | DocumentType::Collection, true) if e.has("editor") => EntryType::InCollection,
        (DocumentType::Book | DocumentType::Collection, true) => EntryType::InBook,
        (DocumentType::Proceedings, false) => EntryType::Proceedings,
        (DocumentType::Book | DocumentType::Collection, false) => book(e),
        (DocumentType::Thesis, _) => EntryType::Thesis,
        (DocumentType::Report, _) => EntryType::Report,
        (DocumentType::Standard, _) => EntryType::Unknown("standard".to_owned()),
        (DocumentType::Patent, _) => EntryType::Patent,
        (DocumentType::Data, _) => EntryType::Dataset,
        (DocumentType::Program, _) => EntryType::Software,
        (DocumentType::Online, _) => EntryType::Online,
        (DocumentType::Periodical, false) | (DocumentType::Other, _) => return None,
    };
    Some(kind)
}

/// Types that say what they are.
fn special(e: &Evidence<'_>) -> Option<EntryType> {
    let kind = e.value("type");
    let periodical = e.container.is_some() && e.has("volume");
    if periodical {
        return None;
    }
    // BibLaTeX's types for them are no types of its data model.
    if e.audiovisual {
        return Some(EntryType::Misc);
    }
    if kind.ends_with("thesis")
        || e.says(&[
            "thesis", "dissertation", "diss.", "habilitation", "diplomarbeit", "thèse", "proefschrift",
        ])
    {
        return Some(EntryType::Thesis);
    }
    if e.container.is_none() && (kind.to_lowercase().contains("patent") || e.says(&["patent"])) {
        return Some(EntryType::Patent);
    }
    if e.says(DATA) || DATA.iter().any(|word| e.value("publisher").to_lowercase().contains(word)) {
        return Some(EntryType::Dataset);
    }
    if e.says(&["software", "package version", "r package", "computer program", "[program"])
        || e.value("url").contains("github.com")
    {
        return Some(EntryType::Software);
    }
    if e.container.is_none() && is_standard(e) {
        return Some(EntryType::Unknown("standard".to_owned()));
    }
    (e.container.is_none()
        && !e.has("publisher")
        && e.says(&["unpublished", "manuscript", "unveröffentlicht", "inédit", "in preparation"]))
    .then_some(EntryType::Unpublished)
}

/// Whether the number is the designation of a standard or the title begins with one, or with an RFC, as what stands outside of the fields may.
fn is_standard(e: &Evidence<'_>) -> bool {
    let request = |words: &str| words.trim_start().starts_with("rfc ");
    let designated = |words: &str| designation(words.trim_start()).is_ok();
    designated(e.value("number")) || designated(e.value("title")) || request(&e.title) || request(&e.outside)
}

/// The type of a work in a container.
fn part(e: &Evidence<'_>, container: &str) -> EntryType {
    let names = |words: &[&str]| words.iter().any(|word| container.contains(word));
    let book = e.has("editor") || e.has("publisher") || e.has("isbn") || e.has("edition");
    let issue = e.has("volume") || e.has("number");
    let is_journal = is_journal(container);
    if !(issue && !e.inside && !book) && names(PROCEEDINGS) && !is_journal {
        return EntryType::InProceedings;
    }
    if e.inside && e.of_event && !e.has("editor") {
        return EntryType::InProceedings;
    }
    if e.inside && !book && !e.has("location") && is_whole_day(e.value("date")) {
        return EntryType::Article;
    }
    // `In: Recht und Handel 64 (12), S. 801`: books have no issues, and their volumes stand behind a word for them.
    let counted = e.has("number") || e.numbered && !e.has("location");
    let in_issue = e.has("volume") && counted && e.has("pages") && !book;
    if issue && (!e.inside || is_journal || in_issue) && !e.has("editor") {
        return EntryType::Article;
    }
    match (e.inside || book, e.has("editor")) {
        (true, true) => EntryType::InCollection,
        (true, false) if e.inside || !is_journal => EntryType::InBook,
        _ => EntryType::Article,
    }
}

/// Whether `date`, in EDTF, is a day, as newspapers have: `2015-03-12`.
fn is_whole_day(date: &str) -> bool {
    date.len() == "2015-03-12".len() && !date.contains('/')
}

/// The type of a work that stands for itself.
fn whole(e: &Evidence<'_>) -> EntryType {
    let report =
        ["report", "working paper", "discussion paper", "white paper", "bericht", "memorandum", "technical"];
    let kind = e.value("type").to_lowercase();
    if report.iter().any(|word| kind.contains(word))
        || e.says(&["technical report", "tech. rep", "working paper"])
    {
        return EntryType::Report;
    }
    if e.has("publisher") || e.has("isbn") || e.has("edition") {
        return book(e);
    }
    if e.has("institution") {
        return EntryType::Report;
    }
    if e.has("location") || e.has("series") || e.has("editor") && !e.has("url") {
        return book(e);
    }
    match e.has("url") || e.has("eprint") {
        true => EntryType::Online,
        false => EntryType::Misc,
    }
}

/// A book, or a collection if it has editors alone.
fn book(e: &Evidence<'_>) -> EntryType {
    if e.has("editor") && !e.has("author") { EntryType::Collection } else { EntryType::Book }
}
