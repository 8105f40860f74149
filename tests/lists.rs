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
