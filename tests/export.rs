//! Exports, held to what their consumers accept. A consumer that is not installed is skipped, with a line that says so.
//!
//! Three bibliographies go to all of them: references as printed, a .bib with the quirks of real ones, and, where the
//! gold data lies beside the checkout, three hundred references of many journals.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

mod common;

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use biblatex::Bibliography;
use common::{assert_content, consumer};
use tempfile::TempDir;

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

/// A .bib with what reference managers and hands put into one.
const QUIRKS: &str = include_str!("common/quirks.bib");

/// The entries of [`QUIRKS`] that are cited, `@xdata` left out.
const CITED: usize = 8;

/// A bibliography that ibid exports.
enum Given {
    /// Reference strings, one a line, for `ibid parse`.
    Printed(String),
    /// A .bib, for `ibid export`.
    Library(&'static str),
}

struct Exported {
    dir: TempDir,
    given: Given,
    count: usize,
}

impl Exported {
    fn all() -> Vec<Self> {
        let new = |given, count| Self { dir: tempfile::tempdir().unwrap(), given, count };
        let printed = |text: String| {
            let count = text.lines().count();
            new(Given::Printed(text), count)
        };
        let mut all = vec![printed(REFERENCES.to_owned()), new(Given::Library(QUIRKS), CITED)];
        all.extend(three_hundred().map(printed));
        all
    }

    /// The export in `format`, written to the file `name`.
    fn write(&self, format: &str, name: &str) -> String {
        let dir = self.dir.path();
        let text = match &self.given {
            Given::Printed(text) => ibid(dir, &["parse", "--format", format, "-"], text),
            Given::Library(bib) => {
                fs::create_dir_all(dir.join("bib")).unwrap();
                fs::write(dir.join("bib/quirks.bib"), bib).unwrap();
                ibid(dir, &["export", "--to", format], "")
            }
        };
        fs::write(dir.join(name), &text).unwrap();
        text
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Entries that a .bib has beside those that are cited.
    fn entries(&self, format: &str) -> usize {
        self.count + usize::from(format == "biblatex" && matches!(self.given, Given::Library(_)))
    }
}

fn ibid(dir: &Path, args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// Three hundred references of the gold data, from all of its sets.
fn three_hundred() -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/references/test");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: the gold data is not beside this checkout");
        return None;
    };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let sets: Vec<Vec<String>> = files
        .iter()
        .map(|file| {
            let raw = |line: &str| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["raw"].as_str().map(str::to_owned)
            };
            let text = fs::read_to_string(file).unwrap();
            text.lines()
                .filter_map(raw)
                .map(|raw| raw.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect()
        })
        .collect();
    let share = 300_usize.div_ceil(sets.len());
    let spread = |set: &Vec<String>| {
        let step = (set.len() / share).max(1);
        set.iter().step_by(step).take(share).cloned().collect::<Vec<_>>()
    };
    let chosen: Vec<String> = sets.iter().flat_map(spread).filter(|raw| !raw.is_empty()).take(300).collect();
    Some(chosen.join("\n") + "\n")
}

#[test]
fn biber_has_nothing_to_warn_about() {
    for exported in Exported::all() {
        exported.write("biblatex", "refs.bib");
        let args = ["--tool", "--validate-datamodel", "refs.bib"];
        let Some(output) = consumer("biber", &args, exported.path()) else { return };
        let said = String::from_utf8_lossy(&output.stdout);
        // What is one's own is exported as it is, also a year in words; and biber in this mode does not look at parents.
        let own = ["'Lee_2004'", "'gg'", "'soon'"];
        let warnings =
            said.lines().filter(|line| line.starts_with("WARN") && !own.iter().any(|key| line.contains(key)));
        assert!(output.status.success() && warnings.count() == 0, "{said}");
    }
}

#[test]
fn pandoc_formats_every_entry() {
    for exported in Exported::all() {
        for (format, name) in [("csl-json", "refs.json"), ("biblatex", "refs.bib"), ("bibtex", "old.bibtex")]
        {
            exported.write(format, name);
            fs::write(exported.path().join("paper.md"), "---\nnocite: '@*'\n---\n").unwrap();
            let file = format!("--bibliography={name}");
            let args = ["--citeproc", &file, "--to=html", "paper.md"];
            let Some(output) = consumer("pandoc", &args, exported.path()) else { return };
            assert_content(&output);
            let entries = String::from_utf8_lossy(&output.stdout).matches("class=\"csl-entry\"").count();
            // What only others inherit from is no entry to pandoc.
            assert_eq!(entries, exported.count, "{name}");
        }
    }
}

#[test]
fn latex_typesets_every_entry() {
    let document = "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{textcomp}\n\\usepackage[backend=biber]{biblatex}\n\
                    \\addbibresource{refs.bib}\n\\begin{document}\n\\nocite{*}\\printbibliography\n\\end{document}\n";
    for exported in Exported::all() {
        exported.write("biblatex", "refs.bib");
        fs::write(exported.path().join("main.tex"), document).unwrap();
        let Some(found) = consumer("kpsewhich", &["biblatex.sty"], exported.path()) else { return };
        if !found.status.success() {
            eprintln!("skipped: biblatex is not installed");
            return;
        }
        let latex = ["-interaction=nonstopmode", "main"];
        for (program, args) in [("pdflatex", &latex as &[&str]), ("biber", &["main"]), ("pdflatex", &latex)] {
            let Some(output) = consumer(program, args, exported.path()) else { return };
            let said = String::from_utf8_lossy(&output.stdout);
            // Letters that this fount has not are no fault of the .bib.
            let faults =
                said.lines().filter(|line| line.starts_with('!') && !line.contains("Unicode character"));
            assert_eq!(faults.collect::<Vec<_>>(), Vec::<&str>::new(), "{said}");
        }
        assert!(exported.path().join("main.pdf").is_file());
        let bbl = fs::read_to_string(exported.path().join("main.bbl")).unwrap();
        assert_eq!(bbl.matches("\\entry{").count(), exported.count);
    }
}

#[test]
fn citation_js_formats_csl_json() {
    if !common::installed("node_modules/@citation-js").exists() {
        eprintln!("skipped: citation-js is not installed");
        return;
    }
    for exported in Exported::all() {
        exported.write("csl-json", "refs.json");
        let script = "const {Cite} = require('@citation-js/core'); require('@citation-js/plugin-csl'); \
                      const cite = new Cite(require('fs').readFileSync('refs.json', 'utf8')); \
                      console.log(cite.data.length); cite.format('bibliography', {template: 'apa'});";
        let Some(output) = consumer("node", &["-e", script], exported.path()) else { return };
        assert_content(&output);
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), exported.count.to_string());
    }
}

#[test]
fn rispy_reads_ris() {
    if !common::installed("python").exists() {
        eprintln!("skipped: rispy is not installed");
        return;
    }
    for exported in Exported::all() {
        let ris = exported.write("ris", "refs.ris");
        let script = "import rispy; entries = rispy.load(open('refs.ris', encoding='utf-8', newline='')); \
                      print(len(entries), sum('title' in entry for entry in entries), sum(len(entry.get('authors', [])) for entry in entries))";
        let Some(output) = consumer("python3", &["-c", script], exported.path()) else { return };
        assert_content(&output);
        let count = |tag: &str| ris.lines().filter(|line| line.starts_with(tag)).count();
        let want = format!("{} {} {}", exported.count, count("TI  - "), count("AU  - "));
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), want);
    }
}

#[cfg(feature = "hayagriva")]
#[test]
fn hayagriva_reads_its_yaml_and_typst_sets_it() {
    for exported in Exported::all() {
        let library = hayagriva::io::from_yaml_str(&exported.write("hayagriva", "refs.yml")).unwrap();
        assert_eq!(library.len(), exported.count);
        fs::write(
            exported.path().join("main.typ"),
            "#bibliography(\"refs.yml\", full: true, style: \"ieee\")\n",
        )
        .unwrap();
        typst(exported.path());
        if matches!(exported.given, Given::Library(_)) {
            // Typst takes no .bib with a year in words.
            continue;
        }
        exported.write("biblatex", "refs.bib");
        fs::write(exported.path().join("main.typ"), "#bibliography(\"refs.bib\", full: true)\n").unwrap();
        typst(exported.path());
    }
}

/// Compiles `main.typ` in `dir` with Typst, if it is installed.
fn typst(dir: &Path) {
    let found = consumer("python3", &["-c", "import typst"], dir);
    if !found.is_some_and(|output| output.status.success()) {
        eprintln!("skipped: typst is not installed");
        return;
    }
    let script = "import typst; typst.compile('main.typ', output='main.pdf')";
    assert_content(&consumer("python3", &["-c", script], dir).unwrap());
    assert!(fs::read(dir.join("main.pdf")).unwrap().starts_with(b"%PDF"));
}

#[cfg(feature = "hayagriva")]
#[test]
fn annotated_bibliographies_are_documents() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("bib")).unwrap();
    fs::write(dir.path().join("bib/quirks.bib"), QUIRKS).unwrap();
    let toml = "schema = 1\narticle = \"../paper_1.txt\"\n\n[[reference]]\nkey = \"gg\"\nnote = \"100% of #1 & _more_ $x$ \\\\ {y} ~ ^ <b> @roe\"\n\n\
                [[claim]]\nid = \"c1\"\ntext = \"*Rivers* rise by 5% #each\"\nsentence = \"Rivers rise.\"\ncites = [\"gg\", \"roe87\"]\nverdict = \"partly\"\n";
    fs::write(dir.path().join("bib/quirks.toml"), toml).unwrap();
    let page = |markup: &str| ibid(dir.path(), &["export", "--annotated", markup], "");
    fs::write(dir.path().join("main.typ"), page("typst")).unwrap();
    typst(dir.path());
    fs::write(dir.path().join("main.tex"), page("latex")).unwrap();
    let latex = ["-interaction=nonstopmode", "-halt-on-error", "main"];
    if let Some(output) = consumer("pdflatex", &latex, dir.path()) {
        assert_content(&output);
    }
    fs::write(dir.path().join("main.html"), page("html")).unwrap();
    if let Some(output) = consumer("xmllint", &["--html", "--noout", "main.html"], dir.path()) {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // It knows HTML 4 only.
        let faults =
            said.lines().filter(|line| line.contains("error") && !line.contains("Tag section invalid"));
        assert_eq!(faults.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}

#[test]
fn a_bib_holds_every_reference_under_its_own_key() {
    for exported in Exported::all() {
        for format in ["biblatex", "bibtex"] {
            let bib = Bibliography::parse(&exported.write(format, "refs.bib")).unwrap();
            assert_eq!(bib.len(), exported.entries(format), "{format}");
        }
    }
}

#[test]
fn a_library_is_exported_as_its_owner_wrote_it() {
    let exported =
        Exported { dir: tempfile::tempdir().unwrap(), given: Given::Library(QUIRKS), count: CITED };
    let bib = exported.write("biblatex", "refs.bib");
    assert!(
        bib.contains(
            "title = {Flüsse im {Wandel}: eine \\emph{kurze} {G}eschichte von {H\\textsubscript{2}O}},"
        ),
        "{bib}"
    );
    assert!(bib.contains("journal = {River Research Letters},"), "{bib}");
    let old = exported.write("bibtex", "old.bib");
    assert!(
        old.contains("author = {M{\\\"u}ller, Karl and {\\O}stby, Anne and de la {Cruz}, Juan},"),
        "{old}"
    );
    assert!(
        old.contains("booktitle = {Proceedings of the 3rd International Conference on Rivers},"),
        "{old}"
    );
    assert_eq!(old.matches("year = ").count(), CITED, "{old}");
    assert!(!old.contains("crossref") && !old.contains("xdata"), "{old}");
    let csl: serde_json::Value = serde_json::from_str(&exported.write("csl-json", "refs.json")).unwrap();
    assert_eq!(csl[0]["title"], "Flüsse im Wandel: eine <i>kurze</i> Geschichte von H<sub>2</sub>O");
    assert_eq!(csl[0]["abstract"], "We show that 50% of rivers & streams change slowly, by 5 km.");
    assert_eq!(csl[1]["title"], "Sediment Transport in XII Valleys of α-Type");
    assert_eq!(csl[3]["container-title"], "Survey of Deltas");
    assert_eq!(csl[7]["issued"]["literal"], "in press");
    // Alone, an entry has with it what it inherits.
    let one = ibid(exported.path(), &["export", "--key", "Lee_2004"], "");
    assert!(one.contains("booktitle = {Proceedings of the 3rd") && !one.contains("crossref"), "{one}");
}

#[test]
fn ris_records_begin_and_end() {
    for exported in Exported::all() {
        let ris = exported.write("ris", "refs.ris");
        let count = |tag: &str| ris.lines().filter(|line| line.starts_with(tag)).count();
        assert_eq!((count("TY  - "), count("ER  - ")), (exported.count, exported.count));
    }
}

#[test]
fn no_input_gives_an_empty_export() {
    for (format, want) in [("biblatex", "\n"), ("csl-json", "[\n\n]\n"), ("ris", ""), ("json", "")] {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(ibid(dir.path(), &["parse", "--format", format], ""), want);
    }
}

#[test]
fn a_long_file_keeps_its_order_and_has_every_key_once() {
    let dir = tempfile::tempdir().unwrap();
    let line = |n: usize| format!("Roe, A. ({}). On River {n}. Journal of Rivers, {n}, 1-9.", 1900 + n % 50);
    let lines: Vec<String> = (1..=1_500).map(line).collect();
    let out = ibid(dir.path(), &["parse"], &lines.join("\n"));
    let entries: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(entries.iter().map(|entry| entry["raw"].as_str().unwrap()).eq(&lines));
    let keys: HashSet<&str> = entries.iter().map(|entry| entry["key"].as_str().unwrap()).collect();
    assert_eq!(keys.len(), lines.len());
}

#[test]
fn lines_are_read_in_the_encoding_that_they_have() {
    let dir = TempDir::new().unwrap();
    let parse = |name: &str, bytes: &[u8]| {
        fs::write(dir.path().join(name), bytes).unwrap();
        let args = ["parse", "--format", "biblatex", name];
        let output =
            Command::new(env!("CARGO_BIN_EXE_ibid")).current_dir(dir.path()).args(args).output().unwrap();
        let [out, said] = [output.stdout, output.stderr].map(|words| String::from_utf8(words).unwrap());
        (output.status.code(), out, said)
    };
    let latin = b"Roe, A., 2009. On ties. Press, Rome.\nM\xfcller, B., 2010. \xdcber St\xf6rche. Springer, K\xf6ln.\nR\xedos, C., 2011. Tolls. Ariel, M\xe1laga.\n";
    let (code, out, said) = parse("latin.txt", latin);
    assert_eq!(
        (code, said.as_str()),
        (Some(0), "warning: latin.txt:2: not valid UTF-8; read as Windows-1252\n")
    );
    assert!(out.contains("{Müller, B.}") && out.contains("{Köln}") && out.contains("{Ríos, C.}"), "{out}");
    let marked = "\u{feff}Roe, A., 2009. On ties. Press, Rome.\n";
    let (_, out, _) = parse("bom.txt", marked.as_bytes());
    assert!(out.contains("{Roe, A.}") && !out.contains('\u{feff}'), "{out}");
    for bytes in [&b"\xff\xfeR\0o\0e\0\n\0"[..], b"\xfe\xff\0R", b"Roe, A., 2009.\n\0\x01\n"] {
        let (code, _, said) = parse("odd.txt", bytes);
        assert!(code == Some(2) && said.starts_with("error: odd.txt:"), "{said}");
    }
    fs::create_dir(dir.path().join("folder")).unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_ibid")).current_dir(dir.path()).args(["parse", "folder"]).output();
    let said = String::from_utf8(output.unwrap().stderr).unwrap();
    assert_eq!(said, "error: folder: a folder; name the files in it\n");
}
