//! Digits and signs that are set above the line, as markers of notes and citations are.

use nom::bytes::complete::take_while_m_n;
use nom::combinator::map_opt;
use nom::{IResult, Parser};

/// The raised form of a digit, a sign of a range or a bracket; other characters as they are.
pub(crate) fn raised_form(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁰' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' => '⁻',
        '+' => '⁺',
        '(' => '⁽',
        ')' => '⁾',
        c => c,
    }
}

/// Whether `c` is a raised digit.
pub(crate) const fn is_raised_digit(c: char) -> bool {
    raised_digit(c).is_some()
}

/// The value of a raised digit.
pub(crate) const fn raised_digit(c: char) -> Option<u32> {
    match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(c as u32 - '⁰' as u32),
        _ => None,
    }
}

/// `raised-number = 1*3raised-digit`: 12 of `¹²`; of `¹²³⁴` it leaves `⁴`.
pub(crate) fn raised_number(i: &str) -> IResult<&str, u32> {
    map_opt(take_while_m_n(1, 3, is_raised_digit), |digits: &str| {
        digits.chars().try_fold(0, |number, c| Some(10 * number + raised_digit(c)?))
    })
    .parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_ranges() {
        assert_eq!("12–46,789+".chars().map(raised_form).collect::<String>(), "¹²⁻⁴⁶,⁷⁸⁹⁺");
        let digits: Vec<_> = ('0'..='9').map(|digit| raised_digit(raised_form(digit))).collect();
        assert_eq!(digits, (0..10).map(Some).collect::<Vec<_>>());
        assert!(!is_raised_digit('4') && !is_raised_digit('ⁱ') && !is_raised_digit('⁺'));
    }

    #[test]
    fn numbers() {
        assert_eq!(raised_number("¹²⁾"), Ok(("⁾", 12)));
        assert_eq!(raised_number("¹²³⁴"), Ok(("⁴", 123)));
        assert!(raised_number("12").is_err());
    }
}
