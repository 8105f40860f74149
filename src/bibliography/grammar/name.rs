//! The words that lists of names are made of, in the languages that ibid reads. A list is read word by word:
//! each production takes one word, or two, up to a blank or the end.

use std::cmp::Ordering;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1, take_until, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{all_consuming, map, map_opt, not, opt, peek, recognize, rest, value, verify};
use nom::multi::{many0, many0_count, many1_count};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::name_words::{
    ALSO, BODIES, CAPITAL_PARTICLES, CONJUNCTIONS, LEADING, LIKEWISE, LONGEST_CONJUNCTION, LONGEST_PARTICLE,
    OTHERS, PARTICLES, SHORTEST_BODY,
};

/// `word = 1*( any but a blank )`
pub(super) fn word(i: &str) -> IResult<&str, &str> {
    take_till1(|c| c == ' ').parse(i)
}

/// `particle = "van" | "de" | "De" | …`, which begins a family name: of `van der Berg` it leaves ` der Berg`.
pub(crate) fn particle(i: &str) -> IResult<&str, &str> {
    verify(word, |word: &str| {
        let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        let particles = if capital { CAPITAL_PARTICLES } else { PARTICLES };
        word.len() <= LONGEST_PARTICLE && particles.binary_search(&word).is_ok()
    })
    .parse(i)
}

/// `suffix = ( "Jr" | "jun" | "Sr" | "sen" | "2nd" | "3rd" | "III" ) [ "." | "," ]`, with its point: `Jr` and
/// `Jr.` give `Jr.`; refuses `JR` and `II`, which more often are initials.
pub(crate) fn suffix(i: &str) -> IResult<&str, &'static str> {
    map_opt(word, |word| match word.trim_matches(['.', ',']) {
        "Jr" | "jr" => Some("Jr."),
        "jun" => Some("jun."),
        "Sr" | "sr" => Some("Sr."),
        "sen" => Some("sen."),
        "2nd" => Some("2nd"),
        "3rd" => Some("3rd"),
        "III" => Some("III"),
        _ => None,
    })
    .parse(i)
}

/// `conjunction = "and" | "&" | "und" | "et" | "y" | …`, between the last two names: `&`, `и`.
pub(crate) fn conjunction(i: &str) -> IResult<&str, &str> {
    verify(word, |word: &str| word.len() <= LONGEST_CONJUNCTION && CONJUNCTIONS.binary_search(&word).is_ok())
        .parse(i)
}

/// `body-word = "university" | "Ministerium" | …`, which names a body and no person, punctuation around it aside.
pub(crate) fn body_word(i: &str) -> IResult<&str, &str> {
    verify(word, |word: &str| {
        let bare = bare(word);
        bare.len() >= SHORTEST_BODY && BODIES.binary_search_by(|body| compared(body, bare)).is_ok()
    })
    .parse(i)
}

/// `body-link = "of" | "for" | "the" | "against" | "sans"`, a whole word that stands in names of bodies, as English and French have them, and
/// in no person's but one of old: `Friends of the Earth`, `Action Against Hunger`.
pub(crate) fn body_link(i: &str) -> IResult<&str, &str> {
    verify(word, |word: &str| matches!(word, "of" | "for" | "the" | "against" | "Against" | "sans" | "Sans"))
        .parse(i)
}

/// `sentence-of-body = 2*( word ) ". "`, one of whose words is a [`body_word`] with words that all have a capital around it, or a link and what it links to behind it:
/// `Organisation for Economic Co-operation and Development` of `… Development. Education`; refuses `The university of life. A study`.
pub(crate) fn sentence_of_body(i: &str) -> IResult<&str, &str> {
    let sentence = verify(take_until(". "), |words: &str| {
        let small = |word: &str| !word.starts_with(char::is_uppercase);
        let body = words.split(' ').position(|word| body_word(word).is_ok_and(|(rest, _)| rest.is_empty()));
        let Some(at) = body else { return false };
        let mut before = words.split(' ').take(at + 1);
        let mut behind = words.split(' ').skip(at + 1);
        let linked = |word: &str| small(word) && word.chars().all(char::is_alphabetic);
        words.len() <= LONGEST_BODY
            && words.contains(' ')
            && !words.starts_with("The ")
            && !before.any(small)
            && behind.next().is_none_or(linked)
            && behind.all(|word| !small(word) || word.len() <= LONGEST_LINK)
    });
    terminated(sentence, tag(". ")).parse(i)
}

/// Bytes of the longest name of a body, and of the longest small word in one.
const LONGEST_BODY: usize = 120;
const LONGEST_LINK: usize = 5;

/// `list = { others | word }`: the words of a list, each without the blanks around it; `None` stands for
/// what says that the list goes on.
pub(crate) fn list(i: &str) -> IResult<&str, Vec<Option<&str>>> {
    let item = alt((value(None, others), map(word, Some)));
    terminated(many0(preceded(blanks, item)), blanks).parse(i)
}

/// `others = "…" | "et al." | "u. a." | "and others" | "и др." | "等" | …`: the list has more names than are printed.
/// Refuses `E.A.` and `U. A.`, which are initials.
pub(crate) fn others(i: &str) -> IResult<&str, &str> {
    let ellipsis = recognize((alt((tag("..."), tag("…"))), opt(word)));
    let one = |words| verify(word, move |word: &str| among(word, words));
    let two = |first, second| recognize((one(first), blanks, one(second)));
    let small = || peek(satisfy(char::is_lowercase));
    preceded(
        peek(opens_others),
        alt((
            ellipsis,
            two(&["et"], &["al", "alii", "alia", "coll", "autres"]),
            // `u. A. Roe` is one more.
            verify(two(&["u"], &["a"]), |words: &str| !words.contains(char::is_uppercase)),
            preceded(small(), one(&["u.a", "ua", "e.a"])),
            one(&["etal", "et.al", "others", "等", "他", "외"]),
            two(&["a"], &["kol"]),
            // `; Al Kindy, S.` is a name.
            verify(two(&["and", "", "y", "e", "en", "und", "и"], OTHERS), |words: &str| {
                !words.ends_with(" Al")
            }),
        )),
    )
    .parse(i)
}

/// A word that [`others`] may begin with, by its first letter: few names need be tried for all of them.
fn opens_others(i: &str) -> IResult<&str, &str> {
    verify(word, |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        word.starts_with(['.', '…']) || first.is_none_or(|c| "aeouyAEOUY".contains(c) || !c.is_ascii())
    })
    .parse(i)
}

/// `lead-in = ( "Vgl." | "Siehe" | "See" | "Cf." | "Quelle" … ) [ "e.g." | "also" | "auch" … ] [ ":" ] | ( "So" | "Ähnlich" | … ) ( "auch" | … )`, behind
/// which a name begins or nothing: of `Vgl. Roe` it leaves `Roe`; refuses `See, A.`, `Seeberg`, `So, K.`.
pub(crate) fn lead_in(i: &str) -> IResult<&str, &str> {
    let among = |words: &'static [&'static str]| verify(word, move |word: &str| words.contains(&word));
    let first = verify(word, |word: &str| LEADING.contains(&word.trim_end_matches(':')));
    let more = opt(preceded(
        blanks,
        among(&["e.g.", "e.g.,", "also", "auch", "z.B.", "dazu", "hierzu", "etwa", "u.a.", "nach"]),
    ));
    let likewise = (among(&LIKEWISE), blanks, among(&ALSO));
    terminated(alt((recognize((first, more)), recognize(likewise))), blanks).parse(i)
}

/// `initials = letter | pointed | capitals | with-particle`, all of one word: `S`, `S.G.`, `J.-P.`, `Yu.`, and without points
/// at most `most` letters, `SG`, `SS-H`, `MdQ`; refuses `Wyn`, `van`.
pub(crate) fn initials(most: usize) -> impl Fn(&str) -> IResult<&str, &str> {
    move |i| {
        let with_particle = verify(with_particle, |word: &str| word.chars().count() <= most);
        preceded(
            not(written_out),
            alt((
                all_consuming(letter),
                all_consuming(pointed),
                all_consuming(capitals(most)),
                all_consuming(with_particle),
            )),
        )
        .parse(i)
    }
}

/// `written-out = { any but "." } lower`: `Smith`, `van`, as most words of a list of names are; no initials end so.
fn written_out(i: &str) -> IResult<&str, &str> {
    verify(rest, |word: &str| word.ends_with(char::is_lowercase) && !word.contains('.')).parse(i)
}

/// `with-particle = upper "d" 1*upper`: the initials of *Marcos de Queiroz*, `MdQ`.
pub(crate) fn with_particle(i: &str) -> IResult<&str, &str> {
    let upper = || satisfy(|c: char| c.is_uppercase());
    recognize((upper(), char('d'), many1_count(upper()))).parse(i)
}

/// `letter = { mark } ( upper { mark } | any-letter { mark } "." )`: `S`, `S.`, `s.`
fn letter(i: &str) -> IResult<&str, &str> {
    let one = recognize((many0_count(mark), satisfy(is_letter), many0_count(mark)));
    verify(one, |word: &str| word.ends_with('.') || word.contains(char::is_uppercase)).parse(i)
}

/// `pointed = { sign } 1*( piece { sign } )`: `S.G.`, `J.-P.`, `Yu.`; the pieces begin with a capital and have at
/// most three letters, two where no point ends them.
fn pointed(i: &str) -> IResult<&str, &str> {
    let most = if i.ends_with('.') { 2 } else { 1 };
    let inner = move |i| take_while_m_n(0, most, |c| is_letter(c) || is_apostrophe(c)).parse(i);
    let sign = || one_of(".-‐–");
    let piece = (satisfy(|c| c.is_uppercase() && is_letter(c)), inner);
    let pieces = many1_count(terminated(
        piece,
        alt((value((), many1_count(sign())), value((), not(satisfy(|_| true))))),
    ));
    verify(recognize((many0_count(sign()), pieces)), |word: &str| word.contains('.')).parse(i)
}

/// `capitals = 1*( upper | mark )`, at most `most` letters and no point: `SG`, `SS-H`.
fn capitals(most: usize) -> impl Fn(&str) -> IResult<&str, &str> {
    move |i| {
        let signs =
            take_while1(|c: char| is_letter(c) && !c.is_lowercase() || "-‐–".contains(c) || is_apostrophe(c));
        verify(signs, |word: &str| (1..=most).contains(&word.chars().filter(|&c| is_letter(c)).count()))
            .parse(i)
    }
}

/// What stands beside the letters of initials.
fn mark(i: &str) -> IResult<&str, char> {
    one_of(".-‐–'’").parse(i)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A letter of a script that has initials.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_ideograph(c)
}

/// Whether `c` is of a script that prints names without a blank: Han, kana, Hangul.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

fn blanks(i: &str) -> IResult<&str, usize> {
    many0_count(char(' ')).parse(i)
}

/// Whether `word` without the punctuation around it is one of `words`.
fn among(word: &str, words: &[&str]) -> bool {
    let bare = bare(word);
    words.iter().any(|other| compared(other, bare) == Ordering::Equal)
}

/// `word` without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// How `lower`, which is in lower case, compares with `word` in lower case.
fn compared(lower: &str, word: &str) -> Ordering {
    // Most words differ in the first letter.
    if let (Some(first), Some(letter)) = (lower.bytes().next(), word.bytes().next())
        && letter.is_ascii()
        && first != letter.to_ascii_lowercase()
    {
        return first.cmp(&letter.to_ascii_lowercase());
    }
    if word.is_ascii() {
        lower.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
    } else {
        lower.cmp(&word.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parser: impl Fn(&str) -> IResult<&str, &str>, input: &str, rest: &str, want: &str) {
        assert_eq!(parser(input), Ok((rest, want)), "{input}");
    }

    #[test]
    fn words_of_lists() {
        check(particle, "van der Berg", " der Berg", "van");
        assert_eq!(suffix("Jr , B."), Ok((" , B.", "Jr.")));
        check(conjunction, "& C. Doe", " C. Doe", "&");
        check(body_word, "University, B", " B", "University,");
        assert!(particle("vane").is_err() && suffix("JR").is_err() && conjunction("andy").is_err());
        assert!(body_word("Unity").is_err());
    }

    #[test]
    fn lists_that_go_on() {
        for input in
            ["et al.", "Et al", "u. a.", "u.a.", "and others", "и др.", "…", "...", "etal.", "& co-workers"]
        {
            check(others, &format!("{input} B."), " B.", input);
        }
        for input in ["E.A.", "U. A.", "et Alba", "and Roe", "u.", "otherwise"] {
            assert!(others(input).is_err(), "{input}");
        }
        assert_eq!(list(" Roe  A. et al. "), Ok(("", vec![Some("Roe"), Some("A."), None])));
    }

    #[test]
    fn initials_of_all_kinds() {
        for input in ["S", "S.", "s.", "S.G.", "J.-P.", "Yu.", "I.Yu.", "SG", "SS-H", "J-P", "Ch.-H.", "MdQ"]
        {
            check(initials(4), input, "", input);
        }
        for input in ["s", "Wyn", "van", "SGHTX", "Md", "MdQuei", "St.John", "S2", "", "李", "Yuri."] {
            assert!(initials(4)(input).is_err(), "{input}");
        }
        assert!(initials(2)("SGH").is_err());
    }

    #[test]
    fn words_are_sorted_for_the_search() {
        for words in [BODIES, PARTICLES, CAPITAL_PARTICLES, CONJUNCTIONS] {
            assert!(words.is_sorted());
        }
        assert!(BODIES.iter().all(|body| body.len() >= SHORTEST_BODY));
        assert!(PARTICLES.iter().chain(CAPITAL_PARTICLES).all(|word| word.len() <= LONGEST_PARTICLE));
        assert!(CONJUNCTIONS.iter().all(|word| word.len() <= LONGEST_CONJUNCTION));
        assert!(CAPITAL_PARTICLES.iter().all(|word| word.starts_with(|c: char| c.is_ascii_uppercase())));
    }
}
