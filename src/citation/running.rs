//! Which paragraphs are running text: only there does a number cite.

use crate::raised::is_raised_digit;

/// Whether `text` is running text, not a byline with affiliation marks, not a row of a table.
pub(crate) fn is_running(text: &str) -> bool {
    let head: String = text.chars().take(1_500).collect();
    let words: Vec<&str> = head.split_whitespace().collect();
    !is_byline(&words) && !is_table_row(&words)
}

/// Names with affiliation marks: hardly a word in lower case, digits at the words.
fn is_byline(words: &[&str]) -> bool {
    let lower = words.iter().filter(|w| w.starts_with(char::is_lowercase) && w.chars().count() > 3).count();
    let marked = words.iter().filter(|w| w.starts_with(char::is_uppercase) && w.contains(is_mark)).count();
    words.len() >= 2 && marked > 0 && lower * 10 < words.len() && marked * 8 >= words.len()
}

fn is_mark(c: char) -> bool {
    c.is_ascii_digit() || is_raised_digit(c)
}

/// Numbers and symbols more than words; several numbers in square brackets are one, a marker.
fn is_table_row(words: &[&str]) -> bool {
    let mut is_inside = false;
    let begins = |word: &&&str| {
        let was_inside = is_inside;
        is_inside = match (word.rfind('['), word.rfind(']')) {
            (open, close) if open > close => true,
            (_, Some(_)) => false,
            _ => was_inside,
        };
        !was_inside
    };
    let words: Vec<&str> = words.iter().filter(begins).copied().collect();
    let prose = words
        .iter()
        .filter(|w| {
            w.starts_with(char::is_lowercase) && w.chars().all(|c| c.is_alphabetic() || ",.;-".contains(c))
        })
        .count();
    let figures =
        words.iter().filter(|w| w.contains(|c: char| c.is_ascii_digit() || "±−<>=%*".contains(c))).count();
    words.len() >= 3 && figures * 5 > words.len() * 2 && prose * 3 < words.len()
}

#[cfg(test)]
mod tests {
    use super::is_running;

    #[test]
    fn bylines_and_rows_are_not_running_text() {
        for text in [
            "Ann Weaver1,2, Bo Miller3, Cy Potter1",
            "Age 3 (2, 5) 3.64 3 (2, 5) 1.05",
            "B.9-48 +13/−4 +8/−9 +5/−3",
            "Roe [12] 3.64 3 1.05",
        ] {
            assert!(!is_running(text), "{text}");
        }
        for text in [
            "Weaver et al.3 found that ports shrink.",
            "In 2001, 5 ports closed (3).",
            "[3] shows this.",
            "Carbon storage [1, 3, 4, 7]",
            "Trade grew [1]. It fell [2]. It rose [1, 3, 4, 5].",
        ] {
            assert!(is_running(text), "{text}");
        }
    }
}
