//! Dates as printed, in seven languages, to EDTF level 1 as BibLaTeX reads it.

use crate::bibliography::grammar::date::{Piece, open_range, pieces};

/// What a printed date says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Date {
    /// The date in EDTF: `2010`, `2010-03-05`, `2010/2011`, `1997-21`, `1890~`; `None` without a year.
    pub edtf: Option<String>,
    /// The letter that tells two works of one year apart: `b` of `2001b`.
    pub letter: Option<char>,
    /// The year of the first edition, where the reference prints it beside the date: `1927 [1986]`.
    pub original: Option<String>,
    /// BibLaTeX's `pubstate`, where the reference prints it in place of a year: `inpress`.
    pub state: Option<&'static str>,
}

/// A calendar date: year, month and day as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Reads a date.
///
/// ```
/// use ibid::bibliography::normalise::date::date;
/// assert_eq!(date("5 March 2010").edtf.as_deref(), Some("2010-03-05"));
/// assert_eq!(date("1998/99").edtf.as_deref(), Some("1998/1999"));
/// assert_eq!(date("2001b").letter, Some('b'));
/// assert_eq!(date("1995–present").edtf.as_deref(), Some("1995/"));
/// assert_eq!(date("in press").state, Some("inpress"));
/// ```
pub fn date(printed: &str) -> Date {
    if let Ok((_, since)) = open_range(printed) {
        return Date { edtf: Some(format!("{since}/")), ..Date::default() };
    }
    let pieces = pieces(printed).map_or_else(|_| Vec::new(), |(_, pieces)| pieces);
    let years = years(&pieces);
    let state = publication_state(printed);
    let Some(&(first, letter)) = years.first() else {
        return Date { state, ..Date::default() };
    };
    let mut date = Date { letter, state, ..Date::default() };
    let doubt = doubt(printed);
    date.edtf = match second_year(&pieces, &years) {
        Some(Years::Range(last)) => Some(format!("{first:04}{doubt}/{last:04}{doubt}")),
        Some(Years::Original(original)) => {
            let (old, new) = (first.min(original), first.max(original));
            date.original = Some(format!("{old:04}"));
            Some(days(&pieces, new))
        }
        None => Some(days(&pieces, first) + doubt),
    };
    date
}

/// The first year of a date in EDTF.
pub(in crate::bibliography) fn first_year(edtf: &str) -> Option<u16> {
    edtf.get(..4)?.parse().ok()
}

/// EDTF's mark for what the print says of its own date: `?` uncertain, `~` approximate. The `c` of `c2003` is no *circa*: medical libraries print it
/// for a year of copyright (Citing Medicine, chapter 2).
fn doubt(printed: &str) -> &'static str {
    let words = printed.split(|c: char| !c.is_alphanumeric());
    let copyright = |year: &str| year.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
    let circa = words.map(str::to_lowercase).any(|word| {
        let begin = word.trim_end_matches(|c: char| c.is_ascii_digit());
        matches!(begin, "c" | "ca" | "circa" | "um" | "vers" | "около")
            && !word.strip_prefix('c').is_some_and(copyright)
    });
    match (printed.contains('?'), circa) {
        (true, _) => "?",
        (false, true) => "~",
        (false, false) => "",
    }
}

/// How far apart years are at most that a slash or a word makes a range.
const FARTHEST: u16 = 5;

/// How two years belong together.
enum Years {
    /// The work appeared from the first to this one.
    Range(u16),
    /// This one is the year of another edition.
    Original(u16),
}

/// The distinct years with their letters.
fn years(pieces: &[Piece]) -> Vec<(u16, Option<char>)> {
    let mut years: Vec<(u16, Option<char>)> = Vec::new();
    for piece in pieces {
        if let Piece::Year(year, letter) = *piece
            && years.iter().all(|(known, _)| *known != year)
        {
            years.push((year, letter));
        }
    }
    years
}

/// The year beside the first, if there is one.
fn second_year(pieces: &[Piece], years: &[(u16, Option<char>)]) -> Option<Years> {
    let first = years.first()?.0;
    let dated = pieces.iter().any(|p| matches!(p, Piece::Month(_) | Piece::Season(_)));
    if let Some(&(second, _)) = years.get(1) {
        let at = pieces.iter().position(|p| matches!(p, Piece::Year(y, _) if *y == second))?;
        let before = at.checked_sub(1).and_then(|before| pieces.get(before));
        // `1848/2002` is no range, nor is `(1922) 1978`; `1972 and 1973` is one.
        let joined = match before {
            Some(Piece::Dash | Piece::Comma) => true,
            Some(Piece::Slash | Piece::Year(..)) => second <= first + FARTHEST,
            _ => false,
        };
        return match joined && second > first && !dated {
            true => Some(Years::Range(years.last().map_or(second, |last| last.0.max(second)))),
            false => Some(Years::Original(second)),
        };
    }
    if dated || pieces.len() > 4 {
        return None;
    }
    pieces.windows(3).find_map(|three| match *three {
        [Piece::Year(year, _), joint @ (Piece::Dash | Piece::Slash), Piece::Number(short, digits)] => {
            short_year(year, short, digits, joint).map(Years::Range)
        }
        _ => None,
    })
}

/// The full year that `short` stands for after `year`: `98/99`, `1838-40`, but not the month of `2016-05`.
fn short_year(year: u16, short: u16, digits: usize, joint: Piece) -> Option<u16> {
    let unit = match digits {
        1 => 10,
        2 => 100,
        _ => return None,
    };
    let last = year - year % unit + short;
    let last = if last < year && digits == 2 && short == 0 { last + 100 } else { last };
    let follows = last == year + 1 && (digits == 2 || joint == Piece::Slash);
    let no_month = digits == 2 && !(1..=12).contains(&short) && last > year;
    (follows || no_month).then_some(last)
}

/// The day, month or year that `pieces` name, in EDTF.
fn days(pieces: &[Piece], year: u16) -> String {
    if let Some(season) = pieces.iter().find_map(|p| if let Piece::Season(s) = p { Some(s) } else { None }) {
        return format!("{year:04}-{season}");
    }
    let (first, last) = match pieces.iter().any(|p| matches!(p, Piece::Month(_))) {
        true => with_month_names(pieces, year),
        false => (in_numbers(pieces, year), None),
    };
    match last.filter(|last| *last > first) {
        Some(last) => format!("{first}/{last}"),
        None => first.to_string(),
    }
}

/// `22-25 September 2002`, `May 1993`, `April-June 2009`.
fn with_month_names(pieces: &[Piece], year: u16) -> (Day, Option<Day>) {
    let months: Vec<u8> =
        pieces.iter().filter_map(|p| if let Piece::Month(m) = p { Some(*m) } else { None }).collect();
    let numbers =
        pieces.iter().filter_map(|p| if let Piece::Number(n, _) = p { u8::try_from(*n).ok() } else { None });
    let days: Vec<u8> = numbers.filter(|n| (1..=31).contains(n)).collect();
    let ranged = pieces.contains(&Piece::Dash) || pieces.contains(&Piece::Slash);
    let first = Day::new(year, months.first().copied(), days.first().copied());
    let last = (ranged && (months.len() > 1 || days.len() > 1))
        .then(|| Day::new(year, months.last().copied(), days.get(1).copied()));
    (first, last)
}

/// `2010-03-05`, `5.3.2010`, `3/2010`, `2010 3 5`.
fn in_numbers(pieces: &[Piece], year: u16) -> Day {
    let numbers: Vec<Piece> =
        pieces.iter().copied().filter(|p| matches!(p, Piece::Year(..) | Piece::Number(..))).collect();
    let joined = pieces.iter().any(|p| matches!(p, Piece::Dash | Piece::Slash | Piece::Point));
    let small = |n: u16| u8::try_from(n).ok();
    let (month, day) = match *numbers.as_slice() {
        [Piece::Year(..), Piece::Number(month, _), Piece::Number(day, _)] => (small(month), small(day)),
        [Piece::Year(..), Piece::Number(month, _)] => (small(month), None),
        [Piece::Number(day, _), Piece::Number(month, _), Piece::Year(..)] if joined && month <= 12 => {
            (small(month), small(day))
        }
        [Piece::Number(month, _), Piece::Number(day, _), Piece::Year(..)] if joined => {
            (small(month), small(day))
        }
        [Piece::Number(month, _), Piece::Year(..)] if joined => (small(month), None),
        _ => (None, None),
    };
    Day::new(year, month, day)
}

impl Day {
    /// The date, cut to what the calendar has.
    fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Self {
        let month = month.filter(|m| (1..=12).contains(m));
        let day = day.filter(|d| month.is_some_and(|m| (1..=month_length(year, m)).contains(d)));
        Self { year, month, day }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Days of a month of the Gregorian calendar; 31 for what is none.
pub(crate) fn month_length(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// BibLaTeX's `pubstate` for what is printed where a year would be.
pub(in crate::bibliography) fn publication_state(printed: &str) -> Option<&'static str> {
    let printed = printed.to_lowercase();
    let states = [
        ("in press", "inpress"),
        ("im druck", "inpress"),
        ("sous presse", "inpress"),
        ("en prensa", "inpress"),
        ("in corso di stampa", "inpress"),
        ("в печати", "inpress"),
        ("forthcoming", "forthcoming"),
        ("to appear", "forthcoming"),
        ("im erscheinen", "forthcoming"),
        ("à paraître", "forthcoming"),
        ("accepted", "forthcoming"),
        ("submitted", "submitted"),
        ("in preparation", "inpreparation"),
        ("in vorbereitung", "inpreparation"),
        ("advance online", "prepublished"),
        ("epub ahead", "prepublished"),
    ];
    states.into_iter().find(|(words, _)| printed.contains(words)).map(|(_, state)| state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_edtf() {
        for (printed, want) in [
            ("2010", "2010"),
            ("2010a", "2010"),
            ("May 1993", "1993-05"),
            ("17 December 2015", "2015-12-17"),
            ("Sep 22-25, 2002", "2002-09-22/2002-09-25"),
            ("28 May–2 June 2010", "2010-05-28/2010-06-02"),
            ("2018 Jan 11", "2018-01-11"),
            ("30/10/2009", "2009-10-30"),
            ("10/30/2009", "2009-10-30"),
            ("18.10.2006", "2006-10-18"),
            ("2005 4 5", "2005-04-05"),
            ("2010 12", "2010-12"),
            ("2016-05", "2016-05"),
            ("2016-05-03", "2016-05-03"),
            ("1998/99", "1998/1999"),
            ("1999/00", "1999/2000"),
            ("2009-10", "2009/2010"),
            ("1838 - 40", "1838/1840"),
            ("1971–1980", "1971/1980"),
            ("1977, 1981", "1977/1981"),
            ("April–June, 2009", "2009-04/2009-06"),
            ("Spring 1995", "1995-21"),
            ("décembre 2005", "2005-12"),
            ("luglio 1927", "1927-07"),
            ("3. März 2011", "2011-03-03"),
            ("5 de mayo de 2011", "2011-05-05"),
            ("12 марта 2011", "2011-03-12"),
            ("ca. 1890", "1890~"),
            ("c1890", "1890~"),
            ("c2003", "2003"),
            ("c. 1920", "1920~"),
            ("1995-present", "1995/"),
            ("1890c", "1890"),
            ("[1890?]", "1890?"),
            ("31 February 2010", "2010-02"),
            ("(09/2013)", "2013-09"),
        ] {
            assert_eq!(date(printed).edtf.as_deref(), Some(want), "{printed}");
        }
    }

    #[test]
    fn no_year_gives_no_date() {
        for printed in ["n.d.", "June 16", "", "–", "s. a.", "99999"] {
            assert_eq!(date(printed).edtf, None, "{printed}");
        }
    }

    #[test]
    fn first_editions_are_kept() {
        let reprint = date("1986 [1927]");
        assert_eq!((reprint.edtf.as_deref(), reprint.original.as_deref()), (Some("1986"), Some("1927")));
        for printed in ["1848/2002", "(1848) 2002", "[1848] 2002", "1848) 2002"] {
            let reprint = date(printed);
            let years = (reprint.edtf.as_deref(), reprint.original.as_deref());
            assert_eq!(years, (Some("2002"), Some("1848")), "{printed}");
        }
        assert_eq!(date("2010/2012").edtf.as_deref(), Some("2010/2012"));
        assert_eq!(date("1972 und 1973").edtf.as_deref(), Some("1972/1973"));
    }
}
