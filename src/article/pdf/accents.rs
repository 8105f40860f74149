//! Accents that are drawn as glyphs of their own -> combining marks after their letter.

use super::glyphs::Glyph;

/// Puts each spacing accent that is drawn over a letter, as TeX's older fonts do it, behind that
/// letter as a combining mark: `¨u` becomes `ü`.
pub(super) fn compose(glyphs: &mut [Glyph]) {
    for at in 1..glyphs.len() {
        let Some([before, after]) = glyphs.get_mut(at - 1..=at) else { continue };
        let (accent, letter) = match (combining(before.char), combining(after.char)) {
            (Some(mark), None) => ((*before, mark), *after),
            (None, Some(mark)) => ((*after, mark), *before),
            _ => continue,
        };
        let (accent, mark) = accent;
        if letter.char.is_alphabetic() && stand_over(&accent, &letter) {
            let char = match letter.char {
                'ı' => 'i',
                'ȷ' => 'j',
                c => c,
            };
            let after_blank = before.after_blank;
            *before = Glyph { char, after_blank, ..letter };
            *after = Glyph { char: mark, x0: letter.x1, after_blank: false, ..letter };
        }
    }
}

/// Whether the middles of the two glyphs are near.
fn stand_over(accent: &Glyph, letter: &Glyph) -> bool {
    let middle = |g: &Glyph| (g.x0 + g.x1) / 2.0;
    (middle(accent) - middle(letter)).abs() < 0.2 * letter.size
}

/// The combining mark of a spacing accent.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        'ˆ' | '^' => '\u{302}',
        '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn composed(glyphs: &[(char, f32, f32)]) -> String {
        let glyph = |&(char, x0, x1): &(char, f32, f32)| Glyph {
            char,
            x0,
            x1,
            y: 0.0,
            size: 10.0,
            after_blank: false,
        };
        let mut glyphs: Vec<Glyph> = glyphs.iter().map(glyph).collect();
        compose(&mut glyphs);
        glyphs.iter().map(|g| g.char).nfc().collect()
    }

    #[test]
    fn accents_over_letters_join_them() {
        assert_eq!(composed(&[('l', 0.0, 3.0), ('¨', 3.2, 8.2), ('u', 3.0, 8.5), ('g', 8.5, 13.0)]), "lüg");
        assert_eq!(composed(&[('c', 0.0, 4.4), ('¸', 0.0, 4.4), ('a', 4.4, 9.0)]), "ça");
        assert_eq!(composed(&[('´', 0.0, 4.4), ('ı', 0.5, 3.4)]), "í");
    }

    #[test]
    fn accents_beside_letters_stay() {
        assert_eq!(composed(&[('a', 0.0, 5.0), ('˜', 5.0, 10.0), ('b', 10.0, 15.0)]), "a˜b");
    }
}
