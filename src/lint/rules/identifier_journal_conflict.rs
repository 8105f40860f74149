//! A DOI and a journal that cannot both be right.

use std::collections::BTreeMap;

use super::prelude::*;

/// Three works of one journal, and one of another with the DOI `$doi`.
macro_rules! with_last_doi {
    ($doi:literal) => {
        concat!(
            "@article{weber2001,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 doi = {10.5555/trade.1.1},\n\
         }\n\
         \n\
         @article{okada2002,\n\
         \x20 author = {Okada, Bo},\n\
         \x20 title = {On Tolls},\n\
         \x20 journaltitle = {J. Trade},\n\
         \x20 date = {2002},\n\
         \x20 doi = {10.5555/trade.2.1},\n\
         }\n\
         \n\
         @article{lindt2003,\n\
         \x20 author = {Lindt, Cy},\n\
         \x20 title = {On Wages},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2003},\n\
         \x20 doi = {10.5555/trade.3.1},\n\
         }\n\
         \n\
         @article{novak2004,\n\
         \x20 author = {Novak, Di},\n\
         \x20 title = {On Knots},\n\
         \x20 journaltitle = {Annals of Knots},\n\
         \x20 date = {2004},\n\
         \x20 doi = {",
            $doi,
            "},\n\
         }\n"
        )
    };
}

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN010",
    name: "identifier-journal-conflict",
    family: Family::Identifiers,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "A DOI is of the kind that another journal has.",
    why: "The DOI belongs to another work, or the journal does. Many publishers spell a journal in its DOIs \
          (`10.1371/journal.pone.…`): where at least three works with the same letters are in one journal, and \
          this one is in another whose name cannot be a short form of it, one of the two is wrong.",
    help: "look the DOI up",
    bad: Example::Library(with_last_doi!("10.5555/trade.4.1")),
    good: Example::Library(with_last_doi!("10.5555/knots.4.1")),
    check: Check::Works(check),
};

/// Works that must agree on the journal of a kind of DOI.
const WITNESSES: usize = 3;

/// Fewest letters that spell a journal: fewer are an archive's or a publisher's.
const LETTERS: usize = 4;

fn check(works: &Works<'_>) -> Vec<Fault> {
    let mut kinds: BTreeMap<String, Vec<(&Part, String, &Part)>> = BTreeMap::new();
    for work in &works.works {
        let Some((journal, doi)) = work.part("journaltitle").zip(work.part("doi")) else { continue };
        if let Some(kind) = kind(identifier::bare_doi(&doi.value)) {
            kinds.entry(kind).or_default().push((journal, initials(&journal.value), doi));
        }
    }
    let conflict = |works: &Vec<(&Part, String, &Part)>| {
        let odd = |(_, own, _): &&(&Part, String, &Part)| {
            works.iter().filter(|(_, other, _)| agree(own, other)).count() == 1
        };
        let (journal, own, doi) = works.iter().find(odd)?;
        let mut others = works.iter().filter(|(_, other, _)| other != own);
        let (first, name, _) = others.next()?;
        if works.len() <= WITNESSES || !others.all(|(_, other, _)| agree(name, other)) {
            return None;
        }
        let others = works.len() - 1;
        let message = format!(
            "{} is a DOI as {others} works in {} have, but this one is in {}",
            quoted(&doi.value),
            quoted(&first.value),
            quoted(&journal.value)
        );
        Some(Fault::new(doi.span, message).related(first.span, "here"))
    };
    kinds.values().filter_map(conflict).collect()
}

/// The letters with which a DOI spells its journal, and its prefix: `10.1371/journal.pone` of
/// `10.1371/journal.pone.0000001`.
fn kind(doi: &str) -> Option<String> {
    let (prefix, suffix) = doi.split_once('/')?;
    let end = suffix.find(|c: char| !c.is_ascii_alphabetic() && c != '.' && c != '-')?;
    let code = suffix.get(..end)?.trim_end_matches(['.', '-']);
    let letters = code.chars().filter(char::is_ascii_alphabetic).count();
    (letters >= LETTERS).then(|| format!("{prefix}/{code}").to_lowercase())
}

/// The first letters of the words of a journal's name, small words left out; all letters of a name that is one.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if let [word] = words.as_slice()
        && word.chars().filter(|c| c.is_uppercase()).count() > 1
    {
        return word.to_lowercase();
    }
    let small = |w: &&str| !["of", "the", "and", "for", "in", "on", "de", "der", "für"].contains(w);
    let lower: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    lower.iter().map(String::as_str).filter(small).filter_map(|w| w.chars().next()).collect()
}

/// Whether two names with these initials may be one journal's, one perhaps shortened.
fn agree(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        assert_eq!(kind("10.1371/journal.pone.0000001").as_deref(), Some("10.1371/journal.pone"));
        assert_eq!(kind("10.1016/j.cell.2006.01.001").as_deref(), Some("10.1016/j.cell"));
        assert_eq!(kind("10.1007/s00122-013-2157-y"), None);
        assert_eq!(kind("10.1002/anie"), None);
    }

    #[test]
    fn short_forms_agree() {
        let agree = |a, b| agree(&initials(a), &initials(b));
        assert!(agree("Proc. Natl. Acad. Sci. U.S.A.", "PNAS"));
        assert!(agree("The Journal of Biological Chemistry", "J Biol Chem"));
        assert!(agree("PLoS ONE", "PLOS one"));
        assert!(!agree("Neuron", "Cell"));
    }
}
