//! Lines for people: what strangers wrote can be read on a terminal, and can do nothing there.

use std::fmt::Display;
use std::io::{self, Write};

use ibid::output::visible::visible;

/// An output that people read.
pub(crate) struct Terminal<W>(W);

impl<W: Write> Terminal<W> {
    pub(crate) const fn new(out: W) -> Self {
        Self(out)
    }

    /// Prints `line`, whatever is in it, as one line.
    pub(crate) fn line(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.0, "{}", visible(&line.to_string()))
    }

    /// Prints `line` of a file, with its tabs.
    pub(crate) fn tabbed(&mut self, line: &str) -> io::Result<()> {
        let parts: Vec<_> = line.split('\t').map(visible).collect();
        writeln!(self.0, "{}", parts.join("\t"))
    }

    /// Asks `question`; the answer is given on the same line.
    pub(crate) fn ask(&mut self, question: &str) -> io::Result<()> {
        write!(self.0, "{}", visible(question))?;
        self.0.flush()
    }
}

/// Prints `line` on standard output.
pub(crate) fn say(line: impl Display) -> io::Result<()> {
    Terminal::new(io::stdout().lock()).line(line)
}

/// Prints `warning` on standard error.
pub(crate) fn warn(warning: impl Display) {
    anstream::eprintln!("warning: {}", visible(&warning.to_string()));
}
