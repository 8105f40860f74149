//! Marks at the ends of a claim: none stays outside whose partner stands inside, and no word is cut.

use crate::span::Span;

/// Opening and closing marks; the single quotation marks are left out, which may be apostrophes.
const PAIRS: [(char, char); 7] =
    [('“', '”'), ('„', '“'), ('«', '»'), ('»', '«'), ('"', '"'), ('(', ')'), ('[', ']')];

/// Signs that belong to the number behind them, or before them.
const BEFORE_NUMBERS: &str = "~∼≈<>≤≥±−+$€£#";
const BEHIND_NUMBERS: &str = "%‰°′″+";

/// Marks that stand within words: `C/EBPα`, `2,2′-azino`, `60.9`, `30–36`.
const WITHIN: &str = "/′.,:–−·×=+@&*'’";

/// `claim`, bytes of `sentence`, with the rest of the words that it cuts, and the mark right before or behind it whose
/// partner it holds. It grows into none of `markers`.
pub(super) fn with_marks(sentence: &str, claim: Span, markers: &[Span]) -> Span {
    let from = markers.iter().rev().find(|m| m.end <= claim.start).map_or(0, |m| m.end);
    let to = markers.iter().find(|m| m.start >= claim.end).map_or(sentence.len(), |m| m.start);
    let (Some(before), Some(behind)) = (sentence.get(from..claim.start), sentence.get(claim.end..to)) else {
        return claim;
    };
    let inside = sentence.get(claim.range()).unwrap_or_default();
    let abbreviated = ABBREVIATED.iter().any(|end| inside.ends_with(end)) && behind.starts_with('.');
    let end = claim.end + cut_behind(behind).max(usize::from(abbreviated));
    let whole = Span::new(claim.start - cut_before(before), end);
    // Of guillemets the first tells which way they stand.
    let turned =
        sentence.find(['«', '»']).is_some_and(|at| sentence.get(at..).is_some_and(|s| s.starts_with('»')));
    let pairs = PAIRS.iter().filter(|(open, _)| !matches!(open, '«' | '»') || (*open == '»') == turned);
    pairs.fold(whole, |claim, pair| with_partner(sentence, claim, *pair, markers))
}

/// Ends of words that a point follows.
const ABBREVIATED: [&str; 2] = [" al", " etc"];

/// `claim` with the marks of `pair` around it whose partners it holds.
fn with_partner(sentence: &str, claim: Span, (open, close): (char, char), markers: &[Span]) -> Span {
    let inside = sentence.get(claim.range()).unwrap_or_default();
    let (mut opened, mut closed) = (0_usize, 0_usize);
    for c in inside.chars().filter(|c| *c == open || *c == close) {
        match c == open && (open != close || opened == 0) {
            true => opened += 1,
            false if opened > 0 => opened -= 1,
            false => closed += 1,
        }
    }
    let mut claim = claim;
    let before = sentence.get(..claim.start).unwrap_or_default();
    if (closed > 0 || open == close && opened > 0) && before.ends_with(open) {
        return Span::new(claim.start - open.len_utf8(), claim.end);
    }
    for _ in 0..opened {
        let Some(end) = partner_behind(sentence, claim.end, close, markers) else { break };
        claim.end = end;
    }
    claim
}

/// Where the mark `close` ends that follows the byte `at` of `sentence`, be it behind the claim's own markers.
fn partner_behind(sentence: &str, at: usize, close: char, markers: &[Span]) -> Option<usize> {
    let mut at = at;
    loop {
        let rest = sentence.get(at..)?;
        // French sets a blank in front of its closing mark.
        let inner = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if rest.starts_with(close) || close == '»' && inner.starts_with(close) {
            return Some(at + rest.len() - inner.len() + close.len_utf8());
        }
        let blank = rest.len() - rest.trim_start_matches([' ', '\n', '.', ',', ';']).len();
        let next = markers.iter().find(|m| m.start == at + blank)?;
        at = next.end;
    }
}

/// Whether `c` goes on a word that is printed without blanks.
fn is_within(c: char) -> bool {
    c.is_alphanumeric() || WITHIN.contains(c) || "-‐".contains(c)
}

/// How many bytes at the end of `text` belong to the word that begins behind it.
fn cut_before(text: &str) -> usize {
    let word =
        text.rfind(char::is_whitespace).map_or(text, |at| text.get(at..).unwrap_or_default().trim_start());
    let Some(mark) = word.chars().next_back() else { return 0 };
    let stem = word.trim_end_matches(mark);
    if WITHIN.contains(mark) && stem.ends_with(char::is_alphanumeric) {
        return word.chars().rev().take_while(|c| is_within(*c)).map(char::len_utf8).sum();
    }
    word.chars().rev().take_while(|c| BEFORE_NUMBERS.contains(*c)).map(char::len_utf8).sum()
}

/// How many bytes at the begin of `text` belong to the word that ends before it.
fn cut_behind(text: &str) -> usize {
    let word = text.find(char::is_whitespace).map_or(text, |at| text.get(..at).unwrap_or_default());
    let end = word.find(|c| !is_within(c)).unwrap_or(word.len());
    let glued = word.get(..end).unwrap_or_default().trim_end_matches(|c| !char::is_alphanumeric(c));
    let sign =
        word.get(glued.len()..).and_then(|rest| rest.chars().next()).filter(|c| BEHIND_NUMBERS.contains(*c));
    glued.len() + sign.map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, claim: &str, with_marks: &str) {
        let start = sentence.find(claim).unwrap();
        let markers = crate::citation::marker_places(sentence);
        let span = super::with_marks(sentence, Span::new(start, start + claim.len()), &markers);
        assert_eq!(&sentence[span.range()], with_marks);
    }

    #[test]
    fn marks_stay_with_their_partners() {
        check("“Soft ports” are old [1].", "Soft ports” are old", "“Soft ports” are old");
        check(
            "They are called “soft ports” [1].",
            "They are called “soft ports",
            "They are called “soft ports”",
        );
        check("\"Soft ports\" are old.", "Soft ports\" are old", "\"Soft ports\" are old");
        check("„Häfen“ sind alt.", "Häfen“ sind alt", "„Häfen“ sind alt");
        check("On dit « ports doux » [1].", "On dit « ports doux", "On dit « ports doux »");
        check("Man sagt »Häfen« [1].", "Man sagt »Häfen", "Man sagt »Häfen«");
        check("»Häfen« sind alt.", "Häfen« sind alt", "»Häfen« sind alt");
        for whole in ["“Soft” ports", "soft ports", "Soft «ports»"] {
            check(&format!("“{whole}” and [1]"), whole, whole);
        }
    }

    #[test]
    fn brackets_are_closed() {
        check("Trade fell (Table 1) [2].", "Trade fell (Table 1", "Trade fell (Table 1)");
        check("Trade fell (by 27%) [2].", "Trade fell (by 27", "Trade fell (by 27%)");
        check("Reeds (Phragmites) died [2].", "Phragmites) died", "(Phragmites) died");
        check("Reeds (and (old) nets) [2].", "Reeds (and (old", "Reeds (and (old)");
        check("Reeds died (salt [2]) and burnt.", "Reeds died (salt", "Reeds died (salt [2])");
        check("Reeds died (in salt [2] and sun).", "Reeds died (in salt", "Reeds died (in salt");
    }

    #[test]
    fn words_stay_whole() {
        check("It binds C/EBPα [1].", "EBPα", "C/EBPα");
        check("It binds 2,2′-azino acid [1].", "-azino acid", "2,2′-azino acid");
        check("About ~90% of it fell by 60.9% [1].", "90% of it fell by 60", "~90% of it fell by 60.9%");
        check("After Otto et al. [1] it fell.", "After Otto et al", "After Otto et al.");
        check("It fell, then rose.", "then rose", "then rose");
        check("As Otto18 says/writes, ice fell.", "says", "says/writes");
    }
}
