//! Glyphs -> segments: runs of type on one baseline without a wide gap.

use super::glyphs::Glyph;

/// A run of glyphs on one baseline, raised and lowered ones included, without a gap as wide as a
/// column gutter; never words of two columns.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// The glyphs from left to right.
    pub(super) glyphs: Vec<Glyph>,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
    /// Baseline of most of its glyphs.
    pub(super) y: f32,
    /// Type size of most of its glyphs.
    pub(super) size: f32,
}

/// The widest gap inside a segment, in ems. Gutters are wider; so are some blanks of justified
/// lines, but those segments meet again in their row.
const WIDEST_GAP: f32 = 0.8;

/// How far a raised or lowered glyph may stand from the baseline, in ems of the larger type.
const SCRIPT_SHIFT: f32 = 0.6;

impl Segment {
    /// The segment of `glyphs`, which must not be empty.
    pub(super) fn new(glyphs: Vec<Glyph>) -> Self {
        let size = most_common_size(&glyphs);
        let mut baselines: Vec<f32> =
            glyphs.iter().filter(|g| (g.size - size).abs() < 0.1 * size).map(|g| g.y).collect();
        let y = median(&mut baselines).unwrap_or_default();
        let x0 = glyphs.iter().map(|g| g.x0).fold(f32::INFINITY, f32::min);
        let x1 = glyphs.iter().map(|g| g.x1).fold(f32::NEG_INFINITY, f32::max);
        Self { glyphs, x0, x1, y, size }
    }

    /// Upper edge of the letters.
    pub(super) fn top(&self) -> f32 {
        self.y - 0.7 * self.size
    }

    /// Lower edge of the letters.
    pub(super) fn bottom(&self) -> f32 {
        self.y + 0.2 * self.size
    }
}

/// Chains `glyphs`, given in drawing order, to segments.
pub(super) fn segments(glyphs: &[Glyph]) -> Vec<Segment> {
    let mut done = Vec::new();
    let mut chain: Vec<Glyph> = Vec::new();
    let mut base = (0.0, 0.0);
    for &glyph in glyphs {
        if let Some(last) = chain.last()
            && !follows(last, base, &glyph)
        {
            done.push(Segment::new(std::mem::take(&mut chain)));
        }
        if chain.is_empty() || glyph.size > 1.15 * base.1 {
            base = (glyph.y, glyph.size);
        }
        chain.push(glyph);
    }
    if !chain.is_empty() {
        done.push(Segment::new(chain));
    }
    done
}

/// Whether `glyph` goes on a chain that ends with `last` and has its baseline and size in `base`.
fn follows(last: &Glyph, base: (f32, f32), glyph: &Glyph) -> bool {
    let (base_y, base_size) = base;
    let em = base_size.max(glyph.size);
    let gap = glyph.x0 - last.x1;
    if gap > WIDEST_GAP * em || gap < -0.5 * em || glyph.x0 < last.x0 - 0.2 * em {
        return false;
    }
    let shift = (glyph.y - base_y).abs();
    let scripted = glyph.size < 0.9 * base_size || base_size < 0.9 * glyph.size;
    shift < 0.15 * em || (scripted || last.size < 0.9 * em) && shift < SCRIPT_SHIFT * em
        // Symbols of the same size are raised too: degree signs, accents.
        || shift < 0.4 * em && gap.abs() < 0.25 * em
}

/// The size that most of the width is set in.
fn most_common_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<(f32, f32)> = glyphs.iter().map(|g| (g.size, (g.x1 - g.x0).max(0.01))).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half: f32 = sizes.iter().map(|s| s.1).sum::<f32>() / 2.0;
    let mut seen = 0.0;
    let found = sizes.iter().find(|(_, width)| {
        seen += width;
        seen >= half
    });
    found.map_or(1.0, |s| s.0)
}

/// The middle value.
pub(super) fn median(values: &mut [f32]) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
