//! The numbers of arXiv's preprints, as they are printed and as text layers of PDFs tear them
//! (<https://info.arxiv.org/help/arxiv_identifier.html>).

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_till, take_while, take_while_m_n, take_while1};
use nom::character::complete::{digit1, one_of, satisfy, space0};
use nom::combinator::{eof, map_res, not, opt, recognize, rest, verify};
use nom::multi::many0_count;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::links::only_links;

/// `arxiv = "arXiv" ":" arxiv-number`, blanks around the colon: `arXiv:1706.03762v5`, `arXiv: hep-th/9901001`.
pub(crate) fn arxiv(input: &str) -> IResult<&str, &str> {
    recognize((tag_no_case("arxiv"), space0, tag(":"), space0, arxiv_number)).parse(input)
}

/// `arxiv-number = ( YYMM "." 4*5digit | archive "/" YYMM 3digit ) [ "v" 1*digit ]`, the forms since April
/// 2007 and before: `1706.03762v5`, `hep-th/9901001`; leaves ` [cs.LG]`.
pub(crate) fn arxiv_number(input: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_digit());
    let new = recognize((digits(4, 4), tag("."), digits(4, 5)));
    let archive = take_while1(|c: char| c.is_ascii_alphabetic() || c == '-' || c == '.');
    let old = recognize((archive, tag("/"), digits(7, 7)));
    recognize((alt((new, old)), opt((tag("v"), digit1)))).parse(input)
}

/// `torn = "arXiv" [ "preprint" ] [ "arXiv" ] { sign } [ class "/" ] YYMM "." 4*5digit | archive "/" 7digit`, with blanks where text
/// layers of PDFs have them: the number of `arXiv :1708 . 02952`, of `hep -th/0603001`, of `arxiv:cs.LG/1906.08495` that after the
/// class; refuses `a/0603001`, `arXiv:75.312`.
pub(crate) fn torn_arxiv(input: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_digit());
    let end = || (not(satisfy(|c| c.is_ascii_digit())), opt((tag("v"), digit1)));
    let signs = || take_while(|c| matches!(c, ' ' | ':' | ';' | '.'));
    let name = || (tag_no_case("arxiv"), opt((space0, tag_no_case("preprint"))));
    let class = (take_while1(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '-')), tag("/"));
    let new = recognize((digits(4, 4), space0, tag("."), space0, digits(4, 5), end()));
    let named = preceded((name(), opt((space0, name())), signs(), opt(class)), new);
    let old = recognize((archive, space0, tag("/"), space0, digits(7, 7), end()));
    alt((named, old)).parse(input)
}

/// `bare = YYMM "." number [ "v" 1*digit ]`, an arXiv number without a name, blanks where text layers of PDFs have them: the number has four
/// digits up to December 2014, five since.
///
/// Accepts `1202.2281`, `1612 .06963v2`; refuses `1202.22811` (of 2012), `1413.2281` (no month), `0702.2281` (before the scheme),
/// `1202. 1998`, which may be a year.
pub(crate) fn bare_arxiv(input: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_digit());
    let month = map_res(digits(4, 4), str::parse::<u16>);
    let point = recognize((space0, tag("."), space0));
    let number = verify((month, point, digits(4, 5)), |&(month, point, number): &(u16, &str, &str)| {
        let year = point.ends_with(' ') && (number.starts_with("19") || number.starts_with("20"));
        let known = if month < 1501 { number.len() == 4 && !year } else { number.len() == 5 };
        known && (704..LAST_MONTH).contains(&month) && (1..=12).contains(&(month % 100))
    });
    recognize((number, not(satisfy(|c| c.is_ascii_alphanumeric() && c != 'v')), opt((tag("v"), digit1))))
        .parse(input)
}

/// `class = "[" archive "]"`, blanks around its signs: ` [hep -th]`, `[cs.LG]`, `[cond-mat.str-el]`; refuses `[3]`, `[INSPIRE]`.
pub(crate) fn class(input: &str) -> IResult<&str, &str> {
    let word = || take_while1(|c: char| c.is_ascii_alphabetic());
    let later = alt((tag("stat"), tag("q-fin"), tag("econ"), tag("eess")));
    let subject = (space0, tag("."), space0, word(), opt((space0, tag("-"), space0, word())));
    let inner = recognize((alt((archive, later)), opt(subject)));
    recognize((space0, tag("["), space0, inner, space0, tag("]"))).parse(input)
}

/// `ending = { class | "(" year ")" | "[" "INSPIRE" "]" | "." | "," | ")" | "]" } ( end | ";" … )`: what stands behind a bare number at the
/// end of a reference, or of the first of several: all of `.`, of ` [hep-lat] [INSPIRE].`, of `] (2012); B. Doe`; refuses `, 3`.
pub(crate) fn ending(input: &str) -> IResult<&str, &str> {
    let year = recognize((tag("("), verify(digit1, |year: &str| year.len() == 4), tag(")")));
    let links = recognize((tag("["), verify(take_till(|c| c == ']'), only_links), tag("]")));
    let piece = alt((class, year, links, recognize(one_of(" .,)]"))));
    recognize((many0_count(piece), alt((eof, recognize((tag(";"), rest)))))).parse(input)
}

/// The month before which arXiv's numbers are looked for, `YYMM`: later ones are likelier pages.
const LAST_MONTH: u16 = 4000;

/// `archive = word [ "-" word ] [ "." class ]`, one of arXiv's, blanks around the hyphen: `hep -th`, `math.AG`.
fn archive(input: &str) -> IResult<&str, &str> {
    let word = || take_while1(|c: char| c.is_ascii_alphabetic());
    let second = opt(preceded((space0, tag("-"), space0), word()));
    let known = verify((word(), second), |(first, second): &(&str, Option<&str>)| {
        ARCHIVES
            .iter()
            .any(|(a, b)| first.eq_ignore_ascii_case(a) && second.unwrap_or("").eq_ignore_ascii_case(b))
    });
    recognize((known, opt((tag("."), take_while_m_n(2, 2, |c: char| c.is_ascii_uppercase()))))).parse(input)
}

/// The archives that arXiv's numbers named until 2007, by what stands before and behind the hyphen.
const ARCHIVES: &[(&str, &str)] = &[
    ("acc", "phys"),
    ("alg", "geom"),
    ("astro", "ph"),
    ("chao", "dyn"),
    ("cond", "mat"),
    ("cs", ""),
    ("dg", "ga"),
    ("funct", "an"),
    ("gr", "qc"),
    ("hep", "ex"),
    ("hep", "lat"),
    ("hep", "ph"),
    ("hep", "th"),
    ("math", ""),
    ("math", "ph"),
    ("nlin", ""),
    ("nucl", "ex"),
    ("nucl", "th"),
    ("patt", "sol"),
    ("physics", ""),
    ("q", "alg"),
    ("q", "bio"),
    ("quant", "ph"),
    ("solv", "int"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(arxiv("arXiv: 1706.03762v5 [cs]"), Ok((" [cs]", "arXiv: 1706.03762v5")));
        assert_eq!(arxiv("arXiv:hep-th/9901001"), Ok(("", "arXiv:hep-th/9901001")));
        assert_eq!(arxiv_number("1303.0737, 3"), Ok((", 3", "1303.0737")));
        assert_eq!(torn_arxiv("arXiv preprint :1708 . 02952v2 , 3"), Ok((" , 3", "1708 . 02952v2")));
        assert_eq!(torn_arxiv("hep -th/0603001]"), Ok(("]", "hep -th/0603001")));
        assert_eq!(torn_arxiv("arxiv:cs.LG/1906.08495"), Ok(("", "1906.08495")));
        assert_eq!(torn_arxiv("math.AG/0211159"), Ok(("", "math.AG/0211159")));
        for (input, rest, want) in [
            ("1202.2281, 3", ", 3", "1202.2281"),
            ("1612 .06963v2", "", "1612 .06963v2"),
            ("1412. 3456", "", "1412. 3456"),
            ("0704.0001", "", "0704.0001"),
        ] {
            assert_eq!(bare_arxiv(input), Ok((rest, want)), "{input}");
        }
        for (input, rest) in
            [("[cs.LG] a", " a"), (" [ hep -th ]", ""), ("[cond-mat.str-el]", ""), ("[q-fin.ST]", "")]
        {
            assert_eq!(class(input).map(|(rest, _)| rest), Ok(rest), "{input}");
        }
        for input in [
            "", ".", " [hep-lat] [INSPIRE].", "] (2012)", "), [INSPIRE ]", "; B. Doe, 3",
            " [INSPIRE]; B. Doe",
        ] {
            assert_eq!(ending(input), Ok(("", input)), "{input}");
        }
    }

    #[test]
    fn refusals() {
        for input in [
            "1202.22811", "1413.2281", "1400.2281", "0702.2281", "1501.2281", "1202. 1998", "4507.12345",
            "1202.228a", "202.2281",
        ] {
            assert!(bare_arxiv(input).is_err(), "{input}");
        }
        assert!(class("[INSPIRE]").is_err() && class("[3]").is_err() && ending(", 3").is_err());
        assert!(arxiv("arXiv preprint").is_err());
        assert!(torn_arxiv("a/0603001").is_err());
        assert!(torn_arxiv("arXiv:75.312").is_err());
        assert!(torn_arxiv("hep-th/06030011").is_err());
    }
}
