//! Entries to an output in the format of another program, one at a time.

use std::io::Write;

use ibid::library::Entry;
use ibid::output::export::Format;

use crate::failure::Failure;

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

    /// Prints `entry`; one that the format cannot hold is left out with a warning.
    pub(crate) fn print(&mut self, entry: &Entry) -> Result<(), Failure> {
        match self.format.entry(entry) {
            Ok(text) => {
                let between = if self.first { "" } else { self.format.between() };
                self.first = false;
                write!(self.out, "{between}{text}")?;
            }
            Err(message) => anstream::eprintln!("warning: {message}"),
        }
        Ok(())
    }

    /// Writes what stands after the last entry.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.out.write_all(self.format.foot().as_bytes())?;
        Ok(self.out.flush()?)
    }
}
