//! Names that their stretch holds too much of, or too little.

use crate::bibliography::grammar::name::{conjunction, initials, lead_in, sentence_of_body};
use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Brings the stretches of names in `raw` among `labels`, which stand in order, to where the names begin and end.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    led_in(raw, labels);
    torn(raw, labels);
    responsible(raw, labels);
    named_body(raw, labels);
}

/// A body at the beginning of a title, its own sentence, is the author where nobody else is: `World Health Organization. Global report on rivers`.
fn named_body(raw: &str, labels: &mut Vec<Labelled>) {
    let named = |l: &Labelled| matches!(l.label, Label::Author | Label::Editor | Label::Container);
    let Some(at) = labels.iter().position(|l| l.label == Label::Title) else { return };
    let Some(title) = labels.get_mut(at).filter(|title| title.span.start == 0) else { return };
    let Some((rest, body)) = raw.get(title.span.range()).and_then(|words| sentence_of_body(words).ok())
    else {
        return;
    };
    let names = Labelled { label: Label::Author, span: Span::new(0, body.len()), ..*title };
    let start = title.span.end - rest.len();
    if rest.contains(char::is_alphabetic) && !labels.iter().any(named) {
        if let Some(title) = labels.get_mut(at) {
            title.span.start = start;
        }
        labels.insert(at, names);
    }
}

/// The names behind a slash at the end of a title (GOST 7.1, ISBD) are none of it: `Порты Севера / И. И. Петров`. Where the reference has no
/// author before, they are its authors.
fn responsible(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(at) = labels.iter().position(|l| l.label == Label::Title) else { return };
    let authors = labels.iter().any(|l| matches!(l.label, Label::Author | Label::Editor));
    let Some(title) = labels.get_mut(at) else { return };
    let Some((name, names)) = raw.get(title.span.range()).and_then(|words| words.rsplit_once(" / ")) else {
        return;
    };
    let parts = names.split([',', ';']);
    let is_name = |part: &str| {
        let mut words = part.split_whitespace();
        let initials = words.by_ref().take_while(|word| is_initial(word)).count();
        initials > 0 && part.split_whitespace().count() == initials + 1
    };
    if name.is_empty() || !parts.clone().all(is_name) {
        return;
    }
    let names = Labelled {
        label: Label::Author,
        span: Span::new(title.span.end - names.len(), title.span.end),
        ..*title
    };
    title.span.end = title.span.start + name.len();
    if !authors {
        labels.insert(at + 1, names);
    }
}

/// What leads to a reference, `Vgl.`, `See e.g.`, is no name.
fn led_in(raw: &str, labels: &mut Vec<Labelled>) {
    let number = labels.first().filter(|l| l.label == Label::Label).map(|l| l.span.end);
    let at = usize::from(number.is_some());
    let Some(first) = labels.get_mut(at).filter(|l| matches!(l.label, Label::Author | Label::Editor)) else {
        return;
    };
    let before = raw.get(number.unwrap_or_default()..first.span.start).unwrap_or_default();
    let words = raw.get(first.span.range()).unwrap_or_default();
    if before.contains(char::is_alphanumeric) {
        return;
    }
    let Ok((names, _)) = lead_in(words) else { return };
    first.span.start = first.span.end - names.len();
    if names.is_empty() {
        labels.remove(at);
    }
}

/// A list of names that print their initials first does not end with initials: the family name behind them was taken for the first word of
/// the title, or of the host behind its editor.
fn torn(raw: &str, labels: &mut [Labelled]) {
    let parts = |names: &Labelled, title: &Labelled| {
        matches!(
            (names.label, title.label),
            (Label::Author, Label::Title) | (Label::Editor, Label::Container)
        ) && raw.get(names.span.end..title.span.start) == Some(" ")
    };
    let Some(at) = labels.windows(2).position(|pair| matches!(pair, [names, title] if parts(names, title)))
    else {
        return;
    };
    let Some([names, title]) = labels.get_mut(at..at + 2) else { return };
    let listed = raw.get(names.span.range()).unwrap_or_default();
    // An author may be printed by initials alone, an editor is not.
    let alone = names.label == Label::Editor && listed.split(' ').all(is_initial);
    if !alone && !lacks_family(listed) {
        return;
    }
    let words = raw.get(title.span.range()).unwrap_or_default();
    let Some((family, rest)) = words.split_once(' ') else { return };
    let own = family.trim_end_matches([',', ':']);
    let is_name =
        own.starts_with(char::is_uppercase) && own.chars().all(|c| c.is_alphabetic() || "-‐’'".contains(c));
    if is_name && own.chars().nth(2).is_some() && rest.starts_with(|c: char| !c.is_whitespace()) {
        names.span.end = title.span.start + own.len();
        title.span.start += family.len() + 1;
    }
}

/// Whether the last of the names `listed` is initials with nothing before them that could be its family name: of `A. Roe, C. D.`, not of
/// `A. Roe and Doe, C. D.`
fn lacks_family(listed: &str) -> bool {
    let joins = |word: &str| conjunction(word).is_ok_and(|(rest, _)| rest.is_empty());
    let mut words = listed.split(' ').rev().skip_while(|word| is_initial(word)).peekable();
    let ends_in_initials = listed.rsplit(' ').next().is_some_and(is_initial);
    let begins_with_initials = listed.split(' ').next().is_some_and(is_initial);
    let before = match words.peek() {
        None => false,
        Some(word) if joins(word) => true,
        // The name before stands by itself: it has its own initials.
        Some(word) => {
            let own = |word: &&str| !word.ends_with(',') && !joins(word);
            word.ends_with(',') && words.skip(1).take_while(own).any(is_initial)
        }
    };
    ends_in_initials && begins_with_initials && before
}

/// Whether `word` is initials of one letter each, with points: `A.`, `J.-P.`; `Ng.` is a family name more often.
fn is_initial(word: &str) -> bool {
    let single = |letters: &str| letters.chars().nth(1).is_none();
    word.ends_with('.') && word.split(|c: char| !c.is_alphabetic()).all(single) && initials(4)(word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn a_list_of_names_ends_with_a_family_name() {
        let raw = "A. Roe, B. Doe, C. D. Okada Testing ports with tolls, Trade 3 (2001)";
        let labels =
            [(Label::Author, "A. Roe, B. Doe, C. D."), (Label::Title, "Okada Testing ports with tolls")];
        let want =
            [(Label::Author, "A. Roe, B. Doe, C. D. Okada"), (Label::Title, "Testing ports with tolls")];
        assert_eq!(assigned(raw, &labels), want);
        for (raw, names) in [
            ("Roe, A., Doe, B. Testing ports", "Roe, A., Doe, B."),
            ("A. Roe and Doe, B. Testing ports", "A. Roe and Doe, B."),
            ("A. Roe, B. Doe, and C. Ng. Testing ports", "A. Roe, B. Doe, and C. Ng."),
        ] {
            let own = [(Label::Author, names), (Label::Title, "Testing ports")];
            assert_eq!(assigned(raw, &own), own);
        }
    }

    #[test]
    fn an_editor_has_a_family_name() {
        let raw = "In A. B. Okada Trade of the North";
        let labels = [(Label::Editor, "A. B."), (Label::Container, "Okada Trade of the North")];
        let want = [(Label::Editor, "A. B. Okada"), (Label::Container, "Trade of the North")];
        assert_eq!(assigned(raw, &labels)[..], want[..]);
    }

    #[test]
    fn what_leads_to_a_reference_is_no_name() {
        for (raw, names, want) in [
            ("Vgl. Roe, A. (Hrsg.), Häfen", "Vgl. Roe, A.", "Roe, A."),
            ("See e.g. A. Roe: Ports", "See e.g. A. Roe", "A. Roe"),
            ("Cotta, A.: Porti", "Cotta, A.", "Cotta, A."),
            ("See, A.: Ports", "See, A.", "See, A."),
            ("So auch Roe, Häfen", "So auch Roe", "Roe"),
            ("So, K.: Ports", "So, K.", "So, K."),
            ("Zit. nach Roe, Häfen", "Zit. nach Roe", "Roe"),
        ] {
            assert_eq!(assigned(raw, &[(Label::Author, names)])[0], (Label::Author, want));
        }
        assert_eq!(assigned("Quelle: Häfen", &[(Label::Author, "Quelle")]), []);
        let labels = [(Label::Label, "10"), (Label::Author, "Dazu Roe")];
        assert_eq!(assigned("10 Dazu Roe, Häfen", &labels), [(Label::Label, "10"), (Label::Author, "Roe")]);
    }

    #[test]
    fn statements_of_responsibility() {
        let raw = "Петров И. И. Порты Севера / И. И. Петров. – М., 2010";
        let labels = [(Label::Author, "Петров И. И."), (Label::Title, "Порты Севера / И. И. Петров")];
        let want = [(Label::Author, "Петров И. И."), (Label::Title, "Порты Севера")];
        assert_eq!(assigned(raw, &labels), want);
        let raw = "Порты Севера / И.И. Петров, А. Роу. – М., 2010";
        let want = [(Label::Title, "Порты Севера"), (Label::Author, "И.И. Петров, А. Роу")];
        assert_eq!(assigned(raw, &[(Label::Title, "Порты Севера / И.И. Петров, А. Роу")]), want);
        let other = [(Label::Title, "Ports / Häfen")];
        assert_eq!(assigned("Ports / Häfen", &other), other);
    }
}
