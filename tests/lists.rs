//! Reference lists, found and cut into the references that they hold.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

/// A list of twenty references of two lines each, in author-year order.
fn list() -> (Vec<String>, String) {
    let names = [
        "Abbot", "Baker", "Carver", "Dyer", "Eland", "Farmer", "Glover", "Hooper", "Inman", "Joiner",
        "Kemper", "Lorimer", "Mason", "Naylor", "Ostler", "Potter", "Quarrier", "Roper", "Sawyer", "Turner",
    ];
    let things = ["Tolls", "Ports", "Roads", "Mills", "Farms"];
    let item = |(at, name): (usize, &&str)| {
        let thing = things[at % 5];
        let (year, page) = (1961 + 2 * at, 11 + 7 * at);
        format!(
            "{name}, J. R. ({year}). {thing} of the southern provinces in the years after the great\nflood. Survey of \
             {thing} and Trade, {}, {page}-{}.",
            1 + at,
            page + 12
        )
    };
    let items: Vec<String> = names.iter().enumerate().map(item).collect();
    let text = items.join("\n");
    (items.iter().map(|i| i.replace('\n', " ")).collect(), text)
}

/// `text` with the lines of `head` after its line `at`.
fn interrupted(text: &str, at: usize, head: &[&str]) -> String {
    let lines: Vec<&str> = text.lines().collect();
    [&lines[..at], head, &lines[at..]].concat().join("\n")
}

/// The reference strings that are read from `text`.
fn read(text: &str) -> Vec<String> {
    let article = ibid::read("a.txt", text.as_bytes()).unwrap();
    let list = ibid::extract(&article).lists.pop().expect("a list");
    list.items.iter().map(|item| item.text.to_string()).collect()
}

#[test]
fn a_text_that_is_nothing_but_a_list() {
    let (items, text) = list();
    assert_eq!(read(&format!("References\n\n{text}\n")), items);
}

/// One empty row parts no pages: what stands alike above and below it is no running head.
#[test]
fn a_list_whose_heading_stands_twice() {
    let (items, text) = list();
    assert_eq!(read(&format!("References\n\nReferences\n{text}\n")), items);
}

/// Two heads on either side of a page end, the first in the middle of a reference.
#[test]
fn page_ends_inside_a_list_without_numbers() {
    let (items, text) = list();
    let heads = ["132", "Anna Weber", "Ties and Tolls of the Provinces", "133"];
    assert_eq!(read(&format!("References\n\n{}\n", interrupted(&text, 9, &heads))), items);
    assert_eq!(read(&format!("References\n\n{}\n", interrupted(&text, 20, &heads))), items);
}

/// Numbers of pages count upwards as those of items do, but stand far apart.
#[test]
fn page_numbers_are_no_items() {
    let (items, text) = list();
    let text = interrupted(&interrupted(&text, 24, &["182"]), 2, &["181"]);
    assert_eq!(read(&format!("References\n{text}\n")), items);
}

/// A font without a map of its digits leaves no years.
#[test]
fn a_list_that_has_lost_its_years() {
    let (items, text) = list();
    let lost = |s: &str| s.replace(|c: char| c.is_ascii_digit(), "§");
    let items: Vec<String> = items.iter().map(|item| lost(item)).collect();
    assert_eq!(read(&format!("References\n\n{}\n", lost(&text))), items);
}

/// LaTeX that was not run to its end prints `[]` in front of every reference, REVTeX without a heading.
#[test]
fn labels_that_a_typesetter_has_left_open() {
    let (items, text) = list();
    let mut labelled = String::new();
    for (at, line) in text.lines().enumerate() {
        labelled.push_str(if at % 2 == 0 { "[] " } else { "" });
        labelled.push_str(line);
        labelled.push('\n');
    }
    assert_eq!(read(&format!("The ports of the south have grown.\n\nReferences\n{labelled}")), items);
    assert_eq!(read(&format!("The ports of the south have grown.\n\n{labelled}")), items);
}

/// What looks finished after its authors is shorter than any reference of the list, so that the line below is its title and
/// not the text behind the list.
#[test]
fn a_last_reference_whose_first_line_ends_in_an_initial() {
    let (mut items, _) = list();
    items.truncate(6);
    let authors = "Unger, P., Vogel, A., Weber, C. and Xander, B.";
    items.push(format!(
        "{authors} Ports without tolls, and what became of them. Survey of Ports and Trade, 1999."
    ));
    let printed: Vec<String> =
        items.iter().zip(1..).map(|(item, number)| format!("{number}. {item}")).collect();
    let text = printed.join("\n").replace(&format!("{authors} "), &format!("{authors}\n"));
    let text = text.replace("became of", "became\nof");
    let after = "Correspondence should be sent to the first author of this study";
    assert_eq!(read(&format!("References\n{text}\n{after}\n")), items);
}

/// What stands right below the heading is a reference, also where its first line looks like the head of a page.
#[test]
fn a_list_begins_below_its_heading() {
    let text = "References\n\
        Carver AC, Trent PK (1998). The Counting of Boats on Rivers. Northern University\nPress, Harbour.\n\
        Carver AC, Trent PK (2005). Harbours: Methods and Applications. Northern\nUniversity Press, Harbour.\n\
        Chalk JM, Hasse TJ (eds.) (1992). Models of Ferries. Chapel & Hill, London.\n\
        Deck P, Trent PK (1997). \"Demand for Boats by the Elderly: A Finite\nApproach.\" Journal of Applied \
        Harbours, 12, 313-336.\n\
        Erb V (2008). Tolls of the Northern Rivers. Harbour.\n\
        Foss J (2002). A Companion to Applied Ferries. Sage Hill, Thousand\nOaks, CA.\n\
        Lindt D (1992). \"Ferries, With an Application to Defects.\" Rivers,\n34, 1-14.\n";
    let first =
        "Carver AC, Trent PK (1998). The Counting of Boats on Rivers. Northern University Press, Harbour.";
    assert_eq!(read(text).first().map(String::as_str), Some(first));
}

#[test]
fn a_figure_behind_the_list_is_no_reference() {
    let (items, text) = list();
    let figure = "Figure 9: Boats by size of the harbour and by month, for three of the\nrivers.\n\n\
        Boats by harbour\n\nNorth    South    East\n\nBoats by month\n";
    assert_eq!(read(&format!("References\n\n{text}\n\n{figure}")), items);
}

/// The manual of a package: its bibliography, and its program, whose lines are counted, one of which looks like a heading.
#[test]
fn the_numbered_lines_of_a_program_are_no_list() {
    let (items, text) = list();
    let program = (1..200).map(|n| match n {
        7 => "References\n".to_owned(),
        _ if n % 3 == 0 => format!("{n} }}%\n"),
        _ => format!("{n} \\def\\list@{n}#1{{\\hbox{{#1}}}}%\n"),
    });
    let manual = format!("References\n\n{text}\n\nAppendix\n\n{}", program.collect::<String>());
    assert_eq!(read(&manual), items);
}

#[test]
fn parts_of_a_list_are_one_list() {
    let markdown = "# Protocol\n\nThe words [RFC2119] say so. It runs over [DELTA] and [I-D.roe-stork] well [RFC8446].\n\n# References\n\n\
                    ## Normative References\n\n[RFC2119]  Bradner, S., \"Key Words of Levels\", RFC 2119, March 1997.\n\n\
                    [RFC8446]  Rescorla, E., \"The Security of Layers\", RFC 8446, August 2018.\n\n\
                    ## Informative References\n\n[DELTA]  Lund, A., \"The Delta and its Birds\", Penguin, 2004.\n\n\
                    [I-D.roe-stork]  Roe, A., \"Storks that Carry\", Internet-Draft, 2024.\n";
    let text = "1.  Introduction\n\n   The words [RFC2119] say so.  It runs over [DELTA] and\n   [I-D.roe-stork] well [RFC8446].\n\n2.  References\n\n\
                2.1.  Normative References\n\n   [RFC2119]  Bradner, S., \"Key Words of Levels\",\n              RFC 2119, March 1997.\n\n\
                   [RFC8446]  Rescorla, E., \"The Security of Layers\", RFC\n              8446, August 2018.\n\n\
                2.2.  Informative References\n\n   [DELTA]    Lund, A., \"The Delta and its Birds\", Penguin, 2004.\n\n\
                   [I-D.roe-stork]\n              Roe, A., \"Storks that Carry\", Internet-Draft, 2024.\n\n\
                Author's Address\n\n   Ann Roe\n   Email: ann@example.org\n";
    for (name, text) in [("a.md", markdown), ("a.txt", text)] {
        let extraction = ibid::extract(&ibid::read(name, text.as_bytes()).unwrap());
        let labels: Vec<&str> = extraction.references.iter().map(|r| r.label.as_str()).collect();
        assert_eq!(labels, ["RFC2119", "RFC8446", "DELTA", "I-D.roe-stork"], "{name}");
        assert!(extraction.references[3].raw.ends_with("Internet-Draft, 2024."), "{name}");
        assert!(extraction.references[1].raw.ends_with("August 2018."), "{name}");
        let cited: Vec<u32> = extraction.citations.iter().flat_map(|c| c.numbers.clone()).collect();
        assert_eq!(cited, [1, 3, 4, 2], "{name}");
    }
}

/// Whether the last of four references, the others being articles, counts as cut off.
fn is_cut_off(last: &str) -> bool {
    let text = format!(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4].\n\nReferences\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n2. Okada, B., 2003. On Trade. Journal of Trade, 6: \
         11-19.\n3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n4. {last}\n"
    );
    let article = ibid::read("a.txt", text.as_bytes()).unwrap();
    ibid::extract(&article).references[3].cut_off
}

#[test]
fn a_last_book_is_whole() {
    assert!(!is_cut_off(
        "Moreau, D., 2005. The Prices of Grain and the Growth of Towns. Oxford University Press, Oxford."
    ));
    assert!(!is_cut_off("FAO. 2018. Available from: http://www.example.org/treaty/areas/en/"));
    assert!(is_cut_off("Moreau, D., 2005. The Prices of Grain and the Growth of Towns. Oxford University"));
    assert!(is_cut_off("Moreau, D., 2005. The Prices of Grain and the Growth of Towns."));
}

/// The second column of a page was read before the first.
#[test]
fn a_list_whose_later_items_stand_before_its_first() {
    let item = |n: usize| {
        let year = 1960 + n;
        format!(
            "{n}. Abbot, J. R.; Baker, C. Tolls of the southern provinces\nin the years after flood {n}. Survey of Trade {year}, {n}, 1{n}-2{n}.\n"
        )
    };
    let part = |range: std::ops::Range<usize>| range.map(item).collect::<String>();
    let items: Vec<String> = (1..13).map(|n| item(n).trim_end().replace('\n', " ")).collect();
    let items: Vec<&str> =
        items.iter().filter_map(|item| item.split_once(". ")).map(|(_, text)| text).collect();
    let text = format!("Tolls rose [1].\n\nReferences\n\n{}\n{}\n{}", part(5..9), part(1..5), part(9..13));
    assert_eq!(read(&text), items);
}
