//! The settings that hold for a run: the file found upwards, and the flags above it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use ibid::article::Source;
use ibid::library;
use ibid::lint::{Levels, Selector, Settings, SettingsError, Severity};

use crate::failure::Failure;

/// The settings of a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Config {
    /// What is set.
    pub(crate) settings: Settings,
    /// The folder of the settings file, else the current one: patterns and names refer to it.
    pub(crate) root: PathBuf,
    /// The folder of the project, outside of which nothing is read that was not named: that of the settings file, else of the
    /// git repository, else the current one.
    pub(crate) project: PathBuf,
    /// The folder of the git repository, else that of the project: reports for services name files from there.
    pub(crate) top: PathBuf,
}

/// The flags that change settings.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Rules")]
pub(crate) struct Flags {
    /// Rules that are on instead of those that the settings select: codes, names, families, `all`, `default`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<Selector>,

    /// Rules that are off, whatever else is set
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<Selector>,

    /// Another severity for a rule: `RULE=error`, `warning`, `info` or `off`
    #[arg(long, value_name = "RULE=SEVERITY", value_delimiter = ',')]
    severity: Vec<String>,

    /// Rules that are on for some paths, beside those that are on everywhere
    #[arg(long, value_name = "GLOB=RULE")]
    path_select: Vec<String>,

    /// Rules that are off for some paths
    #[arg(long, value_name = "GLOB=RULE")]
    path_ignore: Vec<String>,

    /// Another severity for a rule, for some paths
    #[arg(long, value_name = "GLOB=RULE=SEVERITY")]
    path_severity: Vec<String>,

    /// The severity from which findings give exit code 1 [default: warning]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,

    /// Files that are not checked when a folder is searched, as a pattern relative to the settings file
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// A .bib file whose keys articles may cite, beside those that they name, relative to the settings file
    #[arg(long, value_name = "FILE")]
    bibliography: Vec<String>,

    /// The settings file [default: ibid.toml, pyproject.toml or Cargo.toml, found upwards]
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,

    /// Read no settings file
    #[arg(long)]
    isolated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// Files that can hold settings, and the tables in them.
const FILES: [(&str, &[&str]); 3] = [
    ("ibid.toml", &[]),
    ("pyproject.toml", &["tool", "ibid"]),
    ("Cargo.toml", &["package", "metadata", "ibid"]),
];

impl Config {
    /// The settings that `flags` name, or those found upwards from the current folder.
    pub(crate) fn load(flags: &Flags) -> Result<Self, Failure> {
        let here = env::current_dir()?;
        let mut config = match &flags.config {
            Some(path) => Self::read(path)?.unwrap_or_default(),
            None if flags.isolated => Self::default(),
            None => Self::find(&here)?.unwrap_or_default(),
        };
        let repository = |folder: &Path| {
            let found = folder.ancestors().find(|folder| folder.join(".git").exists());
            found.map(Path::to_owned)
        };
        if config.root.as_os_str().is_empty() {
            config.project = repository(&here).unwrap_or_else(|| here.clone());
            config.root = here;
        } else {
            config.project.clone_from(&config.root);
        }
        config.top = repository(&config.root).unwrap_or_else(|| config.project.clone());
        let settings = &mut config.settings;
        if !flags.select.is_empty() {
            settings.select.clone_from(&flags.select);
        }
        settings.ignore.extend(&flags.ignore);
        let more = flags.settings()?;
        settings.severity.extend(more.severity);
        settings.exclude.extend(more.exclude);
        settings.bibliography.extend(more.bibliography);
        settings.paths.extend(more.paths);
        if let Some(level) = flags.fail_on {
            settings.fail_on = level.severity();
        }
        Ok(config)
    }

    /// The settings found upwards from `here`; `None` if there are none.
    pub(crate) fn find(here: &Path) -> Result<Option<Self>, Failure> {
        for folder in here.ancestors() {
            for (name, _) in FILES {
                let path = folder.join(name);
                if path.is_file()
                    && let Some(config) = Self::read(&path)?
                {
                    return Ok(Some(config));
                }
            }
        }
        Ok(None)
    }

    /// The settings in the file at `path`; `None` if it has none.
    fn read(path: &Path) -> Result<Option<Self>, Failure> {
        let text = fs::read_to_string(path).map_err(|error| Failure::at(path.display(), error))?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let tables =
            FILES.iter().find(|(file, _)| *file == name).map_or(&[] as &[&str], |(_, tables)| tables);
        let settings =
            Settings::parse(&text, tables).map_err(|errors| unusable(path, text.clone(), &errors))?;
        let folder = fs::canonicalize(path)?.parent().map(Path::to_owned).unwrap_or_default();
        Ok(settings.map(|settings| Self { settings, root: folder, ..Self::default() }))
    }

    /// `path`, which is relative to the folder of the settings file, as seen from the folder `here` below it.
    pub(crate) fn seen_from(&self, here: &Path, path: &str) -> String {
        let here = fs::canonicalize(here).unwrap_or_else(|_| here.to_owned());
        let whole = match here.strip_prefix(&self.root) {
            Ok(down) => down.components().map(|_| "..").collect::<PathBuf>().join(path),
            Err(_) => self.root.join(path),
        };
        whole.to_string_lossy().into_owned()
    }

    /// `path` relative to the folder of the settings file, with `/` between folders.
    pub(crate) fn relative(&self, path: &Path) -> String {
        let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let relative = whole.strip_prefix(&self.root).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    }

    /// What every rule counts for the file at `path`.
    pub(crate) fn levels(&self, path: &Path) -> Levels {
        let relative = if self.settings.paths.is_empty() { String::new() } else { self.relative(path) };
        self.settings.levels(&relative)
    }

    /// Looks whether the bibliographies that the settings name are there and can be read: without them no key would be
    /// checked.
    pub(super) fn find_bibliographies(&self) -> Result<(), Failure> {
        for name in &self.settings.bibliography {
            let path = self.root.join(name);
            if !path.is_file() {
                return Err(Failure::at(
                    name,
                    "no such bibliography; the name counts from the settings file",
                ));
            }
            let text = fs::read(&path).map_err(|error| Failure::at(name, error))?;
            if library::keys(name, &super::reads::text(text)).is_none() {
                return Err(Failure::at(
                    name,
                    "no bibliography that ibid can read: .bib, CSL JSON or YAML, Hayagriva",
                ));
            }
        }
        Ok(())
    }

    /// Whether the file at `path`, symbolic links followed, lies in the project.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|whole| whole.starts_with(&self.project))
    }
}

impl Flags {
    /// What the flags say that have no type of their own, read as a settings file would be.
    fn settings(&self) -> Result<Settings, Failure> {
        let pair = |flag: &str, text: &str| {
            let (key, rest) =
                text.split_once('=').ok_or_else(|| Failure::at(flag, format!("`{text}` has no `=`")))?;
            Ok::<_, Failure>((key.to_owned(), rest.to_owned()))
        };
        let mut check = toml::Table::new();
        let list = |items: &[String]| toml::Value::from(items.to_vec());
        check.insert("exclude".to_owned(), list(&self.exclude));
        check.insert("bibliography".to_owned(), list(&self.bibliography));
        let mut severity = toml::Table::new();
        for text in &self.severity {
            let (rule, level) = pair("--severity", text)?;
            severity.insert(rule, level.into());
        }
        check.insert("severity".to_owned(), severity.into());
        let mut paths: Vec<toml::Value> = Vec::new();
        for (flag, key, texts) in
            [("--path-select", "select", &self.path_select), ("--path-ignore", "ignore", &self.path_ignore)]
        {
            for text in texts {
                let (glob, rule) = pair(flag, text)?;
                let rules = toml::Value::from(vec![rule]);
                paths.push(
                    toml::Table::from_iter([("glob".to_owned(), glob.into()), (key.to_owned(), rules)])
                        .into(),
                );
            }
        }
        for text in &self.path_severity {
            let (glob, rest) = pair("--path-severity", text)?;
            let (rule, level) = pair("--path-severity", &rest)?;
            let severity = toml::Table::from_iter([(rule, level.into())]);
            paths.push(
                toml::Table::from_iter([
                    ("glob".to_owned(), glob.into()),
                    ("severity".to_owned(), severity.into()),
                ])
                .into(),
            );
        }
        check.insert("path".to_owned(), paths.into());
        let text = toml::Table::from_iter([("check".to_owned(), check.into())]).to_string();
        match Settings::parse(&text, &[]) {
            Ok(settings) => Ok(settings.unwrap_or_default()),
            Err(errors) => {
                let messages: Vec<_> = errors.into_iter().map(|error| error.message).collect();
                Err(Failure::at("the flags", messages.join("\nerror: ")))
            }
        }
    }
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// All `errors` in one message, each with its place.
fn unusable(path: &Path, text: String, errors: &[SettingsError]) -> Failure {
    let source = Source::new(path.to_string_lossy(), text);
    let line = |error: &SettingsError| {
        let at = source.locate(error.span.start);
        format!("{}:{}:{}: {}", source.name(), at.line, at.column, error.message)
    };
    Failure::Unusable(errors.iter().map(line).collect::<Vec<_>>().join("\nerror: "))
}
