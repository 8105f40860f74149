//! The commands that work on a library, each once from the outside.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const BIB: &str = "\
% mine
@string{sv = \"Survival\"}
@article{weitz:averting,
\ttitle = {Averting a {New Great Game}},
\tauthor = {Weitz, Richard},
\tyear = 2006, journal = sv,
}
@article{weitz2006game, title = {Averting a New Great Game}, author = {R. Weitz}, date = {2006}, doi = {10.1/x}}
";

const TOML: &str = "\
schema = 1 # the first
article = \"../paper.txt\"

[[reference]]
number = 1
key = \"weitz2006game\"
raw = \"Weitz, R., 2006. Averting a New Great Game. Survival, 3: 155-167.\"

# about rivers
[[claim]]
id = \"c1\"
text = \"rivers rise\"
sentence = \"It is known that rivers rise.\"
cites = [\"weitz2006game\"]
where = { page = 1, line = 3 }
note = 'look it up'

[[claim]]
id = \"c2\"
text = \"rivers fall\"
verdict = \"supported\"
";

fn library() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("bib")).unwrap();
    fs::write(dir.path().join("bib/paper.bib"), BIB).unwrap();
    fs::write(dir.path().join("bib/paper.toml"), TOML).unwrap();
    dir
}

/// Runs `ibid` with `input`; exit code and standard output.
fn ibid(dir: &Path, args: &[&str], input: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(dir).args(args).env_remove("VISUAL").env_remove("EDITOR");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join("bib").join(name)).unwrap()
}

#[test]
fn annotate_touches_one_block() {
    let dir = library();
    let args = ["annotate", "paper:c1", "--tag", "water", "--verdict", "partly", "--locator", "p. 4"];
    assert_eq!(ibid(dir.path(), &args, "").0, Some(0));
    let added = "note = 'look it up'\nverdict = \"partly\"\nlocator = \"p. 4\"\ntags = [\"water\"]\n";
    assert_eq!(read(dir.path(), "paper.toml"), TOML.replace("note = 'look it up'\n", added));
    assert_eq!(read(dir.path(), "paper.bib"), BIB);
    assert_eq!(ibid(dir.path(), &["annotate", "c9", "--note", "x"], "").0, Some(2));
    assert_eq!(ibid(dir.path(), &["annotate", "c1"], "").0, Some(2), "nobody to edit");
    assert_eq!(ibid(dir.path(), &["annotate", "weitz:averting", "--note", "Mine."], "").0, Some(0));
    let added = "\n[[reference]]\nkey = \"weitz:averting\"\nnote = \"Mine.\"\n";
    assert!(read(dir.path(), "paper.toml").ends_with(added));
}

#[test]
fn merge_keeps_the_persons_key() {
    let dir = library();
    let (code, said) = ibid(dir.path(), &["merge"], "");
    assert_eq!(code, Some(0));
    assert!(
        said.starts_with("weitz:averting and weitz2006game: same title, first author and year\n"),
        "{said}"
    );
    assert!(said.contains("  author: \"Weitz, Richard\" stays, \"R. Weitz\" goes\n"), "{said}");
    assert_eq!(read(dir.path(), "paper.bib"), BIB);
    assert_eq!(ibid(dir.path(), &["merge", "--yes"], "").0, Some(0));
    let bib = read(dir.path(), "paper.bib");
    let start = BIB.split("@article{weitz2006game").next().unwrap();
    let added = "journal = sv,\n  doi = {10.1/x},\n  ids = {weitz2006game},\n}";
    assert_eq!(bib, start.replace("journal = sv,\n}", added));
    assert_eq!(read(dir.path(), "paper.toml"), TOML.replace("\"weitz2006game\"", "\"weitz:averting\""));
    assert_eq!(ibid(dir.path(), &["merge", "--yes"], "").1, "bib: no work has two keys\n");
}

#[test]
fn merge_tells_what_stays_and_makes_no_two_works_one() {
    let dir = TempDir::new().unwrap();
    let dir = dir.path();
    fs::create_dir(dir.join("bib")).unwrap();
    let entry = |kind: &str, key: &str, more: &str| {
        format!("@{kind}{{{key}, author = {{Blank, S.}}, title = {{Water and Power}}, date = 2010{more}}}\n")
    };
    let journal = |name: &str| format!(", journaltitle = {{{name}}}");
    // Across files, both keep what they have.
    fs::write(dir.join("bib/x.bib"), entry("article", "one", &journal("Analyst"))).unwrap();
    fs::write(dir.join("bib/y.bib"), entry("article", "two", &journal("Analyst Journal"))).unwrap();
    let (code, said) = ibid(dir, &["merge", "--yes"], "");
    assert_eq!(code, Some(0));
    assert!(
        said.contains("journaltitle: \"Analyst\" and \"Analyst Journal\" stay, each in its file\n"),
        "{said}"
    );
    assert!(!said.contains("goes"), "{said}");
    assert!(read(dir, "y.bib").contains("@article{one") && read(dir, "y.bib").contains("Analyst Journal"));
    // What says least is like two works, and makes them no one work.
    fs::remove_file(dir.join("bib/y.bib")).unwrap();
    let bib = entry("article", "one", ", doi = {10.1000/one}, journaltitle = {Analyst}")
        + &entry("misc", "two", ", related = {one}")
        + &entry("article", "three", ", doi = {10.1000/three}, journaltitle = {Other}");
    fs::write(dir.join("bib/x.bib"), bib).unwrap();
    let (_, said) = ibid(dir, &["merge", "--yes"], "");
    assert!(said.contains("  type: \"article\" stays, \"misc\" goes\n"), "{said}");
    assert!(said.contains("not merged: one and three, which it would make one, are two works"), "{said}");
    let bib = read(dir, "x.bib");
    assert!(
        bib.contains("10.1000/one") && bib.contains("10.1000/three") && !bib.contains("related"),
        "{bib}"
    );
    assert!(bib.contains("ids = {two}") && !bib.contains("@misc"), "{bib}");
}

#[test]
fn nothing_looks_whole_that_is_not() {
    let dir = library();
    let dir = dir.path();
    for command in ["merge", "review", "export", "fmt", "claims"] {
        assert_eq!(ibid(dir, &[command, "nowhere"], ""), (Some(2), String::new()), "{command}");
        assert_eq!(ibid(dir, &[command, "bib/typo.bib"], ""), (Some(2), String::new()), "{command}");
    }
    fs::write(dir.join("a.txt"), "On rivers.\n").unwrap();
    for command in ["merge", "review", "export", "fmt"] {
        assert_eq!(ibid(dir, &[command, "a.txt"], ""), (Some(2), String::new()), "{command}");
    }
    assert_eq!(ibid(dir, &["merge", "bib/paper.bib"], ""), (Some(2), String::new()));
    fs::write(dir.join("bib/paper.bib"), format!("{BIB}@misc{{broken, title = {{A {{b}}\n")).unwrap();
    for args in [&["export"][..], &["merge"], &["merge", "--yes"], &["explain", "broken"]] {
        assert_eq!(ibid(dir, args, ""), (Some(2), String::new()), "{args:?}");
    }
    let output =
        Command::new(env!("CARGO_BIN_EXE_ibid")).current_dir(dir).args(["explain", "broken"]).output();
    let words = String::from_utf8(output.unwrap().stderr).unwrap();
    assert!(words.contains("no entry broken") && words.contains("paper.bib:"), "{words}");
}

#[test]
fn two_works_of_one_key_are_told() {
    let dir = library();
    let dir = dir.path();
    let own = "@article{weitz2006game, title = {Tolls of old roads}, author = {Doe, C.}, date = {1990}}\n";
    fs::write(dir.join("bib/own.bib"), own).unwrap();
    for args in
        [&["export"][..], &["export", "bib/own.bib", "bib/paper.bib"], &["export", "--annotated", "html"]]
    {
        let output = Command::new(env!("CARGO_BIN_EXE_ibid")).current_dir(dir).args(args).output().unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && output.stdout.is_empty(), "{args:?}");
        assert!(words.contains("`weitz2006game` is another work than in bib/"), "{words}");
    }
    assert_eq!(ibid(dir, &["export", "--key", "weitz:averting"], "").0, Some(0));
    assert_eq!(ibid(dir, &["export", "bib/own.bib"], "").0, Some(0));
    let (code, said) = ibid(dir, &["merge", "--dry-run"], "");
    let lines = "weitz2006game: two works have this key; give one of them another\n  own.bib:1: Doe, C. · Tolls of old roads · 1990\n  paper.bib:8: ";
    assert!(code == Some(0) && said.contains(lines), "{said}");
}

#[test]
fn line_ends_stay() {
    let dir = library();
    let dir = dir.path();
    let long = |text: &str| text.replace('\n', "\r\n");
    fs::write(dir.join("bib/paper.bib"), long(BIB)).unwrap();
    fs::write(dir.join("bib/paper.toml"), long(TOML)).unwrap();
    assert_eq!(ibid(dir, &["annotate", "c1", "--note", "one\ntwo"], "").0, Some(0));
    let is_long =
        |name: &str| read(dir, name).matches('\n').count() == read(dir, name).matches("\r\n").count();
    assert!(is_long("paper.toml") && read(dir, "paper.toml").contains("one\r\ntwo"));
    assert_eq!(read(dir, "paper.bib"), long(BIB));
    assert_eq!(ibid(dir, &["merge", "--yes"], "").0, Some(0));
    assert!(is_long("paper.toml") && is_long("paper.bib"));
    assert_eq!(ibid(dir, &["fmt"], "").0, Some(0));
    assert!(is_long("paper.bib"));
    assert_eq!(ibid(dir, &["fmt", "--check"], ""), (Some(0), String::new()));
}

#[test]
fn an_old_key_names_its_entry() {
    let dir = library();
    let dir = dir.path();
    assert_eq!(ibid(dir, &["merge", "--yes"], "").0, Some(0));
    let said = ibid(dir, &["explain", "weitz2006game.title"], "").1;
    assert!(said.starts_with("weitz:averting.title = "), "{said}");
    assert_eq!(ibid(dir, &["annotate", "weitz2006game", "--tag", "power"], "").0, Some(0));
    assert!(read(dir, "paper.toml").contains("tags = [\"power\"]"));
    assert!(ibid(dir, &["export", "--key", "weitz2006game"], "").1.starts_with("@article{weitz:averting,"));
    assert!(ibid(dir, &["claims", "--source", "weitz2006game"], "").1.contains("rivers rise"));
    assert_eq!(ibid(dir, &["annotate", "nobody", "--tag", "power"], "").0, Some(2));
}

#[test]
fn claims_are_named_as_annotate_takes_them() {
    let dir = library();
    let dir = dir.path();
    fs::write(dir.join("bib/other.toml"), TOML.replace("rivers", "tolls")).unwrap();
    let table = ibid(dir, &["claims", "--claim", "tolls"], "").1;
    assert!(table.contains("other:c1") && table.contains("other:c2"), "{table}");
}

#[test]
fn a_note_on_a_work_is_found_from_every_file_that_has_it() {
    let dir = library();
    let dir = dir.path();
    fs::write(dir.join("bib/other.bib"), BIB).unwrap();
    fs::write(dir.join("bib/other.toml"), TOML.replace("rivers", "tolls")).unwrap();
    let args =
        ["annotate", "weitz2006game", "--note", "Read twice", "--tag", "power", "-l", "bib/other.toml"];
    assert_eq!(ibid(dir, &args, "").0, Some(0));
    let page = ibid(dir, &["export", "--annotated", "markdown", "bib/paper.bib"], "").1;
    assert!(
        page.contains("Read twice") && page.contains("rivers rise") && !page.contains("tolls rise"),
        "{page}"
    );
    let bib = ibid(dir, &["export", "--annotations", "--tag", "power", "bib/paper.bib"], "").1;
    assert!(bib.contains("annotation = {Read twice}"), "{bib}");
    let both = ibid(dir, &["export", "--annotations", "bib/paper.bib", "bib/other.bib"], "").1;
    assert_eq!(both.matches("Read twice").count(), 1, "{both}");
}

#[test]
fn tags_are_words() {
    let dir = library();
    let dir = dir.path();
    assert_eq!(ibid(dir, &["annotate", "c1", "--tag", " "], "").0, Some(2));
    assert_eq!(read(dir, "paper.toml"), TOML);
    assert_eq!(ibid(dir, &["annotate", "c1", "--tag", "  a b ", "--tag", "a b"], "").0, Some(0));
    assert!(read(dir, "paper.toml").contains("tags = [\"a b\"]\n"));
}

#[test]
fn fmt_only_when_asked_and_once() {
    let dir = library();
    assert_eq!(ibid(dir.path(), &["fmt", "--check"], "").0, Some(1));
    assert_eq!(read(dir.path(), "paper.bib"), BIB);
    assert_eq!(ibid(dir.path(), &["fmt"], "").0, Some(0));
    let bib = read(dir.path(), "paper.bib");
    assert!(
        bib.starts_with("% mine\n\n@string{sv = \"Survival\"}\n\n@article{weitz:averting,\n  author = {"),
        "{bib}"
    );
    assert!(bib.contains("  journal = sv,\n  year = {2006},\n}\n"), "{bib}");
    assert_eq!(ibid(dir.path(), &["fmt", "--check"], ""), (Some(0), String::new()));
    assert_eq!(ibid(dir.path(), &["fmt", "nowhere"], "").0, Some(2));
}

#[test]
fn review_goes_on_where_it_was_left() {
    let dir = library();
    let (code, said) = ibid(dir.path(), &["review"], "c\nas said on p. 3\nq\n");
    assert_eq!(code, Some(0));
    assert!(said.contains("1 of 1  c1  ../paper.txt:3\n  claim     rivers rise\n"), "{said}");
    assert!(said.contains("  note      look it up\n"), "{said}");
    // What was noted before is not lost, neither to another comment nor to one that stays empty.
    assert!(read(dir.path(), "paper.toml").contains("note = \"\"\"\nlook it up\nas said on p. 3\"\"\""));
    ibid(dir.path(), &["review"], "c\n\nb\nq\n");
    assert!(read(dir.path(), "paper.toml").contains("look it up\nas said on p. 3\"\"\""));
    assert!(ibid(dir.path(), &["review"], "what\ns\n").1.ends_with("No claim is left to check.\n"));
    assert_eq!(ibid(dir.path(), &["review"], "").1, "No claim is left to check.\n");
    assert!(read(dir.path(), "paper.toml").contains("verdict = \"supported\"\n\n[[claim]]"));
}

#[test]
fn explain_tells_a_persons_values() {
    let dir = library();
    let (code, said) = ibid(dir.path(), &["explain", "weitz:averting.title"], "");
    assert_eq!(code, Some(0));
    assert_eq!(
        said,
        "weitz:averting.title = Averting a New Great Game\n  yours: bib/paper.bib:3; ibid did not make this entry\n"
    );
    assert!(
        ibid(dir.path(), &["explain", "weitz2006game.doi"], "").1.contains("  yours: written or changed")
    );
    assert_eq!(ibid(dir.path(), &["explain", "weitz2006game.isbn"], "").0, Some(2));
    assert_eq!(ibid(dir.path(), &["explain", "nobody"], "").0, Some(2));
}

#[test]
fn an_annotated_bibliography_in_every_markup() {
    let dir = tempfile::tempdir().unwrap();
    let bib = "@article{weber2001ties, author = {Weber, Ada}, title = {On Ties \\& <Trade>}, journaltitle = {Survival}, \
               volume = {3}, date = {2001}, pages = {1--9}}\n\
               @book{okada2003trade, author = {Okada, Ben}, title = {Trade}, publisher = {Press}, location = {Kyoto}, date = {2003}}\n";
    let toml = "schema = 1\narticle = \"paper.txt\"\ndigest = \"blake3:00\"\n\n[[reference]]\nnumber = 1\nkey = \"weber2001ties\"\n\
                raw = \"x\"\nextracted = \"blake3:00\"\nnote = \"The *best* _account_ #1\"\nquote = \"ties grew\"\nlocator = \"p. 4\"\n\
                tags = [\"trade\"]\n\n[[claim]]\nid = \"c1\"\ntext = \"ties have grown by 3%\"\nsentence = \"So ties have grown by 3%.\"\n\
                cites = [\"weber2001ties\"]\nsection = \"Introduction\"\nwhere = { page = 2, line = 14 }\nverdict = \"supported\"\n";
    fs::create_dir(dir.path().join("bib")).unwrap();
    fs::write(dir.path().join("bib/paper.bib"), bib).unwrap();
    fs::write(dir.path().join("bib/paper.toml"), toml).unwrap();
    let (code, page) = ibid(dir.path(), &["export", "--annotated", "markdown"], "");
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(page);
    for (markup, want) in [
        ("html", "&lt;Trade&gt;"),
        ("latex", "grown by 3\\%"),
        ("typst", "The \\*best\\* \\_account\\_ \\#1"),
    ] {
        let (code, page) = ibid(dir.path(), &["export", "--annotated", markup, "--style", "ieee"], "");
        assert!(code == Some(0) && page.contains(want), "{markup}: {page}");
    }
    assert_eq!(ibid(dir.path(), &["export", "--annotated", "html", "--style", "nonsense"], "").0, Some(2));
    // A style that leaves it to CSL how names are printed.
    let page = ibid(dir.path(), &["export", "--annotated", "markdown", "--style", "vancouver"], "").1;
    assert!(page.contains("Weber A. On Ties"), "{page}");
    ibid(dir.path(), &["annotate", "c1", "--quote", "grew by a lot", "--locator", "p. 9"], "");
    let page = ibid(dir.path(), &["export", "--annotated", "markdown"], "").1;
    assert!(page.contains("\\[supported\\] “grew by a lot” (p. 9)"), "{page}");
}
