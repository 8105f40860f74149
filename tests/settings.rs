//! What can be set in `ibid.toml` can be set by a flag, and the other way round.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use ibid::lint::TEMPLATE;

/// Flags that say what this one run is to do, rather than how a project is checked.
const OF_ONE_RUN: [&str; 10] = [
    "config", "isolated", "statistics", "write-baseline", "diff", "fix", "unsafe-fixes", "dry-run", "help",
    "version",
];

fn ibid(dir: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid")).current_dir(dir).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_key_has_a_flag_and_every_flag_a_key() {
    let (_, help, _) = ibid(Path::new("."), &["check", "--help"]);
    let flags: BTreeSet<String> = help
        .lines()
        .filter_map(|line| {
            line.trim_start().strip_prefix("-h, ").or(Some(line.trim_start()))?.strip_prefix("--")
        })
        .map(|flag| flag.split([' ', '=', ',']).next().unwrap().to_owned())
        .filter(|flag| !OF_ONE_RUN.contains(&flag.as_str()) && !flag.starts_with('['))
        .collect();
    let mut keys = BTreeSet::new();
    let mut table = "";
    for line in TEMPLATE.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)) {
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']);
            keys.extend(table.strip_prefix("check.").filter(|inner| *inner != "path").map(str::to_owned));
        } else if let Some((key, _)) = line.split_once(" = ") {
            match table {
                "check" => drop(keys.insert(key.to_owned())),
                // `glob` stands before the rule in each of these flags.
                "check.path" if key != "glob" => drop(keys.insert(format!("path-{key}"))),
                _ => {}
            }
        }
    }
    assert!(keys.len() > 8, "{keys:?}");
    assert_eq!(flags, keys);
}

const ARTICLE: &str = "Ties have grown [1]. Trade fell [3].\n\nReferences\n\
                       1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n";

/// Each setting by flags, and as a file; both say the same.
#[test]
fn flags_and_keys_do_the_same() {
    let cases: [(&[&str], &str); 7] = [
        (
            &["--severity", "dangling-citation=info,uncited-reference=off"],
            "[check.severity]\ndangling-citation = \"info\"\nuncited-reference = \"off\"\n",
        ),
        (
            &["--path-ignore", "drafts/**=dangling-citation"],
            "[[check.path]]\nglob = \"drafts/**\"\nignore = [\"dangling-citation\"]\n",
        ),
        (&["--path-select", "drafts/**=all"], "[[check.path]]\nglob = \"drafts/**\"\nselect = [\"all\"]\n"),
        (
            &["--path-severity", "drafts/**=CIT001=info"],
            "[[check.path]]\nglob = \"drafts/**\"\nseverity = { CIT001 = \"info\" }\n",
        ),
        (&["--exclude", "drafts/**"], "[check]\nexclude = [\"drafts/**\"]\n"),
        (&["--format", "github"], "[check]\nformat = \"github\"\n"),
        (
            &["--fail-on", "never", "--ignore", "CIT002"],
            "[check]\nfail-on = \"never\"\nignore = [\"CIT002\"]\n",
        ),
    ];
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("drafts")).unwrap();
    fs::write(dir.path().join("drafts/a.txt"), ARTICLE).unwrap();
    let plain = ibid(dir.path(), &["check", "."]);
    assert!(plain.1.contains("dangling-citation"), "{plain:?}");
    for (flags, settings) in cases {
        let by_flags = ibid(dir.path(), &[&["check", "."], flags].concat());
        fs::write(dir.path().join("ibid.toml"), settings).unwrap();
        let by_file = ibid(dir.path(), &["check", "."]);
        fs::remove_file(dir.path().join("ibid.toml")).unwrap();
        assert_eq!(by_flags, by_file, "{settings}");
        // Nothing that is off by default would be found here.
        assert!(by_flags != plain || settings.contains("select"), "{settings}");
    }
}

#[test]
fn a_baseline_and_a_cache_can_be_set() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), ARTICLE).unwrap();
    fs::write(dir.path().join("ibid.toml"), "[check]\nbaseline = \"known.json\"\ncache = \"kept\"\n")
        .unwrap();
    assert_eq!(ibid(dir.path(), &["check", "a.txt", "--write-baseline"]).0, Some(0));
    assert!(dir.path().join("known.json").is_file() && dir.path().join("kept").is_dir());
    assert_eq!(ibid(dir.path(), &["check", "a.txt"]).0, Some(0));
}

#[test]
fn the_library_and_its_exports_can_be_set() {
    let dir = tempfile::tempdir().unwrap();
    let (dir, sub) = (dir.path(), dir.path().join("notes"));
    fs::create_dir(&sub).unwrap();
    fs::write(dir.join("a.txt"), ARTICLE).unwrap();
    fs::write(dir.join("ibid.toml"), "library = \"refs\"\n\n[export]\nto = \"ris\"\nstyle = \"ieee\"\n")
        .unwrap();
    assert_eq!(ibid(dir, &["extract", "a.txt"]).0, Some(0));
    assert!(dir.join("refs/a.bib").is_file() && !dir.join("bib").exists());
    assert_eq!(ibid(&sub, &["annotate", "c1", "--note", "Mine."]).0, Some(0));
    assert!(ibid(&sub, &["claims"]).1.contains("Ties have grown"));
    assert!(ibid(dir, &["export"]).1.starts_with("TY  - "));
    // What a flag says goes first.
    assert!(ibid(dir, &["export", "--to", "biblatex"]).1.starts_with('@'));
    assert!(ibid(dir, &["export", "--annotated", "markdown"]).1.contains("\\[1\\] "));
    assert!(!ibid(dir, &["export", "--annotated", "markdown", "--style", "apa"]).1.contains("\\[1\\] "));
    assert_eq!(ibid(dir, &["extract", "a.txt", "-o", "other"]).0, Some(0));
    assert!(dir.join("other/a.bib").is_file());
    for (settings, want) in [
        ("libary = \"refs\"\n", "did you mean `library`?"),
        ("[export]\nstile = \"apa\"\n", "did you mean `style`?"),
        ("[export]\nto = \"bibtexx\"\n", "`bibtexx` is none of"),
    ] {
        fs::write(dir.join("ibid.toml"), settings).unwrap();
        let (code, said, complained) = ibid(dir, &["export"]);
        assert!(code == Some(2) && said.is_empty() && complained.contains(want), "{complained}");
    }
}

#[test]
fn mistakes_are_told_with_a_suggestion() {
    let dir = tempfile::tempdir().unwrap();
    for (flags, want) in [
        (["--severity", "dangling-citaton=info"], "did you mean `dangling-citation`?"),
        (["--severity", "dangling-citation"], "has no `=`"),
        (["--path-ignore", "a/**"], "has no `=`"),
        (["--exclude", "a/[b"], "the flags"),
    ] {
        let (code, _, said) = ibid(dir.path(), &[&["check", "."], &flags[..]].concat());
        assert!(code == Some(2) && said.contains(want), "{said}");
    }
    fs::write(dir.path().join("ibid.toml"), "[check]\nbaselin = \"x\"\nformat = \"xml\"\n").unwrap();
    let (code, _, said) = ibid(dir.path(), &["check", "."]);
    assert!(
        code == Some(2) && said.contains("did you mean `baseline`?") && said.contains("`xml` is none of"),
        "{said}"
    );
}

/// In each file that can hold settings, what stands in front of `check.ignore` and of `check.path`.
const HOMES: [(&str, &str); 3] =
    [("ibid.toml", ""), ("pyproject.toml", "tool.ibid."), ("Cargo.toml", "package.metadata.ibid.")];

#[test]
fn settings_are_looked_for_upwards_and_in_the_files_of_other_tools() {
    let dir = tempfile::tempdir().unwrap();
    let deep = dir.path().join("parts/one");
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("a.txt"), ARTICLE).unwrap();
    let code = || ibid(&deep, &["check", "a.txt"]).0;
    assert_eq!(code(), Some(1));
    for (name, prefix) in HOMES {
        let file = dir.path().join(name);
        // Globs count from the folder of the file, wherever ibid is called.
        let off = format!("[[{prefix}check.path]]\nglob = \"parts/**\"\nignore = [\"citations\"]\n");
        let other = if prefix.is_empty() { "" } else { "[other]\nx = 1\n\n" };
        fs::write(&file, format!("{other}{off}")).unwrap();
        assert_eq!(code(), Some(0), "{name}");
        assert_eq!(ibid(&deep, &["check", "--isolated", "a.txt"]).0, Some(1), "{name}");
        fs::write(&file, format!("[{prefix}check]\nignroe = []\n")).unwrap();
        let (code, _, said) = ibid(&deep, &["check", "a.txt"]);
        assert!(code == Some(2) && said.contains(&format!("{name}:2:1: unknown key `ignroe`")), "{said}");
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn the_nearest_settings_count_and_files_without_settings_do_not() {
    let dir = tempfile::tempdir().unwrap();
    let inner = dir.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.txt"), ARTICLE).unwrap();
    fs::write(dir.path().join("ibid.toml"), "[check]\nignore = [\"citations\"]\n").unwrap();
    fs::write(inner.join("pyproject.toml"), "[project]\nname = \"a\"\n").unwrap();
    assert_eq!(ibid(&inner, &["check", "a.txt"]).0, Some(0));
    fs::write(inner.join("pyproject.toml"), "[tool.ibid.check]\nselect = [\"all\"]\n").unwrap();
    assert_eq!(ibid(&inner, &["check", "a.txt"]).0, Some(1));
    // In one folder ibid's own file stands above those of other tools.
    fs::write(inner.join("ibid.toml"), "[check]\nfail-on = \"never\"\n").unwrap();
    assert_eq!(ibid(&inner, &["check", "a.txt"]).0, Some(0));
}
