//! What stops a command: a message for standard error and exit code 2.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use ibid::library::Fault;
use ibid::output::visible::visible;

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

    /// A failure over what cannot be read in a library, of which an answer would look whole and is not.
    pub(crate) fn unreadable(faults: &[Fault]) -> Self {
        let line = |fault: &Fault| format!("{}:{}: {}", fault.file, fault.line, fault.message);
        Self::Unusable(faults.iter().map(line).collect::<Vec<_>>().join("\n"))
    }

    /// Prints the message, if there is one, and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::ClosedPipe => ExitCode::SUCCESS,
            Self::Unusable(message) => {
                // Names of files and keys of settings can be a stranger's.
                let shown: Vec<_> = message.lines().map(visible).collect();
                anstream::eprintln!("error: {}", shown.join("\n"));
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
