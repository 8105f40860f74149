//! Commands that a document makes for itself: those that cite, `\newcommand{\mycite}[1]{\autocite{#1}}`, `\let\mycite\cite`, and
//! those that print words, `\newcommand{\sys}{PeatSim}`.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use nom::bytes::complete::is_not;
use nom::character::complete::{alpha1, char, satisfy, space0};
use nom::combinator::{map_res, opt, recognize};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::Walk;
use crate::article::markup::latex::arguments::Argument;
use crate::article::markup::latex::commands::{Cite, citation, defines};
use crate::article::markup::latex::token::{Kind, Token};
use crate::span::Span;

/// The commands that a document makes for itself, by name.
#[derive(Debug, Default)]
pub(super) struct Macros {
    citing: HashMap<String, Macro>,
    /// The names of all.
    names: HashSet<String>,
    /// The definitions of those that take nothing and print words.
    printing: HashMap<String, String>,
    /// What they print, once it was asked for; `None` while it is being found out, and where it is too much.
    printed: RefCell<HashMap<String, Option<Rc<str>>>>,
    /// Definitions that are being read, one in another.
    depth: Cell<usize>,
    /// So many more bytes are printed by calls.
    room: Cell<usize>,
}

/// The longest definition that is read for its words.
const LONGEST: usize = 400;

/// What stands right behind a word that `\xspace` ends.
const UNSPACED: &str = ".,'/?;:!~-)}{";

/// How deep definitions use definitions.
const DEEPEST: usize = 12;

/// So many bytes a document can print by such calls, beside as many as it has itself.
const ROOM: usize = 1_000_000;

/// A command that cites what one of its arguments names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Macro {
    pub(super) form: Cite,
    /// Which of its arguments in braces holds the keys, 0-based.
    keys: usize,
    /// How many arguments in braces it takes; `None` for one that is another command under its own name.
    takes: Option<usize>,
}

/// So many commands are looked at.
const MOST: usize = 2_000;

impl Walk<'_, '_, '_> {
    /// The commands that the document defines and that cite or print words; of two of one name the last.
    pub(super) fn collect_macros(&self, macros: &mut Macros) {
        let words = self.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word);
        let defining = words.filter(|(_, token)| defines(self.name(**token)));
        for (at, token) in defining.take(MOST) {
            let name = self.name(*token).trim_end_matches('*');
            macros.names.extend(self.defined(at).map(|(name, _)| name.to_owned()));
            if let Some((name, words)) = self.words_of(at, name) {
                macros.printing.insert(name, words);
            }
            macros.citing.extend(if name == "let" { self.alias(at) } else { self.definition(at, name) });
        }
        macros.room = Cell::new(macros.room.get().max(ROOM + self.source().len()));
    }

    /// The definitions of the commands that [`Walk::collect_macros`] finds, each as it is written.
    pub(super) fn definitions(&self) -> Vec<&str> {
        let words = self.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word);
        let defining = words.filter(|(_, token)| defines(self.name(**token)));
        let written = defining.take(MOST).filter_map(|(at, token)| {
            let name = self.name(*token).trim_end_matches('*');
            let is_known = match name {
                "let" => self.alias(at).is_some(),
                _ => self.words_of(at, name).is_some() || self.definition(at, name).is_some(),
            };
            let end = self.tokens.get(self.behind_definition(at).checked_sub(1)?)?.span.end;
            is_known.then(|| self.text(Span::new(token.span.start, end)))
        });
        written.collect()
    }

    /// The index behind the definition at the token `at`.
    pub(super) fn behind_definition(&self, at: usize) -> usize {
        let name = self.tokens.get(at).map_or("", |token| self.name(*token).trim_end_matches('*'));
        let Some((_, from)) = self.defined(at) else { return at + 1 };
        match name {
            "let" => {
                let next = self.tokens.iter().skip(from).take(3).position(|token| token.kind == Kind::Word);
                next.map_or(from, |next| from + next + 1)
            }
            "def" | "gdef" | "edef" | "xdef" => self.body(from).map_or(from, |body| body.end),
            _ => self.arguments.all(self.tokens, from).last().map_or(from, |last| last.end),
        }
    }

    /// The name of the command that the one at the token `at` defines, and the token behind it.
    fn defined(&self, at: usize) -> Option<(&str, usize)> {
        let first = self.tokens.iter().skip(at + 1).position(|token| token.kind != Kind::Space)? + at + 1;
        let token = self.tokens.get(first).copied()?;
        if token.kind == Kind::Word {
            return Some((self.name(token), first + 1));
        }
        let argument = self.mandatory(first)?;
        Some((self.text(argument.span).trim().trim_start_matches('\\'), argument.end))
    }

    /// What `\def` defines, behind the parameters from the token `from` on.
    fn body(&self, from: usize) -> Option<Argument> {
        let open = self.tokens.iter().skip(from).take(9).position(|token| token.kind == Kind::Open)?;
        self.mandatory(from + open)
    }

    /// The name and the definition of a command that takes nothing and prints words.
    fn words_of(&self, at: usize, command: &str) -> Option<(String, String)> {
        let (name, from) = self.defined(at)?;
        let mandatory = |at| self.arguments.argument(self.tokens, at).filter(|a| !a.optional);
        let body = match command {
            "let" => return None,
            _ if command.ends_with("DocumentCommand") => {
                let spec = mandatory(from).filter(|spec| self.text(spec.span).trim().is_empty())?;
                mandatory(spec.end)?
            }
            _ => mandatory(from)?,
        };
        let words = self.text(body.span);
        let is_more =
            ["#", "\\begin", "\\footnote", "\\par", "\\item", "\n\n"].iter().any(|sign| words.contains(sign));
        (words.len() <= LONGEST && !is_more && !words.trim().is_empty())
            .then(|| (name.to_owned(), words.to_owned()))
    }

    /// What the command `name` of the document prints.
    fn printed(&self, name: &str) -> Option<Rc<str>> {
        let macros = &self.macros;
        let definition = macros.printing.get(name)?;
        let known = macros.printed.borrow().get(name).cloned();
        if let Some(known) = known {
            return known;
        }
        if macros.depth.get() >= DEEPEST {
            return None;
        }
        macros.printed.borrow_mut().insert(name.to_owned(), None);
        macros.depth.set(macros.depth.get() + 1);
        let words: Rc<str> = self.words(definition).into();
        macros.depth.set(macros.depth.get() - 1);
        let words = Some(words).filter(|words| words.len() <= 2 * LONGEST);
        macros.printed.borrow_mut().insert(name.to_owned(), words.clone());
        words
    }

    /// Writes what the command at `token`, which the document may have made, prints; gives whether it did.
    pub(super) fn own_words(&mut self, token: Token) -> bool {
        let name = self.name(token);
        let Some(words) = self.printed(name) else { return false };
        let Some(room) = self.macros.room.get().checked_sub(words.len()) else { return true };
        self.macros.room.set(room);
        let definition = self.macros.printing.get(name).map_or("", String::as_str);
        let (begins, ends) = (definition.starts_with(' '), definition.ends_with([' ', '~']));
        let is_spaced = definition.trim_end().ends_with("\\xspace");
        let next = self.source().get(token.span.end..).and_then(|rest| rest.chars().next());
        let place = Span::new(token.span.start, token.span.start + 1 + name.len());
        if begins {
            self.flow.blank();
        }
        if !words.is_empty() {
            self.flow.replaced(&words, place);
        }
        // TeX takes the blank behind a name away, and people do not mean that.
        let is_parted = place.end < token.span.end
            && next.is_some_and(|next| next.is_alphanumeric() || is_spaced && !UNSPACED.contains(next));
        if ends || is_parted {
            self.flow.blank();
        }
        true
    }

    /// `\let\mycite\cite`, `\let\mycite=\cite`
    fn alias(&self, at: usize) -> Option<(String, Macro)> {
        let mut words = self.tokens.iter().skip(at + 1).take(4).filter(|token| token.kind == Kind::Word);
        let (name, form) = (self.name(*words.next()?), citation(self.name(*words.next()?))?);
        Some((name.to_owned(), Macro { form, keys: 0, takes: None }))
    }

    /// What the command `command` at the token `at` defines, if that cites.
    fn definition(&self, at: usize, command: &str) -> Option<(String, Macro)> {
        let (name, from) = self.defined(at)?;
        if matches!(command, "def" | "gdef" | "edef" | "xdef") {
            return Some((name.to_owned(), self.citing(self.body(from)?, None, None)?));
        }
        let arguments = self.arguments.all(self.tokens, from);
        let mandatory: Vec<Argument> = arguments.iter().copied().filter(|a| !a.optional).take(2).collect();
        let optional = arguments.iter().take_while(|a| a.optional).count();
        if command.ends_with("DocumentCommand") {
            let (spec, body) = (self.text(mandatory.first()?.span), *mandatory.get(1)?);
            let takes = spec.chars().filter(|&c| c == 'm').count();
            let before = spec.chars().filter(|&c| matches!(c, 'm' | 'o' | 'O' | 's')).count() - takes;
            return Some((name.to_owned(), self.citing(body, Some(takes), Some(before))?));
        }
        let number = arguments.first().filter(|a| a.optional).map(|a| self.text(a.span).trim());
        let takes = number.and_then(|number| number.parse::<usize>().ok()).filter(|n| *n < 10)?;
        let before = optional.saturating_sub(1);
        Some((
            name.to_owned(),
            self.citing(*mandatory.first()?, Some(takes.saturating_sub(before)), Some(before))?,
        ))
    }

    /// How a command cites whose definition is `body`, that takes so many arguments in braces behind `before` others.
    fn citing(&self, body: Argument, takes: Option<usize>, before: Option<usize>) -> Option<Macro> {
        let text = self.text(body.span);
        let found = text.match_indices('\\').find_map(|(at, _)| cites(text.get(at..)?).ok());
        let (_, (form, parameter)) = found?;
        let keys = parameter.checked_sub(before.unwrap_or(0) + 1)?;
        Some(Macro { form, keys, takes: Some(takes.unwrap_or(parameter).max(keys + 1)) })
    }

    /// Whether the document makes the command `name` itself.
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.macros.names.contains(name)
    }

    /// The command `name` of the document, if it has made one that cites.
    pub(super) fn own(&self, name: &str) -> Option<Macro> {
        self.macros.citing.get(name).copied()
    }

    /// Reads the command at the token `at`, which is `made` by the document.
    pub(super) fn own_citation(&mut self, at: usize, made: Macro) -> usize {
        let Some(takes) = made.takes else { return self.cite(at, made.form) };
        let all = self.arguments.all(self.tokens, at + 1);
        let mandatory: Vec<&Argument> = all.iter().filter(|a| !a.optional).take(takes).collect();
        let (Some(keys), Some(last)) = (mandatory.get(made.keys), mandatory.last()) else { return at + 1 };
        self.cite_keys(at, &[**keys], None, made.form, last.end);
        last.end
    }
}

/// `cites = "\" name [ "*" ] { "[" … "]" } "{" "#" digit "}"`: a citation of what a parameter holds.
fn cites(i: &str) -> IResult<&str, (Cite, usize)> {
    let mut name =
        map_res(preceded(char('\\'), recognize((alpha1, opt(char('*'))))), |name| citation(name).ok_or(()));
    let (i, form) = name.parse(i)?;
    let option = delimited(char('['), opt(is_not("[]")), char(']'));
    let (i, _) = many0_count((space0, option)).parse(i)?;
    let digit = map_res(recognize(satisfy(|c| c.is_ascii_digit())), str::parse);
    let (i, parameter) =
        delimited((space0, char('{'), space0, char('#')), digit, (space0, char('}'))).parse(i)?;
    Ok((i, (form, parameter)))
}
