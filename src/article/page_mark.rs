//! The number of a page among all pages: `4 of 15`.

use nom::bytes::complete::tag_no_case;
use nom::character::complete::{digit1, space0, space1};
use nom::combinator::{map_res, opt};
use nom::sequence::{preceded, separated_pair};
use nom::{IResult, Parser};

/// Whether `row`, at the top or bottom of the page `page` (1-based) of `pages`, begins or ends with its number among all of them:
/// `4 of 15 Weber et al.`, `BMC Rivers 21:446 Page 11 of 11`. The file may have a page more or less in front.
pub(super) fn is_numbered(row: &str, page: u32, pages: u32) -> bool {
    let begin = page_mark(row).ok().map(|(_, mark)| mark);
    let marks = begin.into_iter().chain(last(row));
    marks
        .into_iter()
        .any(|(number, of)| number <= of && number.abs_diff(page) <= 1 && of.abs_diff(pages) <= 1)
}

/// The mark with which `row` ends.
fn last(row: &str) -> Option<(u32, u32)> {
    let starts = row.match_indices(' ').rev().take(3).map(|(at, _)| at + 1);
    starts.chain([0]).find_map(|at| {
        page_mark(row.get(at..)?).ok().filter(|(rest, _)| rest.is_empty()).map(|(_, mark)| mark)
    })
}

/// `page-mark = [ "page" ] number "of" number`, blanks between, in any case: 4 and 15 of `4 of 15 Weber` and of `Page 4 of 15`.
fn page_mark(i: &str) -> IResult<&str, (u32, u32)> {
    let number = || map_res(digit1, str::parse::<u32>);
    let of = (space1, tag_no_case("of"), space1);
    preceded((opt(tag_no_case("page")), space0), separated_pair(number(), of, number())).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_pages() {
        for row in [
            "4 of 15",
            "4 of 15 Weber et al.",
            "Rivers 21:446 Page 4 of 15",
            "Rivers 2021 4 of 15",
            "PAGE 4 OF 15",
        ] {
            assert!(is_numbered(row, 4, 15), "{row}");
        }
        assert!(is_numbered("3 of 15", 4, 16));
        for row in ["4 of 15", "14 of 15 boats", "4 of the 15", "15 of 4", "4of15", ""] {
            assert!(!is_numbered(row, 9, 40), "{row}");
        }
    }
}
