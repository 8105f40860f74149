//! What can be seen of each word of a reference string: features, hashed into buckets.

use super::cue::Seen;
use super::hash::{all, chars, coarse, mix};
use super::image::BUCKETS;
use super::look::{Look, Run, looks, runs};
use super::token::Token;

/// The features of a sequence. Words of one run share what is seen of the run, so features come in groups, and a
/// word has those of three: its run without punctuation, its sentence, and its own.
#[derive(Default)]
pub(crate) struct Features {
    buckets: Vec<u32>,
    /// Where each group ends in `buckets`.
    ends: Vec<usize>,
    /// The groups of each word.
    words: Vec<[usize; 3]>,
    looks: Vec<Look>,
    /// The class of what stands before each word.
    joints: Vec<u8>,
}

impl Features {
    /// The class of what stands before each word.
    pub(crate) fn joints(&self) -> &[u8] {
        &self.joints
    }

    /// The buckets of each group in turn.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let range = start..end;
            start = end;
            self.buckets.get(range).unwrap_or_default()
        })
    }

    /// The numbers of each word's groups.
    pub(crate) fn words(&self) -> &[[usize; 3]] {
        &self.words
    }

    /// Finds the features of `tokens` of `raw`, which follows the conventions that have the number
    /// `convention`, in place of those that were here.
    pub(crate) fn find(&mut self, raw: &str, tokens: &[Token], convention: usize) {
        self.buckets.clear();
        self.ends.clear();
        self.words.clear();
        let mut looked = std::mem::take(&mut self.looks);
        looks(raw, tokens, &mut looked);
        self.joints.clear();
        self.joints.extend(looked.iter().map(|look| look.joint));
        View::new(raw, tokens, &looked, convention).features(self);
        self.looks = looked;
    }

    fn push<const N: usize>(&mut self, template: u64, parts: [u64; N]) {
        let hash = parts.into_iter().fold(mix(0, template), mix);
        self.buckets.push(bucket(hash));
    }

    /// Ends the group of the features pushed last.
    fn end_group(&mut self) {
        self.ends.push(self.buckets.len());
    }
}

/// The bucket of the feature that has `hash`.
pub(crate) fn bucket(hash: u64) -> u32 {
    u32::try_from(mix(hash, 1) >> 32).unwrap_or_default() % BUCKETS as u32
}

/// What is seen of the whole string.
struct View<'a> {
    looks: &'a [Look],
    chunks: Vec<Run>,
    sentences: Vec<Run>,
    /// What stands in place of words before the first and after the last.
    edges: [Look; 2],
    /// The hash of what ends the string.
    tail: u64,
    /// The hash of what the string is like as a whole.
    style: u64,
    /// The number of the conventions that it follows.
    convention: u64,
    first_year: usize,
}

impl<'a> View<'a> {
    fn new(raw: &str, tokens: &[Token], looks: &'a [Look], convention: usize) -> Self {
        let end = tokens.last().map_or(0, |t| t.span.end);
        let tail = chars(raw.get(end..).unwrap_or_default().trim_end().chars().take(3));
        let first_year = looks.iter().position(|l| l.year).unwrap_or(looks.len());
        let year = looks.get(first_year);
        let shape = |at: usize| looks.get(at).map_or(0, |l| all([l.gap, l.shape]));
        let style = all([
            year.map_or(3, |l| u64::from(l.bracketed)),
            (3 * first_year / looks.len().max(1)) as u64,
            u64::from(looks.iter().any(|l| l.quoted)),
            shape(0),
            shape(1),
        ]);
        let edge = |word| Look { word, shape: word, gap: tail, ..Look::default() };
        Self {
            looks,
            chunks: runs(looks, |l| l.chunk),
            sentences: runs(looks, |l| l.sentence),
            edges: [edge(0xa1), edge(0xa2)],
            tail,
            style,
            convention: convention as u64,
            first_year,
        }
    }

    fn features(&self, out: &mut Features) {
        for (template, runs) in [(80, &self.chunks), (100, &self.sentences)] {
            for number in 0..runs.len() {
                self.run(template, runs, number, out);
                out.end_group();
            }
        }
        let mut seen = Seen::default();
        for (at, look) in self.looks.iter().enumerate() {
            self.word(at, out);
            self.neighbours(at, out);
            self.place(at, out);
            self.by_convention(at, out);
            self.within(97, &self.chunks, look.chunk, at, out);
            self.within(117, &self.sentences, look.sentence, at, out);
            self.cues(&mut seen, at, out);
            out.words.push([look.chunk, self.chunks.len() + look.sentence, out.ends.len()]);
            out.end_group();
        }
    }

    fn at(&self, at: usize, by: isize) -> &Look {
        let [before, after] = &self.edges;
        match at.checked_add_signed(by) {
            None => before,
            Some(at) => self.looks.get(at).unwrap_or(after),
        }
    }

    fn word(&self, at: usize, out: &mut Features) {
        let (look, next) = (self.at(at, 0), self.at(at, 1));
        out.push(0, []);
        out.push(1, [look.word]);
        out.push(2, [look.shape]);
        for (template, affix) in (3..).zip(look.affixes) {
            out.push(template, [affix]);
        }
        out.push(9, [look.gap]);
        out.push(10, [next.gap]);
        out.push(11, [look.gap, next.gap]);
        out.push(12, [look.gap, look.shape]);
        out.push(13, [look.shape, next.gap]);
        out.push(14, [look.gap, look.shape, next.gap]);
        out.push(15, [look.gap, look.word]);
        out.push(16, [look.word, next.gap]);
    }

    fn neighbours(&self, at: usize, out: &mut Features) {
        let [b3, b2, b1, look, a1, a2, a3] = [-3, -2, -1, 0, 1, 2, 3].map(|by| self.at(at, by));
        for (template, look) in (20..).zip([b3, b2, b1, a1, a2, a3]) {
            out.push(template, [look.word]);
            out.push(template + 6, [look.shape]);
        }
        out.push(32, [b1.word, look.word]);
        out.push(33, [look.word, a1.word]);
        out.push(34, [b2.word, b1.word]);
        out.push(35, [a1.word, a2.word]);
        out.push(36, [b1.shape, look.shape]);
        out.push(37, [look.shape, a1.shape]);
        out.push(38, [b1.shape, look.shape, a1.shape]);
        out.push(39, [look.gap, b1.word]);
        out.push(40, [a1.gap, a1.word]);
        out.push(41, [b1.gap, look.gap]);
        out.push(42, [a1.gap, a2.gap]);
        out.push(43, [b1.gap, b1.shape, look.gap, look.shape]);
        out.push(44, [look.shape, a1.gap, a1.shape, a2.gap]);
        out.push(45, [b1.shape, look.gap, look.shape, a1.gap, a1.shape]);
        out.push(46, [b1.gap, look.gap, a1.gap, a2.gap]);
        out.push(47, [look.gap, look.shape, a1.gap, a1.shape, a2.gap, a2.shape, a3.gap]);
        out.push(48, [b2.gap, b2.shape, b1.gap, b1.shape, look.gap, look.shape, a1.gap]);
        out.push(49, [b1.word, look.shape]);
        out.push(50, [look.shape, a1.word]);
        let [.., before] = b1.affixes;
        let [.., after] = a1.affixes;
        out.push(51, [before, b1.shape, look.gap]);
        out.push(52, [after, a1.shape, a1.gap]);
    }

    fn place(&self, at: usize, out: &mut Features) {
        let (look, next) = (self.at(at, 0), self.at(at, 1));
        let left = self.looks.len() - at;
        let style = self.style;
        out.push(60, [at.min(12) as u64]);
        out.push(61, [look.shape, at.min(5) as u64]);
        out.push(62, [look.shape, left.min(6) as u64]);
        out.push(63, [left.min(6) as u64, look.gap, self.tail]);
        out.push(64, [(8 * at / self.looks.len()) as u64]);
        out.push(65, [coarse(self.looks.len()), look.shape]);
        out.push(66, [style, look.shape]);
        out.push(67, [style, look.gap]);
        out.push(68, [style, next.gap, coarse(at)]);
        out.push(69, [u64::from(look.quoted), look.shape]);
        out.push(70, [u64::from(look.bracketed), look.gap, look.shape]);
        out.push(71, [u64::from(look.bracketed), next.gap, look.word]);
        let year = match at.cmp(&self.first_year) {
            std::cmp::Ordering::Less => coarse(self.first_year - at).min(4),
            std::cmp::Ordering::Equal => 10,
            std::cmp::Ordering::Greater => 11 + coarse(at - self.first_year).min(4),
        };
        out.push(72, [year]);
        out.push(73, [year, look.shape]);
        out.push(74, [year, look.gap, next.gap]);
    }

    /// What is seen, together with the conventions that the string follows.
    fn by_convention(&self, at: usize, out: &mut Features) {
        let [b1, look, a1] = [-1, 0, 1].map(|by| self.at(at, by));
        let convention = self.convention;
        out.push(140, [convention, look.shape]);
        out.push(141, [convention, look.word]);
        out.push(142, [convention, look.gap, look.shape]);
        out.push(143, [convention, look.shape, a1.gap]);
        out.push(144, [convention, look.gap, a1.gap]);
        out.push(145, [convention, b1.word]);
        out.push(146, [convention, a1.word]);
        out.push(147, [convention, b1.shape, look.gap, look.shape]);
    }

    /// What the run `number` is like, and those before and after it.
    fn run(&self, template: u64, runs: &[Run], number: usize, out: &mut Features) {
        let of = |number: Option<usize>| number.and_then(|n| runs.get(n));
        let Some(run) = runs.get(number) else { return };
        let (before, after) = (of(number.checked_sub(1)), runs.get(number + 1));
        let form = |run: Option<&Run>| run.map_or(99, |run| run.form());
        let none = Look::default();
        let word = |at: Option<usize>| at.and_then(|at| self.looks.get(at)).unwrap_or(&none);
        let (first, last) = (word(Some(run.start)), word(Some(run.end - 1)));
        let second = word(Some(run.start + 1));
        let (open, close) = (first.gap, self.at(run.end - 1, 1).gap);
        let next = word(after.map(|r| r.start));
        let (own, len) = (run.form(), coarse(run.end - run.start));
        out.push(template, [own, open, close]);
        out.push(template + 1, [form(before), own]);
        out.push(template + 2, [own, form(after)]);
        out.push(template + 3, [last.word]);
        out.push(template + 4, [next.word, close]);
        out.push(template + 5, [next.shape, close, len]);
        out.push(template + 6, [word(before.map(|r| r.start)).word, open]);
        out.push(template + 7, [word(before.map(|r| r.end - 1)).shape, open, len]);
        out.push(template + 8, [(runs.len() - number).min(8) as u64, own]);
        out.push(template + 9, [self.style, number.min(8) as u64, len]);
        out.push(template + 10, [first.word, second.word]);
        out.push(template + 11, [first.shape, second.shape, close, number.min(3) as u64]);
        let convention = self.convention;
        out.push(template + 70, [convention, own, open]);
        out.push(template + 71, [convention, own, close]);
        out.push(template + 72, [convention, first.word]);
        out.push(template + 73, [convention, last.word]);
        out.push(template + 74, [convention, next.word]);
        out.push(template + 75, [convention, number.min(8) as u64, len]);
        out.push(template + 76, [convention, form(before), open]);
        out.push(template + 12, [next.shape, self.at(run.end, 1).gap, close]);
    }

    /// The word at `at` and the run `number`, in which it stands.
    fn within(&self, template: u64, runs: &[Run], number: usize, at: usize, out: &mut Features) {
        let Some(run) = runs.get(number) else { return };
        let look = self.at(at, 0);
        let first = self.looks.get(run.start).map_or(0, |l| l.word);
        let inner = coarse(at - run.start).min(3);
        let (open, close) = (self.at(run.start, 0).gap, self.at(run.end - 1, 1).gap);
        out.push(template, [run.form(), inner]);
        out.push(template + 1, [first, inner]);
        out.push(template + 2, [number.min(12) as u64, look.shape]);
        out.push(template + 50, [open, close, look.shape]);
    }

    /// The cue words met so far, `seen`, which then take in the word at `at`.
    fn cues(&self, seen: &mut Seen, at: usize, out: &mut Features) {
        let look = self.at(at, 0);
        let Seen { flags, last, since } = *seen;
        out.push(130, [flags, look.shape]);
        out.push(131, [flags, look.gap]);
        out.push(132, [last, coarse(since), look.shape]);
        out.push(133, [last, look.gap, self.at(at, 1).gap]);
        seen.pass(look);
    }
}
