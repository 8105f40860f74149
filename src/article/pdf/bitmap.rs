//! Letters of bitmap fonts that TeX made, by their codes.
//!
//! pdfTeX and dvips embed a font that they have only as bitmaps as a Type 3 font without Unicode characters. Its codes
//! are those of TeX's own encodings, OT1 or T1, so that its text is not lost.
//!
//! Source of both encodings: `encguide.pdf` of the LaTeX project, tables 5 and 6.

use super::glyphs::{Drawing, Glyph};

/// The first of 256 private characters that stand for codes until the whole document is known.
const CODES: u32 = 0xf_0000;

/// The character that stands for the code of a letter without Unicode.
pub(super) fn coded(code: u32) -> char {
    let private = (code < 256).then_some(CODES + code).and_then(char::from_u32);
    private.unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn code(char: char) -> Option<u8> {
    u8::try_from(u32::from(char).checked_sub(CODES)?).ok()
}

/// TeX's encodings of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Ot1,
    T1,
}

/// Puts characters in the place of codes on all pages, or U+FFFD where the codes are not those of a text.
pub(super) fn decode(drawings: &mut [Drawing]) {
    let mut counts = [0_usize; 256];
    for code in drawings.iter().flat_map(|d| d.visible.iter().chain(&d.hidden)).filter_map(|g| code(g.char)) {
        counts[usize::from(code)] += 1;
    }
    if counts.iter().all(|&count| count == 0) {
        return;
    }
    let encoding = encoding(&counts);
    for drawing in drawings {
        for glyphs in [&mut drawing.visible, &mut drawing.hidden] {
            *glyphs = glyphs.iter().flat_map(|glyph| decoded(glyph, encoding)).collect();
        }
    }
}

/// Fewest letters that show whether they are text.
const FEWEST: usize = 12;

/// The encoding of codes that come so often; `None` if they hardly make a text in Latin letters: in languages of
/// Europe most letters are small, and 30 to 50 % of these vowels.
fn encoding(counts: &[usize; 256]) -> Option<Encoding> {
    let sum = |codes: &[u8]| codes.iter().map(|&code| counts[usize::from(code)]).sum::<usize>();
    let all: usize = counts.iter().sum();
    let small: usize = counts[usize::from(b'a')..=usize::from(b'z')].iter().sum();
    let vowels = sum(b"aeiou");
    if all < FEWEST || 2 * small < all || !(5 * vowels > small && 9 * vowels < 5 * small) {
        return None;
    }
    let (ot1, t1) = (sum(&[11, 12, 13, 14, 15]), sum(&[27, 28, 29, 30, 31]));
    Some(if ot1 > t1 { Encoding::Ot1 } else { Encoding::T1 })
}

/// The glyphs of the letters that `glyph` stands for: itself if it is no code.
fn decoded(glyph: &Glyph, encoding: Option<Encoding>) -> Vec<Glyph> {
    let Some(code) = code(glyph.char) else { return vec![*glyph] };
    let letters = encoding.and_then(|encoding| letters(code, encoding));
    let letters: Vec<char> = letters.unwrap_or_else(|| vec![char::REPLACEMENT_CHARACTER]);
    let share = (glyph.x1 - glyph.x0) / letters.len().max(1) as f32;
    let place = |(at, char): (usize, char)| {
        let x0 = glyph.x0 + share * at as f32;
        Glyph { char, x0, x1: x0 + share, after_blank: glyph.after_blank && at == 0, ..*glyph }
    };
    letters.into_iter().enumerate().map(place).collect()
}

/// The letters at `code`: several of a ligature.
fn letters(code: u8, encoding: Encoding) -> Option<Vec<char>> {
    const LIGATURES: [&str; 5] = ["ff", "fi", "fl", "ffi", "ffl"];
    let first = if encoding == Encoding::Ot1 { 11 } else { 27 };
    if let Some(ligature) = code.checked_sub(first).and_then(|at| LIGATURES.get(usize::from(at))) {
        return Some(ligature.chars().collect());
    }
    let char = match (encoding, code) {
        (_, b'\'') => '’',
        (_, b'`') => '‘',
        (Encoding::Ot1, _) => ot1(code)?,
        (Encoding::T1, _) => t1(code)?,
    };
    Some(vec![char])
}

/// OT1 where it is not ASCII. Accents stand alone, to be set over letters.
fn ot1(code: u8) -> Option<char> {
    Some(match code {
        0x10 => 'ı',
        0x12 => '`',
        0x13 => '´',
        0x14 => 'ˇ',
        0x15 => '˘',
        0x16 => '¯',
        0x17 => '˚',
        0x18 => '¸',
        0x19 => 'ß',
        0x1a => 'æ',
        0x1b => 'œ',
        0x1c => 'ø',
        0x1d => 'Æ',
        0x1e => 'Œ',
        0x1f => 'Ø',
        b'"' => '”',
        b'\\' => '“',
        b'^' => 'ˆ',
        b'{' => '–',
        b'|' => '—',
        b'}' => '˝',
        b'~' => '˜',
        0x7f => '¨',
        b'!'..=b'z' => char::from(code),
        _ => return None,
    })
}

/// T1 (Cork), whose upper quarter is nearly that of Latin-1.
fn t1(code: u8) -> Option<char> {
    const UPPER: &str = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£";
    Some(match code {
        0x10 => '“',
        0x11 => '”',
        0x12 => '„',
        0x13 => '«',
        0x14 => '»',
        0x15 => '–',
        0x16 => '—',
        0x19 => 'ı',
        0x7f => '-',
        b'!'..=b'~' => char::from(code),
        0x80..=0xbf => UPPER.chars().nth(usize::from(code - 0x80))?,
        0xd7 => 'Œ',
        0xdf => return None,
        0xf7 => 'œ',
        0xff => 'ß',
        0xc0.. => char::from(code),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What pages of one line with these codes read.
    fn read(codes: &[u8]) -> String {
        let glyph = |&code: &u8| Glyph {
            char: coded(u32::from(code)),
            x0: 0.0,
            x1: 6.0,
            y: 10.0,
            size: 10.0,
            after_blank: false,
        };
        let mut drawings = [Drawing { visible: codes.iter().map(glyph).collect(), hidden: Vec::new() }];
        decode(&mut drawings);
        drawings[0].visible.iter().map(|g| g.char).collect()
    }

    #[test]
    fn text_in_both_encodings() {
        assert_eq!(
            read(b"the \x1cnal e\x1bect of M\xfcller\x15and so on"),
            "the\u{fffd}final\u{fffd}effect\u{fffd}of\u{fffd}Müller–and\u{fffd}so\u{fffd}on"
        );
        assert_eq!(read(b"the\x0cnale\x0bect{\\andsoon\""), "thefinaleffect–“andsoon”");
    }

    #[test]
    fn codes_that_are_no_text() {
        assert_eq!(read(&[1, 2, 3, 4, 5, 6, 7]), "\u{fffd}".repeat(7));
        assert_eq!(read(b"xkcdzpqwrtxkcd"), "\u{fffd}".repeat(14));
    }
}
