//! What kind of word a word is, as far as claims are concerned.

/// A word for the model: itself if it is a word of grammar or of telling, else its kind.
pub(super) fn lexeme(word: &str) -> String {
    let folded = word.to_lowercase();
    if GRAMMAR.contains(&folded.as_str()) || VERBS.contains(&folded.as_str()) {
        return folded;
    }
    let Some(first) = word.chars().next() else { return "$".to_owned() };
    if first.is_ascii_digit() {
        return "9".to_owned();
    }
    let ending: String = folded.chars().rev().take(2).collect();
    if first.is_uppercase() { "Aa".to_owned() } else { format!("-{ending}") }
}

/// Whether `word` is likely to be a verb, by a short list and its ending.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.contains(&word) || word.len() > 4 && word.ends_with("ed")
}

/// Auxiliaries, and verbs with which articles tell of others.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "can", "may", "might", "will",
    "would", "do", "does", "did", "propose", "proposes", "introduce", "showed", "show", "shows",
    "shown", "present", "presents", "described", "found", "use", "uses", "using", "describe",
    "describes", "report", "reports", "apply",
];

/// Other words of grammar and of citing: conjunctions, prepositions, relative words, forms of verbs of report.
#[rustfmt::skip]
const GRAMMAR: &[&str] = &[
    "and", "or", "but", "while", "whereas", "although", "though", "because", "since", "as", "if",
    "when", "where", "which", "who", "whose", "that", "this", "these", "those", "it", "they", "we",
    "our", "their", "its", "he", "she", "his", "her", "of", "in", "on", "by", "with", "for", "from",
    "to", "at", "into", "over", "under", "between", "among", "via", "used", "based", "such", "like",
    "including", "e.g", "example", "both", "either", "not", "also", "however", "moreover",
    "furthermore", "recently", "recent", "other", "others", "another", "some", "most", "many",
    "several", "all", "first", "second", "then", "finally", "the", "a", "an", "proposed",
    "introduced", "presented", "developed", "work", "works", "approach", "approaches", "method",
    "methods", "model", "models", "et", "al", "see", "following", "similar", "than", "more",
    "there", "so", "through", "without",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_grammar_stand_for_themselves() {
        for (word, expected) in [
            ("While", "while"),
            ("shows", "shows"),
            ("", "$"),
            ("1953", "9"),
            ("Storks", "Aa"),
            ("delta", "-at"),
        ] {
            assert_eq!(lexeme(word), expected, "{word}");
        }
    }

    #[test]
    fn verbs_by_list_and_ending() {
        assert!(is_verb("were") && is_verb("drained") && !is_verb("reed") && !is_verb("delta"));
    }
}
