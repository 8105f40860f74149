//! The version of a program.

use super::{insert, take, words};
use crate::bibliography::grammar::remark::package_version;
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// The version of a package is no journal. What the package is written for belongs to it: `R package version 1.0.2`.
pub(super) fn of_package(raw: &str, labels: &mut Vec<Labelled>) {
    // Few references name one: the word is looked for first.
    if !["ersion", "ERSION", "ver"].iter().any(|word| raw.contains(word)) {
        return;
    }
    for at in words(raw) {
        let Ok((after, number)) = package_version(raw.get(at..).unwrap_or_default()) else { continue };
        let before = raw.get(..at).unwrap_or_default().trim_end();
        let language = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let named = language.starts_with(char::is_uppercase);
        let start = if named { before.len() - language.len() } else { at };
        let ended = |before: &str| !before.trim_end().ends_with(char::is_alphanumeric);
        if raw.get(..start).is_some_and(ended) {
            let end = raw.len() - after.len();
            take(raw, labels, Span::new(start, end), |_| true);
            insert(labels, Label::Version, Span::new(end - number.len(), end));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn versions_of_packages_are_no_journals() {
        let raw = "ferry: Counting in R. R package version 1.0.2, 2020";
        let labels = [
            (Label::Title, "ferry: Counting in R"),
            (Label::Container, "R package version"),
            (Label::Volume, "1.0.2"),
            (Label::Date, "2020"),
        ];
        let want = [(Label::Title, "ferry: Counting in R"), (Label::Version, "1.0.2"), (Label::Date, "2020")];
        assert_eq!(assigned(raw, &labels), want);
        let title = [(Label::Title, "How a package version 2 came about")];
        assert_eq!(assigned("How a package version 2 came about", &title), title);
    }
}
