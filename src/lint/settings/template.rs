//! The settings file that `ibid init` writes.

/// An `ibid.toml` with every key, each commented out at its default.
pub const TEMPLATE: &str = r#"# Settings of ibid; every key is optional and shown at its default.
# Rules are named by name (dangling-citation), code (CIT001), family (citations), `default` or `all`;
# `ibid rules` lists them. Flags go before what is set here.

# The folder of the library, for all commands that work on one.
# library = "bib"

[check]
# Rules that are on.
# select = ["default"]

# Of these, rules that are off.
# ignore = []

# The severity from which findings fail a run: "error", "warning", "info" or "never".
# fail-on = "warning"

# Files that are not checked when a folder is searched, as patterns relative to this file.
# exclude = []

# .bib files whose keys articles may cite, beside those that they name themselves.
# bibliography = []

# How findings are printed: "human", "json", "sarif", "junit", "github" or "gitlab".
# format = "human"

# A file of findings that do not count, as `ibid check --write-baseline` writes it.
# baseline = "ibid-baseline.json"

# A folder in which findings are kept for files that have not changed.
# cache = ".cache/ibid"

# Severities other than the rules' own: "error", "warning", "info" or "off".
# [check.severity]
# uncited-reference = "info"

# What holds for some paths only.
# [[check.path]]
# glob = "drafts/**"
# select = ["claims"]
# ignore = ["citations"]
# severity = { uncited-reference = "off" }

# What `ibid export` writes: the format ("biblatex", "bibtex", "csl-json", "ris" or "hayagriva"), and the citation
# style of an annotated bibliography, by name or as a .csl file.
# [export]
# to = "biblatex"
# style = "apa"
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Settings;

    #[test]
    fn the_template_sets_nothing_and_shows_what_is_allowed() {
        assert!(Settings::parse(TEMPLATE, &[]).unwrap().is_some());
        let shown: String = TEMPLATE
            .lines()
            .filter_map(|line| line.strip_prefix("# ").or(line.starts_with('[').then_some(line)))
            .filter(|line| line.contains(" = ") || line.starts_with('['))
            .map(|line| format!("{line}\n"))
            .collect();
        assert!(Settings::parse(&shown, &[]).unwrap().is_some(), "{shown}");
    }
}
