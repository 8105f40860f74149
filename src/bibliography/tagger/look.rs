//! What the words of a string look like, each by itself, and the runs they stand in.

use super::hash::{all, chars, coarse, more};
use super::joint::joint;
use super::token::{Kind, Token};

/// What a word looks like by itself, as hashes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Look {
    pub(crate) word: u64,
    pub(crate) shape: u64,
    /// First two, three and four characters, then last two, three and four.
    pub(crate) affixes: [u64; 6],
    /// What stands between the word before and this one.
    pub(crate) gap: u64,
    /// The class of that, see [`super::joint`].
    pub(crate) joint: u8,
    /// Place in the runs of words without punctuation, and in those that points end.
    pub(crate) chunk: usize,
    pub(crate) sentence: usize,
    pub(crate) quoted: bool,
    pub(crate) bracketed: bool,
    pub(crate) year: bool,
    pub(crate) digits: bool,
    pub(crate) capital: bool,
}

/// A run of words: its first and one past its last.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    pub(crate) start: usize,
    pub(crate) end: usize,
    digits: usize,
    capitals: usize,
    /// What it is like: how long, how many numbers, how many capitals.
    pub(crate) form: u64,
    /// Its first word, and what stands before that and behind its last.
    pub(crate) first: u64,
    pub(crate) open: u64,
    pub(crate) close: u64,
}

impl Run {
    fn look(self) -> u64 {
        let len = self.end - self.start;
        all([coarse(len), self.digits.min(3) as u64, (4 * self.capitals / len.max(1)) as u64])
    }
}

/// Where in the string the words are: in which runs, in quotation marks, in brackets.
#[derive(Default)]
struct Place {
    chunk: usize,
    sentence: usize,
    quoted: bool,
    bracketed: bool,
    /// Whether the word before has one character.
    single: bool,
}

impl Place {
    /// Goes on over `gap`, which stands before a word.
    fn pass(&mut self, gap: &str, first: bool) {
        let (mut stops, mut ends, mut point, mut blank) = (false, false, false, false);
        for c in gap.chars() {
            stops |= !c.is_whitespace() && !matches!(c, '-' | '‐' | '–' | '—' | '\'' | '’' | '&' | '/');
            ends |= matches!(c, '?' | '!' | '"' | '“' | '”' | '«' | '»');
            point |= c == '.';
            blank |= c == ' ';
            match c {
                '"' => self.quoted = !self.quoted,
                '“' | '„' | '«' | '‘' => self.quoted = true,
                '”' | '»' => self.quoted = false,
                '(' | '[' => self.bracketed = true,
                ')' | ']' => self.bracketed = false,
                _ => {}
            }
        }
        self.chunk += usize::from(stops && !first);
        self.sentence += usize::from((ends || point && blank && !self.single) && !first);
    }
}

/// The looks of `tokens` of `raw`.
pub(crate) fn looks(raw: &str, tokens: &[Token], looks: &mut Vec<Look>) {
    looks.clear();
    let mut end = 0;
    let mut place = Place::default();
    let mut lower = Vec::new();
    for token in tokens {
        let gap = raw.get(end..token.span.start).unwrap_or_default();
        let word = raw.get(token.span.range()).unwrap_or_default();
        place.pass(gap, looks.is_empty());
        let look = look(word, token.kind, &mut lower);
        looks.push(Look {
            joint: if looks.is_empty() { 0 } else { joint(gap, place.single) },
            gap: chars(gap.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).take(6)),
            chunk: place.chunk,
            sentence: place.sentence,
            quoted: place.quoted,
            bracketed: place.bracketed,
            digits: token.kind == Kind::Digits,
            capital: word.starts_with(char::is_uppercase),
            ..look
        });
        place.single = word.chars().nth(1).is_none();
        end = token.span.end;
    }
}

/// What `word` looks like; `lower` is room for its characters.
fn look(word: &str, kind: Kind, lower: &mut Vec<char>) -> Look {
    match kind {
        Kind::Letters => letters(word, lower),
        Kind::Digits => {
            let year = word.len() == 4 && ("1500".."2040").contains(&word);
            let shape = all([7, word.len().min(9) as u64, u64::from(year), u64::from(word.starts_with('0'))]);
            let value = if year { chars(word.chars().take(3)) } else { chars(word.chars()) };
            Look { word: all([shape, value]), shape, year, ..Look::default() }
        }
        Kind::Url | Kind::Doi | Kind::Arxiv => {
            Look { word: kind as u64, shape: kind as u64, ..Look::default() }
        }
    }
}

fn letters(word: &str, lower: &mut Vec<char>) -> Look {
    lower.clear();
    let mut shape = 0u64;
    let mut last = 0;
    for c in word.chars() {
        let class = if c.is_uppercase() {
            1
        } else if c.is_lowercase() {
            2
        } else {
            3
        };
        match c {
            'A'..='Z' => lower.push(c.to_ascii_lowercase()),
            _ if class == 1 => lower.extend(c.to_lowercase()),
            _ => lower.push(c),
        }
        if class != last && shape < 1 << 12 {
            shape = shape << 2 | class;
        }
        last = class;
    }
    let (first, rest) = lower.split_at(lower.len().min(2));
    let (third, rest) = rest.split_at(rest.len().min(1));
    let (fourth, rest) = rest.split_at(rest.len().min(1));
    let two = chars(first.iter().copied());
    let three = more(two, third);
    let four = more(three, fourth);
    let end = |n: usize| chars(lower.iter().copied().skip(lower.len().saturating_sub(n)));
    Look {
        word: more(four, rest),
        shape: all([shape, lower.len().min(4) as u64]),
        affixes: [two, three, four, end(2), end(3), end(4)],
        ..Look::default()
    }
}

/// Runs of looks with the same number, which `number` tells; `tail` ends the string.
pub(crate) fn runs(looks: &[Look], tail: u64, number: impl Fn(&Look) -> usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(looks.len());
    for (at, look) in looks.iter().enumerate() {
        if number(look) >= runs.len() {
            runs.push(Run { start: at, end: at, first: look.word, open: look.gap, ..Run::default() });
        }
        if let Some(run) = runs.last_mut() {
            run.end = at + 1;
            run.digits += usize::from(look.digits);
            run.capitals += usize::from(look.capital);
        }
    }
    for run in &mut runs {
        run.form = run.look();
        run.close = looks.get(run.end).map_or(tail, |look| look.gap);
    }
    runs
}
