//! Estimated widths of printed words: what a row weighs where no geometry is known.

/// Widths of the printable ASCII characters in thousandths of an em, from the font metrics of
/// Times-Roman (Adobe Core 14 AFM), blank to tilde.
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Width of a blank, in ems.
pub(super) const BLANK: f32 = 0.25;

/// Width of `word`, in ems; combining marks have none.
pub(super) fn width(word: &str) -> f32 {
    let thousandths: u32 = word.chars().map(|c| u32::from(char_width(c))).sum();
    thousandths as f32 / 1000.0
}

fn char_width(c: char) -> u16 {
    match c {
        ' '..='~' => TIMES.get(c as usize - 32).copied().unwrap_or(500),
        '\u{300}'..='\u{36f}' | '\u{ad}' => 0,
        '’' | '‘' => 333,
        '—' | '…' => 1000,
        '⁰'..='⁹' | '¹' | '²' | '³' => 300,
        'À'..='Þ' => 700,
        '\u{2e80}'..='\u{ffdf}' => 1000,
        _ => 500,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wide() {
        assert!((width("mi") - 1.056).abs() < 1e-4);
        assert!(width("WWW") > 2.0 * width("iii"));
        assert_eq!(width("e\u{301}"), width("e"));
    }
}
