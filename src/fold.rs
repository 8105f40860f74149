//! Text as printed in; as a person types it who looks for it, in lower case and without accents, out.

use unicode_normalization::char::decompose_compatible;

/// `text` in lower case and without accents: `naive` for `Naïve`. Strokes, ligatures and `ß` become plain letters too.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold(text, &mut folded);
    folded
}

/// Puts [`folded`] `text` behind what is in `out`.
pub(crate) fn fold(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ if bears_accents(c) => decompose_compatible(c, |part| fold_part(part, out)),
            _ => fold_part(c, out),
        }
    }
}

fn fold_part(part: char, out: &mut String) {
    if is_accent(part) {
        return;
    }
    for c in part.to_lowercase() {
        match plain(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
}

/// Whether `c` is an accent that stands by itself behind its letter.
pub(crate) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether `c` may be a Latin, Greek or Cyrillic letter with an accent, or a ligature. What other scripts put together
/// of parts is no accent: が is not か.
fn bears_accents(c: char) -> bool {
    is_latin(c) || matches!(c, '\u{370}'..='\u{52f}' | '\u{1f00}'..='\u{1fff}')
}

/// Whether `c` may fold to letters that are ASCII, or to none.
pub(crate) fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' | '\u{212a}' | '\u{212b}' | '\u{fb00}'..='\u{fb06}')
}

/// What is typed for a letter that is not made of another and an accent.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn letters_as_they_are_typed() {
        for (text, expected) in [
            ("Naïve CAFÉ", "naive cafe"),
            ("Nai\u{308}ve", "naive"),
            ("Łódź, Straße, Ærø", "lodz, strasse, aero"),
            ("İstanbul ısı", "istanbul isi"),
            ("Τάξις ΤΆΞΙΣ", "ταξισ ταξισ"),
            ("ещё", "еще"),
            ("ﬁnance", "finance"),
            ("\u{212a}eep 5 \u{212b}", "keep 5 a"),
            ("が", "が"),
        ] {
            assert_eq!(folded(text), expected);
        }
    }
}
