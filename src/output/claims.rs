//! Claims and their sources as JSON Lines, CSV and Markdown.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{Places, places};
use super::sources::{SourceRow, Works};
use super::visible;
use crate::article::Source;
use crate::citation::{Citation, Usage, Use, usage};
use crate::library::sheet::record::ClaimRecord;
use crate::library::{Answer, Kept, shared_author};

/// A claim with all that is said of it and its sources, ready to print.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRow {
    /// The pair of files that has the claim, without extension; the article where none was written.
    pub library: String,
    /// The article, as its library names it.
    pub article: String,
    /// The name of the claim: `c4`.
    pub id: String,
    /// The words that the sources support.
    pub claim: String,
    /// The sentence that holds them.
    pub sentence: String,
    /// The sentences after it that go on about the same source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continuation: Option<String>,
    /// The sources.
    pub sources: Vec<SourceRow>,
    /// Cited numbers without a reference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<u32>,
    /// The heading above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The file, where the article brings it in: as seen from the article's folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The page, 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The line of the article, 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What an article tells of the place beyond page and line; a library does not keep it.
    #[serde(flatten)]
    pub spot: Option<Spot>,
    /// The place as people name it: `p. 4, l. 18`, as far as it is known.
    #[serde(skip)]
    pub place: String,
    /// How the claim uses its sources, where its words show it.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    pub usage: Option<&'static str>,
    /// How sure that is, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_confidence: Option<f32>,
    /// What a person found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<&'static str>,
    /// What a person noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How well the claim fits the words that were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f32>,
}

impl ClaimRow {
    /// The row of `answer`; `works` has its pair, and the entries and references of it.
    pub fn new(answer: &Answer<'_>, works: &Works) -> Self {
        let Kept { volume, record, .. } = answer.claim;
        let pair = works.library().volumes.get(*volume);
        let sources: Vec<SourceRow> = record.cites.iter().map(|key| works.source(key, *volume)).collect();
        let authors = pair.map_or(&[][..], |pair| pair.head.authors.as_slice());
        let shared = sources.iter().map(|source| shared_author(authors, &source.author));
        let found = how_used(&record.sentence, &record.text, shared);
        let ClaimRecord { id, text, sentence, continuation, missing, section, place, annotation, .. } =
            record.clone();
        Self {
            library: pair.map(|v| v.name.clone()).unwrap_or_default(),
            article: pair.map(|v| v.head.article.clone()).unwrap_or_default(),
            id,
            claim: text,
            sentence,
            continuation,
            sources,
            missing,
            section,
            place: place
                .as_ref()
                .map(|place| place.words(pair.is_some_and(|pair| pair.has_pages)))
                .unwrap_or_default(),
            page: place.as_ref().map(|p| p.page),
            line: place.as_ref().map(|p| p.line),
            file: place.and_then(|p| p.file),
            spot: None,
            usage: found.map(|u| u.r#use.name()),
            use_confidence: found.map(|u| rounded(u.confidence)),
            verdict: annotation.verdict.map(|v| v.name()),
            note: annotation.note,
            score: (answer.score > 0.0).then(|| rounded(answer.score)),
        }
    }

    /// The sources in a line: `[3] frickenstein2010resurgence; [9] ?`.
    pub fn source_names(&self) -> String {
        let known = self.sources.iter().map(SourceRow::name);
        let missing = self.missing.iter().map(|number| format!("[{number}] ?"));
        known.chain(missing).collect::<Vec<_>>().join("; ")
    }
}

/// Where an article makes a claim, as exactly as `ibid extract` says it.
#[derive(Debug, Clone, Serialize)]
pub struct Spot {
    /// The column of the marker, 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    /// Where claim, sentence and continuation begin, and all bytes of them.
    places: Places,
}

impl Spot {
    /// The place in `source` of a claim, of whose citations `citation` is the first.
    pub fn of(citation: &Citation, source: &Source) -> Self {
        let marker = citation.marker.spans.first();
        let column = marker.map(|span| source.locate(span.start).column);
        Self { column, places: places(citation, source) }
    }
}

/// How a claim uses its sources: as its words show; else as self-citation, if of each of the sources the article's own
/// authors are among the authors, as sure as `shared` has it of the least sure.
pub(super) fn how_used(
    sentence: &str,
    claim: &str,
    mut shared: impl Iterator<Item = Option<f32>>,
) -> Option<Usage> {
    let own = || {
        let all = shared.try_fold(1.0, |least: f32, sure| Some(least.min(sure?)))?;
        (all < 1.0).then_some(Usage { r#use: Use::SelfCitation, confidence: all })
    };
    usage(sentence, claim).or_else(own)
}

fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// Writes `rows` as JSON, one object a line.
///
/// # Errors
///
/// Those of `out`.
pub fn json_lines<T: Serialize>(rows: &[T], mut out: impl Write) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes `cells` below `header` as CSV (RFC 4180), made [`visible()`](visible::visible), and so that no spreadsheet takes one for a formula:
/// an apostrophe goes before `=`, `+`, `-` and `@` at the beginning (OWASP, CSV Injection).
///
/// # Errors
///
/// Those of `out`.
pub fn csv(header: &[&str], cells: &[Vec<String>], out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(header)?;
    for row in cells {
        writer.write_record(row.iter().map(|cell| inert(cell)))?;
    }
    writer.flush()
}

/// `cell` as words that a spreadsheet shows and does not reckon with.
fn inert(cell: &str) -> String {
    let shown = visible::visible(cell);
    let is_formula = shown.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{shown}") } else { shown.into_owned() }
}

/// Writes `cells` below `header` as a table in Markdown, in which none of their words is markup.
///
/// # Errors
///
/// Those of `out`.
pub fn markdown(header: &[&str], cells: &[Vec<String>], mut out: impl Write) -> io::Result<()> {
    writeln!(out, "| {} |", header.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(header.len()))?;
    for row in cells {
        let row: Vec<String> = row.iter().map(|cell| visible::markdown(cell)).collect();
        writeln!(out, "| {} |", row.join(" | "))?;
    }
    Ok(())
}

/// The columns of [`cells`].
pub const HEADER: [&str; 13] = [
    "article", "claim", "words", "continuation", "sources", "use", "use_confidence", "section", "page",
    "line", "library", "file", "sentence",
];

/// `rows` as cells, for the formats that have no lists in a cell.
pub fn cells(rows: &[ClaimRow]) -> Vec<Vec<String>> {
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let cells = |row: &ClaimRow| {
        vec![
            row.article.clone(),
            row.id.clone(),
            row.claim.clone(),
            row.continuation.clone().unwrap_or_default(),
            row.source_names(),
            row.usage.unwrap_or_default().to_owned(),
            row.use_confidence.map(|sure| sure.to_string()).unwrap_or_default(),
            row.section.clone().unwrap_or_default(),
            number(row.page),
            number(row.line),
            row.library.clone(),
            row.file.clone().unwrap_or_default(),
            row.sentence.clone(),
        ]
    };
    rows.iter().map(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Library, Query, Source};

    fn rows() -> Vec<ClaimRow> {
        let bib = "@article{a, author = {Weitz, Richard}, date = {2006-03}, title = {On | Off}}";
        let toml = "schema = 1\narticle = \"../p.txt\"\n[[reference]]\nnumber = 3\nkey = \"a\"\n[[claim]]\nid = \"c1\"\ntext = \"It, \\\"so\\\" | to say, grew\"\ncites = [\"a\"]\nmissing = [9]\nwhere = { page = 1, line = 18 }\n";
        let library = Library::load([Source { name: "bib/p", bib, toml }]);
        let works = Works::of(&library);
        Query::default().answers(&library).iter().map(|a| ClaimRow::new(a, &works)).collect()
    }

    fn printed(print: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        print(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_row_knows_its_sources() {
        let row = &rows()[0];
        assert_eq!(row.source_names(), "[3] a; [9] ?");
        assert_eq!(row.sources[0].work(), "Weitz, Richard (2006): On | Off");
        assert_eq!(row.place, "l. 18");
    }

    #[test]
    fn csv_does_nothing_but_be_read() {
        let cells = [["=1+1", "a\u{1b}[31mb\u{202e}c", "-x", " @y", "a=b"].map(str::to_owned).to_vec()];
        let text = printed(|out| csv(&["a", "b", "c", "d", "e"], &cells, out));
        assert_eq!(text, "a,b,c,d,e\n'=1+1,a␛[31mb<U+202E>c,'-x,' @y,a=b\n");
    }

    #[test]
    fn formats() {
        let rows = rows();
        assert_eq!(
            printed(|out| csv(&HEADER, &cells(&rows), out)).lines().nth(1).unwrap(),
            "../p.txt,c1,\"It, \"\"so\"\" | to say, grew\",,[3] a; [9] ?,,,,1,18,bib/p,,"
        );
        let markdown = printed(|out| markdown(&HEADER, &cells(&rows), out));
        assert!(markdown.contains(r#"| It, "so" \| to say, grew |  | \[3\] a; \[9\] ? |"#), "{markdown}");
        let json: serde_json::Value = serde_json::from_str(&printed(|out| json_lines(&rows, out))).unwrap();
        assert_eq!(json["sources"][0]["number"], 3);
        assert_eq!(json["line"], 18);
    }
}
