//! URLs as printed to URLs that open.

use super::text::is_invisible;

/// The URL in `printed`: blanks and line breaks taken out, brackets and final punctuation dropped,
/// `URL:` in front dropped. A scheme that is not printed is not invented.
///
/// ```
/// use ibid::bibliography::normalise::url::url;
/// assert_eq!(url("<http://www.example.org/ a/b.html>."), "http://www.example.org/a/b.html");
/// ```
pub fn url(printed: &str) -> String {
    let joined: String = printed.chars().filter(|&c| !c.is_whitespace() && !is_invisible(c)).collect();
    let bare = joined.trim_start_matches(['<', '(', '[', ':']).trim_start_matches("url{");
    let bare = if bare.get(..4).is_some_and(|p| p.eq_ignore_ascii_case("url:")) {
        bare.get(4..)
    } else {
        Some(bare)
    };
    let mut rest = bare.unwrap_or_default().trim_start_matches('<');
    loop {
        let trimmed = rest.trim_end_matches(['.', ',', ';', ':', '>', ']', '}', '"', '”', '’']);
        let unpaired = trimmed.ends_with(')') && trimmed.matches(')').count() > trimmed.matches('(').count();
        let trimmed = if unpaired { trimmed.strip_suffix(')').unwrap_or(trimmed) } else { trimmed };
        if trimmed.len() == rest.len() {
            return rest.to_owned();
        }
        rest = trimmed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_joined_and_trimmed() {
        for (printed, want) in [
            ("http : // a .org/ b. cfm?x=1", "http://a.org/b.cfm?x=1"),
            ("www.a.org/x_(y)", "www.a.org/x_(y)"),
            ("(http://a.org)", "http://a.org"),
            ("URL: http://a.org/,", "http://a.org/"),
            ("", ""),
        ] {
            assert_eq!(url(printed), want, "{printed}");
        }
    }
}
