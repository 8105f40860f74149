//! Several files replaced all or none.
//!
//! New texts are written beside the old files first. Then a journal that lists them takes its place with one
//! rename: from that moment the new state holds, and whoever comes next finishes the renames that are left.
//! Killed before it, the process leaves temporary files that the next writer takes away.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ibid::library::digest;
use serde::{Deserialize, Serialize};
use tempfile::{Builder, TempPath};

use super::lock::cannot_write;
use crate::failure::Failure;
use crate::terminal;

const JOURNAL: &str = ".ibid.journal";
const PREFIX: &str = ".ibid-";
const SUFFIX: &str = ".tmp";

/// A file to be replaced.
#[derive(Debug)]
pub(super) struct Change {
    /// Where it is, or is to be.
    pub(super) path: PathBuf,
    /// What it held when it was read; `None` if there was none.
    pub(super) before: Option<String>,
    /// What it is to hold.
    pub(super) after: String,
}

/// A rename that the journal promises.
#[derive(Debug, Serialize, Deserialize)]
struct Rename {
    from: PathBuf,
    to: PathBuf,
    /// Digest of what was there; `None` if nothing was.
    before: Option<String>,
}

/// Replaces the files of `changes` in the library folder `dir`, whose lock the caller holds: all or none.
pub(super) fn commit(dir: &Path, changes: &[Change]) -> Result<(), Failure> {
    let dir = dir.canonicalize().map_err(|error| Failure::at(dir.display(), cannot_write(&error)))?;
    let mut written = Vec::new();
    for change in changes {
        let at = |error: io::Error| Failure::at(change.path.display(), cannot_write(&error));
        let to = target(&change.path).map_err(at)?;
        let now = read(&to).map_err(at)?;
        if now.as_deref() != change.before.as_deref().map(str::as_bytes) {
            let message = "changed while ibid was at work; nothing was written, run the command again";
            return Err(Failure::at(change.path.display(), message));
        }
        // A rename would replace it all the same.
        if fs::metadata(&to).is_ok_and(|found| found.permissions().readonly()) {
            return Err(at(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")));
        }
        let before = now.map(|bytes| digest::long(&bytes));
        written.push((write_beside(&to, &change.after).map_err(at)?, to, before));
    }
    promise(&dir, written).map_err(|error| Failure::at(dir.display(), cannot_write(&error)))?;
    recover(&dir)
}

/// The file that `path` stands for: a symbolic link is followed, so that it stays one.
fn target(path: &Path) -> io::Result<PathBuf> {
    if path.is_symlink() {
        return path.canonicalize();
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(path.parent().unwrap_or(Path::new("")).canonicalize()?.join(name))
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes `text` into a temporary file in the folder of `to`, with the rights of `to`, and onto the disk.
fn write_beside(to: &Path, text: &str) -> io::Result<TempPath> {
    let dir = to.parent().unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    let rights = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(rights);
    let mut file = builder.tempfile_in(dir)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(to) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// Puts the journal in place: the moment from which the new state holds.
fn promise(dir: &Path, written: Vec<(TempPath, PathBuf, Option<String>)>) -> io::Result<()> {
    let renames: Vec<Rename> = written
        .iter()
        .map(|(from, to, before)| Rename { from: from.to_path_buf(), to: to.clone(), before: before.clone() })
        .collect();
    let journal = write_beside(&dir.join(JOURNAL), &serde_json::to_string(&renames)?)?;
    // Kept before the promise: were they not, a failure between the two would break it.
    let kept: Vec<PathBuf> = written.into_iter().map(|(from, ..)| from.keep()).collect::<Result<_, _>>()?;
    if let Err(error) = journal.persist(dir.join(JOURNAL)) {
        kept.iter().for_each(|path| drop(fs::remove_file(path)));
        return Err(error.error);
    }
    sync(dir);
    Ok(())
}

/// Whether a killed process left a promise in `dir`.
pub(super) fn is_promised(dir: &Path) -> bool {
    dir.join(JOURNAL).exists()
}

/// Does the renames that are promised in `dir`, whose lock the caller holds, and takes away what was not.
pub(super) fn recover(dir: &Path) -> Result<(), Failure> {
    let path = dir.join(JOURNAL);
    let at = |error: io::Error| Failure::at(path.display(), error);
    if let Some(journal) = read(&path).map_err(at)? {
        let renames: Vec<Rename> = serde_json::from_slice(&journal).map_err(|error| at(error.into()))?;
        for rename in &renames {
            finish(rename).map_err(|error| Failure::at(rename.to.display(), error))?;
        }
        sync(dir);
        fs::remove_file(&path).map_err(at)?;
    }
    sweep(dir);
    Ok(())
}

/// Does one rename, unless it is done. What a person has saved since the promise is not replaced.
fn finish(rename: &Rename) -> io::Result<()> {
    if !rename.from.exists() {
        return Ok(());
    }
    let now = read(&rename.to)?.map(|bytes| digest::long(&bytes));
    if now == rename.before {
        return fs::rename(&rename.from, &rename.to);
    }
    let mut aside = rename.to.clone().into_os_string();
    aside.push(".ibid-new");
    let aside = PathBuf::from(aside);
    terminal::warn(format_args!(
        "{}: was edited after ibid was stopped; what ibid had to write is in {}",
        rename.to.display(),
        aside.display()
    ));
    fs::rename(&rename.from, aside)
}

/// Takes away temporary files that no promise covers. One that cannot be taken away does no harm.
fn sweep(dir: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Brings renames in `dir` onto the disk, where the system can.
fn sync(dir: &Path) {
    if let Ok(dir) = File::open(dir) {
        let _ = dir.sync_all();
    }
}
