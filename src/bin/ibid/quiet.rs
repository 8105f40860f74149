//! Keeps quiet about panics that the library catches itself.

use std::panic;
use std::thread;

/// Has panics of the thread that reads PDF files print nothing: they come back as an error with a
/// message of its own.
pub(crate) fn hush_pdf_reader() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(ibid::article::PDF_THREAD) {
            usual(info);
        }
    }));
}
