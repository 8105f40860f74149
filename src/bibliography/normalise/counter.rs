//! Volumes, issue numbers and editions.

use super::text;

/// A volume without the word for it: `Vol. 12` is `12`, `Bd. III` is `III`.
///
/// ```
/// assert_eq!(ibid::bibliography::normalise::counter::volume("Vol. 12"), "12");
/// ```
pub fn volume(printed: &str) -> String {
    bare(printed, &["vol", "vols", "volume", "bd", "band", "bde", "jg", "jahrgang", "tome", "том", "т"])
}

/// An issue number without the word for it: `No. 3` is `3`, `Heft 2/3` is `2/3`, `(51)` is `51`.
///
/// ```
/// assert_eq!(ibid::bibliography::normalise::counter::number("no. 3"), "3");
/// ```
pub fn number(printed: &str) -> String {
    bare(
        printed,
        &[
            "no", "nos", "nr", "num", "núm", "number", "issue", "iss", "heft", "h", "n°", "nº", "№", "n",
            "fasc",
        ],
    )
}

/// `printed` without one of `names` in front of a number.
fn bare(printed: &str, names: &[&str]) -> String {
    let value = text::value(printed);
    let value = enclosed(&value).trim_end_matches('.');
    let end =
        value.find(|c: char| c.is_whitespace() || c == '.' || c.is_ascii_digit()).unwrap_or(value.len());
    let (word, rest) = value.split_at_checked(end).unwrap_or((value, ""));
    let rest = rest.trim_start_matches([' ', '.', ':', '#']);
    let known = names.contains(&word.to_lowercase().as_str()) && !rest.is_empty();
    enclosed(if known { rest } else { value.trim_start_matches('#') }).to_owned()
}

/// `text` without brackets around the whole of it.
fn enclosed(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inner.filter(|t| !t.contains(['(', ')'])).unwrap_or(text).trim()
}

/// Volume and issue where one stretch holds both: `16, 1`, `20:5`, `35(4)`, `75.1`, `12/13, No. 4`.
///
/// ```
/// use ibid::bibliography::normalise::counter::volume_and_number;
/// assert_eq!(volume_and_number("35(4"), Some(("35".to_owned(), "4".to_owned())));
/// assert_eq!(volume_and_number("12/13"), None);
/// ```
pub fn volume_and_number(printed: &str) -> Option<(String, String)> {
    let words = text::words(printed);
    let words = words.trim_end_matches([')', '.', ',']);
    let (first, second) = words.split_once([',', ':', '(', '.'])?;
    let (first, second) = (volume(first), number(second));
    let digits = |s: &str| (1..=4).contains(&s.len()) && s.chars().all(|c| c.is_ascii_digit());
    let issue = second.split(['/', '-', '–']).all(digits);
    (digits(&first) && issue).then_some((first, second))
}

/// Words for the first ten editions, in the languages that ibid reads.
const ORDINALS: &[(&str, &str)] = &[
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("fourth", "4"),
    ("fifth", "5"),
    ("sixth", "6"),
    ("seventh", "7"),
    ("eighth", "8"),
    ("ninth", "9"),
    ("tenth", "10"),
    ("erste", "1"),
    ("zweite", "2"),
    ("dritte", "3"),
    ("vierte", "4"),
    ("fünfte", "5"),
    ("sechste", "6"),
    ("première", "1"),
    ("deuxième", "2"),
    ("troisième", "3"),
    ("prima", "1"),
    ("seconda", "2"),
    ("terza", "3"),
    ("segunda", "2"),
    ("tercera", "3"),
];

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
    let words = value.split([' ', '.', ',']).filter(|word| !word.is_empty() && !is_edition(word));
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    match words.as_slice() {
        [word] => ordinal(word).unwrap_or(value),
        _ => value,
    }
}

/// The number that `word` is: `2nd`, `2.`, `zweite`.
fn ordinal(word: &str) -> Option<String> {
    let named = ORDINALS.iter().find(|(name, _)| *name == word).map(|(_, number)| (*number).to_owned());
    named.or_else(|| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let ending = word.get(digits.len()..)?;
        let short = ending.chars().count() <= 3;
        (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) && short).then(|| digits.to_owned())
    })
}

fn is_edition(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "ed" | "edn"
            | "edition"
            | "aufl"
            | "auflage"
            | "éd"
            | "édition"
            | "edizione"
            | "ediz"
            | "edición"
            | "edição"
            | "изд"
            | "издание"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_bare() {
        for (printed, want) in
            [("Vol. 12", "12"), ("vol 3", "3"), ("XII", "XII"), ("B158", "B158"), ("30A", "30A")]
        {
            assert_eq!(volume(printed), want, "{printed}");
        }
        for (printed, want) in [
            ("(51)", "51"),
            ("No. 3–4", "3–4"),
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
        for (printed, want) in
            [("16, 1", ("16", "1")), ("20:5", ("20", "5")), ("9(1)", ("9", "1")), ("30, No. 2", ("30", "2"))]
        {
            assert_eq!(volume_and_number(printed), Some((want.0.to_owned(), want.1.to_owned())), "{printed}");
        }
        for printed in ["3, Part A", "12", "XXXVI/1-2", "", "LATTICE 2015"] {
            assert_eq!(volume_and_number(printed), None, "{printed}");
        }
    }

    #[test]
    fn editions_are_numbers() {
        for (printed, want) in
            [("5th", "5"), ("8. ed", "8"), ("2 ed", "2"), ("zweite Auflage", "2"), ("Expanded", "Expanded")]
        {
            assert_eq!(edition(printed), want, "{printed}");
        }
    }
}
