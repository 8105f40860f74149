//! The walk at commands that cite, list works, or name files.

use super::Walk;
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
        let files = list(self.source(), argument.span).into_iter().map(|mut file| {
            if !file.value.ends_with(ending) {
                file.value.push_str(ending);
            }
            file
        });
        let target = if bibliography { &mut self.markup.bibliographies } else { &mut self.markup.includes };
        target.extend(files);
        argument.end
    }

    /// `\cite[pre][post]{a,b}` and `\cites[…]{a}[…]{b}` as a pandoc marker, or by number where
    /// the document prints its own list.
    pub(super) fn cite(&mut self, at: usize, form: Cite) -> usize {
        let all = self.arguments.all(self.tokens, at + 1);
        let name = self.tokens.get(at).map_or("", |t| self.name(*t).trim_end_matches('*'));
        let several = name.ends_with("cites");
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
    }

    fn marker(&self, keys: &[Spanned<String>], note: Option<&str>, form: Cite) -> String {
        let numbers: Option<Vec<String>> =
            keys.iter().map(|key| self.items.get(&key.value).map(ToString::to_string)).collect();
        if let Some(numbers) = numbers.filter(|n| !n.is_empty()) {
            return format!("[{}]", numbers.join(", "));
        }
        let named: Vec<String> = keys.iter().map(|key| format!("@{}", key.value)).collect();
        match (form, note) {
            (Cite::Textual, None) if named.len() == 1 => named.concat(),
            (_, Some(note)) => {
                format!("[{}, {}]", named.join("; "), note.replace(['[', ']', '\n', '~'], " "))
            }
            (_, None) => format!("[{}]", named.join("; ")),
        }
    }
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
