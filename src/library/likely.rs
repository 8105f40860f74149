//! A name that nothing has in; the names that were probably meant, out.

/// The one of `known` that `name` is most likely a misspelling of, case aside.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    likely(name, known).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

/// Those of `known` that `name` may be a misspelling of, each with how alike they are.
fn likely<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> impl Iterator<Item = (f64, &'k str)> {
    const ALIKE: f64 = 0.75;
    // Longer names are no misspelling of anything; the measure is quadratic in them.
    let name: String = name.chars().take(64).flat_map(char::to_lowercase).collect();
    let length = name.len();
    let near = known.into_iter().filter(move |known| 2 * known.len().abs_diff(length) <= length);
    let likeness = move |known: &str| strsim::normalized_damerau_levenshtein(&name, &known.to_lowercase());
    near.map(move |known| (likeness(known), known)).filter(|(score, _)| *score >= ALIKE)
}

/// The keys among `known` that were probably meant by `key`: those that differ in case alone, else those that begin so, else
/// those most alike; three at most.
///
/// ```
/// use ibid::library::likely_keys;
/// let known = ["blank2010water", "weitz2006borders", "weitz2006east"];
/// assert_eq!(likely_keys("Weitz2006East", known), ["weitz2006east"]);
/// assert_eq!(likely_keys("weitz2006", known), ["weitz2006borders", "weitz2006east"]);
/// assert_eq!(likely_keys("blnak2010water", known), ["blank2010water"]);
/// assert!(likely_keys("okada", known).is_empty());
/// ```
pub fn likely_keys<'k>(key: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<&'k str> {
    const MOST: usize = 3;
    let known: Vec<&str> = known.into_iter().collect();
    let small = key.to_lowercase();
    let those = |is: &dyn Fn(&str) -> bool| -> Vec<&'k str> {
        known.iter().copied().filter(|known| is(&known.to_lowercase())).take(MOST).collect()
    };
    let same = those(&|known| known == small);
    if !same.is_empty() {
        return same;
    }
    let longer = those(&|known| !small.is_empty() && known.starts_with(&small));
    if !longer.is_empty() {
        return longer;
    }
    let mut alike: Vec<(f64, &str)> = likely(key, known.iter().copied()).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().map(|(_, known)| known).take(MOST).collect()
}
