//! What can be seen of each word of a reference string: features, hashed into buckets.

use super::model::BUCKETS;
use super::token::{Kind, Token};

/// The features of a sequence: those of word `i` are `buckets[ends[i - 1]..ends[i]]`.
#[derive(Default)]
pub(crate) struct Features {
    buckets: Vec<u32>,
    ends: Vec<usize>,
}

impl Features {
    /// The features of each word in turn.
    pub(crate) fn words(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let range = start..end;
            start = end;
            self.buckets.get(range).unwrap_or_default()
        })
    }

    fn push(&mut self, template: u64, value: u64) {
        let hash = mix(value ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        self.buckets.push(u32::try_from(hash >> 32).unwrap_or_default() % BUCKETS as u32);
    }
}

/// Spreads the bits of `h` (the finaliser of `SplitMix64`).
const fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ (h >> 31)
}

/// One hash of several.
fn all(parts: &[u64]) -> u64 {
    parts.iter().fold(0x51_7c_c1_b7, |h, &part| mix(h.rotate_left(5) ^ part))
}

fn chars(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0xcbf2_9ce4_8422_2325, |h, c| (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
}

/// `n`, coarser the greater it is.
fn coarse(n: usize) -> u64 {
    match n {
        0..=4 => n as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

/// What a word looks like by itself, as hashes.
#[derive(Clone, Copy, Default)]
struct Look {
    word: u64,
    shape: u64,
    /// First two, three and four characters, then last two, three and four.
    affixes: [u64; 6],
    /// What stands between the word before and this one.
    gap: u64,
    /// Place in the runs of words without punctuation, and in those that points end.
    chunk: usize,
    sentence: usize,
    quoted: bool,
    bracketed: bool,
    year: bool,
}

/// A run of words: its first and one past its last.
#[derive(Clone, Copy, Default)]
struct Run {
    start: usize,
    end: usize,
    digits: usize,
    capitals: usize,
}

/// What is seen of the whole string.
struct View<'a> {
    looks: &'a [Look],
    chunks: Vec<Run>,
    sentences: Vec<Run>,
    /// The hash of what ends the string.
    tail: u64,
    /// The hash of what the string is like as a whole.
    style: u64,
    first_year: usize,
}

/// The features of `tokens` of `raw`.
pub(crate) fn features(raw: &str, tokens: &[Token]) -> Features {
    let looks = looks(raw, tokens);
    let view = View::new(raw, tokens, &looks);
    let mut features = Features::default();
    features.buckets.reserve(tokens.len() * 90);
    let mut seen = Seen::default();
    for at in 0..looks.len() {
        view.word(at, &mut features);
        view.neighbours(at, &mut features);
        view.place(at, &mut features);
        view.runs(at, &mut features);
        seen.features(&view, at, &mut features);
        features.ends.push(features.buckets.len());
    }
    features
}

fn looks(raw: &str, tokens: &[Token]) -> Vec<Look> {
    let (mut end, mut chunk, mut sentence) = (0, 0, 0);
    let (mut quoted, mut bracketed) = (false, false);
    let mut looks: Vec<Look> = Vec::with_capacity(tokens.len());
    let mut single = false;
    for token in tokens {
        let gap = raw.get(end..token.span.start).unwrap_or_default();
        let word = raw.get(token.span.range()).unwrap_or_default();
        let stops = gap.chars().any(|c| !c.is_whitespace() && !"-‐–—'’&/".contains(c));
        chunk += usize::from(stops && !looks.is_empty());
        let full = gap.contains(['?', '!', '"', '“', '”', '«', '»'])
            || gap.contains('.') && gap.contains(' ') && !single;
        sentence += usize::from(full && !looks.is_empty());
        for c in gap.chars() {
            match c {
                '"' => quoted = !quoted,
                '“' | '„' | '«' | '‘' => quoted = true,
                '”' | '»' => quoted = false,
                '(' | '[' => bracketed = true,
                ')' | ']' => bracketed = false,
                _ => {}
            }
        }
        let mut look = look(word, token.kind);
        look.gap = chars(gap.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).take(6));
        (look.chunk, look.sentence, look.quoted, look.bracketed) = (chunk, sentence, quoted, bracketed);
        looks.push(look);
        single = word.chars().nth(1).is_none();
        end = token.span.end;
    }
    looks
}

fn look(word: &str, kind: Kind) -> Look {
    let kind_hash = kind as u64;
    match kind {
        Kind::Letters => letters(word),
        Kind::Digits => {
            let year = word.len() == 4 && ("1500".."2040").contains(&word);
            let shape =
                all(&[7, word.len().min(9) as u64, u64::from(year), u64::from(word.starts_with('0'))]);
            let value = if year { chars(word.chars().take(3)) } else { chars(word.chars()) };
            Look { word: all(&[shape, value]), shape, year, ..Look::default() }
        }
        Kind::Url | Kind::Doi | Kind::Arxiv => Look { word: kind_hash, shape: kind_hash, ..Look::default() },
    }
}

fn letters(word: &str) -> Look {
    let lower = || word.chars().flat_map(char::to_lowercase);
    let len = word.chars().count();
    let mut affixes = [0; 6];
    for (n, affix) in (2..=4).zip(affixes.iter_mut()) {
        *affix = chars(lower().take(n));
    }
    for (n, affix) in (2..=4).zip(affixes.iter_mut().skip(3)) {
        *affix = chars(lower().skip(len.saturating_sub(n)));
    }
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
        if class != last && shape < 1 << 12 {
            shape = shape << 2 | class;
        }
        last = class;
    }
    let shape = all(&[shape, len.min(4) as u64]);
    Look { word: chars(lower()), shape, affixes, ..Look::default() }
}

/// Runs of looks with the same number, which `number` tells.
fn runs(looks: &[Look], tokens: &[Token], raw: &str, number: impl Fn(&Look) -> usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, (look, token)) in looks.iter().zip(tokens).enumerate() {
        if number(look) >= runs.len() {
            runs.push(Run { start: at, end: at, ..Run::default() });
        }
        if let Some(run) = runs.last_mut() {
            run.end = at + 1;
            run.digits += usize::from(token.kind == Kind::Digits);
            let word = raw.get(token.span.start..).unwrap_or_default();
            run.capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    runs
}

impl Run {
    /// What the run is like: how long, how many numbers, how many capitals.
    fn form(self) -> u64 {
        let len = self.end - self.start;
        all(&[coarse(len), self.digits.min(3) as u64, (4 * self.capitals / len.max(1)) as u64])
    }
}

impl<'a> View<'a> {
    fn new(raw: &str, tokens: &[Token], looks: &'a [Look]) -> Self {
        let end = tokens.last().map_or(0, |t| t.span.end);
        let tail = chars(raw.get(end..).unwrap_or_default().trim_end().chars().take(3));
        let first_year = looks.iter().position(|l| l.year).unwrap_or(looks.len());
        let year = looks.get(first_year);
        let shape = |at: usize| looks.get(at).map_or(0, |l| all(&[l.gap, l.shape]));
        let style = all(&[
            year.map_or(3, |l| u64::from(l.bracketed)),
            (3 * first_year / looks.len().max(1)) as u64,
            u64::from(looks.iter().any(|l| l.quoted)),
            shape(0),
            shape(1),
        ]);
        let chunks = runs(looks, tokens, raw, |l| l.chunk);
        let sentences = runs(looks, tokens, raw, |l| l.sentence);
        Self { looks, chunks, sentences, tail, style, first_year }
    }

    fn at(&self, at: usize, by: isize) -> Look {
        let edge = |word| Look { word, shape: word, gap: self.tail, ..Look::default() };
        match at.checked_add_signed(by) {
            None => edge(0xa1),
            Some(at) => self.looks.get(at).copied().unwrap_or_else(|| edge(0xa2)),
        }
    }

    fn word(&self, at: usize, out: &mut Features) {
        let (look, next) = (self.at(at, 0), self.at(at, 1));
        out.push(0, 0);
        out.push(1, look.word);
        out.push(2, look.shape);
        for (template, affix) in (3..).zip(look.affixes) {
            out.push(template, affix);
        }
        out.push(9, look.gap);
        out.push(10, next.gap);
        out.push(11, all(&[look.gap, next.gap]));
        out.push(12, all(&[look.gap, look.shape]));
        out.push(13, all(&[look.shape, next.gap]));
        out.push(14, all(&[look.gap, look.shape, next.gap]));
        out.push(15, all(&[look.gap, look.word]));
        out.push(16, all(&[look.word, next.gap]));
    }

    fn neighbours(&self, at: usize, out: &mut Features) {
        let [b3, b2, b1, look, a1, a2, a3] = [-3, -2, -1, 0, 1, 2, 3].map(|by| self.at(at, by));
        for (template, look) in (20..).zip([b3, b2, b1, a1, a2, a3]) {
            out.push(template, look.word);
            out.push(template + 6, look.shape);
        }
        out.push(32, all(&[b1.word, look.word]));
        out.push(33, all(&[look.word, a1.word]));
        out.push(34, all(&[b2.word, b1.word]));
        out.push(35, all(&[a1.word, a2.word]));
        out.push(36, all(&[b1.shape, look.shape]));
        out.push(37, all(&[look.shape, a1.shape]));
        out.push(38, all(&[b1.shape, look.shape, a1.shape]));
        out.push(39, all(&[look.gap, b1.word]));
        out.push(40, all(&[a1.gap, a1.word]));
        out.push(41, all(&[b1.gap, look.gap]));
        out.push(42, all(&[a1.gap, a2.gap]));
        out.push(43, all(&[b1.gap, b1.shape, look.gap, look.shape]));
        out.push(44, all(&[look.shape, a1.gap, a1.shape, a2.gap]));
        out.push(45, all(&[b1.shape, look.gap, look.shape, a1.gap, a1.shape]));
        out.push(46, all(&[b1.gap, look.gap, a1.gap, a2.gap]));
        out.push(47, all(&[look.gap, look.shape, a1.gap, a1.shape, a2.gap, a2.shape, a3.gap]));
        out.push(48, all(&[b2.gap, b2.shape, b1.gap, b1.shape, look.gap, look.shape, a1.gap]));
        out.push(49, all(&[b1.word, look.shape]));
        out.push(50, all(&[look.shape, a1.word]));
        out.push(51, all(&[b1.affixes[5], b1.shape, look.gap]));
        out.push(52, all(&[a1.affixes[5], a1.shape, a1.gap]));
    }

    fn place(&self, at: usize, out: &mut Features) {
        let look = self.at(at, 0);
        let left = self.looks.len() - at;
        let style = self.style;
        out.push(60, at.min(12) as u64);
        out.push(61, all(&[look.shape, at.min(5) as u64]));
        out.push(62, all(&[look.shape, left.min(6) as u64]));
        out.push(63, all(&[left.min(6) as u64, look.gap, self.tail]));
        out.push(64, (8 * at / self.looks.len()) as u64);
        out.push(65, all(&[coarse(self.looks.len()), look.shape]));
        out.push(66, all(&[style, look.shape]));
        out.push(67, all(&[style, look.gap]));
        out.push(68, all(&[style, self.at(at, 1).gap, coarse(at)]));
        out.push(69, all(&[u64::from(look.quoted), look.shape]));
        out.push(70, all(&[u64::from(look.bracketed), look.gap, look.shape]));
        out.push(71, all(&[u64::from(look.bracketed), self.at(at, 1).gap, look.word]));
        let year = match at.cmp(&self.first_year) {
            std::cmp::Ordering::Less => coarse(self.first_year - at).min(4),
            std::cmp::Ordering::Equal => 10,
            std::cmp::Ordering::Greater => 11 + coarse(at - self.first_year).min(4),
        };
        out.push(72, year);
        out.push(73, all(&[year, look.shape]));
        out.push(74, all(&[year, look.gap, self.at(at, 1).gap]));
    }

    fn runs(&self, at: usize, out: &mut Features) {
        let look = self.at(at, 0);
        self.run(80, &self.chunks, look.chunk, at, out);
        self.run(100, &self.sentences, look.sentence, at, out);
    }

    /// What the run number `number` is like, and those before and after it, as seen from the word at `at`.
    fn run(&self, template: u64, runs: &[Run], number: usize, at: usize, out: &mut Features) {
        let of = |number: Option<usize>| number.and_then(|n| runs.get(n)).copied();
        let Some(run) = of(Some(number)) else { return };
        let (before, after) = (of(number.checked_sub(1)), of(Some(number + 1)));
        let form = |run: Option<Run>| run.map_or(99, Run::form);
        let word = |at: Option<usize>| at.and_then(|at| self.looks.get(at)).copied().unwrap_or_default();
        let (first, last) = (word(Some(run.start)), word(Some(run.end - 1)));
        let (open, close) = (first.gap, self.at(run.end - 1, 1).gap);
        let inner = coarse(at - run.start).min(3);
        let next = word(after.map(|r| r.start));
        let look = self.at(at, 0);
        out.push(template, all(&[run.form(), inner]));
        out.push(template + 1, all(&[run.form(), open, close]));
        out.push(template + 2, all(&[form(before), run.form()]));
        out.push(template + 3, all(&[run.form(), form(after)]));
        out.push(template + 4, all(&[first.word, inner]));
        out.push(template + 5, last.word);
        out.push(template + 6, all(&[next.word, close]));
        out.push(template + 7, all(&[next.shape, close, coarse(run.end - run.start)]));
        out.push(template + 8, all(&[word(before.map(|r| r.start)).word, open]));
        out.push(
            template + 9,
            all(&[word(before.map(|r| r.end - 1)).shape, open, coarse(run.end - run.start)]),
        );
        out.push(template + 10, all(&[number.min(12) as u64, look.shape]));
        out.push(template + 11, all(&[(runs.len() - number).min(8) as u64, run.form()]));
        out.push(template + 12, all(&[self.style, number.min(8) as u64, coarse(run.end - run.start)]));
        out.push(template + 13, all(&[first.word, word(Some(run.start + 1)).word]));
        out.push(template + 14, all(&[open, close, look.shape]));
        out.push(
            template + 15,
            all(&[first.shape, word(Some(run.start + 1)).shape, close, number.min(3) as u64]),
        );
        out.push(template + 16, all(&[next.shape, self.at(run.end, 1).gap, close]));
    }
}

/// Words met so far that say what is to come.
#[derive(Default)]
struct Seen {
    flags: u64,
    last: u64,
    since: usize,
}

/// Words after which fields change; hashes of them are compared.
const CUES: [&[&str]; 8] = [
    &["in", "im", "dans"],
    &["ed", "eds", "editor", "editors", "edited", "hrsg", "hg", "cura"],
    &["proceedings", "proc", "conference", "conf", "symposium", "workshop"],
    &["journal", "review", "zeitschrift", "rivista", "revue", "transactions"],
    &["thesis", "dissertation", "diss", "report", "tech"],
    &["vol", "volume", "band", "bd", "jg", "no", "nr", "number", "issue", "heft"],
    &["pp", "pages", "p", "s", "seiten", "page"],
    &["press", "verlag", "publishers", "publishing", "springer", "university", "wiley", "elsevier"],
];

impl Seen {
    fn features(&mut self, view: &View, at: usize, out: &mut Features) {
        let look = view.at(at, 0);
        out.push(120, all(&[self.flags, look.shape]));
        out.push(121, all(&[self.flags, look.gap]));
        out.push(122, all(&[self.last, coarse(self.since), look.shape]));
        out.push(123, all(&[self.last, look.gap, view.at(at, 1).gap]));
        self.since += 1;
        if let Some(cue) = cue(look.word) {
            self.flags |= 1 << cue;
            (self.last, self.since) = (cue + 1, 0);
        }
        self.flags |= u64::from(look.year) << 10 | u64::from(look.quoted) << 11;
    }
}

/// The number of the cue whose word has the hash `word`.
fn cue(word: u64) -> Option<u64> {
    static TABLE: std::sync::LazyLock<std::collections::HashMap<u64, u64>> = std::sync::LazyLock::new(|| {
        let numbered = (0..).zip(CUES);
        numbered.flat_map(|(n, words)| words.iter().map(move |w| (chars(w.chars()), n))).collect()
    });
    TABLE.get(&word).copied()
}
