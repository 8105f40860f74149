//! Statements that are stretches of their own, whatever label their words were given: an edition, the kind of a thesis, the
//! number of a patent, the day on which a work was put online.

use nom::IResult;

use super::{insert, take};
use crate::bibliography::grammar::locator::issue_word;
use crate::bibliography::grammar::statement::{abbreviated, edition, online, patent, thesis};
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Makes such stretches of `raw` stretches of their own among `labels`, which stand in order.
///
/// In a title, only what stands at its end or in brackets there is a statement.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    // Most references state nothing: words that every statement has are looked for first.
    let says = |words: &[&str]| words.iter().any(|word| raw.contains(word));
    if says(&["nline", "Epub", "Published", "pdated", "eviewed"]) {
        put_online(raw, labels);
    }
    if says(&["atent"]) {
        state(raw, labels, Label::Type, patent);
    }
    if says(&[" ed", " Ed", " éd", " Éd", " Aufl", " изд"]) {
        state(raw, labels, Label::Edition, edition);
    }
    if says(&[
        "hesis", "issert", "iss.", "hèse", "tese", "tesi", "Tes", "rbeit", "abilitation", "дис.", "Дис.",
    ]) {
        state(raw, labels, Label::Type, thesis);
        at_university(raw, labels);
    }
    journals(raw, labels);
    issues(raw, labels);
}

/// What stands behind the kind of a thesis is where it was written.
fn at_university(raw: &str, labels: &mut [Labelled]) {
    let Some(kind) = labels.iter().find(|l| l.label == Label::Type).map(|l| l.span) else { return };
    let behind = |l: &&mut Labelled| {
        matches!(l.label, Label::Container | Label::Publisher)
            && (kind.end..kind.end + 4).contains(&l.span.start)
    };
    if let Some(body) = labels.iter_mut().find(behind) {
        body.label = Label::Institution;
    }
    // `[Doctoral dissertation, River University]. Theses Online`
    let bodies = labels.iter_mut().filter(|l| l.label == Label::Institution && l.span.start > kind.start);
    for body in bodies {
        let words = raw.get(body.span.range()).unwrap_or_default();
        if let Some((inner, _)) = words.split_once(']').filter(|(inner, _)| !inner.contains('[')) {
            body.span.end = body.span.start + inner.len();
        }
    }
}

/// A volume behind a word for issues, `№ 4`, is an issue where there is none.
fn issues(raw: &str, labels: &mut [Labelled]) {
    if labels.iter().any(|l| l.label == Label::Number) {
        return;
    }
    let called = |l: &&mut Labelled| {
        let before = raw.get(..l.span.start).unwrap_or_default();
        let word = before.split_whitespace().next_back().filter(|_| before.ends_with([' ', '°', 'º', '№']));
        l.label == Label::Volume
            && word.is_some_and(|word| issue_word(&format!("{word} 1")).is_ok_and(|(rest, _)| rest == "1"))
    };
    if let Some(volume) = labels.iter_mut().find(called) {
        volume.label = Label::Number;
    }
}

/// Gives the first words of `raw` that `production` takes the `label`, if they have none such and no field holds more of
/// them than its end or its beginning.
fn state(raw: &str, labels: &mut Vec<Labelled>, label: Label, production: fn(&str) -> IResult<&str, &str>) {
    let holds = |l: &Labelled, span: Span| {
        l.label == label && l.span.start <= span.start && l.span.end + 1 >= span.end
    };
    for at in beginnings(raw) {
        let Ok((after, words)) = production(raw.get(at..).unwrap_or_default()) else { continue };
        let span = Span::new(at, raw.len() - after.len());
        if labels.iter().any(|l| holds(l, span)) {
            return;
        }
        if labels.iter().filter(|l| l.span.overlaps(span)).all(|l| gives_way(raw, l, span, label)) {
            take(raw, labels, span, |_| true);
            let end = at + words.trim_end_matches('.').len();
            if labels.iter().all(|l| l.label != label) {
                insert(labels, label, Span::new(at, end));
            }
            return;
        }
    }
}

/// Whether `held` can be without the words of `raw` at `span`.
fn gives_way(raw: &str, held: &Labelled, span: Span, label: Label) -> bool {
    let words = |start, end| raw.get(start..end).unwrap_or_default();
    let before = words(held.span.start, span.start).trim_end();
    let ends = !words(span.end, held.span.end).contains(char::is_alphanumeric);
    let apart = before.is_empty() || before.ends_with(['.', ',', '[', '(', ';', ':']);
    match held.label {
        Label::Title => {
            ends && apart && !before.is_empty() && (label != Label::Type || !before.ends_with([',', ':']))
        }
        Label::Container => before.is_empty(),
        Label::Author | Label::Editor | Label::Translator | Label::Date | Label::Doi | Label::Url => false,
        Label::Pages | Label::Eid => label == Label::Type,
        _ => true,
    }
}

/// The day on which a work was put online is its date where it has no other, and else a note.
fn put_online(raw: &str, labels: &mut Vec<Labelled>) {
    for at in beginnings(raw) {
        let Ok((after, day)) = online(raw.get(at..).unwrap_or_default()) else { continue };
        let span = Span::new(at, raw.len() - after.len());
        let is_date = |l: &Labelled| l.label == Label::Date;
        if labels
            .iter()
            .any(|l| matches!(l.label, Label::Title | Label::Url | Label::Urldate) && l.span.overlaps(span))
        {
            continue;
        }
        labels.retain(|l| !(is_date(l) && l.span.overlaps(span)));
        take(raw, labels, span, |_| true);
        if labels.iter().any(is_date) {
            insert(labels, Label::Note, span);
        } else {
            insert(labels, Label::Date, Span::new(span.end - day.len(), span.end));
        }
        return;
    }
}

/// An abbreviated journal that names go on to is none of them: `Chen, H. J. Am.` before `Chem. Soc.`
fn journals(raw: &str, labels: &mut [Labelled]) {
    let followed = labels.windows(2).position(|pair| {
        matches!(pair, [names, host] if names.label == Label::Author && host.label == Label::Container && names.span.end + 1 >= host.span.start)
    });
    let Some(at) = followed else { return };
    let Some([names, host]) = labels.get_mut(at..at + 2) else { return };
    let written = raw.get(names.span.range()).unwrap_or_default();
    let near = written.char_indices().rev().take(40).map(|(at, _)| at);
    let begins = |at: &usize| {
        let before = written.get(..*at).unwrap_or_default();
        before.ends_with(". ") && abbreviated(written.get(*at..).unwrap_or_default()).is_ok()
    };
    if let Some(start) = near.filter(begins).last() {
        host.span.start = names.span.start + start;
        names.span.end = names.span.start + written.get(..start).unwrap_or_default().trim_end().len();
    }
}

/// The bytes of `raw` at which words and numbers begin.
fn beginnings(raw: &str) -> impl Iterator<Item = usize> + '_ {
    let mut joined = false;
    raw.char_indices().filter_map(move |(at, c)| {
        let (inside, before) = (c.is_alphanumeric(), joined);
        joined = inside || matches!(c, '-' | '–' | '.');
        (inside && !before).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn editions_are_no_volumes_nor_titles() {
        let raw = "Roe, Rivers, 79. Aufl., Arle 2020";
        let labels = [(Label::Title, "Rivers"), (Label::Volume, "79"), (Label::Edition, "Aufl")];
        assert_eq!(assigned(raw, &labels), [(Label::Title, "Rivers"), (Label::Edition, "79. Aufl")]);
        let raw = "Roe A., Les ports du Sud, 2e éd., Arle, 2004";
        let want = [(Label::Title, "Les ports du Sud"), (Label::Edition, "2e éd")];
        assert_eq!(assigned(raw, &[(Label::Title, "Les ports du Sud, 2e éd")]), want);
        let own = [(Label::Title, "On the 2nd edition of the survey")];
        assert_eq!(assigned("Roe A. On the 2nd edition of the survey. 2001", &own), own);
    }

    #[test]
    fn theses_and_patents() {
        let raw = "Roe TH. Ports and power [dissertation]. Arle: Uni; 2011";
        let want = [(Label::Title, "Ports and power"), (Label::Type, "dissertation")];
        assert_eq!(assigned(raw, &[(Label::Title, "Ports and power [dissertation]")]), want);
        let raw = "Roe T. Ports. Diss. Univ. Arle, 1987";
        let want = [(Label::Title, "Ports"), (Label::Type, "Diss"), (Label::Institution, "Univ. Arle")];
        assert_eq!(assigned(raw, &[(Label::Title, "Ports"), (Label::Container, "Diss. Univ. Arle")]), want);
        let raw = "Roe T. Grain dryer. U.S. Patent No. 6,543,210. 2003";
        let labels = [
            (Label::Title, "Grain dryer"),
            (Label::Container, "U.S. Patent"),
            (Label::Number, "6"),
            (Label::Pages, "543,210"),
        ];
        let want = [(Label::Title, "Grain dryer"), (Label::Type, "U.S. Patent No. 6,543,210")];
        assert_eq!(assigned(raw, &labels), want);
    }

    #[test]
    fn days_on_which_works_were_put_online() {
        let raw = "Roe T. Ports. Trade Discov. Published online June 14, 2016.";
        let labels = [
            (Label::Container, "Trade Discov. Published online June"),
            (Label::Volume, "14"),
            (Label::Date, "2016"),
        ];
        assert_eq!(
            assigned(raw, &labels),
            [(Label::Container, "Trade Discov"), (Label::Date, "June 14, 2016")]
        );
    }

    #[test]
    fn issues_are_no_volumes() {
        let raw = "Вопросы истории. 2015. № 4. С. 34";
        assert_eq!(assigned(raw, &[(Label::Volume, "4")]), [(Label::Number, "4")]);
        for raw in ["Trade 2015. 4. 34", "N.A.T, 4 : 34, 1990"] {
            assert_eq!(assigned(raw, &[(Label::Volume, "4")]), [(Label::Volume, "4")], "{raw}");
        }
    }

    #[test]
    fn journals_behind_names() {
        let raw = "Wang, Y.; Chen, H. J. Am. Chem. Soc. 2012, 134";
        let labels = [(Label::Author, "Wang, Y.; Chen, H. J. Am."), (Label::Container, "Chem. Soc")];
        let want = [(Label::Author, "Wang, Y.; Chen, H."), (Label::Container, "J. Am. Chem. Soc")];
        assert_eq!(assigned(raw, &labels), want);
    }
}
