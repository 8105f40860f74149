//! `ibid check`: articles and libraries in, findings out; the command for CI.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ibid::article::Source;
use ibid::lint::{Context, Finding, Severity, check_article};
use ibid::output::findings::FindingJson;
use ibid::output::human::{self, Look};

use crate::failure::Failure;
use crate::{clock, input};

/// Arguments of `ibid check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Articles to check; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: excerpts with the place underlined
    Human,
    /// One JSON object
    Json,
}

/// A source and what was found in it.
struct Checked {
    source: Source,
    findings: Vec<Finding>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let checked = args.paths.iter().map(check).collect::<Result<Vec<_>, _>>()?;
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Human => print_human(&mut out, &checked)?,
        Format::Json => print_json(&mut out, &checked)?,
    }
    out.flush()?;
    let failing = checked.iter().flat_map(|c| &c.findings).any(|f| f.severity >= Severity::Warning);
    Ok(if failing { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn check(path: &PathBuf) -> Result<Checked, Failure> {
    let article = input::article(path)?;
    let extraction = ibid::extract(&article);
    let findings = check_article(&article, &extraction, Context { year: clock::year() });
    Ok(Checked { source: article.source, findings })
}

fn print_human(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let look = Look { colour, links: colour && io::stdout().is_terminal(), ..Look::default() };
    for Checked { source, findings } in checked {
        for finding in findings {
            out.write_all(human::human(source, finding, look).as_bytes())?;
        }
    }
    let findings: Vec<&Finding> = checked.iter().flat_map(|c| &c.findings).collect();
    writeln!(out, "{}", human::summary(&findings, checked.len()))
}

fn print_json(out: &mut impl Write, checked: &[Checked]) -> io::Result<()> {
    let findings: Vec<FindingJson> = checked
        .iter()
        .flat_map(|c| c.findings.iter().map(|finding| FindingJson::new(&c.source, finding)))
        .collect();
    serde_json::to_writer(&mut *out, &serde_json::json!({ "schema": 1, "findings": findings }))?;
    writeln!(out)
}
