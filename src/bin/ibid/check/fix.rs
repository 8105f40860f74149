//! `--fix`: what can be mended in a .bib, mended.

use std::fs;
use std::io::Write;
use std::path::Path;

use ibid::article::Source;
use ibid::lint::{Baseline, Checked, Context, Safety, check_library, fixed};
use similar::TextDiff;
use tempfile::NamedTempFile;

use super::changes::Changes;
use super::config::Config;
use super::targets::{Kind, Target};
use crate::document::{LARGEST, relative};
use crate::failure::Failure;

/// Fixes can open the way for others; after so many rounds the rest waits for the next run.
const ROUNDS: usize = 8;

/// What counts: the rest is neither reported nor mended.
pub(super) struct Counts<'a> {
    /// The lines that do, if not all.
    pub(super) changes: Option<&'a Changes>,
    /// What was accepted before, and the folder from which it names files.
    pub(super) baseline: Option<(Baseline, &'a Path)>,
}

impl Counts<'_> {
    /// Takes from `checked` what does not count.
    fn limit(&self, checked: &mut Checked) {
        if let Some((baseline, beside)) = &self.baseline {
            checked.know_as(relative(Path::new(checked.source.name()), beside));
            baseline.forgive(checked);
        }
        if let Some(changes) = self.changes {
            changes.keep(checked);
        }
    }

    /// Lines that changed are those of the file as it is: once mended, others stand there.
    fn rounds(&self) -> usize {
        if self.changes.is_some() { 1 } else { ROUNDS }
    }
}

/// What fixing one file did.
pub(super) struct Mended {
    /// How many fixes were made.
    pub(super) made: usize,
    /// What changed, as a unified diff.
    pub(super) diff: String,
}

/// Mends in the .bib that `target` names what `counts` leaves; with `dry_run` only says what would change. `None` if nothing
/// can be.
///
/// A file that is not UTF-8 is left alone: writing it back would change bytes that no rule named.
pub(super) fn mend(
    target: &Target,
    config: &Config,
    context: Context,
    allowed: Safety,
    dry_run: bool,
    counts: &Counts<'_>,
) -> Result<Option<Mended>, Failure> {
    let path = &target.path;
    let readable = fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= LARGEST);
    if target.kind != Kind::Library || !readable {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|error| Failure::at(path.display(), error))?;
    let Ok(old) = String::from_utf8(bytes) else { return Ok(None) };
    let levels = config.levels(path);
    let (mut text, mut made) = (old.clone(), 0);
    for _ in 0..counts.rounds() {
        let source = Source::new(path.to_string_lossy(), text.clone());
        let findings = check_library(&source, context, &levels);
        let mut checked = Checked::new(source, findings);
        counts.limit(&mut checked);
        let Some((new, more)) = fixed(&text, &checked.findings, allowed) else {
            break;
        };
        text = new;
        made += more;
    }
    if made == 0 {
        return Ok(None);
    }
    let name = path.to_string_lossy();
    let diff = TextDiff::from_lines(&old, &text).unified_diff().header(&name, &name).to_string();
    if !dry_run {
        replace(path, &text).map_err(|error| Failure::at(path.display(), error))?;
    }
    Ok(Some(Mended { made, diff }))
}

/// Puts `text` in the place of the file at `path`, all or none.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let path = fs::canonicalize(path)?;
    let mut file = NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    file.persist(&path)?;
    Ok(())
}
