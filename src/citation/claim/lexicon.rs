//! What kind of word a word is, as far as claims are concerned.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::model::symbol;
use super::verbs;
use super::words::Word;

/// What the model sees of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// The word, case folded.
    pub(super) word: u32,
    /// The word, if it is one of grammar or of telling, else its class.
    pub(super) lexeme: u32,
    pub(super) class: Class,
    pub(super) is_verb: bool,
    /// What follows it: punctuation, and whether a citation does.
    pub(super) mark: u32,
}

/// Parts of speech, guessed from lists and endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Before the first word.
    Begin,
    /// Behind the last word.
    End,
    /// At the citation itself.
    Marker,
    Number,
    Determiner,
    Preposition,
    Conjunction,
    Subordinator,
    Pronoun,
    Auxiliary,
    Acronym,
    Name,
    Verb,
    Participle,
    Gerund,
    Adverb,
    Adjective,
    Compound,
    Noun,
    Nouns,
    /// Ends in s: a plural or a verb.
    Ambiguous,
    Other,
}

impl Class {
    pub(super) const fn symbol(self) -> u32 {
        0x9e37_79b9_u32.wrapping_mul(self as u32 + 1)
    }
}

/// The looks of `words`.
pub(super) fn looks(words: &[Word]) -> Vec<Look> {
    let marked = |w: &Word| (symbol(w.after) << 1) | u32::from(w.marker.is_some());
    words.iter().map(|w| Look { mark: marked(w), ..look(w.text) }).collect()
}

/// The look of one word, apart from what follows it.
pub(super) fn look(text: &str) -> Look {
    let is_folded = text.bytes().all(|b| b.is_ascii_lowercase());
    let folded = if is_folded { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) };
    let word = symbol(&folded);
    let listed = LISTED.binary_search_by_key(&word, |l| l.word).ok().and_then(|at| LISTED.get(at));
    let class = listed.and_then(|l| l.class).unwrap_or_else(|| by_shape(text, &folded));
    let is_verb = listed.is_some_and(|l| l.is_verb) || folded.len() > 4 && folded.ends_with("ed");
    let lexeme = if listed.is_some_and(|l| l.is_own_lexeme) { word } else { class.symbol() };
    Look { word, lexeme, class, is_verb, mark: 0 }
}

fn by_shape(text: &str, folded: &str) -> Class {
    let ends = |endings: &[&str]| endings.iter().any(|e| folded.len() > e.len() + 1 && folded.ends_with(e));
    match text.chars().next() {
        None => Class::End,
        Some(c) if c.is_ascii_digit() => Class::Number,
        _ if text.chars().skip(1).any(char::is_uppercase) => Class::Acronym,
        Some(c) if c.is_uppercase() => Class::Name,
        _ if folded.contains('-') => Class::Compound,
        _ if ends(&["ly"]) => Class::Adverb,
        _ if ends(&["ing"]) => Class::Gerund,
        _ if ends(&["ed"]) => Class::Participle,
        _ if ends(&NOUNS) => Class::Noun,
        _ if ends(&PLURALS) => Class::Nouns,
        _ if ends(&ADJECTIVES) => Class::Adjective,
        _ if ends(&["ize", "ise", "ify", "ates", "izes"]) => Class::Verb,
        _ if ends(&["s"]) && !folded.ends_with("ss") => Class::Ambiguous,
        _ => Class::Other,
    }
}

const NOUNS: [&str; 14] =
    ["tion", "ment", "ness", "ity", "sion", "ance", "ence", "ism", "ship", "ure", "age", "acy", "ogy", "sis"];
const PLURALS: [&str; 11] =
    ["tions", "ments", "ities", "sions", "ances", "ences", "ures", "ors", "ers", "ings", "ages"];
const ADJECTIVES: [&str; 11] = ["al", "ive", "ous", "ic", "able", "ible", "ary", "less", "ful", "ent", "ant"];

/// A word whose class is known.
#[derive(Debug, Clone, Copy)]
struct Listed {
    word: u32,
    class: Option<Class>,
    is_verb: bool,
    /// Whether it stands for itself, not only for its class.
    is_own_lexeme: bool,
}

/// By word, ascending.
static LISTED: LazyLock<Vec<Listed>> = LazyLock::new(|| {
    let classed = [
        (DETERMINERS, Some(Class::Determiner), false),
        (PREPOSITIONS, Some(Class::Preposition), false),
        (CONJUNCTIONS, Some(Class::Conjunction), false),
        (SUBORDINATORS, Some(Class::Subordinator), false),
        (PRONOUNS, Some(Class::Pronoun), false),
        (AUXILIARIES, Some(Class::Auxiliary), true),
        (VERBS, Some(Class::Verb), true),
        (TELLING, None, false),
    ];
    let listed = classed.into_iter().flat_map(|(words, class, is_verb)| {
        words.split_whitespace().map(move |word| Listed {
            word: symbol(word),
            class,
            is_verb,
            is_own_lexeme: true,
        })
    });
    let verb = |form: String| Listed {
        word: symbol(&form),
        class: Some(Class::Verb),
        is_verb: true,
        is_own_lexeme: false,
    };
    let mut listed: Vec<Listed> = listed.chain(verbs::forms().map(verb)).collect();
    // The sort is stable: of a word in both lists the first stays.
    listed.sort_by_key(|l| l.word);
    listed.dedup_by_key(|l| l.word);
    listed
});

const DETERMINERS: &str = "the a an this these those each every some any all both several many various their its our \
    his her other others another no such most few different two three";
const PREPOSITIONS: &str = "of in on by with for from to at into over under between among via through without within \
    across against towards toward during after before about per upon like including using than";
const CONJUNCTIONS: &str = "and or but nor yet";
const SUBORDINATORS: &str =
    "while whereas although though because since as if when where which who whose that how whether so until";
const PRONOUNS: &str = "it they we he she i you there them us one ones";
const AUXILIARIES: &str = "is are was were be been being has have had can could may might will would do does did \
    should must not";
/// Verbs with which articles tell of others.
const VERBS: &str = "propose proposes introduce introduces showed show shows shown present presents found find finds \
    use uses describe describes report reports apply applies employ employs study studies extend extends learn learns \
    train explore explores investigate focus focuses combine combines develop develops build built make makes made \
    achieve achieves obtain include includes require requires rely relies take takes consider considers demonstrate \
    demonstrates suggest suggests argue argues provide provides improve improves generate generates predict \
    incorporate incorporates address adopt compare follow follows become became seen done given give gives";
/// Other words of citing and of articles.
const TELLING: &str = "used based e.g i.e example either also however moreover furthermore recently recent first \
    second then finally proposed introduced presented developed described obtained applied work works approach \
    approaches method methods model models et al see following similar more called namely known previous prior \
    research researchers authors task tasks e g well well-known popular very related";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_grammar_stand_for_themselves() {
        assert_ne!(look("While").lexeme, look("as").lexeme);
        assert_eq!(look("While").lexeme, look("while").lexeme);
        assert_eq!(look("Storks").lexeme, look("Cranes").lexeme);
    }

    #[test]
    fn classes_by_list_and_shape() {
        for (word, class) in [
            ("the", Class::Determiner),
            ("", Class::End),
            ("1953", Class::Number),
            ("Storks", Class::Name),
            ("UNESCO", Class::Acronym),
            ("drained", Class::Participle),
            ("flood-prone", Class::Compound),
            ("delta", Class::Other),
        ] {
            assert_eq!(look(word).class, class, "{word}");
        }
    }

    #[test]
    fn verbs_by_list_and_ending() {
        let is_verb = |word| look(word).is_verb;
        assert!(is_verb("were") && is_verb("drained") && !is_verb("reed") && !is_verb("delta"));
    }
}
