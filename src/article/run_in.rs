//! Headings that run into the paragraph below them: `Ports and Their Tolls: The ports of the south …`.

use super::headings::numbered;

/// Words that stay small in titles.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over",
    "per", "the", "to", "upon", "via", "vs", "with", "within", "between", "through", "under",
];

/// Fewest and most words of such a heading; one or two may be a name.
const WORDS: std::ops::RangeInclusive<usize> = 3..=24;

/// Byte behind the colon that closes the heading at the beginning of `text`: every word up to there has a
/// capital, small ones aside, and a capital follows.
///
/// Accepts `Ports and Their Tolls: The ports`, also with colons inside; refuses `Two ports grew: Arle and Bode`.
pub(super) fn end_of_heading(text: &str) -> Option<usize> {
    let mut end = None;
    let mut at = 0;
    for (count, word) in (1..).zip(text.split(' ').take(*WORDS.end() + 1)) {
        if end == Some(at) && !word.starts_with(char::is_uppercase) {
            return None;
        }
        if !is_of_title(word) || (count == 1 && !word.starts_with(char::is_uppercase)) {
            break;
        }
        at += word.len() + 1;
        if word.ends_with(':') && WORDS.contains(&count) && at < text.len() {
            end = Some(at);
        }
    }
    end.map(|end| end - 1)
}

/// Byte behind the point that closes the numbered heading at the beginning of `text`, where words with a capital follow: of `2.3. Design and Tolls. The
/// ports` it is that before the blank. Its number has two parts or more, as a lone one may be of a list.
pub(super) fn end_of_numbered(text: &str) -> Option<usize> {
    let (rest, number) = numbered(text).ok()?;
    if !number.trim_end_matches('.').contains('.') || !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let mut at = text.len() - rest.len();
    for word in rest.split(' ').take(*WORDS.end()) {
        at += word.len();
        let closes = word.strip_suffix('.').is_some_and(|word| {
            word.chars().count() > 2
                && !word.contains('.')
                && !SHORTENED.contains(&word.to_lowercase().as_str())
        });
        if closes {
            return text.get(at + 1..).filter(|next| next.starts_with(char::is_uppercase)).map(|_| at);
        }
        at += 1;
    }
    None
}

/// Words in headings that are cut short.
const SHORTENED: [&str; 6] = ["spp", "subsp", "var", "ssp", "fig", "approx"];

/// Whether the last word of `line` is one that stays small in titles, behind which more follows: `tolls of the`.
pub(super) fn ends_with_small_word(line: &str) -> bool {
    line.rsplit(' ').next().is_some_and(|word| SMALL.contains(&word))
}

/// Whether a word may stand in a title where all words have capitals.
fn is_of_title(word: &str) -> bool {
    let core = word.trim_matches(|c: char| "“”\"‘’'():,–-".contains(c));
    core.starts_with(|c: char| c.is_uppercase()) && !word.ends_with(['.', ';', '!'])
        || core.is_empty()
        || SMALL.contains(&core)
}

#[cfg(test)]
mod tests {
    use super::{end_of_heading, end_of_numbered};

    #[test]
    fn numbered_headings_end_at_their_point() {
        for (text, heading) in [
            ("2.3. Design and Tolls. The ports", Some("2.3. Design and Tolls.")),
            ("3.1.2 Reeds. We cut", Some("3.1.2 Reeds.")),
            ("2.2. Growth of S. aureus in Ports. Cells grew", Some("2.2. Growth of S. aureus in Ports.")),
            ("2.3. Design and Tolls", None),
            ("2.3. Design and Tolls.", None),
            ("2. Design and Tolls. The ports", None),
            ("2.3. design. The ports", None),
            ("2.3 m of silt. The ports", None),
        ] {
            assert_eq!(end_of_numbered(text).and_then(|end| text.get(..end)), heading, "{text}");
        }
    }

    #[track_caller]
    fn check(text: &str, heading: &str) {
        assert_eq!(end_of_heading(text).and_then(|end| text.get(..end)).unwrap_or_default(), heading);
    }

    #[test]
    fn headings_end_at_their_last_colon() {
        check("Ports and Their Tolls: The ports of the south grew.", "Ports and Their Tolls:");
        check(
            "Trade in Silk: What Can Arle Do Better: For now, trade grows.",
            "Trade in Silk: What Can Arle Do Better:",
        );
    }

    #[test]
    fn sentences_are_no_headings() {
        check("Two ports grew: Arle and Bode.", "");
        check("Arle Bode: The ports of the south grew.", "");
        check("The Ports of Arle: they grew.", "");
        check("The Ports of Arle Grew. They: The end.", "");
        check("The Ports of Arle:", "");
        check("", "");
    }
}
