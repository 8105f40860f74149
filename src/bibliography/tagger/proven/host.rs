//! A second title behind `In` is that of the host.

use nom::Parser;
use nom::combinator::all_consuming;

use crate::bibliography::grammar::locator::roman;
use crate::bibliography::grammar::role::{inside, quoted_host, takes_end};
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

/// Where nothing among `labels` of `raw` is a host, a second title behind `In`, or behind names that stand there, is it: `Roe, A.: On rivers. In: Doe, C.
/// (ed.): All rivers` (in 18 of 19 training records).
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    in_quotes(raw, labels);
    behind_strokes(raw, labels);
    if labels.iter().any(|l| l.label == Label::Container) {
        return;
    }
    let behind_in = |l: Labelled| raw.get(..l.span.start).is_some_and(|before| takes_end(before, inside));
    let titled = labels.iter().position(|l| l.label == Label::Title).unwrap_or(labels.len());
    let mut names = None;
    for labelled in labels.iter_mut().skip(titled + 1) {
        match labelled.label {
            Label::Title if behind_in(*labelled) || names.is_some_and(behind_in) => {
                (labelled.label, labelled.by) = (Label::Container, By::Grammar);
                return;
            }
            label => names = matches!(label, Label::Author | Label::Editor).then_some(*labelled),
        }
    }
}

/// What stands behind two strokes is the host, as Russian standards (GOST 7.1, GOST R 7.0.5) have it: `О реках // Труды по морям`.
fn behind_strokes(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(at) = labels.iter().position(|l| l.label == Label::Title) else { return };
    let hosted = labels.iter().any(|l| l.label == Label::Container);
    let Some(title) = labels.get_mut(at).filter(|_| !hosted) else { return };
    let Some((name, host)) = raw.get(title.span.range()).and_then(|words| words.rsplit_once(" // ")) else {
        return;
    };
    let host = Labelled {
        label: Label::Container,
        span: Span::new(title.span.end - host.len(), title.span.end),
        confidence: title.confidence,
        by: By::Grammar,
    };
    title.span.end = title.span.start + name.len();
    labels.insert(at + 1, host);
}

/// What stands in quotation marks behind `, in` at the end of a title is its host, as Italian historians print it: `Notizie dal porto, in «Archivio
/// veneto»`. LinkedBooks marks such titles together with their hosts.
fn in_quotes(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(at) = labels.iter().position(|l| l.label == Label::Title) else { return };
    let title = labels.get(at).map_or(Span::new(0, 0), |l| l.span);
    let words = raw.get(title.range()).unwrap_or_default();
    let mut found = words.match_indices(',').filter_map(|(comma, _)| {
        let (rest, host) = quoted_host(words.get(comma..)?).ok()?;
        let before_rest = words.len() - rest.len();
        Some((comma, before_rest - host.len(), host.len()))
    });
    let Some((comma, start, length)) = found.next_back().filter(|(comma, ..)| *comma > 0) else { return };
    // What was taken for the host may be its volume in Roman numerals.
    let volume =
        |l: &Labelled| raw.get(l.span.range()).is_some_and(|words| all_consuming(roman).parse(words).is_ok());
    if labels.iter().any(|l| l.label == Label::Container && !volume(l)) {
        return;
    }
    let issued = labels.iter().any(|l| l.label == Label::Number);
    let shifted = labels.iter().any(|l| l.label == Label::Container);
    for l in labels.iter_mut() {
        match l.label {
            Label::Volume if shifted && !issued => l.label = Label::Number,
            Label::Container => l.label = Label::Volume,
            _ => {}
        }
    }
    if let Some(title) = labels.get_mut(at) {
        title.span.end = title.span.start + comma;
        let start = title.span.start + start;
        let host = Labelled {
            label: Label::Container,
            span: Span::new(start, start + length),
            confidence: title.confidence,
            by: By::Grammar,
        };
        labels.insert(at + 1, host);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::corrected;
    use super::*;

    #[test]
    fn a_second_title_behind_in_is_the_host() {
        let raw = "A. Roe: On rivers. In: C. Doe (Hrsg.): All rivers";
        let labels = [(Label::Title, "On rivers"), (Label::Editor, "C. Doe"), (Label::Title, "All rivers")];
        assert_eq!(corrected(raw, &labels)[2], (Label::Container, "All rivers"));
        let labels = [(Label::Title, "On rivers"), (Label::Title, "All rivers")];
        assert_eq!(
            corrected("A. Roe: On rivers. In: All rivers", &labels)[1],
            (Label::Container, "All rivers")
        );
        assert_eq!(corrected("A. Roe: On rivers. All rivers", &labels), labels);
    }

    #[test]
    fn a_host_stands_behind_two_strokes() {
        let raw = "Roe A. О реках // Труды по морям. Вып. 17";
        let want = [(Label::Title, "О реках"), (Label::Container, "Труды по морям")];
        assert_eq!(corrected(raw, &[(Label::Title, "О реках // Труды по морям")]), want);
    }

    #[test]
    fn a_host_in_quotes_ends_the_title() {
        let raw = "Roe A., Notizie dal porto, in «Archivio veneto», xxvii, 2, 1884";
        let title = (Label::Title, "Notizie dal porto, in «Archivio veneto");
        let want = [(Label::Title, "Notizie dal porto"), (Label::Container, "Archivio veneto")];
        assert_eq!(corrected(raw, &[title]), want);
        let shifted = corrected(raw, &[title, (Label::Container, "xxvii"), (Label::Volume, "2")]);
        assert_eq!(shifted, [&want[..], &[(Label::Volume, "xxvii"), (Label::Number, "2")]].concat());
        let hosted = [title, (Label::Container, "Altre notizie")];
        assert_eq!(corrected("Notizie dal porto, in «Archivio veneto», Altre notizie", &hosted), hosted);
        let other = [(Label::Title, "The right, in “new left” lands")];
        assert_eq!(corrected("The right, in “new left” lands", &other), other);
    }
}
