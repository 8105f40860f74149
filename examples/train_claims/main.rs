//! Trains the weights that cut claims out of sentences and follow them over the next ones.
//!
//! usage: cargo run --release --example train_claims -- CLAIMS_DIR OUT.bin
//!
//! CLAIMS_DIR holds NN.txt (paragraphs with citations `[n]`) and NN.jsonl (`number`, `claim`, `kind`). Every citation gives one choice among all pairs of begin and end, and one yes or no for each
//! sentence after it until the claim ends; their log-loss is minimised by AdaGrad with an L1 penalty, in a fixed order.
//! Prints how many words claims found and marked have in common, in a tenfold cross-validation over paragraphs.

mod costs;
mod descent;

use std::collections::HashMap;
use std::path::Path;

use descent::fit;
use ibid::citation::training::{Learned, Lesson, lesson};
use ibid::citation::{Density, Sentence, marker_places, sentence_places};
use ibid::span::Span;

/// A part of a sentence, a sentence, more than a sentence.
const KINDS: [&str; 3] = ["sub", "whole", "cross"];
const FOLDS: usize = 10;

/// A paragraph, and the citations in it that people marked.
struct Paragraph {
    text: String,
    /// Places of its sentences, and of the markers in each.
    sentences: Vec<(Span, Vec<Span>)>,
    lessons: Vec<Taught>,
}

/// One sentence of the data that cites.
struct Taught {
    sentence: usize,
    lesson: Lesson,
    cases: Vec<Case>,
}

/// One citation of the data.
struct Case {
    marker: usize,
    /// The words that people marked.
    claim: String,
    /// Index of its kind in [`KINDS`].
    kind: usize,
    /// How many of the sentences after its own the claim goes on for.
    follows: usize,
}

impl Paragraph {
    fn sentences(&self) -> Vec<Sentence<'_>> {
        let sentence = |(place, markers): &(Span, Vec<Span>)| Sentence {
            text: &self.text[place.range()],
            markers: markers.clone(),
        };
        self.sentences.iter().map(sentence).collect()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(dir), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: train_claims DIR OUT".into());
    };
    let paragraphs = read(Path::new(&dir))?;
    let mut figures = Figures::default();
    for fold in 0..FOLDS {
        let (held, taught): (Vec<_>, Vec<_>) =
            paragraphs.iter().enumerate().partition(|(at, _)| at % FOLDS == fold);
        let learned = fit(&lessons(taught.into_iter().map(|(_, p)| p)));
        held.into_iter().for_each(|(_, paragraph)| figures.add(paragraph, &learned));
    }
    eprint!("{figures}");
    std::fs::write(out, fit(&lessons(paragraphs.iter())).to_bytes())?;
    Ok(())
}

fn lessons<'p>(paragraphs: impl Iterator<Item = &'p Paragraph>) -> Vec<&'p Taught> {
    paragraphs.flat_map(|p| &p.lessons).collect()
}

/// What the cross-validation shows.
#[derive(Default)]
struct Figures {
    all: Overlap,
    kinds: [Overlap; 3],
    /// Claims together with their continuation.
    continued: Overlap,
    /// Sentences that go on, by place.
    following: Overlap,
}

impl Figures {
    fn add(&mut self, paragraph: &Paragraph, learned: &Learned) {
        let sentences = paragraph.sentences();
        for (taught, case) in paragraph.lessons.iter().flat_map(|l| l.cases.iter().map(move |c| (l, c))) {
            let found = learned.claims(&sentences, taught.sentence, Density::Dense);
            let (place, goes_on) = found[case.marker];
            let own = &sentences[taught.sentence];
            let mut words = without(own.text, place, &own.markers);
            let overlap = Overlap::of(&case.claim, &words);
            self.all.add(&overlap);
            self.kinds[case.kind].add(&overlap);
            for next in &sentences[taught.sentence + 1..][..goes_on] {
                words.push(' ');
                words.push_str(&without(next.text, Span::new(0, next.text.len()), &next.markers));
            }
            self.continued.add(&Overlap::of(&case.claim, &words));
            let common = goes_on.min(case.follows);
            self.following.add(&Overlap { common, found: goes_on, gold: case.follows });
        }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        writeln!(f, "all claims: {}", self.all)?;
        for (kind, overlap) in KINDS.iter().zip(&self.kinds) {
            writeln!(f, "{kind}: {overlap}")?;
        }
        writeln!(f, "sentences that go on: {}", self.following)?;
        writeln!(f, "claims with the sentences that go on: {}", self.continued)
    }
}

/// Words that claims found and claims that people marked have in common.
#[derive(Default)]
struct Overlap {
    common: usize,
    found: usize,
    gold: usize,
}

impl Overlap {
    /// The overlap of two texts as bags of words.
    fn of(gold: &str, found: &str) -> Self {
        let bag = |text: &str| {
            let mut words: HashMap<String, usize> = HashMap::new();
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                *words.entry(word.to_lowercase()).or_default() += 1;
            }
            words
        };
        let (gold, found) = (bag(gold), bag(found));
        let common = gold.iter().map(|(word, n)| found.get(word).map_or(0, |m| *n.min(m))).sum();
        Self { common, found: found.values().sum(), gold: gold.values().sum() }
    }

    fn add(&mut self, other: &Self) {
        self.common += other.common;
        self.found += other.found;
        self.gold += other.gold;
    }
}

impl std::fmt::Display for Overlap {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |of: usize| self.common as f32 / of.max(1) as f32;
        let f1 = 2.0 * self.common as f32 / (self.found + self.gold).max(1) as f32;
        write!(f, "precision {:.3}, recall {:.3}, F1 {f1:.3}", share(self.found), share(self.gold))
    }
}

/// The words of `text` in `place`, `markers` left out.
fn without(text: &str, place: Span, markers: &[Span]) -> String {
    let inside = |at: &usize| markers.iter().any(|m| m.contains(*at));
    let chars = text[place.range()].char_indices().map(|(at, c)| (at + place.start, c));
    chars.map(|(at, c)| if inside(&at) { ' ' } else { c }).collect()
}

/// All paragraphs of the data.
fn read(dir: &Path) -> Result<Vec<Paragraph>, Box<dyn std::error::Error>> {
    let mut texts: Vec<_> = std::fs::read_dir(dir)?
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    let mut paragraphs = Vec::new();
    for path in texts {
        let mut claims: HashMap<u64, (String, usize)> = HashMap::new();
        for line in std::fs::read_to_string(path.with_extension("jsonl"))?.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            let claim = record["claim"].as_str().unwrap_or_default().to_owned();
            let kind = KINDS.iter().position(|kind| record["kind"] == *kind).ok_or("unknown kind")?;
            claims.insert(record["number"].as_u64().unwrap_or(0), (claim, kind));
        }
        let text = std::fs::read_to_string(path)?;
        paragraphs.extend(text.split("\n\n").map(|text| paragraph(text, &claims)));
    }
    Ok(paragraphs)
}

fn paragraph(text: &str, claims: &HashMap<u64, (String, usize)>) -> Paragraph {
    let markers = marker_places(text);
    let inner = |place: &Span| {
        let own = markers.iter().filter(|m| place.start <= m.start && m.end <= place.end);
        own.map(|m| Span::new(m.start - place.start, m.end - place.start)).collect()
    };
    let places = sentence_places(text);
    let mut paragraph = Paragraph {
        text: text.to_owned(),
        sentences: places.iter().map(|place| (*place, inner(place))).collect(),
        lessons: Vec::new(),
    };
    let sentences = paragraph.sentences();
    let taught = (0..sentences.len()).filter_map(|at| taught(text, &sentences, &places, at, claims));
    paragraph.lessons = taught.collect();
    paragraph
}

/// What the sentence `at` teaches.
fn taught(
    text: &str,
    sentences: &[Sentence],
    places: &[Span],
    at: usize,
    claims: &HashMap<u64, (String, usize)>,
) -> Option<Taught> {
    let (own, sentence) = (places[at], &sentences[at]);
    let mut cases = Vec::new();
    let mut right = vec![None; sentence.markers.len()];
    for (marker, place) in sentence.markers.iter().enumerate() {
        for (claim, kind) in numbers(&sentence.text[place.range()]).filter_map(|n| claims.get(&n)) {
            let gold = gold(text, claim, own.start + place.start);
            let within = |byte: usize| byte.clamp(own.start, own.end) - own.start;
            right[marker] = right[marker].or(gold.map(|g| Span::new(within(g.start), within(g.end))));
            let goes_on = |s: &Span| gold.is_some_and(|g| g.end > s.start + s.len() / 2);
            cases.push(Case {
                marker,
                claim: without(claim, Span::new(0, claim.len()), &marker_places(claim)),
                kind: *kind,
                follows: places[at + 1..].iter().filter(|s| goes_on(s)).count(),
            });
        }
    }
    let lesson = lesson(sentences, at, &right).filter(|_| !cases.is_empty())?;
    Some(Taught { sentence: at, lesson, cases })
}

fn numbers(marker: &str) -> impl Iterator<Item = u64> {
    marker.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok())
}

/// The place of `claim` that has the marker at `at` in it.
fn gold(paragraph: &str, claim: &str, at: usize) -> Option<Span> {
    let mut places = paragraph.match_indices(claim).map(|(start, c)| Span::new(start, start + c.len()));
    places.find(|p| p.contains(at))
}
