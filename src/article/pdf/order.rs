//! Segments of a page -> columns in reading order.

use super::segments::{Segment, median};
use crate::article::gutters::{self, Block, Extent, Page, Side};

/// Narrowest gutter, in ems of the page's type.
const GUTTER: f32 = 0.7;

/// A line of a column that cannot be broken, an address perhaps, is at least so wide and reaches over the gutter by
/// less than that, in ems; one in so many lines of a column at most, and among the segments so near in order the right
/// column has none in its way.
const OVERFULL_WIDTH: f32 = 8.0;
const OVERFULL_REACH: f32 = 4.0;
const OVERFULL: usize = 8;
const NEAR: usize = 6;

/// Steps in which gutters are looked for, in ems, and how many at most.
const STEP: f32 = 0.2;
const STEPS: f32 = 500.0;

/// The blocks of a page in reading order.
pub(super) fn blocks(segments: &mut [Segment]) -> Vec<Block<&Segment>> {
    segments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let em = median(&mut segments.iter().map(|s| s.size).collect::<Vec<_>>()).unwrap_or(10.0);
    gutters::blocks(&Sheet { em }, segments.iter().collect())
}

/// A page of a PDF file, in points.
struct Sheet {
    em: f32,
}

impl<'a> Page<&'a Segment> for Sheet {
    fn em(&self) -> f32 {
        self.em
    }

    fn extent(&self, segment: &'a Segment) -> Extent {
        Extent { left: segment.x0, right: segment.x1, top: segment.top(), bottom: segment.bottom() }
    }

    fn places(&self, segments: &[&'a Segment]) -> Vec<f32> {
        let left = segments.iter().map(|s| s.x0).fold(f32::INFINITY, f32::min);
        let right = segments.iter().map(|s| s.x1).fold(f32::NEG_INFINITY, f32::max);
        let step = STEP * self.em;
        let count = ((right - left) / step).clamp(0.0, STEPS) as usize;
        (1..count).map(|n| left + n as f32 * step).collect()
    }

    fn sides(&self, segments: &[&'a Segment], x: f32) -> Vec<Side<&'a Segment>> {
        let half = GUTTER / 2.0 * self.em;
        let side = |&segment: &&'a Segment| {
            if segment.x1 <= x - half {
                Side::Left(segment)
            } else if segment.x0 >= x + half {
                Side::Right(segment)
            } else {
                Side::Across
            }
        };
        let mut sides: Vec<_> = segments.iter().map(side).collect();
        let overfull = self.overfull(segments, &sides, x);
        let left = sides.iter().filter(|side| matches!(side, Side::Left(_))).count();
        if overfull.len() * OVERFULL <= left {
            for at in overfull {
                if let (Some(side), Some(segment)) = (sides.get_mut(at), segments.get(at)) {
                    *side = Side::Left(segment);
                }
            }
        }
        sides
    }
}

impl Sheet {
    /// The segments, by index, that begin in the left column and reach over the gutter at `x` to where the right
    /// one has no text.
    fn overfull(&self, segments: &[&Segment], sides: &[Side<&Segment>], x: f32) -> Vec<usize> {
        let reaches = |segment: &Segment| {
            segment.x0 < x - OVERFULL_WIDTH * self.em && segment.x1 < x + OVERFULL_REACH * self.em
        };
        let is_free = |at: usize, segment: &Segment| {
            let beside = at.saturating_sub(NEAR)..(at + NEAR).min(sides.len());
            !sides.get(beside).unwrap_or_default().iter().any(|side| {
                matches!(side, Side::Right(r) if r.x0 < segment.x1 && (r.y - segment.y).abs() < 0.5 * self.em)
            })
        };
        let across =
            sides.iter().zip(segments).enumerate().filter(|(_, (side, _))| matches!(side, Side::Across));
        let overfull = across.filter(|&(at, (_, segment))| reaches(segment) && is_free(at, segment));
        overfull.map(|(at, _)| at).collect()
    }
}
