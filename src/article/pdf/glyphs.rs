//! Drawing instructions of a page -> upright glyphs with their places.

use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::bitmap::coded;

/// One character as drawn; points of 1/72 inch, the origin at the upper left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The character; of a ligature, one of its letters.
    pub(super) char: char,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge, by the advance width.
    pub(super) x1: f32,
    /// Baseline, measured downwards.
    pub(super) y: f32,
    /// Type size.
    pub(super) size: f32,
    /// Whether a blank was drawn before it.
    pub(super) after_blank: bool,
}

/// What is drawn on one page, as far as it matters for reading.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// The visible, upright glyphs in the order in which they are drawn.
    pub(super) visible: Vec<Glyph>,
    /// The same of invisible text, as text recognition lays it over a scanned page.
    pub(super) hidden: Vec<Glyph>,
}

/// Payload with which [`Collector`] unwinds out of an interpreter that has no other way to be stopped.
#[derive(Debug)]
pub(super) struct Exhausted;

/// A device that keeps glyphs and draws nothing.
#[derive(Debug)]
pub(super) struct Collector {
    drawing: Drawing,
    width: f32,
    height: f32,
    blank: bool,
    /// Drawing steps left, over all pages.
    steps: usize,
}

impl Collector {
    /// A collector that stops the interpreter after `steps` drawing steps.
    pub(super) fn new(steps: usize) -> Self {
        Self { drawing: Drawing::default(), width: 0.0, height: 0.0, blank: false, steps }
    }

    /// Begins a page of the given size, in points.
    pub(super) fn begin_page(&mut self, (width, height): (f32, f32)) {
        (self.width, self.height, self.blank) = (width, height, false);
    }

    /// What was drawn since the page began.
    pub(super) fn end_page(&mut self) -> Drawing {
        std::mem::take(&mut self.drawing)
    }

    fn spend(&mut self, steps: usize) {
        match self.steps.checked_sub(steps) {
            Some(left) => self.steps = left,
            // Unwinding without a panic message; caught where the interpreter is called.
            None => std::panic::resume_unwind(Box::new(Exhausted)),
        }
    }

    fn keep(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine, hidden: bool) {
        let Some(frame) = Frame::of(glyph, transform) else { return };
        if frame.x0 < -1.0 || frame.x0 > self.width || frame.y < 0.0 || frame.y > self.height + 1.0 {
            return;
        }
        let mut chars = Letters::default();
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => chars.push(c),
            Some(BfString::String(s)) => s.chars().for_each(|c| chars.push(c)),
            None => chars.push(match &**glyph {
                DrawnGlyph::Type3(drawn) => coded(drawn.char_code()),
                DrawnGlyph::Outline(_) => char::REPLACEMENT_CHARACTER,
            }),
        }
        if chars.is_blank() {
            self.blank = true;
            return;
        }
        let into = if hidden { &mut self.drawing.hidden } else { &mut self.drawing.visible };
        let share = (frame.x1 - frame.x0) / chars.len() as f32;
        for (at, char) in chars.iter().enumerate() {
            let x0 = frame.x0 + share * at as f32;
            let after_blank = std::mem::take(&mut self.blank);
            into.push(Glyph { char, x0, x1: x0 + share, y: frame.y, size: frame.size, after_blank });
        }
    }
}

/// Where an upright glyph stands.
struct Frame {
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
}

impl Frame {
    /// The place of `glyph`; `None` if it is turned or has no size.
    fn of(glyph: &PositionedGlyph<'_>, transform: Affine) -> Option<Self> {
        let matrix = transform * glyph.transform();
        let [a, b, c, d, _, _] = matrix.as_coeffs();
        let origin = matrix * Point::ZERO;
        let em = 1000.0;
        let upright = a > 0.0 && d < 0.0 && b.abs() < 0.1 * a && c.abs() < 0.6 * d.abs();
        if !upright || !origin.x.is_finite() || !origin.y.is_finite() {
            return None;
        }
        let (advance, size) = match &**glyph {
            DrawnGlyph::Outline(outline) => (f64::from(outline.advance_width().unwrap_or(500.0)), -d * em),
            // A Type 3 font has its own unit; two average widths make an em.
            DrawnGlyph::Type3(drawn) => {
                let advance = f64::from(drawn.advance_width().unwrap_or(500.0));
                (advance, if -d * em < 3.0 { 2.0 * a * advance } else { -d * em })
            }
        };
        let width = a * advance.clamp(0.0, 4.0 * em);
        let (x0, x1) = (origin.x as f32, (origin.x + width) as f32);
        (size > 0.5).then_some(Self { x0, x1, y: origin.y as f32, size: size as f32 })
    }
}

/// The letters of one glyph: ligatures taken apart, controls dropped.
#[derive(Debug, Default)]
struct Letters(Vec<char>);

impl Letters {
    fn push(&mut self, c: char) {
        match ligature(c) {
            Some(letters) => self.0.extend(letters.chars()),
            None if c.is_control() && !c.is_whitespace() => {}
            None => self.0.push(c),
        }
    }

    fn is_blank(&self) -> bool {
        self.0.iter().all(|c| c.is_whitespace() || *c == '\u{ad}' && self.0.len() > 1)
    }

    fn len(&self) -> usize {
        self.0.len().max(1)
    }

    fn iter(&self) -> impl Iterator<Item = char> + '_ {
        self.0.iter().map(|&c| match c {
            // Set at line ends only; the joining of lines knows the hyphen.
            '\u{ad}' => '-',
            '\u{e000}'..='\u{f8ff}' => char::REPLACEMENT_CHARACTER,
            c => c,
        })
    }
}

/// The letters of a Latin ligature (Unicode block Alphabetic Presentation Forms).
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.spend(1 + run.glyphs().len());
        let hidden = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            self.keep(glyph, props.transform, hidden);
        }
    }

    fn draw_path(&mut self, path: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.spend(1 + path.elements().len() / 8);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.spend(1 + clip.path.elements().len() / 8);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.spend(1);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.spend(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
