//! What stands before the first block of a .toml, merged: the article, and what it says of itself.

use std::collections::BTreeMap;

use super::outcome::{MergeError, Remark};
use super::three_way::three_way;
use crate::library::reading::Reading;
use crate::library::sheet::edit::{HeadEdit, inline, strings};
use crate::library::sheet::record::SCHEMA;
use crate::library::sheet::{Head, Sheet};

/// The head of `sheet` brought up to date with `reading`; a person's title, authors, date or DOI stays.
pub(super) fn head(
    sheet: &Sheet,
    reading: &Reading,
    remarks: &mut Vec<Remark>,
) -> Result<String, MergeError> {
    let old = sheet.read_head()?;
    let mut edit = HeadEdit::open(sheet.head())?;
    edit.set("schema", i64::from(SCHEMA));
    edit.set("article", reading.article.as_str());
    edit.set("digest", reading.digest.as_str());
    let mut bases = BTreeMap::new();
    let values = told(&old).into_iter().zip(told(&reading.front));
    for ((name, now), (_, new)) in values {
        let base = old.fields.get(name).map(String::as_str);
        let outcome = three_way(base, now.as_deref(), new.as_deref());
        if outcome.conflict {
            let new = new.as_deref().unwrap_or_default().replace('\n', ", ");
            remarks.push(Remark {
                what: name.to_owned(),
                message: format!("kept yours; the article now says \"{new}\""),
            });
        }
        if outcome.value != now {
            match outcome.value {
                Some(value) if name == "authors" => edit.set(name, strings(value.split('\n'))),
                Some(value) => edit.set(name, value),
                None => edit.remove(name),
            }
        }
        bases.extend(outcome.base.map(|base| (name, base)));
    }
    if bases.is_empty() {
        edit.remove("fields");
    } else {
        edit.set("fields", inline(bases.iter().map(|(name, base)| (*name, base.as_str()))));
    }
    Ok(edit.finish())
}

/// What `head` tells of the article, by name in the order of the file; authors a line each.
fn told(head: &Head) -> [(&'static str, Option<String>); 4] {
    let authors = (!head.authors.is_empty()).then(|| head.authors.join("\n"));
    [
        ("title", head.title.clone()),
        ("authors", authors),
        ("date", head.date.clone()),
        ("doi", head.doi.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::digest::short;

    #[test]
    fn a_persons_title_stays_and_the_rest_follows() {
        let front = |title: &str| Head {
            title: Some(title.to_owned()),
            authors: vec!["Ann Roe".to_owned(), "Ben Lee".to_owned()],
            ..Head::default()
        };
        let reading = |title: &str| Reading {
            front: front(title),
            article: "../a.txt".to_owned(),
            ..Reading::default()
        };
        let mut remarks = Vec::new();
        let mut merged =
            |text: &str, title: &str| head(&Sheet::parse(text), &reading(title), &mut remarks).unwrap();
        let first = merged("# mine\n", "On Rivers");
        let base = short("On Rivers");
        assert!(
            first.contains("title = \"On Rivers\"\nauthors = [\"Ann Roe\", \"Ben Lee\"]\n")
                && first.contains(&base)
        );
        assert_eq!(merged(&first, "On Rivers"), first);
        let own = first.replace("\"On Rivers\"", "\"Mine\"");
        assert_eq!(merged(&own, "On Rivers"), own);
        assert!(merged(&own, "On Roads").contains("title = \"Mine\""));
        assert!(merged(&first, "On Roads").contains("title = \"On Roads\""));
        assert_eq!(remarks.len(), 1);
    }
}
