//! Lines that are not running text: captions of figures and tables.

use crate::article::{Line, LineRole};

/// Most lines of a caption; what is longer is running text that no gap parts from it.
const LONGEST: usize = 12;

/// Gives the lines of captions their role: from one that opens a block to the end of the block.
pub(super) fn mark(lines: &mut [Line]) {
    let mut left = 0;
    let mut above: Option<(u32, u8)> = None;
    for line in lines.iter_mut().filter(|l| l.role != LineRole::Furniture) {
        let here = (line.page, line.column);
        let opens_block = line.gap_before || above != Some(here);
        above = Some(here);
        if opens_block {
            left = if is_caption(line.text.as_str()) { LONGEST } else { 0 };
        }
        if left > 0 {
            line.role = LineRole::Aside;
            left -= 1;
        }
    }
}

/// Whether a block that begins with `words` is the caption of a figure or a table.
fn is_caption(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let kind = parts.next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let number = parts.next().unwrap_or_default();
    let after = parts.next();
    let named = matches!(kind.as_str(), "fig" | "figure" | "table" | "scheme" | "box" | "chart" | "plate");
    let digits = number.trim_end_matches(['.', ':', '|', ')']);
    let numbered = !digits.is_empty()
        && digits.len() <= 5
        && (digits.starts_with(|c: char| c.is_ascii_digit()) || digits.chars().all(|c| "IVXLS".contains(c)));
    let marked = number.len() > digits.len();
    named && numbered && (marked || after.is_none_or(|a| a.starts_with(|c: char| !c.is_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_sentences() {
        for caption in ["Figure 2. Map of sites", "Table 1: Values", "Fig. 3 Growth of cells", "TABLE II"] {
            assert!(is_caption(caption), "{caption}");
        }
        for other in ["Figure 2 shows the map", "Tables were set", "Box office"] {
            assert!(!is_caption(other), "{other}");
        }
    }
}
