//! What the source of a field means: pieces and `@string`s put together, LaTeX turned into Unicode.

use std::collections::{HashMap, HashSet};

use biblatex::{Bibliography, Chunk, Chunks, ChunksExt, Pair, RawBibliography, RawChunk, RawEntry, Spanned};

use super::unlatex::{Rich, unlatex};
use super::{Document, Field, Piece};
use crate::span::Span;

/// How deeply braces may nest before a value is taken as it is: the biblatex crate reads them by recursion.
const DEEPEST: usize = 64;

/// The fields that BibLaTeX reads verbatim (BibLaTeX manual, section 2.2.1, data types `verbatim` and `uri`).
const VERBATIM: [&str; 7] = ["doi", "eprint", "file", "pdf", "url", "urlraw", "verba"];

/// The month names that BibTeX styles define, as numbers.
pub(crate) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The same as styles for English print them.
const MONTH_NAMES: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
];

/// So many bytes may all uses of `@string`s in a file put into it together: strings made of strings double with every
/// definition, and an entry repeats one in a byte.
const ROOM: usize = 1 << 25;

/// The `@string`s of a file, names in lower case, each already put together.
#[derive(Debug, Clone, Default)]
pub struct Strings {
    values: HashMap<String, String>,
    /// So long may a value be where its name is used.
    longest: usize,
}

impl Strings {
    /// The strings that `document` defines; one that uses a later one, or itself, has nothing for it.
    pub fn of(document: &Document) -> Self {
        let fields = document.entries().flat_map(|entry| &entry.fields).chain(document.strings());
        let pieces = fields.flat_map(|field| &field.pieces).chain(document.preambles().flatten());
        let uses = pieces.filter(|piece| matches!(piece, Piece::Macro(_))).count();
        let mut strings = Self { values: HashMap::new(), longest: (ROOM / uses.max(1)).clamp(64, 1 << 16) };
        for field in document.strings() {
            let value = source(document, field, &strings);
            strings.values.insert(document.slice(field.name).to_lowercase(), value);
        }
        strings
    }

    /// What the name stands for: as defined, unless that is too long for the room, else a month, by its number where the name is the
    /// whole value, and as styles print it in a longer one (`"15~" # jun`), else itself.
    fn get(&self, name: &str, is_whole: bool) -> String {
        let name = name.to_lowercase();
        let month = || {
            let month = MONTHS.iter().position(|m| *m == name)?;
            if is_whole {
                Some((month + 1).to_string())
            } else {
                MONTH_NAMES.get(month).map(|&m| m.to_owned())
            }
        };
        let value = self.values.get(&name).filter(|value| value.len() <= self.longest);
        value.cloned().or_else(month).unwrap_or(name)
    }
}

/// The names that styles of BibTeX define beside the months (btxbst.doc).
const JOURNALS: [&str; 20] = [
    "acmcs", "acta", "cacm", "ibmjrd", "ibmsj", "ieeese", "ieeetc", "ieeetcad", "ipl", "jacm", "jcss", "scp",
    "sicomp", "tocs", "tods", "tog", "toms", "toois", "toplas", "tcs",
];

/// The names that `document` uses and that neither it nor the programs define, in the order of the file.
///
/// ```
/// use ibid::library::bib::{Document, undefined_strings};
/// let document = Document::parse("@string{a = {A}}\n@misc{k, title = A # b, month = jan}");
/// let found = undefined_strings(&document);
/// assert_eq!(found.iter().map(|place| document.slice(*place)).collect::<Vec<_>>(), ["b"]);
/// ```
pub fn undefined_strings(document: &Document) -> Vec<Span> {
    let defined: HashSet<String> = strings_of(document).collect();
    // The lists of IEEE come with TeX.
    let is_known = |name: &str| {
        MONTHS.contains(&name)
            || JOURNALS.contains(&name)
            || name.starts_with("ieee_")
            || defined.contains(name)
    };
    let fields = document.strings().chain(document.entries().flat_map(|entry| &entry.fields));
    let pieces = fields.flat_map(|field| &field.pieces);
    let mut lost: Vec<Span> = pieces
        .filter_map(|piece| match piece {
            Piece::Macro(name) if !is_known(&document.slice(*name).to_lowercase()) => Some(*name),
            _ => None,
        })
        .collect();
    lost.sort_unstable();
    lost
}

/// The names that `document` defines with `@string`, in lower case.
pub fn strings_of(document: &Document) -> impl Iterator<Item = String> {
    document.strings().map(|field| document.slice(field.name).to_lowercase())
}

/// The value of `field` as LaTeX: pieces joined, outer delimiters gone, runs of blanks made one.
///
/// Two fields that differ only in layout (braces or quotes, line breaks) have the same source.
pub fn source(document: &Document, field: &Field, strings: &Strings) -> String {
    joined(document, &field.pieces, strings)
}

/// As [`source`], of the `pieces` of any value.
pub(crate) fn joined(document: &Document, pieces: &[Piece<Span>], strings: &Strings) -> String {
    let mut whole = String::new();
    for piece in pieces {
        match *piece {
            Piece::Macro(name) => whole.push_str(&strings.get(document.slice(name), pieces.len() == 1)),
            Piece::Braced(s) | Piece::Quoted(s) | Piece::Number(s) => whole.push_str(document.slice(s)),
        }
    }
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The value of the field called `name` with the LaTeX `source` as people read it: escapes turned
/// into Unicode, braces gone, `--` made a dash. What cannot be understood is left as it is.
///
/// ```
/// let source = r#"G{\"o}del \& {Escher}"#;
/// assert_eq!(ibid::library::bib::value::plain("title", source), "Gödel & Escher");
/// ```
pub fn plain(name: &str, source: &str) -> String {
    read(name, source, Rich::No)
}

/// As [`plain`], founts and raised and lowered letters in the tags of CSL-JSON: `<i>`, `<b>`, `<sup>`, `<sub>`.
pub fn rich(name: &str, source: &str) -> String {
    read(name, source, Rich::Csl)
}

fn read(name: &str, source: &str, rich: Rich) -> String {
    if !source.contains(['\\', '$', '`', '~']) && !source.contains("''") {
        let text = source.replace(['{', '}'], "");
        return if VERBATIM.contains(&name) { text } else { text.replace("---", "—").replace("--", "–") };
    }
    parsed(name, source, rich).map_or_else(|| without_braces(source), |chunks| chunks.format_verbatim())
}

/// The value as the biblatex crate has it; what it cannot read is one chunk of plain text.
pub fn chunks(name: &str, source: &str) -> Chunks {
    parsed(name, source, Rich::No)
        .unwrap_or_else(|| vec![Spanned::zero(Chunk::Normal(without_braces(source)))])
}

/// A verbatim value without the backslashes that programs put before what LaTeX takes for commands, and without the
/// `\url` that is put around an address.
fn unescaped(source: &str) -> String {
    let source = source.strip_prefix("\\url{").unwrap_or(source);
    let mut value = String::with_capacity(source.len());
    let mut chars = source.chars().filter(|c| !matches!(c, '{' | '}')).peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(|next| "_%#&~$:\\".contains(*next)) {
            value.push(c);
        }
    }
    value
}

fn without_braces(source: &str) -> String {
    source.replace(['{', '}'], "")
}

fn parsed(name: &str, source: &str, rich: Rich) -> Option<Chunks> {
    // The crate would make a dash of `--` in a URL.
    if VERBATIM.contains(&name) {
        return Some(vec![Spanned::zero(Chunk::Normal(unescaped(source)))]);
    }
    if nesting(source) > DEEPEST {
        return None;
    }
    let source = unlatex(source, rich);
    let value = vec![Spanned::zero(RawChunk::Normal(&source))];
    // Names with a meaning to the crate (crossref, ids) are read under one that has none.
    let name = if matches!(name, "crossref" | "xdata" | "ids" | "xref") { "note" } else { name };
    let fields = vec![Pair::new(Spanned::zero(name), Spanned::zero(value))];
    let entry = RawEntry { key: Spanned::zero("k"), kind: Spanned::zero("misc"), fields };
    let raw = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::zero(entry)],
        abbreviations: Vec::new(),
    };
    Bibliography::from_raw(raw).ok()?.into_vec().pop()?.remove(&name.to_ascii_lowercase())
}

/// The LaTeX source of the Unicode `value` of the field called `name`: what LaTeX takes for commands escaped,
/// unless the field is one that BibLaTeX reads verbatim.
///
/// ```
/// use ibid::library::bib::value::latex;
/// assert_eq!((latex("title", "R&D"), latex("url", "http://x.org/a_b")), ("R\\&D".into(), "http://x.org/a_b".into()));
/// ```
pub fn latex(name: &str, value: &str) -> String {
    if VERBATIM.contains(&name) {
        return value.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C");
    }
    let mut source = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '#' | '&' | '%' | '$' | '_' => source.extend(['\\', c]),
            '{' => source.push_str("\\textbraceleft{}"),
            '}' => source.push_str("\\textbraceright{}"),
            '\\' => source.push_str("\\textbackslash{}"),
            '~' => source.push_str("\\textasciitilde{}"),
            '^' => source.push_str("\\textasciicircum{}"),
            _ => source.push(c),
        }
    }
    source
}

/// How deeply the braces of `source` nest.
fn nesting(source: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in source.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = Document::parse(text);
        let strings = Strings::of(&document);
        let entry = document.entries().next().unwrap();
        for (name, value) in expected {
            let field = entry.field(&document, name).unwrap();
            assert_eq!(plain(name, &source(&document, field, &strings)), *value, "{name}");
        }
    }

    #[test]
    fn strings_months_and_escapes() {
        let text = r#"@string{pub = "Springer"} @STRING(full = pub # { Verlag})
            @book{k, Publisher = full, month = OCT, author = {M{\"u}ller, J{\'e}r{\^o}me and
               {NASA} and Erd\H{o}s, P.}, title = "The {DNA} \& me", url = {http://x.org/a_b%20c}, note = undefined,
               doi = {10.1/a\_b--c}, eventdate = "15~" # jun}"#;
        check(
            text,
            &[
                ("publisher", "Springer Verlag"),
                ("month", "10"),
                ("eventdate", "15 June"),
                ("author", "Müller, Jérôme and NASA and Erdős, P."),
                ("title", "The DNA & me"),
                ("url", "http://x.org/a_b%20c"),
                ("note", "undefined"),
                ("doi", "10.1/a_b--c"),
            ],
        );
        check(
            r#"@misc{k, title = {\emph{E. coli} in ``H$_2$O'' \& na\"\i ve \o{}re}, author = {J.~R. {\v S}im{\'\i}k}}"#,
            &[("title", "E. coli in “H₂O” & naïve øre"), ("author", "J. R. Šimík")],
        );
    }

    #[test]
    fn strings_of_strings_stay_within_bounds() {
        let doubled: String =
            (1..200).map(|n| format!("@string{{s{n} = s{} # s{}}}\n", n - 1, n - 1)).collect();
        let text = format!("@string{{s0 = \"xx\"}}\n{doubled}@misc{{k, title = s3, note = s199}}");
        check(&text, &[("title", "xxxxxxxxxxxxxxxx")]);
        let document = Document::parse(&text);
        let note = document.entries().next().unwrap().field(&document, "note").unwrap();
        assert!(source(&document, note, &Strings::of(&document)).len() < 1 << 17);
    }

    #[test]
    fn hostile_values_come_through() {
        for source in ["{".repeat(1_000_000), "\\a{".repeat(1_000_000), "}{".to_owned(), "\\".to_owned()] {
            let _ = plain("title", &source);
        }
        check("@string{a = a # a} @misc{k, title = a}", &[("title", "aa")]);
    }
}
