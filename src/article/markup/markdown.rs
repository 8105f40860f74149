//! Markdown by pulldown-cmark: CommonMark, tables, footnotes, YAML metadata, pandoc citations.
//!
//! Pandoc's `[@key, p. 4; -@other]` is text to CommonMark and comes through as it stands. MyST's
//! `` {cite:p}`key` `` becomes `[@key]`.

use std::ops::Range;

use nom::bytes::complete::take_while1;
use nom::character::complete::char;
use nom::sequence::delimited;
use nom::{Finish, IResult, Parser as _};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use saphyr::{LoadableYamlNode, Yaml};

use super::{Flow, Markup};
use crate::article::LineRole;
use crate::span::{Span, Spanned};

/// Writes the text of the document to `flow`.
pub(super) fn read(flow: &mut Flow) -> Markup {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_MATH;
    let mut reader = Reader { flow, markup: Markup::default(), skip: None, raised: false, fresh_item: false };
    let source = reader.flow.source();
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.markup
}

struct Reader<'f, 's> {
    flow: &'f mut Flow<'s>,
    markup: Markup,
    /// The end of the block whose text is not running text.
    skip: Option<TagEnd>,
    /// Inside `<sup>…</sup>`.
    raised: bool,
    /// The label of a list item was written and nothing else yet.
    fresh_item: bool,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        if let Some(end) = self.skip {
            match event {
                Event::End(tag) if tag == end => self.skip = None,
                Event::Text(_) if matches!(end, TagEnd::MetadataBlock(_)) => self.metadata(range.into()),
                Event::Html(html) if html.trim_start().starts_with("<!--") => {
                    self.markup.comments.push(range.into());
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range.into()),
            Event::Code(code) => self.code(&code, range.into()),
            Event::InlineMath(_) => self.flow.verbatim(range.into()),
            Event::SoftBreak | Event::HardBreak => self.flow.end_line(),
            Event::Rule => self.flow.end_paragraph(),
            Event::InlineHtml(html) => self.inline_html(&html, range.into()),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => {
                self.flow.end_paragraph();
                self.flow.set_role(LineRole::Heading);
            }
            Tag::Paragraph if self.fresh_item => self.fresh_item = false,
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) => {
                self.flow.end_paragraph();
            }
            Tag::Item => self.item(range),
            Tag::TableHead | Tag::TableRow => {
                self.flow.end_paragraph();
                self.flow.set_role(LineRole::Aside);
            }
            Tag::TableCell => self.flow.blank(),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_))
            | Tag::HtmlBlock
            | Tag::MetadataBlock(_)
            | Tag::Image { .. } => self.skip = Some(tag.to_end()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => {
                self.flow.end_paragraph();
                self.flow.set_role(LineRole::Body);
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_) => {
                self.flow.end_paragraph();
                self.fresh_item = false;
            }
            _ => {}
        }
    }

    /// The printed number of an ordered item is text to ibid: it may label a reference.
    fn item(&mut self, range: Range<usize>) {
        self.flow.end_paragraph();
        let item = self.flow.source().get(range.clone()).unwrap_or_default();
        let label = item.split_whitespace().next().unwrap_or_default();
        if label.starts_with(|c: char| c.is_ascii_digit()) {
            self.flow.verbatim(Span::new(range.start, range.start + label.len()));
            self.flow.blank();
            self.fresh_item = true;
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        self.fresh_item = false;
        if self.raised {
            self.raise(span);
        } else if self.flow.source().get(span.range()) == Some(text) {
            self.verbatim(text, span);
        } else {
            self.flow.replaced(text, span);
        }
    }

    /// Text as it stands, pandoc's `^12^` raised.
    fn verbatim(&mut self, text: &str, span: Span) {
        let mut from = span.start;
        for (at, _) in text.match_indices('^') {
            let at = span.start + at;
            let rest = self.flow.source().get(at..span.end).unwrap_or_default();
            let Ok((left, digits)) = raised_digits(rest).finish() else { continue };
            self.flow.verbatim(Span::new(from, at));
            self.raise(Span::new(at + 1, at + 1 + digits.len()));
            from = span.end - left.len();
        }
        self.flow.verbatim(Span::new(from, span.end));
    }

    /// The source at `span` in raised digits.
    fn raise(&mut self, span: Span) {
        let raised: String =
            self.flow.source().get(span.range()).unwrap_or_default().chars().map(superscript).collect();
        self.flow.replaced(&raised, span);
    }

    fn inline_html(&mut self, html: &str, span: Span) {
        match html {
            "<sup>" => self.raised = true,
            "</sup>" => self.raised = false,
            _ if html.starts_with("<!--") => self.markup.comments.push(span),
            _ => {}
        }
    }

    /// Inline code; after `{cite}` it holds the keys of a citation.
    fn code(&mut self, code: &str, span: Span) {
        self.fresh_item = false;
        let role = self.flow.line().rfind("{cite").and_then(|at| self.flow.line().get(at..));
        let Some(role) = role.filter(|r| r.ends_with('}')).map(str::to_owned) else {
            self.flow.replaced(code, span);
            return;
        };
        self.flow.unwrite(role.chars().count());
        let keys: Vec<String> = code.split(',').map(|key| format!("@{}", key.trim())).collect();
        let place = Span::new(span.start.saturating_sub(role.len()), span.end);
        self.flow.replaced(&format!("[{}]", keys.join("; ")), place);
    }

    /// The files under `bibliography:` in the YAML metadata at `span`.
    fn metadata(&mut self, span: Span) {
        let block = self.flow.source().get(span.range()).unwrap_or_default();
        let Ok(documents) = Yaml::load_from_str(block) else { return };
        let Some(named) = documents.first().and_then(|d| d.as_mapping_get("bibliography")) else { return };
        let files = named.as_vec().map_or_else(|| vec![named], |files| files.iter().collect());
        for file in files.into_iter().filter_map(|file| file.as_str()) {
            let at = block.find(file).unwrap_or_default() + span.start;
            let span = Span::new(at, at + file.len());
            self.markup.bibliographies.push(Spanned { value: file.to_owned(), span });
        }
    }
}

/// `raised = "^" digits { [,–-] digits } "^"`: pandoc's superscript, where it can be a citation.
///
/// Accepts `^3,5–7^`; refuses `^th^`.
fn raised_digits(i: &str) -> IResult<&str, &str> {
    let digits = take_while1(|c: char| c.is_ascii_digit() || ",–- ".contains(c));
    delimited(char('^'), digits, char('^')).parse(i)
}

/// The raised form of a digit; other characters stay.
fn superscript(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use crate::article::{LineRole, Source};

    fn lines(text: &str) -> Vec<String> {
        let (lines, _) = read(&Source::new("a.md", text.to_owned()), Format::Markdown);
        lines.iter().map(|l| l.text.as_str().to_owned()).collect()
    }

    #[test]
    fn markup_goes_and_citations_stay() {
        assert_eq!(
            lines("It *is* so [@doe99, p. 4; -@roe] and [1]."),
            ["It is so [@doe99, p. 4; -@roe] and [1]."]
        );
        assert_eq!(lines("As {cite:p}`doe99,roe` say."), ["As [@doe99; @roe] say."]);
        assert_eq!(lines("Ties^12^ grow."), ["Ties¹² grow."]);
        assert_eq!(lines("Ties<sup>1,2</sup> grow 2^nd^."), ["Ties¹,² grow 2^nd^."]);
    }

    #[test]
    fn ordered_items_keep_their_numbers() {
        assert_eq!(
            lines("1. One, A. Title.\n2. Two, B.\n   More.\n"),
            ["1. One, A. Title.", "2. Two, B.", "More."]
        );
        assert_eq!(lines("3) One\n\n4) Two\n"), ["3) One", "4) Two"]);
    }

    #[test]
    fn code_is_not_text() {
        assert_eq!(lines("Before.\n\n```c\na[1] = 2;\n```\n\nAfter `a[1]`."), ["Before.", "After a[1]."]);
    }

    #[test]
    fn headings_are_known() {
        let (lines, _) = read(&Source::new("a.md", "# A B\n\nText.\n".to_owned()), Format::Markdown);
        assert_eq!(lines.iter().map(|l| l.role).collect::<Vec<_>>(), [LineRole::Heading, LineRole::Body]);
    }

    #[test]
    fn metadata_names_the_bibliography() {
        let source = Source::new(
            "a.md",
            "---\ntitle: T\nbibliography: [refs.bib, more.bib]\n---\n\nText.\n".to_owned(),
        );
        let (_, markup) = read(&source, Format::Markdown);
        let files: Vec<_> = markup.bibliographies.iter().map(|b| b.value.as_str()).collect();
        assert_eq!(files, ["refs.bib", "more.bib"]);
        assert_eq!(source.text().get(markup.bibliographies[0].span.range()), Some("refs.bib"));
    }
}
