//! Keys of entries: `frickenstein2010resurgence`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Reference;

/// Words that say nothing of a title, in the languages that ibid reads.
pub(crate) const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "das", "de", "del", "dell", "der", "des", "di", "die", "du", "e",
    "een", "ein", "eine", "el", "for", "from", "gli", "i", "if", "il", "in", "is", "l", "la", "las", "le",
    "les", "lo", "los", "o", "of", "on", "os", "the", "to", "un", "una", "und", "une", "with", "zur",
];

/// The keys that are in use, as hashes, so that a million of them take little room.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// For each key in use, how many letters have been tried behind it.
    used: HashMap<u64, usize>,
}

impl Keys {
    /// Gives each of `references` a key that no other has, nor one of an earlier call: family name of the
    /// first author (else editor, else the title's first word), year, first word of the title that says
    /// something, all in ASCII; where several come to the same, `a`, `b` … in the order of the list.
    ///
    /// The keys depend on the references alone, so that reading a list again gives the same keys.
    pub fn assign(&mut self, references: &mut [Reference]) {
        let bases: Vec<String> = references.iter().map(base).collect();
        let mut count: HashMap<&str, usize> = HashMap::new();
        for base in &bases {
            *count.entry(base).or_default() += 1;
        }
        for (reference, base) in references.iter_mut().zip(&bases) {
            let alone = count.get(base.as_str()) == Some(&1);
            reference.key = if alone && self.take(base) { base.clone() } else { self.lettered(base) };
        }
    }

    /// Takes `key` into use; `false` if it was.
    fn take(&mut self, key: &str) -> bool {
        match self.used.entry(hash(key)) {
            Entry::Occupied(_) => false,
            Entry::Vacant(free) => {
                free.insert(0);
                true
            }
        }
    }

    /// `base` with the first letter behind it that makes it free.
    fn lettered(&mut self, base: &str) -> String {
        loop {
            let serial = self.used.entry(hash(base)).or_default();
            let key = format!("{base}{}", letters(*serial));
            *serial += 1;
            if self.take(&key) {
                return key;
            }
        }
    }
}

/// The same on every run and platform: keys are kept in files.
fn hash(key: &str) -> u64 {
    let bytes = blake3::hash(key.as_bytes());
    bytes.as_bytes().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// The key of `reference` among no others.
pub fn base(reference: &Reference) -> String {
    let title = reference.value("title").unwrap_or_default();
    let mut words = significant(title);
    let name =
        reference.value("author").or(reference.value("editor")).map(family).filter(|name| !name.is_empty());
    let name = name.or_else(|| words.next()).unwrap_or_else(|| "anon".to_owned());
    let year = reference
        .value("date")
        .and_then(|date| date.get(..4))
        .filter(|y| y.chars().all(|c| c.is_ascii_digit()));
    let word = words.next().unwrap_or_else(|| match title.is_empty() {
        true => reference.value("journaltitle").and_then(|j| significant(j).next()).unwrap_or_default(),
        false => String::new(),
    });
    format!("{name}{}{word}", year.unwrap_or("nd"))
}

/// The family name of the first of `names`, without particles in lower case.
fn family(names: &str) -> String {
    let first = names.split(" and ").next().unwrap_or_default();
    let family = match first.strip_prefix('{') {
        Some(body) => significant(body).next().unwrap_or_default(),
        None => first.split(',').next().unwrap_or_default().to_owned(),
    };
    let own = family.split(' ').skip_while(|word| word.starts_with(char::is_lowercase)).collect::<Vec<_>>();
    let own = if own.is_empty() { family } else { own.concat() };
    ascii(&own)
}

/// The words of `title` in ASCII, those left out that say nothing.
fn significant(title: &str) -> impl Iterator<Item = String> {
    let words = title.split(|c: char| !c.is_alphanumeric() && c != '-').map(ascii);
    words.filter(|word| word.len() > 1 && STOP_WORDS.binary_search(&word.as_str()).is_err())
}

/// `word` transliterated to lower-case ASCII letters and digits.
fn ascii(word: &str) -> String {
    let plain = if word.is_ascii() { Cow::Borrowed(word) } else { any_ascii::any_ascii(word).into() };
    let kept: String = plain.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    kept.to_ascii_lowercase()
}

/// `a` … `z`, `aa`, `ab` … for 0, 1, 2 …
fn letters(serial: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = serial + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::{By, Field, assemble};

    fn reference(fields: &[(&'static str, &str)]) -> Reference {
        let mut reference = assemble("", &[]);
        for &(name, value) in fields {
            let field = Field { value: value.to_owned(), span: None, confidence: 1.0, by: By::Tagger };
            reference.fields.insert(name, field);
        }
        reference
    }

    #[test]
    fn keys_name_author_year_and_title() {
        for (fields, want) in [
            (
                &[("author", "Frickenstein, S. G."), ("date", "2010"), ("title", "The Resurgence of Rome")][..],
                "frickenstein2010resurgence",
            ),
            (
                &[("author", "von Müller, K. and Roe, A."), ("date", "1998/1999"), ("title", "Über Flüsse")],
                "muller1998uber",
            ),
            (&[("author", "{World Health Organization}"), ("date", "2001"), ("title", "")], "world2001"),
            (&[("title", "On the life of rivers"), ("date", "2001")], "life2001rivers"),
            (&[("author", "Иванов, И."), ("date", "2001"), ("title", "О реках")], "ivanov2001rekakh"),
            (&[], "anonnd"),
        ] {
            assert_eq!(base(&reference(fields)), want);
        }
    }

    #[test]
    fn clashes_get_letters() {
        let roe = [("author", "Roe, A."), ("date", "2010"), ("title", "Rivers")];
        let mut list = vec![reference(&roe), reference(&[("title", "Hills")]), reference(&roe)];
        Keys::default().assign(&mut list);
        let keys: Vec<_> = list.iter().map(|r| r.key.as_str()).collect();
        assert_eq!(keys, ["roe2010riversa", "hillsnd", "roe2010riversb"]);
        assert_eq!(
            (letters(25), letters(26), letters(27)),
            ("z".to_owned(), "aa".to_owned(), "ab".to_owned())
        );
    }

    #[test]
    fn stop_words_are_sorted_for_the_search() {
        assert!(STOP_WORDS.is_sorted());
    }
}
