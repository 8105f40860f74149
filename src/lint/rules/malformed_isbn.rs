//! An ISBN whose check digit is wrong.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN002",
    name: "malformed-isbn",
    family: Family::Identifiers,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An ISBN has the wrong length or check digit.",
    why: "A digit was mistyped or lost, and a search by it finds nothing or another book (ISO 2108).",
    help: "copy the ISBN from the book or the publisher's page",
    bad: Example::Library(
        "@book{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  \
         publisher = {Trade Press},\n  isbn = {978-0-306-40615-8},\n}\n",
    ),
    good: Example::Library(
        "@book{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  \
         publisher = {Trade Press},\n  isbn = {978-0-306-40615-7},\n}\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let fault = |part: &Part, one: &str| {
        let why = identifier::wrong_digits(&identifier::digits(one), &[10, 13]);
        Fault::new(part.span, format!("{} is not an ISBN: {why}", quoted(one)))
    };
    let Some(part) = work.part("isbn") else {
        // A number of another length was perhaps cut off, or is of something else.
        let noted = identifier::noted(work, "ISBN").flat_map(|(part, words)| {
            words.split(|c: char| !is_isbns(c)).map(move |one| (part, one.trim_matches([' ', '-'])))
        });
        let wrong =
            noted.filter(|(_, one)| matches!(identifier::digits(one).len(), 10 | 13) && !is_isbn(one));
        return wrong.map(|(part, one)| fault(part, one)).take(1).collect();
    };
    let wrong = part.value.split([',', ';']).map(str::trim).find(|one| !is_isbn(one));
    wrong.map(|one| fault(part, one)).into_iter().collect()
}

/// Whether `c` can stand in an ISBN.
fn is_isbns(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'x' | 'X' | '-' | ' ')
}

/// Whether `isbn`, hyphens and blanks aside, is ten or thirteen digits with the right check digit.
fn is_isbn(isbn: &str) -> bool {
    let digits = identifier::digits(isbn);
    match digits.len() {
        10 => identifier::weighted(&digits, (1..=10).rev()).is_multiple_of(11),
        13 => isbn_13(&digits),
        _ => false,
    }
}

fn isbn_13(digits: &[u32]) -> bool {
    digits.iter().all(|&d| d < 10) && identifier::weighted(digits, [1, 3].into_iter().cycle()) % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::is_isbn;

    #[test]
    fn isbns() {
        for (isbn, good) in [
            ("978-0-306-40615-7", true),
            ("978-0-306-40615-8", false),
            ("0-306-40615-2", true),
            ("080442957X", true),
            ("0-306-40615-3", false),
            ("97803064061", false),
        ] {
            assert_eq!(is_isbn(isbn), good, "{isbn}");
        }
    }
}
