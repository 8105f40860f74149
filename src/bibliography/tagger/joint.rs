//! What stands between two words, by class: fields change at a comma otherwise than at a blank.

/// How many classes there are.
pub(crate) const JOINTS: usize = 12;

/// The class of `gap` by its punctuation; `single` tells whether the word before it has one character, so that its point
/// is that of an initial. The first word of a string has class 0, as if a blank stood before it.
pub(crate) fn joint(gap: &str, single: bool) -> u8 {
    let has = |signs: &[char]| gap.contains(signs);
    let blank = gap.contains(char::is_whitespace);
    if gap == " " {
        0
    } else if gap.is_empty() {
        1
    } else if has(&['(', '[']) {
        2
    } else if has(&[')', ']']) {
        3
    } else if has(&['"', '“', '”', '„', '«', '»', '‘', '’', '\'']) {
        4
    } else if has(&[':', ';']) {
        6
    } else if has(&[',']) {
        5
    } else if has(&['.']) {
        match (single, blank) {
            (true, _) => 7,
            (false, true) => 8,
            (false, false) => 9,
        }
    } else if has(&['-', '‐', '–', '—', '/', '&']) {
        10
    } else if gap.chars().all(char::is_whitespace) {
        0
    } else {
        11
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints_by_punctuation() {
        let gaps = [" ", "", ". (", "): ", ".” ", ", ", ": ", ". ", ".", "-", "=", "., "];
        assert_eq!(gaps.map(|gap| joint(gap, false)), [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 5]);
        assert_eq!([joint(". ", true), joint(".", true), joint(" ", true)], [7, 7, 0]);
        assert!(gaps.iter().all(|gap| usize::from(joint(gap, true)) < JOINTS));
    }
}
