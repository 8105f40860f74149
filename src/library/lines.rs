//! Lines of many places in one text, at the cost of one reading.

use std::sync::OnceLock;

/// `text` with the line ends that most lines of `before` have, where these are CR LF.
///
/// ```
/// use ibid::library::with_line_ends_of;
/// assert_eq!(with_line_ends_of("a\r\nb\r\n", "a\nb\r\n".to_owned()), "a\r\nb\r\n");
/// assert_eq!(with_line_ends_of("a\nb\r\nc\n", "a\nb\r\n".to_owned()), "a\nb\r\n");
/// ```
pub fn with_line_ends_of(before: &str, text: String) -> String {
    let (all, long) = (before.matches('\n').count(), before.matches("\r\n").count());
    if long * 2 <= all { text } else { text.replace("\r\n", "\n").replace('\n', "\r\n") }
}

/// Where the lines of one text begin; found out when the first line is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines(OnceLock<Vec<usize>>);

impl Lines {
    /// The line (1-based) of `text` that holds the byte `at`; `text` is the same each time.
    pub(super) fn of(&self, text: &str, at: usize) -> usize {
        let breaks = self.0.get_or_init(|| memchr::memchr_iter(b'\n', text.as_bytes()).collect());
        breaks.partition_point(|&end| end < at) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn a_line_holds_the_break_that_ends_it() {
        let (text, lines) = ("a\n\nbc", Lines::default());
        let found: Vec<_> = (0..7).map(|at| lines.of(text, at)).collect();
        assert_eq!(found, [1, 1, 2, 3, 3, 3, 3]);
    }
}
