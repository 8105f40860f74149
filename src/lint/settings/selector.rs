//! Names for one rule or many.

use std::str::FromStr;

use thiserror::Error;

pub(in crate::lint) use crate::library::nearest;
use crate::lint::{Family, RULES, Rule};

/// A name for one rule or many, as settings and flags give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selector {
    /// `all`.
    All,
    /// `default`: the rules that are on by default.
    Default,
    /// The name of a family, or the letters of its codes: `citations`, `CIT`.
    Family(Family),
    /// The code or the name of a rule: `CIT001`, `dangling-citation`.
    Rule(&'static str),
}

impl Selector {
    /// Whether `rule` is meant.
    pub fn matches(self, rule: &Rule) -> bool {
        match self {
            Self::All => true,
            Self::Default => rule.default,
            Self::Family(family) => rule.family == family,
            Self::Rule(code) => rule.code == code,
        }
    }
}

/// A name that no rule and no family has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no rule or family is called `{name}`{}", suggestion.map(|s| format!("; did you mean `{s}`?")).unwrap_or_default())]
pub struct UnknownSelector {
    name: String,
    suggestion: Option<&'static str>,
}

impl FromStr for Selector {
    type Err = UnknownSelector;

    /// Reads a selector, case aside.
    ///
    /// ```
    /// use ibid::lint::Selector;
    /// assert_eq!("cit001".parse(), Ok(Selector::Rule("CIT001")));
    /// let error = "dangling-citations".parse::<Selector>().unwrap_err();
    /// assert!(error.to_string().ends_with("did you mean `dangling-citation`?"));
    /// ```
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("all") {
            return Ok(Self::All);
        }
        if is("default") {
            return Ok(Self::Default);
        }
        let family = Family::ALL.into_iter().find(|f| is(f.name()) || is(f.prefix()));
        let rule = || crate::lint::rule(name).map(|rule| Self::Rule(rule.code));
        family.map(Self::Family).or_else(rule).ok_or_else(|| UnknownSelector {
            name: name.to_owned(),
            suggestion: nearest(
                name,
                RULES.iter().flat_map(|r| [r.name, r.code]).chain(Family::ALL.map(Family::name)),
            )
            .or_else(|| RULES.iter().map(|rule| rule.name).find(|known| is_part(name, known))),
        })
    }
}

/// Whether `name` is one or more of the words of the name `known`.
fn is_part(name: &str, known: &str) -> bool {
    let words: Vec<&str> = known.split('-').collect();
    (1..words.len()).any(|len| words.windows(len).any(|part| part.join("-").eq_ignore_ascii_case(name)))
}
