//! Names that the words around them call editors or translators, whatever label they were given.

use super::grammar::role::{edited_before, edited_behind, inside, takes_end, translated_before};
use super::{By, Label, Labelled};

/// Makes editors of the names among `labels` of `raw` that are called so: `…, editors`, `(Hrsg.)`, and behind a title
/// `In …` or `ed. by …`; and translators of those behind `trans. by …`.
///
/// Sources mark the names after `In` now as editors, now as authors; the words are the same in all.
pub(super) fn assign(raw: &str, labels: &mut [Labelled]) {
    let mut named = false;
    for labelled in labels {
        if labelled.label == Label::Author {
            let before = raw.get(..labelled.span.start).unwrap_or_default();
            let behind = raw.get(labelled.span.end..).unwrap_or_default();
            let hosted = || named && (takes_end(before, inside) || takes_end(before, edited_before));
            if edited_behind(behind).is_ok() || hosted() {
                (labelled.label, labelled.by) = (Label::Editor, By::Grammar);
            }
        }
        let before = raw.get(..labelled.span.start).unwrap_or_default();
        if matches!(labelled.label, Label::Author | Label::Editor) && takes_end(before, translated_before) {
            (labelled.label, labelled.by) = (Label::Translator, By::Grammar);
        }
        named |= matches!(labelled.label, Label::Author | Label::Title);
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn editors_by_the_words_around_them() {
        for (raw, authors, editors) in [
            (
                "Weber AB, Okada C. Ports and tolls. In: Lindt DE, Moreau F, editors. Trade of the North. London: Press; 2013. p. 3-7.",
                Some("Weber, A. B. and Okada, C."),
                Some("Lindt, D. E. and Moreau, F."),
            ),
            (
                "Lindt DE, Moreau F, editors. Trade of the North. London: Press; 2013.",
                None,
                Some("Lindt, D. E. and Moreau, F."),
            ),
            (
                "Lindt DE, Moreau HG. Trade of the north. J Trade 1992; 90: 3-8.",
                Some("Lindt, D. E. and Moreau, H. G."),
                None,
            ),
            (
                "Lindt DE, Moreau ED. Trade of the north. J Trade 1992; 90: 3-8.",
                Some("Lindt, D. E. and Moreau, E. D."),
                None,
            ),
        ] {
            let reference = parse(raw);
            assert_eq!((reference.value("author"), reference.value("editor")), (authors, editors), "{raw}");
        }
    }
}
