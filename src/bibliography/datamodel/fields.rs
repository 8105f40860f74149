//! The fields that all entry types take, and older names of fields.

/// Fields that an entry of any type may have: the first `\DeclareDatamodelEntryfields`, of the parts of
/// dates those that people write (manual, 2.3.8 and 2.2.5).
pub(super) const EVERYWHERE: &[&str] = &[
    "abstract", "annotation", "authortype", "bookpagination", "crossref", "date", "day", "doi", "endday",
    "endmonth", "endyear", "entryset", "entrysubtype", "eprint", "eprintclass", "eprinttype", "execute",
    "file", "gender", "hyphenation", "ids", "indexsorttitle", "indextitle", "isan", "ismn", "iswc",
    "keywords", "label", "langid", "langidopts", "library", "lista", "listb", "listc", "listd", "liste",
    "listf", "month", "namea", "nameaddon", "nameatype", "nameb", "namebtype", "namec", "namectype",
    "options", "origdate", "origlocation", "origpublisher", "origtitle", "pagination", "presort", "related",
    "relatedoptions", "relatedstring", "relatedtype", "reprinttitle", "shortauthor", "shorteditor",
    "shorthand", "shorthandintro", "shortjournal", "shortseries", "shorttitle", "sortkey", "sortname",
    "sortshorthand", "sorttitle", "sortyear", "url", "urldate", "usera", "userb", "userc", "userd", "usere",
    "userf", "verba", "verbb", "verbc", "xdata", "xref", "year",
];

/// Older names of fields, and what they stand for (manual, 2.2.5).
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
