//! The laws of merging: twice changes nothing, what a person has written stays, the order of articles does not matter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::collections::{BTreeMap, BTreeSet};

use ibid::library::annotate::{Target, annotate};
use ibid::library::bib::{Document, Edits};
use ibid::library::sheet::{Annotation, Head, Place, Sheet};
use ibid::library::{Known, Library, Pair, ReadClaim, ReadEntry, Reading, Source, merge};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

const WORDS: [&str; 12] = [
    "river", "treaty", "energy", "border", "harvest", "glacier", "market", "census", "railway", "desert",
    "copper", "festival",
];

fn words(at_least: usize) -> impl Strategy<Value = String> {
    subsequence(WORDS.to_vec(), at_least..8).prop_shuffle().prop_map(|words| words.join(" "))
}

/// A work: a title and a year are enough to tell it from others.
fn work() -> impl Strategy<Value = (String, u32, Option<String>)> {
    (words(2), 1990_u32..2000, proptest::option::of("[1-9]{1,3}--[1-9]{1,3}"))
}

/// The article's state at one time: some of a fixed pool of works and claims, in some order.
fn reading(works: Vec<(String, u32, Option<String>)>, claims: Vec<(String, Vec<Index>)>) -> Reading {
    let mut entries: Vec<ReadEntry> = Vec::new();
    for (at, (title, year, pages)) in works.into_iter().enumerate() {
        let mut fields = BTreeMap::from([
            ("author".to_owned(), "Weitz, R.".to_owned()),
            ("title".to_owned(), title.clone()),
            ("date".to_owned(), year.to_string()),
        ]);
        fields.extend(pages.map(|pages| ("pages".to_owned(), pages)));
        let raw = format!("Weitz, R., {year}. {title}.");
        let key = format!("weitz{year}{}", title.split(' ').next().unwrap());
        let clashes = entries.iter().filter(|e| e.key.trim_end_matches('x') == key).count();
        let key = key + &"x".repeat(clashes);
        let number = u32::try_from(at + 1).ok();
        entries.push(ReadEntry { number, raw, key, kind: "article".to_owned(), fields });
    }
    let claims = claims.into_iter().enumerate().map(|(at, (text, cites))| ReadClaim {
        sentence: format!("{text}."),
        text,
        cites: cites.iter().filter(|_| !entries.is_empty()).map(|i| i.get(&entries).key.clone()).collect(),
        place: Some(Place { file: None, page: 1, line: u32::try_from(at).unwrap() }),
        ..ReadClaim::default()
    });
    let claims = claims.collect();
    let front = Head { title: Some(format!("Of {} Works", entries.len())), ..Head::default() };
    let (article, digest) = ("../a.txt".to_owned(), "blake3:0".to_owned());
    Reading { article, digest, front, entries, claims, numbered: true }
}

fn readings(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Reading>> {
    let pool = (vec(work(), 1..7), vec((words(3), vec(any::<Index>(), 0..3)), 1..8));
    pool.prop_flat_map(move |(works, claims)| {
        let (all_works, all_claims) = (works.len(), claims.len());
        let some = (subsequence(works, 0..=all_works).prop_shuffle(), subsequence(claims, 0..=all_claims));
        vec(some.prop_map(|(works, claims)| reading(works, claims)), count.clone())
    })
}

fn merged(pair: &Pair, reading: &Reading) -> Pair {
    merge(pair, reading, &Known::default()).unwrap().pair
}

fn load(pair: &Pair) -> Library {
    let library = Library::load([Source { name: "bib/a", bib: &pair.bib, toml: &pair.toml }]);
    assert_eq!(library.faults, []);
    library
}

/// What a person does between two runs.
#[derive(Debug, Clone)]
enum Deed {
    SetTitle(Index),
    AddKeywords(Index),
    TakeDateAway(Index),
    Rename(Index),
    Annotate(Index),
    TakeEntryAway(Index),
    Retype(Index),
    RewordClaim(Index),
    Retitle,
    Remark,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        any::<Index>().prop_map(Deed::SetTitle),
        any::<Index>().prop_map(Deed::AddKeywords),
        any::<Index>().prop_map(Deed::TakeDateAway),
        any::<Index>().prop_map(Deed::Rename),
        any::<Index>().prop_map(Deed::Annotate),
        any::<Index>().prop_map(Deed::TakeEntryAway),
        any::<Index>().prop_map(Deed::Retype),
        any::<Index>().prop_map(Deed::RewordClaim),
        Just(Deed::Retitle),
        Just(Deed::Remark),
    ]
}

/// A promise that the law makes after a deed: fields by key (`None`: taken away) and notes.
#[derive(Debug, Default)]
struct Promise {
    fields: BTreeMap<(String, String), Option<String>>,
    notes: BTreeSet<String>,
    remarks: BTreeSet<String>,
    /// Keys of entries that were taken away.
    gone: BTreeSet<String>,
    kinds: BTreeMap<String, String>,
    claims: BTreeSet<String>,
    title: Option<String>,
}

/// Does `deed` number `n` to `pair`, as a person or another program would.
fn act(pair: &mut Pair, deed: &Deed, n: usize, promise: &mut Promise) {
    match deed {
        Deed::SetTitle(at) => set(pair, *at, "title", Some(format!("Mine {n}")), promise),
        Deed::AddKeywords(at) => set(pair, *at, "keywords", Some(format!("words {n}")), promise),
        Deed::TakeDateAway(at) => set(pair, *at, "date", None, promise),
        Deed::Rename(at) => rename(pair, *at, &format!("mine{n}"), promise),
        Deed::Annotate(at) => note(pair, *at, format!("note {n}."), promise),
        Deed::TakeEntryAway(at) => take_away(pair, *at, promise),
        Deed::Retype(at) => retype(pair, *at, promise),
        Deed::RewordClaim(at) => reword(pair, *at, format!("in my words {n}"), promise),
        Deed::Retitle => {
            let old = load(pair).volumes[0].head.title.clone().unwrap();
            let new = format!("My Title {n}");
            pair.toml = pair.toml.replacen(&format!("title = \"{old}\""), &format!("title = \"{new}\""), 1);
            promise.title = Some(new);
        }
        Deed::Remark => {
            pair.bib = format!("% remark {n}.\n@string{{s{n} = {{S}}}}\n{}", pair.bib);
            pair.toml = format!("# remark {n}.\n{}", pair.toml);
            promise.remarks.insert(format!("# remark {n}.\n"));
        }
    }
}

fn set(pair: &mut Pair, at: Index, name: &str, value: Option<String>, promise: &mut Promise) {
    let document = Document::parse(pair.bib.as_str());
    let entries: Vec<_> = document.entries().collect();
    if entries.is_empty() {
        return;
    }
    let entry = at.get(&entries);
    let mut edits = Edits::default();
    edits.set(&document, entry, &[(name.to_owned(), value.clone())]);
    promise.fields.insert((document.slice(entry.key).to_owned(), name.to_owned()), value);
    pair.bib = edits.apply(&document);
}

fn rename(pair: &mut Pair, at: Index, new: &str, promise: &mut Promise) {
    let document = Document::parse(pair.bib.as_str());
    // A key is followed by the fields; an entry that was rewritten as well is another entry.
    let plain: Vec<_> = document
        .entries()
        .filter(|e| !promise.fields.keys().any(|(key, _)| key == document.slice(e.key)))
        .collect();
    if plain.is_empty() {
        return;
    }
    let mut edits = Edits::default();
    let entry = at.get::<&ibid::library::bib::Entry>(&plain);
    edits.rename(entry, new);
    // The type stays with the entry; its old key may be given to another work.
    if let Some(kind) = promise.kinds.remove(document.slice(entry.key)) {
        promise.kinds.insert(new.to_owned(), kind);
    }
    pair.bib = edits.apply(&document);
    promise.fields.insert((new.to_owned(), "keywords".to_owned()), None);
}

fn take_away(pair: &mut Pair, at: Index, promise: &mut Promise) {
    let document = Document::parse(pair.bib.as_str());
    let entries: Vec<_> = document.entries().collect();
    if entries.is_empty() {
        return;
    }
    let entry = at.get(&entries);
    let key = document.slice(entry.key).to_owned();
    let mut edits = Edits::default();
    edits.remove(&document, entry);
    pair.bib = edits.apply(&document);
    promise.fields.retain(|(of, _), _| *of != key);
    promise.kinds.remove(&key);
    promise.gone.insert(key);
}

fn retype(pair: &mut Pair, at: Index, promise: &mut Promise) {
    let document = Document::parse(pair.bib.as_str());
    let entries: Vec<_> = document.entries().collect();
    if entries.is_empty() {
        return;
    }
    let entry = at.get(&entries);
    let mut edits = Edits::default();
    edits.retype(entry, "unpublished");
    pair.bib = edits.apply(&document);
    promise.kinds.insert(document.slice(entry.key).to_owned(), "unpublished".to_owned());
}

fn reword(pair: &mut Pair, at: Index, text: String, promise: &mut Promise) {
    let claims: Vec<_> = load(pair).claims.into_iter().map(|c| c.record.text).collect();
    // What a person has worded once they may word again; the promise is for the last.
    let free: Vec<_> = claims.iter().filter(|claim| !promise.claims.contains(*claim)).collect();
    if free.is_empty() {
        return;
    }
    let old = at.get::<&String>(&free);
    pair.toml = pair.toml.replacen(&format!("\ntext = \"{old}\"\n"), &format!("\ntext = \"{text}\"\n"), 1);
    promise.claims.insert(text);
}

fn note(pair: &mut Pair, at: Index, note: String, promise: &mut Promise) {
    let claims: Vec<_> = load(pair).claims.into_iter().map(|c| c.record).collect();
    let free: Vec<_> = claims.iter().filter(|c| c.annotation.is_empty()).collect();
    if free.is_empty() {
        return;
    }
    let annotation = Annotation { note: Some(note.clone()), ..Annotation::default() };
    let sheet = Sheet::parse(pair.toml.as_str());
    pair.toml = annotate(&sheet, Target::Claim(&at.get(&free).id), &annotation).unwrap();
    promise.notes.insert(note);
}

fn kept(pair: &Pair, promise: &Promise) {
    let library = load(pair);
    for ((key, name), value) in &promise.fields {
        let entry =
            library.entries_of(key).next().unwrap_or_else(|| panic!("{key} is gone from\n{}", pair.bib));
        assert_eq!(entry.value(name), *value, "{key}.{name} in\n{}\n{}", pair.bib, pair.toml);
    }
    let notes: Vec<_> = library
        .claims
        .iter()
        .chain(&library.orphans)
        .filter_map(|c| c.record.annotation.note.clone())
        .collect();
    assert_eq!(notes.len(), promise.notes.len());
    assert_eq!(notes.into_iter().collect::<BTreeSet<_>>(), promise.notes);
    for key in &promise.gone {
        assert_eq!(library.entries_of(key).count(), 0, "{key} came back in\n{}\n{}", pair.bib, pair.toml);
    }
    for (key, kind) in &promise.kinds {
        assert!(library.entries_of(key).all(|entry| entry.kind == *kind), "{key} in\n{}", pair.bib);
    }
    let claims: BTreeSet<_> =
        library.claims.iter().chain(&library.orphans).map(|claim| claim.record.text.as_str()).collect();
    for text in &promise.claims {
        assert!(claims.contains(text.as_str()), "{text} in\n{}", pair.toml);
    }
    if let Some(title) = &promise.title {
        assert_eq!(library.volumes[0].head.title.as_ref(), Some(title));
    }
    for remark in &promise.remarks {
        assert!(pair.toml.contains(remark) && pair.bib.contains(&remark.replace('#', "%")));
    }
}

/// Works and, for each claim, its words and the works that it cites, whatever the keys are.
/// Keys, claims (article, text, cites) and the number of fields.
type Content = (BTreeSet<String>, BTreeSet<(usize, String, Vec<String>)>, usize);

fn content(pairs: &[Pair]) -> Content {
    let sources = pairs.iter().map(|p| Source { name: "a", bib: &p.bib, toml: &p.toml });
    let library = Library::load(sources);
    let work =
        |key: &str| library.entries_of(key).next().map(|e| format!("{:?}", e.fields)).unwrap_or_default();
    let works = library.entries.iter().map(|e| format!("{} {:?}", e.volume, e.fields)).collect();
    let claims = library
        .claims
        .iter()
        .map(|c| (c.volume, c.record.text.clone(), c.record.cites.iter().map(|key| work(key)).collect()));
    let keys: BTreeSet<&str> = library.entries.iter().map(|e| e.key.as_str()).collect();
    (works, claims.collect(), keys.len())
}

/// Merges `readings` into empty pairs in the order that `order` gives; the pairs in the order of the readings.
fn in_order(readings: &[Reading], order: &[usize]) -> Vec<Pair> {
    let mut known = Known::default();
    let mut pairs = vec![Pair::default(); readings.len()];
    for &at in order {
        let pair = merge(&Pair::default(), &readings[at], &known).unwrap().pair;
        known.add(&at.to_string(), Document::parse(pair.bib.as_str()), &pair.toml);
        pairs[at] = pair;
    }
    pairs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn merging_twice_changes_nothing(readings in readings(1..4)) {
        let mut pair = Pair::default();
        for reading in &readings {
            pair = merged(&pair, reading);
            prop_assert_eq!(&merged(&pair, reading), &pair);
        }
    }

    #[test]
    fn what_a_person_has_written_stays(steps in (readings(2..6), vec(vec(deed(), 0..3), 5))) {
        let (mut pair, mut promise) = (Pair::default(), Promise::default());
        for (step, (reading, deeds)) in steps.0.iter().zip(&steps.1).enumerate() {
            pair = merged(&pair, reading);
            kept(&pair, &promise);
            prop_assert_eq!(&merged(&pair, reading), &pair);
            for (n, deed) in deeds.iter().enumerate() {
                act(&mut pair, deed, step * 10 + n, &mut promise);
            }
        }
    }

    #[test]
    fn the_order_of_articles_does_not_matter(readings in readings(3..4)) {
        let there = content(&in_order(&readings, &[0, 1, 2]));
        let back = content(&in_order(&readings, &[2, 0, 1]));
        prop_assert_eq!(there, back);
    }

    #[test]
    fn untouched_entries_stay_to_the_byte(
        readings in readings(1..2),
        lead in "[ -~\n&&[^@%]]{0,40}",
        value in "[a-z ]{0,10}",
    ) {
        let own = format!("{lead}\n@STRING ( x=\"y\" )\n@Misc{{own ,\n\tnote={{{value}}} , Year = 2000\n  }}\n");
        let pair = merged(&Pair { bib: own.clone(), toml: String::new() }, &readings[0]);
        prop_assert!(pair.bib.starts_with(&own));
    }
}
