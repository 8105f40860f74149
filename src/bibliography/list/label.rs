//! The numbers in front of list items.

use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, space0};
use nom::combinator::{eof, map, map_opt, opt, peek, value};
use nom::sequence::{delimited, terminated};
use nom::{AsChar, IResult, Parser};

use crate::raised::raised_number;

/// How a list prints its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum LabelForm {
    /// `[3]`
    Bracket,
    /// `(3)`
    Paren,
    /// `3)`
    HalfParen,
    /// `3.`
    Point,
    /// `3` and a blank.
    Bare,
    /// `³`
    Raised,
}

impl LabelForm {
    /// All forms, the surest first.
    pub(super) const ALL: [Self; 6] =
        [Self::Bracket, Self::Point, Self::HalfParen, Self::Paren, Self::Raised, Self::Bare];
}

/// `label = "[" number "]" | "(" number ")" | number ")" | number "." | raised | number " "`
///
/// Accepts `[3] Weitz`, `3. Weitz`, `3.Weitz`, `3 Weitz`; leaves `Weitz`. Refuses `3.5 mm`, `03.`.
pub(super) fn label(i: &str) -> IResult<&str, (LabelForm, u32)> {
    let bracket =
        map(delimited((char('['), space0), number, (space0, char(']'))), |n| (LabelForm::Bracket, n));
    let paren = map(delimited(char('('), number, char(')')), |n| (LabelForm::Paren, n));
    let half = map(terminated(number, char(')')), |n| (LabelForm::HalfParen, n));
    let point = map(terminated(number, (char('.'), peek(not_digit))), |n| (LabelForm::Point, n));
    let raised = map(raised_number, |n| (LabelForm::Raised, n));
    let bare =
        map(terminated(number, peek(alt((value((), char(' ')), value((), eof), value((), letter))))), |n| {
            (LabelForm::Bare, n)
        });
    terminated(alt((bracket, paren, half, point, raised, bare)), (opt(char('.')), space0)).parse(i)
}

/// `name-label = "[" letters and digits, at most 24 "]" | empty-label`: the labels of BibTeX's alpha styles, and
/// those that a typesetter has left open.
///
/// Accepts `[AK14] `, `[DGG13b]`, `[vdBO04]`, `[Doe et al., 2003]`, `[] `; refuses `[12]`, `[online]`.
pub(super) fn name_label(i: &str) -> IResult<&str, &str> {
    let content = take_while_m_n(2, 24, |c: char| c.is_alphanumeric() || "+-., &’'".contains(c));
    let named = nom::combinator::verify(content, |label: &str| {
        let key = label.contains(char::is_uppercase)
            && label
                .trim_end_matches(|c: char| c.is_ascii_lowercase())
                .ends_with(|c: char| c.is_ascii_digit());
        (label.starts_with(char::is_uppercase) || key) && !label.ends_with(' ')
    });
    alt((terminated(delimited(char('['), named, char(']')), space0), empty_label)).parse(i)
}

/// `empty-label = "[" [ "?" ] "]"`: `[] `, `[?]`.
fn empty_label(i: &str) -> IResult<&str, &str> {
    let open = delimited((char('['), space0), value("", opt(char('?'))), (space0, char(']')));
    terminated(open, space0).parse(i)
}

/// `number`: one to five digits, no leading zero.
fn number(i: &str) -> IResult<&str, u32> {
    let digits = take_while_m_n(1, 5, |c: char| c.is_ascii_digit());
    map_opt(digits, |digits: &str| if digits.starts_with('0') { None } else { digits.parse().ok() }).parse(i)
}

fn letter(i: &str) -> IResult<&str, char> {
    nom::character::complete::satisfy(char::is_uppercase).parse(i)
}

fn not_digit(i: &str) -> IResult<&str, ()> {
    nom::combinator::not(nom::character::complete::satisfy(AsChar::is_dec_digit)).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_all_forms() {
        let table = [
            ("[3] Weitz", "Weitz", LabelForm::Bracket, 3),
            ("[12]Weitz", "Weitz", LabelForm::Bracket, 12),
            ("(3) Weitz", "Weitz", LabelForm::Paren, 3),
            ("3) Weitz", "Weitz", LabelForm::HalfParen, 3),
            ("3. Weitz", "Weitz", LabelForm::Point, 3),
            ("3.Weitz", "Weitz", LabelForm::Point, 3),
            ("3.", "", LabelForm::Point, 3),
            ("3 Weitz", "Weitz", LabelForm::Bare, 3),
            ("¹² Weitz", "Weitz", LabelForm::Raised, 12),
        ];
        for (input, rest, form, number) in table {
            assert_eq!(label(input), Ok((rest, (form, number))), "{input}");
        }
    }

    #[test]
    fn labels_by_name() {
        assert_eq!(name_label("[AK14] Andersen"), Ok(("Andersen", "AK14")));
        assert_eq!(name_label("[] Andersen"), Ok(("Andersen", "")));
        assert_eq!(name_label("[? ]Andersen"), Ok(("Andersen", "")));
        assert_eq!(name_label("[vdVO04] van"), Ok(("van", "vdVO04")));
        assert!(name_label("[12] Andersen").is_err());
        assert!(name_label("[online] at").is_err());
    }

    #[test]
    fn what_is_no_label() {
        for input in ["3.5 mm", "Weitz", "03. x", "3–5 x", "3, 5", ""] {
            assert!(label(input).is_err(), "{input}");
        }
    }
}
