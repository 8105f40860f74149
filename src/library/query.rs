//! What a person asks of the claims of a library; the claims that answer.

use std::collections::HashSet;

use super::search::Words;
use super::sheet::record::{ClaimRecord, ReferenceRecord};
use super::{Kept, Library};
use crate::fold::folded;

/// A question; what is asked for adds up. The default asks for all claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Claims that cite an entry with one of these keys; with any, if there are none.
    pub sources: Vec<String>,
    /// Claims about these words, the best first; those of the sentence count too, for less.
    pub words: Option<Words>,
    /// Claims that cite a reference with one of these numbers; with any, if there are none.
    pub numbers: Vec<u32>,
    /// Claims below a heading that contains these words, case and accents aside.
    pub section: Option<String>,
    /// Claims that rest on one source.
    pub single_source: bool,
}

/// A claim that answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer<'a> {
    /// The claim.
    pub claim: &'a Kept<ClaimRecord>,
    /// How well it fits the words that were asked for, above 0; 0 if none were.
    pub score: f32,
}

impl Query {
    /// The claims of `library` that answer: by how well they fit where words are asked for, else in its order.
    ///
    /// ```
    /// use ibid::library::search::Words;
    /// use ibid::library::{Library, Query, Source};
    /// let toml = "schema = 1\n[[claim]]\nid = \"c1\"\ntext = \"Prices fell\"\n[[claim]]\nid = \"c2\"\ntext = \"It grew\"\n";
    /// let library = Library::load([Source { name: "bib/p", bib: "", toml }]);
    /// let query = Query { words: Some(Words::of("falling price")), ..Query::default() };
    /// assert_eq!(query.answers(&library)[0].claim.record.id, "c1");
    /// ```
    pub fn answers<'a>(&self, library: &'a Library) -> Vec<Answer<'a>> {
        let numbered = numbered(library, &self.numbers);
        let accepts = |claim: &&Kept<ClaimRecord>| self.accepts(&numbered, claim);
        let claims: Vec<_> = library.claims.iter().filter(accepts).collect();
        let Some(words) = &self.words else {
            return claims.into_iter().map(|claim| Answer { claim, score: 0.0 }).collect();
        };
        // The sentence is the context of the claim; the claim's own words so count twice.
        let texts: Vec<String> =
            claims.iter().map(|c| format!("{} {}", c.record.text, c.record.sentence)).collect();
        let scores = words.scores(texts.iter().map(String::as_str), library.unread);
        let mut answers: Vec<_> =
            claims.into_iter().zip(scores).map(|(claim, score)| Answer { claim, score }).collect();
        answers.retain(|answer| answer.score > 0.0);
        answers.sort_by(|a, b| b.score.total_cmp(&a.score));
        answers
    }

    /// Whether `claim` is among those asked for, words aside.
    fn accepts(&self, numbered: &HashSet<(usize, &str)>, claim: &Kept<ClaimRecord>) -> bool {
        let record = &claim.record;
        let is_cited = |key: &String| record.cites.contains(key);
        let section = |wanted: &String| {
            let section = record.section.as_deref().unwrap_or_default();
            folded(section).contains(&folded(wanted))
        };
        let is_numbered = |key: &String| numbered.contains(&(claim.volume, key.as_str()));
        let is_missing = |number: &u32| record.missing.contains(number);
        (self.sources.is_empty() || self.sources.iter().any(is_cited))
            && (self.numbers.is_empty()
                || self.numbers.iter().any(is_missing)
                || record.cites.iter().any(is_numbered))
            && self.section.as_ref().is_none_or(section)
            && (!self.single_source || record.cites.len() + record.missing.len() == 1)
    }
}

/// The references that their articles print with one of `numbers`, by pair and key.
fn numbered<'a>(library: &'a Library, numbers: &[u32]) -> HashSet<(usize, &'a str)> {
    let is_asked_for = |record: &ReferenceRecord| {
        !record.vanished && record.number.is_some_and(|number| numbers.contains(&number))
    };
    let named = library.references.iter().filter(|kept| is_asked_for(&kept.record));
    named.map(|kept| (kept.volume, kept.record.key.as_str())).collect()
}

/// The references of `library` that no claim of the same article cites.
pub fn uncited(library: &Library) -> Vec<&Kept<ReferenceRecord>> {
    let cited: HashSet<(usize, &str)> = library
        .claims
        .iter()
        .flat_map(|c| c.record.cites.iter().map(|key| (c.volume, key.as_str())))
        .collect();
    let is_uncited = |kept: &&Kept<ReferenceRecord>| {
        !kept.record.vanished && !cited.contains(&(kept.volume, kept.record.key.as_str()))
    };
    library.references.iter().filter(is_uncited).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Glance, Source};

    const TOML: &str = "schema = 1
[[reference]]
number = 1
key = \"a\"
[[reference]]
number = 2
key = \"b\"
[[reference]]
number = 3
key = \"c\"
[[claim]]
id = \"c1\"
text = \"Trade with the north grew\"
cites = [\"a\"]
section = \"Introduction\"
[[claim]]
id = \"c2\"
text = \"Northern trades fell\"
cites = [\"a\", \"b\"]
[[claim]]
id = \"c3\"
text = \"Nothing is known\"
missing = [9]
";

    #[track_caller]
    fn check(query: &Query, expected: &[&str]) {
        let library = Library::load([Source { name: "p", bib: "", toml: TOML }]);
        let found: Vec<_> = query.answers(&library).iter().map(|a| a.claim.record.id.as_str()).collect();
        assert_eq!(found, expected, "{query:?}");
    }

    #[test]
    fn questions_and_answers() {
        check(&Query::default(), &["c1", "c2", "c3"]);
        check(&Query { sources: vec!["a".into()], ..Query::default() }, &["c1", "c2"]);
        check(&Query { sources: vec!["x".into(), "b".into()], ..Query::default() }, &["c2"]);
        check(&Query { numbers: vec![2], ..Query::default() }, &["c2"]);
        check(&Query { numbers: vec![9], ..Query::default() }, &["c3"]);
        check(&Query { numbers: vec![2, 9], ..Query::default() }, &["c2", "c3"]);
        check(&Query { section: Some("INTRO".into()), ..Query::default() }, &["c1"]);
        check(&Query { single_source: true, ..Query::default() }, &["c1", "c3"]);
        check(&Query { words: Some(Words::of("falling trade")), ..Query::default() }, &["c2", "c1"]);
        check(&Query { words: Some(Words::of("copper")), ..Query::default() }, &[]);
    }

    #[test]
    fn the_quick_look_misses_nothing() {
        let sheet = crate::library::sheet::Sheet::parse(TOML);
        let queries = [
            Query { sources: vec!["a".into()], ..Query::default() },
            Query { sources: vec!["b".into(), "x".into()], ..Query::default() },
            Query { section: Some("INTRO".into()), ..Query::default() },
            Query { single_source: true, ..Query::default() },
            Query { words: Some(Words::of("falling trade")), ..Query::default() },
        ];
        for query in queries {
            let glance = Glance::of(&query);
            let left = |block: &str| glance.answers(block, None) != Some(false);
            let source = Source { name: "p", bib: "", toml: TOML };
            let quick = Library::load_where([source], |block| block.contains("[[reference]]") || left(block));
            let whole = Library::load([source]);
            let ids = |library: &Library| {
                query.answers(library).iter().map(|a| a.claim.record.id.clone()).collect::<Vec<_>>()
            };
            assert_eq!(ids(&quick), ids(&whole), "{query:?}");
            let passed = sheet.blocks().iter().filter(|b| left(sheet.slice(b.span))).count();
            assert!(passed < sheet.blocks().len(), "{query:?}");
        }
    }

    #[test]
    fn references_that_nothing_cites() {
        let library = Library::load([Source { name: "p", bib: "", toml: TOML }]);
        assert_eq!(uncited(&library).iter().map(|k| k.record.key.as_str()).collect::<Vec<_>>(), ["c"]);
    }
}
