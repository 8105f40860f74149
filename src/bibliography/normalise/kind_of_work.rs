//! The printed kind of a thesis or report to BibLaTeX's `type`, and the number printed with it.

use super::text;

/// The kind of a work and the number that stood with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// BibLaTeX's key (`phdthesis`, `mathesis`, `techreport`, `resreport`) or the words as printed.
    pub name: String,
    /// `TR 95-50`, if the print has one.
    pub number: Option<String>,
}

/// Reads the kind of a thesis or report.
///
/// ```
/// use ibid::bibliography::normalise::kind_of_work::kind;
/// assert_eq!(kind("Ph.D. diss.").name, "phdthesis");
/// assert_eq!(kind("Technical Report TR 95-50").number.as_deref(), Some("TR 95-50"));
/// ```
pub fn kind(printed: &str) -> Kind {
    let value = text::value(printed);
    let squeezed: String = value.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if let Some(name) = thesis(&squeezed) {
        return Kind { name: name.to_owned(), number: None };
    }
    let (words, number) = numbered(&value);
    let name = match words.to_lowercase().trim_end_matches('.') {
        "technical report" | "tech. report" | "tech. rep" | "tech report" | "techreport" => {
            "techreport".to_owned()
        }
        "research report" => "resreport".to_owned(),
        _ => words.to_owned(),
    };
    Kind { name, number: number.map(str::to_owned) }
}

/// The kind of a work or the state of its publication in words, where `name` is a key of BibLaTeX's localisation (manual, 4.9.2.13 and
/// 4.9.2.14): what programs that do not localise print.
///
/// ```
/// use ibid::bibliography::normalise::kind_of_work::in_words;
/// assert_eq!(in_words("phdthesis"), "PhD thesis");
/// assert_eq!(in_words("patentus"), "U.S. patent");
/// assert_eq!(in_words("inpress"), "in press");
/// assert_eq!(in_words("Working paper"), "Working paper");
/// ```
pub fn in_words(name: &str) -> &str {
    match name {
        "phdthesis" => "PhD thesis",
        "mathesis" => "Master’s thesis",
        "bathesis" => "Bachelor’s thesis",
        "techreport" => "Technical report",
        "resreport" => "Research report",
        "candthesis" => "Candidate thesis",
        "software" => "Computer software",
        "datacd" => "Data CD",
        "audiocd" => "Audio CD",
        "patent" => "Patent",
        "patentde" => "German patent",
        "patenteu" => "European patent",
        "patentfr" => "French patent",
        "patentuk" => "British patent",
        "patentus" => "U.S. patent",
        "patreq" => "Patent request",
        "patreqde" => "German patent request",
        "patreqeu" => "European patent request",
        "patreqfr" => "French patent request",
        "patrequk" => "British patent request",
        "patrequs" => "U.S. patent request",
        "inpreparation" => "in preparation",
        "inpress" => "in press",
        "prepublished" => "pre-published",
        name => name,
    }
}

/// BibLaTeX's key for a kind of thesis, given its letters in lower case.
fn thesis(letters: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| letters.contains(word));
    if !has(&[
        "thes", "diss", "disert", "thèse", "tese", "tesi", "tezi", "phd", "habilitation", "arbeit",
        "mémoirede", "trabajodefin", "práce", "praca", "proefschrift", "väitöskirja", "avhandling", "диссер",
        "дискан", "дисд",
    ]) {
        return None;
    }
    let master = has(&[
        "master", "máster", "maîtrise", "yükseklisans", "msc", "mathes", "msthes", "magister", "diplom",
        "laurea", "mphil", "mémoire", "mestrado", "maestría", "magistrale",
    ]);
    let bachelor =
        has(&["bachelor", "bsc", "bathes", "honours", "honors", "bakalář", "licencjac", "findegrado"]);
    let doctor = has(&[
        "phd", "ph", "doct", "doktor", "doutor", "dr", "dphil", "diss", "dott", "thèse", "диссер", "дискан",
        "дисд", "inaugural", "disert", "proefschrift", "väitöskirja",
    ]);
    match (bachelor, master, doctor) {
        (true, _, _) => Some("bathesis"),
        (_, true, _) => Some("mathesis"),
        (_, _, true) => Some("phdthesis"),
        _ => None,
    }
}

/// `Technical Report TR 95-50` is `Technical Report` and `TR 95-50`: the number starts with the first
/// word that has a digit, or the acronym before it.
fn numbered(value: &str) -> (&str, Option<&str>) {
    let mut starts = Vec::new();
    let mut at = 0;
    for word in value.split(' ') {
        starts.push((at, word));
        at += word.len() + 1;
    }
    let Some(digit) = starts.iter().position(|(_, word)| word.contains(|c: char| c.is_ascii_digit())) else {
        return (value, None);
    };
    let acronym = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '-');
    let marker =
        |word: &str| matches!(word.to_lowercase().trim_end_matches('.'), "no" | "nr" | "number" | "#" | "№");
    let mut first = digit;
    while first > 0 && starts.get(first - 1).is_some_and(|(_, word)| acronym(word)) {
        first -= 1;
    }
    let words_end = if first > 0 && starts.get(first - 1).is_some_and(|(_, word)| marker(word)) {
        first - 1
    } else {
        first
    };
    let cut = |index: usize| starts.get(index).map_or(0, |(at, _)| *at);
    let words = value.get(..cut(words_end)).unwrap_or_default().trim_end_matches([' ', ',', ':']);
    if words.is_empty() { (value, None) } else { (words, value.get(cut(first)..)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_keys() {
        for (printed, want) in [
            ("PhD thesis", "phdthesis"),
            ("Ph .D. dissertation", "phdthesis"),
            ("M .S.thesis", "mathesis"),
            ("Master's thesis", "mathesis"),
            ("Diplomarbeit", "mathesis"),
            ("Thèse de doctorat", "phdthesis"),
            ("Tesi di laurea", "mathesis"),
            ("Praca doktorska", "phdthesis"),
            ("Diplomová práce", "mathesis"),
            ("Trabajo de fin de grado", "bathesis"),
            ("Yüksek lisans tezi", "mathesis"),
            ("Proefschrift", "phdthesis"),
            ("дис. ... канд. ист. наук", "phdthesis"),
            ("автореф. дис. … д-ра филол. наук", "phdthesis"),
            ("Technical Report", "techreport"),
            ("Working paper", "Working paper"),
        ] {
            assert_eq!(kind(printed).name, want, "{printed}");
        }
    }

    #[test]
    fn numbers_come_off() {
        for (printed, name, number) in [
            ("Tech. rep. STAN-CS-94-15", "techreport", Some("STAN-CS-94-15")),
            ("Working Paper No. 12", "Working Paper", Some("12")),
            ("3GPP", "3GPP", None),
        ] {
            assert_eq!(
                kind(printed),
                Kind { name: name.to_owned(), number: number.map(str::to_owned) },
                "{printed}"
            );
        }
    }
}
