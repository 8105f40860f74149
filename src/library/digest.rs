//! Digests: how ibid sees later whether something is still as it left it.

/// The digest of `bytes` as the .toml has it: `blake3:` and 64 hexadecimal digits.
///
/// ```
/// assert!(ibid::library::digest::long(b"abc").starts_with("blake3:6437b3ac"));
/// ```
pub fn long(bytes: &[u8]) -> String {
    format!("blake3:{}", blake3::hash(bytes).to_hex())
}

/// Eight hexadecimal digits of the digest of `value`: enough to see an edit, short enough to read past.
pub fn short(value: &str) -> String {
    blake3::hash(value.as_bytes()).to_hex().chars().take(8).collect()
}

/// The digest of an entry: its type and its fields with their LaTeX sources, layout aside.
pub fn of_entry<'a>(kind: &str, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut sorted: Vec<_> = fields.into_iter().collect();
    sorted.sort_unstable();
    let mut text = kind.to_owned();
    for (name, source) in sorted {
        text.extend(["\0", name, "\0", source]);
    }
    long(text.as_bytes())
}
