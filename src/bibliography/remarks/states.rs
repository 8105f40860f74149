//! What stretches say of the state of a work: that it is to appear, a manuscript, a draft.

use super::{insert, take};
use crate::bibliography::grammar::remark::{state, to_appear_in, unpublished};
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Makes notes of stretches of `raw` that say in which state a work is and nothing else, and takes such words from the ends of others.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    for labelled in labels.iter_mut().filter(|l| may_be_none(l.label)) {
        if raw.get(labelled.span.range()).is_some_and(|words| state(words).is_ok()) {
            labelled.label = Label::Note;
        }
    }
    host_to_appear(raw, labels);
    unpublished_title(raw, labels);
}

/// Whether a stretch with `label` may be words about the work.
const fn may_be_none(label: Label) -> bool {
    matches!(
        label,
        Label::Author
            | Label::Container
            | Label::Publisher
            | Label::Location
            | Label::Institution
            | Label::Series
            | Label::Pages
            | Label::Volume
    )
}

/// Of `to appear in Proceedings of …` the host is what stands behind.
fn host_to_appear(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(host) = labels.iter_mut().find(|l| l.label == Label::Container) else { return };
    let words = raw.get(host.span.range()).unwrap_or_default();
    if let Ok((name, said)) = to_appear_in(words) {
        let said = Span::new(host.span.start, host.span.start + said.len());
        host.span.start = host.span.end - name.len();
        insert(labels, Label::Note, said);
    }
}

/// A title behind which `manuscript` stands, or `mimeo`, ends before that.
fn unpublished_title(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(title) = labels.iter().find(|l| l.label == Label::Title).map(|l| l.span) else { return };
    let words = raw.get(title.range()).unwrap_or_default();
    let Some((name, last)) = words.rsplit_once([',', '.']) else { return };
    let printed = last.trim_start();
    if unpublished(printed).is_ok() && name.contains(' ') {
        let span = Span::new(title.end - printed.len(), title.end);
        take(raw, labels, span, |_| true);
        insert(labels, Label::Note, span);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn states_are_no_hosts_nor_publishers() {
        for (raw, words, label) in [
            ("Roe, A. Ports of grain. Submitted, 1998.", "Submitted", Label::Container),
            ("Roe, A. Ports of grain. Arle: forthcoming.", "forthcoming", Label::Publisher),
        ] {
            assert_eq!(assigned(raw, &[(label, words)]), [(Label::Note, words)]);
        }
        let raw = "Roe, A. Ports of grain, to appear in Proceedings of Trade";
        let labels = [(Label::Container, "to appear in Proceedings of Trade")];
        let want = [(Label::Note, "to appear in"), (Label::Container, "Proceedings of Trade")];
        assert_eq!(assigned(raw, &labels), want);
    }

    #[test]
    fn manuscripts_are_no_part_of_titles() {
        let raw = "Roe, A. Ports of grain, mimeo, 1998.";
        let want = [(Label::Title, "Ports of grain"), (Label::Note, "mimeo")];
        assert_eq!(assigned(raw, &[(Label::Title, "Ports of grain, mimeo")]), want);
    }
}
