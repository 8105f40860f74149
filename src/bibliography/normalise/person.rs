//! One name: a person, or a body.

use std::fmt;

/// One name of a list of people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The family name, particles included: `van der Berg`; the whole name of a body.
    pub family: String,
    /// The given names, initials spaced: `S. G.`; empty where the reference has none.
    pub given: String,
    /// `Jr.`, `III`; mostly empty.
    pub suffix: String,
    /// Whether the name is that of a body, which no style may take apart.
    pub body: bool,
}

impl Person {
    /// The body called `name`.
    pub fn body(name: impl Into<String>) -> Self {
        Self { family: name.into(), body: true, ..Self::default() }
    }
}

/// The name as BibLaTeX reads it: `Family, Given`, `Family, Jr., Given`, `{Body}`.
impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if joins(&self.given) {
            return write!(f, "{{{}, {}}}", self.family, self.given);
        }
        if self.body || self.would_be_split() {
            write!(f, "{{{}}}", self.family)?;
        } else {
            f.write_str(&self.family)?;
        }
        for part in [&self.suffix, &self.given] {
            if !part.is_empty() {
                write!(f, ", {part}")?;
            }
        }
        Ok(())
    }
}

impl Person {
    /// Whether BibLaTeX would take the family name apart if it were not in braces.
    fn would_be_split(&self) -> bool {
        let mut words = self.family.split(' ');
        let first = words.next().unwrap_or_default();
        let alone = self.given.is_empty() && self.suffix.is_empty();
        let splits = alone && words.next().is_some() && !first.starts_with(char::is_lowercase);
        let reserved = alone && self.family.eq_ignore_ascii_case("others");
        splits || joins(&self.family) || reserved || self.family.contains(',')
    }
}

/// Whether a list of names would be cut in the middle of `words`.
fn joins(words: &str) -> bool {
    words.split(' ').any(|word| word.eq_ignore_ascii_case("and"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_biblatex_reads() {
        let person = |family: &str, given: &str, suffix: &str| Person {
            family: family.to_owned(),
            given: given.to_owned(),
            suffix: suffix.to_owned(),
            body: false,
        };
        for (person, want) in [
            (person("Frickenstein", "S. G.", ""), "Frickenstein, S. G."),
            (person("von Rimscha", "Robert", ""), "von Rimscha, Robert"),
            (person("King", "M. L.", "Jr."), "King, Jr., M. L."),
            (person("Drezner", "", ""), "Drezner"),
            (person("Wyn Jones", "", ""), "{Wyn Jones}"),
            (person("Learning", "and Levels", ""), "{Learning, and Levels}"),
            (Person::body("Ministry of Health and Welfare"), "{Ministry of Health and Welfare}"),
        ] {
            assert_eq!(person.to_string(), want);
        }
    }
}
