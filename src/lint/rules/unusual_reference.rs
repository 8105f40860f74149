//! The odd one among references of one style.

use super::prelude::*;
use crate::bibliography::Field;
use crate::lint::subject::SURE;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF011",
    name: "unusual-reference",
    family: Family::References,
    severity: Severity::Info,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "One journal article is printed in another way than all others of the list.",
    why: "It was copied from elsewhere, or its parts were mixed up. Looked at are the place of the year and its \
          brackets, the quotation marks of the title, the order of names, the points of initials and the colon \
          before pages, where seven others or more agree, none disagrees, and ibid is sure of the fields.",
    help: "print the reference as the others, and see whether its parts are right",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4]. Tariffs rose [5]. \
         Ports grew [6]. Loans fell [7]. Canals dried [8].\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade 4(2), 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade 6(2), 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade 7(2), 21-29.\n\
         4. Moreau, D., 2005. On Prices. Journal of Trade 8(2), 31-39.\n\
         5. Novak, E. On Tariffs. Journal of Trade 9(2), 41-49, 2006.\n\
         6. Haddad, F., 2007. On Ports. Journal of Trade 10(2), 51-59.\n\
         7. Silva, G., 2008. On Loans. Journal of Trade 11(2), 61-69.\n\
         8. Kowalski, H., 2009. On Canals. Journal of Trade 12(2), 71-79.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4]. Tariffs rose [5]. \
         Ports grew [6]. Loans fell [7]. Canals dried [8].\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade 4(2), 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade 6(2), 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade 7(2), 21-29.\n\
         4. Moreau, D., 2005. On Prices. Journal of Trade 8(2), 31-39.\n\
         5. Novak, E., 2006. On Tariffs. Journal of Trade 9(2), 41-49.\n\
         6. Haddad, F., 2007. On Ports. Journal of Trade 10(2), 51-59.\n\
         7. Silva, G., 2008. On Loans. Journal of Trade 11(2), 61-69.\n\
         8. Kowalski, H., 2009. On Canals. Journal of Trade 12(2), 71-79.\n",
    ),
    check: Check::Article(check),
};

/// So many others must agree before one is odd.
const WITNESSES: usize = 7;

/// Something that a style does in all references, or in none.
struct Trait {
    /// What a reference has that does it.
    done: &'static str,
    /// What a reference has that does not.
    not: &'static str,
    /// Whether the reference does it; `None` where it does not show.
    of: fn(&Reference) -> Option<bool>,
}

const TRAITS: [Trait; 6] = [
    Trait { done: "its year before the title", not: "its year behind the title", of: year_before_title },
    Trait { done: "its year in brackets", not: "its year without brackets", of: year_in_brackets },
    Trait {
        done: "its title in quotation marks",
        not: "its title without quotation marks",
        of: quoted_title,
    },
    Trait { done: "the family name first", not: "the given name first", of: family_first },
    Trait { done: "points behind initials", not: "initials without points", of: pointed_initials },
    Trait { done: "a colon before its pages", not: "no colon before its pages", of: colon_before_pages },
];

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let whole = |(reference, _): &(&Reference, Span)| !reference.cut_off;
    let articles = |(reference, _): &(&Reference, Span)| is_journal_article(reference);
    let references: Vec<_> = subject.references().filter(whole).filter(articles).collect();
    let mut odd: Vec<Fault> = TRAITS.iter().filter_map(|looked_at| odd_one(looked_at, &references)).collect();
    odd.sort_by_key(|fault| fault.span);
    odd.dedup_by_key(|fault| fault.span);
    odd
}

/// Whether all is there that makes a journal article; reports, books and websites are printed otherwise.
fn is_journal_article(reference: &Reference) -> bool {
    let there = ["author", "title", "date", "pages"].iter().all(|name| reference.fields.contains_key(name));
    there && ["journaltitle", "volume"].iter().all(|name| place(reference, name).is_some())
}

/// The one reference that alone does, or alone does not do, what all others do.
fn odd_one(looked_at: &Trait, references: &[(&Reference, Span)]) -> Option<Fault> {
    let judged = references.iter().filter_map(|item| (looked_at.of)(item.0).map(|done| (done, item)));
    let (done, not): (Vec<_>, Vec<_>) = judged.partition(|(done, _)| *done);
    let (odd, others, it, they) = match (done.as_slice(), not.as_slice()) {
        ([(_, odd)], others) => (odd, others.len(), looked_at.done, looked_at.not),
        (others, [(_, odd)]) => (odd, others.len(), looked_at.not, looked_at.done),
        _ => return None,
    };
    let message = || format!("reference {} has {it}; {others} others have {they}", odd.0.label);
    (others >= WITNESSES).then(|| Fault::new(odd.1, message()))
}

/// Abstains where a second year stands in the reference: the title may begin with it.
fn year_before_title(reference: &Reference) -> Option<bool> {
    let (date, title) = (place(reference, "date")?, place(reference, "title")?);
    let year = reference.value("date")?.get(..4)?;
    has_one_year(&reference.raw, year).then_some(date.start < title.start)
}

fn year_in_brackets(reference: &Reference) -> Option<bool> {
    Some(before(reference, place(reference, "date")?)?.ends_with(['(', '[']))
}

/// Quotation marks around the whole title: those around its first words are its own.
fn quoted_title(reference: &Reference) -> Option<bool> {
    const MARKS: [char; 12] = ['"', '“', '”', '„', '‘', '’', '‚', '«', '»', '\'', '`', '´'];
    let title = place(reference, "title")?;
    let after = reference.raw.get(title.end..)?.trim_start_matches(['.', ',', '?', '!']);
    match (before(reference, title)?.ends_with(MARKS), after.starts_with(MARKS)) {
        (true, true) => Some(true),
        (false, false) => Some(false),
        _ => None,
    }
}

/// Looked at is the first author, if a person.
fn family_first(reference: &Reference) -> Option<bool> {
    let names = names(reference)?;
    let (family, given) = reference.value("author")?.split(" and ").next()?.split_once(", ")?;
    if names.starts_with(family) {
        return Some(true);
    }
    // Words before the family name may be those of a body that was taken for a person.
    let (before, _) = names.split_once(family)?;
    let initials = !before.is_empty() && before.split_whitespace().all(is_initials);
    (initials && given.starts_with(before.chars().next()?)).then_some(false)
}

/// The last name is left out: a point behind it may be that of the style.
fn pointed_initials(reference: &Reference) -> Option<bool> {
    let names = names(reference)?;
    let (names, _) = names.trim_end_matches('.').rsplit_once([' ', ','])?;
    let words = || names.split([' ', ',']).filter(|word| is_initials(word));
    let pointed = words().filter(|word| word.contains('.')).count();
    match (pointed, words().count()) {
        (_, 0) => None,
        (0, _) => Some(false),
        (some, all) => (some == all).then_some(true),
    }
}

/// Looked at are ranges alone: numbers of articles are printed in their own ways.
fn colon_before_pages(reference: &Reference) -> Option<bool> {
    let (volume, pages) = (place(reference, "volume")?, place(reference, "pages")?);
    let between = reference.raw.get(volume.end..pages.start)?;
    reference.value("pages")?.contains("--").then(|| between.trim_end().ends_with(':'))
}

/// Capitals with or without points, no more of them than people have names: `A`, `J.P.`, `JPW`.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_uppercase()).count();
    (1..=3).contains(&letters) && word.chars().all(|c| c.is_uppercase() || c == '.' || c == '-')
}

/// The authors as printed, if they are persons.
fn names(reference: &Reference) -> Option<&str> {
    let persons = reference.value("author").filter(|names| !names.contains('{'));
    persons.and(reference.raw.get(place(reference, "author")?.range()))
}

/// Where the field called `name` stands in the reference string, if ibid is sure of it.
fn place(reference: &Reference, name: &str) -> Option<Span> {
    let sure = |field: &&Field| field.confidence >= SURE;
    reference.fields.get(name).filter(sure)?.span
}

/// The reference string up to `span`, blanks at its end left out.
fn before(reference: &Reference, span: Span) -> Option<&str> {
    reference.raw.get(..span.start).map(str::trim_end)
}

/// Whether all numbers in `raw` that may be years are `year`.
fn has_one_year(raw: &str, year: &str) -> bool {
    let mut numbers = raw.split(|c: char| !c.is_ascii_digit());
    numbers.all(|number| number.len() != 4 || !number.starts_with(['1', '2']) || number == year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(raw: &str) -> Vec<Option<bool>> {
        let reference = crate::bibliography::parse(raw);
        TRAITS.iter().map(|looked_at| (looked_at.of)(&reference)).collect()
    }

    #[test]
    fn what_references_do() {
        let (yes, no) = (Some(true), Some(false));
        for (raw, want) in [
            (
                "Weber, A.B., Okada, C., 2001. On ties and trade. Journal of Trade, 4: 1-9.",
                [yes, no, no, yes, yes, yes],
            ),
            (
                "Weber AB, Okada C. On ties and trade. Journal of Trade. 2001;4(2):1-9.",
                [no, no, no, yes, no, yes],
            ),
            (
                "A. B. Weber and C. Okada, \"On ties and trade,\" Journal of Trade, vol. 4, pp. 1-9, 2001.",
                [no, no, yes, no, yes, no],
            ),
        ] {
            assert_eq!(traits(raw), want, "{raw}");
        }
    }

    #[test]
    fn years_in_titles() {
        assert!(has_one_year("Weber A (2001) Ties. 2001; 4: 1-9.", "2001"));
        assert!(!has_one_year("Weber A. 2013 guide to ties. 2014; 4: 1-9.", "2014"));
    }
}
