//! `ibid merge`: one work under several keys made one entry, with the person's consent.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ibid::library::bib::Document;
use ibid::library::duplicates::{Duplicate, Groups, duplicates};
use ibid::library::unify::{Renames, unify};
use ibid::library::works::Relation;
use ibid::library::{Entry, Library};
use ibid::output::visible::visible;

use crate::extract::unreadable;
use crate::failure::Failure;
use crate::shelf::{Shelf, Stem};

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
    if !args.library.is_dir() {
        return Err(Failure::at(args.library.display(), "no such folder"));
    }
    let stems = Shelf::read(&args.library)?.stems()?;
    let library = load(&stems);
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
            let words = format!(
                "  not merged: {} and {}, which it would make one, are two works",
                one.key, other.key
            );
            writeln!(io::stdout(), "{}", visible(&words))?;
            continue;
        }
        if same && (args.dry_run || args.yes || ask()?) {
            groups.join(duplicate);
            let pair = stems.get(duplicate.other.volume).map(Stem::name).unwrap_or_default();
            wanted.push(Wanted { keep: duplicate.keep.key.clone(), drop: duplicate.other.key.clone(), pair });
        }
    }
    if found.is_empty() {
        writeln!(io::stdout(), "{}: no work has two keys", args.library.display())?;
    }
    if wanted.is_empty() || args.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    write(args, &wanted)
}

/// Merges what is `wanted`, in all files or in none.
fn write(args: &Args, wanted: &[Wanted]) -> Result<ExitCode, Failure> {
    let shelf = Shelf::write(&args.library)?;
    let mut changes = Vec::new();
    for stem in shelf.stems()? {
        let bib = Document::parse(stem.bib());
        let here: HashSet<&str> = bib.entries().map(|entry| bib.slice(entry.key)).collect();
        // Where the entry is of another pair, the claims that cite it follow.
        let renames = wanted.iter().filter(|w| w.pair == stem.name() || !here.contains(w.drop.as_str()));
        let renames = Renames::new(renames.map(|w| (w.keep.as_str(), w.drop.as_str())));
        let pair = unify(&stem.pair(), &renames).map_err(|error| unreadable(&stem, error))?;
        changes.push((stem, pair));
    }
    for path in shelf.commit(&changes)? {
        writeln!(io::stdout(), "wrote {}", path.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn load(stems: &[Stem]) -> Library {
    let names: Vec<String> = stems.iter().map(|stem| stem.path.display().to_string()).collect();
    let sources = stems.iter().zip(&names);
    Library::load(sources.map(|(stem, name)| ibid::library::Source {
        name,
        bib: stem.bib(),
        toml: stem.toml(),
    }))
}

/// Prints both entries, the evidence, and what a merge would lose.
fn show(library: &Library, duplicate: &Duplicate<'_>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let evidence = match duplicate.relation {
        Relation::Same(evidence) => evidence.words(),
        _ => {
            "related, not merged: same title and author's name; not the same year, DOI, volume, place or form"
        }
    };
    writeln!(out, "{} and {}: {evidence}", duplicate.keep.key, duplicate.other.key)?;
    for entry in [duplicate.keep, duplicate.other] {
        let file = library.volumes.get(entry.volume).map(|v| v.name.as_str()).unwrap_or_default();
        let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
        writeln!(out, "  {file}.bib:{}: {}", entry.line, line(entry))?;
    }
    if !matches!(duplicate.relation, Relation::Same(_)) {
        return Ok(());
    }
    // Each file keeps an entry of its own: values go only where one has both.
    let Duplicate { keep, other, .. } = *duplicate;
    let beside = library.entries_of(&keep.key).find(|entry| entry.volume == other.volume);
    for (name, stays, goes) in (Duplicate { keep: beside.unwrap_or(keep), ..*duplicate }).lost() {
        let (one, two) = (visible(&stays), visible(&goes));
        match beside {
            Some(_) => writeln!(out, "  {name}: \"{one}\" stays, \"{two}\" goes")?,
            None => {
                let is_swapped = name == "type" && keep.kind != stays;
                let (one, two) = if is_swapped { (two, one) } else { (one, two) };
                writeln!(out, "  {name}: \"{one}\" and \"{two}\" stay, each in its file")?;
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
        writeln!(io::stdout(), "  not merged: nobody to ask; --yes merges")?;
        return Ok(false);
    }
    write!(io::stdout(), "  merge? [y/N] ")?;
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
