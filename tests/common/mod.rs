//! What several tests share: articles, and programs that read what ibid writes. A program that is not installed is
//! skipped, with a line that says so.

#![allow(dead_code, reason = "each test uses its own part")]

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
