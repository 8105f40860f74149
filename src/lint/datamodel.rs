//! The BibLaTeX data model as data: entry types, their mandatory and optional fields, and older names.
//!
//! After "The BibLaTeX Package" (version 3.20), sections 2.1.1 (types), 2.1.2 (aliases of types), 2.2.2 and
//! 2.2.3 (fields), 2.2.5 (aliases of fields), and the constraints of its default data model (`blx-dm.def`).

/// An entry type of the data model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeModel {
    /// The name, lower case.
    pub name: &'static str,
    /// What an entry must have: of each group of fields at least one.
    pub mandatory: &'static [&'static [&'static str]],
    /// What it may have besides, and besides what every entry may have.
    pub optional: &'static [&'static str],
}

const AUTHOR: &[&str] = &["author"];
const EDITOR: &[&str] = &["editor"];
const AUTHOR_OR_EDITOR: &[&str] = &["author", "editor"];
const TITLE: &[&str] = &["title"];
const BOOKTITLE: &[&str] = &["booktitle"];
const JOURNALTITLE: &[&str] = &["journaltitle"];
const DATE: &[&str] = &["date", "year"];
const INSTITUTION: &[&str] = &["institution"];
const KIND: &[&str] = &["type"];
const LINK: &[&str] = &["doi", "eprint", "url"];

const BOOK: &[&str] = &[
    "afterword", "annotator", "chapter", "commentator", "edition", "editor", "editora", "editorb", "editorc",
    "eid", "foreword", "introduction", "isbn", "location", "maintitle", "mainsubtitle", "maintitleaddon",
    "number", "origlanguage", "pages", "pagetotal", "part", "publisher", "series", "translator", "volume",
    "volumes",
];
const INBOOK: &[&str] = &[
    "afterword", "annotator", "bookauthor", "booksubtitle", "booktitleaddon", "chapter", "commentator",
    "edition", "editor", "editora", "editorb", "editorc", "eid", "foreword", "introduction", "isbn",
    "location", "mainsubtitle", "maintitle", "maintitleaddon", "number", "origlanguage", "pages", "part",
    "publisher", "series", "translator", "volume", "volumes",
];
const ARTICLE: &[&str] = &[
    "annotator", "commentator", "editor", "editora", "editorb", "editorc", "eid", "issn", "issue",
    "issuesubtitle", "issuetitle", "issuetitleaddon", "journalsubtitle", "journaltitleaddon", "number",
    "origlanguage", "pages", "series", "translator", "version", "volume",
];
const PROCEEDINGS: &[&str] = &[
    "booksubtitle", "booktitleaddon", "chapter", "editor", "eid", "eventdate", "eventtitle",
    "eventtitleaddon", "isbn", "location", "mainsubtitle", "maintitle", "maintitleaddon", "number",
    "organization", "pages", "pagetotal", "part", "publisher", "series", "venue", "volume", "volumes",
];
const REPORT: &[&str] =
    &["chapter", "eid", "isrn", "location", "number", "pages", "pagetotal", "revision", "version"];
const THESIS: &[&str] = &["chapter", "eid", "isbn", "location", "pages", "pagetotal"];
const LOOSE: &[&str] = &[
    "chapter", "edition", "editor", "eid", "eventdate", "eventtitle", "eventtitleaddon", "howpublished",
    "isbn", "issn", "issue", "issuesubtitle", "issuetitle", "issuetitleaddon", "location", "number",
    "organization", "pages", "pagetotal", "publisher", "series", "venue", "version", "volume", "author",
    "type",
];
const PATENT: &[&str] = &["holder", "location", "version"];

/// The types of the data model.
pub static TYPES: &[TypeModel] = &[
    TypeModel { name: "article", mandatory: &[AUTHOR, TITLE, JOURNALTITLE, DATE], optional: ARTICLE },
    TypeModel { name: "book", mandatory: &[AUTHOR, TITLE, DATE], optional: BOOK },
    TypeModel { name: "mvbook", mandatory: &[AUTHOR, TITLE, DATE], optional: BOOK },
    TypeModel { name: "inbook", mandatory: &[AUTHOR, TITLE, BOOKTITLE, DATE], optional: INBOOK },
    TypeModel { name: "bookinbook", mandatory: &[AUTHOR, TITLE, BOOKTITLE, DATE], optional: INBOOK },
    TypeModel { name: "suppbook", mandatory: &[AUTHOR, TITLE, BOOKTITLE, DATE], optional: INBOOK },
    TypeModel { name: "booklet", mandatory: &[AUTHOR_OR_EDITOR, TITLE, DATE], optional: LOOSE },
    TypeModel { name: "collection", mandatory: &[EDITOR, TITLE, DATE], optional: BOOK },
    TypeModel { name: "mvcollection", mandatory: &[EDITOR, TITLE, DATE], optional: BOOK },
    TypeModel { name: "incollection", mandatory: &[AUTHOR, TITLE, BOOKTITLE, DATE], optional: INBOOK },
    TypeModel { name: "suppcollection", mandatory: &[AUTHOR, TITLE, BOOKTITLE, DATE], optional: INBOOK },
    TypeModel { name: "dataset", mandatory: &[AUTHOR_OR_EDITOR, TITLE, DATE], optional: LOOSE },
    TypeModel { name: "manual", mandatory: &[AUTHOR_OR_EDITOR, TITLE, DATE], optional: LOOSE },
    TypeModel { name: "misc", mandatory: &[AUTHOR_OR_EDITOR, TITLE, DATE], optional: LOOSE },
    TypeModel { name: "online", mandatory: &[AUTHOR_OR_EDITOR, TITLE, DATE, LINK], optional: LOOSE },
    TypeModel { name: "patent", mandatory: &[AUTHOR, TITLE, &["number"], DATE], optional: PATENT },
    TypeModel { name: "periodical", mandatory: &[EDITOR, TITLE, DATE], optional: ARTICLE },
    TypeModel { name: "suppperiodical", mandatory: &[AUTHOR, TITLE, JOURNALTITLE, DATE], optional: ARTICLE },
    TypeModel { name: "proceedings", mandatory: &[TITLE, DATE], optional: PROCEEDINGS },
    TypeModel { name: "mvproceedings", mandatory: &[TITLE, DATE], optional: PROCEEDINGS },
    TypeModel { name: "inproceedings", mandatory: &[AUTHOR, TITLE, BOOKTITLE, DATE], optional: PROCEEDINGS },
    TypeModel { name: "reference", mandatory: &[EDITOR, TITLE, DATE], optional: BOOK },
    TypeModel { name: "mvreference", mandatory: &[EDITOR, TITLE, DATE], optional: BOOK },
    TypeModel { name: "inreference", mandatory: &[AUTHOR, TITLE, BOOKTITLE, DATE], optional: INBOOK },
    TypeModel { name: "report", mandatory: &[AUTHOR, TITLE, KIND, INSTITUTION, DATE], optional: REPORT },
    TypeModel { name: "set", mandatory: &[&["entryset"]], optional: &[] },
    TypeModel { name: "software", mandatory: &[AUTHOR_OR_EDITOR, TITLE, DATE], optional: LOOSE },
    TypeModel { name: "thesis", mandatory: &[AUTHOR, TITLE, KIND, INSTITUTION, DATE], optional: THESIS },
    TypeModel { name: "unpublished", mandatory: &[AUTHOR, TITLE, DATE], optional: LOOSE },
    TypeModel { name: "xdata", mandatory: &[], optional: &[] },
];

/// Older names of types, what they stand for, and the field `type` that they imply.
const TYPE_ALIASES: &[(&str, &str)] = &[
    ("conference", "inproceedings"),
    ("electronic", "online"),
    ("www", "online"),
    ("mastersthesis", "thesis"),
    ("phdthesis", "thesis"),
    ("techreport", "report"),
];

/// Names of types that the data model knows without saying anything about their fields.
const OTHER_TYPES: &[&str] = &[
    "artwork", "audio", "bibnote", "commentary", "image", "jurisdiction", "legislation", "legal", "letter",
    "movie", "music", "performance", "review", "standard", "video", "custom",
];

/// Older names of fields, and what they stand for.
pub const FIELD_ALIASES: &[(&str, &str)] = &[
    ("address", "location"),
    ("annote", "annotation"),
    ("archiveprefix", "eprinttype"),
    ("journal", "journaltitle"),
    ("key", "sortkey"),
    ("pdf", "file"),
    ("primaryclass", "eprintclass"),
    ("school", "institution"),
];

/// Fields that an entry of any type may have.
const COMMON_FIELDS: &[&str] = &[
    "abstract", "addendum", "annotation", "authortype", "crossref", "date", "day", "doi", "editoratype",
    "editorbtype", "editorctype", "editortype", "endday", "endmonth", "endyear", "entryset", "entrysubtype",
    "eprint", "eprintclass", "eprinttype", "execute", "file", "gender", "hyphenation", "ids",
    "indexsorttitle", "indextitle", "keywords", "label", "langid", "langidopts", "language", "library",
    "month", "nameaddon", "note", "options", "origdate", "origlocation", "origpublisher", "origtitle",
    "pagination", "bookpagination", "presort", "pubstate", "related", "relatedoptions", "relatedstring",
    "relatedtype", "reprinttitle", "shortauthor", "shorteditor", "shorthand", "shorthandintro",
    "shortjournal", "shortseries", "shorttitle", "sortkey", "sortname", "sortshorthand", "sorttitle",
    "sortyear", "subtitle", "title", "titleaddon", "type", "url", "urldate", "usera", "userb", "userc",
    "userd", "usere", "userf", "verba", "verbb", "verbc", "xdata", "xref", "year", "author",
];

/// The name of the entry type `kind` (lower case) in the data model: aliases resolved.
pub fn canonical_type(kind: &str) -> &str {
    TYPE_ALIASES.iter().find(|(alias, _)| *alias == kind).map_or(kind, |(_, name)| name)
}

/// The name of `field` (lower case) in the data model: aliases resolved.
pub fn canonical_field(field: &str) -> &str {
    FIELD_ALIASES.iter().find(|(alias, _)| *alias == field).map_or(field, |(_, name)| name)
}

/// What the data model says of the entry type `kind` (lower case, aliases allowed).
pub fn type_model(kind: &str) -> Option<&'static TypeModel> {
    let kind = canonical_type(kind);
    TYPES.iter().find(|model| model.name == kind)
}

/// Whether `kind` (lower case) is an entry type, one without constraints included.
pub fn is_type(kind: &str) -> bool {
    let custom = kind.strip_prefix("custom").is_some_and(|rest| rest.len() == 1);
    custom || type_model(kind).is_some() || OTHER_TYPES.contains(&kind)
}

/// The names of all entry types and their aliases.
pub fn type_names() -> impl Iterator<Item = &'static str> {
    let aliases = TYPE_ALIASES.iter().map(|(alias, _)| *alias);
    TYPES.iter().map(|model| model.name).chain(aliases).chain(OTHER_TYPES.iter().copied())
}

/// The names of all fields and their aliases; some come twice.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    let mandatory = TYPES.iter().flat_map(|model| model.mandatory.iter().flat_map(|group| group.iter()));
    let optional = TYPES.iter().flat_map(|model| model.optional);
    let aliases = FIELD_ALIASES.iter().map(|(alias, _)| *alias);
    mandatory.chain(optional).chain(COMMON_FIELDS).copied().chain(aliases)
}

/// Whether an entry of type `model` may have `field` (canonical name).
pub fn allows(model: &TypeModel, field: &str) -> bool {
    COMMON_FIELDS.contains(&field)
        || model.optional.contains(&field)
        || model.mandatory.iter().any(|group| group.contains(&field))
}
