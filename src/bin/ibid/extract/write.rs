//! One reading after the other merged into its pair of files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ibid::library::bib::Document;
use ibid::library::sheet::{Head, Kind, Sheet};
use ibid::library::{Known, MergeError, Merged, Pair, Reading, Remark, merge, with_line_ends_of};

use super::read::Read;
use crate::document::relative;
use crate::failure::Failure;
use crate::shelf::{Shelf, Stem};

/// Writes readings into the folder of a library.
#[derive(Debug)]
pub(super) struct Writer {
    dir: PathBuf,
    dry_run: bool,
    /// The folder, once there is something to write, and what it holds.
    open: Option<(Shelf, Known)>,
    /// What each pair that was there says of its article.
    heads: HashMap<String, Head>,
    /// The article that each pair of this run is of.
    articles: HashMap<String, PathBuf>,
}

/// A pair before and after.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) stem: Stem,
    pub(super) merged: Merged,
    /// The files that changed.
    pub(super) files: Vec<PathBuf>,
}

impl Writer {
    pub(super) fn new(dir: &Path, dry_run: bool) -> Self {
        Self { dir: dir.to_owned(), dry_run, open: None, heads: HashMap::new(), articles: HashMap::new() }
    }

    /// Merges `read` into its pair, and writes it unless this is a dry run.
    pub(super) fn write(&mut self, read: &Read) -> Result<Written, Failure> {
        let name = name_of(&read.path);
        if let Some(other) = self.articles.get(&name).filter(|other| **other != read.path) {
            let message =
                format!("would share {name}.bib with {}; give one another folder with -o", other.display());
            return Err(Failure::at(read.path.display(), message));
        }
        let dry_run = self.dry_run;
        let (shelf, known) = self.open()?;
        let stem = shelf.stem(&name)?;
        known.remove(&name);
        let path = relative(&read.path, shelf.dir());
        let reading = Reading::new(&read.article, &read.extraction, path, read.digest.clone());
        let mut merged = merge(&stem.pair(), &reading, known).map_err(|error| unreadable(&stem, error))?;
        let Pair { bib, toml } = std::mem::take(&mut merged.pair);
        merged.pair =
            Pair { bib: with_line_ends_of(stem.bib(), bib), toml: with_line_ends_of(stem.toml(), toml) };
        self.is_of_another(&stem, &reading, &merged)?;
        merged.remarks.extend(self.moved(&stem, &reading));
        let (shelf, known) = self.open()?;
        let files =
            if dry_run { Vec::new() } else { shelf.commit(&[(stem.clone(), merged.pair.clone())])? };
        let Pair { bib, toml } = &merged.pair;
        known.add(&name, Document::parse(bib.as_str()), toml);
        self.articles.insert(name, read.path.clone());
        Ok(Written { stem, merged, files })
    }

    /// The folder and what it holds, opened the first time.
    fn open(&mut self) -> Result<&mut (Shelf, Known), Failure> {
        let open = match self.open.take() {
            Some(open) => open,
            None => {
                let shelf = if self.dry_run { Shelf::read(&self.dir)? } else { Shelf::write(&self.dir)? };
                // A .bib that cannot be read in part does not matter here: it is not written.
                let mut known = Known::default();
                for stem in shelf.stems()? {
                    let head = Sheet::parse(stem.toml()).read_head();
                    self.heads.extend(head.ok().map(|head| (stem.name(), head)));
                    known.add(&stem.name(), Document::parse(stem.bib()), stem.toml());
                }
                (shelf, known)
            }
        };
        Ok(self.open.insert(open))
    }

    /// Refuses `reading` for the pair `stem` if that is of another article of its name, which is still there.
    fn is_of_another(&self, stem: &Stem, reading: &Reading, merged: &Merged) -> Result<(), Failure> {
        let name = &stem.name();
        let Some(head) = self.heads.get(name).filter(|head| head.article != reading.article) else {
            return Ok(());
        };
        if head.article.is_empty() || !self.dir.join(&head.article).is_file() {
            return Ok(());
        }
        if is_draft(head, &Sheet::parse(stem.toml()), reading, merged) {
            return Ok(());
        }
        let message = format!(
            "{name}.bib and {name}.toml are of {}, another article of that name; give this one another folder with -o, \
             or, if it is a draft of that, set article = \"{}\" in {name}.toml",
            head.article, reading.article
        );
        Err(Failure::at(&reading.article, message))
    }

    /// Says that `reading`, for which a new pair was made, is of an article that had another name before.
    fn moved(&self, stem: &Stem, reading: &Reading) -> Option<Remark> {
        let is_new = stem.bib().is_empty() && stem.toml().is_empty();
        let gone = |head: &Head| head.digest == reading.digest && !self.dir.join(&head.article).exists();
        let (old, _) =
            self.heads.iter().filter(|(_, head)| is_new && gone(head)).min_by_key(|(name, _)| *name)?;
        let new = stem.name();
        let message = format!(
            "a new name for the article of {old}.toml: to keep what you noted there, rename {old}.bib and {old}.toml to {new}.bib and {new}.toml and run extract again"
        );
        Some(Remark { what: reading.article.clone(), message })
    }
}

/// Whether `reading`, with which `merged` was made, is of a draft of the article that `head` and `sheet` are of: the
/// same to the letter, or of one title with any reference in common, or with half of the references and of the claims
/// of the shorter of the two. Articles of a field, or of an author, share references too.
fn is_draft(head: &Head, sheet: &Sheet, reading: &Reading, merged: &Merged) -> bool {
    let blocks = |kind| sheet.blocks().iter().filter(move |block| block.kind == kind);
    let listed = blocks(Kind::Reference).filter_map(|&block| sheet.reference(block).ok());
    let listed = listed.filter(|record| !record.vanished && !record.raw.is_empty()).count();
    let claims = blocks(Kind::Claim).count();
    let common = reading.entries.len().saturating_sub(merged.references.new);
    let common_claims = reading.claims.len().saturating_sub(merged.claims.new);
    let one_title = head.title.is_some() && head.title == reading.front.title;
    let half = |common: usize, a: usize, b: usize| common * 2 >= a.min(b);
    head.digest == reading.digest
        || one_title && (common > 0 || listed == 0)
        || half(common, listed, reading.entries.len()) && half(common_claims, claims, reading.claims.len())
            // With nothing to compare, there is nothing to lose.
            && (common > 0 || listed == 0)
}

/// The name of the pair of the article at `path`.
fn name_of(path: &Path) -> String {
    match path.file_stem() {
        Some(stem) if path.as_os_str() != "-" => stem.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}

/// Says in which lines of which file of `stem` the merge failed.
pub(crate) fn unreadable(stem: &Stem, error: MergeError) -> Failure {
    let (path, faults) = match error {
        MergeError::Bib(faults) => (stem.bib_path(), faults),
        MergeError::Toml(errors) => {
            (stem.toml_path(), errors.into_iter().map(|e| (e.line, e.message)).collect())
        }
        other => return Failure::at(stem.bib_path().display(), other),
    };
    let lines: Vec<_> =
        faults.iter().map(|(line, message)| format!("{}:{line}: {message}", path.display())).collect();
    Failure::Unusable(format!(
        "{}\n  nothing was written; mend the file and run the command again",
        lines.join("\n")
    ))
}
