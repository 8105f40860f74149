//! Commands that write, killed while they run: a library is the old one or the new one, all of its files.
//!
//! A few kills over a small library here; `IBID_KILLS=200 IBID_ENTRIES=1000` makes it a real trial.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::article;
use tempfile::TempDir;

mod common;

/// The files of a library and their texts, ibid's own working files left out.
type State = BTreeMap<String, String>;

fn setting(name: &str, default: u32) -> u32 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

fn start(dir: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(dir).args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

#[track_caller]
fn run(dir: &Path, args: &[&str]) {
    assert!(start(dir, args).wait().unwrap().success(), "{args:?}");
}

fn files(dir: &Path) -> impl Iterator<Item = (String, std::path::PathBuf)> {
    let entries = fs::read_dir(dir.join("bib")).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
}

fn state(dir: &Path) -> State {
    let texts = files(dir).filter(|(name, _)| !name.starts_with(".ibid"));
    texts.map(|(name, path)| (name, fs::read_to_string(path).unwrap())).collect()
}

/// Whether a command has begun to write: new texts stand beside the old ones.
fn is_writing(dir: &Path) -> bool {
    files(dir).any(|(name, _)| name.starts_with(".ibid-") || name == ".ibid.journal")
}

/// Waits until `child` writes, or ends.
fn until_writing_begins(dir: &Path, child: &mut Child) {
    while child.try_wait().unwrap().is_none() && !is_writing(dir) {
        sleep(Duration::from_micros(100));
    }
}

fn restore(dir: &Path, state: &State) {
    for (name, text) in state {
        fs::write(dir.join("bib").join(name), text).unwrap();
    }
}

/// A library of one article, and entries of one's own for some of its works under other keys.
fn library(references: u32) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("paper.txt"), article(references, "river")).unwrap();
    run(dir.path(), &["extract", "paper.txt"]);
    let own = (1..=references).step_by(20).map(|n| {
        let year = 1900 + n % 100;
        format!(
            "@article{{own:{n},\n  author = {{R. Weitz}},\n  title = {{Averting the River of District {n}}},\n  date = {{{year}}},\n}}\n"
        )
    });
    fs::write(dir.path().join("bib/own.bib"), own.collect::<String>()).unwrap();
    dir
}

/// Kills `ibid args` again and again, half of the times at moments spread over its whole run, half of the times at
/// moments spread over the time in which it writes. Afterwards, and once another command has looked at the library,
/// all of its files are as they were or all are as they were to become.
fn killed(dir: &Path, args: &[&str]) {
    let moments = setting("IBID_KILLS", 8);
    let old = state(dir);
    let begin = Instant::now();
    let mut child = start(dir, args);
    until_writing_begins(dir, &mut child);
    let until_writing = begin.elapsed();
    assert!(child.wait().unwrap().success());
    let whole = begin.elapsed();
    let new = state(dir);
    assert_ne!(old, new);
    let (mut before, mut after, mut between) = (0, 0, 0);
    for moment in 0..moments {
        restore(dir, &old);
        let mut child = start(dir, args);
        if moment % 2 == 0 {
            sleep(whole * moment / moments);
        } else {
            until_writing_begins(dir, &mut child);
            sleep((whole - until_writing) * moment / moments);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        between += u32::from(is_writing(dir));
        // Whoever comes next puts right what was promised, also one that only reads.
        let mut reader = start(dir, &["explain", "nobody"]);
        reader.wait().unwrap();
        let now = state(dir);
        assert!(now == old || now == new, "{args:?}: neither old nor new after {moment} of {moments}");
        before += u32::from(now == old);
        after += u32::from(now == new);
        restore(dir, &old);
        run(dir, args);
        assert_eq!(state(dir), new);
        assert!(files(dir).all(|(name, _)| !name.starts_with(".ibid")), "left-overs after {moment}");
    }
    println!("{args:?}: {whole:?}, {before} old, {after} new, {between} of them while it wrote");
}

#[test]
fn extract_killed_at_any_moment() {
    let entries = setting("IBID_ENTRIES", 200);
    let dir = library(entries);
    fs::write(dir.path().join("paper.txt"), article(entries, "glacier")).unwrap();
    killed(dir.path(), &["extract", "paper.txt"]);
}

#[test]
fn annotate_killed_at_any_moment() {
    let dir = library(setting("IBID_ENTRIES", 200));
    killed(dir.path(), &["annotate", "c7", "--note", "See the survey.", "--verdict", "partly"]);
}

#[test]
fn merge_killed_at_any_moment() {
    let dir = library(setting("IBID_ENTRIES", 200));
    killed(dir.path(), &["merge", "--yes"]);
}
