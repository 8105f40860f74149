//! `ibid claims` through the binary, and what `ibid extract` and `ibid check` say of claims.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{OLD, drafts, ibid};

/// The objects of `ibid claims … --format json`.
fn objects(dir: &Path, args: &[&str]) -> Vec<serde_json::Value> {
    let (code, out, err) = ibid(dir, &[&["claims"], args, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{err}");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_article_answers_as_its_library_does() {
    let dir = drafts();
    assert_eq!(ibid(dir.path(), &["extract", "old.txt"]).0, 0);
    let (article, library) = (objects(dir.path(), &["old.txt"]), objects(dir.path(), &[]));
    assert_eq!(article.len(), 2);
    for (a, l) in article.iter().zip(&library) {
        for name in ["id", "claim", "sentence", "sources", "line"] {
            assert_eq!(a[name], l[name]);
        }
    }
}

#[test]
fn questions() {
    let dir = drafts();
    let found = |args: &[&str]| -> Vec<String> {
        objects(dir.path(), args).iter().map(|o| o["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found(&["old.txt", "--claim", "harvest failing"]), ["c2"]);
    assert_eq!(found(&["new.txt", "--number", "3"]), ["c2"]);
    assert_eq!(found(&["new.txt", "--single-source"]), ["c1"]);
    let key = objects(dir.path(), &["old.txt"])[0]["sources"][0]["key"].as_str().unwrap().to_owned();
    assert_eq!(found(&["old.txt", "--source", &key]), ["c1"]);
    assert_eq!(found(&["old.txt", "--source", "nobody"]), [""; 0]);
}

/// Three files of a library, some of it as a person may write it.
const WRITTEN: [&str; 3] = [
    "schema = 1\narticle = \"a.txt\"\n\n[[reference]]\nnumber = 4\nkey = \"weitz\"\n\n[[reference]]\nnumber = 5\nkey = \"blank\"\n
[[claim]]\nid = \"c1\"\ntext = \"The north trades\"\ncites = [\"weitz\"]\nsection = \"Trade\"\n
[[claim]]\nid = \"c2\"\ntext = \"The south trades\"\ncites = [\"blank\", \"weitz\"]\nsection = \"Trade\"\n",
    "schema = 1\narticle = \"b.txt\"\n\n[[reference]]\nnumber = 0x4\nkey = 'weitz'\n
[[claim]]\nid = 'c1'\ntext = \"Tra\\u0064es fell\"\ncites = ['weitz'] # only\nsection = 'On Trade'\n
[[claim]]\nid = \"c2\"\ntext = \"Nobody traded\"\nmissing = [4]\nsection = \"Trade\"\n",
    "schema = 1\narticle = \"c.txt\"\n\n[[reference]]\nnumber = 4\nkey = \"weitz\"\n
[[claim]]\nid = \"c1\"\ntext = \"The weather\"\ncites = [\"weitz\"]\nsection = \"Coda\"\n[claim.where]\nline = 4\n
[[claim]]\nid = \"c2\"\ntext = \"\"\"\nTrade\n\"\"\"\ncites = [\"weitz\"]\n",
];

#[test]
fn the_first_answers_are_counted_with_those_left_unread() {
    let dir = drafts();
    fs::create_dir_all(dir.path().join("bib")).unwrap();
    for (name, toml) in ["a", "b", "c"].iter().zip(WRITTEN) {
        fs::write(dir.path().join(format!("bib/{name}.toml")), toml).unwrap();
        fs::write(dir.path().join(format!("bib/{name}.bib")), "@book{weitz, title = {Borders}}\n").unwrap();
    }
    let name =
        |o: &serde_json::Value| format!("{}:{}", o["library"].as_str().unwrap(), o["id"].as_str().unwrap());
    for (question, answers) in [
        (&["--number", "4"][..], 6),
        (&["--source", "weitz"], 5),
        (&["--single-source"], 5),
        (&["--section", "trade"], 4),
        (&["--single-source", "--section", "trade", "--number", "4"], 3),
        (&["--claim", "trading"], 5),
    ] {
        let all: Vec<String> = objects(dir.path(), question).iter().map(name).collect();
        assert_eq!(all.len(), answers, "{question:?}: {all:?}");
        for limit in 0..=answers {
            let number = limit.to_string();
            let args = [&["claims"], question, &["--format", "json", "--limit", &number]].concat();
            let (_, out, err) = ibid(dir.path(), &args);
            let first: Vec<String> =
                out.lines().map(|line| name(&serde_json::from_str(line).unwrap())).collect();
            assert_eq!(first, all[..limit], "{question:?}");
            let more = format!("{limit} of {answers} claims");
            assert_eq!(err.contains(&more), limit < answers, "{question:?}: {err}");
        }
    }
}

#[test]
fn what_goes_on_about_a_source_is_kept_apart_from_the_claim() {
    let dir = drafts();
    let text = OLD.replace(
        "The harvest",
        "Marsh [3] proposed a model of the banks. They train it on maps. The harvest",
    );
    fs::write(dir.path().join("more.txt"), text).unwrap();
    assert_eq!(ibid(dir.path(), &["extract", "more.txt"]).0, 0);
    for place in ["more.txt", "bib/more.toml"] {
        let claims = objects(dir.path(), &[place]);
        let goes_on: Vec<_> = claims.iter().map(|claim| claim["continuation"].as_str()).collect();
        assert_eq!(goes_on, [None, Some("They train it on maps."), None], "{place}");
        assert_eq!(claims[1]["claim"], "Marsh proposed a model of the banks");
    }
}

#[test]
fn references_that_no_claim_cites() {
    let dir = drafts();
    let uncited = objects(dir.path(), &["old.txt", "--uncited"]);
    assert_eq!(uncited.iter().map(|o| o["number"].as_u64().unwrap()).collect::<Vec<_>>(), [3]);
}

#[test]
fn where_there_are_no_references_none_is_cited() {
    let dir = drafts();
    fs::write(dir.path().join("bare.txt"), "The dams hold back half of the water.\n").unwrap();
    fs::write(dir.path().join("void.txt"), "").unwrap();
    fs::write(dir.path().join("cited.txt"), OLD.replace("[2]", "[2, 3]")).unwrap();
    fs::create_dir(dir.path().join("void")).unwrap();
    for (place, said) in [
        ("bare.txt", "there are no references\n"),
        ("void.txt", "there are no references\n"),
        ("void", "there are no references\n"),
        ("cited.txt", "every reference is cited\n"),
    ] {
        let (code, out, err) = ibid(dir.path(), &["claims", place, "--uncited"]);
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", said), "{place}");
    }
    let (_, _, err) = ibid(dir.path(), &["claims", "old.txt", "--uncited", "--limit", "0"]);
    assert_eq!(err, "0 of 1 references; more with --limit\n");
}

#[test]
fn references_that_no_claim_cites_name_their_article() {
    let dir = drafts();
    assert_eq!(ibid(dir.path(), &["extract", "old.txt"]).0, 0);
    assert_eq!(ibid(dir.path(), &["extract", "new.txt"]).0, 0);
    let toml = "schema = 1\narticle = \"odd.txt\"\n\n[[reference]]\nkey = 'weitz'\n\n[[claim]]\nid = \"c1\"\ncites = [\"weitz\"]\n";
    fs::write(dir.path().join("bib/odd.toml"), toml).unwrap();
    let uncited = objects(dir.path(), &["bib", "--uncited"]);
    let names: Vec<_> =
        uncited.iter().map(|o| [&o["library"], &o["article"], &o["key"]].map(|v| v.as_str())).collect();
    assert_eq!(names, [[Some("bib/old"), Some("../old.txt"), Some("marsh2011reeds")]]);
}

#[test]
fn what_a_caption_names_is_left_out_as_check_does() {
    let dir = drafts();
    let body = "failed again [2]. Storks came late [4, 6-8].\n\nFigure 1. Banks of reed, after [3].";
    let list: String =
        (4..=8).map(|n| format!("{n}. Novak, E., 199{n}. On Wall {n}. Survival, {n}: 1-9.\n")).collect();
    let long = OLD.replace("failed again [2].", body) + &list;
    fs::write(dir.path().join("figure.txt"), long).unwrap();
    let (_, json, err) = ibid(dir.path(), &["check", "figure.txt", "--select", "CIT002", "--format", "json"]);
    assert!(json.contains("reference 5") && !json.contains("reference 3"), "{json}{err}");
    let (_, csv, err) = ibid(dir.path(), &["claims", "figure.txt", "--uncited", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains("figure.txt,5,"), "{csv}");
    assert_eq!(err, "left out, since captions, tables or other lines name them: [3] marsh2011reeds\n");
}

#[test]
fn what_a_caption_names_by_author_is_left_out_as_check_does() {
    let dir = drafts();
    let text = "# Ties\n\nTies grew (Weber, 2001). Wages fell (Roth, 2003), and prices rose (Moreau, 2005).\n\n\
                Figure 1. Banks of reed by county, after Marsh, whose maps of 2011 are the last.\n\n# References\n\n\
                Lindt, C. (2004). On Wages. Journal of Trade, 7, 21-29.\n\n\
                Marsh, B. (2011). On Reeds. Journal of Trade, 9, 41-49.\n\n\
                Moreau, D. (2005). On Prices. Journal of Trade, 8, 31-39.\n\n\
                Roth, B. (2003). On Trade. Journal of Trade, 6, 11-19.\n\n\
                Weber, A. (2001). On Ties. Journal of Trade, 4, 1-9.\n\n\
                World Trade Office (2004). On Prices. Geneva: WTO.\n";
    fs::write(dir.path().join("ties.md"), text).unwrap();
    let (_, json, err) = ibid(dir.path(), &["check", "ties.md", "--select", "CIT002", "--format", "json"]);
    assert!(!json.contains("Marsh"), "{json}{err}");
    let (_, csv, err) = ibid(dir.path(), &["claims", "ties.md", "--uncited", "--format", "csv"]);
    assert!(csv.lines().count() == 3 && csv.contains("lindt2004wages") && csv.contains("Office"), "{csv}");
    assert_eq!(err, "left out, since captions, tables or other lines name them: [2] marsh2011reeds\n");
}

#[test]
fn tables() {
    let dir = drafts();
    let (code, out, _) = ibid(dir.path(), &["claims", "old.txt"]);
    assert_eq!(code, 0);
    assert!(out.contains("The dams hold back half of the water"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 90), "{out}");
    let (_, csv, _) = ibid(dir.path(), &["claims", "old.txt", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 3);
    let (_, markdown, _) = ibid(dir.path(), &["claims", "old.txt", "--format", "markdown"]);
    assert!(markdown.starts_with("| article | claim |"), "{markdown}");
}

#[test]
fn pages_are_named_where_there_are_some() {
    let dir = drafts();
    fs::write(dir.path().join("plain.md"), OLD).unwrap();
    fs::write(dir.path().join("pages.txt"), OLD.replace(" The harvest", "\n\u{c}\nThe harvest")).unwrap();
    for (article, toml, places) in [
        ("plain.md", "bib/plain.toml", ["l. 3 ", "l. 3 "]),
        ("old.txt", "bib/old.toml", ["l. 3 ", "l. 3 "]),
        ("pages.txt", "bib/pages.toml", ["p. 1, l. 3 ", "p. 2, l. 5 "]),
    ] {
        assert_eq!(ibid(dir.path(), &["extract", article]).0, 0);
        for place in [article, toml] {
            let (_, table, err) = ibid(dir.path(), &["claims", place]);
            assert_eq!(table.contains("p. "), places[0].contains("p. "), "{table}{err}");
            assert!(places.iter().all(|place| table.contains(place)), "{table}{err}");
        }
    }
}

#[test]
fn keys_and_numbers_without_claims_are_told_apart() {
    let dir = drafts();
    let mixed = OLD.replace("[2].", "[1].");
    fs::write(dir.path().join("mixed.txt"), mixed).unwrap();
    assert_eq!(ibid(dir.path(), &["extract", "mixed.txt"]).0, 0);
    for place in ["mixed.txt", "bib"] {
        for (question, said) in [
            (&["--source", "nobody"][..], "no entry has the key `nobody`\n"),
            (
                &["--source", "Blank2010Water"],
                "no entry has the key `Blank2010Water`; did you mean `blank2010water`?\n",
            ),
            (&["--source", "blank"], "no entry has the key `blank`; did you mean `blank2010water`?\n"),
            (
                &["--source", "blnak2010water"],
                "no entry has the key `blnak2010water`; did you mean `blank2010water`?\n",
            ),
            (&["--source", "blank2010water"], "no claim cites `blank2010water`\n"),
            (&["--source", "weitz2006borders", "--claim", "copper"], "no such claim\n"),
            (&["--number", "40"], "no reference has the number 40; the last is 3\n"),
            (&["--number", "2"], "no claim cites reference 2\n"),
            (&["--number", "1", "--claim", "copper"], "no such claim\n"),
            (
                &["--number", "2", "--number", "40"],
                "no claim cites reference 2\nno reference has the number 40; the last is 3\n",
            ),
        ] {
            let (code, out, err) = ibid(dir.path(), &[&["claims", place], question].concat());
            assert_eq!((code, out.as_str(), err.as_str()), (0, "", said), "{place}: {question:?}");
        }
    }
    fs::write(dir.path().join("bare.txt"), "The dams hold back half of the water.\n").unwrap();
    let (_, _, err) = ibid(dir.path(), &["claims", "bare.txt", "--number", "1"]);
    assert_eq!(err, "no reference has a number\n");
}

#[test]
fn several_sources_or_numbers_are_any_of_them() {
    let dir = drafts();
    assert_eq!(ibid(dir.path(), &["extract", "old.txt"]).0, 0);
    for place in ["old.txt", "bib"] {
        for (question, count) in [
            (&["--source", "weitz2006borders", "--source", "blank2010water"][..], 2),
            (&["--source", "nobody", "--source", "blank2010water"], 1),
            (&["--number", "1", "--number", "2"], 2),
            (&["--number", "2", "--number", "3"], 1),
        ] {
            assert_eq!(
                objects(dir.path(), &[&[place], question].concat()).len(),
                count,
                "{place}: {question:?}"
            );
        }
        let args = ["claims", place, "--source", "weitz2006borders", "--source", "blank2010water"];
        let (_, table, _) = ibid(dir.path(), &args);
        let heads = "weitz2006borders  Weitz, R. (2006): Borders of the East\nblank2010water  Blank, S. (2010): Water and Power\n\n";
        assert!(table.starts_with(heads), "{table}");
    }
}

#[test]
fn accents_hide_nothing() {
    let dir = drafts();
    let text = OLD
        .replace("Introduction", "# Résumé")
        .replace("References", "# References")
        .replace("The dams", "A Naïve view is that dams")
        .replace("The harvest", "In every cafe the harvest");
    fs::write(dir.path().join("accents.md"), text).unwrap();
    assert_eq!(ibid(dir.path(), &["extract", "accents.md"]).0, 0);
    for place in ["accents.md", "bib/accents.toml"] {
        for (question, words, count) in [
            ("--claim", "naive", 1),
            ("--claim", "NAÏVE", 1),
            ("--claim", "nai\u{308}ve", 1),
            ("--claim", "Café", 1),
            ("--claim", "cafe naïve", 2),
            ("--claim", "nave", 0),
            ("--section", "resume", 2),
            ("--section", "RÉSUMÉ", 2),
        ] {
            assert_eq!(objects(dir.path(), &[place, question, words]).len(), count, "{place}: {words}");
        }
    }
}

#[test]
fn words_of_an_article_are_no_markdown() {
    let dir = drafts();
    let text = OLD.replace("The dams", "The *dams* of _A_ <script>x</script> `now` [a](b) | and # & ~c~");
    fs::write(dir.path().join("marks.txt"), text).unwrap();
    let (_, markdown, err) = ibid(dir.path(), &["claims", "marks.txt", "--format", "markdown"]);
    let escaped = r"\*dams\* of \_A\_ \<script\>x\</script\> \`now\` \[a\](b) \| and \# \& \~c\~ hold back";
    assert!(markdown.contains(escaped), "{markdown}{err}");
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let dir = drafts();
    assert_eq!(ibid(dir.path(), &["claims", "absent.txt"]).0, 2);
    assert_eq!(ibid(dir.path(), &["claims", "old.txt", "--claim", "…"]).0, 2);
}

/// An article by one of the authors whom it cites.
const OWN: &str = "---
title: Water and Bread
author:
  - Rosa Weitz
---

Weitz [1] proposed a model of the banks. They train it on maps. In contrast to earlier work [2], the harvest failed.

# References

1. Weitz, R., 2006. Borders of the East. Survival, 3: 155-167.
2. Blank, S., 2010. Water and Power. Analyst, 16: 3-5.
";

#[test]
fn every_format_has_use_and_continuation() {
    let dir = drafts();
    fs::write(dir.path().join("own.md"), OWN).unwrap();
    assert_eq!(ibid(dir.path(), &["extract", "own.md"]).0, 0);
    for place in ["own.md", "bib/own.toml"] {
        let claims = objects(dir.path(), &[place]);
        let uses: Vec<_> = claims.iter().map(|claim| claim["use"].as_str()).collect();
        assert_eq!(uses, [Some("self"), Some("contrast")], "{place}");
        let (_, csv, _) = ibid(dir.path(), &["claims", place, "--format", "csv"]);
        let mut lines = csv.lines();
        let header = "article,claim,words,continuation,sources,use,use_confidence,section,page,line,library,file,sentence";
        assert_eq!(lines.next(), Some(header));
        let first = lines.next().unwrap();
        assert!(first.contains("model of the banks,They train it on maps.,[1] "), "{first}");
        assert!(first.contains(",self,0.85,"), "{first}");
        let library = place.trim_end_matches(".toml");
        assert!(first.ends_with(&format!(",{library},,Weitz [1] proposed a model of the banks.")), "{first}");
        let (_, markdown, _) = ibid(dir.path(), &["claims", place, "--format", "markdown"]);
        assert!(markdown.contains(r" | They train it on maps. | \[1\] "), "{markdown}");
        let (_, table, _) = ibid(dir.path(), &["claims", place]);
        for words in ["… They train it on", "self", "contrast"] {
            assert!(table.contains(words), "{words}: {table}");
        }
    }
    let (_, json, _) = ibid(dir.path(), &["extract", "--dry-run", "--format", "json", "own.md"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["citations"][0]["use"], "self");
    assert_eq!(json["citations"][1]["use"], "contrast");
}

#[test]
fn a_namesake_is_no_sure_self_citation() {
    let dir = drafts();
    let own =
        OWN.replace("Rosa Weitz", "Gang Li").replace("Weitz, R.", "Li, G.H.").replace("Weitz [1]", "Li [1]");
    fs::write(dir.path().join("namesake.md"), own).unwrap();
    let claims = objects(dir.path(), &["namesake.md"]);
    assert_eq!((claims[0]["use"].as_str(), claims[0]["use_confidence"].as_f64()), (Some("self"), Some(0.5)));
}

#[test]
fn places_are_bytes_of_the_file() {
    let dir = drafts();
    let text =
        OLD.replace("half of the water", "half of the riv-\r\ners’ water").replace("again [2]", "[2] again");
    fs::write(dir.path().join("lines.txt"), &text).unwrap();
    let (_, json, err) = ibid(dir.path(), &["extract", "--dry-run", "--format", "json", "lines.txt"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect(&err);
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let citations = json["citations"].as_array().unwrap();
    assert_eq!(citations.len(), 2);
    for citation in citations {
        for name in ["claim", "sentence"] {
            let spans = citation["places"][name]["spans"].as_array().unwrap();
            let byte = |span: &serde_json::Value, at: usize| span[at].as_u64().unwrap() as usize;
            let there: String = spans.iter().map(|span| &text[byte(span, 0)..byte(span, 1)]).collect();
            assert_eq!(letters(&there), letters(citation[name].as_str().unwrap()), "{name}");
        }
    }
    let claim = &citations[1]["places"]["claim"];
    assert_eq!((claim["page"].as_u64(), claim["line"].as_u64()), (Some(1), Some(4)));
    assert_eq!(claim["column"], "ers’ water [1]. ".chars().count() + 1);
}

#[test]
fn claims_of_an_article_have_the_places_that_extract_gives() {
    let dir = drafts();
    let (_, json, err) = ibid(dir.path(), &["extract", "--dry-run", "--format", "json", "new.txt"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect(&err);
    let claims = objects(dir.path(), &["new.txt"]);
    assert_eq!(claims.len(), json["citations"].as_array().unwrap().len());
    for (claim, citation) in claims.iter().zip(json["citations"].as_array().unwrap()) {
        assert_eq!(claim["column"], citation["location"]["column"]);
        assert!(claim["column"].is_u64() && claim["places"]["claim"]["spans"].is_array(), "{claim}");
        assert_eq!(claim["places"], citation["places"]);
    }
    assert_eq!(objects(dir.path(), &["new.txt", "--number", "3"])[0]["column"], claims[1]["column"]);
    assert_eq!(ibid(dir.path(), &["extract", "new.txt"]).0, 0);
    assert!(objects(dir.path(), &[]).iter().all(|claim| claim.get("column").is_none()));
}

#[test]
fn hints_on_support_are_off_by_default() {
    let dir = drafts();
    let text = "Some 40 % of the reeds are gone.

Ties grew [1]. Trade fell [1]. Prices rose [1]. Wages fell [1]. Tariffs rose [1].

Rents fell [2, 3]. Storks came late [1-3], [4-6].

References

1. Weitz, R., 2006. Borders of the East. Survival, 3: 155-167.
2. Blank, S., 2010. Water and Power. Analyst, 16: 3-5.
3. Marsh, T., 2011. Reeds and Banks. Analyst, 17: 6-9.
4. Novak, E., 1994. On Walls. Survival, 4: 1-9.
5. Okada, B., 1995. On Trade. Survival, 5: 1-9.
6. Lindt, C., 1996. On Wages. Survival, 6: 1-9.
";
    fs::write(dir.path().join("hints.txt"), text).unwrap();
    let codes = |args: &[&str]| -> Vec<String> {
        let (_, json, err) = ibid(dir.path(), &[&["check", "hints.txt", "--format", "json"], args].concat());
        let json: serde_json::Value = serde_json::from_str(&json).expect(&err);
        let findings = json["findings"].as_array().unwrap().clone();
        findings
            .iter()
            .map(|f| f["code"].as_str().unwrap().to_owned())
            .filter(|c| c.starts_with("CLM"))
            .collect()
    };
    assert_eq!(codes(&[]), [""; 0]);
    let mut found = codes(&["--select", "claims"]);
    found.sort_unstable();
    assert_eq!(found, ["CLM001", "CLM002", "CLM003", "CLM003", "CLM003", "CLM003", "CLM003", "CLM004"]);
}
