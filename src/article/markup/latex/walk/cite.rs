//! The walk at commands that cite, list works, or name files.

use nom::bytes::complete::is_not;
use nom::character::complete::char;
use nom::combinator::{opt, recognize};
use nom::multi::many_m_n;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use super::{End, Walk};
use crate::article::markup::latex::arguments::Argument;
use crate::article::markup::latex::commands::{Around, Cite, around_keys};
use crate::article::markup::latex::token::Kind;
use crate::span::{Span, Spanned};

impl Walk<'_, '_, '_> {
    pub(super) fn bibitem(&mut self, at: usize) -> usize {
        let (Some(key), Some(command)) = (self.mandatory(at + 1), self.tokens.get(at)) else { return at + 1 };
        self.flow.end_paragraph();
        self.listed += 1;
        self.flow.replaced(&format!("[{}]", self.listed), command.span);
        self.flow.blank();
        key.end
    }

    pub(super) fn nocite(&mut self, at: usize) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        self.markup.nocite.extend(list(self.source(), argument.span));
        argument.end
    }

    /// Files named in the argument, with `ending` where they have none.
    pub(super) fn files(&mut self, at: usize, ending: &str, bibliography: bool) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        self.files_in(argument, ending, bibliography);
        argument.end
    }

    /// As [`Walk::files`], of the names in `argument`.
    pub(super) fn files_in(&mut self, argument: Argument, ending: &str, bibliography: bool) {
        let files: Vec<_> = list(self.source(), argument.span)
            .into_iter()
            .map(|mut file| {
                file.value = self.job_named(&file.value);
                if !file.value.ends_with(ending) {
                    file.value.push_str(ending);
                }
                file
            })
            .collect();
        let target = if bibliography { &mut self.markup.bibliographies } else { &mut self.markup.includes };
        target.extend(files);
    }

    /// `\import{folder/}{file}` of the package import.
    pub(super) fn import(&mut self, at: usize) -> usize {
        let Some(folder) = self.mandatory(at + 1) else { return at + 1 };
        let Some(file) = self.mandatory(folder.end) else { return folder.end };
        let (folder, name) = (self.text(folder.span).trim(), self.text(file.span).trim());
        let slash = if folder.is_empty() || folder.ends_with('/') { "" } else { "/" };
        let ending = if name.ends_with(".tex") { "" } else { ".tex" };
        self.markup
            .includes
            .push(Spanned { value: format!("{folder}{slash}{name}{ending}"), span: file.span });
        file.end
    }

    /// `name` with `\jobname` in it resolved: the name of the source without its ending.
    pub(super) fn job_named(&self, name: &str) -> String {
        name.replace("\\jobname", self.job)
    }

    /// `\cite[pre][post]{a,b}` and `\cites[…]{a}[…]{b}` as a pandoc marker, or by number where
    /// the document prints its own list.
    pub(super) fn cite(&mut self, at: usize, form: Cite) -> usize {
        let name = self.tokens.get(at).map_or("", |t| self.name(*t).trim_end_matches('*'));
        let several = name.to_ascii_lowercase().ends_with("cites");
        let first = if several { self.behind_notes(at + 1) } else { at + 1 };
        let all = self.arguments.all(self.tokens, first);
        match around_keys(name) {
            Around::Nothing => {}
            Around::Volume => return self.cite_volume(at, &all, form, several),
            Around::Field => return self.cite_field(at, &all, form),
        }
        let mandatory = all.iter().filter(|a| !a.optional).count();
        let wanted = if several { mandatory } else { mandatory.min(1) };
        let Some(last) = all.iter().filter(|a| !a.optional).take(wanted).last().copied() else {
            return at + 1;
        };
        let keys: Vec<Argument> = all.iter().copied().filter(|a| !a.optional && a.end <= last.end).collect();
        let note = all.iter().rfind(|a| a.optional && a.end <= last.end).map(|a| self.text(a.span));
        self.cite_keys(at, &keys, note.filter(|n| !n.trim().is_empty()), form, last.end);
        last.end
    }

    /// The token behind the notes for all of a list at the token `at`, `(see)(and more)` of `\cites(see)(and more){a}{b}`
    /// (biblatex, 3.9.3); `at` where there are none.
    fn behind_notes(&self, at: usize) -> usize {
        let Some(first) = self.tokens.get(at) else { return at };
        let rest = self.source().get(first.span.start..).unwrap_or_default();
        let Ok((_, notes)) = notes(rest) else { return at };
        let end = first.span.start + notes.len();
        self.tokens.partition_point(|token| token.span.start < end)
    }

    /// `\textcquote[pre][post]{key}[mark]{words}` of csquotes, behind its `{language}` where it takes one: the words, then
    /// the marker.
    pub(super) fn quote(&mut self, at: usize, takes_language: bool) -> usize {
        let Some(last) = self.quoted(at + 1, takes_language) else { return at + 1 };
        let words = self.arguments.argument(self.tokens, last.end).filter(|a| a.optional);
        let words = self.arguments.argument(self.tokens, words.map_or(last.end, |mark| mark.end));
        let place = self.tokens.get(at).map_or(last.span, |token| token.span);
        match words.filter(|words| !words.optional) {
            Some(words) => {
                self.flow.replaced("“", place);
                self.enter(words, End::Quote { at, takes_language })
            }
            None => {
                self.cite_quoted(at, at + 1, takes_language);
                last.end
            }
        }
    }

    /// The key of a quotation whose arguments begin at the token `first`.
    fn quoted(&self, first: usize, takes_language: bool) -> Option<Argument> {
        let language = if takes_language { self.mandatory(first)?.end } else { first };
        self.mandatory(language)
    }

    /// Writes the marker of the quotation at the token `at`, whose arguments begin at the token `first`.
    pub(super) fn cite_quoted(&mut self, at: usize, first: usize, takes_language: bool) {
        let Some(key) = self.quoted(first, takes_language) else { return };
        self.flow.blank();
        self.cite_keys(at, &[key], None, Cite::Bracketed, key.end);
    }

    /// `\volcite[pre]{volume}[pages]{key}`, and `\volcites` with several of these.
    fn cite_volume(&mut self, at: usize, all: &[Argument], form: Cite, several: bool) -> usize {
        let mandatory: Vec<Argument> = all.iter().copied().filter(|a| !a.optional).collect();
        let most = if several { mandatory.len() } else { 2 };
        let keys: Vec<Argument> = mandatory.iter().copied().take(most).skip(1).step_by(2).collect();
        let (Some(volume), Some(last)) = (mandatory.first(), keys.last()) else { return at + 1 };
        let pages = all.iter().find(|a| a.optional && a.end > volume.end && a.end < last.end);
        let note = match pages {
            Some(pages) => format!("{}:{}", self.text(volume.span), self.text(pages.span)),
            None => self.text(volume.span).to_owned(),
        };
        // Of several volumes none is that of all keys.
        let note = (keys.len() == 1).then_some(note.as_str());
        self.cite_keys(at, &keys, note, form, last.end);
        last.end
    }

    /// `\citefield[pre][post]{key}[format]{field}`: what it prints of the work is not read.
    fn cite_field(&mut self, at: usize, all: &[Argument], form: Cite) -> usize {
        let mut mandatory = all.iter().filter(|a| !a.optional).copied();
        let Some(keys) = mandatory.next() else { return at + 1 };
        let end = mandatory.next().map_or(keys.end, |field| field.end);
        self.cite_keys(at, &[keys], None, form, end);
        end
    }

    /// Writes the marker of the command at the token `at`, which ends before the token `end` and cites what `arguments` name.
    pub(super) fn cite_keys(
        &mut self,
        at: usize,
        arguments: &[Argument],
        note: Option<&str>,
        form: Cite,
        end: usize,
    ) {
        let keys: Vec<Spanned<String>> =
            arguments.iter().flat_map(|argument| list(self.source(), argument.span)).collect();
        let inside = self.tokens.get(at..end).unwrap_or_default().iter();
        let comments = inside.filter(|token| token.kind == Kind::Comment).map(|token| token.span);
        self.markup.comments.extend(comments);
        let marker = self.marker(&keys, note, form);
        if let (Some(first), Some(close)) = (self.tokens.get(at), self.tokens.get(end - 1)) {
            self.flow.replaced(&marker, first.span.cover(close.span));
        }
        self.citations_in_options(at + 1, end);
    }

    /// The keys that the document lists itself by number, the others by name: `[4][@doe]`.
    fn marker(&self, keys: &[Spanned<String>], note: Option<&str>, form: Cite) -> String {
        let number = |key: &Spanned<String>| self.items.get(&key.value).map(ToString::to_string);
        let numbers: Vec<String> = keys.iter().filter_map(number).collect();
        let unlisted = keys.iter().filter(|key| !self.items.contains_key(&key.value));
        let named: Vec<String> = unlisted.map(|key| format!("@{}", key.value)).collect();
        if !numbers.is_empty() {
            let numbers = format!("[{}]", numbers.join(", "));
            return if named.is_empty() { numbers } else { format!("{numbers}[{}]", named.join("; ")) };
        }
        match (form, note) {
            (Cite::Textual, None) if named.len() == 1 => named.concat(),
            (_, Some(note)) => {
                format!("[{}, {}]", named.join("; "), note.replace(['[', ']', '\n', '~'], " "))
            }
            (_, None) => format!("[{}]", named.join("; ")),
        }
    }
}

/// `notes = 1*2( "(" words ")" )`: what stands around all of a list of citations.
///
/// Accepts `(see)(and more)`, `()`; of `(see){a}` leaves `{a}`.
fn notes(i: &str) -> IResult<&str, &str> {
    let words = opt(is_not("()[]{}\\"));
    recognize(many_m_n(1, 2, delimited(char('('), words, char(')')))).parse(i)
}

/// The items of a list with commas at `span`, blanks and comments left out. As in TeX, a comment takes the end of its line
/// and the blanks that begin the next one: `doe,% first⏎  roe` are `doe` and `roe`.
fn list(source: &str, span: Span) -> Vec<Spanned<String>> {
    let text = source.get(span.range()).unwrap_or_default();
    let none = || Spanned { value: String::new(), span: Span::default() };
    let (mut items, mut item) = (Vec::new(), none());
    let (mut in_comment, mut begins_line, mut is_escaped) = (false, false, false);
    for (at, c) in text.char_indices() {
        match c {
            '\n' => {
                if !in_comment {
                    item.value.push(' ');
                }
                (in_comment, begins_line) = (false, true);
            }
            _ if in_comment => {}
            '%' if !is_escaped => in_comment = true,
            ',' => items.push(std::mem::replace(&mut item, none())),
            c if c.is_whitespace() && begins_line => {}
            c if c.is_whitespace() => item.value.push(c),
            c => {
                let start = span.start + at;
                let first = item.value.trim().is_empty();
                item.span = Span::new(if first { start } else { item.span.start }, start + c.len_utf8());
                item.value.push(c);
                begins_line = false;
            }
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    items.push(item);
    let items = items.into_iter().map(|item| Spanned { value: item.value.trim().to_owned(), ..item });
    items.filter(|item| !item.value.is_empty()).collect()
}
