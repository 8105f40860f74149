//! What an extraction came to, for people.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use ibid::article::Front;
use ibid::bibliography::Reference;
use ibid::library::bib::value::{latex, plain};
use ibid::library::{Entry, Library, Source};
use similar::TextDiff;

use super::read::Read;
use super::write::Written;
use crate::terminal::Terminal;

/// Below this a field is doubtful, and a person should look at it.
const SURE: f32 = 0.9;

/// How many doubtful fields and remarks are listed.
const LISTED: usize = 10;

/// Prints the summary of one article.
pub(super) fn print(read: &Read, written: &Written, out: &mut impl Write) -> io::Result<()> {
    let out = &mut Terminal::new(out);
    let files: Vec<_> = written.files.iter().map(|path| path.display().to_string()).collect();
    let files = if files.is_empty() { "nothing has changed".to_owned() } else { files.join(", ") };
    out.line(format_args!("{}: {files}", read.path.display()))?;
    if let Some(front) = front(&read.article.front) {
        out.line(format_args!("  {front}"))?;
    }
    out.line(format_args!("  {}", counts(read, written)))?;
    doubts(read, written, out)?;
    remarks(written, out)
}

/// `On Rivers, by Ann Roe and 3 others, 2014`: what the article says of itself, if it has a title.
fn front(front: &Front) -> Option<String> {
    let mut words = front.title.as_ref()?.value.clone();
    let names: Vec<&str> = front.authors.iter().map(|author| author.value.as_str()).collect();
    match names.as_slice() {
        [] => {}
        [one] => words.push_str(&format!(", by {one}")),
        [one, other] => words.push_str(&format!(", by {one} and {other}")),
        [one, others @ ..] => words.push_str(&format!(", by {one} and {} others", others.len())),
    }
    let year = front.date.as_ref().and_then(|date| date.value.get(..4));
    words.extend(year.map(|year| format!(", {year}")));
    Some(words)
}

/// `9 references (2 new), 13 citations, 4 dangling, style bracket`
fn counts(read: &Read, written: &Written) -> String {
    let (references, citations) = (&read.extraction.references, &read.extraction.citations);
    let dangling = citations
        .iter()
        .flat_map(|c| &c.numbers)
        .filter(|n| !references.iter().any(|r| r.number == Some(**n)));
    let change = |new: usize, vanished: usize| match (new, vanished) {
        (0, 0) => String::new(),
        (new, 0) => format!(" ({new} new)"),
        (0, gone) => format!(" ({gone} vanished)"),
        (new, gone) => format!(" ({new} new, {gone} vanished)"),
    };
    let merged = &written.merged;
    let mut parts = vec![
        format!(
            "{}{}",
            many(references.len(), "reference"),
            change(merged.references.new, merged.references.vanished)
        ),
        format!("{}{}", many(citations.len(), "citation"), change(merged.claims.new, merged.claims.vanished)),
    ];
    let known: HashSet<&str> = references.iter().map(|r| r.key.as_str()).collect();
    let keys = citations.iter().filter(|c| c.numbers.is_empty()).flat_map(|c| &c.keys);
    let lost = keys.filter(|key| !read.article.libraries.is_empty() && !known.contains(key.as_str())).count();
    let dangling = dangling.count() + lost;
    if dangling > 0 {
        parts.push(format!("{} to no reference", many(dangling, "link")));
    }
    parts.push(format!("style {}", read.extraction.style.name()));
    parts.join(", ")
}

/// Lists the fields that a person should look at, the least sure first.
fn doubts(read: &Read, written: &Written, out: &mut Terminal<impl Write>) -> io::Result<()> {
    let library = Library::load([Source { name: "", bib: &written.merged.pair.bib, toml: "" }]);
    let entries: HashMap<&str, &Entry> =
        library.entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
    let mut doubts: Vec<(f32, String)> = Vec::new();
    for (reference, key) in read.extraction.references.iter().zip(&written.merged.keys) {
        let entry = entries.get(key.as_str());
        doubts.extend(entry.into_iter().flat_map(|entry| doubtful(reference, entry)));
    }
    if doubts.is_empty() {
        return Ok(());
    }
    doubts.sort_by(|a, b| a.0.total_cmp(&b.0));
    out.line(format_args!("  {} to look at:", many(doubts.len(), "doubtful field")))?;
    listed(doubts.iter().map(|(sure, text)| format!("{:3.0} %  {text}", sure * 100.0)), out)
}

/// The fields of `reference` that ibid is not sure of, with their values; where the person has another value in
/// `entry` there is no doubt.
fn doubtful(reference: &Reference, entry: &Entry) -> Vec<(f32, String)> {
    let fields = reference.fields.iter().filter(|(_, field)| field.confidence < SURE);
    let stands = |name: &str, value: &str| {
        entry.value(name).is_some_and(|now| now == plain(name, &latex(name, value)))
    };
    let doubts = fields.filter(|(name, field)| stands(name, &field.value));
    doubts
        .map(|(name, field)| (field.confidence, format!("{}.{name} = {}", entry.key, field.value)))
        .collect()
}

fn remarks(written: &Written, out: &mut Terminal<impl Write>) -> io::Result<()> {
    let remarks = &written.merged.remarks;
    if !remarks.is_empty() {
        out.line(format_args!("  {}:", many(remarks.len(), "remark")))?;
    }
    listed(remarks.iter().map(|remark| format!("{}: {}", remark.what, remark.message)), out)
}

/// The first few of `lines`, and how many more there are.
fn listed(lines: impl ExactSizeIterator<Item = String>, out: &mut Terminal<impl Write>) -> io::Result<()> {
    let all = lines.len();
    for line in lines.take(LISTED) {
        out.line(format_args!("    {line}"))?;
    }
    if all > LISTED { out.line(format_args!("    and {} more", all - LISTED)) } else { Ok(()) }
}

/// `1 reference`, `2 references`.
fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Prints what would change, as a diff.
pub(super) fn diff(written: &Written, out: &mut impl Write) -> io::Result<()> {
    let out = &mut Terminal::new(out);
    let (stem, pair) = (&written.stem, &written.merged.pair);
    let files = [(stem.bib_path(), stem.bib(), &pair.bib), (stem.toml_path(), stem.toml(), &pair.toml)];
    for (path, before, after) in files {
        let name = path.display().to_string();
        let diff = TextDiff::from_lines(before, after.as_str());
        let diff = diff.unified_diff().header(&name, &name).to_string();
        for line in diff.split_terminator('\n') {
            out.tabbed(line.strip_suffix('\r').unwrap_or(line))?;
        }
    }
    Ok(())
}
