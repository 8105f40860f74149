//! The bibliographies that a project of several documents names once for all.

use saphyr::{LoadableYamlNode, Yaml};

/// The files that set the metadata of the Markdown documents below their folder: of Quarto and MyST.
pub const PROJECT_FILES: [&str; 3] = ["_quarto.yml", "_metadata.yml", "myst.yml"];

/// The files under `bibliography:` in `text`, a file of [`PROJECT_FILES`], or there under `project:`, as written.
///
/// ```
/// use ibid::article::project_bibliographies;
/// assert_eq!(project_bibliographies("project:\n  type: book\nbibliography: refs.bib\n"), ["refs.bib"]);
/// assert_eq!(project_bibliographies("project:\n  bibliography: [a.bib, b.bib]\n"), ["a.bib", "b.bib"]);
/// ```
pub fn project_bibliographies(text: &str) -> Vec<String> {
    let Ok(documents) = Yaml::load_from_str(text) else { return Vec::new() };
    let Some(metadata) = documents.first() else { return Vec::new() };
    let inner = metadata.as_mapping_get("project");
    let named = [Some(metadata), inner].into_iter().flatten();
    let named = named.filter_map(|part| part.as_mapping_get("bibliography"));
    let files =
        named.flat_map(|files| files.as_vec().map_or_else(|| vec![files], |all| all.iter().collect()));
    files.filter_map(|file| file.as_str().map(str::to_owned)).collect()
}
