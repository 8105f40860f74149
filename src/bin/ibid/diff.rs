//! `ibid diff`: two drafts in, what their claims cite otherwise out; also as a diff driver of git.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::article::sections::paragraphs;
use ibid::library::{Drafts, Letters, Reading, digest};
use ibid::output::difference;
use ibid::output::visible::visible;

use crate::failure::Failure;
use crate::{document, input};

const EXAMPLES: &str = "\
Examples:
  ibid diff draft1.md draft2.md
  git show HEAD:paper.md | ibid diff - paper.md
  git config diff.claims.command 'ibid diff'      with `*.md diff=claims` in .gitattributes";

/// Arguments of `ibid diff`.
#[derive(Debug, clap::Args)]
#[command(override_usage = "ibid diff [OPTIONS] OLD NEW", after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The older draft and the newer one; or the seven arguments of a git diff driver
    #[arg(value_name = "OLD NEW", num_args = 1..=9, required = true)]
    drafts: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One JSON object a line
    Json,
}

/// One draft as read.
struct Draft {
    reading: Reading,
    words: Letters,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    if let ([path], true) = (args.drafts.as_slice(), is_called_by_git()) {
        return not_compared(&format!("{}: it is unmerged", path.display()), args.format);
    }
    let (name, old, new) = sides(&args.drafts)?;
    let is_driver = args.drafts.len() > 2;
    let draft = |path: &Path| {
        let is_elsewhere = is_driver || [Path::new("-"), Path::new("/dev/null")].contains(&path);
        read(path, name, if is_elsewhere { name } else { path })
    };
    let drafts = draft(old).and_then(|old| Ok((old, draft(new)?)));
    let (old, new) = match drafts {
        // git gives up on all files that follow if its driver fails on one.
        Err(Failure::Unusable(why)) if is_driver => return not_compared(&why, args.format),
        drafts => drafts?,
    };
    let drafts =
        Drafts::new(&old.reading, &new.reading).map_err(|error| Failure::at(name.display(), error))?;
    let found = drafts.difference(&old.words, &new.words);
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Human => difference::human(&name.to_string_lossy(), &drafts, &found, &mut out)?,
        Format::Json => difference::json_lines(&found, &mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Whether git calls ibid as a diff driver, which it does with the path alone for a file whose merge is not resolved.
fn is_called_by_git() -> bool {
    std::env::var_os("GIT_DIFF_PATH_COUNTER").is_some()
}

/// Says why there is no difference, in its place.
fn not_compared(why: &str, format: Format) -> Result<ExitCode, Failure> {
    let why = format!("not compared: {why}");
    match format {
        Format::Human => writeln!(io::stdout().lock(), "{}", visible(&why))?,
        Format::Json => anstream::eprintln!("{}", visible(&why)),
    }
    Ok(ExitCode::SUCCESS)
}

/// The name of the article, the file of its old draft and that of its new one.
///
/// git calls a driver with `path old-file old-hex old-mode new-file new-hex new-mode`, and two more where the
/// file was renamed.
fn sides(paths: &[PathBuf]) -> Result<(&Path, &Path, &Path), Failure> {
    match paths {
        [old, new] => Ok((new, old, new)),
        [path, old, _, _, new, _, _, ..] => Ok((path, old, new)),
        _ => Err(Failure::at("ibid diff", "give two drafts, or let git give its seven arguments")),
    }
}

/// Reads the draft at `path` of an article called `name`, with the files that it brings in as one that stands at `place`: files that git
/// makes have names and folders of their own. `/dev/null` is a draft that says nothing.
fn read(path: &Path, name: &Path, place: &Path) -> Result<Draft, Failure> {
    let bytes = if path == Path::new("/dev/null") { Vec::new() } else { input::bytes(path)? };
    let article = document::read(place, &bytes).map_err(|error| Failure::Unusable(error.to_string()))?;
    let extraction = ibid::extract(&article);
    let words: String =
        paragraphs(&article, &extraction.listed_lines()).iter().map(|p| p.text.as_str()).collect();
    let name = name.to_string_lossy().into_owned();
    let reading = Reading::new(&article, &extraction, name, digest::long(&bytes));
    Ok(Draft { reading, words: Letters::of(&words) })
}
