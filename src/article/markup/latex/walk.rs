//! One walk over the tokens that writes the running text and collects the rest; [`cite`] is where it meets citations, [`signs`]
//! accents and the like, [`mod@environment`] environments, [`front`] what says something of the document, [`macros`] commands of its own.

mod cite;
mod environment;
mod front;
mod macros;
mod math;
mod quantity;
mod signs;

use std::collections::HashMap;
use std::rc::Rc;

use nom::Offset;

use super::super::{Flow, Markup};
use super::accents::{accent, letter};
use super::arguments::{Argument, Arguments};
use super::commands::{
    before_words, citation, defines, is_heading, is_import, is_silent, names_files, quotation,
};
use super::token::{Kind, Token, verbatim};
use super::units;
use crate::article::LineRole;
use crate::span::{Span, Spanned};
use macros::Macros;

/// Writes the text of `tokens`, those of the source of the document `job`, to `flow`. `definitions` are those of its other files.
pub(super) fn walk(flow: &mut Flow, tokens: &[Token], job: &str, definitions: &str) -> Markup {
    let mut macros = Macros::default();
    if !definitions.is_empty() {
        let (mut aside, tokens) = (Flow::new(definitions), super::token::tokens(definitions));
        Walk::new(&mut aside, &tokens, job).collect_macros(&mut macros);
    }
    let mut walk = Walk::new(flow, tokens, job);
    walk.statements = front::MOST;
    walk.collect_items();
    walk.collect_macros(&mut macros);
    walk.macros = Rc::new(macros);
    walk.all();
    walk.markup
}

/// The definitions in `source` of commands that cite or print words, each as it is written.
pub(super) fn definitions(source: &str) -> Vec<String> {
    let (mut flow, tokens) = (Flow::new(source), super::token::tokens(source));
    let walk = Walk::new(&mut flow, &tokens, "");
    walk.definitions().into_iter().map(str::to_owned).collect()
}

/// What happens when the group ends that a command opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Heading,
    Aside,
    /// The words end that the command at the token `at` quotes; whose they are is cited then.
    Quote {
        at: usize,
        takes_language: bool,
    },
}

struct Walk<'f, 's, 't> {
    flow: &'f mut Flow<'s>,
    tokens: &'t [Token],
    arguments: Arguments,
    markup: Markup,
    /// The name of the document: that of its first file, without the ending.
    job: &'t str,
    /// Number of each `\bibitem` by key, if the document prints its own list.
    items: Rc<HashMap<String, usize>>,
    /// Commands that the document defines.
    macros: Rc<Macros>,
    /// Options of citations that the walk is inside of.
    options: usize,
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

impl<'f, 's, 't> Walk<'f, 's, 't> {
    fn new(flow: &'f mut Flow<'s>, tokens: &'t [Token], job: &'t str) -> Self {
        Self {
            flow,
            tokens,
            arguments: Arguments::new(tokens),
            markup: Markup::default(),
            job,
            items: Rc::default(),
            macros: Rc::default(),
            options: 0,
            listed: 0,
            ends: Vec::new(),
            floats: 0,
            unclosed: HashMap::new(),
            statements: 0,
        }
    }

    /// Reads all tokens.
    fn all(&mut self) {
        let mut at = self.preamble();
        while at < self.tokens.len() {
            at = self.step(at).max(at + 1);
        }
    }

    /// The lines that `tokens` of `source`, which stand in the document or in one of its definitions, print.
    fn lines(&self, source: &str, tokens: &[Token]) -> Vec<String> {
        let mut flow = Flow::new(source);
        let mut walk = Walk::new(&mut flow, tokens, self.job);
        (walk.items, walk.macros) = (Rc::clone(&self.items), Rc::clone(&self.macros));
        walk.all();
        flow.into_lines().iter().map(|line| line.text.as_str().to_owned()).collect()
    }

    /// The words that `definition` prints.
    fn words(&self, definition: &str) -> String {
        self.lines(definition, &super::token::tokens(definition)).join(" ")
    }

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
        let (mut number, mut items) = (0, HashMap::new());
        for (at, token) in self.tokens.iter().enumerate() {
            if token.kind != Kind::Word || self.name(*token) != "bibitem" {
                continue;
            }
            if let Some(key) = self.mandatory(at + 1) {
                number += 1;
                let name = self.text(key.span).trim().to_owned();
                self.markup.defined.push(Spanned { value: name.clone(), span: key.span });
                items.entry(name).or_insert(number);
            }
        }
        self.items = Rc::new(items);
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
                    if name == "input" || name == "nocite" || names_files(name) {
                        self.command(at, name);
                    } else if name == "begin" {
                        self.held_file(at);
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
            End::Quote { at: command, takes_language } => {
                if let Some(token) = self.tokens.get(at) {
                    self.flow.replaced("”", token.span);
                }
                self.cite_quoted(command, command + 1, takes_language);
            }
        }
    }

    /// `\verb|…|`: its words as they stand.
    fn verbatim(&mut self, token: Token) {
        let written = self.text(token.span);
        let Ok((_, words)) = verbatim(written) else { return };
        let start = token.span.start + written.offset(words);
        self.flow.literal(Span::new(start, start + words.len()));
    }

    /// Reads the command `name` at the token `at`; gives the index of the next token to read.
    fn command(&mut self, at: usize, name: &str) -> usize {
        if let Some(form) = citation(name) {
            return self.cite(at, form);
        }
        if let Some(made) = self.own(name) {
            return self.own_citation(at, made);
        }
        if let Some(takes_language) = quotation(name) {
            return self.quote(at, takes_language);
        }
        self.front(at, name);
        match name {
            "begin" => return self.begin(at),
            "end" => return self.end(at),
            "bibitem" => return self.bibitem(at),
            "caption" | "footnotetext" => return self.aside(at, name),
            "footnote" | "endnote" | "sidenote" => return self.note(at),
            "item" => return self.item(at),
            "par" => self.flow.end_paragraph(),
            "iffalse" => return self.skip_false(at),
            "nocite" => return self.nocite(at),
            "bibliography" => return self.files(at, ".bib", true),
            "addbibresource" | "addglobalbib" | "addsectionbib" => return self.files(at, "", true),
            "input" | "include" | "subfile" | "subfileinclude" | "InputIfFileExists" => {
                return self.files(at, ".tex", false);
            }
            _ if is_import(name) => return self.import(at),
            "ensuremath" => return self.ensured_formula(at),
            _ if defines(name) => return self.behind_definition(at),
            _ if units::is_quantity(name) && !self.is_own(name) => return self.quantity(at, name),
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
        if self.tokens.get(at).is_some_and(|&token| self.own_words(token)) {
            return at + 1;
        }
        // Options of an unknown command are not text; its arguments are.
        let (mut next, mut silent) = (at + 1, before_words(name));
        while let Some(argument) = self.arguments.argument(self.tokens, next) {
            if !argument.optional && silent == 0 {
                break;
            }
            silent -= usize::from(!argument.optional);
            next = argument.end;
        }
        self.citations_in_options(at + 1, next);
        next
    }

    /// An item of a list; in its label only the citations are read.
    fn item(&mut self, at: usize) -> usize {
        self.flow.begin_item();
        match self.arguments.argument(self.tokens, at + 1).filter(|a| a.optional) {
            Some(label) if self.holds_citation(at + 1, label.end) => {
                self.citations_in_options(at + 1, label.end);
                label.end
            }
            _ => at + 1,
        }
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
mod tests;
