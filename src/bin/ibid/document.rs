//! The files of one document: where those that it names can be, and which of them may be read.

use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use ibid::article::{Article, Brought, ReadError, Source, read_document};

/// The largest file that is read; a larger one is no article.
pub(crate) const LARGEST: u64 = 64 << 20;

/// The folder of the file at `path`.
pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// `path` as seen from the folder `dir`, with `/`: both made absolute, what they share left out.
pub(crate) fn relative(path: &Path, dir: &Path) -> String {
    let whole =
        |p: &Path| p.canonicalize().or_else(|_| std::path::absolute(p)).unwrap_or_else(|_| p.to_owned());
    if path.as_os_str() == "-" {
        return "-".to_owned();
    }
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    let (path, dir) = (whole(path), whole(dir));
    let shared = path.components().zip(dir.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return path.to_string_lossy().into_owned();
    }
    let up = dir.components().skip(shared).map(|_| "..".to_owned());
    let down =
        path.components().skip(shared).map(|c: Component<'_>| c.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Whether the bibliography `name` is none to look for: a URL, or a list of abbreviations that comes with TeX.
pub(crate) fn is_elsewhere(name: &str) -> bool {
    name.contains("://") || ["IEEEabrv.bib", "IEEEfull.bib"].contains(&name)
}

/// Where a file that is called `name` can be: in one of the folders `roots`, without the ending that LaTeX adds too.
pub(crate) fn places(name: &str, roots: &[&Path]) -> Vec<PathBuf> {
    // `\\input{main.bbl}` means main.bbl.tex, else main.bbl.
    let bare = name.strip_suffix(".tex").filter(|bare| Path::new(bare).extension().is_some());
    let names = || std::iter::once(name).chain(bare);
    roots.iter().flat_map(|root| names().map(|name| root.join(name))).collect()
}

/// Reads the article at `path`, whose content is `bytes`, with the files that it brings in and the .bib files that it
/// names. Only files below its folder are read, no symbolic link out of it is followed, and each file once.
pub(crate) fn read(path: &Path, bytes: &[u8]) -> Result<Article, ReadError> {
    let mut below = Below::of(path);
    let mut article = read_document(&path.to_string_lossy(), bytes, |from, name| below.bring(from, name))?;
    let named = article.markup.as_ref().map(|markup| markup.bibliographies.clone()).unwrap_or_default();
    for name in named.iter().filter(|name| !is_elsewhere(&name.value)) {
        let from = article.source.file_at(name.span.start).0.name().to_owned();
        match below.find(Path::new(&from), &name.value) {
            Ok(Some(found)) if is_bib(&found) => match text(&found) {
                Ok(text) => article.add_library(&slashed(&found), text),
                Err(message) => notice(&mut article, message, name.span),
            },
            Ok(_) => {}
            Err(message) => notice(&mut article, message, name.span),
        }
    }
    Ok(article)
}

fn notice(article: &mut Article, message: String, span: ibid::span::Span) {
    article.notices.push(ibid::article::Notice { message, span: Some(span) });
}

/// What stands in front of a notice: the file and the line of its place, if it has one.
pub(crate) fn place(source: &Source, span: Option<ibid::span::Span>) -> String {
    match span {
        Some(span) => format!("{}:{}", source.file_at(span.start).0.name(), source.locate(span.start).line),
        None => source.name().to_owned(),
    }
}

/// The files below the folder of a document.
struct Below {
    folder: PathBuf,
    /// The same, symbolic links followed.
    whole: Option<PathBuf>,
    seen: HashSet<PathBuf>,
}

impl Below {
    fn of(document: &Path) -> Self {
        let folder = folder(document).to_owned();
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder.as_path() };
        let whole = fs::canonicalize(here).ok();
        Self { seen: fs::canonicalize(document).into_iter().collect(), whole, folder }
    }

    /// What the file `from` brings in as `name`.
    fn bring(&mut self, from: &str, name: &str) -> Brought {
        match self.find(Path::new(from), name) {
            Ok(Some(path)) => match fs::read(&path) {
                Ok(bytes) => Brought::File(slashed(&path), bytes),
                Err(error) => Brought::Refused(format!("{}: {error}", path.display())),
            },
            Ok(None) => Brought::Nothing,
            Err(message) => Brought::Refused(message),
        }
    }

    /// The file that `from` calls `name`; `None` if it has been found before.
    fn find(&mut self, from: &Path, name: &str) -> Result<Option<PathBuf>, String> {
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !Path::new(name).components().all(inside) {
            return Err(format!("`{name}` is not below the folder of the article; not read"));
        }
        let own = folder(from);
        let roots: &[&Path] = if own == self.folder { &[own] } else { &[own, &self.folder] };
        let found = places(name, roots).into_iter().find(|path| path.is_file());
        let path = found.ok_or_else(|| format!("`{name}` is not there"))?;
        let whole = fs::canonicalize(&path).map_err(|error| format!("`{name}`: {error}"))?;
        if !self.whole.as_ref().is_some_and(|folder| whole.starts_with(folder)) {
            return Err(format!("`{name}` is not below the folder of the article; not read"));
        }
        if fs::metadata(&whole).map_or(0, |found| found.len()) > LARGEST {
            return Err(format!("`{name}` is larger than {} MB; not read", LARGEST >> 20));
        }
        Ok(self.seen.insert(whole).then_some(path))
    }
}

fn is_bib(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("bib"))
}

/// The text of the file at `path`, what is not UTF-8 made visible.
fn text(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}

/// `path` with `/` between folders.
fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
