//! Text to sentences.
//!
//! A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number; a marker after
//! the stop still belongs to the sentence before it.

use crate::raised::is_raised_digit;
use crate::span::Span;

/// Abbreviations that a capital or a number may follow, lower case, without their last stop.
/// Sources: the style guides' lists (Chicago Manual of Style, 10.42; Duden), read against training articles.
const ABBREVIATIONS: &[&str] = &[
    "al", "e.g", "i.e", "cf", "vs", "viz", "fig", "figs", "tab", "eq", "eqs", "eqn", "eqns", "ref", "refs",
    "sec", "sect", "secs", "ch", "chap", "chaps", "no", "nos", "vol", "vols", "pp", "ed", "eds", "art",
    "thm", "prop", "def", "cor", "app", "dr", "mr", "mrs", "ms", "prof", "st", "sr", "jr", "gen", "col",
    "sen", "rep", "gov", "rev", "hon", "capt", "lt", "mt", "ca", "approx", "resp", "incl", "excl", "est",
    "et", "inc", "ltd", "co", "corp", "dept", "univ", "assoc", "bros", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sept", "sep", "oct", "nov", "dec", "sp", "spp", "subsp", "var", "cv", "bzw", "vgl", "usw",
    "z.b", "d.h", "u.a", "hrsg", "bd", "nr", "suppl", "mio", "mrd", "tsd", "abb", "insb", "sog", "chr",
    "zzgl", "inkl", "exkl", "evtl", "ggf", "bspw", "jh", "jhd", "coll", "env", "mme", "mlle",
];

/// German words in front of a day or another ordinal, whose point ends no sentence: `im 19. Jahrhundert`.
const BEFORE_ORDINALS: &[&str] = &[
    "am", "ab", "beim", "bis", "das", "dem", "den", "der", "des", "die", "im", "ins", "seit", "und", "vom",
    "zum", "zur",
];

/// The sentences of `text`: byte spans in order, blanks between them left out, all else covered.
///
/// `markers` are the places of citation markers, ascending: a sentence never ends inside one, and a
/// marker that follows a full stop directly belongs to the sentence it closes.
pub(crate) fn sentences(text: &str, markers: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some((stop, mark)) = next_stop(text, at) {
        at = stop + mark.len_utf8();
        if inside(markers, stop) {
            continue;
        }
        let end = match WIDE.contains(&mark) {
            true => Some(wide_end(text, at, markers)),
            false => sentence_end(text, stop, start, markers),
        };
        if let Some(end) = end {
            push(&mut found, text, Span::new(start, end), markers);
            (start, at) = (end, end);
        }
    }
    push(&mut found, text, Span::new(start, text.len()), markers);
    found
}

/// Marks that end sentences where no blank follows: those of Chinese and Japanese.
const WIDE: [char; 4] = ['。', '！', '？', '｡'];

/// The next mark from `at` on that can end a sentence, and where it stands.
fn next_stop(text: &str, at: usize) -> Option<(usize, char)> {
    let rest = text.get(at..)?;
    let stop = rest.find(|c| matches!(c, '.' | '?' | '!') || WIDE.contains(&c))?;
    Some((at + stop, rest.get(stop..)?.chars().next()?))
}

/// The end of the sentence that a wide mark ends before `end`: behind closing marks and the markers right behind it.
fn wide_end(text: &str, end: usize, markers: &[Span]) -> usize {
    let mut end = skip(text, end, |c| "”’」』）》\"'".contains(c) || WIDE.contains(&c));
    let first = markers.partition_point(|m| m.start < end);
    for marker in markers.iter().skip(first) {
        if marker.start != end {
            break;
        }
        end = marker.end;
    }
    end
}

fn inside(markers: &[Span], offset: usize) -> bool {
    let at = markers.partition_point(|m| m.end <= offset);
    markers.get(at).is_some_and(|m| m.contains(offset))
}

/// Adds the sentence at `span`, blanks at its ends left out; markers alone go with the one before: `said. [3], [4].`
fn push(found: &mut Vec<Span>, text: &str, span: Span, markers: &[Span]) {
    let words = text.get(span.range()).unwrap_or_default();
    let lead = words.len() - words.trim_start().len();
    let len = words.trim().len();
    let sentence = Span::new(span.start + lead, span.start + lead + len);
    match found.last_mut() {
        Some(last) if len > 0 && has_markers_only(text, sentence, markers) => last.end = sentence.end,
        _ if len > 0 => found.push(sentence),
        _ => {}
    }
}

/// Whether the sentence at `span` has markers, and no word besides.
fn has_markers_only(text: &str, span: Span, markers: &[Span]) -> bool {
    let first = markers.partition_point(|m| m.start < span.start);
    let own = markers.iter().skip(first).take_while(|m| m.end <= span.end);
    let mut at = span.start;
    let is_bare =
        |from: usize, to: usize| !text.get(from..to).is_some_and(|t| t.contains(char::is_alphanumeric));
    for marker in own {
        if !is_bare(at, marker.start) {
            return false;
        }
        at = marker.end;
    }
    at > span.start && is_bare(at, span.end)
}

/// The end of the sentence whose full stop, question or exclamation mark is at `stop`; `None` if
/// the sentence goes on.
fn sentence_end(text: &str, stop: usize, start: usize, markers: &[Span]) -> Option<usize> {
    let after_closers = skip(text, stop + 1, |c| "”\"’')]»".contains(c) || ".?!".contains(c));
    let end = after_markers(text, after_closers, markers);
    let rest = text.get(end..)?;
    if rest.is_empty() {
        return Some(end);
    }
    let marked = end > after_closers;
    let next = rest.trim_start();
    if next.len() == rest.len() && !marked {
        return None;
    }
    let opening = next.trim_start_matches(['“', '"', '‘', '\'', '(', '[', '«', '*']);
    let opens = opening.chars().next();
    let begins = opens.is_some_and(|c| !c.is_lowercase())
        || is_mixed(opening)
        || names_begin(markers, text.len() - next.len());
    if !begins {
        return None;
    }
    let is_stop = text.as_bytes().get(stop) == Some(&b'.');
    let sentence = text.get(start..stop)?;
    // `by Roe et al. [3] Poe et al. [4]`: the stop is that of `al.`, for the marker stands apart from it.
    let is_of_names =
        sentence.ends_with(" et al") && text.get(after_closers..)?.starts_with(' ') && !opens_sentence(next);
    let goes_on = if marked { is_of_names } else { is_abbreviation(sentence, next) };
    (!is_stop || !goes_on).then_some(end)
}

/// Whether a marker begins at `at`: with a small letter only one of names does, `van der Veld (2004)`.
fn names_begin(markers: &[Span], at: usize) -> bool {
    let first = markers.partition_point(|m| m.start < at);
    markers.get(first).is_some_and(|m| m.start == at)
}

/// Whether the first word is one that keeps its small letter at the beginning of a sentence: `mRNA`, `qRT-PCR`.
fn is_mixed(opening: &str) -> bool {
    let mut letters = opening.chars().take_while(|c| c.is_alphanumeric()).skip(1);
    letters.by_ref().take(2).any(char::is_uppercase) && letters.next().is_some()
}

/// The offset after the markers that follow `from` directly or after one blank and are followed
/// by the beginning of a sentence.
fn after_markers(text: &str, from: usize, markers: &[Span]) -> usize {
    let mut end = from;
    let mut at = markers.partition_point(|m| m.start < from);
    while let Some(marker) = markers.get(at) {
        let between = text.get(end..marker.start).unwrap_or("x");
        let after = text.get(marker.end..).unwrap_or_default();
        let closes =
            after.is_empty() || after.starts_with([' ', ',', '[', '(']) || after.starts_with(is_raised_digit);
        // `said. [3] showed that` begins with its marker; `said. [3] Later` does not.
        let next = after.trim_start().chars().next();
        let ends = next.is_none_or(|c| {
            c.is_uppercase() || "[(“\"‘".contains(c) || (between.is_empty() && !c.is_lowercase())
        }) || is_mixed(after.trim_start());
        if !matches!(between, "" | " " | ",") || !closes || !ends {
            break;
        }
        end = marker.end;
        at += 1;
    }
    end
}

fn skip(text: &str, from: usize, class: impl Fn(char) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.find(|c| !class(c)).unwrap_or(rest.len())
}

/// Whether the full stop after `before` belongs to an abbreviation or an initial; `next` is what follows.
fn is_abbreviation(before: &str, next: &str) -> bool {
    let word = before.rsplit([' ', '(', '[', '“', '\u{a0}', '–', '—']).next().unwrap_or_default();
    let folded = word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if ABBREVIATIONS.contains(&folded.as_str()) {
        // `no.` and the like abbreviate before numbers only; `et al.` always goes on.
        let numbered =
            ["no", "nos", "art", "sec", "co", "st", "mar", "def", "app", "prop"].contains(&folded.as_str());
        return !numbered
            || next.starts_with(|c: char| c.is_ascii_digit())
            || folded.len() == 2 && folded != "no";
    }
    if is_ordinal(before, word) {
        return true;
    }
    // A small letter by itself is short for a word: `z. B.`, `v. Chr.`, `p. ex.`
    let is_small = letters == 1 && word.chars().count() == 1 && word.starts_with(char::is_lowercase);
    // An initial: one capital, or letters with stops between them (U.S., a.m.).
    let initial = letters == 1 && word.ends_with(char::is_uppercase) && word.chars().count() == 1;
    let dotted = folded.contains('.')
        && (1..=4).contains(&letters)
        && folded.split('.').all(|part| part.chars().count() <= 2);
    ((initial && !ends_with_unit(before)) || dotted || is_small) && !opens_sentence(next)
}

/// Whether `word`, a number of one or two digits at the end of `before`, is a German ordinal.
fn is_ordinal(before: &str, word: &str) -> bool {
    let counts = (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let mut words = before.rsplit(' ').skip(1);
    counts && words.next().is_some_and(|word| BEFORE_ORDINALS.contains(&word.to_lowercase().as_str()))
}

/// Whether the first word of `next` hardly stands elsewhere with a capital than where a sentence begins.
fn opens_sentence(next: &str) -> bool {
    let word = next.split([' ', ',']).next().unwrap_or_default();
    OPENERS.contains(&word)
}

/// Words that begin sentences: articles, pronouns, conjunctions, prepositions.
const OPENERS: &[&str] = &[
    "The", "This", "These", "That", "Those", "There", "It", "We", "Our", "They", "However", "Moreover",
    "Furthermore", "Therefore", "Thus", "Although", "While", "When", "If", "In", "As", "At", "By", "For",
    "From", "On", "To", "With", "Both", "Each", "Such", "Since", "Because", "Here", "After", "Before", "But",
    "And",
];

/// Whether a lone capital at the end names a thing (`vitamin C`, `Group B`) rather than a person.
fn ends_with_unit(before: &str) -> bool {
    let mut words = before.rsplit(' ');
    words.next();
    let previous = words.next().unwrap_or_default().to_lowercase();
    [
        "vitamin", "hepatitis", "group", "type", "appendix", "part", "class", "panel", "model", "protein",
        "figure", "and", "or", "factor", "table", "case", "type", "step", "state",
    ]
    .contains(&previous.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let markers: Vec<Span> = super::super::marker_places(text);
        let found: Vec<_> = sentences(text, &markers).iter().map(|s| &text[s.range()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_that_end_nothing() {
        check(
            "As Doe et al. [3] show in Fig. 2, e.g. 0.5 of it. Next.",
            &["As Doe et al. [3] show in Fig. 2, e.g. 0.5 of it.", "Next."],
        );
        check(
            "J. R. Smith met U.S. officials. They spoke.",
            &["J. R. Smith met U.S. officials.", "They spoke."],
        );
        check(
            "Cases, i.e. Those named, are few. So it is.",
            &["Cases, i.e. Those named, are few.", "So it is."],
        );
    }

    #[test]
    fn stops_of_german_and_french_end_nothing() {
        for whole in [
            "Das sind z. B. Moore im Norden [1].",
            "Es kostete 3 Mio. Euro im Jahr.",
            "Das war im 19. Jahrhundert so.",
            "Am 3. Mai fror der Hafen zu.",
            "Vom 5. bis zum 12. März lag Eis.",
            "Selon Roe et coll. [3], le port gèle.",
            "C'est env. 5 fois plus.",
        ] {
            check(whole, &[whole]);
        }
        check("It ended in 19. Trade grew.", &["It ended in 19.", "Trade grew."]);
        check("So it is for all x. The rest holds.", &["So it is for all x.", "The rest holds."]);
    }

    #[test]
    fn stops_after_numbers_and_initials() {
        check("It was below 0.05. Trade grew.", &["It was below 0.05.", "Trade grew."]);
        check("Ports of species F. However, it grew.", &["Ports of species F.", "However, it grew."]);
        check("It fell. mRNA was found.", &["It fell.", "mRNA was found."]);
        check("It fell [3]. mRNA was found.", &["It fell [3].", "mRNA was found."]);
    }

    #[test]
    fn names_with_a_small_letter_begin_sentences() {
        let text = "It grew (Roe 2001). van der Veld (2004) saw it, cf. van der Veld (2004).";
        let markers = ["(Roe 2001)", "van der Veld (2004) ", "van der Veld (2004)."].map(|marker| {
            let start = text.find(marker).unwrap();
            Span::new(start, start + marker.trim_end_matches([' ', '.']).len())
        });
        let found: Vec<_> = sentences(text, &markers).iter().map(|s| &text[s.range()]).collect();
        assert_eq!(found, ["It grew (Roe 2001).", "van der Veld (2004) saw it, cf. van der Veld (2004)."]);
    }

    #[test]
    fn markers_after_the_stop() {
        check("It grew. [3] Then it fell.", &["It grew. [3]", "Then it fell."]);
        check("It grew.[3,4] Then it fell.", &["It grew.[3,4]", "Then it fell."]);
        check("It grew.³ Then it fell.", &["It grew.³", "Then it fell."]);
        check("It grew. [3] showed this.", &["It grew.", "[3] showed this."]);
        check(
            "As in Roe et al. [3] Poe et al. [4] It fell.",
            &["As in Roe et al. [3] Poe et al. [4]", "It fell."],
        );
    }

    #[test]
    fn wide_stops_need_no_blank() {
        check(
            "白鹳提前返回[1]。它们产更多的蛋！真的吗？「是的。」好。[2]然后",
            &["白鹳提前返回[1]。", "它们产更多的蛋！", "真的吗？", "「是的。」", "好。[2]", "然后"],
        );
    }

    #[test]
    fn quotes_and_questions() {
        check("He said “it grew.” Then he left.", &["He said “it grew.”", "Then he left."]);
        check("Did it grow? It did!", &["Did it grow?", "It did!"]);
    }

    #[test]
    fn nothing_is_lost() {
        check("no stop at all", &["no stop at all"]);
        check("", &[]);
    }
}
