//! `ibid merge`: one work under several keys made one entry, with the person's consent.

use std::collections::HashSet;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use ibid::library::bib::Document;
use ibid::library::duplicates::{Duplicate, Groups, duplicates};
use ibid::library::unify::{Renames, unify};
use ibid::library::works::Relation;
use ibid::library::{Entry, Library, clashes};

use crate::extract::unreadable;
use crate::failure::Failure;
use crate::selection::{self, Selection};
use crate::shelf::Stem;
use crate::terminal::{Terminal, say};

const EXAMPLES: &str = "\
Examples:
  ibid merge              show each pair of entries of one work, and ask
  ibid merge --yes        merge all pairs without asking
  ibid merge --dry-run    only show them

The key that goes away stays valid in your documents: it is kept as one of the entry's `ids`.
A preprint and the article it became are shown as related and never merged.";

/// Arguments of `ibid merge`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Folder of the library
    #[arg(default_value = "bib", value_name = "LIBRARY")]
    library: PathBuf,

    /// Merge without asking
    #[arg(short, long)]
    yes: bool,

    /// Change nothing; show what could be merged
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
}

/// Two keys of one work: the one that stays, and the other with the name of its pair.
struct Wanted {
    keep: String,
    drop: String,
    pair: String,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let stems = folder(Selection::read(&args.library)?, args)?.stems()?;
    let library = selection::load(&stems, |_| true);
    if !library.faults.is_empty() {
        return Err(Failure::unreadable(&library.faults));
    }
    let found = duplicates(&library);
    let (mut wanted, mut groups) = (Vec::new(), Groups::default());
    for duplicate in &found {
        if groups.are_one(duplicate) {
            continue;
        }
        show(&library, duplicate)?;
        let same = matches!(duplicate.relation, Relation::Same(_));
        if let Some((one, other)) = groups.conflict(duplicate).filter(|_| same) {
            say(format_args!(
                "  not merged: {} and {}, which it would make one, are two works",
                one.key, other.key
            ))?;
            continue;
        }
        if same && (args.dry_run || args.yes || ask()?) {
            groups.join(duplicate);
            let pair = stems.get(duplicate.other.volume).map(Stem::name).unwrap_or_default();
            wanted.push(Wanted { keep: duplicate.keep.key.clone(), drop: duplicate.other.key.clone(), pair });
        }
    }
    let clashing = show_clashes(&library)?;
    if found.is_empty() && !clashing {
        say(format_args!("{}: no work has two keys", args.library.display()))?;
    }
    if wanted.is_empty() || args.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    write(args, &wanted)
}

/// Merges what is `wanted`, in all files or in none.
fn write(args: &Args, wanted: &[Wanted]) -> Result<ExitCode, Failure> {
    let selection = Selection::write(&args.library)?;
    let mut changes = Vec::new();
    for stem in selection.stems()? {
        let bib = Document::parse(stem.bib());
        let here: HashSet<&str> = bib.entries().map(|entry| bib.slice(entry.key)).collect();
        // Where the entry is of another pair, the claims that cite it follow.
        let renames = wanted.iter().filter(|w| w.pair == stem.name() || !here.contains(w.drop.as_str()));
        let renames = Renames::new(renames.map(|w| (w.keep.as_str(), w.drop.as_str())));
        let pair = unify(&stem.pair(), &renames).map_err(|error| unreadable(&stem, error))?;
        changes.push((stem, pair));
    }
    for path in selection.shelf.commit(&changes)? {
        say(format_args!("wrote {}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `selection`, which must be a whole folder: a work can have its other key in any file of it.
fn folder(selection: Selection, args: &Args) -> Result<Selection, Failure> {
    match selection.only() {
        Some(_) => Err(Failure::at(args.library.display(), "one file; name the folder of the library")),
        None => Ok(selection),
    }
}

/// Prints the keys that two works have; whether there are any.
fn show_clashes(library: &Library) -> io::Result<bool> {
    let (mut out, mut some) = (Terminal::new(io::stdout().lock()), false);
    for (one, other) in clashes(&library.entries) {
        some = true;
        out.line(format_args!("{}: two works have this key; give one of them another", one.key))?;
        for entry in [one, other] {
            out.line(format_args!("  {}: {}", place(library, entry), line(entry)))?;
        }
    }
    Ok(some)
}

/// `paper.bib:3`
fn place(library: &Library, entry: &Entry) -> String {
    let file = library.volumes.get(entry.volume).map(|v| v.name.as_str()).unwrap_or_default();
    format!("{}.bib:{}", file.rsplit(['/', '\\']).next().unwrap_or_default(), entry.line)
}

/// Prints both entries, the evidence, and what a merge would lose.
fn show(library: &Library, duplicate: &Duplicate<'_>) -> io::Result<()> {
    let mut out = Terminal::new(io::stdout().lock());
    let evidence = match duplicate.relation {
        Relation::Same(evidence) => evidence.words(),
        _ => {
            "related, not merged: same title and author's name; not the same year, DOI, volume, place or form"
        }
    };
    out.line(format_args!("{} and {}: {evidence}", duplicate.keep.key, duplicate.other.key))?;
    for entry in [duplicate.keep, duplicate.other] {
        out.line(format_args!("  {}: {}", place(library, entry), line(entry)))?;
    }
    if !matches!(duplicate.relation, Relation::Same(_)) {
        return Ok(());
    }
    // Each file keeps an entry of its own: values go only where one has both.
    let Duplicate { keep, other, .. } = *duplicate;
    let beside = library.entries_of(&keep.key).find(|entry| entry.volume == other.volume);
    for (name, stays, goes) in (Duplicate { keep: beside.unwrap_or(keep), ..*duplicate }).lost() {
        let (one, two) = (stays, goes);
        match beside {
            Some(_) => out.line(format_args!("  {name}: \"{one}\" stays, \"{two}\" goes"))?,
            None => {
                let is_swapped = name == "type" && keep.kind != one;
                let (one, two) = if is_swapped { (two, one) } else { (one, two) };
                out.line(format_args!("  {name}: \"{one}\" and \"{two}\" stay, each in its file"))?;
            }
        }
    }
    Ok(())
}

/// `Weitz, R. · Averting a New Great Game · 2006 · doi 10.1/x`
fn line(entry: &Entry) -> String {
    let value = |names: &[&str]| names.iter().find_map(|name| entry.value(name));
    let doi = entry.value("doi").or_else(|| entry.value("eprint")).map(|doi| format!("doi or eprint {doi}"));
    let parts = [value(&["author", "editor"]), value(&["title"]), value(&["date", "year"]), doi];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Whether the person agrees; no one there to ask is a no.
fn ask() -> io::Result<bool> {
    if !io::stdin().is_terminal() {
        say("  not merged: nobody to ask; --yes merges")?;
        return Ok(false);
    }
    Terminal::new(io::stdout().lock()).ask("  merge? [y/N] ")?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
