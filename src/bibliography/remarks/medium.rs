//! The medium of a work and the version of a program, which are printed in brackets behind titles.

use super::{insert, take_behind};
use crate::bibliography::grammar::medium::{audiovisual, medium};
use crate::bibliography::grammar::remark::version;
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

/// Takes media out of the stretches of `raw` that end or begin with one.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    for (at, _) in raw.match_indices('[') {
        let Ok((after, _)) = medium(raw.get(at..).unwrap_or_default()) else { continue };
        let span = Span::new(at, raw.len() - after.len());
        take_behind(raw, labels, span);
        if raw.get(at..).is_some_and(|rest| audiovisual(rest).is_ok()) {
            seen_or_heard(Span::new(span.start + 1, span.end - 1), labels);
        }
    }
    version_behind_title(raw, labels);
}

/// What is seen or heard is of the kind at `span`; who directed or hosted it stands in place of an author.
fn seen_or_heard(span: Span, labels: &mut Vec<Labelled>) {
    if labels.iter().any(|l| l.label == Label::Type) {
        return;
    }
    if let Some(first) = labels.first_mut().filter(|first| first.label == Label::Editor) {
        (first.label, first.by) = (Label::Author, By::Grammar);
    }
    insert(labels, Label::Type, span);
}

/// The version in brackets at the end of a title is none of it: `RiverTool (Version 2.1)`.
fn version_behind_title(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(title) = labels.iter_mut().rfind(|l| l.label == Label::Title) else { return };
    let Some((name, last)) = raw.get(title.span.range()).and_then(|words| words.rsplit_once('(')) else {
        return;
    };
    let Ok((after, number)) = version(last) else { return };
    if name.trim().is_empty() || after.contains(char::is_alphanumeric) {
        return;
    }
    let end = title.span.end - after.len();
    title.span.end = title.span.start + name.trim_end().len();
    if labels.iter().all(|l| l.label != Label::Version) {
        insert(labels, Label::Version, Span::new(end - number.len(), end));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn media_are_no_part_of_titles() {
        let raw = "Roe J. Rivers. PLoS One [Internet]. 2012";
        let labels = [(Label::Title, "Rivers"), (Label::Container, "PLoS One [Internet]")];
        let want = [(Label::Title, "Rivers"), (Label::Container, "PLoS One")];
        assert_eq!(assigned(raw, &labels), want);
        let labels = [(Label::Title, "Rivers"), (Label::Container, "PLoS One [Internet]. 2012")];
        assert_eq!(assigned(raw, &labels), want);
    }

    #[test]
    fn what_is_seen_or_heard_says_so() {
        let raw = "Lund, A. (Director). (1958). Ice [Film]. Quay Pictures";
        let labels =
            [(Label::Editor, "Lund, A."), (Label::Title, "Ice [Film]"), (Label::Publisher, "Quay Pictures")];
        let want = [
            (Label::Author, "Lund, A."),
            (Label::Title, "Ice"),
            (Label::Type, "Film"),
            (Label::Publisher, "Quay Pictures"),
        ];
        assert_eq!(assigned(raw, &labels), want);
    }

    #[test]
    fn versions_behind_titles() {
        let raw = "Roe J. RiverTool (Version 2.1) [Computer software]. 2012";
        let labels = [(Label::Title, "RiverTool (Version 2.1) [Computer software]")];
        assert_eq!(assigned(raw, &labels), [(Label::Title, "RiverTool"), (Label::Version, "2.1")]);
        let title = [(Label::Title, "Rivers (Version of a poet)")];
        assert_eq!(assigned("Rivers (Version of a poet)", &title), title);
    }
}
