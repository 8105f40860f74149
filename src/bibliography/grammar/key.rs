//! Keys that styles put in front of references.

use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::space0;
use nom::combinator::verify;
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};

/// `style-key = "[" key "]" blanks`, the label that BibTeX's alpha styles and others put in front of a reference: a letter first, two
/// digits in a row, no blank; `[AK14] `, `[DGG+13b] `, `[Roe2006-MIT] `; refuses `[12]`, `[Online]`, `[Roe 2006]`.
pub(crate) fn style_key(input: &str) -> IResult<&str, &str> {
    let content = take_while_m_n(3, 24, |c: char| c.is_alphanumeric() || "+-*:_".contains(c));
    let key = verify(content, |key: &str| {
        let mut pairs = key.chars().zip(key.chars().skip(1));
        key.starts_with(char::is_alphabetic) && pairs.any(|(a, b)| a.is_ascii_digit() && b.is_ascii_digit())
    });
    terminated(delimited((tag("["), space0), key, (space0, tag("]"))), space0).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_styles() {
        for (key, rest) in [("[AK14] Aron", "Aron"), ("[ DGG+13b ]Doe", "Doe"), ("[Roe2006-MIT] Roe", "Roe")]
        {
            let name = key.trim_start_matches(['[', ' ']).split([' ', ']']).next().unwrap();
            assert_eq!(style_key(key), Ok((rest, name)));
        }
        for other in ["[12] Roe", "[Online] Roe", "[Roe 2006] Roe", "[2nd] Roe", "[arXiv:1708.02952]", "AK14"]
        {
            assert!(style_key(other).is_err(), "{other}");
        }
    }
}
