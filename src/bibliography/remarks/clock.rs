//! Times of the day and running times, which are no volumes, issues or pages.

use super::take;
use crate::bibliography::Labelled;
use crate::bibliography::grammar::clock::{running_time, time_of_day};
use crate::span::Span;

/// Bytes before a time in which the word for what runs so long ends.
const NEAR: usize = 24;

/// Takes such times out of the stretches of `raw`.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    for (colon, _) in raw.match_indices(':') {
        let before = raw.get(..colon).unwrap_or_default();
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let near = raw.get(raw.ceil_char_boundary(start.saturating_sub(NEAR))..start).unwrap_or_default();
        let rest = raw.get(start..).unwrap_or_default();
        let Ok((behind, _)) = time_of_day(rest).or_else(|_| running_time(near, rest)) else { continue };
        take(raw, labels, Span::new(start, raw.len() - behind.len()), |_| true);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use crate::bibliography::Label;

    #[test]
    fn times_are_no_numbers_of_volumes() {
        let raw = "Harbour Office. Ice today. Port Net, 1 Feb. 2021, 8:56 p.m., a.org/ice";
        let labels = [(Label::Volume, "8"), (Label::Pages, "56"), (Label::Url, "m., a.org/ice")];
        assert_eq!(assigned(raw, &labels), [(Label::Url, "a.org/ice")]);
        let raw = "Roe, A. Ice. Podcast audio, 45:12. 2015";
        let labels = [(Label::Volume, "45"), (Label::Pages, "12"), (Label::Date, "2015")];
        assert_eq!(assigned(raw, &labels), [(Label::Date, "2015")]);
        let raw = "Roe, A. Ice. Port News 45:12. 2015";
        assert_eq!(assigned(raw, &labels), labels);
    }
}
