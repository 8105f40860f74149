//! `ibid check`: articles and libraries in, findings out; the command for CI.
//!
//! The journey: [`config`] finds the settings, [`targets`] the files, [`project`] those that they bring in, [`changes`]
//! those that changed, [`fix`] mends what can be mended, [`examine`] checks one file through [`reads`], or takes what
//! the [`cache`] has of it, against what is [`citable`], [`once`] leaves each fault in one place, [`print`] prints what was found.

mod cache;
mod changes;
mod citable;
pub(crate) mod config;
mod examine;
mod fix;
mod once;
mod print;
mod project;
mod reads;
mod targets;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use ibid::lint::{Baseline, Checked, Context, Safety};
use ibid::output::human::plural;

use rayon::prelude::*;

use crate::clock;
use crate::document::{folder, relative};
use crate::failure::Failure;
use cache::Cache;
use changes::Changes;
use config::Config;
use examine::Run;
use fix::Counts;
use print::Format;
use project::Project;
use targets::{Kind, Target};

/// Arguments of `ibid check`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 nothing found at or above the failing level, 1 something found, 2 could not run.\n\n\
    Examples:\n  ibid check paper.txt\n  ibid check bib/ --format github\n  ibid check --select all --fail-on error .\n  \
    ibid check --fix --dry-run refs.bib\n  ibid check --cache .cache/ibid ."
)]
pub(crate) struct Args {
    /// Articles, .bib files, or folders to search for both; `-` is an article on standard input
    #[arg(default_value = ".", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to print the findings [default: human]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Count findings by rule instead of printing them; in the formats human and json
    #[arg(long)]
    statistics: bool,

    /// Keep findings in the folder DIR, and take them from there for files that have not changed
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,

    #[command(flatten)]
    rules: config::Flags,

    #[command(flatten)]
    since: Since,

    #[command(flatten)]
    fixing: Fixing,
}

/// What does not count.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What counts")]
struct Since {
    /// Report only what FILE, written by --write-baseline, does not have
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write all findings to the baseline file [default: ibid-baseline.json] and report none; what it has of files that are
    /// not checked stays
    #[arg(long)]
    write_baseline: bool,

    /// Check only files, and report only lines, that changed since a git revision
    #[arg(long, value_name = "REV")]
    diff: Option<String>,
}

/// What is mended.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Fixes")]
struct Fixing {
    /// Mend .bib files where the meaning stays the same, then report the rest
    #[arg(long)]
    fix: bool,

    /// Mend also where the meaning can change; implies --fix
    #[arg(long)]
    unsafe_fixes: bool,

    /// With --fix: print what would change as a diff and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let config = Config::load(&args.rules)?;
    config.find_bibliographies()?;
    let format = format(args, &config)?;
    let (mut targets, mut failures) = targets::targets(&args.paths, &config);
    if args.since.write_baseline && args.since.diff.is_some() {
        return Err(Failure::at("--write-baseline", "a baseline is of all lines; leave out --diff"));
    }
    let project = Project::of(&mut targets, &config);
    let changes = args.since.diff.as_deref().map(Changes::since).transpose()?;
    if let Some(changes) = &changes {
        targets.retain(|target| changes.touch(&target.path));
    }
    let context = Context { year: clock::year() };
    let baseline = baseline_file(args, &config);
    let beside = baseline.as_deref().map_or(config.top.as_path(), folder);
    if args.fixing.fix || args.fixing.unsafe_fixes {
        let known =
            baseline.as_deref().filter(|_| !args.since.write_baseline).map(read_baseline).transpose()?;
        let counts = Counts { changes: changes.as_ref(), baseline: known.map(|known| (known, beside)) };
        let done = mend(&targets, &config, context, &args.fixing, &counts)?;
        if args.fixing.dry_run {
            return Ok(told(failures, done));
        }
    }
    let set = config.settings.cache.as_ref().map(|folder| config.root.join(folder));
    let cache = args.cache.as_deref().or(set.as_deref());
    let cache = cache.map(|folder| Cache::open(folder, context)).transpose()?;
    let libraries = targets.iter().filter(|target| target.kind == Kind::Library);
    let libraries = libraries.map(|target| target.path.clone()).collect();
    let run = Run { config: &config, context, project, libraries, cache };
    let (mut checked, unread) = examine_all(&targets, &run);
    failures.extend(unread);
    for checked in checked.iter_mut().filter(|c| args.since.write_baseline || !c.findings.is_empty()) {
        checked.know_as(relative(Path::new(checked.source.name()), beside));
    }
    once::once(&mut checked, &config);
    if let Some(changes) = &changes {
        checked.iter_mut().for_each(|checked| changes.keep(checked));
    }
    let is_idle = !failures.is_empty() && (checked.is_empty() || args.since.write_baseline);
    let code = if is_idle {
        ExitCode::SUCCESS
    } else {
        report(args, &config, baseline.as_deref(), checked, format)?
    };
    Ok(told(failures, code))
}

/// Prints `failures`; gives their exit code, or `code` if there are none.
fn told(failures: Vec<Failure>, code: ExitCode) -> ExitCode {
    failures.into_iter().map(Failure::report).fold(code, |_, failed| failed)
}

/// How findings are printed, as the flag says, else the settings.
fn format(args: &Args, config: &Config) -> Result<Format, Failure> {
    let is_countable = |format: &Format| matches!(format, Format::Human | Format::Json);
    if let Some(format) = args.format.filter(|format| args.statistics && !is_countable(format)) {
        let name = format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        return Err(Failure::at("--statistics", format_args!("there are none in the format {name}")));
    }
    let set = config.settings.format.as_deref().and_then(|name| Format::from_str(name, false).ok());
    let set = set.filter(|format| !args.statistics || is_countable(format));
    Ok(args.format.or(set).unwrap_or(Format::Human))
}

/// The baseline file, as the flag says, else the settings.
fn baseline_file(args: &Args, config: &Config) -> Option<PathBuf> {
    let set = config.settings.baseline.as_ref().map(|file| config.root.join(file));
    args.since.baseline.clone().or(set)
}

/// The sources of `targets` with their findings, and why some could not be read: one that cannot hides nothing of the
/// others.
fn examine_all(targets: &[Target], run: &Run<'_>) -> (Vec<Checked>, Vec<Failure>) {
    let examined: Vec<_> = targets.par_iter().map(|target| examine::examine(target, run)).collect();
    let (mut checked, mut failures) = (Vec::new(), Vec::new());
    for one in examined {
        match one {
            Ok(sources) => checked.extend(sources),
            Err(failure) => failures.push(failure),
        }
    }
    (checked, failures)
}

/// Prints `checked` in `format`, or writes it as the baseline `file`, and gives the exit code.
fn report(
    args: &Args,
    config: &Config,
    file: Option<&Path>,
    mut checked: Vec<Checked>,
    format: Format,
) -> Result<ExitCode, Failure> {
    if args.since.write_baseline {
        let file = file.unwrap_or(Path::new(BASELINE));
        let old = if file.is_file() { Some(read_baseline(file)?) } else { None };
        let is_there = |path: &str| folder(file).join(path).is_file();
        let new = old.unwrap_or_default().renewed(&checked, is_there);
        fs::write(file, new).map_err(|error| Failure::at(file.display(), error))?;
        let count: usize = checked.iter().map(|c| c.findings.len()).sum();
        anstream::eprintln!("wrote {} to {}", plural(count, "finding"), file.display());
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(file) = file {
        let known = read_baseline(file)?;
        checked.iter_mut().for_each(|checked| known.forgive(checked));
    }
    if format.is_for_services() {
        let top = |name: &str| relative(Path::new(name), &config.top);
        checked.iter_mut().filter(|checked| !checked.findings.is_empty()).for_each(|checked| {
            checked.source.rename(top(checked.source.name()));
        });
    }
    print::print(&checked, format, args.statistics)?;
    let failing = checked.iter().any(|c| c.fails(config.settings.fail_on));
    Ok(if failing { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The baseline file where none is named.
const BASELINE: &str = "ibid-baseline.json";

/// What the baseline `file` knows.
fn read_baseline(file: &Path) -> Result<Baseline, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::at(file.display(), error))?;
    Baseline::parse(&text).map_err(|error| Failure::at(file.display(), error))
}

/// Mends what `fixing` allows of what `counts`; a dry run prints the diffs, and gives 1 where there are any.
fn mend(
    targets: &[Target],
    config: &Config,
    context: Context,
    fixing: &Fixing,
    counts: &Counts<'_>,
) -> Result<ExitCode, Failure> {
    let allowed = if fixing.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
    let mut out = io::stdout().lock();
    let (mut made, mut files) = (0, 0);
    for target in targets {
        let Some(mended) = fix::mend(target, config, context, allowed, fixing.dry_run, counts)? else {
            continue;
        };
        made += mended.made;
        files += 1;
        if fixing.dry_run {
            out.write_all(mended.diff.as_bytes())?;
        }
    }
    let verb = if fixing.dry_run { "would fix" } else { "fixed" };
    anstream::eprintln!("{verb} {} in {}", plural(made, "finding"), plural(files, "file"));
    Ok(if made > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
