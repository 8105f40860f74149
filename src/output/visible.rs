//! Untrusted words in; words that can do nothing but be read out.

use std::borrow::Cow;

/// `words` with control characters and those that turn the direction of writing made visible, so that a
/// title can neither move the cursor nor disguise itself.
///
/// Line breaks and tabs become blanks.
///
/// ```
/// use ibid::output::visible::visible;
/// assert_eq!(visible("a\u{1b}[31mb\u{202e}c\nd"), "a␛[31mb<U+202E>c d");
/// ```
pub fn visible(words: &str) -> Cow<'_, str> {
    if !words.contains(is_hidden) {
        return Cow::Borrowed(words);
    }
    let mut shown = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            '\0'..='\x1f' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
            '\x7f' => shown.push('␡'),
            c if is_hidden(c) => shown.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// `json` with `<`, `>` and `&` of its strings, and characters that are not to be seen, as escapes: the same JSON, which
/// can be printed, and put into a web page, without doing anything there.
///
/// ```
/// use ibid::output::visible::inert;
/// assert_eq!(inert("[\"</script>\u{202e}\"]".to_owned()), r#"["\u003c/script\u003e\u202e"]"#);
/// ```
pub fn inert(json: String) -> String {
    let active = |c: char| matches!(c, '<' | '>' | '&') || is_hidden(c) && !matches!(c, '\n' | '\r' | '\t');
    if !json.contains(active) {
        return json;
    }
    let mut inert = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        if active(c) {
            inert.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            inert.push(c);
        }
    }
    inert
}

/// `words`, made [`visible()`], as Markdown that says just them.
///
/// ```
/// use ibid::output::visible::markdown;
/// assert_eq!(markdown("*a* <b> [c](d) | `e`"), r"\*a\* \<b\> \[c\](d) \| \`e\`");
/// ```
pub fn markdown(words: &str) -> String {
    backslashed(&visible(words), "\\`*_{}[]<>#|~$&!")
}

/// `words` with a backslash before each of `signs`.
pub(super) fn backslashed(words: &str, signs: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        if signs.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether a terminal or a browser would obey `c` instead of showing it.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}')
}
