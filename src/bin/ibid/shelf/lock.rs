//! One writer at a time: an advisory lock on a file that says who holds it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// The name of the lock file in the folder of the library.
const NAME: &str = ".ibid.lock";

/// How long to wait for another process before giving up; the longest command holds the lock for a second or so.
const PATIENCE: Duration = Duration::from_secs(20);

/// The lock of a folder, held until dropped. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Held for its lock.
    _file: File,
}

impl Lock {
    /// Takes the lock of the folder `dir`, waiting for another process if need be.
    pub(super) fn take(dir: &Path) -> Result<Self, Failure> {
        let path = dir.join(NAME);
        let start = Instant::now();
        loop {
            let mut file = open(&path).map_err(|error| Failure::at(dir.display(), cannot_write(&error)))?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => {
                    sign(&mut file).map_err(|error| Failure::at(path.display(), error))?;
                    return Ok(Self { path, _file: file });
                }
                // The holder before us took the file away with its lock: ours is on a file without a name.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                    let message = format!("in use by {}; try again when it is done", holder(&mut file));
                    return Err(Failure::at(dir.display(), message));
                }
                Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(15)),
                Err(TryLockError::Error(error)) => return Err(Failure::at(path.display(), error)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where it cannot be taken away (Windows, while open) it stays behind and does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// What a failure to write into a folder comes down to.
pub(super) fn cannot_write(error: &io::Error) -> String {
    format!("cannot write here ({error}); nothing was changed")
}

/// Writes into the lock file who holds it.
fn sign(file: &mut File) -> io::Result<()> {
    let command = std::env::args().nth(1).unwrap_or_default();
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "ibid {command} (process {})", std::process::id())
}

fn holder(file: &mut File) -> String {
    let mut name = String::new();
    let read = file.rewind().and_then(|()| file.take(200).read_to_string(&mut name));
    if read.is_ok() && !name.is_empty() { name } else { "another process".to_owned() }
}

/// Whether `file` is still the one at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let inode = |m: fs::Metadata| (m.dev(), m.ino());
    file.metadata().ok().map(inode) == fs::metadata(path).ok().map(inode)
}

/// Whether `file` is still the one at `path`: an open file cannot be taken away here.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
