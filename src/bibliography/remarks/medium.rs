//! The medium of a work and the version of a program, which are printed in brackets behind titles.

use super::{insert, take_behind};
use crate::bibliography::grammar::medium::medium;
use crate::bibliography::grammar::remark::version;
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Takes media out of the stretches of `raw` that end or begin with one.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    for (at, _) in raw.match_indices('[') {
        let Ok((after, _)) = medium(raw.get(at..).unwrap_or_default()) else { continue };
        let span = Span::new(at, raw.len() - after.len());
        take_behind(raw, labels, span);
    }
    version_behind_title(raw, labels);
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
    fn versions_behind_titles() {
        let raw = "Roe J. RiverTool (Version 2.1) [Computer software]. 2012";
        let labels = [(Label::Title, "RiverTool (Version 2.1) [Computer software]")];
        assert_eq!(assigned(raw, &labels), [(Label::Title, "RiverTool"), (Label::Version, "2.1")]);
        let title = [(Label::Title, "Rivers (Version of a poet)")];
        assert_eq!(assigned("Rivers (Version of a poet)", &title), title);
    }
}
