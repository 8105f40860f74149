//! What printed dates are made of, in the languages that ibid reads.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n, take_while1};
use nom::character::complete::{anychar, digit1, one_of, satisfy};
use nom::combinator::{all_consuming, map, map_opt, map_res, not, opt, recognize, value, verify};
use nom::multi::{many0, many0_count};
use nom::sequence::{delimited, separated_pair, terminated};
use nom::{IResult, Parser};

/// A piece of a printed date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A year and the letter after it.
    Year(u16, Option<char>),
    /// Any other number and how many digits it has.
    Number(u16, usize),
    /// A month, 1 to 12.
    Month(u8),
    /// A season in EDTF's numbers, 21 to 24.
    Season(u8),
    /// A dash between two pieces, or a word for it.
    Dash,
    Slash,
    Point,
    Comma,
    Bracket,
}

/// `pieces = { piece | any }`: the pieces of `5 March 2010` are 5, March, 2010; what is none is left out.
pub(crate) fn pieces(i: &str) -> IResult<&str, Vec<Piece>> {
    let other = alt((value(None, word), value(None, digit1), value(None, anychar)));
    let pieces = many0(alt((map(piece, Some), other)));
    map(pieces, |pieces| pieces.into_iter().flatten().collect()).parse(i)
}

/// `piece = year | number | season | month | until | mark`
fn piece(i: &str) -> IResult<&str, Piece> {
    alt((year, number, season, month, until, mark)).parse(i)
}

/// `year = digit digit digit digit [ letter ]`, from 1000 to 2099: `2001`, `2001b`; of `2001bis` it leaves
/// the letters, and refuses `0999`, `20011`.
pub(crate) fn year(i: &str) -> IResult<&str, Piece> {
    let four = take_while_m_n(4, 4, |c: char| c.is_ascii_digit());
    let digits = terminated(four, not(satisfy(|c| c.is_ascii_digit())));
    let year = map_opt(digits, |d: &str| d.parse().ok().filter(|year| (1000..2100).contains(year)));
    let letter = terminated(one_of("abcdefghijk"), not(satisfy(char::is_alphanumeric)));
    map((year, opt(letter)), |(year, letter)| Piece::Year(year, letter)).parse(i)
}

/// `day = 1*2digit [ "st" | "nd" | "rd" | "th" | "." ]`, a day or a month in digits: `12`, `3rd`; refuses `120`.
pub(super) fn day(i: &str) -> IResult<&str, ()> {
    let digits =
        terminated(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), not(satisfy(|c| c.is_ascii_digit())));
    value((), (digits, opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th"), tag(".")))))).parse(i)
}

/// `numbered-day = year "-" day "-" day`, as ISO 8601 writes it: `2013-04-01`; refuses `2013-04`.
pub(crate) fn numbered_day(i: &str) -> IResult<&str, &str> {
    recognize((year, tag("-"), day, tag("-"), day)).parse(i)
}

/// `bracketed-day = ( "(" | "[" ) numbered-day ( ")" | "]" )`, a day in brackets of its own: the day of `[2013-04-01]`; refuses `(2013)`.
pub(crate) fn bracketed_day(i: &str) -> IResult<&str, &str> {
    delimited(one_of("(["), numbered_day, one_of(")]")).parse(i)
}

/// `day-of-month = 1*2digit "." month`, blanks between them, a day that is printed as an ordinal, and its month: of `16. Januar 1998` it leaves
/// ` 1998`; refuses `16 May`.
pub(crate) fn day_of_month(i: &str) -> IResult<&str, &str> {
    let number = take_while_m_n(1, 2, |c: char| c.is_ascii_digit());
    recognize((number, tag("."), many0_count(tag(" ")), whole_month)).parse(i)
}

/// `days-of-month = day dash day whole-month`, blanks between them, the days of an event and their month: `8.-10. September`, `26 -30 August`;
/// leaves ` 2010`.
pub(crate) fn days_of_month(i: &str) -> IResult<&str, &str> {
    let blanks = || many0_count(tag(" "));
    recognize((day, blanks(), one_of("-–"), blanks(), day, blanks(), whole_month)).parse(i)
}

/// `month-and-day = whole-month [ "." ] day ( dash day [ [ "," ] year ] | [ "," ] year )`, blanks between them: `May 9, 2013`, `Sept. 26-28`; refuses
/// `May 9`, which may be the name of a journal and its volume.
pub(crate) fn month_and_day(i: &str) -> IResult<&str, &str> {
    let blanks = || many0_count(tag(" "));
    let in_year = || (opt(tag(",")), blanks(), year);
    let more = (blanks(), one_of("-–"), blanks(), day, opt(in_year()));
    recognize((whole_month, opt(tag(".")), blanks(), day, alt((recognize(more), recognize(in_year())))))
        .parse(i)
}

/// `day-and-month = day month | day day`, all of it: `16 April`, `16. April`, `18.2.`; refuses `April`, `18`.
pub(crate) fn day_and_month(i: &str) -> IResult<&str, &str> {
    let pointed = || (take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), tag("."));
    let digits = recognize((pointed(), take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), opt(tag("."))));
    let named = recognize((day, many0_count(tag(" ")), whole_month));
    all_consuming(alt((named, digits))).parse(i)
}

/// `month-and-days = month [ "." ] [ day [ dash day ] ] [ "," ] [ year ]`, all of it: `September 26-28`, `Oktober 2000`, `Sept.`
pub(crate) fn month_and_days(i: &str) -> IResult<&str, &str> {
    let blanks = || many0_count(tag(" "));
    let days = (day, opt((one_of("-–"), day)));
    all_consuming(recognize((
        whole_month,
        opt(tag(".")),
        blanks(),
        opt(days),
        opt(tag(",")),
        blanks(),
        opt(year),
    )))
    .parse(i)
}

/// `whole-month`: a month's name or its abbreviation in at most four letters: `March`, `Sept`; refuses `Genetics`, `Marine`.
fn whole_month(i: &str) -> IResult<&str, &str> {
    verify(recognize(month), |word: &str| {
        word.chars().count() < 5 || MONTH_NAMES.contains(&word.to_lowercase().as_str())
    })
    .parse(i)
}

/// `no-date = "n.d." | "s.d." | "s.a." | "o.J."`, in any case, blanks after points or not, all of it: what stands for a date that
/// is not known.
pub(crate) fn no_date(i: &str) -> IResult<&str, &str> {
    let point = || (tag("."), many0_count(tag(" ")));
    let words = alt((
        recognize((tag_no_case("n"), point(), tag_no_case("d"))),
        recognize((tag_no_case("s"), point(), alt((tag_no_case("d"), tag_no_case("a"))))),
        recognize((tag_no_case("o"), point(), tag_no_case("j"))),
    ));
    all_consuming(terminated(words, opt(tag(".")))).parse(i)
}

/// `open-range = year dash ( "present" | "today" | "heute" | … )`, all of it, `ca.` and brackets aside: the year since which a work appears, of `1995–present`;
/// refuses `1995–1999`.
pub(crate) fn open_range(i: &str) -> IResult<&str, &str> {
    let now = verify(word, |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "present" | "today" | "now" | "ongoing" | "heute" | "presente" | "oggi" | "actualidad"
        )
    });
    let blanks = || many0_count(tag(" "));
    all_consuming(terminated(recognize(year), (blanks(), one_of("-‐‑–—"), blanks(), now))).parse(i)
}

/// `two-editions = ( "[" | "(" ) year ( "]" | ")" ) blanks [ "(" ] year | year blanks ( "[" | "(" | "/" ) [ words ] year`, the years of an original and of
/// what was made from it, side by side: `[1927] 1986`, `1986 [1927]`, `1927/1986`, `1986 (orig. 1927)`; refuses `1982, 1983`, `(1982): Ports. 1983`.
pub(crate) fn two_editions(i: &str) -> IResult<&str, &str> {
    let blanks = || many0_count(tag(" "));
    let words = take_while_m_n(0, 24, |c: char| c.is_alphabetic() || " .:".contains(c));
    let before = recognize((one_of("[("), year, one_of(")]"), blanks(), opt(one_of("([")), year));
    let behind = recognize((year, blanks(), one_of("[(/"), words, year));
    alt((before, behind)).parse(i)
}

/// `issue-of-year = year "/" digit`, all of it: the year and the issue of `2011/2`, as French reviews count them; refuses `1998/99`, `2011/02`.
pub(crate) fn issue_of_year(i: &str) -> IResult<&str, (&str, &str)> {
    let issue = take_while_m_n(1, 1, |c: char| c.is_ascii_digit());
    all_consuming(separated_pair(recognize(year), tag("/"), issue)).parse(i)
}

/// `number = 1*digit`, up to 65535: `5`, `03`, `99`.
fn number(i: &str) -> IResult<&str, Piece> {
    map_res(digit1, |digits: &str| digits.parse().map(|number| Piece::Number(number, digits.len()))).parse(i)
}

/// `month`: a word that names or abbreviates one, `March`, `Sept`, `décembre`, `марта`; leaves the point.
pub(super) fn month(i: &str) -> IResult<&str, Piece> {
    map_opt(word, |word: &str| {
        let word = word.to_lowercase();
        let named = MONTHS.iter().position(|stems| stems.iter().any(|stem| word.starts_with(stem)))?;
        u8::try_from(named + 1).ok().map(Piece::Month)
    })
    .parse(i)
}

/// `season`: `Spring`, `Herbst`, `été`.
fn season(i: &str) -> IResult<&str, Piece> {
    map_opt(word, |word: &str| {
        let word = word.to_lowercase();
        let named = SEASONS.iter().position(|names| names.contains(&word.as_str()))?;
        u8::try_from(named + 21).ok().map(Piece::Season)
    })
    .parse(i)
}

/// `until = "to" | "until" | "bis" | "au" | "al"`: a dash in words.
fn until(i: &str) -> IResult<&str, Piece> {
    let until = |word: &str| matches!(word.to_lowercase().as_str(), "to" | "until" | "bis" | "au" | "al");
    map_opt(word, |word| until(word).then_some(Piece::Dash)).parse(i)
}

/// `mark`: a dash, slash, point, comma or an opening bracket.
fn mark(i: &str) -> IResult<&str, Piece> {
    alt((
        value(Piece::Dash, one_of("-‐‑–—−")),
        value(Piece::Slash, one_of("/")),
        value(Piece::Point, one_of(".")),
        value(Piece::Comma, one_of(",;")),
        value(Piece::Bracket, one_of("[(")),
    ))
    .parse(i)
}

/// `word = 1*letter`; a stress mark (`ма́я`) is part of it.
fn word(i: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_alphabetic() || c == '\u{301}').parse(i)
}

/// Stems of the months in English, German, French, Spanish, Italian, Portuguese, Dutch and Russian.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "янв"],
    &["feb", "fév", "fev", "фев"],
    &["mar", "mär", "mrz", "maa", "мар"],
    &["apr", "avr", "abr", "апр"],
    &["may", "mai", "mag", "mei", "май", "мая"],
    &["jun", "juin", "giu", "июн"],
    &["jul", "juil", "lug", "июл"],
    &["aug", "aoû", "aou", "ago", "авг"],
    &["sep", "set", "сен"],
    &["oct", "okt", "ott", "out", "окт"],
    &["nov", "ноя"],
    &["dec", "dez", "déc", "dic", "дек"],
];

/// The seasons in the order of EDTF's numbers, from 21.
const SEASONS: [&[&str]; 4] = [
    &["spring", "frühjahr", "frühling", "printemps", "primavera"],
    &["summer", "sommer", "été", "estate", "verano"],
    &["autumn", "fall", "herbst", "automne", "autunno", "otoño"],
    &["winter", "hiver", "inverno", "invierno"],
];

/// The names of months with five letters or more.
const MONTH_NAMES: &[&str] = &[
    "january", "february", "march", "april", "august", "september", "october", "november", "december",
    "januar", "februar", "oktober", "dezember", "janvier", "février", "avril", "juillet", "septembre",
    "octobre", "novembre", "décembre", "enero", "febrero", "marzo", "abril", "junio", "julio", "agosto",
    "septiembre", "octubre", "noviembre", "diciembre", "gennaio", "febbraio", "aprile", "maggio", "giugno",
    "luglio", "settembre", "ottobre", "dicembre", "janeiro", "fevereiro", "março", "junho", "julho",
    "setembro", "outubro", "novembro", "dezembro", "января", "февраля", "марта", "апреля", "августа",
    "сентября", "октября", "ноября", "декабря",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parser: fn(&str) -> IResult<&str, Piece>, input: &str, rest: &str, want: Piece) {
        assert_eq!(parser(input), Ok((rest, want)), "{input}");
    }

    #[test]
    fn issues_are_counted_by_year() {
        assert_eq!(issue_of_year("2011/2"), Ok(("", ("2011", "2"))));
        for other in ["1998/99", "2011/02", "2011/2a", "12/2"] {
            assert!(issue_of_year(other).is_err(), "{other}");
        }
    }

    #[test]
    fn days_without_their_year() {
        assert_eq!(day_of_month("16. Januar 1998"), Ok((" 1998", "16. Januar")));
        assert_eq!(days_of_month("8.-10. September 2010"), Ok((" 2010", "8.-10. September")));
        for whole in ["May 9, 2013", "Sept. 26-28", "August 5 - 8, 2007"] {
            assert_eq!(month_and_day(whole), Ok(("", whole)));
        }
        assert!(month_and_day("May 9").is_err() && month_and_day("Marine 9, 2013").is_err());
        for whole in ["16 April", "16. April", "18.2."] {
            assert!(day_and_month(whole).is_ok(), "{whole}");
        }
        for whole in ["September 26-28", "Oktober 2000", "Sept."] {
            assert!(month_and_days(whole).is_ok(), "{whole}");
        }
        assert!(day_of_month("16 May").is_err() && day_and_month("18").is_err());
        assert!(month_and_days("Genetics").is_err() && month_and_days("Marine 5").is_err());
    }

    #[test]
    fn years_and_numbers() {
        check(year, "2001b, 3", ", 3", Piece::Year(2001, Some('b')));
        check(year, "2001bis", "bis", Piece::Year(2001, None));
        check(year, "1998/99", "/99", Piece::Year(1998, None));
        check(number, "03.", ".", Piece::Number(3, 2));
        for input in ["0999", "20011", "210", "a2001"] {
            assert!(year(input).is_err(), "{input}");
        }
        assert!(number("99999").is_err());
        assert!(no_date("n.d").is_ok() && no_date("o. J.").is_ok() && no_date("n.d. 3").is_err());
    }

    #[test]
    fn years_side_by_side() {
        assert_eq!(open_range("1995–present"), Ok(("", "1995")));
        assert!(open_range("1995–1999").is_err() && open_range("1995").is_err());
        for years in ["[1927] 1986", "1986 [1927", "1927/1986", "1986 (orig. 1927", "(1927) 1986"] {
            assert_eq!(two_editions(years), Ok(("", years)));
        }
        for years in ["1982, 1983", "(1982): Ports. 1983", "1832, 12–19 (2013)", "1961–1971"] {
            assert!(two_editions(years).is_err(), "{years}");
        }
    }

    #[test]
    fn names_of_months_and_seasons() {
        check(month, "Sept. 3", ". 3", Piece::Month(9));
        check(month, "Мая 2010", " 2010", Piece::Month(5));
        check(season, "Herbst 1999", " 1999", Piece::Season(23));
        check(until, "bis Mai", " Mai", Piece::Dash);
        assert!(month("Ja").is_err() && season("springs").is_err() && until("too").is_err());
    }

    #[test]
    fn pieces_leave_out_the_rest() {
        let want = [Piece::Bracket, Piece::Year(1890, None), Piece::Dash, Piece::Number(2, 1)];
        assert_eq!(pieces("[ca. 1890?]–99999 x2").map(|(rest, p)| (rest, p.len())), Ok(("", 5)));
        assert_eq!(pieces("(1890—99999 2"), Ok(("", want.to_vec())));
    }
}
