//! The roles of sphinxcontrib-bibtex, in reStructuredText and MyST: `cite`, `cite:p`, `cite:t`, `footcite` …

/// The pandoc marker for `words` in the role `name`; `None` where the role does not cite.
///
/// `cite:p` of `doe, roe` gives `[@doe; @roe]`, `cite:t` of `doe` gives `@doe`.
pub(super) fn marker(name: &str, words: &str) -> Option<String> {
    let (family, form) = name.split_once(':').unwrap_or((name, ""));
    if !matches!(family, "cite" | "footcite") {
        return None;
    }
    let textual = matches!(form, "t" | "ts" | "ct" | "cts" | "author" | "authors");
    let keys: Vec<&str> = words.split(',').filter_map(key).collect();
    Some(match keys.as_slice() {
        [key] if textual => format!("@{key}"),
        keys => format!("[{}]", keys.iter().map(|key| format!("@{key}")).collect::<Vec<_>>().join("; ")),
    })
}

/// The key in one item of a role: `{see}doe{p. 4}` names `doe`.
fn key(item: &str) -> Option<&str> {
    let item = item.trim();
    let item = item.strip_prefix('{').and_then(|rest| rest.split_once('}')).map_or(item, |(_, rest)| rest);
    let key = item.split('{').next().unwrap_or_default().trim();
    (!key.is_empty()).then_some(key)
}
