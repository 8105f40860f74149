//! Typst by its own parser: `@key`, `#cite(<key>)`, `#bibliography("refs.bib")`.

use std::collections::{BTreeSet, HashMap};

use typst_syntax::{LinkedNode, SyntaxKind};

use super::{Flow, Markup, outright};
use crate::article::LineRole;
use crate::span::{Span, Spanned};

/// Writes the text of the document to `flow`.
///
/// The parser bounds the depth of its tree, so that walking it cannot exhaust the stack.
pub(super) fn read(flow: &mut Flow) -> Markup {
    let root = typst_syntax::parse(flow.source());
    let root = LinkedNode::new(&root);
    let (mut labels, mut named) = (BTreeSet::new(), HashMap::new());
    collect_labels(&root, &mut labels);
    collect_named(&root, &mut named);
    let room = ROOM + flow.source().len();
    let mut reader = Reader { flow, markup: Markup { labels, ..Markup::default() }, named, room };
    reader.walk(&root);
    reader.markup.bibliographies = bibliographies(&root);
    reader.markup
}

/// Labels that the document defines itself: `@fig` refers to one of these, not to a source.
fn collect_labels(node: &LinkedNode, labels: &mut BTreeSet<String>) {
    if node.kind() == SyntaxKind::Label && node.parent_kind() != Some(SyntaxKind::Args) {
        labels.insert(label(node));
    }
    node.children().for_each(|child| collect_labels(&child, labels));
}

/// The longest words that stand behind a name.
const LONGEST: usize = 400;

/// So many bytes names can print, beside as many as the source has.
const ROOM: usize = 1_000_000;

/// Words that the document names: `#let sys = "PeatSim"`, `#let moor = [peat bog]`. Of two of one name the last.
fn collect_named(node: &LinkedNode, named: &mut HashMap<String, String>) {
    if node.kind() == SyntaxKind::LetBinding
        && let Some((name, words)) = let_words(node, named)
    {
        named.insert(name, words);
    }
    node.children().for_each(|child| collect_named(&child, named));
}

/// The name and the words of `let name = "words"` or `let name = [words]`.
fn let_words(binding: &LinkedNode, named: &HashMap<String, String>) -> Option<(String, String)> {
    let name = binding.children().find(|child| child.kind() == SyntaxKind::Ident)?;
    let value = binding.children().last()?;
    let words = match value.kind() {
        SyntaxKind::Str => string(&value).value,
        SyntaxKind::ContentBlock => plain(&value, named),
        _ => return None,
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (words.len() <= LONGEST).then(|| (name.leaf_text().to_string(), words))
}

/// The name in `<name>`.
fn label(node: &LinkedNode) -> String {
    node.leaf_text().trim_matches(['<', '>']).to_owned()
}

struct Reader<'f, 's> {
    flow: &'f mut Flow<'s>,
    markup: Markup,
    /// The words that the document names.
    named: HashMap<String, String>,
    /// So many more bytes are printed by names.
    room: usize,
}

impl Reader<'_, '_> {
    fn walk(&mut self, node: &LinkedNode) {
        let span = Span::from(node.range());
        match node.kind() {
            SyntaxKind::Text | SyntaxKind::SmartQuote | SyntaxKind::Link | SyntaxKind::Space => {
                self.flow.verbatim(span);
            }
            SyntaxKind::Escape => {
                self.flow.is_literal(span);
                self.flow.replaced(node.leaf_text().trim_start_matches('\\'), span);
            }
            SyntaxKind::Shorthand => self.shorthand(node),
            SyntaxKind::Linebreak => self.flow.end_line(),
            SyntaxKind::Parbreak => self.flow.end_paragraph(),
            SyntaxKind::Heading => self.block(node, LineRole::Heading),
            SyntaxKind::ListItem | SyntaxKind::EnumItem | SyntaxKind::TermItem => {
                self.flow.begin_item();
                self.block(node, LineRole::Body);
            }
            SyntaxKind::EnumMarker => self.flow.verbatim(span),
            SyntaxKind::Ident => self.words(node),
            SyntaxKind::Ref => self.reference(node),
            SyntaxKind::FuncCall => self.call(node),
            SyntaxKind::ModuleInclude => self.include(node),
            SyntaxKind::Equation if !self.text(span).contains('\n') => self.flow.literal(span),
            SyntaxKind::Raw if !self.text(span).starts_with("```") => {
                self.flow.literal(Span::new(span.start + 1, span.end.saturating_sub(1)));
            }
            SyntaxKind::SetRule | SyntaxKind::ShowRule => self.front(node),
            SyntaxKind::LineComment | SyntaxKind::BlockComment => self.markup.comments.push(span),
            SyntaxKind::Markup
            | SyntaxKind::Strong
            | SyntaxKind::Emph
            | SyntaxKind::ContentBlock
            | SyntaxKind::Args => self.children(node),
            _ => {}
        }
    }

    fn children(&mut self, node: &LinkedNode) {
        node.children().for_each(|child| self.walk(&child));
    }

    fn text(&self, span: Span) -> &str {
        self.flow.source().get(span.range()).unwrap_or_default()
    }

    fn block(&mut self, node: &LinkedNode, role: LineRole) {
        self.flow.end_paragraph();
        self.flow.set_role(role);
        self.children(node);
        self.flow.end_paragraph();
        self.flow.set_role(LineRole::Body);
    }

    fn shorthand(&mut self, node: &LinkedNode) {
        let span = node.range().into();
        match node.leaf_text().as_str() {
            "~" => self.flow.blank(),
            "--" => self.flow.replaced("–", span),
            "---" => self.flow.replaced("—", span),
            "..." => self.flow.replaced("…", span),
            "-?" => {}
            _ => self.flow.verbatim(span),
        }
    }

    /// `#sys`: the words of that name.
    fn words(&mut self, node: &LinkedNode) {
        let Some(words) = self.named.get(node.leaf_text().as_str()) else { return };
        let Some(room) = self.room.checked_sub(words.len()).filter(|_| !words.is_empty()) else { return };
        self.room = room;
        self.flow.replaced(words, node.range().into());
    }

    /// `@key` or `@key[p. 4]`; a label of the document itself is no citation.
    fn reference(&mut self, node: &LinkedNode) {
        let span = Span::from(node.range());
        let written = self.text(span).to_owned();
        let (key, supplement) = written.split_once('[').unwrap_or((&written, ""));
        let key = key.trim_start_matches('@');
        if self.markup.labels.contains(key) {
            return;
        }
        let supplement = supplement.trim_end_matches(']').replace('~', " ");
        let marker =
            if supplement.is_empty() { format!("[@{key}]") } else { format!("[@{key}, {supplement}]") };
        self.flow.replaced(&marker, span);
    }

    /// `#cite(<key>)`, `#bibliography("a.bib")`; of other calls the content blocks are text.
    fn call(&mut self, node: &LinkedNode) {
        let name = node.children().find(|c| c.kind() == SyntaxKind::Ident);
        let Some(args) = node.children().find(|c| c.kind() == SyntaxKind::Args) else { return };
        match name.as_ref().map(|n| n.leaf_text().as_str()) {
            Some("cite") => {
                let keys: Vec<_> = of_kind(&args, SyntaxKind::Label).iter().map(label).collect();
                let is_prose =
                    of_kind(&args, SyntaxKind::Str).iter().any(|form| string(form).value == "prose");
                for key in keys {
                    let marker = if is_prose { format!("@{key}") } else { format!("[@{key}]") };
                    self.flow.replaced(&marker, node.range().into());
                }
            }
            // Read of the whole document at once: templates take it as an argument.
            Some("bibliography") => {}
            Some("footnote") => self.footnote(node, &args),
            Some("figure" | "table") => {
                self.flow.set_aside(LineRole::Aside);
                of_kind(&args, SyntaxKind::ContentBlock).iter().for_each(|block| self.walk(block));
                self.flow.resume();
            }
            _ => of_kind(&args, SyntaxKind::ContentBlock).iter().for_each(|block| self.walk(block)),
        }
    }

    /// `#footnote[…]`, `#footnote[…] <name>`, and `#footnote(<name>)`, which marks that one again.
    fn footnote(&mut self, node: &LinkedNode, args: &LinkedNode) {
        let span = Span::from(node.range());
        if let Some(named) = of_kind(args, SyntaxKind::Label).first().filter(|_| !has_content(args)) {
            return self.flow.note_mark(&label(named), span);
        }
        let name = node.next_sibling().filter(|next| next.kind() == SyntaxKind::Label);
        let name = name.map(|name| label(&name));
        let place = Span::new(span.start, args.range().start);
        self.flow.begin_note(name.as_deref(), place, args.range().into());
        self.children(args);
        self.flow.resume();
    }

    /// What `#set document(title: […])` or `#show: template.with(title: […], authors: (…))` says of the article.
    fn front(&mut self, node: &LinkedNode) {
        for named in of_kind(node, SyntaxKind::Named) {
            let Some(name) = named.children().find(|c| c.kind() == SyntaxKind::Ident) else { continue };
            let span = Span::from(named.range());
            let words = self.text(span).to_owned();
            match name.leaf_text().as_str() {
                "title" => {
                    let title = of_kind(&named, SyntaxKind::ContentBlock);
                    let title = title.first().map(|block| plain(block, &self.named));
                    let title =
                        title.or_else(|| of_kind(&named, SyntaxKind::Str).first().map(|s| string(s).value));
                    outright::title(&mut self.markup.front, &title.unwrap_or_default(), span);
                }
                "author" | "authors" => {
                    let inner = of_kind(&named, SyntaxKind::Named);
                    let is_name = |n: &&LinkedNode| n.children().any(|c| c.leaf_text() == "name");
                    let names: Vec<_> =
                        inner.iter().filter(is_name).flat_map(|n| of_kind(n, SyntaxKind::Str)).collect();
                    let names = if inner.is_empty() { of_kind(&named, SyntaxKind::Str) } else { names };
                    for name in names {
                        outright::author(&mut self.markup.front, &string(&name).value, name.range().into());
                    }
                }
                "date" => {
                    // `datetime(year: 2014, month: 8, day: 21)` as `2014-8-21`.
                    let parts = of_kind(&named, SyntaxKind::Named);
                    let parts = parts
                        .iter()
                        .flat_map(|part| of_kind(part, SyntaxKind::Int))
                        .map(|n| format!("{:0>2}", n.leaf_text()));
                    let date = parts.collect::<Vec<_>>().join("-");
                    outright::date(
                        &mut self.markup.front,
                        if date.is_empty() { &words } else { &date },
                        span,
                    );
                }
                _ => {}
            }
        }
    }

    fn include(&mut self, node: &LinkedNode) {
        let files = of_kind(node, SyntaxKind::Str).iter().map(string).collect::<Vec<_>>();
        self.markup.includes.extend(files);
    }
}

/// The files of all calls `bibliography(…)`: `#bibliography("refs.bib")`, or handed to a template, as
/// `#show: ieee.with(bibliography: bibliography("refs.bib"))`. Named arguments (`title: "Works"`, `style: "apa"`) name none.
fn bibliographies(root: &LinkedNode) -> Vec<Spanned<String>> {
    let calls = of_kind(root, SyntaxKind::FuncCall).into_iter().flat_map(|call| {
        let is_it = call.children().any(|c| c.kind() == SyntaxKind::Ident && c.leaf_text() == "bibliography");
        let positional = call.children().filter(|child| child.kind() == SyntaxKind::Args);
        let positional = positional.flat_map(|args| args.children().collect::<Vec<_>>());
        let positional = positional.filter(|argument| argument.kind() != SyntaxKind::Named);
        let files = positional.flat_map(|argument| strings(&argument)).collect::<Vec<_>>();
        if is_it { files } else { call.children().flat_map(|child| bibliographies(&child)).collect() }
    });
    calls.collect()
}

/// Whether something between brackets is handed over in `args`.
fn has_content(args: &LinkedNode) -> bool {
    args.children().any(|child| child.kind() == SyntaxKind::ContentBlock)
}

/// The string that `node` is, or those in it: `"a.bib"`, `("a.bib", "b.yml")`.
fn strings(node: &LinkedNode) -> Vec<Spanned<String>> {
    match node.kind() {
        SyntaxKind::Str => vec![string(node)],
        _ => of_kind(node, SyntaxKind::Str).iter().map(string).collect(),
    }
}

/// The outermost nodes of `kind` under `node`, in order.
fn of_kind<'a>(node: &LinkedNode<'a>, kind: SyntaxKind) -> Vec<LinkedNode<'a>> {
    let mut found = Vec::new();
    for child in node.children() {
        if child.kind() == kind {
            found.push(child);
        } else {
            found.extend(of_kind(&child, kind));
        }
    }
    found
}

/// The words of `node` without markup; a name that the document gives to words stands for them.
fn plain(node: &LinkedNode, named: &HashMap<String, String>) -> String {
    if node.kind() == SyntaxKind::Ident {
        return named.get(node.leaf_text().as_str()).cloned().unwrap_or_default();
    }
    if matches!(
        node.kind(),
        SyntaxKind::Text | SyntaxKind::Space | SyntaxKind::SmartQuote | SyntaxKind::Shorthand
    ) {
        return node.leaf_text().to_string();
    }
    node.children().map(|child| plain(&child, named)).collect()
}

/// The characters of a string literal; escapes are not resolved, paths have none.
fn string(node: &LinkedNode) -> Spanned<String> {
    Spanned { value: node.leaf_text().trim_matches('"').to_owned(), span: node.range().into() }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use crate::article::Source;

    fn lines(text: &str) -> Vec<String> {
        let (lines, ..) = read(&Source::new("a.typ", text.to_owned()), Format::Typst);
        lines.iter().map(|l| l.text.as_str().to_owned()).collect()
    }

    #[test]
    fn citations_in_both_forms() {
        assert_eq!(
            lines("So @doe99[p. 4] says, and #cite(<roe>) too."),
            ["So [@doe99, p. 4] says, and [@roe] too."]
        );
    }

    #[test]
    fn labels_of_the_document_are_no_citations() {
        assert_eq!(lines("= One <one>\n\nSee @one and @doe."), ["One", "See and [@doe]."]);
    }

    #[test]
    fn names_stand_for_their_words() {
        let text = "#let sys = \"PeatSim\"\n#let moor = [peat _bog_]\n= The #sys model\n\nWe use #sys because #moor models fit @doe.";
        assert_eq!(lines(text), ["The PeatSim model", "We use PeatSim because peat bog models fit [@doe]."]);
    }

    #[test]
    fn footnotes_do_not_break_the_sentence() {
        assert_eq!(
            lines("A#footnote[Note @doe.] sentence.\n\nNext."),
            ["A sentence.", "Note [@doe].", "Next."]
        );
    }

    #[test]
    fn bibliography_files_are_named() {
        for (text, files) in [
            ("#bibliography((\"a.bib\", \"b.yml\"))", vec!["a.bib", "b.yml"]),
            ("#bibliography(title: \"Works\", \"a.bib\", style: \"apa\")", vec!["a.bib"]),
            ("#show: ieee.with(title: \"T\", bibliography: bibliography(\"a.bib\"))", vec!["a.bib"]),
            ("#set bibliography(style: \"apa\")", vec![]),
        ] {
            let source = Source::new("a.typ", text.to_owned());
            let (_, markup, _) = read(&source, Format::Typst);
            let named: Vec<_> = markup.bibliographies.iter().map(|b| b.value.as_str()).collect();
            assert_eq!(named, files, "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_bounded() {
        let deep = "#f[".repeat(20_000);
        let _ = lines(&deep);
    }
}
