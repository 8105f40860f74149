//! Entries to an output in the format of another program, one at a time.

use std::io::Write;

use ibid::library::Entry;
use ibid::output::export::Format;

use crate::failure::Failure;
use crate::terminal;

/// Writes entries in one format.
pub(crate) struct Printer<W: Write> {
    format: Format,
    out: W,
    first: bool,
}

impl<W: Write> Printer<W> {
    /// A printer to `out`, which gets what stands before the first entry.
    pub(crate) fn new(format: Format, mut out: W) -> Result<Self, Failure> {
        out.write_all(format.head().as_bytes())?;
        Ok(Self { format, out, first: true })
    }

    /// Prints the LaTeX `source` as a `@preamble`, where the format has such.
    pub(crate) fn preamble(&mut self, source: &str) -> Result<(), Failure> {
        self.format.preamble(source).map_or(Ok(()), |text| self.write(&text))
    }

    /// Prints `entry`; one that the format cannot hold is left out with a warning.
    pub(crate) fn print(&mut self, entry: &Entry) -> Result<(), Failure> {
        match self.format.entry(entry) {
            Ok(text) => self.write(&text),
            Err(message) => {
                terminal::warn(message);
                Ok(())
            }
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        let between = if self.first { "" } else { self.format.between() };
        self.first = false;
        Ok(write!(self.out, "{between}{text}")?)
    }

    /// Writes what stands after the last entry.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.out.write_all(self.format.foot().as_bytes())?;
        Ok(self.out.flush()?)
    }
}
