//! What the rules about identifiers share: prefixes taken off, check digits.

/// `doi` without resolver and `doi:`.
pub(super) fn bare_doi(doi: &str) -> &str {
    let doi = doi.trim();
    const PREFIXES: [&str; 6] =
        ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "DOI:"];
    PREFIXES.iter().find_map(|prefix| doi.strip_prefix(prefix)).unwrap_or(doi).trim()
}

/// An arXiv number without `arXiv:` and version.
pub(super) fn bare_arxiv(number: &str) -> &str {
    let number = number.trim();
    let number =
        number.strip_prefix("arXiv:").or_else(|| number.strip_prefix("arxiv:")).unwrap_or(number).trim();
    match number.rsplit_once('v') {
        Some((bare, version)) if !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) => bare,
        _ => number,
    }
}

/// The digits in `code`, an `X` counting as ten, everything else (hyphens, a name in front) left out.
pub(super) fn digits(code: &str) -> Vec<u32> {
    let code = code.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    code.chars().filter_map(|c| if matches!(c, 'x' | 'X') { Some(10) } else { c.to_digit(10) }).collect()
}

/// What is wrong with a code of `digits`: that there are not as many as there should be, or the last one.
pub(super) fn wrong_digits(digits: &[u32], lengths: &[usize]) -> String {
    match digits.len() {
        len if lengths.contains(&len) => "its check digit does not fit".to_owned(),
        1 => "it has 1 digit".to_owned(),
        len => format!("it has {len} digits"),
    }
}

/// The sum of `digits`, each times its weight.
pub(super) fn weighted(digits: &[u32], weights: impl Iterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}
