//! `ibid review`: a walk through the claims that nobody has checked yet.

use std::io::{self, BufRead};
use std::path::PathBuf;
use std::process::ExitCode;

use ibid::library::annotate::Changes;
use ibid::library::sheet::record::ClaimRecord;
use ibid::library::sheet::{Annotation, Verdict};
use ibid::library::{Kept, Library};

use crate::annotate;
use crate::failure::Failure;
use crate::selection::{self, Selection};
use crate::shelf::Stem;
use crate::terminal::{Terminal, say};

const EXAMPLES: &str = "\
Examples:
  ibid review                     all claims without a verdict
  ibid review bib/paper.toml      only those of one article
  ibid review --source weitz2006  only those that cite one source

Every answer is written at once: stop whenever you like, and go on later where you stopped.";

/// Arguments of `ibid review`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Folder of the library, or one .toml of it
    #[arg(default_value = "bib", value_name = "LIBRARY")]
    library: PathBuf,

    /// Only claims that cite this entry
    #[arg(long, value_name = "KEY")]
    source: Option<String>,
}

/// What a person answers.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Verdict(Verdict),
    Comment,
    Skip,
    Back,
    Quit,
}

/// Where the walk goes from a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    On,
    Back,
    Stop,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let stems = Selection::read(&args.library)?.stems()?;
    let library = selection::load(&stems, |_| true);
    let open: Vec<_> =
        library.claims.iter().filter(|kept| is_open(&kept.record, args.source.as_deref())).collect();
    let mut input = io::stdin().lock().lines();
    let mut at = 0;
    while let Some(kept) = open.get(at) {
        show(&library, kept, at + 1, open.len())?;
        let pair = stems.get(kept.volume).map(Stem::name).unwrap_or_default();
        let name = format!("{pair}:{}", kept.record.id);
        at = match settle(args, &name, &mut input)? {
            Step::On => at + 1,
            Step::Back => at.saturating_sub(1),
            Step::Stop => return Ok(ExitCode::SUCCESS),
        };
    }
    say("No claim is left to check.")?;
    Ok(ExitCode::SUCCESS)
}

/// Whether nobody has given a verdict on `claim`, and it cites `source`.
fn is_open(claim: &ClaimRecord, source: Option<&str>) -> bool {
    let verdict = claim.annotation.verdict.filter(|verdict| *verdict != Verdict::Unchecked);
    verdict.is_none() && source.is_none_or(|key| claim.cites.iter().any(|cited| cited == key))
}

/// Asks until the claim called `name` is settled or skipped.
fn settle(
    args: &Args,
    name: &str,
    input: &mut impl Iterator<Item = io::Result<String>>,
) -> Result<Step, Failure> {
    loop {
        prompt("[s]upported [p]artly [u]nsupported [c]omment [Enter] skip [b]ack [q]uit: ")?;
        let Some(line) = input.next().transpose()? else { return Ok(Step::Stop) };
        match answer(&line) {
            Some(Answer::Quit) => return Ok(Step::Stop),
            Some(Answer::Skip) => return Ok(Step::On),
            Some(Answer::Back) => return Ok(Step::Back),
            Some(Answer::Verdict(verdict)) => {
                let changes = Changes { verdict: Some(verdict), ..Changes::default() };
                annotate::write(&args.library, name, |old| changes.apply(old))?;
                return Ok(Step::On);
            }
            Some(Answer::Comment) => {
                prompt("note: ")?;
                let Some(comment) = input.next().transpose()? else { return Ok(Step::Stop) };
                if !comment.trim().is_empty() {
                    annotate::write(&args.library, name, |old| commented(old, comment.trim()))?;
                }
            }
            None => {}
        }
    }
}

/// `old` with `comment` below the note that is there.
fn commented(old: &Annotation, comment: &str) -> Annotation {
    let note = match &old.note {
        Some(note) => format!("{note}\n{comment}"),
        None => comment.to_owned(),
    };
    Annotation { note: Some(note), ..old.clone() }
}

/// What `line` answers; `None` for anything else.
fn answer(line: &str) -> Option<Answer> {
    match line.trim() {
        "s" | "a" => Some(Answer::Verdict(Verdict::Supported)),
        "p" => Some(Answer::Verdict(Verdict::Partly)),
        "u" => Some(Answer::Verdict(Verdict::Unsupported)),
        "c" => Some(Answer::Comment),
        "" | "k" => Some(Answer::Skip),
        "b" => Some(Answer::Back),
        "q" => Some(Answer::Quit),
        _ => None,
    }
}

fn prompt(text: &str) -> io::Result<()> {
    Terminal::new(io::stdout().lock()).ask(text)
}

/// Prints a claim, its sentence, its sources and what is noted already.
fn show(library: &Library, kept: &Kept<ClaimRecord>, number: usize, all: usize) -> io::Result<()> {
    let (mut out, claim) = (Terminal::new(io::stdout().lock()), &kept.record);
    let article = library.volumes.get(kept.volume).map(|v| v.head.article.as_str()).unwrap_or_default();
    let place = claim.place.as_ref();
    let file = place.and_then(|place| place.file.as_ref()).map(|file| format!(" {file}")).unwrap_or_default();
    let line = place.map(|place| format!("{file}:{}", place.line)).unwrap_or_default();
    out.line("")?;
    out.line(format_args!("{number} of {all}  {}  {article}{line}", claim.id))?;
    out.line(format_args!("  claim     {}", claim.text))?;
    if claim.sentence != claim.text {
        out.line(format_args!("  sentence  {}", claim.sentence))?;
    }
    for key in &claim.cites {
        let entry = library.entries.iter().find(|e| e.volume == kept.volume && e.key == *key);
        let value = |names: [&str; 2]| entry.and_then(|e| names.into_iter().find_map(|name| e.value(name)));
        let parts = [["author", "editor"], ["title", "subtitle"], ["date", "year"]].map(value);
        let parts = parts.into_iter().flatten();
        out.line(format_args!("  source    {key}: {}", parts.collect::<Vec<_>>().join(" · ")))?;
    }
    let noted = [
        ("quote", &claim.annotation.quote),
        ("locator", &claim.annotation.locator),
        ("note", &claim.annotation.note),
    ];
    for (name, text) in noted.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
        for (at, line) in text.lines().enumerate() {
            out.line(format_args!("  {:<9} {line}", if at == 0 { name } else { "" }))?;
        }
    }
    Ok(())
}
