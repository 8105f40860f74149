//! One walk over the tokens that writes the running text and collects the rest; [`cite`] is where it meets citations, [`signs`]
//! accents and the like, [`mod@environment`] environments, [`front`] what says something of the document, [`macros`] commands of its own that cite.

mod cite;
mod environment;
mod front;
mod macros;
mod signs;

use std::collections::HashMap;

use nom::Offset;

use super::super::{Flow, Markup};
use super::accents::{accent, letter};
use super::arguments::{Argument, Arguments};
use super::commands::{citation, is_heading, is_silent};
use super::token::{Kind, Token, verbatim};
use crate::article::LineRole;
use crate::span::{Span, Spanned};
use macros::Macro;

/// Writes the text of `tokens` to `flow`.
pub(super) fn walk(flow: &mut Flow, tokens: &[Token]) -> Markup {
    walk_part(flow, tokens, true)
}

/// As [`walk`]; `outer`, unless what is walked is an argument of a command that says something of the document.
fn walk_part(flow: &mut Flow, tokens: &[Token], outer: bool) -> Markup {
    let arguments = Arguments::new(tokens);
    let mut walk = Walk {
        flow,
        tokens,
        arguments,
        markup: Markup::default(),
        items: HashMap::new(),
        macros: HashMap::new(),
        listed: 0,
        ends: Vec::new(),
        floats: 0,
        unclosed: HashMap::new(),
        statements: if outer { front::MOST } else { 0 },
    };
    walk.collect_items();
    if outer {
        walk.collect_macros();
    }
    let mut at = walk.preamble();
    while at < tokens.len() {
        at = walk.step(at).max(at + 1);
    }
    walk.markup
}

/// What happens when the group ends that a command opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Heading,
    Aside,
}

struct Walk<'f, 's, 't> {
    flow: &'f mut Flow<'s>,
    tokens: &'t [Token],
    arguments: Arguments,
    markup: Markup,
    /// Number of each `\bibitem` by key, if the document prints its own list.
    items: HashMap<String, usize>,
    /// Commands that the document defines and that cite.
    macros: HashMap<String, Macro>,
    /// `\bibitem`s written so far.
    listed: usize,
    /// Closing tokens that mean something, innermost last.
    ends: Vec<(usize, End)>,
    /// Floats that the walk is inside of.
    floats: usize,
    /// Ends that were looked for in vain, with the token up to which there is none: looking again
    /// for each of a million unclosed beginnings would take quadratic time.
    unclosed: HashMap<String, usize>,
    /// How many more commands that say something of the document are read: each may hold all of the rest.
    statements: usize,
}

impl<'s> Walk<'_, 's, '_> {
    fn source(&self) -> &'s str {
        self.flow.source()
    }

    fn text(&self, span: Span) -> &'s str {
        self.source().get(span.range()).unwrap_or_default()
    }

    /// The name of the command at `token`: `\cite* ` gives `cite*`.
    fn name(&self, token: Token) -> &'s str {
        self.text(token.span).trim_start_matches('\\').trim_end()
    }

    /// Numbers the `\bibitem`s, so that citations of them can be printed by number.
    ///
    /// A key that comes again does not mean its second item, which has a number none the less.
    fn collect_items(&mut self) {
        let mut number = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            if token.kind != Kind::Word || self.name(*token) != "bibitem" {
                continue;
            }
            if let Some(key) = self.mandatory(at + 1) {
                number += 1;
                let name = self.text(key.span).trim().to_owned();
                self.markup.defined.push(Spanned { value: name.clone(), span: key.span });
                self.items.entry(name).or_insert(number);
            }
        }
    }

    /// Reads what the preamble says about bibliographies, other files and titles; gives the index of the token
    /// after `\begin{document}`, 0 if there is none.
    fn preamble(&mut self) -> usize {
        let body = self.tokens.iter().enumerate().find_map(|(at, token)| {
            if token.kind != Kind::Word || self.name(*token) != "begin" {
                return None;
            }
            let argument = self.mandatory(at + 1).filter(|a| self.text(a.span) == "document")?;
            Some((at, argument.end))
        });
        let Some((begin, after)) = body else { return 0 };
        for at in 0..begin {
            let Some(&token) = self.tokens.get(at) else { break };
            match token.kind {
                Kind::Comment => self.markup.comments.push(token.span),
                Kind::Word => {
                    let name = self.name(token);
                    if matches!(name, "addbibresource" | "bibliography" | "input" | "nocite") {
                        self.command(at, name);
                    }
                    self.front(at, name);
                }
                _ => {}
            }
        }
        after
    }

    /// The first argument in braces from the token `at` on.
    fn mandatory(&self, at: usize) -> Option<Argument> {
        let mut next = at;
        loop {
            let argument = self.arguments.argument(self.tokens, next)?;
            if !argument.optional {
                return Some(argument);
            }
            next = argument.end;
        }
    }

    /// Reads the token at `at`; gives the index of the next one to read.
    fn step(&mut self, at: usize) -> usize {
        let Some(&token) = self.tokens.get(at) else { return at + 1 };
        let reading = self.floats == 0 || !self.ends.is_empty();
        match token.kind {
            Kind::Comment => self.markup.comments.push(token.span),
            Kind::Word => {
                let name = self.name(token);
                return self.command(at, name);
            }
            Kind::Close => self.close(at),
            Kind::Math => return self.math(at),
            Kind::Symbol => return self.symbol(at),
            Kind::Paragraph => self.flow.end_paragraph(),
            _ if !reading => {}
            Kind::Open => {}
            Kind::Verbatim => self.verbatim(token),
            Kind::Ligature => self.ligature(token),
            Kind::Space if self.text(token.span).contains('\n') => self.flow.end_line(),
            Kind::Space => self.flow.blank(),
            Kind::OpenBracket | Kind::CloseBracket | Kind::Text => self.flow.verbatim(token.span),
        }
        at + 1
    }

    fn close(&mut self, at: usize) {
        let Some(&(_, end)) = self.ends.last().filter(|(close, _)| *close == at) else { return };
        self.ends.pop();
        match end {
            End::Heading => {
                self.flow.end_paragraph();
                self.flow.set_role(LineRole::Body);
            }
            End::Aside => self.flow.resume(),
        }
    }

    /// `\verb|…|`: its words as they stand.
    fn verbatim(&mut self, token: Token) {
        let written = self.text(token.span);
        let Ok((_, words)) = verbatim(written) else { return };
        let start = token.span.start + written.offset(words);
        self.flow.literal(Span::new(start, start + words.len()));
    }

    /// Formulas in the line are kept, displayed ones left out.
    fn math(&mut self, at: usize) -> usize {
        let Some(&open) = self.tokens.get(at) else { return at + 1 };
        let fence = self.text(open.span);
        let inside = self.tokens.iter().enumerate().skip(at + 1);
        let close = inside
            .take_while(|(_, t)| t.kind != Kind::Paragraph)
            .find(|(_, t)| t.kind == Kind::Math && self.text(t.span) == fence);
        let Some((close, end)) = close else { return at + 1 };
        if fence == "$" && self.floats == 0 {
            self.flow.formula(open.span.cover(end.span));
        }
        close + 1
    }

    /// The index after the next `symbol` of the paragraph; without one, the next index.
    fn skip_to_symbol(&mut self, at: usize, symbol: &str) -> usize {
        if self.unclosed.get(symbol).is_some_and(|&stop| at < stop) {
            return at + 1;
        }
        for (here, token) in self.tokens.iter().enumerate().skip(at + 1) {
            if token.kind == Kind::Symbol && self.text(token.span) == symbol {
                return here + 1;
            }
            if token.kind == Kind::Paragraph {
                self.unclosed.insert(symbol.to_owned(), here);
                return at + 1;
            }
        }
        self.unclosed.insert(symbol.to_owned(), self.tokens.len());
        at + 1
    }

    /// Reads the command `name` at the token `at`; gives the index of the next token to read.
    fn command(&mut self, at: usize, name: &str) -> usize {
        if let Some(form) = citation(name) {
            return self.cite(at, form);
        }
        if let Some(made) = self.macros.get(name).copied() {
            return self.own_citation(at, made);
        }
        self.front(at, name);
        match name {
            "begin" => return self.begin(at),
            "end" => return self.end(at),
            "bibitem" => return self.bibitem(at),
            "caption" | "footnotetext" => return self.aside(at, name),
            "footnote" | "endnote" | "sidenote" => return self.note(at),
            "item" => self.flow.begin_item(),
            "par" => self.flow.end_paragraph(),
            "iffalse" => return self.skip_false(at),
            "nocite" => return self.nocite(at),
            "bibliography" => return self.files(at, ".bib", true),
            "addbibresource" => return self.files(at, "", true),
            "input" | "include" | "subfile" => return self.files(at, ".tex", false),
            _ if is_heading(name) => return self.heading(at),
            _ if is_silent(name) => {
                return self.arguments.all(self.tokens, at + 1).last().map_or(at + 1, |a| a.end);
            }
            _ => {}
        }
        if let Some(mark) = accent(name) {
            return self.accented(at, mark);
        }
        if let (Some(words), Some(token)) = (letter(name), self.tokens.get(at)) {
            self.flow.replaced(words, token.span);
            return at + 1;
        }
        // Options of an unknown command are not text; its arguments are.
        let mut next = at + 1;
        while let Some(option) = self.arguments.argument(self.tokens, next).filter(|a| a.optional) {
            next = option.end;
        }
        next
    }

    /// The index after the `\fi` that ends the `\iffalse` at `at`; without one, the next index.
    fn skip_false(&mut self, at: usize) -> usize {
        if self.unclosed.contains_key("fi") {
            return at + 1;
        }
        let words = self.tokens.iter().enumerate().skip(at + 1).filter(|(_, t)| t.kind == Kind::Word);
        let mut open = 1_usize;
        for (here, token) in words {
            match self.name(*token) {
                "fi" => open -= 1,
                // A branch that is read.
                "else" if open == 1 => open -= 1,
                name if name.starts_with("if") && !matches!(name, "iff" | "ifthenelse" | "iflanguage") => {
                    open += 1
                }
                _ => {}
            }
            if open == 0 {
                return here + 1;
            }
        }
        self.unclosed.insert("fi".to_owned(), self.tokens.len());
        at + 1
    }

    fn heading(&mut self, at: usize) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        self.flow.end_paragraph();
        self.flow.set_role(LineRole::Heading);
        self.enter(argument, End::Heading)
    }

    fn aside(&mut self, at: usize, name: &str) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        self.flow.set_aside(if name == "caption" { LineRole::Aside } else { LineRole::Body });
        self.enter(argument, End::Aside)
    }

    fn note(&mut self, at: usize) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        let place = self.tokens.get(at).map_or(argument.span, |token| token.span);
        self.flow.begin_note(None, place, argument.span);
        self.enter(argument, End::Aside)
    }

    /// Goes into `argument`; `end` happens at its closing brace.
    fn enter(&mut self, argument: Argument, end: End) -> usize {
        self.ends.push((argument.end - 1, end));
        let first = self.tokens.partition_point(|t| t.span.start < argument.span.start);
        first.min(argument.end - 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Source;
    use crate::article::markup::{Format, Markup, read};

    fn parsed(text: &str) -> (Vec<String>, Markup) {
        let (lines, markup, _) = read(&Source::new("a.tex", text.to_owned()), Format::Latex);
        (lines.iter().map(|l| l.text.as_str().to_owned()).collect(), markup)
    }

    fn lines(text: &str) -> Vec<String> {
        parsed(text).0
    }

    #[test]
    fn citations_become_markers() {
        assert_eq!(lines(r"Ties~\citep[p.~4]{doe, roe} grow."), ["Ties [@doe; @roe, p. 4] grow."]);
        assert_eq!(lines(r"\citet{doe} says so."), ["@doe says so."]);
        assert_eq!(lines(r"So \parencites[1]{a}[2]{b}{c}."), ["So [@a; @b; @c, 2]."]);
        assert_eq!(lines(r"So \cite{a}{\em b}."), ["So [@a]b."]);
        assert_eq!(lines(r"So \volcite{2}[25]{doe}."), ["So [@doe, 2:25]."]);
        assert_eq!(
            lines(r"So \pvolcite{2}{doe} and \Volcites{1}{a}{2}[9]{b}."),
            ["So [@doe, 2] and [@a; @b]."]
        );
        assert_eq!(lines(r"The \citefield[4]{doe}[plain]{title} says."), ["The [@doe] says."]);
    }

    #[test]
    fn comments_in_citations_are_no_keys() {
        let text =
            "So \\cite{doe,  % the first, it says\n  roe,% nets\n  x\\%y}, \\cite{%\nwu}, \\cite%\n{li}.";
        let (lines, markup) = parsed(text);
        assert_eq!(lines, ["So [@doe; @roe; @x\\%y], [@wu], [@li]."]);
        assert_eq!(markup.comments.len(), 4);
    }

    #[test]
    fn nothing_is_read_behind_the_document() {
        let text = "\\begin{document}\nSo it is.\n\\end{document}\nOld words \\cite{doe}.";
        assert_eq!(lines(text), ["So it is."]);
    }

    #[test]
    fn options_of_an_unknown_command_are_no_text() {
        assert_eq!(
            lines(r"\blindtext[2][3]{Ties} grow.\par \other {Roads} [1] too."),
            ["Ties grow.", "Roads [1] too."]
        );
    }

    #[test]
    fn own_commands_cite() {
        for (definition, used) in [
            ("\\newcommand{\\mycite}[1]{\\autocite{#1}}", "\\mycite{doe}"),
            ("\\newcommand\\mycite[2]{see \\citep[p.~#1]{#2}}", "\\mycite{4}{doe}"),
            ("\\newcommand*{\\mycite}[2][]{\\cite[#1]{#2}}", "\\mycite[p. 4]{doe}"),
            ("\\NewDocumentCommand{\\mycite}{o m}{\\cite{#2}}", "\\mycite{doe}"),
            ("\\def\\mycite#1{\\cite{#1}}", "\\mycite{doe}"),
            ("\\let\\mycite=\\citep", "\\mycite{doe}"),
        ] {
            let text =
                format!("{definition}\n\\begin{{document}}\nTies grow {used} now.\n\\end{{document}}\n");
            assert_eq!(lines(&text), ["Ties grow [@doe] now."], "{definition}");
        }
        let other = "\\newcommand{\\term}[1]{\\emph{#1}}\n\\begin{document}\nThe \\term{tie}.\n";
        assert_eq!(lines(other), ["The tie."]);
    }

    #[test]
    fn an_own_list_is_cited_by_number() {
        let text = "See \\cite{b}.\n\\begin{thebibliography}{9}\n\\bibitem{a} A. One, 1999.\n\\bibitem[B]{b} B. Two.\n\\end{thebibliography}";
        assert_eq!(lines(text), ["See [2].", "References", "[1] A. One, 1999.", "[2] B. Two."]);
    }

    #[test]
    fn markup_vanishes() {
        assert_eq!(
            lines(r#"A \emph{good} \textbf{thing}, 5\% of M\"uller's and Erd\H{o}s' na\"{\i}ve."#),
            ["A good thing, 5% of Müller's and Erdős' naïve."]
        );
        assert_eq!(lines("A $x_1$ b \\label{x}c ``d''---e."), ["A x₁ b c “d”—e."]);
        assert_eq!(lines("A.\n\\begin{equation}\nx \\cite{no}\n\\end{equation}\nB."), ["A.", "B."]);
    }

    #[test]
    fn footnotes_and_captions_come_after_the_paragraph() {
        assert_eq!(lines("A\\footnote{See \\cite{x}.} b.\n\nC."), ["A b.", "See [@x].", "C."]);
        let float = "A.\n\\begin{figure}\\includegraphics{f}\nlost\\caption{Cap \\cite{y}}\\end{figure}\nB.";
        assert_eq!(lines(float), ["A.", "Cap [@y]", "B."]);
    }

    #[test]
    fn files_and_preamble() {
        let text = "\\usepackage{x}\n\\addbibresource{a.bib}\n\\title{T}\n\\begin{document}\n\\section{One}\nText.\n\\input{part}\n\\bibliography{b,c}\n\\nocite{*}";
        let (lines, markup) = parsed(text);
        assert_eq!(lines, ["One", "Text."]);
        let names = |items: &[crate::span::Spanned<String>]| {
            items.iter().map(|i| i.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&markup.bibliographies), ["a.bib", "b.bib", "c.bib"]);
        assert_eq!(names(&markup.includes), ["part.tex"]);
        assert_eq!(names(&markup.nocite), ["*"]);
    }

    #[test]
    fn unbalanced_input_ends() {
        for text in ["\\cite{", "{{{", "}}}", "\\begin{", "\\[ x", "$a", "\\\"", "\\footnote{x", "\\bibitem"]
        {
            let _ = lines(text);
        }
        let _ = lines(&"\\footnote{".repeat(50_000));
        let _ = lines(&"$".repeat(200_000));
        let _ = lines(&"\\[".repeat(100_000));
        let _ = lines(&"\\begin{equation}".repeat(50_000));
    }
}
