//! `ibid diff`: two drafts in, what their claims cite otherwise out; also as a diff driver of git.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::article::sections::paragraphs;
use ibid::library::{Drafts, Letters, Reading, digest};
use ibid::output::difference;
use ibid::output::visible::visible;

use crate::failure::Failure;
use crate::input;

const EXAMPLES: &str = "\
Examples:
  ibid diff draft1.md draft2.md
  git show HEAD:paper.md | ibid diff - paper.md
  git config diff.claims.command 'ibid diff'      with `*.md diff=claims` in .gitattributes";

/// Arguments of `ibid diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The older draft and the newer one; or the seven arguments of a git diff driver
    #[arg(value_name = "OLD NEW", num_args = 2..=9, required = true)]
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
    let (name, old, new) = sides(&args.drafts)?;
    let drafts = read(old, name).and_then(|old| Ok((old, read(new, name)?)));
    let (old, new) = match drafts {
        // git gives up on all files that follow if its driver fails on one.
        Err(Failure::Unusable(why)) if args.drafts.len() > 2 => {
            let why = format!("not compared: {why}");
            match args.format {
                Format::Human => writeln!(io::stdout().lock(), "{}", visible(&why))?,
                Format::Json => anstream::eprintln!("{}", visible(&why)),
            }
            return Ok(ExitCode::SUCCESS);
        }
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

/// Reads the draft at `path` as an article called `name`: files that git makes have names of their own.
/// `/dev/null` is a draft that says nothing.
fn read(path: &Path, name: &Path) -> Result<Draft, Failure> {
    let bytes = if path == Path::new("/dev/null") { Vec::new() } else { input::bytes(path)? };
    let name = name.to_string_lossy();
    let article = ibid::read(&name, &bytes).map_err(|error| Failure::Unusable(error.to_string()))?;
    let extraction = ibid::extract(&article);
    let words: String =
        paragraphs(&article, &extraction.listed_lines()).iter().map(|p| p.text.as_str()).collect();
    let reading = Reading::new(&article, &extraction, name.into_owned(), digest::long(&bytes));
    Ok(Draft { reading, words: Letters::of(&words) })
}
