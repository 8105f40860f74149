//! Why a PDF file cannot be read.

use thiserror::Error;

/// Why a PDF file cannot be read, with a hint at what helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PdfFault {
    /// It opens only with a password, or its encryption is not known.
    #[error("an encrypted PDF; remove the password first, for instance with `qpdf --decrypt`")]
    Encrypted,
    /// Its objects cannot be found or followed.
    #[error("a damaged PDF; repair it first, for instance with `qpdf` or `mutool clean`")]
    Damaged,
    /// It draws no text.
    #[error("a PDF without text, probably a scan; run text recognition first, for instance `ocrmypdf`")]
    NoText,
    /// Reading it would take more memory or time than a document can need.
    #[error("a PDF that inflates or nests without end; if it is genuine, convert it with `pdftotext` first")]
    TooLarge,
}
