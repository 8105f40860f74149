//! The journey from bytes to article.

use super::PdfFault;
use super::glyphs::{Drawing, Glyph};
use super::segments::{self, Segment};
use super::{bitmap, document, line_numbers, lines, order, rows};
use crate::article::footnotes::{self, Raising};
use crate::article::front::{Sizes, front};
use crate::article::hyphen::Vocabulary;
use crate::article::{Article, Notice};

/// How far from its start a file may say that it is a PDF (ISO 32000-1, annex H.3, note 13).
const HEADER_WITHIN: usize = 1024;

/// Whether `bytes` say that they are a PDF file.
pub(in crate::article) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEADER_WITHIN.min(bytes.len())).unwrap_or_default();
    head.windows(b"%PDF-".len()).any(|w| w == b"%PDF-")
}

/// Reads the PDF file in `bytes`, called `name`.
pub(in crate::article) fn read(name: &str, bytes: &[u8]) -> Result<Article, PdfFault> {
    let mut drawings = document::drawings(bytes)?;
    bitmap::decode(&mut drawings);
    let (pages, notices) = readable(drawings)?;
    let mut pages: Vec<_> = pages.iter().map(|glyphs| segments::segments(glyphs)).collect();
    line_numbers::take_out(&mut pages);
    let pages: Vec<_> = pages.into_iter().map(page).collect();
    let (source, mut lines) = lines::lines(name, &pages);
    let words = Vocabulary::of(&lines);
    let sizes: Vec<f32> = pages.first().into_iter().flatten().map(|row| row.size).collect();
    let sizes = Sizes { lines: &sizes, body: lines::body_size(&pages) };
    let front = front(&lines, None, Some(sizes), &words);
    let footnotes = footnotes::take_out(&mut lines, Raising::Kept);
    Ok(Article { source, lines, notices, markup: None, footnotes, front, words, libraries: Vec::new() })
}

/// The rows of one page in reading order.
fn page(mut segments: Vec<Segment>) -> Vec<rows::Row> {
    order::blocks(&mut segments).into_iter().flat_map(rows::rows).collect()
}

/// The glyphs to read, by page: those that are seen, or the invisible ones of a scan.
fn readable(drawings: Vec<Drawing>) -> Result<(Vec<Vec<Glyph>>, Vec<Notice>), PdfFault> {
    let visible: usize = drawings.iter().map(|d| d.visible.len()).sum();
    let hidden: usize = drawings.iter().map(|d| d.hidden.len()).sum();
    if visible == 0 && hidden == 0 {
        return Err(PdfFault::NoText);
    }
    if hidden > 10 * visible {
        let message = "a scan; reads the invisible text that text recognition has put over it".to_owned();
        let pages = drawings.into_iter().map(|d| d.hidden).collect();
        return Ok((pages, vec![Notice { message, span: None }]));
    }
    let mut notices = Vec::new();
    let glyphs = drawings.iter().flat_map(|d| &d.visible);
    let unknown = glyphs.filter(|g| g.char == char::REPLACEMENT_CHARACTER).count();
    if unknown * 10 > visible {
        let share = unknown * 100 / visible.max(1);
        let message = format!("{share} % of the letters have no Unicode character in this file and are lost");
        notices.push(Notice { message, span: None });
    }
    Ok((drawings.into_iter().map(|d| d.visible).collect(), notices))
}
