//! What stops a command: a message for standard error and exit code 2.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The reader of our output has gone; that is no error.
    ClosedPipe,
    /// An input, an argument or the configuration is unusable.
    Unusable(String),
}

impl Failure {
    /// A failure over the file or input called `name`.
    pub(crate) fn at(name: impl Display, why: impl Display) -> Self {
        Self::Unusable(format!("{name}: {why}"))
    }

    /// Prints the message, if there is one, and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::ClosedPipe => ExitCode::SUCCESS,
            Self::Unusable(message) => {
                anstream::eprintln!("error: {message}");
                ExitCode::from(2)
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Unusable(error.to_string()),
        }
    }
}
