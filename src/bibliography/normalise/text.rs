//! What every value goes through: blanks, outer punctuation, outer quotation marks, brackets.

use unicode_normalization::char::compose;

/// Pairs of quotation marks that titles are printed in.
const QUOTES: [(char, char); 12] = [
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('”', '”'),
    ('«', '»'),
    ('»', '«'),
    ('‘', '’'),
    ('‚', '‘'),
    ('‹', '›'),
    ('"', '"'),
    ('\'', '\''),
    ('`', '\''),
];

/// Whether `c` prints nothing, and no blank: a control character, a soft hyphen, a zero-width space or joiner.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The words of `printed`: what prints nothing dropped, runs of blanks and line ends one blank, none
/// at the ends; letters that a typesetter has joined, and accents that text layers of PDFs have in front of theirs, as letters.
///
/// ```
/// use ibid::bibliography::normalise::text::words;
/// assert_eq!(words("  A\u{a0}new\n game\u{7} "), "A new game");
/// assert_eq!(words("Na¨ıve ﬁgures, by M¨uller"), "Naïve figures, by Müller");
/// ```
pub fn words(printed: &str) -> String {
    if is_plain(printed) {
        return printed.to_owned();
    }
    let mut words = String::with_capacity(printed.len());
    for c in printed.chars() {
        if c.is_whitespace() {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
        } else if let Some(letters) = ligature(c) {
            words.push_str(letters);
        } else if let Some(letter) = words.chars().next_back().and_then(|before| accented(before, c)) {
            words.pop();
            words.push(letter);
        } else if !is_invisible(c) {
            words.push(c);
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// The letters of a ligature (Unicode's *Alphabetic Presentation Forms*).
const fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// The letter `c` with `before`, if that is its accent, set in front of it. An acute accent may be an apostrophe, but not before a dotless i.
fn accented(before: char, c: char) -> Option<char> {
    let accent = match before {
        '¨' => '\u{308}',
        '˝' => '\u{30b}',
        '˘' => '\u{306}',
        'ˇ' => '\u{30c}',
        '´' if c == 'ı' => '\u{301}',
        '`' if c == 'ı' => '\u{300}',
        _ => return None,
    };
    compose(if c == 'ı' { 'i' } else { c }, accent)
}

/// Whether `printed` is of words in ASCII with a blank between them, as most are.
fn is_plain(printed: &str) -> bool {
    let mut before = b' ';
    let plain = printed.bytes().all(|byte| {
        let goes_on = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        before = byte;
        goes_on
    });
    plain && before != b' '
}

/// A value without the punctuation around it: commas, colons, stray points and brackets without a
/// partner. A point that may belong to an abbreviation stays.
///
/// ```
/// assert_eq!(ibid::bibliography::normalise::text::value(", Survival (London),"), "Survival (London)");
/// ```
pub fn value(printed: &str) -> String {
    trimmed(&words(printed)).to_owned()
}

/// `words` without the punctuation around them.
fn trimmed(words: &str) -> &str {
    let mut rest = words;
    loop {
        let trimmed = rest
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'))
            .trim_start_matches(['.', '/']);
        let trimmed = without_stray_bracket(trimmed);
        if trimmed.len() == rest.len() {
            return rest;
        }
        rest = trimmed;
    }
}

/// A title: outer quotation marks and the final point or comma dropped; an ellipsis, question and
/// exclamation marks stay.
///
/// ```
/// use ibid::bibliography::normalise::text::title;
/// assert_eq!(title("“A new great game?,”"), "A new great game?");
/// assert_eq!(title("The ‘new’ game."), "The ‘new’ game");
/// ```
pub fn title(printed: &str) -> String {
    let words = words(printed);
    let mut title = trimmed(&words);
    loop {
        let inner = unquoted(title.trim_end_matches([',', ';', ':', ' ']));
        let inner = trimmed(without_final_point(inner));
        if inner.len() == title.len() || inner.is_empty() {
            return title.to_owned();
        }
        title = inner;
    }
}

/// A series as printed, without the word for one and the marks around it.
///
/// ```
/// use ibid::bibliography::normalise::text::series;
/// assert_eq!(series("coll. « Ports »"), "Ports");
/// assert_eq!(series("Ports and Trade"), "Ports and Trade");
/// ```
pub fn series(printed: &str) -> String {
    let called = ["coll.", "Coll.", "colección", "coleção", "collana", "серия"];
    title(called.iter().find_map(|word| printed.trim_start().strip_prefix(word)).unwrap_or(printed))
}

/// `text` without quotation marks around the whole of it.
fn unquoted(text: &str) -> &str {
    for (open, close) in QUOTES {
        let inner = text.strip_prefix(open).and_then(|t| t.strip_suffix(close));
        if let Some(inner) = inner.filter(|t| !t.contains([open, close])) {
            return inner.trim();
        }
    }
    unpaired_quote(text)
}

/// `text` without a quotation mark at one end whose partner is missing.
fn unpaired_quote(text: &str) -> &str {
    let opening = ['“', '„', '«', '"', '‚', '‹'];
    let closing = ['”', '“', '»', '"', '›'];
    let start = text.strip_prefix(opening).filter(|rest| !rest.contains(closing));
    let end = text.strip_suffix(closing).filter(|rest| !rest.contains(opening));
    start.or(end).unwrap_or(text).trim()
}

/// `text` without one final point, unless that belongs to an ellipsis or an initial.
fn without_final_point(text: &str) -> &str {
    let Some(rest) = text.strip_suffix('.') else { return text };
    let last = rest.rsplit(' ').next().unwrap_or(rest);
    let abbreviated = last.contains('.') || last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    if abbreviated { text } else { rest }
}

/// `text` without a bracket at one end whose partner is missing.
fn without_stray_bracket(text: &str) -> &str {
    if !text.bytes().any(|byte| matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}')) {
        return text;
    }
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
        let balance = text.matches(open).count() as isize - text.matches(close).count() as isize;
        let cut = match balance {
            1.. => text.strip_prefix(open).or_else(|| text.strip_suffix(open)),
            0 => None,
            _ => text.strip_suffix(close).or_else(|| text.strip_prefix(close)),
        };
        if let Some(cut) = cut {
            return cut;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_quotes_and_points() {
        for (printed, want) in [
            ("“Two words.”", "Two words"),
            ("„Zwei Wörter“,", "Zwei Wörter"),
            ("‘The making of the past’", "The making of the past"),
            ("\"Half open", "Half open"),
            ("Half closed”", "Half closed"),
            ("“One” and “two”", "“One” and “two”"),
            ("Trade with the U.S.", "Trade with the U.S."),
            ("And so on...", "And so on..."),
            ("Why (and how", "Why (and how"),
            ("(In brackets", "In brackets"),
            ("“", "“"),
        ] {
            assert_eq!(title(printed), want, "{printed}");
        }
    }

    #[test]
    fn values_lose_outer_punctuation() {
        for (printed, want) in [
            (": Oxford University Press;", "Oxford University Press"),
            ("Phys. Rev.", "Phys. Rev."),
            ("Press)", "Press"),
            (",.;", ""),
        ] {
            assert_eq!(value(printed), want, "{printed}");
        }
    }
}
