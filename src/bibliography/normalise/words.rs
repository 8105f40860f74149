//! The vocabulary of names: particles, suffixes, conjunctions, roles, bodies.

/// Lower-case words that begin a family name: `van der Berg`, `de la Cruz`, `al Saud`.
const PARTICLES: &[&str] = &[
    "af", "al", "av", "bin", "bint", "da", "das", "de", "degli", "dei", "del", "dela", "della", "delle",
    "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "lo", "los", "op", "te",
    "ten", "ter", "the", "van", "vom", "von", "v.", "zu", "zum", "zur", "'t", "ben",
];

/// Particles that also begin a family name with a capital: `De Raedt`, `Van Belle`.
const CAPITAL_PARTICLES: &[&str] = &[
    "De", "Del", "Della", "Den", "Der", "Di", "Du", "La", "Le", "Las", "Los", "Ten", "Ter", "Van", "Von",
    "Vander",
];

/// Whether `word` is a particle of a family name.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word) || CAPITAL_PARTICLES.contains(&word)
}

/// The suffix of a name, with its point: `Jr` and `jun.` give `Jr.` and `jun.`, `3rd` is as printed. `JR` and
/// `II` are more often initials.
pub(super) fn suffix(word: &str) -> Option<&'static str> {
    match word.trim_matches(['.', ',']) {
        "Jr" | "jr" => Some("Jr."),
        "jun" => Some("jun."),
        "Sr" | "sr" => Some("Sr."),
        "sen" => Some("sen."),
        "2nd" => Some("2nd"),
        "3rd" => Some("3rd"),
        "III" => Some("III"),
        _ => None,
    }
}

/// Whether `word` joins the last two names of a list, in English, German, French, Italian, Spanish,
/// Portuguese, Dutch, the Scandinavian languages, Polish or Russian.
pub(super) fn is_and(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "And"
            | "AND"
            | "&"
            | "und"
            | "Und"
            | "UND"
            | "u."
            | "u"
            | "et"
            | "Et"
            | "ET"
            | "y"
            | "e"
            | "en"
            | "och"
            | "og"
            | "i"
            | "и"
            | "и."
            | "та"
            | "dan"
            | "with"
            | "+"
    )
}

/// How many of the words `first` and `second` say that a list has more names: `et al.`, `u. a.`, `и др.`.
pub(super) fn others(first: &str, second: Option<&str>) -> usize {
    if first.starts_with("...") || first.starts_with('…') {
        return 1;
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let second = second.map(bare).unwrap_or_default();
    // In capitals, `E.A.` and `U. A.` are initials.
    let small = first.starts_with(char::is_lowercase);
    match bare(first).as_str() {
        "et" if matches!(second.as_str(), "al" | "alii" | "alia" | "coll" | "autres") => 2,
        "u" if small && second == "a" => 2,
        "u.a" | "ua" | "e.a" if small => 1,
        "etal" | "et.al" | "others" => 1,
        "and" | "" | "y" | "e" | "en" | "und" | "и" => match second.as_str() {
            "others" | "co-workers" | "coworkers" | "colleagues" | "al" | "otros" | "altri" | "outros"
            | "andere" | "anderen" | "др" | "другие" => 2,
            _ => 0,
        },
        _ => 0,
    }
}

/// Whether `word` says what a person did (`eds.`, `Hrsg.`, `cur.`) and is no part of a name.
pub(super) fn is_role(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let marked = bare.starts_with(char::is_lowercase) || word.contains(['.', '(', '[', ')']);
    if !marked && !matches!(bare, "Eds" | "Edd" | "Editor" | "Editors" | "Hrsg" | "Hg") {
        return false;
    }
    matches!(
        bare.to_lowercase().as_str(),
        "ed" | "eds"
            | "edd"
            | "edt"
            | "editor"
            | "editors"
            | "edited"
            | "hrsg"
            | "hg"
            | "hgg"
            | "hrg"
            | "herausgeber"
            | "herausgegeben"
            | "éd"
            | "éds"
            | "dir"
            | "dirs"
            | "coord"
            | "coords"
            | "comp"
            | "comps"
            | "trans"
            | "transl"
            | "translator"
            | "translators"
            | "translated"
            | "übers"
            | "trad"
            | "ред"
            | "org"
            | "orgs"
            | "curatore"
            | "curatori"
    )
}

/// Words by which a body is told from a person, in the languages that ibid reads.
const BODIES: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "akademie",
    "amt",
    "archiv",
    "archive",
    "archives",
    "association",
    "associazione",
    "authority",
    "bank",
    "board",
    "bundesamt",
    "bundesanstalt",
    "bundesministerium",
    "bundesregierung",
    "bundestag",
    "bundeszentrale",
    "bureau",
    "center",
    "centre",
    "centro",
    "club",
    "coalition",
    "collaboration",
    "college",
    "comisión",
    "commission",
    "commissione",
    "committee",
    "community",
    "company",
    "conference",
    "congress",
    "consortium",
    "corp",
    "corporation",
    "council",
    "department",
    "dept",
    "deutsche",
    "deutscher",
    "deutsches",
    "directorate",
    "division",
    "enterprise",
    "european",
    "federation",
    "forum",
    "foundation",
    "fund",
    "gesellschaft",
    "government",
    "group",
    "grupo",
    "gruppe",
    "inc",
    "initiative",
    "institut",
    "institute",
    "institution",
    "instituto",
    "international",
    "investigators",
    "istituto",
    "kommission",
    "laboratory",
    "landesamt",
    "league",
    "library",
    "ltd",
    "ministerio",
    "ministerium",
    "ministry",
    "ministère",
    "museum",
    "national",
    "nations",
    "network",
    "office",
    "organisation",
    "organization",
    "parliament",
    "programme",
    "project",
    "secretariat",
    "service",
    "society",
    "société",
    "stiftung",
    "trust",
    "union",
    "university",
    "universität",
];

/// Whether `word` belongs to the name of a body: an agency, a university, a company.
pub(super) fn is_body(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    BODIES.binary_search(&bare.as_str()).is_ok()
}

/// BibLaTeX's `pubstate` for what is printed where a year would be.
pub(super) fn publication_state(printed: &str) -> Option<&'static str> {
    let printed = printed.to_lowercase();
    let states = [
        ("in press", "inpress"),
        ("im druck", "inpress"),
        ("sous presse", "inpress"),
        ("en prensa", "inpress"),
        ("in corso di stampa", "inpress"),
        ("в печати", "inpress"),
        ("forthcoming", "forthcoming"),
        ("to appear", "forthcoming"),
        ("im erscheinen", "forthcoming"),
        ("à paraître", "forthcoming"),
        ("accepted", "forthcoming"),
        ("submitted", "submitted"),
        ("in preparation", "inpreparation"),
        ("in vorbereitung", "inpreparation"),
        ("advance online", "prepublished"),
        ("epub ahead", "prepublished"),
    ];
    states.into_iter().find(|(words, _)| printed.contains(words)).map(|(_, state)| state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_sorted_for_the_search() {
        assert!(BODIES.is_sorted());
    }
}
