//! Bytes -> pages of glyphs, at the boundary to the PDF library.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};

use super::PdfFault;
use super::bombs;
use super::glyphs::{Collector, Drawing, Exhausted};

/// Largest file, in bytes.
const LARGEST_FILE: usize = 256 << 20;

/// Most pages that are read.
const MOST_PAGES: usize = 5000;

/// Most drawing steps (glyphs, paths) over all pages; a long book has a few millions.
const MOST_STEPS: usize = 20_000_000;

/// Longest time for one document.
const LONGEST: Duration = Duration::from_secs(60);

/// Stack of the reading thread: objects of a PDF nest, and the library follows them by recursion.
const STACK: usize = 64 << 20;

/// Name of the thread on which PDF files are read: its panics are caught and come back as an error, so
/// that a program may want its panic hook to pass over them.
pub const THREAD: &str = "ibid-pdf";

/// Draws the pages of the document in `bytes`.
///
/// The library is young, and the worst that a damaged file can do to it is to panic or to go on for
/// ever. Neither is ours to repair, so it runs on a thread of its own with a bounded stack; a panic becomes
/// [`PdfFault::Damaged`] and a thread that does not come back [`PdfFault::TooLarge`].
pub(super) fn drawings(bytes: &[u8]) -> Result<Vec<Drawing>, PdfFault> {
    if bytes.len() > LARGEST_FILE || bombs::inflates_too_far(bytes) {
        return Err(PdfFault::TooLarge);
    }
    let bytes = Arc::new(bytes.to_vec());
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let drawn = panic::catch_unwind(AssertUnwindSafe(|| draw(bytes)));
        let drawn = drawn.unwrap_or_else(|payload| {
            Err(if payload.is::<Exhausted>() { PdfFault::TooLarge } else { PdfFault::Damaged })
        });
        // The receiver may have given up waiting.
        let _ = sender.send(drawn);
    };
    thread::Builder::new()
        .name(THREAD.to_owned())
        .stack_size(STACK)
        .spawn(work)
        .map_err(|_| PdfFault::TooLarge)?;
    receiver.recv_timeout(LONGEST).unwrap_or_else(|error| {
        Err(if error == RecvTimeoutError::Timeout { PdfFault::TooLarge } else { PdfFault::Damaged })
    })
}

/// Draws all pages on a [`Collector`].
fn draw(bytes: Arc<Vec<u8>>) -> Result<Vec<Drawing>, PdfFault> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfFault::Encrypted,
        LoadPdfError::Decryption(_) => PdfFault::Encrypted,
        LoadPdfError::Invalid => PdfFault::Damaged,
    })?;
    let cache = InterpreterCache::new();
    let settings =
        InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let mut collector = Collector::new(MOST_STEPS);
    let pages = pdf.pages().iter().take(MOST_PAGES).map(|page| {
        let (width, height) = page.render_dimensions();
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings.clone());
        collector.begin_page((width, height));
        interpret_page(page, &mut context, &mut collector);
        collector.end_page()
    });
    Ok(pages.collect())
}
