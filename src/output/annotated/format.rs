//! Entries in a citation style.

use hayagriva::archive::locales;
use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};
use hayagriva::{ElemChild, ElemChildren, Formatted, Formatting};

use super::markup::{Markup, Stress};
use super::style::Style;

/// `entries` in `style`: key and markup, in the order of the style's bibliography.
pub(super) fn formatted(
    entries: &[hayagriva::Entry],
    style: &Style,
    markup: Markup,
) -> Vec<(String, String)> {
    let locales = locales();
    let mut driver = BibliographyDriver::new();
    for entry in entries {
        let items = vec![CitationItem::with_entry(entry)];
        driver.citation(CitationRequest::from_items(items, &style.0, &locales));
    }
    let rendered = driver.finish(BibliographyRequest::new(&style.0, None, &locales));
    let items = rendered.bibliography.map(|b| b.items).unwrap_or_default();
    items
        .into_iter()
        .map(|item| {
            let number = item.first_field.map(|field| words(&[field], markup) + " ").unwrap_or_default();
            let ElemChildren(content) = &item.content;
            (item.key, (number + &words(content, markup)).trim().to_owned())
        })
        .collect()
}

/// Words that look alike.
#[derive(Debug, Default)]
struct Run {
    words: String,
    stresses: Vec<Stress>,
    url: Option<String>,
}

fn words(children: &[ElemChild], markup: Markup) -> String {
    let mut runs = Vec::new();
    children.iter().for_each(|child| add(&mut runs, child));
    others(&mut runs);
    tidy(&mut runs);
    runs.iter().map(|run| run.in_markup(markup)).collect()
}

fn add(runs: &mut Vec<Run>, child: &ElemChild) {
    match child {
        ElemChild::Text(text) => runs.push(Run::new(text, None)),
        ElemChild::Link { text, url } => runs.push(Run::new(text, Some(url.clone()))),
        ElemChild::Elem(element) => element.children.0.iter().for_each(|child| add(runs, child)),
        ElemChild::Markup(words) => runs.push(Run { words: words.clone(), ..Run::default() }),
        ElemChild::Transparent { .. } => {}
    }
}

/// Names the authors whom BibLaTeX's `and others` stands for as styles do: hayagriva takes them for one of that name.
fn others(runs: &mut [Run]) {
    for at in 1..runs.len() {
        let Some([before, name]) = runs.get_mut(at - 1..=at) else { continue };
        let separator = before.words.trim_matches([' ', ',', ';']);
        if name.words.eq_ignore_ascii_case("others") && matches!(separator, "" | "&" | "and") {
            (before.words, name.words) = (", ".to_owned(), "et al.".to_owned());
        }
    }
}

/// Takes signs away that meet where the parts of an entry are put together: of the end of a title and the full stop
/// behind it (`Axis?.`), of two full stops and of the separators around a part that is empty (`(2005,)`, `2003 ;31`)
/// one stays.
fn tidy(runs: &mut [Run]) {
    let whole: Vec<(usize, char)> =
        runs.iter().enumerate().flat_map(|(at, run)| run.words.chars().map(move |c| (at, c))).collect();
    runs.iter_mut().for_each(|run| run.words.clear());
    let mut kept: Vec<(usize, char)> = Vec::with_capacity(whole.len());
    for (at, &(run, c)) in whole.iter().enumerate() {
        let next = whole.get(at + 1).copied();
        if !is_needless(&kept, (run, c), next) {
            kept.push((run, c));
            runs.iter_mut().skip(run).take(1).for_each(|run| run.words.push(c));
        }
    }
}

/// Whether the sign `c` of the run `run` can go behind `before`, and in front of `next`.
fn is_needless(before: &[(usize, char)], (run, c): (usize, char), next: Option<(usize, char)>) -> bool {
    const QUOTES: [char; 4] = ['”', '’', '"', '»'];
    let ends = |c: char| c == ' ' || QUOTES.contains(&c);
    match c {
        '.' if next.is_none_or(|(other, next)| ends(next) || other != run && next != '.') => {
            let last = |n: usize| before.iter().rev().nth(n).map(|&(_, c)| c);
            let word_end = before.iter().rev().map(|&(_, c)| c).find(|c| !QUOTES.contains(c));
            matches!(word_end, Some('?' | '!')) || last(0) == Some('.') && last(1) != Some('.')
        }
        ',' => next.is_some_and(|(_, next)| next == ')'),
        ' ' => next.is_some_and(|(other, next)| other != run && matches!(next, ';' | ',' | '.' | ')')),
        _ => false,
    }
}

impl Run {
    fn new(text: &Formatted, url: Option<String>) -> Self {
        let Formatting { font_style, font_weight, vertical_align, .. } = text.formatting;
        let stresses = [
            (font_style == FontStyle::Italic, Stress::Italic),
            (font_weight == FontWeight::Bold, Stress::Bold),
            (vertical_align == VerticalAlign::Sup, Stress::Raised),
        ];
        let stresses = stresses.into_iter().filter_map(|(wanted, stress)| wanted.then_some(stress)).collect();
        Self { words: text.text.clone(), stresses, url }
    }

    fn in_markup(&self, markup: Markup) -> String {
        let plain = match &self.url {
            Some(url) if url.starts_with("http") => markup.link(&self.words, url),
            _ => markup.escaped(&self.words),
        };
        self.stresses.iter().fold(plain, |inner, &stress| markup.stressed(&inner, stress))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parts: &[&str], expected: &str) {
        let mut runs: Vec<Run> =
            parts.iter().map(|words| Run { words: (*words).to_owned(), ..Run::default() }).collect();
        others(&mut runs);
        tidy(&mut runs);
        assert_eq!(runs.iter().map(|run| run.in_markup(Markup::Html)).collect::<String>(), expected);
    }

    #[test]
    fn of_signs_that_meet_one_stays() {
        check(&["An Axis?", ". ", "Survey"], "An Axis? Survey");
        check(&["“An Axis?”", ". "], "“An Axis?” ");
        check(&["Roe, A. (", "2005,", "). "], "Roe, A. (2005). ");
        check(&["(2005,)", "."], "(2005).");
        check(&["2003 ", ";31"], "2003;31");
        check(&["Roe, A.", ", & ", "others", ". ", "On others", "."], "Roe, A., et al. On others.");
        check(&["“On Horses?.” ", "Survey"], "“On Horses?” Survey");
        check(&["“Page!.”", ". ", "Web"], "“Page!” Web");
        check(&["887–95.", ". doi:10.1/x.y"], "887–95. doi:10.1/x.y");
        check(&["Wait", "...", " Titre ; autre", "."], "Wait... Titre ; autre.");
    }
}
