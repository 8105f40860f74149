//! Words of a reference string: runs of letters, runs of digits, identifiers.

use crate::bibliography::grammar::arxiv::arxiv;
use crate::bibliography::grammar::identifier::{doi, url};
use crate::span::Span;

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Letters,
    Digits,
    Url,
    Doi,
    Arxiv,
}

/// A word of a reference string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the string.
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// The first `limit` words of `raw`.
pub(crate) fn tokens(raw: &str, limit: usize) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(raw.len() / 5);
    let mut at = 0;
    while tokens.len() < limit {
        let Some(rest) = raw.get(at..) else { break };
        let Some(start) = rest.find(char::is_alphanumeric) else { break };
        let Some(rest) = rest.get(start..) else { break };
        let (kind, len) = word(rest);
        at += start;
        tokens.push(Token { span: Span::new(at, at + len), kind });
        at += len;
    }
    tokens
}

/// What `rest` starts with and how many bytes it takes.
fn word(rest: &str) -> (Kind, usize) {
    identifier(rest).unwrap_or_else(|| {
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let ends = |c: char| if digits { !c.is_ascii_digit() } else { !is_letter(c) };
        let len = rest.find(ends).unwrap_or(rest.len());
        (if digits { Kind::Digits } else { Kind::Letters }, len)
    })
}

/// Whether `c` goes on a run of letters; combining marks do.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && (c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c))
}

fn identifier(rest: &str) -> Option<(Kind, usize)> {
    match rest.as_bytes().first()? {
        b'1' => doi(rest).ok().map(|(_, doi)| (Kind::Doi, doi.len())),
        b'h' | b'H' | b'w' | b'W' | b'f' | b'F' => {
            let (_, url) = url(rest).ok()?;
            Some((if url.contains("/10.") { Kind::Doi } else { Kind::Url }, url.len()))
        }
        b'a' | b'A' => arxiv(rest).ok().map(|(_, arxiv)| (Kind::Arxiv, arxiv.len())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let raw = "Roe, A.B.: Éa 12(3), S289. doi:10.1000/x, www.a.org/b.";
        let words: Vec<&str> = tokens(raw, 99).iter().map(|t| &raw[t.span.range()]).collect();
        let want = ["Roe", "A", "B", "Éa", "12", "3", "S", "289", "doi", "10.1000/x", "www.a.org/b"];
        assert_eq!(words, want);
        assert_eq!(tokens(raw, 2).len(), 2);
        assert!(tokens(" .,", 9).is_empty());
    }
}
