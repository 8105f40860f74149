//! Programs that read what ibid writes. One that is not installed is skipped, with a line that says so.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What `program` says to `args`, run in `dir`; `None`, with a line on standard error, if it is not installed.
///
/// `python3` is the one of the environment `target/consumers/python`, and modules of Node come from
/// `target/consumers/node_modules`, where `.ci/consumers` has made them.
pub(crate) fn consumer(program: &str, args: &[&str], dir: &Path) -> Option<Output> {
    let own = installed("python/bin").join(program);
    let mut command = if own.is_file() { Command::new(own) } else { Command::new(program) };
    command.args(args).current_dir(dir).env("NODE_PATH", installed("node_modules"));
    match command.output() {
        Ok(output) => Some(output),
        Err(_) => {
            eprintln!("skipped: {program} is not installed");
            None
        }
    }
}

/// Where `.ci/consumers` puts `name`.
pub(crate) fn installed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/consumers").join(name)
}

/// Panics with all that a consumer said, unless it was content.
#[track_caller]
pub(crate) fn assert_content(output: &Output) {
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
}
