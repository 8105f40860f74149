//! What changed between two drafts, as text for people and as JSON Lines.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::sources::Works;
use super::visible::visible;
use crate::library::sheet::record::ClaimRecord;
use crate::library::{ClaimChange, Difference, Drafts, Fate, FieldChange, ReferenceChange};

/// Writes `difference` as JSON, one object for every change, claims first.
///
/// # Errors
///
/// Those of `out`.
pub fn json_lines(difference: &Difference<'_>, mut out: impl Write) -> io::Result<()> {
    let claims = difference.claims.iter().map(claim_json);
    for value in claims.chain(difference.references.iter().map(reference_json)) {
        writeln!(out, "{value}")?;
    }
    Ok(())
}

fn claim_json(change: &ClaimChange<'_>) -> Value {
    let side = |record: Option<&ClaimRecord>| {
        record.map(|r| {
            json!({"claim": r.text, "sentence": r.sentence, "sources": r.cites, "missing": r.missing,
            "line": r.place.as_ref().map(|p| p.line)})
        })
    };
    json!({"change": change.fate.name(), "old": side(change.old), "new": side(change.new),
        "lost": change.lost, "gained": change.gained})
}

fn reference_json(change: &ReferenceChange<'_>) -> Value {
    match change {
        ReferenceChange::Added(key) => json!({"change": "reference-added", "key": key}),
        ReferenceChange::Gone(key) => json!({"change": "reference-gone", "key": key}),
        ReferenceChange::Renumbered(key, from, to) => {
            json!({"change": "reference-renumbered", "key": key, "old": from, "new": to})
        }
        ReferenceChange::Edited(key, fields) => {
            let side = |value: fn(&FieldChange<'_>) -> Option<String>| -> Value {
                fields.iter().filter_map(|field| Some((field.name.to_owned(), value(field)?))).collect()
            };
            let [old, new] = [side(|field| field.old.clone()), side(|field| field.new.clone())];
            json!({"change": "reference-edited", "key": key, "old": old, "new": new})
        }
    }
}

/// Writes `difference` of `drafts` for people, below a line that names `article`; nothing if nothing changed.
///
/// # Errors
///
/// Those of `out`.
pub fn human(
    article: &str,
    drafts: &Drafts,
    difference: &Difference<'_>,
    mut out: impl Write,
) -> io::Result<()> {
    if difference.claims.is_empty() && difference.references.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}: {}", visible(article), summary(difference))?;
    for change in &difference.claims {
        claim(change, &mut out)?;
    }
    references(drafts, &difference.references, &mut out)
}

/// `2 claims with other sources, 1 reworded`.
fn summary(difference: &Difference<'_>) -> String {
    let fates = [
        (Fate::Bared, "lost all sources"),
        (Fate::Resourced, "with other sources"),
        (Fate::Covered, "with first sources"),
        (Fate::Reworded, "reworded"),
        (Fate::Added, "new"),
        (Fate::Gone, "gone"),
    ];
    let count = |fate| difference.claims.iter().filter(|change| change.fate == fate).count();
    let claims = fates.into_iter().map(|(fate, words)| (count(fate), words)).filter(|(n, _)| *n > 0);
    let claims: Vec<_> = claims.map(|(n, words)| format!("{n} {words}")).collect();
    let claims = if claims.is_empty() { "unchanged".to_owned() } else { claims.join(", ") };
    match difference.references.len() {
        0 => format!("claims: {claims}"),
        n => format!("claims: {claims}; references: {n} changed"),
    }
}

fn claim(change: &ClaimChange<'_>, out: &mut impl Write) -> io::Result<()> {
    let line = change.new.or(change.old).and_then(|record| record.place.as_ref()).map(|place| place.line);
    let line = line.map(|line| format!(" (line {line})")).unwrap_or_default();
    writeln!(out, "\n{}{line}", heading(change.fate))?;
    let texts = [("-", change.old), ("+", change.new)];
    let same = change.old.zip(change.new).is_some_and(|(old, new)| old.text == new.text);
    match change.new {
        Some(record) if same => writeln!(out, "  {}", visible(&record.text))?,
        _ => {
            for (sign, record) in texts.iter().filter_map(|(sign, r)| Some((sign, (*r)?))) {
                writeln!(out, "{sign} {}", visible(&record.text))?;
            }
        }
    }
    for (sign, sources) in [("-", &change.lost), ("+", &change.gained)] {
        if !sources.is_empty() {
            writeln!(out, "{sign}   cites {}", visible(&sources.join(", ")))?;
        }
    }
    Ok(())
}

const fn heading(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "New claim",
        Fate::Gone => "Claim gone",
        Fate::Bared => "Claim lost all its sources",
        Fate::Covered => "Claim has its first sources",
        Fate::Resourced => "Claim changed its sources",
        Fate::Reworded => "Claim reworded, same sources",
    }
}

fn references(drafts: &Drafts, changes: &[ReferenceChange<'_>], out: &mut impl Write) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let (old, new) = drafts.libraries();
    let (old, new) = (Works::of(old), Works::of(new));
    writeln!(out, "\nReferences")?;
    for change in changes {
        let words = match change {
            ReferenceChange::Added(key) => {
                let source = new.source(key, 0);
                format!("+ {}  {}", source.name(), source.work())
            }
            ReferenceChange::Gone(key) => {
                let source = old.source(key, 0);
                format!("- {}  {}", source.name(), source.work())
            }
            ReferenceChange::Renumbered(key, from, to) => format!("  [{from}] is now [{to}]  {key}"),
            ReferenceChange::Edited(key, _) => format!("  {}  says otherwise", new.source(key, 0).name()),
        };
        writeln!(out, "{}", visible(words.trim_end()))?;
        if let ReferenceChange::Edited(_, fields) = change {
            for field in fields {
                for (sign, value) in [("-", &field.old), ("+", &field.new)] {
                    if let Some(value) = value {
                        writeln!(out, "{sign}   {} {}", visible(field.name), visible(value))?;
                    }
                }
            }
        }
    }
    Ok(())
}
