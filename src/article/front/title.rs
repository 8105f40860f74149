//! The title: above the authors; in a PDF, in the largest type; else the first lines of a text.

use super::Sizes;
use super::head::Head;
use super::names::{Authors, MARKS, authors, is_affiliation};
use crate::article::{Line, LineRole};
use crate::raised::is_raised_digit;

/// Title and authors as lines.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    pub(super) title: Vec<&'a Line>,
    pub(super) authors: Vec<&'a Line>,
    pub(super) names: Vec<String>,
    pub(super) confidence: f32,
}

/// Marks of a note on a title.
pub(super) const NOTE: [char; 6] = ['*', '†', '‡', '∗', '⁎', '§'];

/// Most lines of a title and of its authors.
const TITLE: usize = 5;
const AUTHORS: usize = 12;

/// The title of the article that begins with `head`, and its authors.
pub(super) fn title<'a>(head: &Head<'a>, lines: &'a [Line], sizes: Option<Sizes<'_>>) -> Option<Found<'a>> {
    if let Some(sizes) = sizes {
        return by_size(lines, sizes);
    }
    above_authors(&head.lines).or_else(|| first(head))
}

/// The heading that a source opens with, and the authors right below.
pub(super) fn first_heading<'a>(head: &Head<'a>) -> Option<Found<'a>> {
    let line = *head.lines.first().filter(|line| line.role == LineRole::Heading)?;
    let below = head.lines.get(1).filter(|below| below.role == LineRole::Body);
    let found =
        below.and_then(|below| Some((*below, authors(below.text.as_str()).filter(|a| a.evidence > 0)?)));
    let (authors, names) = found.map(|(line, authors)| (vec![line], authors.names)).unwrap_or_default();
    is_title(line.text.as_str()).then_some(Found { title: vec![line], authors, names, confidence: 0.8 })
}

/// The lines right above the first ones that are surely authors.
fn above_authors<'a>(head: &[&'a Line]) -> Option<Found<'a>> {
    (1..head.len()).find_map(|at| {
        let (names, end) = block(head, at).filter(|(authors, end)| is_sure(authors, head, *end))?;
        // Marks of authors may have come to stand in a line of their own.
        let has_words = |line: &Line| line.text.as_str().contains(char::is_alphabetic);
        let end_of_title =
            (1..=at).rev().find(|&end| head.get(end - 1).is_some_and(|line| has_words(line)))?;
        let title: Vec<&Line> = head.get(top(head, end_of_title)..end_of_title)?.to_vec();
        let text = words(&title);
        (is_title(&text) && opens(&text) && authors(&text).is_none()).then(|| Found {
            title,
            authors: head.get(at..end).unwrap_or_default().to_vec(),
            names: names.names,
            confidence: 0.9,
        })
    })
}

/// Whether more than capitals shows that the lines before `end` are authors.
fn is_sure(authors: &Authors, head: &[&Line], end: usize) -> bool {
    let lone = |line: &&&Line| line.text.as_str().chars().filter(|c| c.is_alphanumeric()).count() <= 2;
    let next = head.get(end).filter(|line| !lone(line)).or_else(|| head.get(end + 1));
    let below = match next {
        Some(line) if is_affiliation(line.text.as_str()) => 2,
        // The text begins.
        None if head.get(end).is_none() => 1,
        _ => 0,
    };
    authors.evidence + below >= 2
}

/// The authors of the most lines from `at` on that are nothing else, and the line after them.
fn block(head: &[&Line], at: usize) -> Option<(Authors, usize)> {
    let mut text = String::new();
    let mut found = None;
    for (offset, line) in head.iter().skip(at).take(AUTHORS).enumerate() {
        let words = line.text.as_str();
        if offset > 0 {
            let open = text.ends_with([',', ';', '&', '•', '|']) || text.ends_with(" and");
            if line.gap_before && !open || is_affiliation(words) {
                break;
            }
            let marked = text.ends_with(|c: char| !c.is_alphabetic() && c != '.' && !",;&•|".contains(c));
            text.push_str(if marked { ", " } else { " " });
        }
        text.push_str(words);
        if let Some(authors) = authors(&text) {
            found = Some((authors, at + offset + 1));
        }
        if offset == 0 && !is_list(words) {
            break;
        }
    }
    found
}

/// Whether authors may go on below `line`: it has a mark, an initial or a separator.
fn is_list(line: &str) -> bool {
    let pairs = || line.chars().zip(line.chars().skip(1));
    let is_mark = |c: char| MARKS.contains(c) && c != '–';
    let marked =
        pairs().any(|(a, b)| a.is_alphabetic() && (b.is_ascii_digit() || is_raised_digit(b) || is_mark(b)));
    let initial = pairs().any(|(a, b)| a.is_uppercase() && b == '.');
    marked || initial || line.contains([',', ';', '&', '•', '|']) || line.contains(" and ")
}

/// The first line of the title that ends above `at`.
fn top(head: &[&Line], at: usize) -> usize {
    let mut start = at;
    let is_loud = |text: &str| !text.contains(char::is_lowercase);
    while let Some(line) = start.checked_sub(1).and_then(|above| head.get(above)) {
        let text = line.text.as_str();
        let marked = is_marked(text);
        // A heading over the title is set in another way.
        let other =
            start < at && is_loud(text) && head.get(start).is_some_and(|line| !is_loud(line.text.as_str()));
        // Small letters right above the authors go on a title: `a critical / review`.
        let goes_on = start == at && is_small_kind(text);
        if at - start == TITLE || is_furniture(text) && !goes_on || marked || other {
            break;
        }
        start -= 1;
        if line.gap_before {
            break;
        }
    }
    start
}

/// The first lines of a text, if authors, an institution or the abstract follow.
fn first<'a>(head: &Head<'a>) -> Option<Found<'a>> {
    let lines = &head.lines;
    let len = 1 + lines.iter().skip(1).take_while(|line| !line.gap_before).count();
    let title: Vec<&Line> = lines.get(..len.min(lines.len()))?.to_vec();
    if title.is_empty() || title.len() > TITLE || title.iter().any(|line| is_furniture(line.text.as_str())) {
        return None;
    }
    let text = words(&title);
    let next = lines.get(len);
    let below = next.and_then(|next| authors(next.text.as_str()));
    let follows = match next {
        Some(next) => below.is_some() || is_affiliation(next.text.as_str()),
        None => head.closed,
    };
    let (authors_at, names) = match below {
        Some(below) => (next.copied().into_iter().collect(), below.names),
        None => (Vec::new(), Vec::new()),
    };
    (follows && is_title(&text) && opens(&text) && !ends_sentence(&text) && authors(&text).is_none())
        .then_some(Found { title, authors: authors_at, names, confidence: 0.85 })
}

/// Whether `text` ends with a full stop that is not that of the author of a species: `bacteria of Chelidonium majus L.`
fn ends_sentence(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let is_initial = last.starts_with(char::is_uppercase) && last.chars().count() == 2;
    text.ends_with('.') && !is_initial
}

/// Type larger than the body's by this factor is a title's.
const LARGER: f32 = 1.12;

/// The rows in the largest type of the first page that read as a title; those above authors before others.
fn by_size<'a>(lines: &'a [Line], sizes: Sizes<'_>) -> Option<Found<'a>> {
    let page = lines.first()?.page;
    let rows: Vec<(&Line, f32)> = lines
        .iter()
        .zip(sizes.lines.iter().copied())
        .take_while(|(line, _)| line.page == page)
        .filter(|(line, _)| line.role != LineRole::Furniture)
        .collect();
    let all: Vec<&Line> = rows.iter().map(|(line, _)| *line).collect();
    let mut groups = groups(&rows, sizes.body * LARGER);
    groups.sort_by(|a, b| b.size.total_cmp(&a.size));
    let mut best = None;
    for group in groups {
        // The kind of the article is often set like its title.
        let rows = all.get(group.start..group.end).unwrap_or_default().iter();
        let title: Vec<&Line> = rows.copied().skip_while(|line| is_furniture(line.text.as_str())).collect();
        let text = words(&title);
        let is_short = title.len() <= TITLE + 2;
        let mut texts = title.iter().map(|line| line.text.as_str());
        let furnished = texts.any(|text| is_furniture(text) && !is_small_kind(text) || is_marked(text));
        if !is_short || furnished || !is_title(&text) || authors(&text).is_some() {
            continue;
        }
        // One row may stand between: a degree, a mark set by itself.
        let below = (group.end..group.end + 2).find_map(|at| {
            let (authors, end) = block(&all, at)?;
            (authors.evidence > 0 || is_sure(&authors, &all, end)).then_some((authors, at, end))
        });
        if let Some((authors, at, end)) = below {
            let authors_at = all.get(at..end).unwrap_or_default().to_vec();
            return Some(Found { title, authors: authors_at, names: authors.names, confidence: 0.95 });
        }
        best = best.or(Some(Found { title, confidence: 0.85, ..Found::default() }));
    }
    best
}

/// Rows of one size that stand together.
struct Group {
    start: usize,
    end: usize,
    size: f32,
}

fn groups(rows: &[(&Line, f32)], least: f32) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, (_, size)) in rows.iter().enumerate().filter(|(_, (_, size))| *size >= least) {
        match groups.last_mut() {
            Some(last) if last.end == at && (last.size - size).abs() < 0.04 * size => last.end = at + 1,
            _ => groups.push(Group { start: at, end: at + 1, size: *size }),
        }
    }
    groups
}

fn words(lines: &[&Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether `text` reads as a title: some words, no sentence that cites.
fn is_title(text: &str) -> bool {
    let count = text.split(' ').count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let cites = text
        .match_indices('[')
        .any(|(at, _)| text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())));
    let journal = {
        let lower = text.to_lowercase();
        count <= 8
            && ["journal of ", "journal on ", "transactions on ", "annals of ", "proceedings of "]
                .iter()
                .any(|words| lower.contains(words))
    };
    (2..=45).contains(&count)
        && letters >= 12
        && !cites
        && !journal
        && !(names_institution(text) && (count < 8 || text.contains(',')))
        && !has_marks(text)
}

/// Whether an institution is named in `text`, with a capital: of `an immunology clinic in Arle` none is.
fn names_institution(text: &str) -> bool {
    text.split([' ', '(']).any(|word| word.starts_with(char::is_uppercase) && is_affiliation(word))
}

/// Whether a sign is set to a word of `text`, as to an author's name; the one at the end of a title marks a note on it.
fn is_marked(text: &str) -> bool {
    let bare = text.trim_end_matches(NOTE);
    let text = if authors(text).is_none() { bare } else { text };
    text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_alphabetic() && "*†‡∗⁎".contains(b))
}

/// Whether `text` opens as a line does that begins something.
fn opens(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_lowercase())
}

/// Whether marks of authors stand in `text`: raised numbers, or numbers side by side.
fn has_marks(text: &str) -> bool {
    let raised = text.split(|c| !is_raised_digit(c)).filter(|run| !run.is_empty()).count();
    let bare =
        |word: &str| !word.contains(char::is_alphabetic) && word.contains(|c: char| c.is_ascii_digit());
    raised > 1 || text.split(' ').zip(text.split(' ').skip(1)).any(|(a, b)| bare(a) && bare(b))
}

/// Kinds of articles, which journals print above their titles.
const KINDS: [&str; 24] = [
    "article", "articles", "research article", "research", "research paper", "original article",
    "original research", "original paper", "review", "review article", "mini review", "case report",
    "clinical study", "clinical trial", "short communication", "brief report", "letter",
    "letter to the editor", "editorial", "correspondence", "full paper", "open access", "study protocol",
    "research note",
];

/// Whether `text` is the kind of an article and nothing else.
fn is_kind(text: &str) -> bool {
    KINDS.contains(&text.to_lowercase().as_str())
}

/// Whether `text` is the kind of an article in small letters, which goes on a title: `a critical / review`.
fn is_small_kind(text: &str) -> bool {
    is_kind(text) && !opens(text)
}

/// What stands about a title without being one.
fn is_furniture(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = [
        "doi", "issn", "isbn", "copyright", "volume", "vol.", "received", "accepted", "published",
        "publishing", "email", "e-mail", "license", "licence", "preprint", "biorxiv", "sciencedirect",
    ];
    let has = |word: &&str| {
        lower.match_indices(*word).any(|(at, _)| {
            let before = lower.get(..at).and_then(|l| l.chars().next_back());
            let after = lower.get(at + word.len()..).and_then(|l| l.chars().next());
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        })
    };
    let phrases = [
        "http", "www.", "©", "@", "open access", "journal homepage", "contents lists", "arxiv:", "10.1",
        "article id",
    ];
    is_kind(text)
        || words.iter().any(has)
        || phrases.iter().any(|phrase| lower.contains(phrase))
        || has_year_and_volume(&lower)
}

/// `(2015)`, `2014, 14`: a journal's year with its volume.
fn has_year_and_volume(text: &str) -> bool {
    let bytes = text.as_bytes();
    let year = |at: usize| {
        bytes
            .get(at..at + 4)
            .is_some_and(|b| b.iter().all(u8::is_ascii_digit) && matches!(b, [b'1' | b'2', ..]))
    };
    (0..bytes.len()).any(|at| {
        year(at) && {
            let before = at.checked_sub(1).and_then(|b| bytes.get(b));
            let after = text.get(at + 4..).unwrap_or_default();
            let in_brackets = before == Some(&b'(') && after.starts_with(')');
            let volume = after.strip_prefix([',', ';', ':']).map(str::trim_start);
            let alone = before.is_none_or(|b| !b.is_ascii_alphanumeric());
            in_brackets || alone && volume.is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit()))
        }
    })
}
