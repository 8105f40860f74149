//! Whose work a source is: the article's own authors', by the names that both print.

use std::collections::BTreeSet;

use super::works::squash;

/// How sure it is that two names are of one person where all that both print agrees.
const SURE: f32 = 0.85;

/// How sure it is where others may well print the same.
const UNSURE: f32 = 0.5;

/// How many letters given names share that are one name in two spellings: Sergei and Sergey.
const SPELLINGS: usize = 3;

/// How sure it is, 0 to 1, that one of `authors` (of an article, as it prints them: `Ann B. Roe`, `Roe, Ann`) is one of
/// `names` (of an entry: `Roe, A. and Lee, Ben`); `None` if none is.
///
/// Family names must be the same, accents and case aside, and so must all initials that both print, and given names, but for their
/// spelling. It is less sure with a family name alone, where the entry prints an initial more, and where a family name that millions have and one initial
/// are all that agrees, unless it does so for two authors.
///
/// ```
/// use ibid::library::shared_author;
/// assert!(shared_author(&["Ann B. Roe".to_owned()], "Lee, Ben and Roe, A.").is_some());
/// assert!(shared_author(&["Ann B. Roe".to_owned()], "Roe, Carl").is_none());
/// ```
pub fn shared_author(authors: &[String], names: &str) -> Option<f32> {
    let authors: Vec<_> = authors.iter().filter_map(|name| Name::of(name)).collect();
    let closest = |name: Name| {
        let alike = authors.iter().enumerate().filter_map(|(at, author)| Some((author.likeness(&name)?, at)));
        alike.max_by_key(|(likeness, _)| *likeness)
    };
    let found: Vec<(Likeness, usize)> =
        names.split(" and ").filter_map(Name::of).filter_map(closest).collect();
    let those = |likeness| found.iter().filter(move |(l, _)| *l == likeness).map(|(_, author)| *author);
    let is_sure =
        those(Likeness::Same).next().is_some() || those(Likeness::Common).collect::<BTreeSet<_>>().len() > 1;
    (!found.is_empty()).then_some(if is_sure { SURE } else { UNSURE })
}

/// How alike two names are that can be of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// One says more than the other, or says it in another way.
    Doubtful,
    /// A family name that millions have and an initial.
    Common,
    /// All that both print.
    Same,
}

/// What of a name is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    family: String,
    /// Given names and initials, in their order.
    given: Vec<String>,
}

impl Name {
    /// The name of a person; `None` for what has no letters.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim();
        let (family, given) = match name.split_once(',') {
            // `Roe, Jr, Ann` and `Roe, Ann, Jr.`
            Some((family, given)) => {
                let given = given.split(',').find(|part| !is_suffix(part)).unwrap_or_default();
                (family.split_whitespace().rfind(|word| !is_suffix(word))?, given)
            }
            None => {
                name.rsplit_once(char::is_whitespace).map_or((name, ""), |(given, family)| (family, given))
            }
        };
        let given = given_names(given, family.contains(char::is_lowercase));
        let family = squash(family);
        (!family.is_empty()).then_some(Self { family, given })
    }

    /// Whether what both print shows two people.
    pub(super) fn is_another(&self, other: &Self) -> bool {
        self.likeness(other).is_none()
    }

    /// How alike it, an author's, is to `other`, an entry's; `None` if they are of two people.
    fn likeness(&self, other: &Self) -> Option<Likeness> {
        let initial = |name: &String| name.chars().next();
        let mut pairs = self.given.iter().zip(&other.given);
        if self.family != other.family || pairs.clone().any(|(a, b)| initial(a) != initial(b)) {
            return None;
        }
        let Some((a, b)) = pairs.next() else { return Some(Likeness::Doubtful) };
        let is_written_out = |name: &String| name.chars().nth(1).is_some();
        if is_written_out(a) && is_written_out(b) {
            // `Xiao-Ming` is `Xiaoming`.
            let same = a == b || self.given.concat() == other.given.concat();
            let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
            return if same {
                Some(Likeness::Same)
            } else {
                (shared >= SPELLINGS).then_some(Likeness::Doubtful)
            };
        }
        Some(match (self.given.len(), other.given.len()) {
            (1, 2..) => Likeness::Doubtful,
            (2.., 2..) => Likeness::Same,
            _ if COMMON.contains(&self.family.as_str()) => Likeness::Common,
            _ => Likeness::Same,
        })
    }
}

/// Whether `part` of a name tells a son from his father: `Jr.`, `III`.
fn is_suffix(part: &str) -> bool {
    matches!(
        squash(part).as_str(),
        "jr" | "jun" | "junior" | "sr" | "sen" | "senior" | "ii" | "iii" | "2nd" | "3rd"
    )
}

/// The given names and initials in `words`; if `has_small`, a few capitals in a row (`GH`) are initials and no name in capitals.
fn given_names(words: &str, has_small: bool) -> Vec<String> {
    const FEW: usize = 3;
    let parts =
        words.split(|c: char| c.is_whitespace() || ".-‐‑".contains(c)).filter(|part| !part.is_empty());
    // Behind the first stand particles of the family name: José de la.
    let named = parts.enumerate().filter(|(at, part)| *at == 0 || !part.starts_with(char::is_lowercase));
    let split = |part: &str| {
        let are_initials = has_small && part.chars().count() <= FEW && part.chars().all(char::is_uppercase);
        match are_initials {
            true => part.chars().map(String::from).collect(),
            false => vec![part.to_owned()],
        }
    };
    named
        .flat_map(|(_, part)| split(part))
        .map(|part| squash(&part))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Family names of one in a hundred or more where they are at home, which agree by chance.
const COMMON: &[&str] = &[
    "ahmed", "ali", "brown", "cai", "cao", "chan", "chang", "chen", "cheng", "cho", "choi", "chung", "das",
    "deng", "dong", "fan", "fang", "feng", "fernandez", "gao", "garcia", "gonzalez", "guo", "gupta", "han",
    "he", "hernandez", "ho", "hoang", "hu", "huang", "jang", "jiang", "johnson", "jones", "jung", "kang",
    "khan", "kim", "kumar", "le", "lee", "li", "liang", "lim", "lin", "liu", "lopez", "lu", "luo", "ma",
    "martinez", "ng", "nguyen", "pan", "park", "patel", "peng", "perez", "pham", "phan", "rodriguez",
    "sanchez", "santos", "sato", "sharma", "shen", "shi", "silva", "singh", "smith", "song", "su", "sun",
    "suzuki", "tan", "tang", "tran", "vu", "wang", "wei", "williams", "wong", "wu", "xiao", "xie", "xu",
    "yang", "ye", "yu", "yuan", "zeng", "zhang", "zhao", "zheng", "zhou", "zhu",
];

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
            ("Ann Roe", "Roe, Jr., A.", Some(0.85)),
            ("Ann Roe", "Roe, A., III", Some(0.85)),
            ("Ann Roe", "Roe, Carl", None),
            ("Ann Roe", "Roebuck, A.", None),
            ("Ann Roe", "", None),
            ("…", "…", None),
        ] {
            assert_eq!(shared_author(&[author.to_owned()], names), shared, "{author}: {names}");
        }
    }

    #[test]
    fn all_that_both_print_must_agree() {
        for (author, name, shared) in [
            ("Gang Li", "Li, G.H.", Some(0.5)),
            ("Gang Li", "Li, G. H.", Some(0.5)),
            ("Gang-Hua Li", "Li, G.H.", Some(0.85)),
            ("Gang-Hua Li", "Li, GH", Some(0.85)),
            ("Ganghua Li", "Li, Gang-Hua", Some(0.85)),
            ("LI, GANG", "Li, Gang", Some(0.85)),
            ("ANN ROE", "Roe, A.", Some(0.85)),
            ("Ann B. Roe", "Roe, A.", Some(0.85)),
            ("Ann B. Roe", "Roe, A. C.", None),
            ("A. B. Roe", "Roe, A.B.C.", Some(0.85)),
            ("Ann Roe", "Roe, Ann B.", Some(0.85)),
            ("Ann Roe", "Roe, A.-B.", Some(0.5)),
            ("Wei Roe", "Roe, Wenbo", None),
            ("Sergei Roe", "Roe, Sergey", Some(0.5)),
        ] {
            assert_eq!(shared_author(&[author.to_owned()], name), shared, "{author}: {name}");
        }
    }

    #[test]
    fn a_common_name_with_an_initial_tells_little_alone() {
        let authors = ["Gang Li".to_owned(), "Wei Chen".to_owned()];
        for (names, shared) in [
            ("Li, G.", 0.5),
            ("Li, G. and Li, G.", 0.5),
            ("Li, G. and Okada, B.", 0.5),
            ("Li, G. and Chen, W.", 0.85),
            ("Li, Gang", 0.85),
        ] {
            assert_eq!(shared_author(&authors, names), Some(shared), "{names}");
        }
    }
}
