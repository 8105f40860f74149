//! Citations by author and year that have no marker, in articles that cite otherwise. They bound claims as markers do;
//! those beside a marker are cited with it: `nets [1] Roe, 2003; Poe, 2004)`.

use super::super::author_year::grammar::{Piece, after_names, is_particle, joint, pieces, years};
use crate::span::Span;

/// What a sentence cites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cited {
    /// Its markers, each with the citations beside it that have none.
    pub(super) markers: Vec<Span>,
    /// The same and the citations that have no marker and stand apart, ascending.
    pub(super) all: Vec<Span>,
}

impl Cited {
    /// The citations of `text`, whose markers stand at `markers` (ascending).
    pub(super) fn of(text: &str, markers: &[Span]) -> Self {
        let mut markers = markers.to_vec();
        if !may_cite(text, &markers) {
            return Self { all: markers.clone(), markers };
        }
        let found = unlinked(text, &markers);
        // From left to right, since the first of several behind a marker joins the next one to it; then from the right.
        let mut rest = Vec::new();
        for one in found {
            let before = markers.iter_mut().rev().find(|m| m.end <= one.span.start);
            match before.filter(|m| one.is_bare && is_beside(text, m.end, one.span.start)) {
                Some(marker) => marker.end = closed(text, one.span.end),
                None => rest.push(one),
            }
        }
        let mut apart = Vec::new();
        for one in rest.into_iter().rev() {
            let behind = markers.iter_mut().find(|m| m.start >= one.span.end);
            match behind.filter(|m| one.is_bare && is_beside(text, one.span.end, m.start)) {
                Some(marker) => marker.start = one.span.start,
                None => apart.push(one.span),
            }
        }
        let mut all: Vec<Span> = markers.iter().copied().chain(apart).collect();
        all.sort_unstable();
        Self { markers, all }
    }

    /// The same without the year of the source that `text` names and whose number closes it: `Roe (2003) found nets [2].`
    pub(super) fn without_year(mut self, text: &str) -> Self {
        if let ([year, marker], [own]) = (self.all.as_slice(), self.markers.as_slice())
            && marker == own
            && text.get(marker.end..).is_some_and(|rest| !rest.contains(char::is_alphanumeric))
            && is_year_alone(text, *year)
        {
            self.all = self.markers.clone();
        }
        self
    }
}

/// Whether `span` of `text` is a year in brackets, without names.
fn is_year_alone(text: &str, span: Span) -> bool {
    let inside = text.get(span.range()).unwrap_or_default().trim_matches(['(', ')']);
    inside.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a year outside of `markers` may be that of a citation: `Roe, 2003`, `Roe (2003)`, not `in 2003`.
fn may_cite(text: &str, markers: &[Span]) -> bool {
    let is_year = |(_, four): &(usize, &[u8])| four.iter().all(u8::is_ascii_digit);
    text.as_bytes().windows(4).enumerate().filter(is_year).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        before.trim_end().ends_with([',', '(', '.']) && !is_inside(markers, at)
    })
}

fn is_inside(spans: &[Span], at: usize) -> bool {
    let next = spans.partition_point(|s| s.end <= at);
    spans.get(next).is_some_and(|s| s.contains(at))
}

/// Whether nothing but punctuation that parts citations stands between `from` and `to`.
fn is_beside(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|gap| gap.chars().all(|c| " ;,".contains(c)))
}

/// The end of a citation that ends at `end`, with the bracket that closes it.
fn closed(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let inner = rest.trim_start_matches([' ', ';', ',']);
    if inner.starts_with(')') { end + rest.len() - inner.len() + 1 } else { end }
}

/// A citation without a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unlinked {
    /// The names and the year with the brackets around both, or the year in its brackets.
    span: Span,
    /// Whether the names are no words of the sentence: `(Roe, 2003)`, not `Roe (2003)`.
    is_bare: bool,
}

/// The citations by author and year outside of `markers`, ascending.
fn unlinked(text: &str, markers: &[Span]) -> Vec<Unlinked> {
    let mut found: Vec<Unlinked> = Vec::new();
    // The names that were read last.
    let mut names: Option<Span> = None;
    for (at, piece) in pieces(text) {
        let is_read = found.last().is_some_and(|last| at < last.span.end);
        match piece {
            _ if is_read || is_inside(markers, at) => names = None,
            Piece::Name(name) => {
                let own = Span::new(with_particles(text, at), at + name.len());
                let joined = names.filter(|n| text.get(n.end..at).is_some_and(|gap| joint(gap).is_ok()));
                names = Some(joined.map_or(own, |n| n.cover(own)));
            }
            Piece::Year(_) => {
                let rest = text.get(at..).unwrap_or_default();
                let Ok((behind, _)) = years(rest) else { continue };
                let year = Span::new(at, text.len() - behind.len());
                // `Roe, 2003, 2005`
                let again = found.last_mut().filter(|l| text.get(l.span.end..at).map(str::trim) == Some(","));
                match (again, names.take()) {
                    (Some(again), _) => again.span = again.span.cover(year),
                    (None, Some(names)) => found.extend(citation(text, names, year)),
                    (None, None) => {}
                }
            }
            Piece::Semicolon => names = None,
            Piece::Initial(_) | Piece::Others => {}
        }
    }
    found
}

/// Where the name at `at` begins with the small words before it: `van der Veld`.
fn with_particles(text: &str, at: usize) -> usize {
    let before = |at: usize| {
        let before = text.get(..at)?.strip_suffix(' ')?;
        let word = before.rsplit([' ', '(']).next()?;
        is_particle(word).then_some(before.len() - word.len())
    };
    std::iter::successors(Some(at), |at| before(*at)).last().unwrap_or(at)
}

/// The citation of the people `names` with the year `year`, if what stands between makes them one.
fn citation(text: &str, names: Span, year: Span) -> Option<Unlinked> {
    let between = text.get(names.end..year.start)?;
    if let Some(before) = between.trim_end().strip_suffix('(') {
        let is_closed = text.get(year.end..)?.starts_with(')');
        let open = names.end + before.len();
        let span = Span::new(open, year.end + 1);
        return (is_closed && after_names(before).is_ok()).then_some(Unlinked { span, is_bare: false });
    }
    let (_, others) = after_names(between).ok()?;
    let is_bracketed = text.get(..names.start)?.ends_with('(');
    let end = if is_bracketed { closed(text, year.end) } else { year.end };
    let span = Span::new(names.start - usize::from(is_bracketed), end);
    (others || between.contains(',')).then_some(Unlinked { span, is_bare: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, markers: &[&str], all: &[&str]) {
        let cited = Cited::of(text, &crate::citation::marker_places(text));
        let texts = |spans: &[Span]| spans.iter().map(|s| &text[s.range()]).collect::<Vec<_>>();
        assert_eq!((texts(&cited.markers), texts(&cited.all)), (markers.to_vec(), all.to_vec()), "{text}");
    }

    #[test]
    fn what_stands_beside_a_marker_is_cited_with_it() {
        for cited in [
            "[1, 2] Roe et al., 2003; Poe and Lund, 2004)",
            "[1] Roe, 2003, 2005;)",
            "(Roe et al., 2003a,b; [1]",
            "(Roe, 2003; van der Poe, 2004; [1]",
        ] {
            check(&format!("Nets {cited} are old."), &[cited], &[cited]);
        }
        let cited = ["[1]", "Roe, 2003; [2] Poe, 2004)"];
        check("Nets [1], sonar Roe, 2003; [2] Poe, 2004) are old.", &cited, &cited);
    }

    #[test]
    fn what_stands_apart() {
        let text =
            "Nets (Roe, 2003) and sonar [2] are old; Poe et al. (2004) and Lund's (1999) work use them.";
        check(text, &["[2]"], &["(Roe, 2003)", "[2]", "(2004)", "(1999)"]);
    }

    #[test]
    fn other_years() {
        for text in [
            "In 2014, nets [2] of 2003 fell (2004).",
            "After ICES 2009 [2] it fell.",
            "The nets (2003) [2] fell.",
        ] {
            check(text, &["[2]"], &["[2]"]);
        }
    }
}
