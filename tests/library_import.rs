//! Bibliographies that a person brings along: out of Zotero, out of JabRef, edited by hand between runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use ibid::library::{Entry, Library, Source};
use tempfile::TempDir;

/// What Zotero exports.
const ZOTERO: &str = include_str!("common/zotero.bib");

/// What JabRef saves, with what it keeps for itself.
const JABREF: &str = include_str!("common/jabref.bib");

const ARTICLE: &str = "# Of rivers\n\n\
    Rivers rise in spring [1]. Sediment moves with the flood [2, 3], and dams stop it [4].\n\
    Models learn them [5].\n\n## References\n\n\
    1. Roe, A., and C. Doe, 2010. Rivers and roads of the north. River Studies, 12(3): 101-109. doi:10.5555/182\n\
    2. Müller, K., 1998. Über Flüsse. Berlin: Wasser Verlag.\n\
    3. Park S, Lee D. Sediment transport in XII valleys. In: Proceedings of the 3rd Conference on Rivers; 2004. p. 12-20.\n\
    4. Weitz, R., 2006. Averting a New Great Flood in the Old Delta. Survival Studies, 29: 155-167.\n\
    5. Lee, D., 2018. Learning rivers by heart. Journal of Delta Research, 4: 1-9.\n";

fn library() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("bib")).unwrap();
    fs::write(dir.path().join("bib/zotero.bib"), ZOTERO).unwrap();
    fs::write(dir.path().join("bib/jabref.bib"), JABREF).unwrap();
    fs::write(dir.path().join("draft.md"), ARTICLE).unwrap();
    ibid(dir.path(), &["extract", "draft.md"]);
    dir
}

/// What `ibid` prints to `args`; it has to succeed.
#[track_caller]
fn ibid(dir: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.current_dir(dir).args(args).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join("bib").join(name)).unwrap()
}

fn edit(dir: &Path, name: &str, from: &str, to: &str) {
    let old = read(dir, name);
    assert!(old.contains(from), "{from} in {old}");
    fs::write(dir.join("bib").join(name), old.replacen(from, to, 1)).unwrap();
}

fn entry(dir: &Path, key: &str) -> Entry {
    let (bib, toml) = (read(dir, "draft.bib"), read(dir, "draft.toml"));
    let library = Library::load([Source { name: "draft", bib: &bib, toml: &toml }]);
    library.entries_of(key).next().unwrap_or_else(|| panic!("{key} in {bib}")).clone()
}

#[test]
fn an_article_takes_keys_and_fields_of_what_is_there() {
    let dir = library();
    let dir = dir.path();
    assert_eq!((read(dir, "zotero.bib"), read(dir, "jabref.bib")), (ZOTERO.to_owned(), JABREF.to_owned()));
    let roe = entry(dir, "roeRiversRoadsNorth2010");
    assert_eq!(roe.fields["title"], "Rivers \\& Roads of the {{North}}");
    assert_eq!(roe.fields["keywords"], "rivers,roads");
    assert!(!roe.fields.contains_key("journaltitle") && !roe.fields.contains_key("date"), "{roe:?}");
    assert_eq!(entry(dir, "mullerUberFlusse1998").value("title").unwrap(), "Über Flüsse");
    let weitz = entry(dir, "Weitz2006");
    assert_eq!((weitz.kind.as_str(), weitz.fields["journal"].as_str()), ("article", "Survival Studies"));
    assert_eq!(weitz.fields["groups"], "politics");
    // Where an entry is copied to, its parents are not: what it has from them comes along.
    let park = entry(dir, "Park2004");
    assert_eq!(park.value("booktitle").unwrap(), "Proceedings of the 3rd Conference on Rivers");
    assert_eq!(park.value("publisher").unwrap(), "River Press");
    assert!(!park.fields.contains_key("crossref") && !park.fields.contains_key("xdata"));
    // The article that became of a preprint is another publication: offered, not merged.
    assert_eq!(entry(dir, "lee2018learning").value("date").unwrap(), "2018");
    let said = ibid(dir, &["merge", "--yes"]);
    assert!(said.contains("leeLearningRivers2017") && said.contains("related, not merged"), "{said}");
    assert!(ibid(dir, &["extract", "draft.md"]).starts_with("draft.md: nothing has changed\n"));
}

#[test]
fn a_correction_reaches_the_other_files_that_have_the_work() {
    let dir = library();
    let dir = dir.path();
    edit(dir, "zotero.bib", "Rivers \\& Roads of the {{North}}", "Rivers \\& Roads of the {{Far North}}");
    edit(dir, "zotero.bib", "  langid = {english},\n", "  langid = {english},\n  pubstate = {published},\n");
    edit(dir, "jabref.bib", "{29}", "{30}");
    // What is one's own here stays, whatever is said elsewhere.
    edit(dir, "draft.bib", "  volume = {29},\n", "  volume = {31},\n");
    edit(dir, "draft.bib", "  keywords = {rivers,roads},\n", "");
    edit(dir, "zotero.bib", "{rivers,roads}", "{rivers,roads,north}");
    let said = ibid(dir, &["extract", "draft.md"]);
    assert!(said.contains("took over title, pubstate as you have it elsewhere"), "{said}");
    let roe = entry(dir, "roeRiversRoadsNorth2010");
    assert_eq!(roe.fields["title"], "Rivers \\& Roads of the {{Far North}}");
    assert_eq!(roe.fields["pubstate"], "published");
    assert!(!roe.fields.contains_key("keywords"));
    assert_eq!(entry(dir, "Weitz2006").fields["volume"], "31");
    let both = (read(dir, "draft.bib"), read(dir, "draft.toml"));
    ibid(dir, &["extract", "draft.md"]);
    assert_eq!((read(dir, "draft.bib"), read(dir, "draft.toml")), both);
    // Taken out of the library, the file takes nothing along.
    fs::remove_file(dir.join("bib/zotero.bib")).unwrap();
    ibid(dir, &["extract", "draft.md"]);
    assert_eq!((read(dir, "draft.bib"), read(dir, "draft.toml")), both);
}

#[test]
fn a_new_key_for_what_was_taken_over_is_followed() {
    let dir = library();
    let dir = dir.path();
    edit(dir, "draft.bib", "@article{Weitz2006,", "@article{weitz:mine,");
    ibid(dir, &["extract", "draft.md"]);
    let toml = read(dir, "draft.toml");
    assert!(toml.contains("key = \"weitz:mine\"") && toml.contains("cites = [\"weitz:mine\"]"), "{toml}");
    assert!(!toml.contains("Weitz2006"), "{toml}");
}

#[test]
fn a_correction_in_one_articles_file_reaches_that_of_another() {
    let dir = TempDir::new().unwrap();
    let dir = dir.path();
    fs::write(dir.join("draft.md"), ARTICLE).unwrap();
    fs::write(dir.join("other.md"), ARTICLE.replace("Of rivers", "Of roads")).unwrap();
    ibid(dir, &["extract", "draft.md", "other.md"]);
    let key = "weitz2006averting";
    let title = entry(dir, key).fields["title"].clone();
    edit(dir, "other.bib", &format!("title = {{{title}}}"), "title = {Averting a Flood}");
    ibid(dir, &["extract", "draft.md", "other.md"]);
    assert_eq!(entry(dir, key).fields["title"], "Averting a Flood");
    // The copy is no opinion of its own: it does not come back.
    edit(dir, "other.bib", "Averting a Flood", "Averting a Great Flood");
    ibid(dir, &["extract", "other.md", "draft.md"]);
    assert!(read(dir, "other.bib").contains("Averting a Great Flood"));
    assert_eq!(entry(dir, key).fields["title"], "Averting a Great Flood");
}

#[test]
fn exports_are_chosen_by_key_tag_article_and_use() {
    let dir = library();
    let dir = dir.path();
    let keys = |args: &[&str]| {
        let bib = ibid(dir, &[&["export"], args].concat());
        let keys =
            bib.lines().filter_map(|line| Some(line.strip_prefix('@')?.split(['{', ',']).nth(1)?.to_owned()));
        keys.collect::<Vec<_>>()
    };
    ibid(dir, &["annotate", "Weitz2006", "--tag", "delta"]);
    let article =
        ["roeRiversRoadsNorth2010", "mullerUberFlusse1998", "Park2004", "Weitz2006", "lee2018learning"];
    assert_eq!(keys(&["bib/draft.bib"]), article);
    assert_eq!(keys(&["--cited"]), article);
    assert_eq!(keys(&["--uncited"]), ["conf", "press", "leeLearningRivers2017"]);
    assert_eq!(keys(&["--tag", "delta"]), ["Weitz2006"]);
    assert_eq!(keys(&["--key", "conf", "--key", "Park2004"]), ["Park2004", "conf"]);
    assert_eq!(keys(&["--tag", "delta", "--uncited"]), Vec::<String>::new());
}

#[test]
fn a_volume_is_not_another_volume_of_the_same_book() {
    let dir = TempDir::new().unwrap();
    let dir = dir.path();
    fs::create_dir(dir.join("bib")).unwrap();
    let volume = |n: u32, isbn: &str| {
        format!(
            "@book{{wells{n}, author = {{Roe, Ann E.}}, title = {{The Art of Digging Wells}}, date = {{1997}}, \
             volume = {{{n}}}, publisher = {{Delta Press}}, isbn = {{{isbn}}}}}\n"
        )
    };
    fs::write(dir.join("bib/own.bib"), volume(1, "0-201-89683-4") + &volume(2, "0-201-89684-2")).unwrap();
    let references = "1. Roe, A.E., 1997. The Art of Digging Wells, Volume 2. Delta Press, Reading.\n";
    fs::write(dir.join("draft.md"), format!("Water is dear [1].\n\n# References\n\n{references}")).unwrap();
    ibid(dir, &["extract", "draft.md"]);
    assert_eq!(entry(dir, "wells2").fields["isbn"], "0-201-89684-2");
    assert!(!read(dir, "draft.bib").contains("wells1"));
}

#[test]
fn two_works_of_one_title_in_a_year_have_two_keys() {
    for (one, other) in [
        ("Smith, A., 2011. Editorial. Nature, 470: 5-6.", "Smith, A., 2011. Editorial. Nature, 475: 135."),
        (
            "Smith, A., 2011. Introduction. In: Jones, B. (Ed.), Water. Wiley, London, pp. 1-5.",
            "Smith, B., 2011. Introduction. In: Kane, B. (Ed.), Sand. Springer, Berlin, pp. 7-9.",
        ),
    ] {
        let dir = TempDir::new().unwrap();
        let dir = dir.path();
        for (name, reference) in [("a", one), ("b", other), ("c", one)] {
            let text = format!("Water is dear [1].\n\n# References\n\n1. {reference}\n");
            fs::write(dir.join(format!("{name}.md")), text).unwrap();
            ibid(dir, &["extract", &format!("{name}.md")]);
        }
        let key = |name: &str| read(dir, name).split(['{', ',']).nth(1).unwrap().to_owned();
        assert_eq!(key("a.bib"), key("c.bib"), "{one}");
        assert_ne!(key("a.bib"), key("b.bib"), "{one}");
        assert_eq!(ibid(dir, &["export"]).matches('@').count(), 2);
    }
}
