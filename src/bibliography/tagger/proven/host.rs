//! A second title behind `In` is that of the host.

use crate::bibliography::grammar::role::{inside, takes_end};
use crate::bibliography::{By, Label, Labelled};

/// Where nothing among `labels` of `raw` is a host, a second title behind `In`, or behind names that stand there, is it: `Roe, A.: On rivers. In: Doe, C.
/// (ed.): All rivers` (in 18 of 19 training records).
pub(super) fn assign(raw: &str, labels: &mut [Labelled]) {
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
}
