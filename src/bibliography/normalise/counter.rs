//! Volumes, issue numbers, editions and versions.

use nom::IResult;

use super::text;
use crate::bibliography::grammar::{locator, remark};

/// A volume without the word for it: `Vol. 12` is `12`, `Bd. III` is `III`.
///
/// ```
/// assert_eq!(ibid::bibliography::normalise::counter::volume("Vol. 12"), "12");
/// ```
pub fn volume(printed: &str) -> String {
    // A program for references takes the end of the name `Science (New York, N.Y.: 1880)` for a range of years.
    let own = printed.rsplit_once("(80-").and_then(|(_, rest)| rest.split_once(')')).map(|(_, own)| own);
    let volume = bare(own.unwrap_or(printed).trim_start_matches(['.', ' ']), locator::volume_word);
    let of_run = locator::year_of_run(&volume).ok().map(|(_, number)| number.to_owned());
    of_run.unwrap_or(volume)
}

/// An issue number without the word for it: `No. 3` is `3`, `Heft 2/3` is `2/3`, `(51)` is `51`; of two with a dash
/// between them, whichever is printed, a hyphen: `1–2` is `1-2`.
///
/// ```
/// assert_eq!(ibid::bibliography::normalise::counter::number("no. 3"), "3");
/// ```
pub fn number(printed: &str) -> String {
    let number = bare(printed, locator::issue_word);
    match locator::range(&number).map(|(_, ends)| ends) {
        Ok(ends) if ends.len() == 2 => ends.join("-"),
        _ => number,
    }
}

/// A version without the word for it, its dashes hyphens: `version 2.4–4` is `2.4-4`.
///
/// ```
/// assert_eq!(ibid::bibliography::normalise::counter::version("Version 2.4–4"), "2.4-4");
/// ```
pub fn version(printed: &str) -> String {
    let number = remark::version(printed).map_or(printed, |(_, number)| number);
    text::value(number).replace(['‐', '–'], "-")
}

/// The number of an issue that is called so and nothing else: `№ 4` is `4`; `4` is none.
///
/// ```
/// use ibid::bibliography::normalise::counter::issue;
/// assert_eq!(issue("n.º 3").as_deref(), Some("3"));
/// assert_eq!(issue("35, no. 3"), None);
/// ```
pub fn issue(printed: &str) -> Option<String> {
    let (number, _) = locator::issue_word(printed.trim()).ok()?;
    number.chars().all(|c| c.is_ascii_digit() || "/-–".contains(c)).then(|| number.to_owned())
}

/// `printed` without what `word` accepts in front of a number, and without brackets around it.
fn bare(printed: &str, word: fn(&str) -> IResult<&str, &str>) -> String {
    let value = text::value(printed);
    let value = enclosed(&value).trim_end_matches('.');
    enclosed(word(value).map_or(value, |(number, _)| number)).to_owned()
}

/// `text` without brackets around the whole of it.
fn enclosed(text: &str) -> &str {
    locator::enclosed(text).map_or(text.trim(), |(_, inner)| inner)
}

/// Volume and issue where one stretch holds both: `16, 1`, `20:5`, `35(4)`, `75.1`, `12/13, No. 4`, `93, Suppl. 1`.
///
/// ```
/// use ibid::bibliography::normalise::counter::volume_and_number;
/// assert_eq!(volume_and_number("35(4"), Some(("35".to_owned(), "4".to_owned())));
/// assert_eq!(volume_and_number("12/13"), None);
/// ```
pub fn volume_and_number(printed: &str) -> Option<(String, String)> {
    let words = text::words(printed);
    let words = words.trim_end_matches([')', '.', ',']);
    let (_, (first, second)) = locator::volume_and_issue(words).ok()?;
    let (first, second) = (volume(first), number(second));
    let digits = |s: &str| (1..=4).contains(&s.len()) && s.chars().all(|c| c.is_ascii_digit());
    let issue = second.split(['/', '-', '–']).all(digits) || locator::supplement(&second).is_ok();
    (digits(&first) && issue).then_some((first, second))
}

/// Volume and issue where nothing but a blank stands between them: `24 8`.
///
/// ```
/// use ibid::bibliography::normalise::counter::two_numbers;
/// assert_eq!(two_numbers("24 8"), Some(("24".to_owned(), "8".to_owned())));
/// assert_eq!(two_numbers("24"), None);
/// ```
pub fn two_numbers(printed: &str) -> Option<(String, String)> {
    let (_, (volume, issue)) = locator::two_numbers(printed.trim()).ok()?;
    Some((volume.to_owned(), issue.to_owned()))
}

/// An edition: a bare number where the print has nothing but the number and the word for *edition*,
/// else the words without that word at the end.
///
/// ```
/// use ibid::bibliography::normalise::counter::edition;
/// assert_eq!(edition("2nd ed."), "2");
/// assert_eq!(edition("Third edition"), "3");
/// assert_eq!(edition("3rd rev. ed."), "3rd rev. ed.");
/// ```
pub fn edition(printed: &str) -> String {
    let value = text::value(printed);
    let lower = value.to_lowercase();
    let number = locator::edition(&lower).and_then(|(_, word)| locator::ordinal(word));
    number.map(|(_, digits)| digits.to_owned()).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_bare() {
        for (printed, want) in [
            ("Vol. 12", "12"),
            ("(80-.). 326", "326"),
            ("vol 3", "3"),
            ("44e année", "44"),
            ("12. Jahrgang", "12"),
            ("XII", "XII"),
            ("B158", "B158"),
            ("30A", "30A"),
        ] {
            assert_eq!(volume(printed), want, "{printed}");
        }
        for (printed, want) in [
            ("(51)", "51"),
            ("No. 3–4", "3-4"),
            ("Suppl. 1", "Suppl. 1"),
            ("Heft 2", "2"),
            ("Nr.4", "4"),
            ("August", "August"),
        ] {
            assert_eq!(number(printed), want, "{printed}");
        }
    }

    #[test]
    fn glued_counters_come_apart() {
        for (printed, want) in [
            ("16, 1", ("16", "1")),
            ("20:5", ("20", "5")),
            ("9(1)", ("9", "1")),
            ("30, No. 2", ("30", "2")),
            ("93, Suppl. 1", ("93", "Suppl. 1")),
        ] {
            assert_eq!(volume_and_number(printed), Some((want.0.to_owned(), want.1.to_owned())), "{printed}");
        }
        for printed in ["3, Part A", "12", "XXXVI/1-2", "", "LATTICE 2015"] {
            assert_eq!(volume_and_number(printed), None, "{printed}");
        }
    }

    #[test]
    fn editions_are_numbers() {
        for (printed, want) in [
            ("5th", "5"),
            ("8. ed", "8"),
            ("2 ed", "2"),
            ("zweite Auflage", "2"),
            ("Elfte Auflage", "11"),
            ("6.ª", "6"),
            ("Expanded", "Expanded"),
        ] {
            assert_eq!(edition(printed), want, "{printed}");
        }
    }
}
