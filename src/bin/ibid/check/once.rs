//! One fault, one finding: what an article and the library made from it both have is reported where a person would mend it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use ibid::library::sheet::{Kind, Sheet};
use ibid::lint::Checked;

use super::config::Config;
use super::project;
use super::reads::{Reads, text};
use crate::document::folder;

/// The faults of one source: the code of the rule, and the work that it is about.
type Faults = HashSet<(&'static str, String)>;

/// The rule for claims that cite what the library does not have, and that for citations of what the article has not.
const UNKNOWN_SOURCE: &str = "LIB003";
const DANGLING: &str = "CIT001";

/// Takes from `checked` what is there twice. Of a work that the article itself prints the fault is the article's, of a PDF,
/// which nobody mends, the library's; of one out of a .bib that the article names it is that file's.
pub(super) fn once(checked: &mut [Checked], config: &Config) {
    let faults: HashMap<PathBuf, Faults> = checked
        .iter()
        .filter(|c| !c.findings.is_empty())
        .map(|c| (whole(Path::new(c.source.name())), found(c)))
        .collect();
    let is_dangling = |key: &str| faults.values().any(|found| found.contains(&(DANGLING, key.to_owned())));
    let mut left: HashMap<PathBuf, Faults> = HashMap::new();
    for (path, own) in &faults {
        if path.extension().is_some_and(|ending| ending == "toml") {
            let told = own.iter().filter(|(code, key)| *code == UNKNOWN_SOURCE && is_dangling(key));
            left.entry(path.clone()).or_default().extend(told.cloned());
        }
        let Some(origin) = Origin::of(path, config) else { continue };
        for fault in own {
            let (code, key) = fault;
            let printed = origin.numbers.get(key).map(|number| (*code, number.clone()));
            let printed =
                printed.filter(|fault| faults.get(&origin.article).is_some_and(|f| f.contains(fault)));
            let is_named =
                || origin.named.iter().any(|bib| faults.get(bib).is_some_and(|f| f.contains(fault)));
            match printed {
                Some(printed) if origin.is_pdf() => {
                    left.entry(origin.article.clone()).or_default().insert(printed);
                }
                Some(_) => drop(left.entry(path.clone()).or_default().insert(fault.clone())),
                None if is_named() => drop(left.entry(path.clone()).or_default().insert(fault.clone())),
                None => {}
            }
        }
    }
    for checked in checked.iter_mut() {
        let Some(left) = left.get(&whole(Path::new(checked.source.name()))) else { continue };
        checked.retain(|_, finding, _| {
            let work = finding.fault.work.clone().unwrap_or_default();
            !left.contains(&(finding.rule.code, work))
        });
    }
}

/// The faults of `checked` that are about a work.
fn found(checked: &Checked) -> Faults {
    let findings = checked.findings.iter();
    findings.filter_map(|finding| Some((finding.rule.code, finding.fault.work.clone()?))).collect()
}

/// What a library was made from.
struct Origin {
    article: PathBuf,
    /// The numbers that the article prints, by key.
    numbers: HashMap<String, String>,
    /// The .bib files that the article names, itself not among them.
    named: Vec<PathBuf>,
}

impl Origin {
    /// That of the .bib at `library`, as the .toml beside it says.
    fn of(library: &Path, config: &Config) -> Option<Self> {
        if library.extension().is_none_or(|ending| ending != "bib") {
            return None;
        }
        let bytes = Reads::new(config).file(&library.with_extension("toml"))?;
        let sheet = Sheet::parse(text(bytes));
        let head = sheet.read_head().ok().filter(|head| !head.article.is_empty())?;
        let article = whole(&folder(library).join(&head.article));
        let records = sheet.blocks().iter().filter(|block| block.kind == Kind::Reference);
        let records = records.filter_map(|&block| sheet.reference(block).ok());
        let numbers = records.filter_map(|record| Some((record.key.clone(), record.number?.to_string())));
        let named = project::libraries_of(&article, config);
        let named = named.iter().map(|path| whole(path)).filter(|path| path != library);
        Some(Self { numbers: numbers.collect(), named: named.collect(), article })
    }

    fn is_pdf(&self) -> bool {
        self.article.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
    }
}

/// One name for the file at `path`, however it is reached.
fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
