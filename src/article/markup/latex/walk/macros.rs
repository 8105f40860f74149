//! Commands that a document makes for itself and that cite: `\newcommand{\mycite}[1]{\autocite{#1}}`, `\let\mycite\cite`.

use std::collections::HashMap;

use nom::bytes::complete::is_not;
use nom::character::complete::{alpha1, char, satisfy, space0};
use nom::combinator::{map_res, opt, recognize};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::Walk;
use crate::article::markup::latex::arguments::Argument;
use crate::article::markup::latex::commands::{Cite, citation};
use crate::article::markup::latex::token::Kind;

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
    /// The commands that the document defines and that cite, by name.
    pub(super) fn collect_macros(&mut self) {
        let mut macros = HashMap::new();
        let words = self.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word);
        let defining = words.filter(|(_, token)| {
            matches!(
                self.name(**token).trim_end_matches('*'),
                "newcommand"
                    | "renewcommand"
                    | "providecommand"
                    | "DeclareRobustCommand"
                    | "NewDocumentCommand"
                    | "RenewDocumentCommand"
                    | "DeclareDocumentCommand"
                    | "def"
                    | "let"
            )
        });
        for (at, token) in defining.take(MOST) {
            let name = self.name(*token).trim_end_matches('*');
            macros.extend(if name == "let" { self.alias(at) } else { self.definition(at, name) });
        }
        self.macros = macros;
    }

    /// `\let\mycite\cite`, `\let\mycite=\cite`
    fn alias(&self, at: usize) -> Option<(String, Macro)> {
        let mut words = self.tokens.iter().skip(at + 1).take(4).filter(|token| token.kind == Kind::Word);
        let (name, form) = (self.name(*words.next()?), citation(self.name(*words.next()?))?);
        Some((name.to_owned(), Macro { form, keys: 0, takes: None }))
    }

    /// What the command `command` at the token `at` defines, if that cites.
    fn definition(&self, at: usize, command: &str) -> Option<(String, Macro)> {
        let first = self.tokens.iter().skip(at + 1).position(|token| token.kind != Kind::Space)? + at + 1;
        let token = self.tokens.get(first).copied()?;
        let (name, from) = match token.kind {
            Kind::Word => (self.name(token), first + 1),
            _ => {
                let argument = self.mandatory(first)?;
                (self.text(argument.span).trim().trim_start_matches('\\'), argument.end)
            }
        };
        if command == "def" {
            // Behind the parameters.
            let open = self.tokens.iter().skip(from).take(9).position(|token| token.kind == Kind::Open)?;
            let body = self.mandatory(from + open)?;
            return Some((name.to_owned(), self.citing(body, None, None)?));
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
