//! `--diff REV`: the lines that changed since a git revision.

use std::collections::HashMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use ibid::library::bib::Document;
use ibid::lint::Checked;
use ibid::span::Span;

use crate::failure::Failure;

/// The changed lines (1-based) of every changed file; all lines of a file that git does not know yet.
pub(super) struct Changes(HashMap<PathBuf, Vec<RangeInclusive<u32>>>);

impl Changes {
    /// Asks git what changed in the working tree since `revision`.
    pub(super) fn since(revision: &str) -> Result<Self, Failure> {
        let root = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?.trim_end());
        let mut diff =
            vec!["diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames"];
        diff.extend(["--src-prefix=a/", "--dst-prefix=b/", "--end-of-options", revision, "--"]);
        let mut changes = HashMap::new();
        for (file, lines) in changed_lines(&git(&diff)?) {
            changes.entry(whole(&root, file)).or_insert_with(Vec::new).extend(lines);
        }
        let new = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"])?;
        changes.extend(new.split_terminator('\0').map(|file| (whole(&root, file), vec![1..=u32::MAX])));
        Ok(Self(changes))
    }

    /// Whether anything changed in the file at `path`.
    pub(super) fn touch(&self, path: &Path) -> bool {
        self.lines(path).is_some()
    }

    /// Keeps the findings of `checked` that touch a changed line, with their own place or a related one. What is said at the
    /// key of an entry is said of the whole entry.
    pub(super) fn keep(&self, checked: &mut Checked) {
        let lines = self.lines(Path::new(checked.source.name())).unwrap_or_default().to_vec();
        let entries = entries(checked);
        checked.retain(|source, finding, _| {
            let related = finding.fault.related.iter().map(|(span, _)| *span);
            let whole = entries.get(&finding.fault.span).copied();
            std::iter::once(finding.fault.span).chain(related).chain(whole).any(|span| {
                let (first, last) = (source.locate(span.start).line, source.locate(span.end).line);
                lines.iter().any(|range| *range.start() <= last && first <= *range.end())
            })
        });
    }

    fn lines(&self, path: &Path) -> Option<&[RangeInclusive<u32>]> {
        self.0.get(&fs::canonicalize(path).ok()?).map(Vec::as_slice)
    }
}

/// The entries of a .bib, by the place of their keys.
fn entries(checked: &Checked) -> HashMap<Span, Span> {
    let is_library = checked.source.name().to_lowercase().ends_with(".bib");
    if !is_library || checked.findings.is_empty() {
        return HashMap::new();
    }
    let document = Document::parse(checked.source.text());
    document.entries().map(|entry| (entry.key, entry.span)).collect()
}

fn whole(root: &Path, file: &str) -> PathBuf {
    let path = root.join(file);
    fs::canonicalize(&path).unwrap_or(path)
}

fn git(arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git").args(["-c", "core.quotePath=false"]).args(arguments).output();
    let output = output.map_err(|error| Failure::at("git", error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::at("git", String::from_utf8_lossy(&output.stderr).trim()))
}

/// The files of a unified diff without context, each with the lines that it adds or changes.
fn changed_lines(diff: &str) -> Vec<(&str, Vec<RangeInclusive<u32>>)> {
    let mut files: Vec<(&str, Vec<RangeInclusive<u32>>)> = Vec::new();
    for line in diff.lines() {
        if let Some(file) = line.strip_prefix("+++ ") {
            files.push((file.strip_prefix("b/").unwrap_or(file).trim_end_matches('\t'), Vec::new()));
        } else if let Some((range, (_, lines))) = hunk(line).zip(files.last_mut()) {
            lines.push(range);
        }
    }
    files
}

/// The new lines of `@@ -3,0 +4,2 @@`: `4..=5`. A hunk that only removes touches the lines around it.
fn hunk(line: &str) -> Option<RangeInclusive<u32>> {
    let new = line.strip_prefix("@@ -")?.split_once(" +")?.1.split(' ').next()?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
    Some(if count == 0 { start..=start.saturating_add(1) } else { start..=start.saturating_add(count - 1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diffs() {
        let diff =
            "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@ y\n-a\n+b\n+c\n@@ -9,2 +10,0 @@\n-q\n";
        assert_eq!(changed_lines(diff), [("x", vec![1..=2, 10..=11])]);
        assert_eq!(hunk("+@@ -1 +1 @@"), None);
    }
}
