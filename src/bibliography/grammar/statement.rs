//! What references say of a work in words of its kind: its edition, that it is a thesis or a patent, when it was put online.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy, space0, space1};
use nom::combinator::{eof, not, opt, peek, recognize, rest, value, verify};
use nom::multi::{many_m_n, many0_count};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::locator::is_edition_word;
use super::opens;
use super::remark::calendar_date;

/// `edition = ordinal { manner } edition-word [ "." { manner } ]`: `2nd ed.`, `79. Aufl.`, `2., überarb. Aufl.`, `3-е изд., перераб. и
/// доп.`, `Second Edition`; refuses `3 ed. Weber`, where somebody edited volume 3, and `2nd education`.
pub(crate) fn edition(i: &str) -> IResult<&str, &str> {
    let ending = alt((
        tag("st"),
        tag("nd"),
        tag("rd"),
        tag("th"),
        tag("ème"),
        tag("-е"),
        tag("-е"),
        tag("-ге"),
        tag("er"),
    ));
    let short = recognize(one_of(".ªºªea"));
    let counted = recognize((take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), alt((ending, short))));
    let named = alt((
        tag_no_case("Second"),
        tag_no_case("Third"),
        tag_no_case("Fourth"),
        tag_no_case("Fifth"),
        tag_no_case("Sixth"),
        tag_no_case("Seventh"),
        tag_no_case("Eighth"),
    ));
    let word = verify(letters, is_edition_word);
    let begins = peek(satisfy(|c| c.is_ascii_digit() || "stfeSTFE".contains(c)));
    recognize((begins, alt((counted, named)), manner, space0, word, opt(char('.')), ends, manner)).parse(i)
}

/// Whether `word`, in any case, is cut short and ends what is said of an edition: `Aufl`, `ed`, `rev`, `доп`.
pub(crate) fn is_short_for_edition(word: &str) -> bool {
    let lower = word.to_lowercase();
    let edition = is_edition_word(word) && word.chars().count() < 5;
    edition || MANNERS.contains(&lower.as_str()) || ["ausg", "bearb"].contains(&lower.as_str())
}

/// `manner = { [ "," ] blank ( "rev." | "überarb." | "перераб." | "und" | … ) }`: how an edition differs from those before.
fn manner(i: &str) -> IResult<&str, usize> {
    let word = verify(letters, |word: &str| {
        let lower = word.to_lowercase();
        MANNERS.iter().any(|stem| lower.starts_with(stem))
            || ["and", "und", "u", "и"].contains(&lower.as_str())
    });
    many0_count((opt(char(',')), space1, word, opt(char('.')))).parse(i)
}

/// How the words begin that say so.
const MANNERS: &[&str] = &[
    "rev", "upd", "enl", "expand", "correct", "überarb", "erw", "neubearb", "verb", "vollst", "aktual",
    "durchges", "korr", "ergänz", "veränd", "ampl", "augm", "перераб", "доп", "испр", "стер",
];

/// `thesis = [ degree ] ( "thesis" | "dissertation" | … ) [ "(" words ")" ] | "Diss." | russian-thesis`: `PhD thesis`, `Dissertação (Mestrado em
/// História)`, `Diss.`; refuses `Thesis of`.
pub(crate) fn thesis(i: &str) -> IResult<&str, &str> {
    let degree = alt((
        tag_no_case("PhD"),
        tag_no_case("Ph.D."),
        tag_no_case("Ph. D."),
        tag_no_case("Doctoral"),
        tag_no_case("Master's"),
        tag_no_case("Master’s"),
        tag_no_case("Masters"),
        tag_no_case("Master"),
        tag_no_case("M.Sc."),
        tag_no_case("MSc"),
        tag_no_case("M.A."),
        tag_no_case("Bachelor's"),
        tag_no_case("Bachelor’s"),
        tag_no_case("Inaugural"),
        tag_no_case("Unpublished doctoral"),
    ));
    let degree = terminated(degree, one_of(" -"));
    let work = alt((tag_no_case("dissertation"), tag_no_case("thesis"), tag_no_case("diss.")));
    let romance =
        alt((tag_no_case("dissertação"), tag_no_case("tese"), tag_no_case("tesis"), tag_no_case("tesi")));
    let of = opt(recognize((space1, delimited(char('('), take_while1(|c| c != ')' && c != '('), char(')')))));
    let other = alt((
        tag_no_case("thèse de doctorat"),
        tag_no_case("tesis doctoral"),
        tag_no_case("tesi di dottorato"),
        tag_no_case("tesi di laurea"),
        tag_no_case("Diplomarbeit"),
        tag_no_case("Masterarbeit"),
        tag_no_case("Habilitationsschrift"),
        other_thesis,
    ));
    let marked = verify(recognize((romance, of)), |words: &str| words.ends_with(')'));
    let plain = recognize((opt(degree), work));
    let begins = peek(verify(rest, |words: &str| opens(words, &OPENING_THESIS)));
    recognize((begins, alt((marked, other, plain, russian_thesis)), ends)).parse(i)
}

/// What other languages call a thesis, all of it: `mémoire de master`, `trabajo de fin de grado`, `diplomová práce`, `praca doktorska`, `proefschrift`,
/// `väitöskirja`, `doktorsavhandling`, `doktora tezi`.
fn other_thesis(i: &str) -> IResult<&str, &str> {
    alt((
        recognize((tag_no_case("mémoire de "), alt((tag_no_case("master"), tag_no_case("maîtrise"))))),
        recognize((tag_no_case("trabajo de fin de "), alt((tag_no_case("grado"), tag_no_case("máster"))))),
        recognize((
            alt((tag_no_case("diplomová"), tag_no_case("bakalářská"), tag_no_case("disertační"))),
            tag_no_case(" práce"),
        )),
        recognize((
            tag_no_case("praca "),
            alt((tag_no_case("doktorska"), tag_no_case("magisterska"), tag_no_case("licencjacka"))),
        )),
        recognize((alt((tag_no_case("doktora"), tag_no_case("yüksek lisans"))), tag_no_case(" tezi"))),
        tag_no_case("proefschrift"),
        tag_no_case("väitöskirja"),
        tag_no_case("doktorsavhandling"),
    ))
    .parse(i)
}

/// `russian-thesis = [ "автореф." ] "дис" [ "с" ] "." { "." | "…" | blank } ( "канд." | "д-ра" | "докт." ) 0*4( word [ "." ] ) "наук"`, as GOST R 7.0.5
/// has it: `дис. ... канд. ист. наук`; refuses `дискуссия наук`.
fn russian_thesis(i: &str) -> IResult<&str, &str> {
    let summary = (alt((tag("Автореф."), tag("автореф."))), space0);
    let work = (alt((tag("Дис"), tag("дис"))), opt(tag("с")), char('.'), take_while(|c| " .…".contains(c)));
    let degree = alt((tag("канд"), tag("д-ра"), tag("докт"), tag("доктора")));
    let word = take_while1(|c: char| c.is_alphabetic() || c == '-');
    let word = (space0, not(tag("наук")), word, opt(char('.')));
    let field = (opt(char('.')), many_m_n(0, 4, word), space0, tag("наук"));
    recognize((opt(summary), work, degree, field)).parse(i)
}

/// How the words begin with which a thesis does, where they are ASCII.
const OPENING_THESIS: [&[u8; 3]; 20] = [
    b"phd", b"ph.", b"doc", b"mas", b"m.s", b"msc", b"m.a", b"bac", b"ina", b"unp", b"dis", b"the", b"tes",
    b"dip", b"hab", b"tra", b"bak", b"pra", b"dok", b"pro",
];

/// `patent = [ office ] "patent" [ "application" ] [ "no." ] [ code ] number [ kind ]`: `U.S. Patent No. 6,543,210`, `German
/// Patent DE 10 2004 012 345 A1`; refuses `Patent law 2010`.
pub(crate) fn patent(i: &str) -> IResult<&str, &str> {
    let office = alt((
        tag("U.S."),
        tag("US"),
        tag("United States"),
        tag("European"),
        tag("German"),
        tag("Japanese"),
        tag("Chinese"),
        tag("Korean"),
        tag("French"),
        tag("British"),
        tag("UK"),
        tag("Canadian"),
        tag("Australian"),
        tag("Russian"),
        tag("International"),
        tag("World"),
        tag("PCT"),
        tag("WO"),
        tag("EP"),
    ));
    let kind = (space1, alt((tag_no_case("application"), tag_no_case("publication"), tag_no_case("appl."))));
    let count =
        (space1, alt((tag_no_case("no."), tag_no_case("number"), tag_no_case("nr."), tag_no_case("no"))));
    let code = (space1, take_while_m_n(2, 2, |c: char| c.is_ascii_uppercase()));
    let number = verify(recognize((digit1, many0_count((one_of(",./ -"), digit1)))), |number: &str| {
        number.chars().filter(char::is_ascii_digit).count() > 5
    });
    let issue = (space0, satisfy(|c| ('A'..='E').contains(&c)), opt(satisfy(|c| c.is_ascii_digit())), ends);
    let head = (opt((office, space1)), tag_no_case("patent"), opt(kind), opt(count), opt(code), space1);
    recognize((head, number, opt(issue))).parse(i)
}

/// `patent-number = 2upper [ blank ] digits { ( "/" | blank | "," | "." ) digits } kind`, six digits or more, all of it, as the World Intellectual Property
/// Organization's standard ST.16 writes it: `US20150123456A1`, `WO 2019/123456 A1`; refuses `TR 123456`, `ISO 123456A`.
pub(crate) fn patent_number(i: &str) -> IResult<&str, &str> {
    let office = take_while_m_n(2, 2, |c: char| c.is_ascii_uppercase());
    let number = verify(recognize((digit1, many0_count((one_of(",./ "), digit1)))), |number: &str| {
        number.chars().filter(char::is_ascii_digit).count() > 5
    });
    let kind = (satisfy(|c| ('A'..='E').contains(&c)), opt(satisfy(|c| c.is_ascii_digit())), eof);
    recognize((office, space0, number, space0, kind)).parse(i)
}

/// `online = ( "Published" [ "online" ] | "Preprint posted online" | "Epub" | [ "Last" ] ( "updated" | "reviewed" ) … ) [ "ahead of print" ] { sign }
/// calendar-date`: its day, of `Published online June 14, 2016`, `Updated June 3, 2019` and `Epub 2014 Mar 17`; refuses `Published online in 2016`.
pub(crate) fn online(i: &str) -> IResult<&str, &str> {
    let words = alt((
        tag_no_case("Preprint posted online"),
        tag_no_case("Posted online"),
        tag_no_case("Published online first"),
        tag_no_case("Published online"),
        tag("Published"),
        tag_no_case("Last updated"),
        tag("Updated"),
        tag_no_case("Last reviewed"),
        tag("Reviewed"),
        tag_no_case("Epub"),
    ));
    let ahead = opt((space1, tag_no_case("ahead of print")));
    preceded((words, ahead, many0_count(one_of(" .:;,"))), calendar_date).parse(i)
}

/// `abbreviated = ( capital "." { blank } ) abbreviation { blank }` to the end, abbreviations of two letters or more: `J. Am.`,
/// with which the name of a journal begins; refuses `A. B.`
pub(crate) fn abbreviated(i: &str) -> IResult<&str, &str> {
    let initial = (satisfy(char::is_uppercase), char('.'), space1);
    let word = verify(terminated(letters, char('.')), |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
            && (2..9).contains(&word.len())
    });
    recognize((initial, many_m_n(1, 3, terminated(word, space0)), eof)).parse(i)
}

fn letters(i: &str) -> IResult<&str, &str> {
    take_while1(char::is_alphabetic).parse(i)
}

/// The end of a word.
fn ends(i: &str) -> IResult<&str, ()> {
    value((), peek(not(satisfy(char::is_alphanumeric)))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(production: fn(&str) -> IResult<&str, &str>, taken: &[&str], refused: &[&str]) {
        for input in taken {
            assert_eq!(production(input).map(|(rest, _)| rest), Ok(""), "{input}");
        }
        for input in refused {
            assert!(production(input).is_err(), "{input}");
        }
    }

    #[test]
    fn statements() {
        check(
            edition,
            &[
                "2nd ed.",
                "79. Aufl.",
                "2e éd",
                "3-е изд.",
                "Second Edition",
                "2. ed.",
                "2ª ed.",
                "2., überarb. und erw. Aufl.",
                "3-е изд., перераб. и доп.",
                "3rd rev. ed.",
            ],
            &["3 ed. Weber", "2nd education", "12. Weber", "Secondary edition"],
        );
        check(
            thesis,
            &[
                "PhD thesis",
                "dissertation",
                "Dissertação (Mestrado em História)",
                "Diss.",
                "Tesi di laurea",
                "Doctoral dissertation",
                "Diplomová práce",
                "Praca doktorska",
                "Proefschrift",
                "Mémoire de master",
                "Trabajo de fin de grado",
                "Yüksek lisans tezi",
                "дис. ... канд. ист. наук",
                "Автореф. дис. … д-ра филол. наук",
            ],
            &["дискуссия наук", "Thesean", "Tese", "dissertations"],
        );
        check(
            patent,
            &[
                "U.S. Patent No. 6,543,210",
                "German Patent DE 10 2004 012 345 A1",
                "United States patent US 7,654,321",
                "patent application 2010/0123456",
            ],
            &["Patent law 2010", "Patents 6,543,210"],
        );
        check(
            patent_number,
            &["US20150123456A1", "WO 2019/123456 A1", "DE102010012345A1", "JP2005123456A"],
            &["TR 123456", "ISO 123456A", "US 12 A1"],
        );
        check(
            online,
            &["Published online June 14, 2016", "Epub 2014 Mar 17"],
            &["Published online in 2016", "Epub"],
        );
        check(abbreviated, &["J. Am.", "J. Phys. Chem."], &["A. B.", "J. am.", "Am. J."]);
    }
}
