//! `ibid claims --uncited`: the references that no claim cites.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use ibid::library::sheet::record::ReferenceRecord;
use ibid::library::{Kept, uncited};
use ibid::output::claims::{csv, json_lines, markdown};
use ibid::output::sources::{UncitedRow, Works};
use ibid::output::visible::visible;

use super::table::table;
use super::texts::{Texts, uncited_candidates, works};
use super::{Args, Format, warn, warn_of};
use crate::failure::Failure;

const HEADER: [&str; 4] = ["library", "number", "key", "work"];

/// Prints them; of articles without those that they name beside their running text, which `ibid check` takes for cited too.
pub(super) fn print_uncited(args: &Args, texts: &[Texts], out: &mut impl Write) -> Result<(), Failure> {
    let library = uncited_candidates(texts);
    warn(&library);
    let is_aside = |kept: &Kept<ReferenceRecord>| {
        texts.get(kept.volume).is_some_and(|text| text.names_aside(&kept.record.key))
    };
    let (aside, mut found): (Vec<_>, Vec<_>) = uncited(&library).into_iter().partition(|kept| is_aside(kept));
    let count = found.len();
    found.truncate(args.limit.unwrap_or(usize::MAX));
    let mut shown: HashMap<usize, HashSet<&str>> = HashMap::new();
    for kept in found.iter().chain(&aside) {
        shown.entry(kept.volume).or_default().insert(&kept.record.key);
    }
    let known = works(texts, &shown)?;
    known.faults.iter().filter(|fault| !library.faults.contains(fault)).for_each(warn_of);
    let works = Works::of(&known);
    let row = |kept: &&Kept<ReferenceRecord>| UncitedRow::new(&kept.record.key, kept.volume, &works);
    let rows: Vec<UncitedRow> = found.iter().map(row).collect();
    print_rows(args.format, &rows, out)?;
    if count > rows.len() {
        anstream::eprintln!("{} of {count} references; more with --limit", rows.len());
    } else if count == 0 {
        let some = texts.iter().any(|text| text.listed().next().is_some());
        anstream::eprintln!("{}", if some { "every reference is cited" } else { "there are no references" });
    }
    if !aside.is_empty() {
        let names: Vec<String> = aside.iter().map(|kept| row(kept).source.name()).collect();
        let names = names.join(", ");
        anstream::eprintln!("left out, since captions, tables or other lines name them: {}", visible(&names));
    }
    Ok(())
}

fn print_rows(format: Format, rows: &[UncitedRow], out: &mut impl Write) -> io::Result<()> {
    let cells: Vec<Vec<String>> = rows.iter().map(cells).collect();
    match format {
        Format::Json => json_lines(rows, out),
        Format::Csv => csv(&HEADER, &cells, out),
        Format::Markdown => markdown(&HEADER, &cells, out),
        Format::Table if cells.is_empty() => Ok(()),
        Format::Table => writeln!(out, "{}", table(&HEADER, cells)),
    }
}

fn cells(row: &UncitedRow) -> Vec<String> {
    let number = row.source.number.map(|number| number.to_string()).unwrap_or_default();
    vec![row.library.clone(), number, row.source.key.clone(), row.source.work()]
}
