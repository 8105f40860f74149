//! The entry types, with the fields that each takes and needs.

use super::fields::EVERYWHERE;

/// An entry type of the data model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryType {
    /// The names of the types that are alike, lower case.
    names: &'static [&'static str],
    /// What the manual requires (2.1.1): of each group of fields at least one.
    pub required: &'static [&'static [&'static str]],
    /// The fields without which biber warns; its `date` may be a `year`.
    pub constrained: &'static [&'static str],
    /// The fields that it takes beside those of every type, in groups.
    fields: &'static [&'static [&'static str]],
}

impl EntryType {
    /// The names of the types that are alike, lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.names.iter().copied()
    }

    /// Whether an entry of this type may have `field` (canonical name, lower case).
    pub fn takes(&self, field: &str) -> bool {
        EVERYWHERE.contains(&field) || self.fields.iter().any(|group| group.contains(&field))
    }

    /// The fields that it takes beside those of every type.
    pub(super) fn own_fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.fields.iter().copied().flatten().copied()
    }
}

/// Groups of which one field is required.
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

/// Fields of any work.
const WORK: &[&str] = &["addendum", "language", "note", "pubstate", "subtitle", "title", "titleaddon"];

/// Editors, and the kinds of their work.
const EDITORS: &[&str] =
    &["editor", "editora", "editoratype", "editorb", "editorbtype", "editorc", "editorctype", "editortype"];

/// Who else worked on a text or translated it.
const SCHOLARS: &[&str] = &["annotator", "commentator", "origlanguage", "translator"];

/// What a book has besides, of however many volumes.
const BOOK: &[&str] = &[
    "afterword", "edition", "foreword", "introduction", "isbn", "location", "number", "publisher", "series",
    "volume", "volumes",
];

/// The place of a part in a book, and of a book in a work of several volumes.
const PART: &[&str] = &["chapter", "eid", "mainsubtitle", "maintitle", "maintitleaddon", "pages", "part"];

/// The book that a part stands in.
const HOST: &[&str] = &["booksubtitle", "booktitle", "booktitleaddon"];

/// A meeting.
const EVENT: &[&str] = &["eventdate", "eventtitle", "eventtitleaddon", "venue"];

/// The papers of a meeting.
const PROCEEDINGS: &[&str] =
    &["editor", "editortype", "isbn", "location", "number", "organization", "publisher", "series", "volumes"];

/// An issue of a journal.
const ISSUE: &[&str] =
    &["issn", "issue", "issuesubtitle", "issuetitle", "issuetitleaddon", "number", "series", "volume"];

/// The fields of an article, the issue's included.
const ARTICLE: &[&[&str]] = &[
    AUTHOR,
    WORK,
    EDITORS,
    SCHOLARS,
    ISSUE,
    &["eid", "journalsubtitle", "journaltitle", "journaltitleaddon", "pages", "version"],
];

/// The fields of a part of a book or collection.
const BOOK_PART: &[&[&str]] = &[AUTHOR, WORK, EDITORS, SCHOLARS, BOOK, PART, HOST];

/// The fields of a collection.
const COLLECTION: &[&[&str]] = &[WORK, EDITORS, SCHOLARS, BOOK, PART, &["pagetotal"]];

/// The fields of a collection of several volumes; its series is the manual's.
const COLLECTION_SET: &[&[&str]] = &[AUTHOR, WORK, EDITORS, SCHOLARS, BOOK];

/// The fields of software, and of what has no type.
const LOOSE: &[&[&str]] =
    &[AUTHOR, WORK, &["editor", "editortype", "howpublished", "location", "organization", "type", "version"]];

/// The types whose fields the data model lists.
pub(super) const TYPES: &[EntryType] = &[
    EntryType {
        names: &["article"],
        required: &[AUTHOR, TITLE, JOURNALTITLE, DATE],
        constrained: &["author", "journaltitle", "title", "date"],
        fields: ARTICLE,
    },
    EntryType {
        names: &["book"],
        required: &[AUTHOR, TITLE, DATE],
        constrained: &["author", "title", "date"],
        fields: &[AUTHOR, WORK, EDITORS, SCHOLARS, BOOK, PART, &["pagetotal"]],
    },
    EntryType {
        names: &["mvbook"],
        required: &[AUTHOR, TITLE, DATE],
        constrained: &["author", "title", "date"],
        fields: &[AUTHOR, WORK, EDITORS, SCHOLARS, BOOK, &["pagetotal"]],
    },
    EntryType {
        names: &["inbook", "bookinbook", "suppbook"],
        required: &[AUTHOR, TITLE, BOOKTITLE, DATE],
        constrained: &["author", "booktitle", "title", "date"],
        fields: &[&["bookauthor"], AUTHOR, WORK, EDITORS, SCHOLARS, BOOK, PART, HOST],
    },
    EntryType {
        names: &["booklet"],
        required: &[AUTHOR_OR_EDITOR, TITLE, DATE],
        constrained: &["title", "date"],
        fields: &[
            AUTHOR,
            WORK,
            &[
                "chapter", "editor", "editortype", "eid", "howpublished", "location", "pages", "pagetotal",
                "type",
            ],
        ],
    },
    EntryType {
        names: &["collection", "reference"],
        required: &[EDITOR, TITLE, DATE],
        constrained: &["editor", "title", "date"],
        fields: COLLECTION,
    },
    EntryType {
        names: &["mvcollection"],
        required: &[EDITOR, TITLE, DATE],
        constrained: &["editor", "title", "date"],
        fields: COLLECTION_SET,
    },
    EntryType {
        names: &["incollection", "suppcollection", "inreference"],
        required: &[AUTHOR, TITLE, BOOKTITLE, DATE],
        constrained: &["author", "editor", "booktitle", "title", "date"],
        fields: BOOK_PART,
    },
    EntryType {
        names: &["dataset"],
        required: &[AUTHOR_OR_EDITOR, TITLE, DATE],
        constrained: &["title"],
        fields: &[
            AUTHOR,
            WORK,
            &["edition", "editor", "editortype", "location", "number", "organization", "publisher"],
            &["series", "type", "version"],
        ],
    },
    EntryType {
        names: &["manual"],
        required: &[AUTHOR_OR_EDITOR, TITLE, DATE],
        constrained: &["title", "date"],
        fields: &[
            AUTHOR,
            WORK,
            &["chapter", "edition", "editor", "editortype", "eid", "isbn", "location", "number"],
            &["organization", "pages", "pagetotal", "publisher", "series", "type", "version"],
        ],
    },
    EntryType {
        names: &["misc"],
        required: &[AUTHOR_OR_EDITOR, TITLE, DATE],
        constrained: &["title", "date"],
        fields: LOOSE,
    },
    EntryType {
        names: &["online"],
        required: &[AUTHOR_OR_EDITOR, TITLE, DATE, LINK],
        constrained: &["title", "date"],
        fields: &[AUTHOR, WORK, &["editor", "editortype", "organization", "version"]],
    },
    EntryType {
        names: &["patent"],
        required: &[AUTHOR, TITLE, &["number"], DATE],
        constrained: &["author", "number", "title", "date"],
        fields: &[
            AUTHOR,
            &[
                "addendum", "holder", "location", "note", "number", "pubstate", "subtitle", "title",
                "titleaddon",
            ],
            &["type", "version"],
        ],
    },
    EntryType {
        names: &["periodical"],
        required: &[EDITOR, TITLE, DATE],
        constrained: &["editor", "title", "date"],
        fields: &[WORK, EDITORS, ISSUE],
    },
    EntryType {
        names: &["suppperiodical"],
        required: &[AUTHOR, TITLE, JOURNALTITLE, DATE],
        constrained: &["date"],
        fields: ARTICLE,
    },
    EntryType {
        names: &["proceedings"],
        required: &[TITLE, DATE],
        constrained: &["title", "date"],
        fields: &[WORK, EVENT, PROCEEDINGS, PART, &["pagetotal", "volume"]],
    },
    EntryType {
        names: &["mvproceedings"],
        required: &[TITLE, DATE],
        constrained: &["title"],
        fields: &[WORK, EVENT, PROCEEDINGS, &["pagetotal"]],
    },
    EntryType {
        names: &["inproceedings"],
        required: &[AUTHOR, TITLE, BOOKTITLE, DATE],
        constrained: &["author", "booktitle", "title", "date"],
        fields: &[AUTHOR, WORK, EVENT, PROCEEDINGS, PART, HOST, &["volume"]],
    },
    EntryType {
        names: &["mvreference"],
        required: &[EDITOR, TITLE, DATE],
        constrained: &["editor", "title"],
        fields: COLLECTION_SET,
    },
    EntryType {
        names: &["report"],
        required: &[AUTHOR, TITLE, KIND, INSTITUTION, DATE],
        constrained: &["author", "institution", "type", "title", "date"],
        fields: &[
            AUTHOR,
            WORK,
            &["chapter", "eid", "institution", "isrn", "location", "number", "pages", "pagetotal", "type"],
            &["version"],
        ],
    },
    EntryType {
        names: &["set"],
        required: &[&["entryset"]],
        constrained: &["entryset", "date"],
        fields: &[],
    },
    EntryType {
        names: &["software"],
        required: &[AUTHOR_OR_EDITOR, TITLE, DATE],
        constrained: &["title"],
        fields: LOOSE,
    },
    EntryType {
        names: &["thesis"],
        required: &[AUTHOR, TITLE, KIND, INSTITUTION, DATE],
        constrained: &["author", "institution", "type", "title", "date"],
        fields: &[AUTHOR, WORK, &["chapter", "eid", "institution", "location", "pages", "pagetotal", "type"]],
    },
    EntryType {
        names: &["unpublished"],
        required: &[AUTHOR, TITLE, DATE],
        constrained: &["author", "title", "date"],
        fields: &[AUTHOR, WORK, EVENT, &["howpublished", "location", "type"]],
    },
];

/// Older names of types, and what they stand for (manual, 2.1.2).
pub(super) const TYPE_ALIASES: &[(&str, &str)] = &[
    ("conference", "inproceedings"),
    ("electronic", "online"),
    ("www", "online"),
    ("mastersthesis", "thesis"),
    ("phdthesis", "thesis"),
    ("techreport", "report"),
];

/// Names of types whose fields are open: those without a standard treatment (manual, 2.1.3), and
/// `xdata`, which holds whatever others inherit.
pub(super) const OTHER_TYPES: &[&str] = &[
    "artwork", "audio", "bibnote", "commentary", "image", "jurisdiction", "legislation", "legal", "letter",
    "movie", "music", "performance", "review", "standard", "video", "custom", "xdata",
];
