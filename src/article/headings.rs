//! Lines that open a part of an article by their words: `2. Materials and Methods`, `3.5.2. Growth of Cells`,
//! `Keywords: …`.

use nom::character::complete::{char, digit1, space1};
use nom::combinator::{opt, recognize};
use nom::multi::separated_list1;
use nom::{IResult, Parser};

/// Names of the parts of an article, case folded, in the languages that ibid reads.
/// Sources: the sections that the IMRaD format and the instructions of journals ask for (ICMJE, IEEE, APA).
const PARTS: &[&str] = &[
    "abstract",
    "summary",
    "introduction",
    "background",
    "objective",
    "objectives",
    "aim",
    "aims",
    "related work",
    "methods",
    "method",
    "methodology",
    "materials and methods",
    "methods and materials",
    "material and methods",
    "patients and methods",
    "experimental",
    "experimental section",
    "experiments",
    "evaluation",
    "results",
    "findings",
    "results and discussion",
    "discussion",
    "limitations",
    "conclusion",
    "conclusions",
    "concluding remarks",
    "discussion and conclusion",
    "discussion and conclusions",
    "acknowledgements",
    "acknowledgments",
    "acknowledgement",
    "acknowledgment",
    "funding",
    "author contributions",
    "competing interests",
    "conflict of interest",
    "conflicts of interest",
    "data availability",
    // German
    "einleitung",
    "einführung",
    "zusammenfassung",
    "hintergrund",
    "stand der forschung",
    "methode",
    "methoden",
    "material und methoden",
    "ergebnisse",
    "diskussion",
    "schluss",
    "schlussfolgerungen",
    "fazit",
    "danksagung",
    // French
    "résumé",
    "méthode",
    "méthodes",
    "matériel et méthodes",
    "résultats",
    "remerciements",
    // Spanish, Portuguese, Italian
    "introducción",
    "introdução",
    "introduzione",
    "resumen",
    "resumo",
    "riassunto",
    "métodos",
    "materiales y métodos",
    "metodi",
    "materiali e metodi",
    "resultados",
    "risultati",
    "discusión",
    "discussão",
    "discussione",
    "conclusiones",
    "conclusões",
    "conclusão",
    "conclusioni",
    "agradecimientos",
    "agradecimentos",
    "ringraziamenti",
];

/// What stands before key words.
const KEY_WORDS: &[&str] =
    &["keywords", "key words", "index terms", "keywords and phrases", "key words and phrases"];

/// Characters in which they are said.
const LONGEST: usize = 30;

/// Whether `line` is the name of a part of an article, with or without a number: `2. Methods`, `I NTRODUCTION`.
pub(super) fn is_part(line: &str) -> bool {
    let name = numbered(line).map_or(line, |(rest, _)| rest);
    let folded: String = name.trim_end_matches([':', '.']).to_lowercase();
    // Small capitals leave a blank behind the first letter.
    let joined = || match folded.split_once(' ') {
        Some((first, rest)) if first.chars().count() == 1 => format!("{first}{rest}"),
        _ => String::new(),
    };
    line.len() <= 60 && (PARTS.contains(&folded.as_str()) || PARTS.contains(&joined().as_str()))
}

/// What the first part of an article's text is called.
const OPENING: [&str; 9] = [
    "introduction", "background", "einleitung", "einführung", "hintergrund", "introducción", "introdução",
    "introduzione", "wprowadzenie",
];

/// Whether the first part of an article's text, behind its abstract, may have the heading `line`: one with a number, or
/// `Introduction`.
pub(super) fn opens_text(line: &str) -> bool {
    let name = line.trim_end_matches([':', '.']).to_lowercase();
    numbered(line).is_ok() || OPENING.contains(&name.as_str())
}

/// Whether `line` begins with the number of a part and a capital: `3.5.2. Growth of Cells`; a single number needs
/// its point, `3 Growth` may be anything.
pub(super) fn is_numbered(line: &str) -> bool {
    numbered(line).is_ok_and(|(rest, number)| {
        number.contains('.') && rest.starts_with(char::is_uppercase) && !line.ends_with(['.', ';', ',', ':'])
    })
}

/// Whether `line` holds a citation in square brackets, `[27]`, which headings hardly do.
pub(super) fn holds_marker(line: &str) -> bool {
    let marker = |rest: &str| rest.find(']').and_then(|end| rest.get(..end)).is_some_and(is_numbers);
    line.split('[').skip(1).any(marker)
}

fn is_numbers(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'))
}

/// Whether `line` begins a list of key words.
pub(super) fn begins_key_words(line: &str) -> bool {
    // A paragraph may be asked for, of which only the beginning is looked at.
    let end = line.char_indices().take(LONGEST).find(|(_, c)| [':', '—', '–', '.'].contains(c));
    let head = end.and_then(|(at, _)| line.get(..at));
    head.is_some_and(|head| KEY_WORDS.contains(&head.trim().to_lowercase().as_str()))
}

/// `numbered = digits { "." digits } [ "." ] blank`: the number, with its last point.
pub(super) fn numbered(i: &str) -> IResult<&str, &str> {
    let number = recognize((separated_list1(char('.'), digit1), opt(char('.'))));
    let (rest, (number, _)) = (number, space1).parse(i)?;
    Ok((rest, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_in_lines() {
        assert!(
            holds_marker("The protocol complies with the Guidelines [27] and")
                && holds_marker("Ice [1, 3–5]")
        );
        assert!(!holds_marker("Ports [north] and Tolls") && !holds_marker("Ports [27 and Tolls"));
    }

    #[test]
    fn parts_of_articles() {
        for line in ["Introduction", "2. Materials and Methods", "METHODS", "I NTRODUCTION", "Results:"] {
            assert!(is_part(line), "{line}");
        }
        for line in ["Results show that", "Introduction to Ports", "2. Ports"] {
            assert!(!is_part(line), "{line}");
        }
    }

    #[test]
    fn numbers_of_parts() {
        for line in ["3.5.2. Growth of Cells", "4.4 Growth of Cells", "2. Ports and Tolls"] {
            assert!(is_numbered(line), "{line}");
        }
        for line in ["3.5 mm of it", "3 Growth of Cells", "2. Ports grew.", "2019 was wet"] {
            assert!(!is_numbered(line), "{line}");
        }
    }

    #[test]
    fn key_words() {
        assert!(begins_key_words("Keywords: ports; tolls"));
        assert!(begins_key_words("Index Terms—Ports, tolls"));
        assert!(!begins_key_words("Keywords are ports"));
    }
}
