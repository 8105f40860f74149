//! Markers that cite by key: pandoc's notation, to which every marked-up format is brought.
//!
//! Source: Pandoc User's Guide, section "Citation syntax".

use std::collections::BTreeSet;
use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{is_not, take_while1};
use nom::character::complete::{char, satisfy};
use nom::combinator::{opt, recognize, verify};
use nom::error::{Error, ErrorKind};
use nom::multi::many0_count;
use nom::sequence::{delimited, pair, preceded};
use nom::{IResult, Offset, Parser};

use super::literal::Literal;
use super::types::{Citation, Passage};
use crate::article::{Article, LineRole};
use crate::span::Span;

/// A marker that cites by key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyedMarker {
    /// Bytes of the text that was searched.
    pub(crate) span: Span,
    /// The keys in printed order.
    pub(crate) keys: Vec<String>,
    /// Whether it stands in brackets; otherwise it is a word of the sentence.
    pub(crate) bracketed: bool,
}

/// All keyed markers of `text`, in order; what is named like one of the document's own parts, `labels`, is none.
pub(crate) fn keyed_markers(text: &str, labels: &BTreeSet<String>) -> Vec<KeyedMarker> {
    let is_of_work = |key: &str| !is_cross_reference(key) && !labels.contains(key);
    let mut markers = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['[', '@'])) {
        let start = at + found;
        let rest = text.get(start..).unwrap_or_default();
        let before = text.get(..start).unwrap_or_default();
        let glued = before.ends_with(char::is_alphanumeric) || is_in_address(before);
        let parsed = match bracketed(rest) {
            Ok((left, keys)) => Some((left, keys, true)),
            Err(_) if glued => None,
            Err(_) => textual(rest).ok().map(|(left, keys)| (left, keys, false)),
        };
        at = start + 1;
        if let Some((left, keys, bracketed)) = parsed {
            let keys: Vec<String> =
                keys.into_iter().filter(|key| is_of_work(key)).map(str::to_owned).collect();
            at = start + rest.offset(left);
            if !keys.is_empty() {
                markers.push(KeyedMarker { span: Span::new(start, at), keys, bracketed });
            }
        }
    }
    markers
}

/// The keys that a marked-up `article` cites anywhere but in `citations`, those of its running text: in captions, tables and headings,
/// and in words too few to be a sentence. Each comes with its marker. The lines of `skip` are left out.
pub fn keys_aside(
    article: &Article,
    citations: &[Citation],
    skip: &[Range<usize>],
) -> Vec<(Passage, String)> {
    let Some(markup) = &article.markup else { return Vec::new() };
    let literal = Literal::of(article);
    let mut told: Vec<Span> = citations.iter().flat_map(|citation| &citation.marker.spans).copied().collect();
    told.sort_unstable();
    let is_told = |place: &Span| {
        let next = told.partition_point(|span| span.end <= place.start);
        told.get(next).is_some_and(|span| span.overlaps(*place))
    };
    let lines = article.lines.iter().enumerate();
    let lines = lines.filter(|(at, line)| {
        line.role != LineRole::Furniture && !skip.iter().any(|lines| lines.contains(at))
    });
    let cited = lines.flat_map(|(_, line)| {
        let markers = keyed_markers(line.text.as_str(), &markup.labels).into_iter();
        let citing = markers.filter(|marker| !literal.holds(&line.text, marker.span));
        let placed = citing.map(|marker| (Passage::of(&line.text, marker.span), marker.keys));
        let aside = placed.filter(|(passage, _)| !passage.spans.iter().any(is_told));
        aside.flat_map(|(passage, keys)| keys.into_iter().map(move |key| (passage.clone(), key)))
    });
    cited.collect()
}

/// `bracketed = "[" item { ";" item } "]"`, at least one item with a key.
///
/// Accepts `[@doe99]`, `[see @doe99, p. 4; -@roe]`; refuses `[1]`, `[a@b.org]`.
fn bracketed(i: &str) -> IResult<&str, Vec<&str>> {
    let (rest, content) = delimited(char('['), is_not("[]"), char(']')).parse(i)?;
    let keys: Vec<_> = content.split(';').filter_map(key_of_item).collect();
    if keys.is_empty() {
        return Err(nom::Err::Error(Error::new(i, ErrorKind::Verify)));
    }
    Ok((rest, keys))
}

/// `textual = in-text [ [ " " ] "[" locator { ";" item } "]" ]`: the bracket behind a key in the text belongs to it.
///
/// Accepts `@doe99 [p. 33; see also @roe]`; of `@doe99 [@roe]` and `@doe99 [1]` leaves the bracket.
fn textual(i: &str) -> IResult<&str, Vec<&str>> {
    let (rest, key) = in_text(i)?;
    let Ok((rest, note)) = note(rest) else { return Ok((rest, vec![key])) };
    Ok((rest, std::iter::once(key).chain(note.split(';').filter_map(key_of_item)).collect()))
}

/// `note = [ " " ] "[" words without a key, up to ";" or the end "]"`
fn note(i: &str) -> IResult<&str, &str> {
    let bracket = delimited((opt(char(' ')), char('[')), is_not("[]"), char(']'));
    let is_locator = |note: &str| {
        let first = note.split(';').next().unwrap_or_default();
        !first.contains('@') && first.contains(char::is_alphabetic)
    };
    verify(bracket, is_locator).parse(i)
}

/// The key in one item of a bracketed marker: `see @doe99, p. 4`.
fn key_of_item(item: &str) -> Option<&str> {
    let at = item.match_indices('@').map(|(at, _)| at).find(|&at| {
        let before = item.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    })?;
    in_text(item.get(at..)?).ok().map(|(_, key)| key)
}

/// `in-text = [ "-" ] "@" ( key | "{" key "}" )`: `@doe99`, `@{a b}`.
fn in_text(i: &str) -> IResult<&str, &str> {
    preceded(char('@'), alt((delimited(char('{'), is_not("{}"), char('}')), key))).parse(i)
}

/// `key = ( letter | digit | "_" ) { letter | digit | "_" | one punctuation mark between them }`
///
/// Accepts `doe:1999a`, `DBLP:conf/x`; of `doe99.` leaves the full stop.
fn key(i: &str) -> IResult<&str, &str> {
    let word = || take_while1(|c: char| c.is_alphanumeric() || c == '_');
    let mark = satisfy(|c| ":.#$%&-+?<>~/".contains(c));
    verify(recognize(pair(word(), many0_count(pair(mark, word())))), |key: &str| key.len() < 200).parse(i)
}

/// Whether what follows `before` goes on an address: `https://medium.com/`.
fn is_in_address(before: &str) -> bool {
    const LONGEST: usize = 300;
    let is_inner = |c: &char| !c.is_whitespace() && !"[](){}<>\"".contains(*c);
    let length = before.chars().rev().take(LONGEST).take_while(is_inner).map(char::len_utf8).sum::<usize>();
    before.get(before.len() - length..).is_some_and(|word| word.contains("://"))
}

/// What the names of parts begin with (Quarto, "Cross-Reference Prefixes"; pandoc-crossref).
const PARTS: [&str; 23] = [
    "fig", "tbl", "tab", "eq", "sec", "lst", "tip", "nte", "wrn", "imp", "cau", "thm", "lem", "cor", "prp",
    "cnj", "def", "exm", "exr", "sol", "rem", "alg", "dia",
];

/// Whether the key names a figure, table, equation, section, theorem or callout.
fn is_cross_reference(key: &str) -> bool {
    PARTS.iter().any(|kind| key.strip_prefix(kind).is_some_and(|rest| rest.starts_with([':', '-'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Vec<String>)> {
        keyed_markers(text, &BTreeSet::new()).into_iter().map(|m| (&text[m.span.range()], m.keys)).collect()
    }

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|&k| k.to_owned()).collect()
    }

    #[test]
    fn bracketed_and_in_text() {
        assert_eq!(
            found("So [see @doe99, p. 4; -@roe]."),
            [("[see @doe99, p. 4; -@roe]", keys(&["doe99", "roe"]))]
        );
        assert_eq!(found("@doe:1999a says."), [("@doe:1999a", keys(&["doe:1999a"]))]);
        assert_eq!(found("As @{a b} says."), [("@{a b}", keys(&["a b"]))]);
        assert_eq!(
            found("As @doe99 [p. 3; see @roe] says."),
            [("@doe99 [p. 3; see @roe]", keys(&["doe99", "roe"]))]
        );
        assert_eq!(found("@doe99 [@roe]"), [("@doe99", keys(&["doe99"])), ("[@roe]", keys(&["roe"]))]);
        assert_eq!(found("@doe99 [3]"), [("@doe99", keys(&["doe99"]))]);
    }

    #[test]
    fn what_is_no_citation() {
        for text in [
            "https://medium.com/@doe/foo",
            "mail a@b.org",
            "[1]",
            "[a@b.org]",
            "see @fig:one",
            "see @sec-two",
            "@",
            "[@]",
            "@ home",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn parts_of_the_document_are_no_works() {
        let labels = BTreeSet::from(["good".to_owned()]);
        let found = keyed_markers("As (@good) and [see @good; @doe99] show.", &labels);
        assert_eq!(found.into_iter().map(|m| m.keys).collect::<Vec<_>>(), [keys(&["doe99"])]);
        for part in [
            "prp-a", "cnj-a", "exr-a", "sol-a", "rem-a", "alg-a", "nte-a", "tip-a", "wrn-a", "imp-a", "cau-a",
        ] {
            assert_eq!(keyed_markers(&format!("See @{part}."), &labels), [], "{part}");
        }
    }

    #[test]
    fn the_full_stop_is_the_sentences() {
        assert_eq!(found("So says @doe99."), [("@doe99", keys(&["doe99"]))]);
    }
}
