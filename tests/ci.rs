//! The files that take ibid to a CI: they are YAML, and the script of the action does what it says.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

use saphyr::{LoadableYamlNode, Yaml};

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn the_files_to_copy_are_yaml() {
    let page = file("docs/ci.md");
    let blocks: Vec<&str> =
        page.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 3, "GitHub, GitLab, pre-commit");
    for text in blocks.into_iter().chain([&*file("action.yml"), &*file(".pre-commit-hooks.yaml")]) {
        assert!(Yaml::load_from_str(text).is_ok_and(|found| found.len() == 1), "{text}");
    }
}

#[test]
fn the_script_of_the_action_checks_and_tells() {
    let folder = tempfile::tempdir().unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_ibid")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/action");
    let told = folder.path().join("told");
    for (date, code, findings) in [("2101", 1, "findings=true\n"), ("2001", 0, "findings=false\n")] {
        let text = format!("@misc{{a, author = {{Roe, Ann}}, title = {{On Ties}}, date = {{{date}}}}}\n");
        fs::write(folder.path().join("a.bib"), text).unwrap();
        fs::write(&told, "").unwrap();
        let run = Command::new("bash")
            .arg(&script)
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("GITHUB_OUTPUT", &told)
            // A name of a path is no command.
            .envs([
                ("INPUT_PATHS", "a.bib"),
                ("INPUT_FORMAT", "github"),
                ("INPUT_OUTPUT", "kept; touch made"),
            ])
            .output()
            .unwrap();
        let out = String::from_utf8_lossy(&run.stdout).into_owned();
        assert_eq!((run.status.code(), fs::read_to_string(&told).unwrap().as_str()), (Some(code), findings));
        assert_eq!(out.starts_with("::error title=NUM001"), code == 1, "{out}");
        assert_eq!(fs::read_to_string(folder.path().join("kept; touch made")).unwrap(), out);
        assert!(!folder.path().join("made").exists());
    }
}
