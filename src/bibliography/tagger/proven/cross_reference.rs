//! Words that stand for a work or for names given before are no field, nor are the numbers of notes in them.

use crate::bibliography::grammar::cross_reference::{cross_reference, others, same};
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Takes out of `labels` of `raw` what stands for a work named before (`a. a. O.`, `(Anm. 3)`), for its authors (`ders.`) or for further ones (`et al.`).
/// Tells whether a work named before is in it.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) -> bool {
    let spans = cross_references(raw);
    for &span in &spans {
        labels.retain_mut(|l| !l.span.overlaps(span) || cut(raw, l, span));
    }
    // At the beginning it stands for the authors of the reference before.
    labels.retain_mut(|l| !is_person(l.label) || l.span.start == 0 || without_same(raw, l));
    let mut before: Option<Span> = None;
    let mut grown = Vec::new();
    labels.retain(|l| {
        let words = raw.get(l.span.range()).unwrap_or_default();
        let dropped = is_loose(l.label) && (is_all(words, same) || is_all(words, others));
        if let Some(names) = before.filter(|_| dropped && is_all(words, others)) {
            let gap = raw.get(names.end..l.span.start).unwrap_or("-");
            grown.extend(gap.trim_matches([' ', ',']).is_empty().then_some((names.start, l.span.end)));
        }
        before = is_person(l.label).then_some(l.span);
        !dropped
    });
    for (start, end) in grown {
        labels.iter_mut().filter(|l| l.span.start == start).for_each(|l| l.span.end = end);
    }
    !spans.is_empty()
}

/// Whether `label` is one of those that words are given which are nothing else.
const fn is_loose(label: Label) -> bool {
    use Label::{Edition, Institution, Location, Note, Publisher, Series, Type};
    matches!(label, Edition | Institution | Location | Note | Publisher | Series | Type)
}

const fn is_person(label: Label) -> bool {
    matches!(label, Label::Author | Label::Editor)
}

/// Whether `words` are what `production` reads and a point at most.
fn is_all(words: &str, production: fn(&str) -> nom::IResult<&str, &str>) -> bool {
    words.len() <= LONGEST && production(words).is_ok_and(|(rest, _)| !rest.contains(char::is_alphanumeric))
}

/// Most bytes of words that stand for others, so that few labels need be looked at.
const LONGEST: usize = 12;

/// Takes a word for the authors themselves off the names that `l` has in `raw`: `Ann Roe und dies.`; false if nothing is left.
fn without_same(raw: &str, l: &mut Labelled) -> bool {
    let names = raw.get(l.span.range()).unwrap_or_default();
    let last = names.rfind([' ', '/']).map_or(0, |at| at + 1);
    if !names.get(last..).is_some_and(|word| is_all(word, same)) {
        return true;
    }
    let kept = names.get(..last).unwrap_or_default().trim_end_matches([' ', '/', ',', ';']);
    let kept = ["und", "and", "u.", "&"].iter().find_map(|word| kept.strip_suffix(word)).unwrap_or(kept);
    l.span.end = l.span.start + kept.trim_end_matches([' ', ',']).len();
    !l.span.is_empty()
}

/// Takes `span` out of `l`; false if nothing is left.
fn cut(raw: &str, l: &mut Labelled, span: Span) -> bool {
    let within = |start, end| raw.get(start..end).is_some_and(|words| words.contains(char::is_alphanumeric));
    match l.label {
        Label::Url | Label::Doi | Label::Note => true,
        // A title goes on behind what stands in its midst.
        Label::Title if l.span.start < span.start && within(span.end, l.span.end) => true,
        _ if l.span.start < span.start => {
            let words = raw.get(l.span.start..span.start).unwrap_or_default();
            let words = words.trim_end_matches([' ', ',', ':', ';', '(', '[']);
            // `Office 2006: a.a.O.` is by the office.
            let dated =
                words.rsplit_once(' ').filter(|(_, year)| year.len() == 4 && year.parse::<u16>().is_ok());
            l.span.end = l.span.start + dated.map_or(words, |(name, _)| name).len();
            !l.span.is_empty()
        }
        _ => {
            let words = raw.get(span.end.min(l.span.end)..l.span.end).unwrap_or_default();
            l.span.start = l.span.end - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            !l.span.is_empty()
        }
    }
}

/// What in `raw` stands for a work named before.
fn cross_references(raw: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut inside = false;
    for (at, &byte) in raw.as_bytes().iter().enumerate() {
        let begins = !inside;
        inside = byte.is_ascii_alphanumeric() || byte >= 0x80;
        if begins
            && raw.as_bytes().get(at..).is_some_and(may_open)
            && let Some(Ok((after, _))) = raw.get(at..).map(cross_reference)
        {
            spans.push(Span::new(at, raw.len() - after.len()));
        }
    }
    spans
}

/// Whether a [`cross_reference`] may begin like `rest`: few words need be read for it.
const fn may_open(rest: &[u8]) -> bool {
    matches!(
        rest,
        [b'(' | b'[', b'o' | b'O' | b's' | b'S' | b'w' | b'v' | b'V' | b'F' | b'A' | b'n' | b'N' | b' ', ..]
            | [b'e' | b'E', b'b', b'd' | b'e', ..]
            | [b'i' | b'I', b'b', b'i', ..]
            | [b'a', b'a' | b'.', ..]
            | [b'a', b' ', b'a', ..]
            | [b'o' | b'O', b'p', b'.' | b' ', ..]
            | [b'o', b'.', ..]
            | [b'o', b'b', b'e', b'n', ..]
            | [b'l' | b'L', b'o', b'c', b'.' | b' ', ..]
            | [b's' | b'S', b'.', b' ' | b'o' | b'F' | b'A', ..]
            | [b's' | b'S', b'e', b'e', ..]
            | [b's' | b'S', b'i', b'e', b'h', ..]
            | [b's', b'u', b'p', b'r', ..]
            | [b'w', b'i', b'e', b' ', ..]
            | [b'v' | b'V', b'g', b'l', ..]
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::corrected;
    use super::*;

    #[test]
    fn what_stands_for_a_work_is_no_field() {
        let raw = "A. Roe, On rivers, in: B. Doe (Anm. 10), S. 3.";
        let (title, editor, pages) =
            ((Label::Title, "On rivers"), (Label::Editor, "B. Doe"), (Label::Pages, "3"));
        assert_eq!(corrected(raw, &[title, editor, (Label::Volume, "10"), pages]), [title, editor, pages]);
        let raw = "A. Roe, On rivers, in: Office 2006: a.a.O., S. 3";
        let want = [(Label::Container, "Office")];
        assert_eq!(corrected(raw, &[(Label::Container, "Office 2006: a.a.O")]), want);
        let raw = "A. Roe, A plan (note 3) for rivers";
        let title = [(Label::Title, "A plan (note 3) for rivers")];
        assert_eq!(corrected(raw, &title), title);
    }

    #[test]
    fn what_stands_for_names_is_no_field() {
        let raw = "A. Roe, On rivers, in: Ders. (Hrsg.), Lakes";
        let title = (Label::Title, "On rivers");
        assert_eq!(corrected(raw, &[title, (Label::Editor, "Ders")]), [title]);
        assert_eq!(corrected(raw, &[title, (Label::Edition, "Ders")]), [title]);
        let raw = "On rivers, in: A. Roe und dies. (Hrsg.), Lakes";
        assert_eq!(corrected(raw, &[(Label::Editor, "A. Roe und dies")]), [(Label::Editor, "A. Roe")]);
        let raw = "A. Roe et al. On rivers. Basel et al.: Press";
        let labels = [
            (Label::Author, "A. Roe"),
            (Label::Edition, "et al"),
            title,
            (Label::Location, "Basel"),
            (Label::Institution, "et al"),
        ];
        let want = [(Label::Author, "A. Roe et al"), title, (Label::Location, "Basel")];
        assert_eq!(corrected(raw, &labels), want);
    }
}
