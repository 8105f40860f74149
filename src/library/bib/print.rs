//! The layout of entries that ibid writes.

/// The fields in the order in which ibid writes them; all others follow in the order of their names.
const ORDER: [&str; 36] = [
    "crossref", "xdata", "ids", "author", "editor", "translator", "title", "subtitle", "titleaddon",
    "booktitle", "booksubtitle", "maintitle", "journaltitle", "journal", "series", "date", "year", "month",
    "volume", "number", "pages", "eid", "edition", "publisher", "institution", "organization", "location",
    "type", "doi", "eprint", "eprinttype", "eprintclass", "isbn", "issn", "url", "urldate",
];

/// Where the field called `name` stands among others, to sort by.
pub fn rank(name: &str) -> (usize, &str) {
    (ORDER.iter().position(|n| *n == name).unwrap_or(ORDER.len()), name)
}

/// An entry, one field a line, without a line end; `fields` are names and LaTeX sources.
///
/// ```
/// use ibid::library::bib::print::entry;
/// let fields = [("date".to_owned(), "2010".to_owned()), ("title".to_owned(), "On It".to_owned())];
/// assert_eq!(entry("misc", "k", &fields), "@misc{k,\n  title = {On It},\n  date = {2010},\n}");
/// ```
pub fn entry(kind: &str, key: &str, fields: &[(String, String)]) -> String {
    let fields = fields.iter().map(|(name, source)| (name.as_str(), braced(source))).collect();
    with_values(kind, key, fields)
}

/// As [`entry`], the values with their delimiters: `{On It}`, `mar`.
pub(crate) fn with_values(kind: &str, key: &str, mut fields: Vec<(&str, String)>) -> String {
    fields.sort_by_key(|(name, _)| rank(name));
    let mut text = format!("@{kind}{{{key},\n");
    for (name, value) in fields {
        text.push_str(&format!("  {name} = {value},\n"));
    }
    text.push('}');
    text
}

/// A `@preamble` with the LaTeX `source`, without a line end.
///
/// ```
/// use ibid::library::bib::print::preamble;
/// assert_eq!(preamble(r"\newcommand{\noop}[1]{}"), r#"@preamble{"\newcommand{\noop}[1]{}"}"#);
/// ```
pub fn preamble(source: &str) -> String {
    let braced = braced(source);
    // All readers know quotes; only braces may hold others.
    match braced
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'))
        .filter(|inner| !inner.contains('"'))
    {
        Some(inner) => format!("@preamble{{\"{inner}\"}}"),
        None => format!("@preamble{{{braced}}}"),
    }
}

/// `source` between braces, its own made to balance so that the file can be read again.
pub fn braced(source: &str) -> String {
    let (mut depth, mut escaped) = (0_usize, false);
    let mut out = String::from("{");
    for c in source.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' if depth == 0 => continue,
            '}' => depth -= 1,
            _ => {}
        }
        out.push(c);
    }
    if escaped {
        out.push(' ');
    }
    out.extend(std::iter::repeat_n('}', depth + 1));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_always_balance() {
        for (source, expected) in
            [("a {b}", "{a {b}}"), ("a}b{", "{ab{}}"), (r"a\{", r"{a\{}"), (r"a\", r"{a\ }"), ("", "{}")]
        {
            assert_eq!(braced(source), expected);
        }
    }
}
