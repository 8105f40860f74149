//! Reference strings whose names have lost what stood between them.

use std::borrow::Cow;

use super::Reference;
use super::grammar::glued::glued;
use crate::span::Span;

/// A reference string with the names at its beginning parted: of `WeberABOkadaC On ports` it is `Weber AB, Okada C. On ports`.
pub(super) struct Unglued<'a> {
    raw: &'a str,
    /// The string as other references print it.
    pub(super) text: Cow<'a, str>,
    /// Where in `text` something was put in, in order, and how many bytes.
    put_in: Vec<(usize, usize)>,
}

impl<'a> Unglued<'a> {
    /// Parts the names of `raw`.
    pub(super) fn new(raw: &'a str) -> Self {
        let mut parted = Self { raw, text: Cow::Borrowed(raw), put_in: Vec::new() };
        let mut text = String::new();
        let mut rest = raw;
        let mut between = "";
        while let Ok((after, names)) = glued(rest)
            && !after.starts_with(char::is_alphanumeric)
        {
            for (family, initials) in names {
                parted.put(&mut text, between);
                text.push_str(family);
                parted.put(&mut text, if initials.is_empty() { "" } else { " " });
                text.push_str(initials);
                between = if initials.is_empty() { "" } else { ", " };
            }
            rest = after;
            // The names go on behind a particle: `LeeDDe MelloRA…`.
            match after.strip_prefix(' ') {
                Some(more) if between.is_empty() => {
                    text.push(' ');
                    rest = more;
                }
                _ => break,
            }
        }
        if rest.len() < raw.len() {
            parted.put(&mut text, if rest.starts_with(' ') { "." } else { "" });
            text.push_str(rest);
            parted.text = Cow::Owned(text);
        }
        parted
    }

    fn put(&mut self, text: &mut String, what: &str) {
        if !what.is_empty() {
            self.put_in.push((text.len(), what.len()));
            text.push_str(what);
        }
    }

    /// Makes of the reference that [`Self::text`] was read as that of the string as printed.
    pub(super) fn restore(&self, mut reference: Reference) -> Reference {
        self.raw.clone_into(&mut reference.raw);
        let fields = reference.fields.values_mut().filter_map(|field| field.span.as_mut());
        for span in fields.chain(&mut reference.rest) {
            *span = Span::new(self.place(span.start), self.place(span.end));
        }
        reference
    }

    /// Where the byte `at` of [`Self::text`] is in the string it was made of.
    fn place(&self, at: usize) -> usize {
        let before = self.put_in.iter().take_while(|(place, _)| *place < at);
        at - before.map(|(place, len)| (*len).min(at - place)).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn names_are_parted_and_keep_their_place() {
        let raw = "WeberABOkadaCDe LeeD On ports. Journal of Trade 2010;3:4-9.";
        let parted = Unglued::new(raw);
        assert_eq!(parted.text, "Weber AB, Okada C, De LeeD On ports. Journal of Trade 2010;3:4-9.");
        let at = parted.text.find("On ports").unwrap();
        assert_eq!(parted.place(at), raw.find("On ports").unwrap());
        assert!(matches!(Unglued::new("Weber A. On ports.").text, Cow::Borrowed(_)));
    }

    #[test]
    fn references_with_glued_names() {
        let reference =
            parse("WeberABOkadaCLindtD-E. On the ports of the south. Journal of Trade 2010;3:4-9.");
        assert_eq!(reference.value("author"), Some("Weber, A. B. and Okada, C. and Lindt, D.-E."));
        assert_eq!(reference.value("title"), Some("On the ports of the south"));
        let author = reference.fields["author"].span.unwrap();
        assert_eq!(&reference.raw[author.range()], "WeberABOkadaCLindtD-E.");
    }
}
