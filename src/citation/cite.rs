//! Paragraphs to citations: the markers of the elected style, their sentences, claims and links.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::author_year::{self, Index};
use super::claim::{Claim, Density, Sentence, claims, is_leading};
use super::keyed::{KeyedMarker, keyed_markers};
use super::labelled::{Labelled, Labels};
use super::literal::Literal;
use super::marker::expand;
use super::names;
use super::notes::{Notes, place_notes};
use super::open::open_markers;
use super::running::is_running;
use super::scan::{Candidate, called_markers, candidates};
use super::sentence::sentences;
use super::vote::{Numbers, Strength, citing, elect, is_ordered, strength};
use super::{Citation, Passage, Style};
use crate::article::sections::{Paragraph, ParagraphKind, paragraphs};
use crate::article::{Article, Text};
use crate::bibliography::{Reference, ReferenceList, are_in_order_of_authors};
use crate::span::Span;

/// The citations of an article and the style they are printed in.
#[derive(Debug, Clone)]
pub struct Cited {
    /// The style that the article voted for.
    pub style: Style,
    /// The citations in reading order.
    pub citations: Vec<Citation>,
}

/// A marker that cites.
#[derive(Debug, Clone)]
struct Marker {
    span: Span,
    /// What of it is no part of the sentence, [`author_year::Named::apart`].
    apart: Span,
    numbers: Vec<u32>,
    keys: Vec<String>,
    confidence: f32,
    /// Whether it is the mark of a footnote.
    is_note: bool,
}

/// A sentence longer than this (bytes) is a text without full stops; of it only the words around the marker
/// are kept, so that memory stays bounded.
const LONGEST_SENTENCE: usize = 4_000;

/// Finds the citations of `article` outside `lists` and links them to `references`, which are those of the lists.
///
/// Of several lists, a number means the one that ends its chapter. Numbers without a reference are kept: such a
/// citation has fewer keys than numbers.
pub fn cite(article: &Article, lists: &[ReferenceList], references: &[Reference]) -> Cited {
    let parts: Vec<Range<usize>> = lists.iter().flat_map(|list| list.parts.iter().cloned()).collect();
    let mut paragraphs = paragraphs(article, &parts);
    place_notes(article, &mut paragraphs);
    paragraphs.retain(|p| p.kind == ParagraphKind::Body && is_running(p.text.as_str()));
    let notes = Notes::of(article, lists);
    let marked: Vec<Vec<(Span, &[u32])>> = paragraphs.iter_mut().map(|p| notes.write(p)).collect();
    let bodies: Vec<&Paragraph> = paragraphs.iter().collect();
    // The list of footnotes stands last.
    let (lists, of_notes) = lists.split_at(lists.iter().take_while(|list| !list.is_of_notes()).count());
    let items = lists.iter().map(|list| list.items.len()).sum::<usize>().min(references.len());
    let (references, noted) = references.split_at(items);
    let listed: Vec<Range<usize>> = lists.iter().map(|list| list.lines.clone()).collect();
    let mut found: Vec<Vec<Candidate>> = bodies.iter().map(|p| candidates(p.text.as_str())).collect();
    let literal = Literal::of(article);
    for (paragraph, candidates) in bodies.iter().zip(&mut found) {
        candidates.retain(|c| !literal.holds(&paragraph.text, c.span));
    }
    for (marked, candidates) in marked.iter().zip(&mut found) {
        candidates.retain(|c| !overlap(marked, |(mark, _)| *mark, c.span));
    }
    names::leave_out(&bodies, &mut found);
    names::leave_out_marks(article, &bodies, &mut found);
    let index = Index::new(references);
    let named: Vec<Vec<author_year::Named>> =
        bodies.iter().map(|p| author_year::citations(p.text.as_str(), &index)).collect();
    let are_printed = lists.iter().any(|list| list.numbered);
    let known = references.iter().filter_map(|r| r.number);
    let numbers = Numbers::new(known, are_printed, are_in_order_of_authors(references));
    let all: Vec<&Candidate> = found.iter().flatten().collect();
    let strengths: Vec<(Style, Strength)> = [Style::Bracket, Style::Paren, Style::Superscript]
        .map(|style| (style, strength(style, &all, &numbers)))
        .to_vec();
    let linked = named.iter().flatten().filter(|named| named.bracketed).count();
    let open = bodies.iter().map(|p| open_markers(p.text.as_str()).len()).sum();
    let labels = Labels::new(references);
    let labelled: Vec<Vec<Labelled>> = bodies.iter().map(|p| labels.markers(p.text.as_str())).collect();
    let by_label = labelled.iter().map(Vec::len).sum::<usize>();
    let elected = elect(&strengths, &numbers, linked, open);
    let style = if by_label > 0 && by_label >= linked { Style::Label } else { elected };
    let mut citing = citing(style, &all, &numbers, is_ordered(style, &all)).into_iter();
    for candidates in &mut found {
        candidates.retain(|_| citing.next() == Some(true));
    }
    let footnotes = chapters(of_notes, noted).pop().unwrap_or_default();
    let (chapters, listless) = (chapters(lists, references), Chapter::default());
    // They cite what the list has, too.
    let keys = chapters.iter().take(1).flat_map(|chapter| &chapter.keys).chain(&footnotes.keys);
    let footnotes = Chapter { list: lists.len(), keys: keys.map(|(number, key)| (*number, *key)).collect() };
    let mut citing = Vec::new();
    let cited = bodies.iter().zip(&found).zip(&named).zip(&labelled).zip(&marked);
    for ((((paragraph, candidates), named), labelled), marked) in cited {
        let mut markers = match style {
            Style::AuthorYear => {
                named.iter().map(|n| Marker { apart: n.apart, ..by_position(n.span, &n.numbers) }).collect()
            }
            Style::Label => labelled.iter().map(|l| by_position(l.span, &l.numbers)).collect(),
            _ => by_number(style, candidates),
        };
        if style == Style::Superscript {
            add_called(paragraph.text.as_str(), &numbers, &mut markers);
        }
        if let Some(markup) = &article.markup {
            add_keyed(paragraph.text.as_str(), &markup.labels, &mut markers);
            markers.retain(|marker| !literal.holds(&paragraph.text, marker.span));
        }
        add_notes(marked, &mut markers);
        let chapter = chapters.get(chapter_of(paragraph, &listed)).unwrap_or(&listless);
        let places: Vec<Span> = markers.iter().map(|m| m.span).collect();
        let sentences = sentences(paragraph.text.as_str(), &places);
        citing.push(Citing { paragraph, chapter, footnotes: &footnotes, markers, sentences });
    }
    let inner: Vec<Vec<Sentence>> = citing.iter().map(Citing::inner).collect();
    let density = Density::of(inner.iter().flatten());
    let citations =
        citing.iter().zip(&inner).flat_map(|(citing, inner)| citing.citations(inner, density)).collect();
    let markers = || citing.iter().flat_map(|citing| &citing.markers);
    let count = |is: fn(&Marker) -> bool| markers().filter(|marker| is(marker)).count();
    let by_note = count(|marker| marker.is_note);
    let by_number = count(|marker| !marker.is_note && !marker.numbers.is_empty());
    let by_key = count(|marker| !marker.keys.is_empty());
    let style = match style {
        _ if by_note > by_number && by_note >= by_key => Style::Note,
        Style::Unknown if by_key > 0 => Style::Key,
        style => style,
    };
    Cited { style, citations }
}

/// What numbers mean in one chapter.
#[derive(Debug, Default)]
struct Chapter<'r> {
    /// The index of its list.
    list: usize,
    keys: HashMap<u32, &'r str>,
}

/// The chapters that `lists` end. Of references that share a number, the first stands for it.
fn chapters<'r>(lists: &[ReferenceList], references: &'r [Reference]) -> Vec<Chapter<'r>> {
    let mut references = references;
    let chapter = |(at, list): (usize, &ReferenceList)| {
        let (own, rest) = references.split_at(list.items.len().min(references.len()));
        references = rest;
        let keys = own.iter().rev().filter_map(|r| Some((r.number?, r.key.as_str()))).collect();
        Chapter { list: at, keys }
    };
    lists.iter().enumerate().map(chapter).collect()
}

/// Which of the lists, at the lines `listed`, ends the chapter of `paragraph`; the last one for what follows it.
fn chapter_of(paragraph: &Paragraph, listed: &[Range<usize>]) -> usize {
    let before = listed.partition_point(|lines| lines.end <= paragraph.lines.start);
    before.min(listed.len().saturating_sub(1))
}

/// A paragraph with its markers and sentences.
#[derive(Debug)]
struct Citing<'a> {
    paragraph: &'a Paragraph,
    chapter: &'a Chapter<'a>,
    /// What the marks of footnotes mean.
    footnotes: &'a Chapter<'a>,
    markers: Vec<Marker>,
    sentences: Vec<Span>,
}

/// A marker at `span` whose words name the references at the positions `numbers`.
fn by_position(span: Span, numbers: &[u32]) -> Marker {
    Marker { span, apart: span, numbers: numbers.to_vec(), keys: Vec::new(), confidence: 0.9, is_note: false }
}

fn by_number(style: Style, candidates: &[Candidate]) -> Vec<Marker> {
    let confidence = match style {
        Style::Bracket => 0.98,
        Style::Mixed => 0.5,
        _ => 0.9,
    };
    let marker = |c: &Candidate| Marker {
        span: c.span,
        apart: c.span,
        numbers: expand(&c.ranges),
        keys: Vec::new(),
        confidence,
        is_note: false,
    };
    candidates.iter().map(marker).collect()
}

/// Adds the numbers of the list that are called references, where no marker stands.
fn add_called(text: &str, list: &Numbers, markers: &mut Vec<Marker>) {
    let mut found = Vec::new();
    for (span, ranges) in called_markers(text) {
        let numbers = expand(&ranges);
        // `(reference 64-11)` is the number of a file.
        let is_growing = ranges.iter().all(|range| range.first <= range.last);
        let is_known = numbers.iter().all(|number| list.has(*number));
        if is_growing && is_known && !overlap(markers, |m| m.span, span) {
            found.push(by_position(span, &numbers));
        }
    }
    markers.extend(found);
    markers.sort_by_key(|m| m.span);
}

/// Adds the markers by key, where no marker by number stands.
fn add_keyed(text: &str, labels: &BTreeSet<String>, markers: &mut Vec<Marker>) {
    let keyed =
        keyed_markers(text, labels).into_iter().filter(|keyed| !overlap(markers, |m| m.span, keyed.span));
    let marker = |keyed: KeyedMarker| {
        let (span, keys) = (keyed.span, keyed.keys);
        Marker { span, apart: span, numbers: Vec::new(), keys, confidence: 1.0, is_note: false }
    };
    let keyed: Vec<Marker> = keyed.map(marker).collect();
    markers.extend(keyed);
    markers.sort_by_key(|m| m.span);
}

/// Adds the marks of footnotes that are references, and takes out what stands where they do.
fn add_notes(marked: &[(Span, &[u32])], markers: &mut Vec<Marker>) {
    if marked.is_empty() {
        return;
    }
    markers.retain(|marker| !overlap(marked, |(mark, _)| *mark, marker.span));
    markers.extend(marked.iter().map(|&(span, numbers)| {
        let numbers = numbers.to_vec();
        Marker { span, apart: span, numbers, keys: Vec::new(), confidence: 0.95, is_note: true }
    }));
    markers.sort_by_key(|m| m.span);
}

/// Whether one of `items`, whose places are ascending and do not overlap, stands where `span` does.
fn overlap<T>(items: &[T], place: impl Fn(&T) -> Span, span: Span) -> bool {
    let first = items.partition_point(|item| place(item).end <= span.start);
    items.get(first).is_some_and(|item| place(item).overlaps(span))
}

impl Citing<'_> {
    /// The citations of the paragraph, whose sentences are `inner`.
    fn citations(&self, inner: &[Sentence], density: Density) -> Vec<Citation> {
        if self.markers.is_empty() {
            return Vec::new();
        }
        let text = self.paragraph.text.as_str();
        let claims = claims(inner, density);
        let places: Vec<Span> = self.markers.iter().map(|m| m.apart).collect();
        let mut citations = Vec::with_capacity(self.markers.len());
        for (at, (&sentence, claims)) in self.sentences.iter().zip(claims).enumerate() {
            let own = self.own(sentence);
            let is_long = sentence.len() > LONGEST_SENTENCE;
            for (nth, marker) in own.iter().enumerate() {
                let claim = claims.get(nth).filter(|_| !is_long).copied();
                let sentence = if is_long { around(text, sentence, marker.span) } else { sentence };
                let claim = claim.map(|claim| self.located(at, claim));
                let chapter = if marker.is_note { self.footnotes } else { self.chapter };
                citations.push(citation(self.paragraph, marker, sentence, claim, &places, chapter));
            }
        }
        citations
    }

    /// The markers in `sentence`.
    fn own(&self, sentence: Span) -> &[Marker] {
        let from = self.markers.partition_point(|m| m.span.start < sentence.start);
        let to = self.markers.partition_point(|m| m.span.start < sentence.end);
        self.markers.get(from..to).unwrap_or_default()
    }

    /// The sentences, their markers as places in them. One that is too long has no claims.
    fn inner(&self) -> Vec<Sentence<'_>> {
        let inner = |sentence: &Span| {
            let is_long = sentence.len() > LONGEST_SENTENCE;
            let words = self.paragraph.text.as_str().get(sentence.range()).unwrap_or_default();
            let own = if is_long { &[] } else { self.own(*sentence) };
            let place = |m: &Marker| Span::new(m.apart.start - sentence.start, m.apart.end - sentence.start);
            Sentence { text: if is_long { "" } else { words }, markers: own.iter().map(place).collect() }
        };
        self.sentences.iter().map(inner).collect()
    }

    /// The places of a claim in the sentence `at` and of its continuation, as bytes of the paragraph.
    fn located(&self, at: usize, claim: Claim) -> (Span, Option<Span>) {
        let start = self.sentences.get(at).map_or(0, |s| s.start);
        let first = self.sentences.get(at + 1).filter(|_| claim.continues > 0);
        let last = self.sentences.get(at + claim.continues);
        (claim.span.shifted(start), first.zip(last).map(|(first, last)| first.cover(*last)))
    }
}

/// The words around `marker` in a sentence that is too long.
fn around(text: &str, sentence: Span, marker: Span) -> Span {
    let mut start = marker.start.saturating_sub(300).max(sentence.start);
    let mut end = (marker.end + 100).min(sentence.end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

fn citation(
    paragraph: &Paragraph,
    marker: &Marker,
    sentence: Span,
    claim: Option<(Span, Option<Span>)>,
    others: &[Span],
    chapter: &Chapter<'_>,
) -> Citation {
    let linked = marker.numbers.iter().filter_map(|n| chapter.keys.get(n)).map(|key| (*key).to_owned());
    Citation {
        marker: Passage::of(&paragraph.text, marker.span),
        numbers: marker.numbers.clone(),
        keys: linked.chain(marker.keys.iter().cloned()).collect(),
        sentence: Passage::of(&paragraph.text, sentence),
        claim: claim.map_or_else(
            || Passage::of(&paragraph.text, sentence),
            |(claim, _)| without(&paragraph.text, claim, others),
        ),
        list: chapter.list,
        continuation: claim.and_then(|(_, goes_on)| Some(without(&paragraph.text, goes_on?, others))),
        section: paragraph.section.clone(),
        confidence: marker.confidence,
    }
}

/// The passage at `span` with the markers at `others` taken out, and with them the brackets in which nothing else is left.
fn without(text: &Text, span: Span, others: &[Span]) -> Passage {
    let mut passage = Passage::default();
    let mut at = span.start;
    let first = others.partition_point(|m| m.start < span.start);
    let last = others.partition_point(|m| m.end <= span.end);
    let inside = others.get(first..last).unwrap_or_default();
    let cuts = inside.iter().map(|marker| bracket(text.as_str(), span, *marker, inside).unwrap_or(*marker));
    for cut in cuts.chain([Span::new(span.end, span.end)]) {
        if cut.start < at {
            continue;
        }
        let part = Passage::of(text, Span::new(at, cut.start));
        join(&mut passage.text, part.text.trim_end());
        passage.spans.extend(part.spans);
        at = cut.end;
    }
    passage
}

/// The bracket in `span` of `text` that holds `marker` and nothing but others of `markers` and words that lead to them: `(see [3], [4])`.
fn bracket(text: &str, span: Span, marker: Span, markers: &[Span]) -> Option<Span> {
    let before = text.get(span.start..marker.start)?;
    let start = span.start
        + before.rfind(['(', ')']).filter(|&at| before.get(at..).is_some_and(|b| b.starts_with('(')))?;
    let behind = text.get(marker.end..span.end)?;
    let end = marker.end
        + behind.find(['(', ')']).filter(|&at| behind.get(at..).is_some_and(|b| b.starts_with(')')))?
        + 1;
    let mut at = start + 1;
    for one in
        markers.iter().filter(|one| one.start > start && one.end < end).chain([&Span::new(end - 1, end)])
    {
        let mut words = text.get(at..one.start)?.split(|c: char| !c.is_alphanumeric());
        if !words.all(|word| word.is_empty() || is_leading(word) || JOINING.contains(&word)) {
            return None;
        }
        at = one.end;
    }
    Some(Span::new(start, end))
}

/// Words that join the markers of one bracket.
const JOINING: [&str; 12] = ["and", "or", "und", "oder", "sowie", "et", "ou", "y", "e", "o", "en", "и"];

/// Goes on in `text` with `words`, which stood behind a marker: without a second comma, and with no blank where none belongs.
fn join(text: &mut String, words: &str) {
    let mut words = words.trim_start();
    if text.is_empty() || text.ends_with([',', ';', '(']) {
        words = words.trim_start_matches([',', ' ']);
    }
    if words.starts_with([')', ']', ';', ':']) {
        text.truncate(text.trim_end_matches([',', ' ']).len());
    }
    let is_glued =
        text.is_empty() || text.ends_with('(') || words.starts_with([',', ';', '.', ':', ')', ']']);
    if !is_glued && !words.is_empty() {
        text.push(' ');
    }
    text.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, claim: &str) {
        let text = Text::of(printed, Span::new(0, printed.len()));
        let markers = super::super::marker_places(printed);
        assert_eq!(without(&text, Span::new(0, printed.len()), &markers).text, claim);
    }

    #[test]
    fn markers_leave_nothing_behind() {
        check("Storks (e.g. in Spain [1]) and herons", "Storks (e.g. in Spain) and herons");
        check("Reeds (see [3]) hold soil", "Reeds hold soil");
        check("Reeds (e.g., [3], [4]) hold soil", "Reeds hold soil");
        check("Reeds (tall ones, [3]) hold soil", "Reeds (tall ones) hold soil");
        check("Schilf (vgl. [3]) hält den Boden", "Schilf hält den Boden");
        check("Die einen ([3], [4] und [5]) fanden nichts", "Die einen fanden nichts");
        check("Le port (voir aussi [3]) gèle", "Le port gèle");
        check("by nets [3], [4], and by sonar [5], which", "by nets, and by sonar, which");
        check("Trade fell [1]; prices [2] rose", "Trade fell; prices rose");
        check("Trade fell.[1] It rose", "Trade fell. It rose");
    }
}
