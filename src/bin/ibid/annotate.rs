//! `ibid annotate`: a person's notes into the library.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ibid::library::Pair;
use ibid::library::annotate::{Changes, annotate, find, form, read_form};
use ibid::library::sheet::{Annotation, Sheet, Verdict};

use crate::editor;
use crate::failure::Failure;
use crate::selection::Selection;
use crate::shelf::Stem;
use crate::target::{self, Named};
use crate::terminal::say;

const EXAMPLES: &str = "\
Examples:
  ibid annotate c4 --verdict supported --locator 'p. 4' --quote 'cannot protect its interests'
  ibid annotate paper:c4 --note 'Only for 2008.'     of several articles, the claim of bib/paper.toml
  ibid annotate spechler2008russia --tag energy --tag russia
  ibid annotate c4 --note ''                         take the note away
  ibid annotate c4                                   edit all of it in $EDITOR";

/// Arguments of `ibid annotate`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Key of an entry, or claim: `c4`, or `paper:c4` for the one of bib/paper.toml
    #[arg(value_name = "KEY|CLAIM")]
    target: String,

    /// Whether the source supports the claim
    #[arg(long, value_enum)]
    verdict: Option<VerdictArg>,

    /// Words of the source
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,

    /// Where in the source: `p. 4`
    #[arg(long, value_name = "TEXT")]
    locator: Option<String>,

    /// Anything; takes the place of the note that is there
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Add a tag; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,

    /// Take a tag away; may be repeated
    #[arg(long = "untag", value_name = "TAG")]
    untags: Vec<String>,

    /// Folder of the library, or one .bib or .toml of it
    #[arg(short, long, default_value = "bib", value_name = "PATH")]
    library: PathBuf,
}

/// The verdicts as the command line names them.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum VerdictArg {
    Supported,
    Partly,
    Unsupported,
    Unchecked,
}

impl From<VerdictArg> for Verdict {
    fn from(arg: VerdictArg) -> Self {
        match arg {
            VerdictArg::Supported => Self::Supported,
            VerdictArg::Partly => Self::Partly,
            VerdictArg::Unsupported => Self::Unsupported,
            VerdictArg::Unchecked => Self::Unchecked,
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    if args.tags.iter().any(|tag| tag.trim().is_empty()) {
        return Err(Failure::at("--tag", "a tag cannot be empty"));
    }
    let changes = Changes {
        verdict: args.verdict.map(Into::into),
        quote: args.quote.clone(),
        locator: args.locator.clone(),
        note: args.note.clone(),
        tags: args.tags.clone(),
        untags: args.untags.clone(),
    };
    if !changes.is_empty() {
        return write(&args.library, &args.target, |old| changes.apply(old));
    }
    let old = current(&args.library, &args.target)?;
    let about = format!("{}\nEmpty values are taken away. Lines with # are not kept.", args.target);
    let text = editor::edit(&form(&about, &old))?;
    let new = read_form(&text).map_err(|error| {
        Failure::at("the text from the editor", format!("line {error}; nothing was changed. It was:\n{text}"))
    })?;
    if new == old {
        return Ok(ExitCode::SUCCESS);
    }
    write(&args.library, &args.target, |_| new.clone())
}

/// The annotation as it stands.
fn current(library: &Path, name: &str) -> Result<Annotation, Failure> {
    if std::env::var_os("EDITOR").is_none()
        && std::env::var_os("VISUAL").is_none()
        && !io::stdin().is_terminal()
    {
        let message = "say what to add: --note, --tag, --quote, --locator or --verdict";
        return Err(Failure::at(name, message));
    }
    let selection = Selection::read(library)?;
    let named = target::find(&selection.shelf, selection.only(), name)?;
    let sheet = Sheet::parse(named.stem.toml());
    let found = find(&sheet, named.target()).map_err(|error| at(&named.stem, &error))?;
    Ok(found.map(|(_, annotation)| annotation).unwrap_or_default())
}

/// Changes the annotation of what is called `name` in `library` by `change`.
pub(crate) fn write(
    library: &Path,
    name: &str,
    change: impl FnOnce(&Annotation) -> Annotation,
) -> Result<ExitCode, Failure> {
    let selection = Selection::write(library)?;
    let named = target::find(&selection.shelf, selection.only(), name)?;
    let toml = changed(&named, change)?;
    let pair = Pair { bib: named.stem.bib().to_owned(), toml };
    for path in selection.shelf.commit(&[(named.stem, pair)])? {
        say(format_args!("{}: {name}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of the .toml after the change.
fn changed(named: &Named, change: impl FnOnce(&Annotation) -> Annotation) -> Result<String, Failure> {
    let at = |error| at(&named.stem, &error);
    let sheet = Sheet::parse(named.stem.toml());
    let old = find(&sheet, named.target()).map_err(at)?.map(|(_, old)| old).unwrap_or_default();
    annotate(&sheet, named.target(), &change(&old)).map_err(at)
}

fn at(stem: &Stem, error: &ibid::library::sheet::SheetError) -> Failure {
    Failure::at(format!("{}:{}", stem.toml_path().display(), error.line), &error.message)
}
