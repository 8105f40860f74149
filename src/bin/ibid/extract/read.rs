//! Articles read and extracted, several at a time, handed on in the order in which they were named.

use std::path::{Path, PathBuf};

use ibid::article::Article;
use ibid::library::digest;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::failure::Failure;
use crate::{document, input, terminal};

/// One article as read.
#[derive(Debug)]
pub(super) struct Read {
    /// Where it was read from.
    pub(super) path: PathBuf,
    /// Digest of its bytes.
    pub(super) digest: String,
    pub(super) article: Article,
    pub(super) extraction: ibid::Extraction,
}

/// Reads `paths`; a bad one does not stop the others.
pub(super) fn articles(paths: &[PathBuf], progress: &ProgressBar) -> Vec<Result<Read, Failure>> {
    let read = |path: &PathBuf| {
        let read = one(path);
        progress.inc(1);
        read
    };
    match paths {
        [path] => vec![read(path)],
        paths => paths.par_iter().map(read).collect(),
    }
}

fn one(path: &Path) -> Result<Read, Failure> {
    let bytes = input::bytes(path)?;
    let article = document::read(path, &bytes).map_err(|error| Failure::Unusable(error.to_string()))?;
    let extraction = ibid::extract(&article);
    Ok(Read { path: path.to_owned(), digest: digest::long(&bytes), article, extraction })
}

impl Read {
    /// Prints what the reader has to say.
    pub(super) fn warn(&self) {
        for notice in &self.article.notices {
            let place = document::place(&self.article.source, notice.span);
            terminal::warn(format_args!("{place}: {}", notice.message));
        }
    }
}

/// A bar over `all` articles on standard error; hidden for one article and away from a terminal.
pub(super) fn progress(all: usize) -> ProgressBar {
    if all < 2 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} articles, {eta} left");
    let bar = ProgressBar::new(all as u64);
    if let Ok(style) = style { bar.with_style(style) } else { bar }
}
