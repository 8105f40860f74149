//! A settings file, read key by key, so that every mistake is reported with its place.

use std::ops::Range;

use globset::{GlobBuilder, GlobMatcher};
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::selector::nearest;
use super::{EXPORTS, FORMATS, PathSettings, Selector, Settings};
use crate::lint::Severity;
use crate::span::Span;

/// Something in a settings file that cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct SettingsError {
    /// Bytes of the file.
    pub span: Span,
    /// What is wrong, and what may have been meant.
    pub message: String,
}

/// A table of a TOML file.
type Table<'t, 'i> = &'t DeTable<'i>;
/// A value of a TOML file and its place.
type Value<'t, 'i> = &'t Spanned<DeValue<'i>>;

impl Settings {
    /// Reads the settings below `tables` (`["tool", "ibid"]` in a `pyproject.toml`; nothing in an
    /// `ibid.toml`) of the TOML `text`. `None` if the file has no such table.
    ///
    /// # Errors
    ///
    /// All that is wrong, in the order of the file: TOML syntax, unknown keys, values of the wrong kind,
    /// unknown rules, patterns that are none.
    ///
    /// ```
    /// use ibid::lint::Settings;
    /// let errors = Settings::parse("[check]\nselct = [\"all\"]\n", &[]).unwrap_err();
    /// assert_eq!(errors[0].message, "unknown key `selct`; did you mean `select`?");
    /// assert_eq!(errors[0].span.start, 8);
    /// ```
    pub fn parse(text: &str, tables: &[&str]) -> Result<Option<Self>, Vec<SettingsError>> {
        let (root, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            let error = |e: &toml::de::Error| error(e.span().unwrap_or_default(), e.message());
            return Err(errors.iter().map(error).collect());
        }
        let mut table = root.get_ref();
        for name in tables {
            match table.get(*name).and_then(|value| value.get_ref().as_table()) {
                Some(inner) => table = inner,
                None => return Ok(None),
            }
        }
        let mut reader = Reader::default();
        let settings = reader.settings(table);
        if reader.errors.is_empty() {
            return Ok(Some(settings));
        }
        reader.errors.sort_by_key(|e| e.span);
        Err(reader.errors)
    }
}

/// The keys of the table `check`.
const KEYS: [&str; 10] = [
    "select", "ignore", "severity", "fail-on", "exclude", "bibliography", "path", "format", "baseline",
    "cache",
];

/// The mistakes met so far.
#[derive(Debug, Default)]
struct Reader {
    errors: Vec<SettingsError>,
}

impl Reader {
    fn settings(&mut self, root: Table<'_, '_>) -> Settings {
        let mut settings = Settings::default();
        self.known(root, &["check", "export", "library"]);
        settings.library = self.optional(root, "library", Self::text);
        if let Some(export) = root.get("export").and_then(|value| self.table(value)) {
            self.known(export, &["style", "to"]);
            settings.export_style = self.optional(export, "style", Self::text);
            settings.export_to = self.optional(export, "to", |reader, value| reader.one_of(value, &EXPORTS));
        }
        if let Some(check) = root.get("check").and_then(|value| self.table(value)) {
            self.check(check, &mut settings);
        }
        settings
    }

    fn check(&mut self, check: Table<'_, '_>, settings: &mut Settings) {
        self.known(check, &KEYS);
        if let Some(select) = check.get("select") {
            settings.select = self.selectors(select);
        }
        settings.ignore = self.optional(check, "ignore", Self::selectors);
        settings.severity = self.optional(check, "severity", Self::severities);
        if let Some(value) = check.get("fail-on") {
            settings.fail_on = self.severity(value, "never");
        }
        settings.exclude = self.optional(check, "exclude", Self::globs);
        settings.bibliography = self.optional(check, "bibliography", Self::strings);
        settings.paths = self.optional(check, "path", Self::paths);
        settings.format = self.optional(check, "format", |reader, value| reader.one_of(value, &FORMATS));
        settings.baseline = self.optional(check, "baseline", Self::text);
        settings.cache = self.optional(check, "cache", Self::text);
    }

    /// One of `names`.
    fn one_of(&mut self, value: Value<'_, '_>, names: &[&str]) -> Option<String> {
        let name = self.string(value)?;
        if !names.contains(&name) {
            self.wrong(value.span(), format!("`{name}` is none of `{}`", names.join("`, `")));
        }
        Some(name.to_owned())
    }

    fn text(&mut self, value: Value<'_, '_>) -> Option<String> {
        self.string(value).map(str::to_owned)
    }

    fn paths(&mut self, value: Value<'_, '_>) -> Vec<PathSettings> {
        self.array(value).into_iter().flatten().filter_map(|value| self.path(value)).collect()
    }

    fn path(&mut self, value: Value<'_, '_>) -> Option<PathSettings> {
        let table = self.table(value)?;
        self.known(table, &["glob", "select", "ignore", "severity"]);
        let Some(pattern) = table.get("glob") else {
            self.wrong(value.span(), "a path needs a `glob`");
            return None;
        };
        Some(PathSettings {
            glob: self.glob(pattern)?,
            select: self.optional(table, "select", Self::selectors),
            ignore: self.optional(table, "ignore", Self::selectors),
            severity: self.optional(table, "severity", Self::severities),
        })
    }

    fn severities(&mut self, value: Value<'_, '_>) -> Vec<(Selector, Option<Severity>)> {
        let Some(table) = self.table(value) else { return Vec::new() };
        let mut severities = Vec::new();
        for (name, value) in table {
            let severity = self.severity(value, "off");
            severities
                .extend(self.selector(name.get_ref(), name.span()).map(|selector| (selector, severity)));
        }
        severities
    }

    /// A severity, or `None` for the word `none`.
    fn severity(&mut self, value: Value<'_, '_>, none: &'static str) -> Option<Severity> {
        const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
        let name = self.string(value)?;
        let severity = SEVERITIES.into_iter().find(|s| s.name() == name);
        if severity.is_none() && name != none {
            self.wrong(value.span(), format!("`{name}` is none of `error`, `warning`, `info`, `{none}`"));
        }
        severity
    }

    fn selectors(&mut self, value: Value<'_, '_>) -> Vec<Selector> {
        let names = self.array(value).into_iter().flatten();
        names
            .filter_map(|value| self.string(value).and_then(|name| self.selector(name, value.span())))
            .collect()
    }

    fn selector(&mut self, name: &str, span: Range<usize>) -> Option<Selector> {
        name.parse().map_err(|unknown: super::UnknownSelector| self.wrong(span, unknown.to_string())).ok()
    }

    fn globs(&mut self, value: Value<'_, '_>) -> Vec<GlobMatcher> {
        self.array(value).into_iter().flatten().filter_map(|value| self.glob(value)).flatten().collect()
    }

    /// A pattern as .gitignore has them: one that names a folder is of all below it, and one without a `/` but at its end is of
    /// names in any folder.
    fn glob(&mut self, value: Value<'_, '_>) -> Option<Vec<GlobMatcher>> {
        let written = self.string(value)?;
        let pattern = written.strip_suffix('/').unwrap_or(written);
        let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
        let (anywhere, pattern) = match pattern.strip_prefix('/') {
            Some(rest) => ("", rest),
            None if pattern.contains('/') => ("", pattern),
            None => ("**/", pattern),
        };
        let globs = [format!("{anywhere}{pattern}"), format!("{anywhere}{pattern}/**")].map(|pattern| {
            GlobBuilder::new(&pattern).literal_separator(true).build().map(|glob| glob.compile_matcher())
        });
        let globs = globs.into_iter().collect::<Result<_, _>>();
        globs.map_err(|e| self.wrong(value.span(), e.to_string())).ok()
    }

    fn strings(&mut self, value: Value<'_, '_>) -> Vec<String> {
        self.array(value).into_iter().flatten().filter_map(|v| self.string(v).map(str::to_owned)).collect()
    }

    fn string<'t>(&mut self, value: &'t Spanned<DeValue<'_>>) -> Option<&'t str> {
        self.kind(value, value.get_ref().as_str(), "a string")
    }

    fn array<'t, 'i>(&mut self, value: Value<'t, 'i>) -> Option<&'t toml::de::DeArray<'i>> {
        self.kind(value, value.get_ref().as_array(), "a list")
    }

    fn table<'t, 'i>(&mut self, value: Value<'t, 'i>) -> Option<Table<'t, 'i>> {
        self.kind(value, value.get_ref().as_table(), "a table")
    }

    fn kind<T>(&mut self, value: Value<'_, '_>, found: Option<T>, expected: &str) -> Option<T> {
        if found.is_none() {
            self.wrong(
                value.span(),
                format!("expected {expected}, found a value of type {}", value.get_ref().type_str()),
            );
        }
        found
    }

    /// What `read` makes of the value of `key`; the default where there is none.
    fn optional<T: Default>(
        &mut self,
        table: Table<'_, '_>,
        key: &str,
        read: impl Fn(&mut Self, Value<'_, '_>) -> T,
    ) -> T {
        table.get(key).map(|value| read(self, value)).unwrap_or_default()
    }

    /// Complains about keys of `table` that are not `known`.
    fn known(&mut self, table: Table<'_, '_>, known: &[&'static str]) {
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let hint = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            };
            self.wrong(key.span(), format!("unknown key `{name}`; {hint}"));
        }
    }

    fn wrong(&mut self, span: Range<usize>, message: impl AsRef<str>) {
        self.errors.push(error(span, message));
    }
}

fn error(span: Range<usize>, message: impl AsRef<str>) -> SettingsError {
    SettingsError { span: span.into(), message: message.as_ref().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, expected: &[&str]) {
        let errors = Settings::parse(text, &[]).unwrap_err();
        let found: Vec<String> = errors
            .iter()
            .map(|e| format!("{} @ {}", e.message, text.get(e.span.range()).unwrap_or_default()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_mistake_has_a_place_and_a_suggestion() {
        refused("[chek]\n", &["unknown key `chek`; did you mean `check`? @ chek"]);
        refused(
            "[check]\nignore = [\"dangling-citaton\"]\nfail-on = \"warn\"\nselect = \"all\"\n",
            &[
                "no rule or family is called `dangling-citaton`; did you mean `dangling-citation`? @ \"dangling-citaton\"",
                "`warn` is none of `error`, `warning`, `info`, `never` @ \"warn\"",
                "expected a list, found a value of type string @ \"all\"",
            ],
        );
        refused(
            "[check.severity]\nnames = \"loud\"\n",
            &["`loud` is none of `error`, `warning`, `info`, `off` @ \"loud\""],
        );
        assert!(Settings::parse("[check\n", &[]).is_err());
    }

    #[test]
    fn settings_may_stand_deeper() {
        let text = "[tool.other]\nx = 1\n[tool.ibid.check]\nfail-on = \"never\"\n";
        let settings = Settings::parse(text, &["tool", "ibid"]).unwrap().unwrap();
        assert_eq!(settings.fail_on, None);
        assert!(Settings::parse(text, &["package", "metadata", "ibid"]).unwrap().is_none());
    }

    #[test]
    fn later_settings_win_on_their_paths() {
        let text = "[check]\nignore = [\"REF\"]\n\n[[check.path]]\nglob = \"drafts/**\"\nignore = [\"citations\"]\nselect = [\"REF001\"]\n\
                    [check.path.severity]\nREF001 = \"info\"\n";
        let settings = Settings::parse(text, &[]).unwrap().unwrap();
        let level = |path: &str, id: &str| settings.levels(path).of(crate::lint::rule(id).unwrap());
        assert_eq!(level("a.txt", "CIT001"), Some(Severity::Error));
        assert_eq!(level("a.txt", "REF001"), None);
        assert_eq!(level("drafts/a.txt", "CIT001"), None);
        assert_eq!(level("drafts/a.txt", "REF001"), Some(Severity::Info));
    }
}
