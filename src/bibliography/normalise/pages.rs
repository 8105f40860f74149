//! Pages as printed to BibLaTeX's ranges.

use super::text;

/// The pages that `printed` names: the words for *page* dropped, ranges with `--` and a full last
/// page, several ranges with `, `. Article numbers (`e1012`, `S08004`) come out as they are.
///
/// ```
/// use ibid::bibliography::normalise::pages::pages;
/// assert_eq!(pages("pp. 195–9"), "195--199");
/// assert_eq!(pages("S289-94, 301"), "S289--S294, 301");
/// assert_eq!(pages("e1003435"), "e1003435");
/// ```
pub fn pages(printed: &str) -> String {
    let words = text::value(printed);
    let bare = without_word(words.trim_end_matches('.'));
    bare.split([',', ';', '&']).map(range).filter(|range| !range.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `printed` without a word for *page* before the first number.
fn without_word(printed: &str) -> &str {
    let lower = |word: &str| word.trim_end_matches(['.', ':']).to_lowercase();
    let start = printed.trim_start_matches(['(', '[', ' ']);
    let end = start.find(|c: char| !c.is_alphabetic() && c != '.').unwrap_or(start.len());
    let (word, rest) = start.split_at_checked(end).unwrap_or((start, ""));
    let known = matches!(
        lower(word).as_str(),
        "p" | "pp"
            | "pg"
            | "pgs"
            | "page"
            | "pages"
            | "s"
            | "seite"
            | "seiten"
            | "pág"
            | "págs"
            | "pag"
            | "pags"
            | "с"
            | "стр"
    );
    let spaced = rest.starts_with([' ', ':']) || word.ends_with('.') || matches!(word, "p" | "pp");
    let digits = rest.trim_start_matches([' ', ':', '.']);
    if known && spaced && !digits.is_empty() { digits } else { printed }
}

/// One page or range of pages.
fn range(printed: &str) -> String {
    let printed = without_word(printed.trim()).trim_matches(|c: char| c.is_whitespace() || c == '.');
    let mut ends = printed.split(is_dash).map(str::trim).filter(|end| !end.is_empty());
    match (ends.next(), ends.next(), ends.next()) {
        (Some(first), Some(last), None) => match (Page::of(first), Page::of(last)) {
            (Some(from), Some(to)) => from.to(&to).unwrap_or_else(|| format!("{first}-{last}")),
            _ if roman(first) && roman(last) => format!("{first}--{last}"),
            _ => printed.to_owned(),
        },
        (Some(only), None, None) => joined(only),
        _ => printed.to_owned(),
    }
}

/// `e 1012` is `e1012`.
fn joined(page: &str) -> String {
    Page::of(page).map_or_else(|| page.to_owned(), |page| page.to_string())
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

fn roman(page: &str) -> bool {
    !page.is_empty() && page.chars().all(|c| "ivxlcdmIVXLCDM".contains(c))
}

/// A page: letters, digits, letters: `S289`, `143D`, `12 f.`
struct Page<'s> {
    lead: &'s str,
    digits: &'s str,
    tail: &'s str,
}

impl<'s> Page<'s> {
    fn of(printed: &'s str) -> Option<Self> {
        let at = printed.find(|c: char| c.is_ascii_digit())?;
        let (lead, rest) = printed.split_at_checked(at)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, tail) = rest.split_at_checked(end)?;
        let lead = lead.trim_end_matches([' ', '.']);
        let short = |s: &str| s.chars().count() <= 3 && s.chars().all(char::is_alphabetic);
        let following = matches!(tail.trim(), "f." | "ff." | "sq." | "sqq.");
        (short(lead) && (short(tail.trim()) || following)).then_some(Self { lead, digits, tail })
    }

    /// The range to `last`, whose digits may be abbreviated; `None` if it would run backwards.
    fn to(&self, last: &Page<'_>) -> Option<String> {
        let missing = self.digits.len().saturating_sub(last.digits.len());
        let kept = self.digits.get(..missing)?;
        let digits = format!("{kept}{}", last.digits);
        let backwards = missing > 0 && digits.as_str() < self.digits;
        let lead = if last.lead.is_empty() { self.lead } else { last.lead };
        let last = Page { lead, digits: &digits, tail: last.tail };
        (!backwards).then(|| {
            if self.digits == digits && self.tail == last.tail && self.lead == lead {
                self.to_string()
            } else {
                format!("{self}--{last}")
            }
        })
    }
}

impl std::fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}{}", self.lead, self.digits, self.tail.replace(' ', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_full() {
        for (printed, want) in [
            ("67-74", "67--74"),
            ("pp. 195–9", "195--199"),
            ("1012--15", "1012--1015"),
            ("S. 29 - 68.", "29--68"),
            ("p. 12", "12"),
            ("S117-S132", "S117--S132"),
            ("S289–94", "S289--S294"),
            ("143D-150D", "143D--150D"),
            ("3911S–26S", "3911S--3926S"),
            ("e01388-17", "e01388-17"),
            ("12–13, 15–18", "12--13, 15--18"),
            ("xii–xv", "xii--xv"),
            ("12 ff.", "12ff"),
            ("S08004", "S08004"),
            ("240 p.", "240p"),
            ("15-15", "15"),
            ("", ""),
        ] {
            assert_eq!(pages(printed), want, "{printed}");
        }
    }
}
