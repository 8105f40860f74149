//! Exports, held to what their consumers accept. A consumer that is not installed is skipped, with a line that says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use biblatex::{Bibliography, Chunk, ChunksExt, Entry, EntryType, Spanned};
use common::{assert_content, consumer};
use ibid::output::export::Format;
use proptest::prelude::*;

/// References of many kinds, some of which print too little.
const REFERENCES: &str = "\
Roe, A.B., and C. Doe, 2010. Rivers & roads of the north. River Studies, 12(3): 101-9. doi:10.1000/182
Müller, K. von, 1998b. Über Flüsse, 2. Auflage. Berlin: Wasser Verlag.
Lee D, Park S, et al. Sediment transport in XII valleys. J Hydrol 2004;B158:e1012.
Roe, A. Dams. In: Doe, C. (ed.), All about water, pp. 12-34. Oxford: River Press, 2001.
Ann Roe. Models of flow. In Proceedings of the 3rd International Conference on Rivers, pages 1-8, 1999.
Doe, C. Floods. PhD thesis, University of the Delta, 1987.
World Water Office. Annual report 2015. Technical Report TR-95.
River Review 98-B, 117 (1950).
Roe A. Water data. 2019. http://www.example.org/a_b~c%20d (accessed 5 May 2020).
Weir, B. $5 a day: {notes} on 100% of #1 \\ rivers^2.
";

fn ibid(format: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["parse", "--format", format, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(REFERENCES.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn biber_has_nothing_to_warn_about() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("refs.bib"), ibid("biblatex")).unwrap();
    let args = ["--tool", "--validate-datamodel", "refs.bib"];
    let Some(output) = consumer("biber", &args, dir.path()) else { return };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && !said.contains("WARN"), "{said}");
}

#[test]
fn pandoc_formats_csl_json() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("refs.json"), ibid("csl-json")).unwrap();
    std::fs::write(dir.path().join("paper.md"), "---\nnocite: '@*'\n---\n").unwrap();
    let args = ["--citeproc", "--bibliography=refs.json", "--to=plain", "paper.md"];
    let Some(output) = consumer("pandoc", &args, dir.path()) else { return };
    assert_content(&output);
}

#[test]
fn latex_typesets_every_entry() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("refs.bib"), ibid("biblatex")).unwrap();
    let document = "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage[backend=biber]{biblatex}\n\
                    \\addbibresource{refs.bib}\n\\begin{document}\n\\nocite{*}\\printbibliography\n\\end{document}\n";
    std::fs::write(dir.path().join("main.tex"), document).unwrap();
    let Some(found) = consumer("kpsewhich", &["biblatex.sty"], dir.path()) else { return };
    if !found.status.success() {
        eprintln!("skipped: biblatex is not installed");
        return;
    }
    let latex = ["-interaction=nonstopmode", "-halt-on-error", "main"];
    for (program, args) in [("pdflatex", &latex as &[&str]), ("biber", &["main"]), ("pdflatex", &latex)] {
        let Some(output) = consumer(program, args, dir.path()) else { return };
        assert_content(&output);
    }
    let bbl = std::fs::read_to_string(dir.path().join("main.bbl")).unwrap();
    assert_eq!(bbl.matches("\\entry{").count(), REFERENCES.lines().count());
}

#[test]
fn citation_js_formats_csl_json() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("refs.json"), ibid("csl-json")).unwrap();
    if !common::installed("node_modules/@citation-js").exists() {
        eprintln!("skipped: citation-js is not installed");
        return;
    }
    let script = "const {Cite} = require('@citation-js/core'); require('@citation-js/plugin-csl'); \
                  const cite = new Cite(require('fs').readFileSync('refs.json', 'utf8')); \
                  console.log(cite.data.length); cite.format('bibliography', {template: 'apa'});";
    let Some(output) = consumer("node", &["-e", script], dir.path()) else { return };
    assert_content(&output);
    let count = String::from_utf8_lossy(&output.stdout);
    assert_eq!(count.trim(), REFERENCES.lines().count().to_string());
}

#[test]
fn rispy_reads_ris() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("refs.ris"), ibid("ris")).unwrap();
    if !common::installed("python").exists() {
        eprintln!("skipped: rispy is not installed");
        return;
    }
    let script = "import rispy; print(len(rispy.load(open('refs.ris', encoding='utf-8'))))";
    let Some(output) = consumer("python3", &["-c", script], dir.path()) else { return };
    assert_content(&output);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), REFERENCES.lines().count().to_string());
}

#[cfg(feature = "hayagriva")]
#[test]
fn hayagriva_reads_its_yaml() {
    let library = hayagriva::io::from_yaml_str(&ibid("hayagriva")).unwrap();
    assert_eq!(library.len(), REFERENCES.lines().count());
}

#[test]
fn a_bib_holds_every_reference_under_its_own_key() {
    for format in ["biblatex", "bibtex"] {
        let bib = Bibliography::parse(&ibid(format)).unwrap();
        assert_eq!(bib.len(), REFERENCES.lines().count(), "{format}");
    }
}

#[test]
fn ris_records_begin_and_end() {
    let ris = ibid("ris");
    let count = |tag: &str| ris.lines().filter(|line| line.starts_with(tag)).count();
    assert_eq!((count("TY  - "), count("ER  - ")), (REFERENCES.lines().count(), REFERENCES.lines().count()));
}

#[test]
fn csl_json_is_one_array() {
    let entries: Vec<serde_json::Value> = serde_json::from_str(&ibid("csl-json")).unwrap();
    assert_eq!(entries.len(), REFERENCES.lines().count());
}

#[test]
fn no_input_gives_an_empty_export() {
    for (format, want) in [("biblatex", "\n"), ("csl-json", "[\n\n]\n"), ("ris", ""), ("json", "")] {
        let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
            .args(["parse", "--format", format])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), want);
    }
}

proptest! {
    #[test]
    fn export_and_import_lose_nothing(
        title in "[A-Za-zäßé#&%$_{}~^\\\\(),.]{1,30}",
        note in "[a-z0-9 &%]{0,20}[a-z]",
    ) {
        let mut entry = Entry::new("key".to_owned(), EntryType::Misc);
        for (name, value) in [("title", &title), ("note", &note)] {
            entry.set(name, vec![Spanned::detached(Chunk::Normal(value.clone()))]);
        }
        let bib = Bibliography::parse(&Format::Biblatex.entry(&entry).unwrap()).unwrap();
        let read = bib.get("key").unwrap();
        prop_assert_eq!(read.get("title").unwrap().format_verbatim(), title);
        let back = read.get("note").unwrap().format_verbatim();
        prop_assert_eq!(back.trim(), note.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
