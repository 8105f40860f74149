//! What an export says of single fields, format by format.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use ibid::library::{Library, Source};
use ibid::output::export::Format;

/// `bib`, one entry, in `format`.
fn exported(format: Format, bib: &str) -> String {
    let library = Library::load([Source { name: "roe", bib, toml: "" }]);
    format.entry(&library.entries[0]).unwrap()
}

#[track_caller]
fn check(format: Format, cases: &[(&str, &[&str], &[&str])]) {
    for (bib, has, has_not) in cases {
        let text = exported(format, bib);
        has.iter().for_each(|part| assert!(text.contains(part), "{part} is not in\n{text}"));
        has_not.iter().for_each(|part| assert!(!text.contains(part), "{part} is in\n{text}"));
    }
}

/// Runs ibid in `dir`; what it prints.
fn ibid(dir: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid")).args(args).current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn library(bib: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("bib")).unwrap();
    fs::write(dir.path().join("bib/own.bib"), bib).unwrap();
    dir
}

#[test]
fn a_note_joins_the_annotation_that_a_person_wrote() {
    for name in ["annotation", "annote"] {
        let dir =
            library(&format!("@article{{k2, title = {{Ports}}, {name} = {{My long \\emph{{one}}}}}}\n"));
        ibid(dir.path(), &["annotate", "k2", "--note", "shelf note"]);
        let bib = ibid(dir.path(), &["export", "--annotations"]);
        assert!(bib.contains(&format!("{name} = {{My long \\emph{{one}}; shelf note}}")), "{bib}");
        let page = ibid(dir.path(), &["export", "--annotated", "markdown"]);
        assert!(page.contains("\nMy long one\n") && page.contains("\nshelf note\n"), "{page}");
    }
}

#[test]
fn preambles_stand_before_the_entries() {
    let dir = library(
        "@string{end = \"{}\"}\n@preamble{\"\\newcommand{\\noop}[1]\" # end}\n@misc{a, title = {\\noop{x} Ports}}\n@misc{b, title = {T}}\n",
    );
    for format in ["biblatex", "bibtex"] {
        let bib = ibid(dir.path(), &["export", "--to", format]);
        assert!(bib.starts_with("@preamble{\"\\newcommand{\\noop}[1]{}\"}\n\n@misc{a,"), "{bib}");
        assert_eq!(Library::load([Source { name: "a", bib: &bib, toml: "" }]).faults, []);
    }
    assert!(!ibid(dir.path(), &["export", "--to", "ris"]).contains("noop}["));
}

#[test]
fn bibtex_has_what_its_styles_print() {
    check(
        Format::Bibtex,
        &[
            ("@misc{a, date = {2001-03}}", &["month = mar,", "year = {2001}"], &[]),
            ("@misc{a, date = {2004-22}}", &["month = {Summer},", "year = {2004}"], &[]),
            ("@misc{a, date = {1850~}}", &["year = {1850}"], &[]),
            ("@misc{a, year = {1850?}}", &["year = {1850}"], &[]),
            ("@misc{a, date = {XXXX}, pubstate = {inpress}}", &["year = {in press}"], &["pubstate"]),
            ("@misc{a, date = {2001}, note = {N}, pubstate = {inpress}}", &["note = {N, in press}"], &[]),
            ("@book{a, edition = {2}}", &["edition = {Second}"], &[]),
            ("@book{a, edition = {21}}", &["edition = {21st}"], &[]),
            ("@book{a, edition = {2nd rev.}}", &["edition = {2nd rev.}"], &[]),
            ("@book{a, title = {On It?}, subtitle = {A}}", &["title = {On It? A}"], &["subtitle"]),
            (
                "@incollection{a, title = {T}, booktitle = {B}, booksubtitle = {S}}",
                &["booktitle = {B: S}"],
                &["booksubtitle"],
            ),
            ("@patent{a, type = {patentus}}", &["type = {U.S. patent}"], &[]),
            ("@mvbook{a, title = {T}}", &["@book{a,"], &[]),
            ("@misc{a, year = {2001}, month = {Sept.}}", &["month = sep,"], &[]),
            ("@misc{a, year = {2001}, month = {mai}}", &["month = may,"], &[]),
            ("@misc{a, year = {2001}, month = {May--June}}", &["month = {May--June},"], &[]),
            ("@misc{a, year = {2001}, month = {Autumn}}", &["month = {Autumn},"], &[]),
            (
                "@misc{a, year = {2001}, month = {Michaelmas}}",
                &["month = {Michaelmas},", "year = {2001}"],
                &[],
            ),
            ("@misc{a, year = 2001, month = \"15~\" # jun}", &["month = {15~June},"], &[]),
            ("@misc{a, date = {2001-05/2001-06}}", &["month = may # {--} # jun,"], &[]),
            ("@misc{a, year = {2001/2002}, month = {10}}", &["month = {10},", "year = {2001--2002}"], &[]),
            ("@misc{a, year = {1999--2003}}", &["year = {1999--2003}"], &[]),
            ("@misc{a, doi = {https://doi.org/10.1000/ABC}}", &["doi = {10.1000/ABC}"], &[]),
            ("@misc{a, author = {Ríos, X}}", &["R{\\'i}os"], &[]),
            ("@misc{a, title = {Von $α$ und β}}", &["Von $\\alpha$ und $\\beta$"], &["$$"]),
        ],
    );
}

#[test]
fn ris_has_what_it_has_tags_for() {
    check(
        Format::Ris,
        &[
            ("@misc{a, date = {1850~}}", &["PY  - 1850\r\n", "DA  - 1850///circa\r\n"], &["\u{a0}"]),
            ("@misc{a, date = {1990/1994}}", &["PY  - 1990\r\n", "DA  - 1990///1990–1994\r\n"], &[]),
            ("@misc{a, date = {2004-22}}", &["DA  - 2004///Summer\r\n"], &[]),
            ("@misc{a, date = {2001}, pubstate = {inpress}}", &["N1  - in press\r\n"], &[]),
            ("@misc{a, pubstate = {inpress}}", &["PY  - in press\r\n"], &[]),
            (
                "@misc{a, langid = {ngerman}, urldate = {2020-05-06}}",
                &["LA  - de\r\n", "Y2  - 2020/05/06/\r\n"],
                &[],
            ),
            ("@misc{a, author = {Roe, A. and others}}", &["AU  - Roe, A.\r\nAU  - et al.\r\n"], &[]),
            ("@misc{a, howpublished = {\\url{http://x.org/a_b~c}}}", &["UR  - http://x.org/a_b~c\r\n"], &[]),
            ("@software{a, version = {2.1}}", &["ET  - 2.1\r\n"], &[]),
            ("@misc{a, year = {2001}, month = {Autumn}}", &["DA  - 2001///Autumn\r\n"], &[]),
            ("@misc{a, year = {2001}, month = {Michaelmas}}", &["DA  - 2001///Michaelmas\r\n"], &[]),
            ("@misc{a, year = 2001, month = \"15~\" # jun}", &["DA  - 2001/06/15/\r\n"], &[]),
            ("@misc{a, year = {1999--2003}}", &["PY  - 1999\r\n", "DA  - 1999///1999–2003\r\n"], &[]),
            ("@misc{a, pages = {1-9}}", &["SP  - 1\r\nEP  - 9\r\n"], &[]),
            ("@misc{a, doi = {https://doi.org/10.1000/ABC}}", &["DO  - 10.1000/ABC\r\n"], &[]),
            ("@misc{a, eprint = {arXiv:2001.00001}}", &["M1  - 2001.00001\r\n"], &[]),
            ("@misc{a, title = {{CO}$_{\\textrm{2}}$}}", &["TI  - CO₂\r\n"], &[]),
            ("@patent{a, type = {patentus}}", &["M3  - U.S. patent\r\n"], &[]),
            ("@mvbook{a, title = {T}}", &["TY  - BOOK\r\n"], &[]),
            ("@phdthesis{a, title = {T}}", &["TY  - THES\r\n", "M3  - PhD thesis\r\n"], &[]),
        ],
    );
}

#[test]
fn csl_json_has_what_csl_has_variables_for() {
    check(
        Format::CslJson,
        &[
            ("@misc{a, date = {1850~}}", &[r#""issued":{"circa":true,"date-parts":[[1850]]}"#], &["literal"]),
            ("@misc{a, date = {2004-22}}", &[r#""issued":{"date-parts":[[2004]],"season":2}"#], &[]),
            ("@misc{a, langid = {ngerman}}", &[r#""language":"de""#], &[]),
            ("@misc{a, language = {langfrench}}", &[r#""language":"fr""#], &[]),
            (
                "@inbook{a, bookauthor = {Poe, B.}, booktitle = {B}, booksubtitle = {S}, chapter = {3}}",
                &[
                    r#""container-author":[{"family":"Poe","given":"B."}]"#,
                    r#""container-title":"B: S""#,
                    r#""chapter-number":"3""#,
                ],
                &[],
            ),
            ("@mvbook{a, pagetotal = {333}}", &[r#""type":"book""#, r#""number-of-pages":"333""#], &[]),
            ("@patent{a, holder = {{ACME}}, type = {patentus}}", &["ACME", r#""genre":"U.S. patent""#], &[]),
            ("@inproceedings{a, venue = {Ulm}}", &[r#""event-place":"Ulm""#], &[]),
            (
                "@misc{a, eprint = {2001.01234}, eprinttype = {arxiv}}",
                &[r#""archive":"arXiv""#, r#""archive_location":"2001.01234""#],
                &[],
            ),
            ("@misc{a, howpublished = {\\url{http://x.org/a_b}}}", &[r#""URL":"http://x.org/a_b""#], &[]),
            ("@misc{a, author = {Roe, A. and others}}", &[r#"{"literal":"others"}"#], &[]),
            ("@misc{a, pubstate = {inpress}}", &[r#""status":"in press""#], &[]),
        ],
    );
}

/// Entries of everyday types, and how APA lists them.
#[cfg(feature = "hayagriva")]
const LISTED: &[(&str, &str)] = &[
    (
        "@incollection{a, title = {T}, editor = {Doe, C.}, booktitle = {B}, booksubtitle = {S}, chapter = {3}, pages = {1--2}",
        "T. In C. Doe (Ed.), *B: S* (pp. 1–2).",
    ),
    (
        "@inproceedings{a, title = {T}, editor = {Doe, C.}, booktitle = {B}, volume = {3}, publisher = {ACM}, eventtitle = {E}",
        "T. In C. Doe (Ed.), *B* (Vol. 3). ACM.",
    ),
    (
        "@inbook{a, title = {T}, bookauthor = {Poe, B.}, booktitle = {B}, publisher = {P}",
        "T. In B. Poe, *B*. P.",
    ),
    ("@thesis{a, title = {T}, type = {phdthesis}, institution = {Uni}", "*T* \\[PhD thesis\\]. Uni."),
    (
        "@report{a, title = {T}, type = {techreport}, institution = {Agency}",
        "*T* \\[Technical report\\]. Agency.",
    ),
    ("@article{a, title = {T}, subtitle = {S}, journaltitle = {J}, eid = {e12}", "T: S. *J*, e12."),
    ("@article{a, title = {T}, journaltitle = {J}, pages = {12--15, 20--22}", "T. *J*, 12–15, 20–22."),
    (
        "@misc{a, title = {T}, eprint = {2001.01234}, eprinttype = {arxiv}",
        "*T*. arXiv. <https://arxiv.org/abs/2001.01234>",
    ),
    ("@collection{a, title = {T}, publisher = {P}", "*T*. P."),
    ("@dataset{a, title = {T}, publisher = {Zenodo}", "*T* \\[Data set\\]. Zenodo."),
    (
        "@software{a, title = {T}, publisher = {Zenodo}, version = {2}",
        "*T* (Version 2) \\[Computer software\\]. Zenodo.",
    ),
    ("@book{a, title = {T}, volume = {2}, series = {S}, number = {7}, publisher = {P}", "*T* (Vol. 2). P."),
];

#[cfg(feature = "hayagriva")]
#[test]
fn annotated_bibliographies_list_everyday_types_as_apa_does() {
    for (entry, want) in LISTED {
        for date in ["2004", "2004-22", "2004/2005"] {
            let dir = library(&format!("{entry}, author = {{Roe, A.}}, date = {{{date}}}}}\n"));
            let page = ibid(dir.path(), &["export", "--annotated", "markdown"]);
            let listed = page.lines().find(|line| line.starts_with("Roe"));
            assert_eq!(listed, Some(format!("Roe, A. (2004). {want}").as_str()), "{entry}");
        }
    }
}

#[test]
fn csl_has_what_stands_in_place_of_a_month() {
    check(
        Format::CslJson,
        &[
            ("@misc{a, year = {2001}, month = {Autumn}}", &["{\"date-parts\":[[2001]],\"season\":3}"], &[]),
            ("@misc{a, year = {2001}, month = {Michaelmas}}", &["\"season\":\"Michaelmas\""], &[]),
            ("@misc{a, year = {2001}, month = {May--June}}", &["[[2001,5],[2001,6]]"], &[]),
            ("@misc{a, doi = {doi:10.1000/ABC}}", &["\"DOI\":\"10.1000/ABC\""], &[]),
        ],
    );
}
