//! Whose work a source is: the article's own authors', by the names that both print.

use super::works::squash;

/// How sure it is, 0 to 1, that one of `authors` (of an article, as it prints them: `Ann B. Roe`, `Roe, Ann`) is one of
/// `names` (of an entry: `Roe, A. and Lee, Ben`); `None` if none is.
///
/// Family names must be the same, accents and case aside, and so must the first initials; with a name that gives none,
/// or with a family name alone, it is less sure.
///
/// ```
/// use ibid::library::shared_author;
/// assert!(shared_author(&["Ann B. Roe".to_owned()], "Lee, Ben and Roe, A.").is_some());
/// assert!(shared_author(&["Ann B. Roe".to_owned()], "Roe, Carl").is_none());
/// ```
pub fn shared_author(authors: &[String], names: &str) -> Option<f32> {
    let authors: Vec<_> = authors.iter().filter_map(|name| Name::of(name)).collect();
    let names = names.split(" and ").filter_map(Name::of);
    let shared =
        names.filter_map(|name| authors.iter().filter_map(|author| author.likeness(&name)).reduce(f32::max));
    shared.reduce(f32::max)
}

/// What of a name is compared.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    family: String,
    initial: Option<char>,
}

impl Name {
    /// The name of a person; `None` for what has no letters.
    fn of(name: &str) -> Option<Self> {
        let name = name.trim();
        let (family, given) = match name.split_once(',') {
            Some((family, given)) => (family.split_whitespace().next_back()?, given),
            None => {
                name.rsplit_once(char::is_whitespace).map_or((name, ""), |(given, family)| (family, given))
            }
        };
        let family = squash(family);
        let initial = squash(given.split_whitespace().next().unwrap_or_default()).chars().next();
        (!family.is_empty()).then_some(Self { family, initial })
    }

    fn likeness(&self, other: &Self) -> Option<f32> {
        let same = self.family == other.family;
        match (self.initial, other.initial) {
            (Some(a), Some(b)) => (same && a == b).then_some(0.85),
            _ => same.then_some(0.5),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_all_forms() {
        for (author, names, shared) in [
            ("Ann Roe", "Roe, A.", Some(0.85)),
            ("Roe, Ann", "Lee, B. and Roe, Ann", Some(0.85)),
            ("José de la Cruz", "de la Cruz, J.", Some(0.85)),
            ("Jose Müller", "Muller, J", Some(0.85)),
            ("Ann Roe", "Roe", Some(0.5)),
            ("Ann Roe", "Roe, Carl", None),
            ("Ann Roe", "Roebuck, A.", None),
            ("Ann Roe", "", None),
            ("…", "…", None),
        ] {
            assert_eq!(shared_author(&[author.to_owned()], names), shared, "{author}: {names}");
        }
    }
}
