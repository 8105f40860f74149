//! What an article says of itself, out of every form in which it comes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use ibid::article::Front;

fn front(name: &str, text: &str) -> Front {
    let article = ibid::read(name, text.as_bytes()).unwrap();
    // What is said stands where it is said to stand.
    for stated in article.front.title.iter().chain(&article.front.authors) {
        assert!(!stated.spans.is_empty() && stated.confidence >= 0.8, "{stated:?}");
        let first = article.source.text().get(stated.spans[0].range()).unwrap();
        let word = stated.value.split([' ', '’']).next().unwrap();
        assert!(first.contains(word), "{stated:?} at {first:?}");
    }
    article.front
}

#[track_caller]
fn check(name: &str, text: &str, title: &str, authors: &[&str], date: Option<&str>) {
    let front = front(name, text);
    assert_eq!(front.title.as_ref().map(|t| t.value.as_str()), Some(title), "{front:?}");
    assert_eq!(front.authors.iter().map(|a| a.value.as_str()).collect::<Vec<_>>(), authors);
    assert_eq!(front.date.as_ref().map(|d| d.value.as_str()), date);
}

#[track_caller]
fn silent(name: &str, text: &str) {
    assert_eq!(front(name, text), Front::default(), "{text}");
}

#[test]
fn clean_text() {
    let body = "Abstract\n\nRivers have risen in the north for many years [1].\n";
    check(
        "a.txt",
        &format!(
            "Rivers and Roads of the North: An Overview\n\nAnn Roe1,2, Ben C. Lee2,*\n\n1University of the Delta\n\n{body}"
        ),
        "Rivers and Roads of the North: An Overview",
        &["Ann Roe", "Ben C. Lee"],
        None,
    );
    check(
        "a.txt",
        &format!("Rivers and Roads of the North\n\n{body}"),
        "Rivers and Roads of the North",
        &[],
        None,
    );
}

#[test]
fn titles_above_marked_authors() {
    let body = "Abstract\n\nRivers have risen in the north for many years [1].\n";
    let (title, names) =
        ("Rivers and Roads of the North: An Overview", ["Ann Roe", "Ben C. Lee", "Carla Silva"]);
    let authors = "Ann Roe†, Ben C. Lee∥,⊥, Carla Silva∇";
    let text = |title: &str| format!("{title}\n\n{authors}\n\n†Delta Works, Arle\n\n{body}");
    check("a.txt", &text(title), title, &names, None);
    check("a.txt", &text(&format!("{title}*")), title, &names, None);
    let place = "Storks seen by the visitors of a river clinic in Arle, Bode Land";
    check("a.txt", &text(place), place, &names, None);
    let species = "Growth of the endophytic bacteria of Chelidonium majus L.";
    check("a.txt", &format!("{species}\n\n{body}"), species, &[], None);
    let wrapped = "Storks and their food in the delta: a critical\nreview";
    check("a.txt", &text(wrapped), &wrapped.replace('\n', " "), &names, None);
}

#[test]
fn text_out_of_a_pdf() {
    check(
        "a.txt",
        "Delta Review 2014, 14, 15553-15572; doi:10.5555/dr140815553\nOPEN ACCESS\nArticle\n\n\
         Rivers and Roads of the Distant North and of the\nDeep South\nAnn Roe *, Ben C. Lee, Carla\nde la Cruz and Dan Park\n\
         Department of Rivers, University of the Delta\n* Author to whom correspondence should be addressed\n\
         Received: 7 March 2014; Accepted: 13 August 2014 /\nPublished: 21 August 2014\n\nAbstract: Rivers rise.\n",
        "Rivers and Roads of the Distant North and of the Deep South",
        &["Ann Roe", "Ben C. Lee", "Carla de la Cruz", "Dan Park"],
        Some("2014-08-21"),
    );
}

#[test]
fn markup() {
    check(
        "a.md",
        "---\ntitle: 'Rivers: and roads'\nauthor:\n  - Ann Roe\n  - name: Ben Lee\n    orcid: 0\ndate: 2014-08-21\n---\n\n# One\n\nText [1].\n",
        "Rivers: and roads",
        &["Ann Roe", "Ben Lee"],
        Some("2014-08-21"),
    );
    check(
        "a.md",
        "# Rivers and roads\n\nAnn Roe, Ben C. Lee\n\nText [1].\n",
        "Rivers and roads",
        &["Ann Roe", "Ben C. Lee"],
        None,
    );
    check(
        "a.tex",
        "\\documentclass{article}\n\\title[Short]{Rivers \\& \\emph{roads}\\thanks{To all.}}\n\
         \\author{Ann Roe\\thanks{Delta} \\and Ben Lee\\\\University of the Delta}\n\\date{August 2014}\n\\begin{document}\n\\maketitle\nText.\n\\end{document}\n",
        "Rivers & roads",
        &["Ann Roe", "Ben Lee"],
        Some("2014-08"),
    );
    check(
        "a.typ",
        "#set document(title: [Rivers and _roads_], author: (\"Ann Roe\", \"Ben Lee\"), date: datetime(year: 2014, month: 8, day: 2))\n\n= One\n\nText @roe.\n",
        "Rivers and roads",
        &["Ann Roe", "Ben Lee"],
        Some("2014-08-02"),
    );
    check(
        "a.typ",
        "#show: ieee.with(title: [Rivers], authors: ((name: \"Ann Roe\", email: \"a@example.org\"),))\n\nText.\n",
        "Rivers",
        &["Ann Roe"],
        None,
    );
}

#[test]
fn nothing_rather_than_a_guess() {
    silent(
        "a.txt",
        "Ties have grown [1].\n\nReferences\n1. Weitz, R., 2006. A New Great Game. Survival, 3: 155-167.\n",
    );
    silent("a.txt", "Rivers rise in the north\nand fall in the south, as everybody knows who lives there.\n");
    silent(
        "a.txt",
        "Essential Oils and Antifungal Activity\nDeep Rivers and Wide Roads\nand more of the kind.\n",
    );
    silent("a.txt", "");
    silent("a.tex", "\\title{}\\author{}\\date{\\today}\nText.\n");
    silent("a.md", "---\ntitle: [\n---\n\nText.\n");
}

#[test]
fn hostile_heads_take_linear_time() {
    for text in [
        "\\author{".repeat(20_000),
        format!("\\title{}x", "{".repeat(50_000)),
        "\\title{a}\\author{A B \\and C D}".repeat(10_000),
    ] {
        let _ = front("a.tex", &text);
    }
    let _ = front("a.txt", &"Ann Roe1,\n".repeat(50_000));
    let _ = front("a.txt", &"10.1111/".repeat(50_000));
    let _ = front("a.md", &format!("---\nauthor: [{}]\n---\n", "Ann Roe, ".repeat(5_000)));
}
