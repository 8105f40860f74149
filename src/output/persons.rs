//! Names in hayagriva's terms.

use hayagriva::Entry;
use hayagriva::types::{Person, PersonsWithRoles};

/// Puts the particles of family names (`van der`) where hayagriva looks for those that stay there: what it calls a prefix goes behind
/// the given name.
pub(super) fn keep_particles(entry: &mut Entry) {
    change(entry, &|person| {
        if let Some(prefix) = person.prefix.take().filter(|prefix| !prefix.is_empty()) {
            person.name = format!("{prefix} {}", person.name);
        }
    });
}

/// `entry` as YAML would have it, each name that hayagriva would not read as it writes it (`King, Martin Luther, Jr.`,
/// `Ministry of Health, Welfare and Sport`) marked to be written in parts: a prefix, empty as it is, makes it do that.
pub(super) fn in_parts(mut entry: Entry) -> Entry {
    change(&mut entry, &|person| {
        let read = person.name_first(false, false).parse::<Person>();
        if !read.is_ok_and(|read| read == *person) && person.prefix.is_none() {
            person.prefix = Some(String::new());
        }
    });
    entry
}

/// `yaml` without the marks of [`in_parts`].
pub(super) fn without_marks(yaml: &str) -> String {
    yaml.split_inclusive('\n').filter(|line| line.trim() != "prefix: ''").collect()
}

/// Makes `change` to all persons of `entry` and of what it is in.
fn change(entry: &mut Entry, with: &impl Fn(&mut Person)) {
    let changed = |persons: &[Person]| {
        let mut persons = persons.to_vec();
        persons.iter_mut().for_each(with);
        persons
    };
    if let Some(authors) = entry.authors().map(changed) {
        entry.set_authors(authors);
    }
    if let Some(editors) = entry.editors().map(changed) {
        entry.set_editors(editors);
    }
    let roles =
        |persons: &PersonsWithRoles| PersonsWithRoles::new(changed(&persons.names), persons.role.clone());
    if let Some(affiliated) = entry.affiliated().map(|affiliated| affiliated.iter().map(roles).collect()) {
        entry.set_affiliated(affiliated);
    }
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(|parent| change(parent, with));
    entry.set_parents(parents);
}

#[cfg(test)]
mod tests {
    use ::hayagriva::io::from_yaml_str;

    use crate::library::{Library, Source};
    use crate::output::hayagriva;

    #[test]
    fn names_are_read_as_they_were_meant() {
        for (author, name, given, suffix) in [
            ("Roe, Ann", "Roe", Some("Ann"), None),
            ("King, Jr., Martin Luther", "King", Some("Martin Luther"), Some("Jr.")),
            (
                "{UNESCO, Division of Water, Section B, Paris}",
                "UNESCO, Division of Water, Section B, Paris",
                None,
                None,
            ),
            ("{Ministry of Health, Welfare and Sport}", "Ministry of Health, Welfare and Sport", None, None),
            ("van der Berg, Jan", "van der Berg", Some("Jan"), None),
            ("Ludwig van Beethoven", "van Beethoven", Some("Ludwig"), None),
            ("{de Gruyter}", "de Gruyter", None, None),
        ] {
            let bib = format!(
                "@inbook{{o, author = {{{author}}}, editor = {{{author}}}, title = {{T}}, booktitle = {{B}}}}"
            );
            let library = Library::load([Source { name: "p", bib: &bib, toml: "" }]);
            let yaml = hayagriva::entry(&library.entries[0]).unwrap();
            let read = from_yaml_str(&yaml).unwrap_or_else(|error| panic!("{error}: {yaml}"));
            let entry = read.nth(0).unwrap();
            let person = &entry.authors().unwrap()[0];
            assert_eq!(
                (
                    person.name.as_str(),
                    person.given_name.as_deref(),
                    person.suffix.as_deref(),
                    &person.prefix
                ),
                (name, given, suffix, &None),
                "{yaml}"
            );
            let all = entry.editors().into_iter().chain(entry.parents().iter().filter_map(|p| p.editors()));
            assert_eq!(all.flatten().next().map(|editor| editor.name.as_str()), Some(name), "{yaml}");
            assert!(!yaml.contains("prefix"), "{yaml}");
        }
    }
}
