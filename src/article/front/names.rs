//! Lines of authors: `Ann Roe¹,²*, Ben C. Lee2 and Carla de la Cruz`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{one_of, satisfy, space0, space1};
use nom::combinator::{peek, recognize, verify};
use nom::multi::many1_count;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use crate::raised::is_raised_digit;

/// The authors of a line, and how much shows that they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::article) struct Authors {
    /// Names as printed, without marks and degrees.
    pub(in crate::article) names: Vec<String>,
    /// 0 if any two capitalised words would read like this; more with marks, initials, and names.
    pub(in crate::article) evidence: u8,
}

/// A piece of a line of authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    /// Of an affiliation or a note.
    Mark,
    Separator,
}

/// `authors = 1*( word / mark / separator )`
fn token(i: &str) -> IResult<&str, Token<'_>> {
    let word = verify(
        take_while1(|c: char| c.is_alphabetic() && !is_raised(c) || "-'’‐.\u{301}\u{308}".contains(c)),
        |word: &str| word.starts_with(char::is_alphabetic),
    );
    let digits = recognize(many1_count(satisfy(|c| c.is_ascii_digit() || is_raised(c))));
    let and = terminated(alt((tag("and"), tag("und"), tag("et"), tag("AND"))), peek(space1));
    let separator = alt((recognize(one_of(",;|•·&∙")), and));
    alt((
        separator.map(|_| Token::Separator),
        digits.map(|_| Token::Mark),
        one_of(MARKS).map(|_| Token::Mark),
        word.map(Token::Word),
    ))
    .parse(i)
}

/// Signs that mark an author, of an affiliation or a note. Sources: the series of the Chicago Manual of Style (16.32) and of
/// the American Chemical Society.
pub(super) const MARKS: &str = "*†‡§¶#⁎∗✉✝–⁻‖∥⊥∇◊◆○●□■△▲▽▼☆★⊗⊕";

fn is_raised(c: char) -> bool {
    is_raised_digit(c) || matches!(c, 'ª' | 'º' | 'ᵃ'..='ᵿ')
}

/// The authors that `line` consists of; `None` if it has anything else.
///
/// Accepts `Ann Roe1,2,*, B. C. Lee2`, `Ann Roe and Ben Lee, PhD`, `Ann Roea,b, Ben Leeb`; refuses `Essential Oils in
/// Food`, `University of Kyoto, Japan`.
pub(in crate::article) fn authors(line: &str) -> Option<Authors> {
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    let (mut marked, mut rest) = (false, line.trim());
    while !rest.is_empty() {
        let (after, token) = terminated(token, space0::<_, nom::error::Error<&str>>).parse(rest).ok()?;
        match token {
            Token::Word(word) => parts.last_mut()?.push(word),
            // A number that stands alone is no mark, and proves nothing.
            Token::Mark => marked |= !line.get(..line.len() - rest.len()).is_none_or(|l| l.ends_with(' ')),
            Token::Separator => parts.push(Vec::new()),
        }
        rest = after;
    }
    let is_letter =
        |part: &[&str]| matches!(part, [letter] if letter.len() == 1 && ("a"..="h").contains(letter));
    let lettered = parts.iter().any(|part| is_letter(part));
    let mut names = Vec::new();
    let (mut roman, mut things) = (false, 0);
    for mut part in parts.into_iter().filter(|part| !part.is_empty() && !is_letter(part)) {
        while part.len() > 2 && part.last().is_some_and(|word| is_degree(word)) {
            part.pop();
        }
        if part.iter().all(|word| is_degree(word)) {
            continue;
        }
        if !is_name(&part) {
            return None;
        }
        things += usize::from(part.iter().any(|word| is_thing(word)));
        let mut name = part.join(" ");
        if let Some(bare) = without_numeral(&name) {
            name.truncate(bare);
            roman = true;
        }
        if lettered && name.ends_with(|c: char| ('a'..='h').contains(&c)) {
            name.pop();
        }
        names.push(name);
    }
    // Among several names with marks one may be a word as well: `Ann Roe1, Nicholas Genes2, …`.
    if things > usize::from(marked && names.len() >= NAMES) {
        return None;
    }
    if !lettered && are_lettered(&names) {
        for name in &mut names {
            name.pop();
        }
    }
    let initials =
        names.iter().any(|name| name.split(' ').any(|word| word.len() == 2 && word.ends_with('.')));
    let evidence =
        2 * u8::from(marked || lettered || roman) + u8::from(initials) + u8::from(names.len() >= 3);
    (!names.is_empty()).then_some(Authors { names, evidence })
}

/// Where the name ends that has a Roman numeral for a mark glued to it: `RoeII`.
fn without_numeral(name: &str) -> Option<usize> {
    let bare = name.trim_end_matches(['I', 'V']);
    (bare.len() < name.len() && name.len() - bare.len() <= 3 && bare.ends_with(char::is_lowercase))
        .then_some(bare.len())
}

/// Whether all of `names` end in letters that are marks: `a`, `b` and `c` at least, and none that is left out.
fn are_lettered(names: &[String]) -> bool {
    let mut ends: Vec<char> = names.iter().filter_map(|name| name.chars().next_back()).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.len() >= 3 && ends.iter().copied().eq(('a'..='h').take(ends.len()))
}

/// Fewest names with marks among which one may be the word for a thing.
const NAMES: usize = 4;

/// Whether `word` names a thing.
fn is_thing(word: &str) -> bool {
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches('.');
    bare.chars().count() > 1 && THINGS.contains(&bare)
}

/// Whether `words` have the shape of the name of a person: two to six, capitalised but for particles.
fn is_name(words: &[&str]) -> bool {
    let particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str());
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let written_out = |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    (2..=6).contains(&words.len())
        && capitals >= 2
        && words.iter().all(|word| word.starts_with(char::is_uppercase) || particle(word))
        && words.last().is_some_and(|last| written_out(&last) || words.len() == 2)
        && words.iter().any(|word| written_out(&word))
}

fn is_degree(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect();
    DEGREES.contains(&bare.as_str())
}

const PARTICLES: [&str; 25] = [
    "de", "van", "von", "der", "den", "la", "da", "dos", "das", "del", "di", "al", "el", "bin", "ibn", "ter",
    "ten", "le", "du", "do", "e", "y", "af", "zu", "della",
];

const DEGREES: [&str; 20] = [
    "md", "phd", "msc", "bsc", "mph", "mbbs", "dds", "pharmd", "rn", "jr", "sr", "frcp", "facp", "dvm",
    "mba", "dsc", "mbchb", "mdphd", "mds", "dphil",
];

/// Words that a line about something else has: institutions, headings, words of titles.
const THINGS: &[&str] = &[
    "university", "universität", "université", "universidad", "department", "dept", "institute", "institut",
    "instituto", "hospital", "college", "school", "centre", "center", "faculty", "laboratory",
    "laboratories", "research", "article", "review", "journal", "abstract", "introduction", "open", "access",
    "received", "accepted", "published", "division", "clinic", "medical", "sciences", "science", "medicine",
    "national", "academy", "society", "international", "case", "report", "study", "original", "letter",
    "communication", "communications", "editorial", "correspondence", "author", "authors", "editor",
    "editors", "address", "email", "e-mail", "keywords", "volume", "issue", "publishing", "press",
    "copyright", "license", "creative", "commons", "attribution", "the", "of", "for", "in", "on", "with",
    "from", "to", "an", "by", "its", "as", "at", "using", "based", "is", "are", "into", "under", "between",
    "towards", "toward", "analysis", "effect", "effects", "methods", "method", "background", "results",
    "systems", "system", "new", "how", "what", "why", "does", "short", "full", "brief", "paper", "papers",
    "section", "edited", "reviewed", "citation", "usa", "uk", "china", "india", "japan", "germany", "france",
    "italy", "road", "street", "avenue", "company", "limited", "ltd", "inc", "health", "cell", "biology",
    "physics", "chemistry", "engineering", "technology", "data", "learning", "network", "networks",
    "control", "treatment", "disease", "diseases", "patients", "cancer", "essential", "oils", "activity",
    "activities", "food", "model", "models", "theory", "design", "application", "applications", "role",
    "use", "development", "management", "quality", "properties", "potential", "clinical", "acid", "water",
    "energy", "human", "plant", "plants", "gene", "genes", "protein", "proteins", "type", "diabetes", "risk",
    "factors", "structure", "process", "processes",
];

/// Whether `line` is about an institution.
pub(super) fn is_affiliation(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = [
        "universit", "universid", "departament", "department", "institut", "hospital", "college", "school",
        "centre", "center", "faculty", "laborator", "division", "academy", "clinic", "corporation",
        "foundation",
    ];
    words.iter().any(|word| {
        lower
            .match_indices(word)
            .any(|(at, _)| !lower.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, names: &[&str], evidence: u8) {
        let found = authors(line).unwrap();
        assert_eq!(
            (found.names, found.evidence),
            (names.iter().map(|n| (*n).to_owned()).collect(), evidence)
        );
    }

    #[test]
    fn names_with_marks() {
        check(
            "Ann Roe¹,²*, Ben C. Lee2 and Carla de la Cruz",
            &["Ann Roe", "Ben C. Lee", "Carla de la Cruz"],
            4,
        );
        check("Ann Roea,b, Ben Leeb", &["Ann Roe", "Ben Lee"], 2);
        check("Ann N. Parka, Ben Leeb, Carla Silvac", &["Ann N. Park", "Ben Lee", "Carla Silva"], 2);
        check("Ann RoeII, Ben O’Neil-ParkI", &["Ann Roe", "Ben O’Neil-Park"], 2);
        check("J.-P. Roe, PhD; B. Lee, M.D.", &["J.-P. Roe", "B. Lee"], 1);
        check("Ann Roe†, Ben Lee∥,∇, Carla Silva⊥", &["Ann Roe", "Ben Lee", "Carla Silva"], 3);
        check(
            "Ann Roe1, Ben Genes2, Carla Silva1, Di Lee3",
            &["Ann Roe", "Ben Genes", "Carla Silva", "Di Lee"],
            3,
        );
        check("1Ann Roe | 2Ben Lee", &["Ann Roe", "Ben Lee"], 2);
        check("Ann Roe", &["Ann Roe"], 0);
    }

    #[test]
    fn other_lines() {
        for line in [
            "Essential Oils and Antifungal Activity",
            "University of Kyoto, Japan",
            "Ann",
            "ann roe",
            "A. B.",
        ] {
            assert_eq!(authors(line), None, "{line}");
        }
        for line in
            ["Received: 7 March 2014", "roe@example.org", "", "Ann Roe (Kyoto)", "Rivers of the North"]
        {
            assert_eq!(authors(line), None, "{line}");
        }
    }
}
