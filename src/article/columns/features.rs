//! What is seen where one stretch of words ends and another begins.

/// How many weights the model has; a feature is a number below it.
pub(crate) const SIZE: usize = 1 << 20;

/// Features of one junction.
pub(crate) const COUNT: usize = 15;

/// How many vectors the model has, and the numbers in each.
pub(crate) const VECTORS: usize = 1 << 15;
pub(crate) const DEPTH: usize = 16;

/// How many of them stand for one side of a junction.
pub(crate) const PARTS: usize = 10;

/// A word as the model sees it: its letters hashed, and its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Token {
    /// Hash of the word in lower case, without the punctuation around it.
    pub(crate) word: u32,
    /// Hash of its last three letters.
    pub(crate) suffix: u32,
    /// Case of the first character, and the punctuation at both ends.
    pub(crate) shape: u32,
    /// What it does to brackets.
    pub(crate) bracket: Bracket,
}

/// What a word, or the nearest of some words that does anything, does to brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Bracket {
    /// Nothing, or it opens and closes them.
    #[default]
    None,
    /// It leaves one open.
    Opens,
    /// It closes one that was open.
    Closes,
}

impl Bracket {
    fn of(printed: &str) -> Self {
        let (mut depth, mut lowest) = (0, 0);
        for c in printed.chars() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            lowest = depth.min(lowest);
        }
        match (lowest < 0, depth > 0) {
            (true, _) => Self::Closes,
            (false, true) => Self::Opens,
            (false, false) => Self::None,
        }
    }
}

/// Where a stretch of words ends.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct End {
    /// Its last word but two.
    pub(crate) third: Token,
    /// Its last word but one.
    pub(crate) before: Token,
    /// Its last word.
    pub(crate) last: Token,
    /// What the last of its words that does anything to brackets does.
    pub(crate) bracket: Bracket,
}

/// Where a stretch of words begins.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Start {
    /// Its first word.
    pub(crate) first: Token,
    /// Its second word.
    pub(crate) after: Token,
    /// Its third word.
    pub(crate) third: Token,
    /// What the first of its words that does anything to brackets does.
    pub(crate) bracket: Bracket,
}

/// How many words from a junction brackets are looked for.
const REACH: usize = 10;

impl End {
    /// The end at `last` of the words in `line`.
    pub(crate) fn of(line: impl DoubleEndedIterator<Item = Token> + Clone) -> Self {
        let mut words = line.rev();
        let brackets = words.clone().take(REACH).map(|t| t.bracket);
        let bracket = nearest(brackets);
        let last = words.next().unwrap_or_default();
        let before = words.next().unwrap_or_default();
        Self { third: words.next().unwrap_or_default(), before, last, bracket }
    }
}

impl Start {
    /// The start of the words in `line`.
    pub(crate) fn of(mut line: impl Iterator<Item = Token> + Clone) -> Self {
        let bracket = nearest(line.clone().take(REACH).map(|t| t.bracket));
        let first = line.next().unwrap_or_default();
        let after = line.next().unwrap_or_default();
        Self { third: line.next().unwrap_or_default(), first, after, bracket }
    }
}

fn nearest(mut brackets: impl Iterator<Item = Bracket>) -> Bracket {
    brackets.find(|&b| b != Bracket::None).unwrap_or_default()
}

impl Token {
    /// The token of a printed word, punctuation included.
    pub(crate) fn of(printed: &str) -> Self {
        let core = printed.trim_matches(|c: char| !c.is_alphanumeric());
        let (mut word, mut last) = (NO_LETTER, [' '; 3]);
        let mut push = |letter: char| (word, last) = (add(word, letter), [last[1], last[2], letter]);
        if core.is_ascii() {
            core.bytes().for_each(|byte| push(char::from(byte.to_ascii_lowercase())));
        } else {
            core.chars().flat_map(char::to_lowercase).for_each(push);
        }
        Self {
            word,
            suffix: last.into_iter().fold(NO_LETTER, add),
            shape: shape(printed, core),
            bracket: Bracket::of(printed),
        }
    }

    /// Whether the word begins with two capitals.
    pub(super) fn is_capitals(self) -> bool {
        self.shape % CASES == CAPITALS
    }

    /// Whether the word begins with a capital.
    pub(super) fn is_upper(self) -> bool {
        matches!(self.shape % CASES, CAPITALS | CAPITAL | INITIAL)
    }

    /// Whether the word begins with a digit.
    pub(super) fn is_number(self) -> bool {
        matches!(self.shape % CASES, NUMBER | YEAR | RANGE)
    }

    /// The hash of this word with `printed` joined to it, as `develop-` and `ment` are.
    pub(crate) fn followed_by(self, printed: &str) -> u32 {
        let core = printed.trim_matches(|c: char| !c.is_alphanumeric());
        core.chars().flat_map(char::to_lowercase).fold(self.word, add)
    }
}

/// Cases of words that begin with a digit: numbers, those of four digits, and those with other characters in them.
const NUMBER: u32 = 1;
const YEAR: u32 = 6;
const RANGE: u32 = 7;

/// A case of words: those that begin with two capitals.
const CAPITALS: u32 = 2;

/// A case of words: a capital and a small letter.
const CAPITAL: u32 = 3;

/// A case of words: a capital alone.
const INITIAL: u32 = 5;

/// How many cases of words are told apart.
const CASES: u32 = 8;

/// Signs at the end of a word that are told apart, none included.
const ENDS: u32 = 8;

/// Case and punctuation of a printed word, below 256: the case is the remainder by [`CASES`].
fn shape(printed: &str, core: &str) -> u32 {
    let mut chars = core.chars();
    let case = match (chars.next(), chars.next()) {
        (None, _) => 0,
        (Some(c), _) if c.is_numeric() && !core.bytes().all(|b| b.is_ascii_digit()) => RANGE,
        (Some(c), _) if c.is_numeric() => {
            if core.len() == 4 {
                YEAR
            } else {
                NUMBER
            }
        }
        (Some(c), None) if c.is_uppercase() => INITIAL,
        (Some(c), Some(d)) if c.is_uppercase() && d.is_uppercase() => CAPITALS,
        (Some(c), _) if c.is_uppercase() => CAPITAL,
        _ => 4,
    };
    let end = match printed.chars().next_back() {
        Some('.' | '!' | '?') => 1,
        Some(',') => 2,
        Some(';' | ':') => 3,
        Some(')' | ']') => 4,
        Some('-' | '‐' | '\u{ad}') => 5,
        Some('”' | '"' | '’') => 6,
        Some(c) if !c.is_alphanumeric() => 7,
        _ => 0,
    };
    let start = match printed.chars().next() {
        Some('(' | '[' | '“') => 1,
        Some(c) if !c.is_alphanumeric() => 2,
        _ => 0,
    };
    case + CASES * (end + ENDS * start)
}

/// What the end of a stretch of words has in the features of its junctions: the hashes of each up to there.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Begun {
    hashes: [u32; COUNT],
    shape: u32,
}

impl Begun {
    /// The features of the junctions of `end`.
    pub(crate) fn of(end: End) -> Self {
        let End { third, before, last, bracket } = end;
        let (shape, bracket) = (last.shape, bracket as u32);
        let end = shape / CASES;
        let hashes = [
            hashed(0, &[shape]),
            hashed(1, &[last.word, end]),
            hashed(2, &[last.word]),
            hashed(3, &[shape]),
            hashed(4, &[last.suffix, end]),
            hashed(5, &[before.word, last.word]),
            hashed(6, &[last.word]),
            hashed(7, &[last.word, end]),
            hashed(8, &[before.word, end]),
            hashed(9, &[last.suffix, end]),
            hashed(10, &[last.word, end]),
            hashed(11, &[bracket]),
            hashed(12, &[bracket]),
            hashed(13, &[before.shape, shape]),
            hashed(14, &[third.shape, before.shape, shape]),
        ];
        Self { hashes, shape }
    }

    /// The features of the junction with `start`.
    pub(crate) fn features(&self, start: &Start) -> [usize; COUNT] {
        let Start { first, after, third, bracket } = start;
        let bracket = *bracket as u32;
        let [h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12, h13, h14] = self.hashes;
        let hashes = [
            add_all(h0, &[first.shape]),
            add_all(h1, &[first.word]),
            add_all(h2, &[first.shape]),
            add_all(h3, &[first.word]),
            add_all(h4, &[first.suffix]),
            add_all(h5, &[first.word]),
            add_all(h6, &[first.word, after.word]),
            add_all(h7, &[after.word]),
            add_all(h8, &[first.word]),
            add_all(h9, &[first.word]),
            add_all(h10, &[first.suffix]),
            add_all(h11, &[bracket]),
            add_all(h12, &[bracket, self.shape, first.shape]),
            add_all(h13, &[first.shape, after.shape]),
            add_all(h14, &[first.shape, after.shape, third.shape]),
        ];
        hashes.map(|hash| hash as usize % SIZE)
    }
}

/// The numbers of the vectors that stand for `end`.
pub(crate) fn end_vectors(end: End) -> [usize; PARTS] {
    vectors(100, end.last, end.before, end.third)
}

/// The numbers of the vectors that stand for `start`.
pub(crate) fn start_vectors(start: Start) -> [usize; PARTS] {
    vectors(200, start.first, start.after, start.third)
}

/// The numbers of the vectors of the words `near` a junction, `far` from it, and `third` from it, on the side `side`.
fn vectors(side: u32, near: Token, far: Token, third: Token) -> [usize; PARTS] {
    let hashes = [
        hashed(side, &[near.word]),
        hashed(side + 1, &[near.suffix]),
        hashed(side + 2, &[near.shape]),
        hashed(side + 3, &[far.word]),
        hashed(side + 4, &[far.suffix]),
        hashed(side + 5, &[far.shape]),
        hashed(side + 6, &[near.word, far.word]),
        hashed(side + 7, &[third.word]),
        hashed(side + 8, &[third.suffix]),
        hashed(side + 9, &[third.shape, far.shape, near.shape]),
    ];
    hashes.map(|hash| hash as usize % VECTORS)
}

fn hashed(kind: u32, parts: &[u32]) -> u32 {
    add_all(0x811c_9dc5 ^ kind.wrapping_mul(0x9e37_79b9), parts)
}

fn add_all(hash: u32, parts: &[u32]) -> u32 {
    parts.iter().fold(hash, |h, &p| mix(h ^ p))
}

/// The hash of no letter.
const NO_LETTER: u32 = 0x811c_9dc5;

/// FNV-1a over characters.
fn add(hash: u32, letter: char) -> u32 {
    (hash ^ letter as u32).wrapping_mul(0x0100_0193)
}

/// The finisher of MurmurHash3: spreads every bit over all others.
fn mix(mut h: u32) -> u32 {
    h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
    h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}
