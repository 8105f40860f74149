//! Markdown by pulldown-cmark: CommonMark, tables, footnotes, YAML metadata, pandoc citations.
//!
//! Pandoc's `[@key, p. 4; -@other]` is text to CommonMark and comes through as it stands. MyST's roles and directives
//! are code to CommonMark: `` {cite:p}`key` `` becomes `[@key]`, the content of a `{note}` is read as Markdown.

mod inline;
mod labels;
mod links;
mod metadata;
mod myst;
mod notes;

use std::ops::Range;

use nom::Offset;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use links::Links;
use myst::Directive;

use super::{Flow, Markup};
use crate::article::LineRole;
use crate::span::Span;

/// Writes the text of the document to `flow`.
pub(super) fn read(flow: &mut Flow) -> Markup {
    let source = flow.source();
    let whole = Span::new(0, source.len());
    let mut reader = Reader {
        flow,
        markup: Markup { labels: labels::labels(source), ..Markup::default() },
        attributes: Span::default(),
        skip: None,
        content: None,
        depth: 0,
        raised: false,
        fresh_item: false,
        note: 0,
        marked: 0,
        links: Links::default(),
    };
    reader.part(whole);
    reader.markup
}

/// How deep directives may stand in directives.
const DEEPEST: usize = 6;

struct Reader<'f, 's> {
    flow: &'f mut Flow<'s>,
    markup: Markup,
    /// Where the attributes of the heading stand, `{#id .unnumbered}`: they are no text.
    attributes: Span,
    /// The end of the block whose text is not running text.
    skip: Option<TagEnd>,
    /// Where the text of a directive stands that is read when the block ends.
    content: Option<Span>,
    /// Directives that the reader is inside of.
    depth: usize,
    /// Inside `<sup>…</sup>`.
    raised: bool,
    /// The label of a list item was written and nothing else yet.
    fresh_item: bool,
    /// Brackets open in a note that is written in the line.
    note: usize,
    /// The end of a mark that has been read, for whose footnote nothing stands in this part.
    marked: usize,
    /// Addresses behind words.
    links: Links,
}

impl Reader<'_, '_> {
    /// Reads the part of the source at `span` as Markdown of its own.
    fn part(&mut self, span: Span) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_MATH;
        let text = self.flow.source().get(span.range()).unwrap_or_default();
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            self.event(event, range.start + span.start..range.end + span.start);
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        if let Some(end) = self.skip {
            match event {
                Event::End(tag) if tag == end => {
                    self.skip = None;
                    self.directive_ends();
                }
                Event::Text(_) if matches!(end, TagEnd::MetadataBlock(_)) => self.metadata(range.into()),
                Event::Text(_) => {
                    self.content = self.content.map(|content| myst::grown(content, range.into()))
                }
                Event::Html(html) if html.trim_start().starts_with("<!--") => {
                    self.markup.comments.push(range.into());
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range.end),
            Event::Text(text) => self.text(&text, range.into()),
            Event::FootnoteReference(label) => self.flow.note_mark(&label, range.into()),
            Event::Code(code) => self.code(&code, range.into()),
            Event::InlineMath(_) => self.flow.formula(range.into()),
            Event::SoftBreak | Event::HardBreak => self.flow.end_line(),
            Event::Rule => self.flow.end_paragraph(),
            Event::InlineHtml(html) => self.inline_html(&html, range.into()),
            _ => {}
        }
    }

    /// A fenced block of the directive `name` begins: what it names, and where its text will be looked for.
    fn directive(&mut self, directive: &Directive) {
        let arguments = directive.arguments;
        match directive.name {
            "bibliography" => self.markup.bibliographies.extend(myst::files(self.flow.source(), arguments)),
            "include" => {
                self.markup.includes.extend(myst::files(self.flow.source(), arguments).into_iter().take(1));
            }
            name if myst::is_text(name) && self.depth < DEEPEST => {
                self.content = Some(Span::new(0, 0));
                self.nested(arguments);
            }
            _ => {}
        }
    }

    /// The block ends: its text, if it is that of a directive, is read now.
    fn directive_ends(&mut self) {
        if let Some(content) = self.content.take() {
            self.nested(myst::without_options(self.flow.source(), content));
        }
    }

    /// Reads what stands in a directive.
    fn nested(&mut self, span: Span) {
        let (skip, content) = (self.skip.take(), self.content.take());
        self.depth += 1;
        self.part(span);
        self.flow.end_paragraph();
        self.depth -= 1;
        (self.skip, self.content) = (skip, content);
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => {
                self.flow.end_paragraph();
                self.flow.set_role(LineRole::Heading);
                self.attributes = self.attributes_of(range.into());
            }
            Tag::Paragraph if self.fresh_item => self.fresh_item = false,
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) => self.flow.end_paragraph(),
            Tag::FootnoteDefinition(label) => self.definition(label, range.into()),
            Tag::Item => self.item(range),
            Tag::TableHead | Tag::TableRow => {
                self.flow.end_paragraph();
                self.flow.set_role(LineRole::Aside);
            }
            Tag::TableCell => self.flow.blank(),
            Tag::Link { link_type, dest_url, .. } => {
                let span = Span::from(range);
                let written = self.flow.source().get(span.range()).unwrap_or_default();
                if let Some(numbers) = links::cited(written, dest_url).filter(|_| !self.raised) {
                    let marker = format!("[{numbers}]");
                    self.flow.replaced(&marker, span);
                    self.skip = Some(TagEnd::Link);
                    return;
                }
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    self.flow.is_literal(span);
                }
                self.links.note(tag, self.flow.source().get(span.range()).unwrap_or_default(), span);
            }
            // Pandoc makes the words for an image its caption.
            Tag::Image { .. } => self.flow.set_aside(LineRole::Aside),
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                if let Tag::CodeBlock(CodeBlockKind::Fenced(_)) = tag
                    && let Some(directive) = myst::directive(self.flow.source(), range.into())
                {
                    self.flow.end_paragraph();
                    self.directive(&directive);
                }
                self.skip = Some(tag.to_end());
            }
            _ => {}
        }
    }

    /// Where the attributes of the heading at `span` stand; nowhere where it has none.
    fn attributes_of(&self, span: Span) -> Span {
        let heading = self.flow.source().get(span.range()).unwrap_or_default().trim_end();
        let underlined =
            heading.rsplit_once('\n').filter(|(_, line)| line.trim().trim_matches(['=', '-']).is_empty());
        let words = underlined.map_or(heading, |(words, _)| words);
        let Some(attributes) = labels::heading_attributes(words) else { return Span::default() };
        let start = span.start + words.offset(attributes);
        Span::new(start, start + attributes.len())
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::Image => self.flow.resume(),
            TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => {
                self.flow.end_paragraph();
                self.flow.set_role(LineRole::Body);
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition => {
                self.end_note(at);
                self.write_address(at);
                self.flow.end_paragraph();
                self.fresh_item = false;
            }
            _ => {}
        }
    }

    /// The printed number of an ordered item is text to ibid: it may label a reference.
    fn item(&mut self, range: Range<usize>) {
        self.flow.begin_item();
        let item = self.flow.source().get(range.clone()).unwrap_or_default();
        let label = item.split_whitespace().next().unwrap_or_default();
        if label.starts_with(|c: char| c.is_ascii_digit()) {
            self.flow.verbatim(Span::new(range.start, range.start + label.len()));
            self.flow.blank();
            self.fresh_item = true;
            self.links.begin(range.start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use crate::article::{LineRole, Source};
    use crate::span::Span;

    fn lines(text: &str) -> Vec<String> {
        let (lines, ..) = read(&Source::new("a.md", text.to_owned()), Format::Markdown);
        lines.iter().map(|l| l.text.as_str().to_owned()).collect()
    }

    #[test]
    fn markup_goes_and_citations_stay() {
        assert_eq!(
            lines("It *is* so [@doe99, p. 4; -@roe] and [1]."),
            ["It is so [@doe99, p. 4; -@roe] and [1]."]
        );
        assert_eq!(lines("As {cite:p}`doe99,roe` say."), ["As [@doe99; @roe] say."]);
        assert_eq!(lines("{cite:t}`doe` says, {footcite}`roe`, {term}`Tie`."), ["@doe says, [@roe], Tie."]);
        assert_eq!(lines("Ties^12^ grow."), ["Ties¹² grow."]);
        assert_eq!(
            lines("Ties [4](#ref4), [[5]](#ref5), see Fig. [2](#fig2) of [3](https://a.org)."),
            ["Ties [4], [5], see Fig. 2 of 3."]
        );
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
    fn addresses_behind_words_of_references_are_kept() {
        assert_eq!(
            lines(
                "1. Roe A. [On *ties*](https://a.org/x). J Trade. 2001. [doi](https://doi.org/10.1000/1)\n2. See [it](https://a.org).\n"
            ),
            ["1. Roe A. On ties. J Trade. 2001. doi https://doi.org/10.1000/1", "2. See it."]
        );
        assert_eq!(lines("1. Roe, 2001. [a.org/x](https://a.org/x)\n"), ["1. Roe, 2001. a.org/x"]);
        assert_eq!(
            lines("1. Roe A. [Ties](https://a.org/x). 2001.\n\n2. Doe. 2002.\n"),
            ["1. Roe A. Ties. 2001. https://a.org/x", "2. Doe. 2002."]
        );
    }

    #[test]
    fn code_is_not_text() {
        assert_eq!(lines("Before.\n\n```c\na[1] = 2;\n```\n\nAfter `a[1]`."), ["Before.", "After a[1]."]);
    }

    #[test]
    fn directives_of_myst() {
        let text = "Text.\n\n```{note} Heed\n:class: tip\n\nTies {cite}`doe` grow.\n```\n\n````{tip}\n```{warning}\nDeep [1].\n```\n````\n\n\
                    ```{code} c\na[1] = 2;\n```\n\n:::{note}\nFenced.\n:::\n\n```{bibliography} a.bib\n```\n\n```{include} b.md\n```\n";
        assert_eq!(lines(text), ["Text.", "Heed", "Ties [@doe] grow.", "Deep [1].", "Fenced."]);
        let (read, markup, _) = read(&Source::new("a.md", text.to_owned()), Format::Markdown);
        assert_eq!(markup.bibliographies.iter().map(|b| b.value.as_str()).collect::<Vec<_>>(), ["a.bib"]);
        assert_eq!(markup.includes.iter().map(|b| b.value.as_str()).collect::<Vec<_>>(), ["b.md"]);
        let ties = read.iter().find(|line| line.text.as_str().starts_with("Ties")).unwrap();
        let place = ties.text.source_spans(Span::new(5, 11));
        assert_eq!(place.iter().map(|p| &text[p.range()]).collect::<Vec<_>>(), ["{cite}`doe`"]);
    }

    #[test]
    fn headings_are_known() {
        let (lines, ..) = read(&Source::new("a.md", "# A B\n\nText.\n".to_owned()), Format::Markdown);
        assert_eq!(lines.iter().map(|l| l.role).collect::<Vec<_>>(), [LineRole::Heading, LineRole::Body]);
    }

    #[test]
    fn attributes_of_headings_are_no_text() {
        let text =
            "# The *model* {#sec:m .unnumbered}\n\nSo it_is.\n\nSetext {-}\n======\n\n# A set {a, b}\n";
        assert_eq!(lines(text), ["The model", "So it_is.", "Setext", "A set {a, b}"]);
    }

    #[test]
    fn metadata_names_the_bibliography() {
        let source = Source::new(
            "a.md",
            "---\ntitle: T\nbibliography: [refs.bib, more.bib]\n---\n\nText.\n".to_owned(),
        );
        let (_, markup, _) = read(&source, Format::Markdown);
        let files: Vec<_> = markup.bibliographies.iter().map(|b| b.value.as_str()).collect();
        assert_eq!(files, ["refs.bib", "more.bib"]);
        assert_eq!(source.text().get(markup.bibliographies[0].span.range()), Some("refs.bib"));
    }
}
