//! Every place of a paragraph that could be a citation by number, in any form.

use nom::Offset;

use super::marker::{Range, bracket, called, glued, paren, raised};
use crate::span::Span;

/// How a marker is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// `[3]`
    Bracket,
    /// `(3)`
    Paren,
    /// `³`
    Raised,
    /// `ties3`, `ties.3`, `ties 3 .`: raised once, raising lost.
    Glued,
    /// `ties 3, 4.`: on its own before punctuation; a citation if the count allows it.
    Spaced,
    /// `ties 3 and`, `MAFFT3`: a citation only if the count proves it.
    Loose,
}

/// A place that could be a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Bytes of the paragraph.
    pub(crate) span: Span,
    pub(crate) ranges: Vec<Range>,
    pub(crate) form: Form,
    /// Whether a blank stands before it, but neither the end of a sentence nor a marker that it goes on.
    pub(crate) apart: bool,
}

/// The candidates of `text` in order, not overlapping.
pub(crate) fn candidates(text: &str) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut done = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let previous = before.replace(c);
        if at < done {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let read = match c {
            // `t[1]` is an index, `F(6,153)` the value of a function.
            '[' | '(' if is_symbol(text, at) => None,
            '[' => bracket(rest)
                .ok()
                .filter(|(left, ranges)| !is_interval(text.get(..at).unwrap_or_default(), left, ranges))
                .map(|(left, ranges)| (left, ranges, Form::Bracket)),
            '(' => paren(rest)
                .ok()
                .filter(|(left, ranges)| !is_measured(text.get(..at).unwrap_or_default(), left, ranges))
                .map(|(left, ranges)| (left, ranges, Form::Paren)),
            '¹' | '²' | '³' | '⁴'..='⁹' => {
                raised(rest).ok().map(|(left, ranges)| (left, ranges, Form::Raised))
            }
            '0'..='9' => lost_raising(text, at, previous),
            _ => None,
        };
        if let Some((left, ranges, form)) = read {
            if form == Form::Raised && is_exponent(text, at, left) {
                continue;
            }
            let goes_on = done > 0 && text.get(done..at) == Some(", ");
            done = at + rest.offset(left);
            let closed = text.get(..at).is_some_and(|head| head.trim_end().ends_with(['.', '?', '!']));
            let apart = previous == Some(' ') && !goes_on && !closed;
            found.push(Candidate { span: Span::new(at, done), ranges, form, apart });
        }
    }
    found
}

/// The numbers of `text` that are called references, with the word: `ref. 6`.
pub(crate) fn called_markers(text: &str) -> impl Iterator<Item = (Span, Vec<Range>)> + '_ {
    let begins = |at: usize| !text.get(..at).is_some_and(|head| head.ends_with(char::is_alphanumeric));
    text.match_indices(['r', 'R']).filter(move |(at, _)| begins(*at)).filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let (left, ranges) = called(rest).ok()?;
        Some((Span::new(at, at + rest.offset(left)), ranges))
    })
}

/// Whether a lone letter is glued to what stands at `at`.
fn is_symbol(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let word = last_word(head);
    word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
}

/// Whether the numbers in parentheses between `head` and `left` are of a statistic, whose value follows, or the range of
/// the value before: `F (14,52) = 3.7`, `7.8 × 10^9/L (4–10)`.
fn is_measured(head: &str, left: &str, ranges: &[Range]) -> bool {
    let is_range = matches!(ranges, [range] if range.first != range.last);
    let mut words = head.split_whitespace().rev();
    let (last, before) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_exact = |word: &str| is_figure(word) && !word.contains(['%', '-', '–']);
    let is_value =
        is_exact(last) && last.contains(['.', '/', '^']) || is_figure(before) && last.contains('/');
    left.trim_start().starts_with(['=', '<', '>', '≤', '≥', '≈']) || is_range && is_value
}

/// Whether the numbers in square brackets between `head` and `left` are an interval: that of a word for one, or of the whole number before, which lies
/// in it and is counted or a mean: `95% CI [1, 3]`, `4 [3–5] days`, `the median was 4 [1–5]`.
fn is_interval(head: &str, left: &str, ranges: &[Range]) -> bool {
    let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let near = || head.split_whitespace().rev().take(WORDS_OF_A_MEAN).map(bare);
    let of_interval = near().next().is_some_and(|word| INTERVALS.contains(&word.as_str()));
    let (first, last) = match ranges {
        [range] if range.first < range.last => (range.first, range.last),
        [one, other] if of_interval => (one.first, other.last),
        _ => return false,
    };
    let value = head.split_whitespace().next_back().and_then(|word| word.parse::<u32>().ok());
    let is_inside = value.is_some_and(|value| (first..=last).contains(&value));
    let counts = || {
        let next = left.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        left.starts_with(' ') && MEASURES.contains(&next.to_lowercase().as_str())
    };
    let is_mean = || near().any(|word| INTERVALS.contains(&word.as_str()) || MEANS.contains(&word.as_str()));
    of_interval || is_inside && (counts() || is_mean())
}

/// Words before a number in which it may be called a mean.
const WORDS_OF_A_MEAN: usize = 8;

/// Words for an interval, in lower case.
const INTERVALS: &[&str] = &["ci", "cri", "iqr", "range", "interval"];

/// Words for what an interval lies around.
const MEANS: &[&str] = &["median", "mean", "average"];

/// Words for what is counted.
const MEASURES: &[&str] =
    &["days", "weeks", "months", "years", "hours", "minutes", "points", "mm", "cm", "mg", "ml", "kg"];

/// Digits at `at` that may have been raised: glued to a word or its punctuation, or on their own.
fn lost_raising(text: &str, at: usize, previous: Option<char>) -> Option<(&str, Vec<Range>, Form)> {
    let head = text.get(..at)?;
    let rest = text.get(at..)?;
    let previous = previous?;
    if previous.is_alphabetic() {
        let word = last_word(head);
        let form = if glues_to(word) { Form::Glued } else { Form::Loose };
        let possible = form == Form::Glued || may_glue(word);
        return possible.then(|| glued(rest).ok()).flatten().map(|(left, r)| (left, r, form));
    }
    if ".,;:)]”’\"'?!".contains(previous) {
        // In American print the point stands inside of the quotation marks: `water.”3`
        let quoted = "”’\"'".contains(previous);
        let unquoted = head.trim_end_matches(previous);
        let stop = unquoted.chars().next_back().filter(|c| quoted && ".,?!".contains(*c));
        let word = last_word(stop.map_or(unquoted, |stop| unquoted.trim_end_matches(stop)));
        let letter =
            word.ends_with(|c: char| c.is_alphabetic() || ")]”’%".contains(c)) && word.chars().count() > 1;
        let (left, ranges) = glued(rest).ok()?;
        let sentence = matches!(stop.unwrap_or(previous), '.' | '?' | '!') && word != "al";
        let next = left.trim_start().chars().next();
        let fits = next.is_none_or(|c| if sentence { !c.is_lowercase() } else { !c.is_ascii_digit() });
        let named = previous == '.' && is_abbreviated(word);
        let form = if letter { Form::Glued } else { Form::Spaced };
        let possible =
            letter || previous == ')' && closes_words(head) || sentence && closes_value(word, left);
        return (possible && fits && !named).then_some((left, ranges, form));
    }
    if previous != ' ' {
        return None;
    }
    let word = last_word(head.trim_end());
    let (left, ranges) = spaced_list(rest)?;
    let closes = left.trim_start().starts_with(['.', ',', ';', ':', ')']);
    let form = match (closes, left.starts_with(' ')) {
        (true, true) => Form::Glued,
        (true, false) => Form::Spaced,
        _ => Form::Loose,
    };
    // Behind the one word in brackets stands its value: `(IQR 2–8)`.
    let is_value =
        left.starts_with(')') && head.trim_end().strip_suffix(word).is_some_and(|h| h.ends_with('('));
    if is_value
        || is_counted(word)
        || is_abbreviated(word)
        || !word.ends_with(|c: char| c.is_alphabetic() || c == ')' || c == '”' || c == '.' || c == ',')
    {
        return None;
    }
    Some((left, ranges, form))
}

/// Whether `head` ends with parentheses around words or a version, not a factor: `(version 4.4)`, `(0.7.10)`.
fn closes_words(head: &str) -> bool {
    let inner = head.trim_end_matches(')').rsplit('(').next().unwrap_or_default();
    let has_word = inner.split(' ').any(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    let version = inner.matches('.').count() >= 1 && inner.chars().all(|c| c.is_ascii_digit() || c == '.');
    inner.len() <= 80 && (has_word || version)
}

/// Whether a sentence ends with `word`, a decimal fraction or the sign of a unit, so that the number behind its
/// stop is no part of it: `of pH 5.0.22 In`, `per g.15 In`.
fn closes_value(word: &str, left: &str) -> bool {
    let fraction = word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let unit = word.chars().count() == 1 && word.chars().all(char::is_lowercase);
    (fraction || unit) && left.trim_start().starts_with(char::is_uppercase)
}

/// `2, 3` with a blank after the comma, as clean text prints raised lists: `illness 2, 3 .`
///
/// Refuses what is counted or measured: `3 and 4`, `1, 4, and 5`, `22,000`, `1:80`.
fn spaced_list(i: &str) -> Option<(&str, Vec<Range>)> {
    let (left, ranges) = super::marker::numbers(i).ok()?;
    let list = i.get(..i.len() - left.len())?;
    let next = left.strip_prefix(',').map(str::trim_start).unwrap_or_default();
    let mut links = ["and ", "or ", "& "].iter().filter_map(|link| next.strip_prefix(link));
    if list.contains(['a', '&']) || links.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let of_ratio = left.strip_prefix(':').is_some_and(|rest| rest.starts_with(is_digit));
    if of_ratio || has_thousands(i) {
        return None;
    }
    let small = ranges.iter().all(|r| r.first < 1000 && r.last < 1000);
    let next = left.chars().next();
    let ends = next.is_none_or(|c| c == ' ' || ".,;:)".contains(c)) && !decimal(left);
    (small && ends).then_some((left, ranges))
}

/// Whether `text` begins with a number whose thousands a comma parts: `22,000 years`, `1,250,000`.
fn has_thousands(text: &str) -> bool {
    let lead = text.bytes().take_while(u8::is_ascii_digit).count();
    let group = text.get(lead..).and_then(|rest| rest.strip_prefix(',')).unwrap_or_default();
    (1..=3).contains(&lead) && group.bytes().take_while(u8::is_ascii_digit).count() == 3
}

fn decimal(rest: &str) -> bool {
    let mut next = rest.chars();
    next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_digit())
}

fn last_word(head: &str) -> &str {
    head.rsplit([' ', '(', '[', '/', '\u{a0}', '–', '—', '“']).next().unwrap_or_default()
}

/// Whether digits glued to `word` can be a citation: an ordinary word, not a symbol, a unit or a name with a number.
fn glues_to(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let letters = word.chars().count();
    let ordinary = word.chars().skip(1).all(|c| c.is_lowercase() || "-’'‐".contains(c));
    let cased = word.chars().next().is_some_and(char::is_uppercase);
    ordinary && letters >= if cased { 4 } else { 3 } && !is_counted(word) && !SYMBOLS.contains(&word)
}

/// Whether digits glued to `word` may be a citation after all: a name in capitals, a short word.
fn may_glue(word: &str) -> bool {
    word.chars().count() > 1
        && word.chars().all(char::is_alphabetic)
        && !SYMBOLS.contains(&word)
        && !is_counted(word)
}

/// Abbreviations whose full stop a number follows: `Fig.3`, `no.12`.
fn is_abbreviated(word: &str) -> bool {
    let folded = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ["fig", "figs", "tab", "eq", "eqs", "sec", "no", "vol", "p", "pp", "ref", "refs", "ver", "v", "ch"]
        .contains(&folded.as_str())
}

/// Words that a number belongs to.
fn is_counted(word: &str) -> bool {
    let folded = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    COUNTED.contains(&folded.as_str())
}

/// Words before a number that it counts or names.
const COUNTED: &[&str] = &[
    "fig", "figs", "figure", "figures", "table", "tables", "tab", "eq", "eqs", "equation", "equations",
    "section", "sections", "sec", "chapter", "appendix", "step", "phase", "stage", "day", "days", "week",
    "weeks", "month", "months", "year", "years", "type", "grade", "level", "group", "groups", "case",
    "model", "version", "no", "number", "page", "pages", "vol", "volume", "part", "experiment", "study",
    "sample", "site", "line", "panel", "box", "scheme", "experiments", "aged", "age", "only", "least", "of",
    "the", "in", "to", "and", "or", "with", "for", "at", "by", "from", "than", "about", "approximately",
    "were", "was", "are", "is", "over", "under", "n", "between", "note",
];

/// Short words that carry a number of their own.
const SYMBOLS: &[&str] = &[
    "log", "sin", "cos", "exp", "miR", "mir", "min", "max", "ppm", "mol", "cm", "mm", "km", "rpm", "phi",
    "chi", "var", "web",
];

/// Whether raised digits at `at` are an exponent, a charge or an isotope: after a digit, a unit or a closing
/// formula, or before a chemical symbol.
fn is_exponent(text: &str, at: usize, left: &str) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let unit = last_word(head);
    let after_number = head.ends_with(|c: char| c.is_ascii_digit() || "⁻−+×".contains(c));
    let one_letter = unit.chars().count() <= 1 && unit.chars().all(char::is_alphabetic) && !unit.is_empty();
    let units = ["mm", "cm", "km", "dm", "nm", "µm", "μm", "kg/m", "R", "χ"].contains(&unit);
    let isotope = head.ends_with([' ', '(', '-', '[']) && left.starts_with(|c: char| c.is_uppercase())
        || (head.is_empty() && left.starts_with(char::is_uppercase));
    after_number || one_letter || units || isotope
}

#[cfg(test)]
mod tests {
    use super::super::marker::expand;
    use super::*;

    fn found(text: &str) -> Vec<(&str, Form, Vec<u32>)> {
        candidates(text).into_iter().map(|c| (&text[c.span.range()], c.form, expand(&c.ranges))).collect()
    }

    #[test]
    fn lost_raisings() {
        assert_eq!(found("the ties3,5."), [("3,5", Form::Glued, vec![3, 5])]);
        assert_eq!(found("so it is.12 The"), [("12", Form::Glued, vec![12])]);
        assert_eq!(found("retention 22 . Whether"), [("22", Form::Glued, vec![22])]);
        assert_eq!(found("illness 2, 3 ."), [("2, 3", Form::Glued, vec![2, 3])]);
        assert_eq!(found("the ties 3 and"), [("3", Form::Loose, vec![3])]);
        assert_eq!(found("with Arle (version 4.4)12."), [("12", Form::Spaced, vec![12])]);
        assert_eq!(found("of pH 5.0.22 In"), [("22", Form::Spaced, vec![22])]);
        assert_eq!(found("said “ice is water.”3 Then"), [("3", Form::Glued, vec![3])]);
        assert_eq!(found("called “ice,”3 which"), [("3", Form::Glued, vec![3])]);
    }

    #[test]
    fn numbers_of_other_kinds() {
        for text in [
            "CO2 and H1N1",
            "in Table 2 .",
            "p < 0.05.",
            "10 mm2",
            "x2 + y2",
            "Fig. 3 .",
            "over 5 years",
            "5.3 and 7.1",
            "in five months (IQR 2–8).",
            "in the annex (see p 7).",
            "the stay was 4 [3–5] days in the north",
            "The median (IQR) age was 4 [1–5].",
            "a ratio of 1.5 (95% CI [1, 3])",
        ] {
            assert_eq!(
                found(text).iter().filter(|c| c.1 != Form::Loose).count(),
                0,
                "{text}: {:?}",
                found(text)
            );
        }
        for text in ["10⁻³", "x²", "in ¹⁰B and", "5 cm³"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn ranges_behind_numbers_may_cite() {
        assert_eq!(found("in type 2 [1–5] and"), [("[1–5]", Form::Bracket, vec![1, 2, 3, 4, 5])]);
        assert_eq!(found("of the year 2001 [1–5] days"), [("[1–5]", Form::Bracket, vec![1, 2, 3, 4, 5])]);
        let called: Vec<_> = called_markers("in contrast to ref. 42, prefer 3").collect();
        assert_eq!(called.len(), 1);
        assert_eq!(called[0].0, Span::new(15, 22));
    }

    #[test]
    fn raised_after_a_stop() {
        assert_eq!(found("so.³,⁴ The"), [("³,⁴", Form::Raised, vec![3, 4])]);
    }
}
