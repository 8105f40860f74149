//! One value three ways: as extracted then, as it is now, as extracted now.

use crate::library::digest::short;

/// What becomes of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The value from now on; `None` if there is to be none.
    pub(super) value: Option<String>,
    /// The digest to remember, of the value as extracted.
    pub(super) base: Option<String>,
    /// Whether the article now says something that a person's value hides.
    pub(super) conflict: bool,
}

/// Merges one value: `base` is the digest of what was extracted then, `now` what the file has, `new` what the
/// article says today.
///
/// A value is a person's if it does not have the digest it was extracted with. Once a person's, it stays one,
/// even where the article comes to agree with it: the digest is only renewed if it then still tells them apart.
pub(super) fn three_way(base: Option<&str>, now: Option<&str>, new: Option<&str>) -> Outcome {
    let edited = now.map(short).as_deref() != base;
    let owned = |s: Option<&str>| s.map(str::to_owned);
    if !edited {
        return Outcome { value: owned(new), base: new.map(short), conflict: false };
    }
    if new == now {
        return Outcome { value: owned(now), base: owned(base), conflict: false };
    }
    let said = new.map(short);
    let conflict = said.is_some() && said.as_deref() != base;
    Outcome { value: owned(now), base: said.or(owned(base)), conflict }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: Option<&str>, now: Option<&str>, new: Option<&str>, value: Option<&str>, conflict: bool) {
        let base = base.map(short);
        let outcome = three_way(base.as_deref(), now, new);
        assert_eq!((outcome.value.as_deref(), outcome.conflict), (value, conflict));
        let again = three_way(outcome.base.as_deref(), outcome.value.as_deref(), new);
        assert_eq!(again, Outcome { conflict: false, ..outcome }, "a second time changes nothing");
    }

    #[test]
    fn all_ways() {
        let (a, b, c) = (Some("a"), Some("b"), Some("c"));
        check(None, None, a, a, false);
        check(a, a, a, a, false);
        check(a, a, b, b, false);
        check(a, a, None, None, false);
        check(a, b, a, b, false);
        check(a, b, b, b, false);
        check(a, b, c, b, true);
        check(a, b, None, b, false);
        check(a, None, a, None, false);
        check(a, None, b, None, true);
        check(None, a, None, a, false);
        check(None, a, b, a, true);
        check(None, a, a, a, false);
    }
}
