//! What an earlier run found, for files that are as they were.
//!
//! An entry is a file of its own, named after the path, the settings and the program; it holds the digest of
//! every file that the check looked at. One that cannot be read, or does not fit, is no entry.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{env, fs};

use ibid::article::Source;
use ibid::library::digest;
use ibid::lint::{Checked, Context, Fault, Finding, Severity, rule};
use serde::{Deserialize, Serialize};

use super::reads::{Reads, text};
use super::targets::Target;
use crate::failure::Failure;

/// A folder of entries.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    /// The program and the year of the run: other programs find other things.
    program: String,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// Paths with the digest of the file, none where it was not at hand.
    reads: Vec<(PathBuf, Option<String>)>,
    checked: Vec<Kept>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    /// The text of the source, where it is not simply that of the file called `name`.
    text: Option<String>,
    findings: Vec<(String, Severity, Fault)>,
}

impl Cache {
    /// The cache in `folder`, which is made where it is missing.
    ///
    /// # Errors
    ///
    /// If the folder cannot be made.
    pub(super) fn open(folder: &Path, context: Context) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder.display(), error))?;
        let build = env::current_exe().and_then(fs::metadata).ok();
        let made = build.as_ref().and_then(|b| b.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        let size = build.map_or(0, |b| b.len());
        let program = format!("{} {size} {made:?} {}", env!("CARGO_PKG_VERSION"), context.year);
        Ok(Self { folder: folder.to_owned(), program })
    }

    /// What was found in `target` under `settings`, if all files are as they were; `reads` takes them up.
    pub(super) fn get(&self, target: &Target, settings: &str, reads: &mut Reads<'_>) -> Option<Vec<Checked>> {
        let bytes = fs::read(self.entry(target, settings)).ok()?;
        let entry: Entry = serde_json::from_slice(&bytes).ok()?;
        let mut files = HashMap::new();
        for (path, known) in entry.reads {
            let bytes = if path == target.path { fs::read(&path).ok() } else { reads.file(&path) };
            if bytes.as_deref().map(digest::long) != known {
                return None;
            }
            files.insert(path, bytes.unwrap_or_default());
        }
        entry.checked.into_iter().map(|kept| kept.restored(&mut files)).collect()
    }

    /// Keeps what was found in `target` for the next run. A failure costs time then, and nothing else.
    pub(super) fn put(&self, target: &Target, settings: &str, reads: &Reads<'_>, checked: &[Checked]) {
        let entry =
            Entry { reads: reads.digests(), checked: checked.iter().map(|c| Kept::of(c, reads)).collect() };
        let Ok(json) = serde_json::to_vec(&entry) else { return };
        let Ok(file) = tempfile::NamedTempFile::new_in(&self.folder) else { return };
        if fs::write(file.path(), json).is_ok() {
            let _ = file.persist(self.entry(target, settings));
        }
    }

    fn entry(&self, target: &Target, settings: &str) -> PathBuf {
        // What was only found may be passed over, what is named may not.
        let what = format!("{}\0{}\0{}\0{settings}", self.program, target.path.display(), target.is_found);
        let name = digest::long(what.as_bytes());
        self.folder.join(name.trim_start_matches("blake3:")).with_extension("json")
    }
}

impl Kept {
    fn of(checked: &Checked, reads: &Reads<'_>) -> Self {
        let name = checked.source.name().to_owned();
        let as_read = reads.text_of(Path::new(&name)).is_some_and(|text| text == checked.source.text());
        let text = (!as_read).then(|| checked.source.text().to_owned());
        let finding = |f: &Finding| (f.rule.code.to_owned(), f.severity, f.fault.clone());
        Self { name, text, findings: checked.findings.iter().map(finding).collect() }
    }

    /// `None` if a rule of it is not known.
    fn restored(self, files: &mut HashMap<PathBuf, Vec<u8>>) -> Option<Checked> {
        let whole = match self.text {
            Some(text) => text,
            None => text(files.remove(Path::new(&self.name))?),
        };
        let finding = |(code, severity, fault): (String, Severity, Fault)| {
            Some(Finding { rule: rule(&code)?, severity, fault })
        };
        let findings = self.findings.into_iter().map(finding).collect::<Option<Vec<_>>>()?;
        Some(Checked::new(Source::new(self.name, whole), findings))
    }
}
