//! Findings to standard output, in the format asked for.

use std::io::{self, BufWriter, IsTerminal, Write};

use ibid::lint::{Checked, Finding};
use ibid::output::human::{self, Look};
use ibid::output::{findings, github, gitlab, junit, sarif};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people: excerpts with the place underlined
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for test reports
    Junit,
    /// GitHub annotations on the lines of a pull request
    Github,
    /// GitLab Code Quality
    Gitlab,
}

impl Format {
    /// Whether it is read by services that know files by their place in the repository.
    pub(super) fn is_for_services(self) -> bool {
        matches!(self, Self::Sarif | Self::Github | Self::Gitlab)
    }
}

/// Prints `checked` to standard output.
pub(super) fn print(checked: &[Checked], format: Format, statistics: bool) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match format {
        Format::Human => print_human(&mut out, checked, statistics)?,
        Format::Json if statistics => writeln!(out, "{}", findings::statistics(checked))?,
        Format::Json => writeln!(out, "{}", findings::json(checked))?,
        Format::Sarif => writeln!(out, "{}", sarif::sarif(checked))?,
        Format::Junit => out.write_all(junit::junit(checked).as_bytes())?,
        Format::Github => out.write_all(github::github(checked).as_bytes())?,
        Format::Gitlab => writeln!(out, "{}", gitlab::gitlab(checked))?,
    }
    out.flush()
}

fn print_human(out: &mut impl Write, checked: &[Checked], statistics: bool) -> io::Result<()> {
    let look = look();
    if statistics {
        out.write_all(human::statistics(checked).as_bytes())?;
    } else {
        for Checked { source, findings, .. } in checked {
            for finding in findings {
                out.write_all(human::human(source, finding, look).as_bytes())?;
            }
        }
    }
    let findings: Vec<&Finding> = checked.iter().flat_map(|c| &c.findings).collect();
    writeln!(out, "{}", human::summary(&findings, checked.len()))?;
    human::fixable(checked).map_or(Ok(()), |line| writeln!(out, "{line}"))
}

/// Colours where the terminal and NO_COLOR allow them; links only where colours are.
fn look() -> Look {
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    Look { colour, links: colour && io::stdout().is_terminal(), ..Look::default() }
}
