//! Raised glyphs -> Unicode superscripts, so that `ties³⁵` and `CO2` stay apart in the text.

use super::glyphs::Glyph;
use crate::raised::raised_form;

/// Writes the glyphs of a row, runs of raised ones as superscripts where Unicode has them.
#[derive(Debug)]
pub(super) struct Writer {
    y: f32,
    size: f32,
    raised: String,
}

impl Writer {
    /// A writer for a row with its baseline at `y`, set in type of `size` points.
    pub(super) fn new(y: f32, size: f32) -> Self {
        Self { y, size, raised: String::new() }
    }

    /// Writes `glyph` to `text`, or holds it back until its raised run is complete.
    pub(super) fn push(&mut self, glyph: &Glyph, text: &mut String) {
        if self.is_raised(glyph) {
            self.raised.push(glyph.char);
        } else {
            self.finish(text);
            text.push(glyph.char);
        }
    }

    /// Whether a blank before `glyph` stands inside one list of raised numbers: `³, ⁵`.
    pub(super) fn goes_on(&self, glyph: &Glyph) -> bool {
        let separates = |c: char| matches!(c, ',' | ';' | '-' | '‐' | '‑' | '‒' | '–' | '—' | '−');
        self.is_raised(glyph)
            && self.raised.chars().last().is_some_and(|c| separates(c) || separates(glyph.char))
    }

    /// Writes what is held back.
    pub(super) fn finish(&mut self, text: &mut String) {
        let run = std::mem::take(&mut self.raised);
        // A bracketed marker says by itself that it is one; so does the `th` of `19th`.
        let plain = run.contains(['[', ']']) || !run.contains(|c: char| c.is_ascii_digit());
        text.extend(run.chars().map(|c| if plain { c } else { raised_form(c) }));
    }

    /// Whether `glyph` is smaller than the row's type and stands above its baseline.
    fn is_raised(&self, glyph: &Glyph) -> bool {
        let rise = self.y - glyph.y;
        glyph.size < 0.86 * self.size && rise > 0.15 * self.size
            || glyph.size < 0.95 * self.size && rise > 0.25 * self.size
            || rise > 0.3 * self.size && glyph.char.is_ascii_digit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes pieces of `(text, size, rise)` on a row of ten-point type.
    fn written(pieces: &[(&str, f32, f32)]) -> String {
        let mut writer = Writer::new(100.0, 10.0);
        let mut text = String::new();
        for &(piece, size, rise) in pieces {
            for char in piece.chars() {
                let glyph = Glyph { char, x0: 0.0, x1: 1.0, y: 100.0 - rise, size, after_blank: false };
                writer.push(&glyph, &mut text);
            }
        }
        writer.finish(&mut text);
        text
    }

    #[test]
    fn raised_digits_become_superscripts() {
        assert_eq!(written(&[("ties", 10.0, 0.0), ("35", 6.5, 3.6), (".", 10.0, 0.0)]), "ties³⁵.");
        assert_eq!(written(&[("list", 10.0, 0.0), ("3,5–7", 6.5, 3.6)]), "list³,⁵⁻⁷");
    }

    #[test]
    fn lowered_digits_bracketed_markers_and_raised_letters_stay_plain() {
        assert_eq!(written(&[("CO", 10.0, 0.0), ("2", 6.5, -1.5)]), "CO2");
        assert_eq!(written(&[("ties", 10.0, 0.0), ("[35]", 6.5, 3.6)]), "ties[35]");
        assert_eq!(written(&[("19", 10.0, 0.0), ("th", 6.5, 3.6)]), "19th");
    }
}
