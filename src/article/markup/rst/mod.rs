//! reStructuredText: blocks by their lines, inline markup by nom.
//!
//! By hand, because what there is does not serve: `rst_parser` knows no places and gives up at the first fault, and the
//! scanner of `tree-sitter-rst` is C, which should not meet the files of strangers. It reads what an article is made of:
//! sections, paragraphs, lists, footnotes, citations (`[CIT2002]_`), the roles and directives of
//! sphinxcontrib-bibtex (`` :cite:p:`key` ``, `.. bibliography:: refs.bib`), `.. include::`, comments. Tables, code, field
//! lists and directives that it does not know are no running text. Source: the reStructuredText Markup Specification of
//! docutils.

mod blocks;
mod inline;
mod line;
mod notes;

use super::{Flow, Markup};

/// Writes the text of the document to `flow`.
pub(super) fn read(flow: &mut Flow) -> Markup {
    let lines = line::lines(flow.source());
    blocks::Blocks::new(flow, &lines).read()
}

#[cfg(test)]
mod tests {
    use crate::article::markup::{Format, Markup, read};
    use crate::article::{LineRole, Source};

    fn parsed(text: &str) -> (Vec<(LineRole, String)>, Markup) {
        let (lines, markup, _) = read(&Source::new("a.rst", text.to_owned()), Format::Rst);
        (lines.iter().map(|l| (l.role, l.text.as_str().to_owned())).collect(), markup)
    }

    fn lines(text: &str) -> Vec<String> {
        parsed(text).0.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn roles_of_bibtex_are_citations() {
        assert_eq!(lines("Ties grow :cite:p:`doe99, roe`."), ["Ties grow [@doe99; @roe]."]);
        assert_eq!(lines(":cite:t:`doe99` says, see :footcite:`roe`."), ["@doe99 says, see [@roe]."]);
        assert_eq!(lines("So :cite:p:`{see}doe{p. 4}`, `roe`:cite:."), ["So [@doe], [@roe]."]);
    }

    #[test]
    fn markup_vanishes() {
        assert_eq!(
            lines(
                "A *good* **thing**, ``x[1]_``, 2 * 3 and `a link <https://example.org>`_ to\n:ref:`there <one>` or name_."
            ),
            ["A good thing, x[1]_, 2 * 3 and a link to", "there or name."]
        );
        assert_eq!(lines(r"A \*star\* and \[1]_ and re\ ``Struct``."), ["A *star* and [1]_ and reStruct."]);
    }

    #[test]
    fn sections_lists_and_what_is_no_text() {
        let text = "=====\nTitle\n=====\n\n:Author: Roe\n\nOne\n---\n\nText::\n\n    code [1]_\n\n- a\n- b\n\n1. c\n\n.. code:: c\n\n   a[1] = 2;\n\n.. note:: Heed\n   this.\n\n+---+\n| x |\n+---+\n\n>>> f(1)\n2\n\nEnd.\n";
        let heading = |text: &str| (LineRole::Heading, text.to_owned());
        let body = |text: &str| (LineRole::Body, text.to_owned());
        assert_eq!(
            parsed(text).0,
            [
                heading("Title"),
                heading("One"),
                body("Text:"),
                body("a"),
                body("b"),
                body("1. c"),
                body("Heed"),
                body("this."),
                body("End.")
            ]
        );
    }

    #[test]
    fn an_own_list_is_cited_by_number() {
        let text = "Ties [Roe2]_ grow [Doe1999]_. Not so [Lost]_.\n\n.. [Doe1999] Doe, J. On Ties.\n   Survival, 1999.\n.. [Roe2] Roe, R.\n";
        let (found, markup) = parsed(text);
        let found: Vec<_> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            found,
            [
                "Ties [2] grow [1]. Not so [@Lost].",
                "References",
                "[1] Doe, J. On Ties.",
                "Survival, 1999.",
                "[2] Roe, R."
            ]
        );
        let defined: Vec<_> = markup.defined.iter().map(|key| key.value.as_str()).collect();
        assert_eq!(defined, ["Doe1999", "Roe2"]);
    }

    #[test]
    fn footnotes_are_numbered_as_docutils_does() {
        let text = "A [#]_ b [#x]_ c [1]_ d [#]_ e [*]_ f [#y]_.\n\nNotes\n=====\n\n.. [#] One.\n.. [1] Two.\n.. [#x] Three.\n.. [#] Four.\n.. [*] Five.\n";
        let (found, _, footnotes) = read(&Source::new("a.rst", text.to_owned()), Format::Rst);
        let found: Vec<_> = found.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(found, ["A b c d e f .", "Notes", "One.", "Two.", "Three.", "Four.", "Five."]);
        let labels: Vec<_> = footnotes.notes.iter().map(|note| note.label.as_str()).collect();
        assert_eq!(labels, ["2", "1", "x", "4"]);
        let marks: Vec<_> = footnotes.marks.iter().map(|mark| (mark.label.as_str(), mark.note)).collect();
        assert_eq!(marks, [("2", Some(0)), ("x", Some(2)), ("1", Some(1)), ("4", Some(3)), ("y", None)]);
        let places: Vec<_> = footnotes.notes.iter().map(|note| &text[note.place.range()]).collect();
        assert_eq!(places, ["[#]", "[1]", "[#x]", "[#]"]);
    }

    #[test]
    fn files_and_comments() {
        let text = ".. ibid: ignore[x] why\n\n.. _target: http://a.b\n\n.. include:: part.rst\n\n.. bibliography:: a.bib b.bib\n   :style: plain\n";
        let (lines, markup) = parsed(text);
        assert_eq!(lines, []);
        let names = |files: &[crate::span::Spanned<String>]| {
            files.iter().map(|f| f.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&markup.bibliographies), ["a.bib", "b.bib"]);
        assert_eq!(names(&markup.includes), ["part.rst"]);
        assert_eq!(markup.comments.len(), 1);
    }

    #[test]
    fn unbalanced_input_ends() {
        for text in [
            "`", "``", ":cite:`", "[#", "[a]_", "..", ".. [", "*", "**", "\\", "|", "= =\n", "::", "_",
            ".. [a]",
        ] {
            let _ = lines(text);
        }
        for part in [
            "`", "``a", ":cite:`a", "[#]_", "*a", ".. [#]\n", ".. note::\n  ", "|a", "\\", "a\n=\n", "(((",
            "_ ",
        ] {
            let _ = lines(&part.repeat(50_000));
        }
    }
}
