//! Quick looks at the text of a block of a .toml, to leave most of a large library unread.
//!
//! Each tells what is plain to see in a block as ibid writes it, and says so where it is not.

use memchr::{memchr_iter, memmem};

use super::Query;
use super::search::Finder;
use crate::fold::folded;

/// A question, ready to be asked of the texts of many `[[claim]]`s.
///
/// ```
/// use ibid::library::{Glance, Query};
/// let query = Query { sources: vec!["a".to_owned()], ..Query::default() };
/// let glance = Glance::of(&query);
/// assert_eq!(glance.answers("[[claim]]\ncites = [\"a\"]\n", None), Some(true));
/// assert_eq!(glance.answers("[[claim]]\ncites = [\"b\"]\n", None), Some(false));
/// assert_eq!(glance.answers("[[claim]]\ncites = ['a']\n", None), None);
/// ```
#[derive(Debug, Clone)]
pub struct Glance<'a> {
    query: &'a Query,
    sources: Vec<&'a str>,
    words: Option<Finder<'a>>,
}

impl<'a> Glance<'a> {
    /// The looks that `query` needs.
    pub fn of(query: &'a Query) -> Self {
        let sources = query.sources.iter().map(String::as_str).collect();
        Self { query, sources, words: query.words.as_ref().map(Finder::of) }
    }

    /// Whether the `[[claim]]` that `block` is answers, `None` if only reading it can tell. `numbered` are the keys of the references of the same
    /// article that have a number asked for, `None` if that is unknown.
    pub fn answers(&self, block: &str, numbered: Option<&[&str]>) -> Option<bool> {
        // How well the words fit shows only when all that hold one are read.
        let about = |words: &Finder| (has_plain_letters(block) && !words.is_in(block)).then_some(false);
        let looks = [
            (!self.sources.is_empty()).then(|| cites(block, &self.sources)),
            (!self.query.numbers.is_empty()).then(|| numbered.and_then(|keys| has_number(block, keys))),
            self.query.section.as_ref().map(|words| is_headed(block, words)),
            self.query.single_source.then(|| has_one_source(block)),
            self.words.as_ref().map(about),
        ];
        let looks = || looks.iter().flatten();
        if looks().any(|seen| *seen == Some(false)) {
            Some(false)
        } else {
            looks().all(|seen| *seen == Some(true)).then_some(true)
        }
    }
}

/// Whether `text` holds `words`; for short words in long texts several times as fast as [`str::contains`].
pub(super) fn holds(text: &str, words: &str) -> bool {
    memmem::find(text.as_bytes(), words.as_bytes()).is_some()
}

/// What stands before and behind the first `words` of `text`.
fn around<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let at = memmem::find(text.as_bytes(), words.as_bytes())?;
    Some((text.get(..at)?, text.get(at + words.len()..)?))
}

/// Whether no letter in `block` is written as its code (`\u0061`, `\x61`) or stands behind another escape (`\n`).
fn has_plain_letters(block: &str) -> bool {
    let bytes = block.as_bytes();
    !memchr_iter(b'\\', bytes).any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic))
}

/// The lines of the `[[claim]]` or `[[reference]]` that `block` is before those of tables in it; `None` if there are strings of several
/// lines, which may have anything in theirs.
fn own_lines(block: &str) -> Option<&str> {
    let plain = !holds(block, "\"\"\"") && !holds(block, "'''");
    let before = |own, header| around(own, header).map_or(own, |(own, _)| own);
    plain.then(|| before(before(block, "\n[claim."), "\n[reference."))
}

/// The string that stands alone behind `name` in a line of its own among `lines`: of `key` that in `key = "a"`. `None` if it is not there or
/// is written in another way.
fn string<'a>(lines: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = around(lines, name)?;
    let string = rest.lines().next()?.strip_prefix(" = \"")?.strip_suffix('"')?;
    (!string.contains(['"', '\\'])).then_some(string)
}

/// Whether the heading of the `[[claim]]` that `block` is contains `words`, case and accents aside; `None` if that is not plain to see.
fn is_headed(block: &str, words: &str) -> Option<bool> {
    if !holds(block, "section") && has_plain_letters(block) {
        return Some(false);
    }
    let heading = string(own_lines(block)?, "\nsection")?;
    Some(folded(heading).contains(&folded(words)))
}

/// A quick look at the text of a `[[claim]]` in a .toml: the keys that it cites, none if it cites none. `None` if that is not plain to see.
///
/// ```
/// use ibid::library::cited_keys;
/// assert_eq!(cited_keys("[[claim]]\nid = \"c1\"\ncites = [\"a\", \"b\"]\n"), Some(vec!["a", "b"]));
/// assert_eq!(cited_keys("[[claim]]\ncites = [ # two\n"), None);
/// ```
pub fn cited_keys(block: &str) -> Option<Vec<&str>> {
    let Some((_, rest)) = around(own_lines(block)?, "\ncites = [") else {
        return (!holds(block, "cites") && has_plain_letters(block)).then(Vec::new);
    };
    let (keys, _) = rest.split_once(']')?;
    let strings = keys.split(',').map(str::trim).filter(|key| !key.is_empty());
    let plain = |key: &&str| !key.contains(['"', '\\', '#', '\'']);
    strings.map(|key| key.strip_prefix('"')?.strip_suffix('"').filter(plain)).collect()
}

/// Whether the `[[claim]]` that `block` is cites one of `keys`; `None` if that is not plain to see.
fn cites(block: &str, keys: &[&str]) -> Option<bool> {
    let may_be_written = |key: &&str| key.contains(['"', '\\']) || holds(block, key);
    match has_plain_letters(block) && !keys.iter().any(may_be_written) {
        true => Some(false),
        false => cited_keys(block).map(|cited| cited.iter().any(|key| keys.contains(key))),
    }
}

/// Whether the `[[claim]]` that `block` is cites a number: one of `keys`, which have one that is asked for. `None` if that is not plain to see.
fn has_number(block: &str, keys: &[&str]) -> Option<bool> {
    let all = !holds(block, "missing") && has_plain_letters(block);
    cites(block, keys).filter(|&found| found || all)
}

/// Whether the `[[claim]]` that `block` is rests on one source; `None` if that is not plain to see.
fn has_one_source(block: &str) -> Option<bool> {
    let keys = cited_keys(block)?.len();
    // Numbers without a reference are sources too.
    let all = || !holds(block, "missing") && has_plain_letters(block);
    if keys > 1 { Some(false) } else { all().then_some(keys == 1) }
}

/// A quick look at the text of a `[[reference]]` in a .toml: its key, and its number if it has one and the article still lists it. `None` if
/// that is not plain to see.
///
/// ```
/// use ibid::library::number_and_key;
/// assert_eq!(number_and_key("[[reference]]\nnumber = 4\nkey = \"a\"\n"), Some((Some(4), "a")));
/// assert_eq!(number_and_key("[[reference]]\nnumber = 0x4\nkey = \"a\"\n"), None);
/// ```
pub fn number_and_key(block: &str) -> Option<(Option<u32>, &str)> {
    let own = own_lines(block)?;
    let key = string(own, "\nkey")?;
    let number = match around(own, "\nnumber = ") {
        Some((_, rest)) => Some(rest.lines().next()?.parse().ok()?),
        None if holds(block, "number") || !has_plain_letters(block) => return None,
        None => None,
    };
    (!holds(own, "vanished")).then_some((number, key))
}

/// A quick look at the text of a .toml: whether a claim of it stands behind the first page of its article.
pub(super) fn has_later_pages(toml: &str) -> bool {
    const NAME: &str = "page = ";
    memmem::find_iter(toml.as_bytes(), NAME).any(|at| {
        let (before, rest) = toml.split_at_checked(at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let digits = rest.get(NAME.len()..).unwrap_or_default().split(|c: char| !c.is_ascii_digit()).next();
        let is_later = digits.and_then(|digits| digits.parse().ok()).is_some_and(|page: u32| page > 1);
        is_later && (line.is_empty() || line.starts_with("where = {"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_are_plain_to_see() {
        for (block, keys) in [
            ("[[claim]]\ncites = [\n  \"a\",\n  \"b\",\n]\n", Some(vec!["a", "b"])),
            ("[[claim]]\ncites = []\n", Some(vec![])),
            ("[[claim]]\ntext = \"Tides\"\n", Some(vec![])),
            ("[[claim]]\n  cites = [\"a\"]\n", None),
            ("[[claim]]\ncites = [\"a\", # ]\n\"b\"]\n", None),
            ("[[claim]]\ncites = [\"a\\u0062\"]\n", None),
            ("[[claim]]\ntext = \"\"\"\ncites = [\"a\"]\n\"\"\"\n", None),
            ("[[claim]]\ncites = ['a']\n", None),
            ("[[claim]]\ntext = \"Tides\"\n[claim.mine]\ncites = [\"a\"]\n", None),
        ] {
            assert_eq!(cited_keys(block), keys, "{block}");
        }
    }

    #[test]
    fn a_source_that_is_plain_to_see() {
        for (block, cited) in [
            ("[[claim]]\ncites = [\"a\", \"b\"]\n", Some(true)),
            ("[[claim]]\ntext = \"an a\"\ncites = [\"b\"]\n", Some(false)),
            ("[[claim]]\ncites = [\"b\"]\ntext = \"\\\"fish\\\"\"\n", Some(false)),
            ("[[claim]]\ncites = [\"\\u0061\"]\n", None),
            ("[[claim]]\ncites = ['a']\n", None),
        ] {
            assert_eq!(cites(block, &["a"]), cited, "{block}");
        }
        assert_eq!(cites("[[claim]]\ncites = [\"a\\\"\"]\n", &["a\""]), None);
    }

    #[test]
    fn headings_that_are_plain_to_see() {
        for (block, headed) in [
            ("[[claim]]\nsection = \"The North\"\n", Some(true)),
            ("[[claim]]\nsection = \"South\"\nnote = \"north\"\n", Some(false)),
            ("[[claim]]\ntext = \"North\"\n", Some(false)),
            ("[[claim]]\nsection = \"The North\" # or the \"South\"\n", None),
            ("[[claim]]\n\"section\" = \"North\"\n", None),
            ("[[claim]]\nsection = \"N\\u006frth\"\n", None),
            ("[[claim]]\nnote = \"\"\"\nsection = \"South\"\n\"\"\"\nsection = \"North\"\n", None),
            ("[[claim]]\nsection=\"North\"\n[claim.mine]\nsection = \"South\"\n", None),
        ] {
            assert_eq!(is_headed(block, "NORTH"), headed, "{block}");
        }
    }

    #[test]
    fn pages_that_are_plain_to_see() {
        for (toml, later) in [
            ("[[claim]]\nwhere = { page = 1, line = 3 }\n", false),
            ("[[claim]]\nwhere = { page = 1, line = 3 }\n[[claim]]\nwhere = { page = 12, line = 3 }\n", true),
            ("[[claim]]\n[claim.where]\npage = 2\n", true),
            ("[[claim]]\ntext = \"page = 2\"\n", false),
            ("", false),
        ] {
            assert_eq!(has_later_pages(toml), later, "{toml}");
        }
    }

    #[test]
    fn one_source_that_is_plain_to_see() {
        for (block, one) in [
            ("[[claim]]\ncites = [\"a\"]\n", Some(true)),
            ("[[claim]]\ncites = [\"a\", \"b\"]\nmissing = [3]\n", Some(false)),
            ("[[claim]]\ntext = \"Tides\"\n", Some(false)),
            ("[[claim]]\nmissing = [3]\n", None),
            ("[[claim]]\ncites = [\"a\"]\nmissing = [3]\n", None),
            ("[[claim]]\ncites = [\"a\"]\n\"miss\\u0069ng\" = [3]\n", None),
        ] {
            assert_eq!(has_one_source(block), one, "{block}");
        }
    }

    #[test]
    fn a_number_that_is_plain_to_see() {
        for (block, number) in [
            ("[[claim]]\ncites = [\"a\"]\n", Some(true)),
            ("[[claim]]\ncites = [\"a\"]\nmissing = [3]\n", Some(true)),
            ("[[claim]]\ncites = [\"b\"]\n", Some(false)),
            ("[[claim]]\ncites = [\"b\"]\nmissing = [3]\n", None),
        ] {
            assert_eq!(has_number(block, &["a"]), number, "{block}");
        }
        for (block, seen) in [
            ("[[reference]]\nnumber = 4\nkey = \"a\"\nraw = \"number = 5\"\n", Some((Some(4), "a"))),
            ("[[reference]]\nkey = \"a\"\n", Some((None, "a"))),
            ("[[reference]]\nnumber = 4 # four\nkey = \"a\"\n", None),
            ("[[reference]]\nnumber = 4\nkey = \"a\"\nvanished = true\n", None),
            ("[[reference]]\nkey = \"a\"\n[reference.mine]\nnumber = 4\n", None),
        ] {
            assert_eq!(number_and_key(block), seen, "{block}");
        }
    }
}
