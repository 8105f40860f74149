//! What several tests share: articles, and programs that read what ibid writes. A program that is not installed is
//! skipped, with a line that says so.

#![allow(dead_code, reason = "each test uses its own part")]

use std::fs;
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

/// An article that cites `references` works, worded by `word`.
pub(crate) fn article(references: u32, word: &str) -> String {
    let claims =
        (1..=references).map(|n| format!("The {word} rose in the {n}th district of the valley [{n}].\n\n"));
    let list = (1..=references).map(|n| {
        let year = 1900 + n % 100;
        format!("{n}. Weitz, R., {year}. Averting the {word} of District {n}. Survival, {n}: 155-167.\n")
    });
    format!("{}References\n{}", claims.collect::<String>(), list.collect::<String>())
}

/// A draft that cites three works.
pub(crate) const OLD: &str = "Introduction

The dams hold back half of the water [1]. The harvest has failed again [2].

References

1. Weitz, R., 2006. Borders of the East. Survival, 3: 155-167.
2. Blank, S., 2010. Water and Power. Analyst, 16: 3-5.
3. Marsh, T., 2011. Reeds and Banks. Analyst, 17: 6-9.
";

/// The next draft: one work more, numbers and claims moved.
pub(crate) const NEW: &str = "Introduction

Farmers have left the valley [1]. The dams hold back half of the water [2, 3]. The harvest has failed again.

References

1. Freire, M.R., 2009. Grain in Dry Years. Asian Perspective, 2: 125-149.
2. Weitz, R., 2006. Borders of the East. Survival, 3: 155-167.
3. Blank, S., 2010. Water and Power. Analyst, 16: 3-5.
";

/// Runs `ibid` in `dir`: exit code, standard output and standard error.
pub(crate) fn ibid(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(args)
        .current_dir(dir)
        .env("COLUMNS", "90")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A folder with the two drafts, `old.txt` and `new.txt`.
pub(crate) fn drafts() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("old.txt"), OLD).unwrap();
    fs::write(dir.path().join("new.txt"), NEW).unwrap();
    dir
}
