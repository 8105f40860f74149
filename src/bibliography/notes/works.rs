//! The works that one footnote cites: `Vgl. Roe, Rivers, Oslo 1987, S. 12; Berg, Ports, Lund 1995.`

use super::judge::is_reference;
use crate::article::Text;
use crate::bibliography::grammar::lead_in::see;
use crate::bibliography::parse::of_article;
use crate::bibliography::tagger::tag_article;
use crate::bibliography::{Label, Labelled, Reference};
use crate::span::Span;

/// A work that a footnote cites.
#[derive(Debug, Clone)]
pub(super) struct Work {
    /// Its words.
    pub(super) text: Text,
    /// What they say.
    pub(super) reference: Reference,
}

/// The works of each of the footnotes with the words `texts`, which are read as `wholes`; of one that cannot be parted into works, itself.
pub(super) fn works(texts: &[&Text], wholes: &[&Reference]) -> Vec<Vec<Work>> {
    let raws: Vec<&str> = texts.iter().map(|text| text.as_str()).collect();
    let pieces: Vec<Vec<Text>> = texts
        .iter()
        .zip(tag_article(&raws))
        .map(|(text, labels)| {
            parts(text.as_str(), &labels).into_iter().map(|part| text.slice(part)).collect()
        })
        .collect();
    let parted: Vec<&str> = pieces.iter().filter(|p| p.len() > 1).flatten().map(Text::as_str).collect();
    let mut references = of_article(&parted).into_iter();
    let mut all = Vec::new();
    for ((text, whole), pieces) in texts.iter().zip(wholes).zip(pieces) {
        let alone = || vec![Work { text: (*text).clone(), reference: (*whole).clone() }];
        if pieces.len() < 2 {
            all.push(alone());
            continue;
        }
        let works: Vec<Work> = pieces
            .into_iter()
            .zip(&mut references)
            .map(|(text, reference)| Work { text, reference })
            .collect();
        let sure = works.iter().all(|w| is_reference(&w.reference) || is_short(&w.reference));
        all.push(if sure { works } else { alone() });
    }
    all
}

/// Where the works in `raw` stand, whose stretches are `labels`: each begins with names behind a semicolon, or behind a full stop and a lead-in, where the
/// one before has its date, or its title and a place, a host or pages. Words between that lead to a work are part of none.
fn parts(raw: &str, labels: &[Labelled]) -> Vec<Span> {
    let (mut parts, mut start, mut end) = (Vec::new(), 0, 0);
    let (mut titled, mut placed, mut dated) = (false, false, false);
    for label in labels {
        let between = raw.get(end..label.span.start).unwrap_or_default();
        if label.label == Label::Author
            && (titled && placed || dated)
            && let Some(cut) = break_in(between)
        {
            parts.push(Span::new(start, end + cut));
            (start, titled, placed, dated) = (label.span.start, false, false, false);
        }
        titled |= label.label == Label::Title;
        dated |= label.label == Label::Date;
        placed |= matches!(label.label, Label::Location | Label::Container | Label::Pages);
        end = end.max(label.span.end);
    }
    parts.push(Span::new(start, raw.len()));
    parts
}

/// The byte in `between`, what stands between two stretches, at which a work ends: that of a semicolon, or the one behind a full stop before a lead-in.
fn break_in(between: &str) -> Option<usize> {
    let sentence = |at: &usize| {
        let lead = between.get(at + 1..).unwrap_or_default().trim_start();
        lead.len() + at + 1 < between.len() && see(lead).is_ok_and(|(rest, _)| rest.is_empty())
    };
    let stop = || between.match_indices('.').map(|(at, _)| at).find(sentence).map(|at| at + 1);
    between.find(';').or_else(stop)
}

/// Whether `reference` names a work that was cited before: `Roe, Rivers, S. 14`, `Roe 1987, S. 14`.
fn is_short(reference: &Reference) -> bool {
    let has = |name: &str| reference.fields.contains_key(name);
    has("author")
        && (has("title") || has("date"))
        && !["journaltitle", "booktitle", "publisher", "location", "url", "doi"].into_iter().any(has)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::By;

    fn labelled(raw: &str, words: &[(Label, &str)]) -> Vec<Labelled> {
        let stretch = |(label, words): &(Label, &str)| {
            let start = raw.find(words).unwrap();
            Labelled {
                label: *label,
                span: Span::new(start, start + words.len()),
                confidence: 1.0,
                by: By::Tagger,
            }
        };
        words.iter().map(stretch).collect()
    }

    #[test]
    fn works_begin_with_names_behind_a_break() {
        let (author, title, date) = (Label::Author, Label::Title, Label::Date);
        let first = [(author, "Anna Roe"), (title, "Rivers"), (date, "1987")];
        let second = [(author, "Otto Berg"), (title, "Ports"), (date, "1995")];
        for (raw, works) in [
            ("Anna Roe, Rivers, 1987, S. 1; Otto Berg, Ports, 1995.", 2),
            ("Anna Roe, Rivers, 1987; kritisch dazu Otto Berg, Ports, 1995.", 2),
            ("Anna Roe, Rivers, 1987. Vgl. auch Otto Berg, Ports, 1995.", 2),
            ("Anna Roe, Rivers, 1987, with Otto Berg, Ports, 1995.", 1),
        ] {
            let parts = parts(raw, &labelled(raw, &[first, second].concat()));
            assert_eq!(parts.len(), works, "{raw}");
            assert!(raw[parts[0].range()].starts_with("Anna Roe, Rivers, 1987"), "{raw}");
            assert!(works == 1 || &raw[parts[1].range()] == "Otto Berg, Ports, 1995.", "{raw}");
        }
        let raw = "Anna Roe; Otto Berg: Rivers, 1987";
        let labels = [(author, "Anna Roe"), (author, "Otto Berg"), (title, "Rivers"), (date, "1987")];
        assert_eq!(parts(raw, &labelled(raw, &labels)).len(), 1);
    }
}
