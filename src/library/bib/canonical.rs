//! The canonical form of a .bib, for those who ask for it.

use super::{Block, Document, Entry, Piece, print};
use crate::library::lines::with_line_ends_of;
use crate::span::Span;

/// `document` with every entry laid out as ibid lays out its own: one field a line, in ibid's order, names in lower
/// case, values in braces; an empty line between blocks. Values, `@string`s and free text stay as they are, and so
/// does an entry with a comment inside, which would lose its place. Blocks that cannot be read are left alone.
///
/// ```
/// use ibid::library::bib::{Document, canonical};
/// let document = Document::parse("@Misc{ k , Year=2010,title = \"On {It}\" # x }");
/// assert_eq!(canonical(&document), "@misc{k,\n  title = \"On {It}\" # x,\n  year = {2010},\n}\n");
/// ```
pub fn canonical(document: &Document) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for block in document.blocks() {
        let span = span_of(document, block);
        let between = document.slice(Span::new(at, span.start));
        push(&mut out, between.trim());
        match block {
            Block::Entry(entry) if !has_comment(document, entry) => {
                push(&mut out, &laid_out(document, entry))
            }
            _ => push(&mut out, document.slice(span).trim_end()),
        }
        at = span.end;
    }
    push(&mut out, document.slice(Span::new(at, document.text().len())).trim());
    if !out.is_empty() {
        out.push('\n');
    }
    with_line_ends_of(document.text(), out)
}

/// Adds `block` behind an empty line.
fn push(out: &mut String, block: &str) {
    if block.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(block);
}

fn span_of(document: &Document, block: &Block) -> Span {
    match block {
        Block::Entry(entry) => entry.span,
        Block::Preamble(preamble) => preamble.span,
        Block::Aside(span) | Block::Broken(span) => *span,
        // A @string ends with the bracket behind its value.
        Block::String(field) => {
            let text = document.text();
            let start = text.get(..field.name.start).and_then(|t| t.rfind('@')).unwrap_or(field.name.start);
            let close = text.get(field.value.end..).and_then(|t| t.find(['}', ')']));
            Span::new(start, field.value.end + close.map_or(0, |c| c + 1))
        }
    }
}

/// Whether a `%` stands in `entry` outside its values.
fn has_comment(document: &Document, entry: &Entry) -> bool {
    let mut at = entry.key.end;
    let ends = entry.fields.iter().map(|f| (f.name.start, f.value.end)).chain([(entry.close, entry.close)]);
    ends.into_iter().any(|(start, end)| {
        let gap = Span::new(at, start);
        at = end;
        document.slice(gap).contains('%')
    })
}

fn laid_out(document: &Document, entry: &Entry) -> String {
    let mut fields: Vec<(String, String)> = entry
        .fields
        .iter()
        .map(|field| {
            let value = match field.pieces.as_slice() {
                [Piece::Braced(s) | Piece::Quoted(s) | Piece::Number(s)] => print::braced(document.slice(*s)),
                _ => document.slice(field.value).to_owned(),
            };
            (document.slice(field.name).to_lowercase(), value)
        })
        .collect();
    fields.sort_by(|(a, _), (b, _)| print::rank(a).cmp(&print::rank(b)));
    let mut text =
        format!("@{}{{{},\n", document.slice(entry.kind).to_lowercase(), document.slice(entry.key));
    for (name, value) in fields {
        text.push_str(&format!("  {name} = {value},\n"));
    }
    text.push('}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once_is_enough_and_nothing_is_lost() {
        let text = "Mine.\n@STRING{ j=\"J\" }\n@comment{x}\n\n\n@Article(k, journal = j, TITLE = {A\n b},)\ntail\n@misc{c, % why\n a = 1}\n@misc{broken";
        let once = canonical(&Document::parse(text));
        assert_eq!(
            once,
            "Mine.\n\n@STRING{ j=\"J\" }\n\n@comment{x}\n\n@article{k,\n  title = {A\n b},\n  journal = j,\n}\n\ntail\n\n@misc{c, % why\n a = 1}\n\n@misc{broken\n"
        );
        assert_eq!(canonical(&Document::parse(once.as_str())), once);
        assert_eq!(canonical(&Document::parse("")), "");
    }
}
