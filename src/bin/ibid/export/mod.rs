//! `ibid export`: entries of a library in the format of another program.

#[cfg(feature = "hayagriva")]
mod annotated;

use std::collections::{BTreeSet, HashSet};
use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use ibid::library::bib::value::latex;
use ibid::library::{Entry, Heirs, Library, clashes};
use ibid::output::export::Format;

use crate::failure::Failure;
use crate::printer::Printer;
use crate::selection::{self, Selection};
use crate::shelf::Stem;
use crate::terminal;

const EXAMPLES: &str = "\
Examples:
  ibid export > all.bib                        the whole library as one .bib
  ibid export --to csl-json bib/paper.bib      what one article cites
  ibid export --to ris --tag energy --cited    entries with a tag that a claim rests on
  ibid export --annotated html > annotated.html   every entry with its notes and claims
  ibid export --annotated latex --style ieee      the same in another style and format";

/// Arguments of `ibid export`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Folders of libraries, or files in them
    #[arg(default_value = "bib", value_name = "LIBRARY")]
    libraries: Vec<PathBuf>,

    /// The format to write
    #[arg(long, value_enum, default_value_t = Format::Biblatex)]
    to: Format,

    #[cfg(feature = "hayagriva")]
    #[command(flatten)]
    annotated: annotated::Flags,

    /// Only these entries
    #[arg(long = "key", value_name = "KEY")]
    keys: Vec<String>,

    /// Only entries with this tag
    #[arg(long)]
    tag: Option<String>,

    /// Only entries that a claim cites
    #[arg(long, conflicts_with = "uncited")]
    cited: bool,

    /// Only entries that no claim cites
    #[arg(long)]
    uncited: bool,

    /// Put people's notes into the field `annotation`, behind what it says
    #[arg(long)]
    annotations: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let library = load(&args.libraries)?;
    if !library.faults.is_empty() {
        return Err(Failure::unreadable(&library.faults));
    }
    let keys = args.keys.iter().map(|key| {
        library.key_named(key).ok_or_else(|| Failure::at(key, "the library has no entry with this key"))
    });
    let keys: Vec<&str> = keys.collect::<Result<_, _>>()?;
    let cited: HashSet<&str> =
        library.claims.iter().flat_map(|c| &c.record.cites).map(String::as_str).collect();
    let mut wanted: Vec<&Entry> = library
        .entries
        .iter()
        .filter(|entry| {
            (keys.is_empty() || keys.contains(&entry.key.as_str())) && args.wants(entry, &library, &cited)
        })
        .collect();
    one_work_a_key(&library, &wanted)?;
    #[cfg(feature = "hayagriva")]
    if let Some(markup) = args.annotated.markup {
        let mut seen = HashSet::new();
        let entries: Vec<&Entry> =
            wanted.into_iter().filter(|entry| seen.insert(entry.key.as_str())).collect();
        return annotated::print(&library, &entries, markup, &args.annotated.style);
    }
    let mut printer = Printer::new(args.to, BufWriter::new(io::stdout().lock()))?;
    wanted.retain(|entry| args.to.has(&entry.kind));
    let keys: HashSet<&str> = wanted.iter().map(|entry| entry.key.as_str()).collect();
    let volumes: BTreeSet<usize> = wanted.iter().map(|entry| entry.volume).collect();
    let preambles =
        volumes.iter().filter_map(|&volume| library.volumes.get(volume)).flat_map(|v| &v.preambles);
    let mut seen = HashSet::new();
    for preamble in preambles.filter(|preamble| seen.insert(preamble.as_str())) {
        printer.preamble(preamble)?;
    }
    seen.clear();
    let mut heirs = Heirs::of(&library);
    for entry in wanted {
        if seen.insert(entry.key.as_str()) {
            printer.print(&args.entry(entry, &library, &mut heirs, &keys))?;
        }
    }
    printer.finish()?;
    Ok(ExitCode::SUCCESS)
}

impl Args {
    /// Whether `entry` is among those asked for, keys aside.
    fn wants(&self, entry: &Entry, library: &Library, cited: &HashSet<&str>) -> bool {
        let tagged = |tag: &String| library.annotations_of(&entry.key).any(|note| note.tags.contains(tag));
        let is_cited = cited.contains(entry.key.as_str());
        self.tag.as_ref().is_none_or(tagged) && (!self.cited || is_cited) && !(self.uncited && is_cited)
    }

    /// `entry` as it is exported beside the entries called `keys`.
    fn entry(&self, entry: &Entry, library: &Library, heirs: &mut Heirs<'_>, keys: &HashSet<&str>) -> Entry {
        let parents = ["crossref", "xdata"].into_iter().filter_map(|name| entry.fields.get(name));
        let mut parents = parents.flat_map(|keys| keys.split(','));
        let mut exported = match self.to {
            Format::Biblatex if parents.all(|key| keys.contains(key.trim())) => entry.clone(),
            _ => heirs.alone(entry),
        };
        let notes = library.annotations_of(&entry.key).filter_map(|annotation| annotation.note.as_deref());
        let notes = notes.collect::<Vec<_>>().join("; ");
        if self.annotations && !notes.is_empty() {
            annotate(&mut exported, &latex("annotation", &notes));
        }
        exported
    }
}

/// Puts `notes`, which are LaTeX, behind what the person who wrote `entry` noted in it; `annote` is BibTeX's name of the field.
fn annotate(entry: &mut Entry, notes: &str) {
    let has = |name| entry.fields.contains_key(name);
    let name = if has("annote") && !has("annotation") { "annote" } else { "annotation" };
    let field = entry.fields.entry(name.to_owned()).or_default();
    *field = if field.trim().is_empty() { notes.to_owned() } else { format!("{field}; {notes}") };
}

/// The libraries at `paths`, each a folder or a file in one.
fn load(paths: &[PathBuf]) -> Result<Library, Failure> {
    let selections: Vec<Selection> =
        paths.iter().map(|path| Selection::read(path)).collect::<Result<_, _>>()?;
    let mut stems = Vec::new();
    for selection in &selections {
        stems.extend(selection.stems()?);
    }
    let mut library = selection::load(&stems, |_| true);
    library.append(noted_beside(&selections, &stems)?);
    Ok(library)
}

/// The references of the sheets beside those of `stems`: what a person notes of a work stands in one of all sheets of a folder.
fn noted_beside(selections: &[Selection], stems: &[Stem]) -> Result<Library, Failure> {
    let mut seen: HashSet<PathBuf> = stems.iter().map(|stem| stem.path.clone()).collect();
    let mut beside = Vec::new();
    for selection in selections.iter().filter(|selection| selection.only().is_some()) {
        for name in selection.shelf.names()? {
            let path = selection.shelf.dir().join(name);
            if seen.insert(path.clone()) {
                beside.push(Stem::without_bib(path)?);
            }
        }
    }
    let mut library = selection::load(&beside, |block| block.contains("[[reference]]"));
    for fault in library.faults.drain(..) {
        terminal::warn(format_args!("{}:{}: {}", fault.file, fault.line, fault.message));
    }
    library.claims.clear();
    library.orphans.clear();
    Ok(library)
}

/// That no two of `entries` are two works with one key: only one of them could be exported.
fn one_work_a_key(library: &Library, entries: &[&Entry]) -> Result<(), Failure> {
    let place = |entry: &Entry| {
        let file = library.volumes.get(entry.volume).map(|v| v.name.as_str()).unwrap_or_default();
        format!("{file}.bib:{}", entry.line)
    };
    let clash = |(one, other): (&Entry, &Entry)| {
        format!("{}: `{}` is another work than in {}", place(other), one.key, place(one))
    };
    let clashes: Vec<String> = clashes(entries.iter().copied()).map(clash).collect();
    if clashes.is_empty() {
        return Ok(());
    }
    let hint = "  nothing was exported; give one of the works another key";
    Err(Failure::Unusable(format!("{}\n{hint}", clashes.join("\n"))))
}
