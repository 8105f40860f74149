//! The walk at commands that cite, list works, or name files.

use super::Walk;
use crate::article::markup::latex::arguments::Argument;
use crate::article::markup::latex::commands::Cite;
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
        let several =
            self.tokens.get(at).is_some_and(|t| self.name(*t).trim_end_matches('*').ends_with("cites"));
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

/// The items of a list with commas at `span`, blanks left out.
fn list(source: &str, span: Span) -> Vec<Spanned<String>> {
    let text = source.get(span.range()).unwrap_or_default();
    let mut at = span.start;
    let mut items = Vec::new();
    for part in text.split(',') {
        let lead = part.len() - part.trim_start().len();
        let value = part.trim();
        if !value.is_empty() {
            let start = at + lead;
            items.push(Spanned { value: value.to_owned(), span: Span::new(start, start + value.len()) });
        }
        at += part.len() + 1;
    }
    items
}
