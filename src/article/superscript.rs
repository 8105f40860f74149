//! Digits and signs to their superscript forms, by which citations stay apart from the text.

/// The superscript form of a digit, a sign of a range or a bracket; other characters as they are.
pub(super) fn superscript(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁰' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' => '⁻',
        '+' => '⁺',
        '(' => '⁽',
        ')' => '⁾',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_ranges() {
        assert_eq!("12–46,789+".chars().map(superscript).collect::<String>(), "¹²⁻⁴⁶,⁷⁸⁹⁺");
    }
}
