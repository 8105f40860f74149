//! Places of publication, which BibLaTeX has as a list: `London and New York` are two.

use super::grammar::place::between_places;

/// The places that `location` lists; one if nothing parts it.
pub(super) fn places(location: &str) -> Vec<&str> {
    let mut places = Vec::new();
    let mut start = 0;
    for (at, _) in location.char_indices().filter(|(_, c)| " ,/;".contains(*c)) {
        let (before, behind) = location.split_at(at);
        let Ok((rest, ())) = between_places(behind) else { continue };
        let place = before.get(start..).unwrap_or_default();
        if is_place(place) && begins_place(rest) && !is_one_name(place, rest) {
            places.push(place);
            start = location.len() - rest.len();
        }
    }
    places.push(location.get(start..).unwrap_or_default());
    places
}

/// Whether `words` may be the whole name of a place: three letters or more.
fn is_place(words: &str) -> bool {
    begins_place(words) && words.chars().filter(|c| c.is_alphabetic()).nth(2).is_some()
}

/// Whether `words` begin as the name of a place does.
fn begins_place(words: &str) -> bool {
    words.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether what parts `before` and `rest` belongs to the name of one place: `Trinidad and Tobago`, `Frankfurt/Main`, `Halle/S.`
fn is_one_name(before: &str, rest: &str) -> bool {
    let begins =
        |name: &str| rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
    // `S.`, `M`, but not `La Haye`.
    let other = rest.chars().take(3).find(|c| !c.is_alphabetic());
    let short = other.map_or_else(|| rest.chars().nth(2).is_none(), |c| c != ' ');
    short
        || QUALIFIERS.iter().any(|name| begins(name))
        || NAMES.iter().any(|(a, b)| before.ends_with(a) && begins(b))
}

/// Names of places that have a conjunction in them.
const NAMES: &[(&str, &str)] = &[
    ("Andaman", "Nicobar"),
    ("Antigua", "Barbuda"),
    ("Argyll", "Bute"),
    ("Bosnia", "Herzegovina"),
    ("Brighton", "Hove"),
    ("Castilla", "León"),
    ("Dumfries", "Galloway"),
    ("Hammersmith", "Fulham"),
    ("Jammu", "Kashmir"),
    ("Kensington", "Chelsea"),
    ("Kitts", "Nevis"),
    ("Newfoundland", "Labrador"),
    ("Perth", "Kinross"),
    ("Republic", "Canton"),
    ("Serbia", "Montenegro"),
    ("Tomé", "Príncipe"),
    ("Trinidad", "Tobago"),
    ("Turks", "Caicos"),
    ("Tyne", "Wear"),
    ("Windsor", "Maidenhead"),
];

/// What tells a German town from others of its name, behind a slash: `Frankfurt/Main`.
const QUALIFIERS: &[&str] = &[
    "Main", "Oder", "Saale", "Donau", "Rhein", "Neckar", "Elbe", "Weser", "Ruhr", "Taunus", "Breisgau",
    "Allgäu", "Schweiz",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_places() {
        for (location, want) in [
            ("London and New York", &["London", "New York"][..]),
            ("London & New York", &["London", "New York"]),
            ("München/Zürich", &["München", "Zürich"]),
            ("Köln, Weimar und Wien", &["Köln, Weimar", "Wien"]),
            ("New York; London", &["New York", "London"]),
            ("Paris – La Haye", &["Paris", "La Haye"]),
            ("Cambridge, MA and London", &["Cambridge, MA", "London"]),
            ("Köln / Weimar / Wien", &["Köln", "Weimar", "Wien"]),
            ("Port of Spain, Trinidad and Tobago", &["Port of Spain, Trinidad and Tobago"]),
            ("Newcastle, Tyne and Wear", &["Newcastle, Tyne and Wear"]),
            ("Frankfurt/Main", &["Frankfurt/Main"]),
            ("Halle/S.", &["Halle/S."]),
            ("Mi - lano", &["Mi - lano"]),
            ("Berlin, New York", &["Berlin, New York"]),
            ("Stratford-upon-Avon", &["Stratford-upon-Avon"]),
            ("", &[""]),
        ] {
            assert_eq!(places(location), want, "{location}");
        }
    }
}
