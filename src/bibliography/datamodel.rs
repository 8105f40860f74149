//! BibLaTeX's data model, as far as ibid writes it: which fields an entry type takes and needs.
//!
//! Source: `blx-dm.def` of biblatex 3.18, which `biber --tool --validate-datamodel` holds entries to.
//! The fields that all types take are those of its first `\DeclareDatamodelEntryfields`.

/// Fields that every type takes.
const EVERYWHERE: &[&str] = &[
    "abstract", "annotation", "date", "doi", "entrysubtype", "eprint", "eprintclass", "eprinttype", "file",
    "keywords", "label", "langid", "options", "origdate", "shorttitle", "url", "urldate",
];

/// Fields of every type that ibid writes, the ones for all types aside.
const WORK: &[&str] = &["addendum", "author", "note", "pubstate", "subtitle", "title", "titleaddon"];

/// Fields of books and of parts of books.
const BOOK: &[&str] = &[
    "chapter", "edition", "editor", "eid", "isbn", "language", "location", "maintitle", "number", "pages",
    "part", "publisher", "series", "translator", "volume", "volumes",
];

/// What an entry type takes and needs.
struct Profile {
    kind: &'static str,
    /// The fields that it takes beside [`EVERYWHERE`] and [`WORK`].
    takes: &'static [&'static [&'static str]],
    /// The fields without which biber warns, date and title aside, which nearly every type needs.
    needs: &'static [&'static str],
}

const PROFILES: &[Profile] = &[
    Profile {
        kind: "article",
        takes: &[&[
            "editor", "eid", "issn", "issue", "journaltitle", "language", "number", "pages", "series",
            "translator", "version", "volume",
        ]],
        needs: &["author", "journaltitle"],
    },
    Profile { kind: "book", takes: &[BOOK, &["pagetotal"]], needs: &["author"] },
    Profile { kind: "collection", takes: &[BOOK, &["pagetotal"]], needs: &["editor"] },
    Profile { kind: "inbook", takes: &[BOOK, &["booktitle", "bookauthor"]], needs: &["author", "booktitle"] },
    Profile {
        kind: "incollection",
        takes: &[BOOK, &["booktitle"]],
        needs: &["author", "editor", "booktitle"],
    },
    Profile {
        kind: "inproceedings",
        takes: &[&[
            "booktitle", "chapter", "editor", "eid", "eventdate", "eventtitle", "isbn", "language",
            "location", "number", "organization", "pages", "part", "publisher", "series", "venue", "volume",
            "volumes",
        ]],
        needs: &["author", "booktitle"],
    },
    Profile {
        kind: "proceedings",
        takes: &[&[
            "chapter", "editor", "eid", "eventdate", "eventtitle", "isbn", "language", "location", "number",
            "organization", "pages", "pagetotal", "part", "publisher", "series", "venue", "volume",
            "volumes",
        ]],
        needs: &[],
    },
    Profile {
        kind: "manual",
        takes: &[&[
            "chapter", "edition", "editor", "eid", "isbn", "language", "location", "number", "organization",
            "pages", "pagetotal", "publisher", "series", "type", "version",
        ]],
        needs: &[],
    },
    Profile {
        kind: "dataset",
        takes: &[&[
            "edition", "editor", "language", "location", "number", "organization", "publisher", "series",
            "type", "version",
        ]],
        needs: &[],
    },
    Profile {
        kind: "misc",
        takes: &[&["editor", "howpublished", "language", "location", "organization", "type", "version"]],
        needs: &[],
    },
    Profile {
        kind: "software",
        takes: &[&["editor", "howpublished", "language", "location", "organization", "type", "version"]],
        needs: &[],
    },
    Profile { kind: "online", takes: &[&["editor", "language", "organization", "version"]], needs: &[] },
    Profile {
        kind: "patent",
        takes: &[&["holder", "location", "number", "type", "version"]],
        needs: &["author", "number"],
    },
    Profile {
        kind: "report",
        takes: &[&[
            "chapter", "eid", "institution", "language", "location", "number", "pages", "pagetotal", "type",
            "version",
        ]],
        needs: &["author", "type", "institution"],
    },
    Profile {
        kind: "thesis",
        takes: &[&["chapter", "eid", "institution", "language", "location", "pages", "pagetotal", "type"]],
        needs: &["author", "type", "institution"],
    },
    Profile {
        kind: "unpublished",
        takes: &[&["eventtitle", "howpublished", "language", "location", "type", "venue"]],
        needs: &["author"],
    },
];

fn profile(kind: &str) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.kind == kind)
}

/// Whether an entry of the type `kind` may have the field `field`.
pub(super) fn takes(kind: &str, field: &str) -> bool {
    EVERYWHERE.contains(&field)
        || WORK.contains(&field) && !(field == "author" && matches!(kind, "collection" | "proceedings"))
        || profile(kind).is_some_and(|profile| profile.takes.iter().any(|fields| fields.contains(&field)))
}

/// The fields that an entry of the type `kind` must have, title and date included.
pub(super) fn needs(kind: &str) -> impl Iterator<Item = &'static str> {
    let date = (!matches!(kind, "dataset" | "software")).then_some("date");
    profile(kind).into_iter().flat_map(|profile| profile.needs).copied().chain(["title"]).chain(date)
}
