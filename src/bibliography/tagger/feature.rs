//! What can be seen of each word of a reference string: features, hashed into buckets.

use super::cue::Seen;
use super::hash::{all, chars, coarse, mix};
use super::image::BUCKETS;
use super::look::{Look, Run, looks, runs};
use super::token::Token;

/// The features of a sequence. Words of one run share what is seen of the run, so features come in groups, and a
/// word has those of four: its run without punctuation, its sentence, its form, and its own.
#[derive(Default)]
pub(crate) struct Features {
    buckets: Vec<u32>,
    groups: Vec<Group>,
    /// The groups of each word.
    words: Vec<[usize; 4]>,
    looks: Vec<Look>,
    /// The class of what stands before each word.
    joints: Vec<u8>,
    /// The hash of what ends the string.
    tail: u64,
}

/// A group of features.
struct Group {
    /// Where it ends among the buckets.
    end: usize,
    /// What tells it from others, if it is likely to come again.
    key: Option<u64>,
}

impl Features {
    /// The class of what stands before each word.
    pub(crate) fn joints(&self) -> &[u8] {
        &self.joints
    }

    /// What each word looks like, and the hash of what ends the string.
    pub(crate) fn looks(&self) -> (&[Look], u64) {
        (&self.looks, self.tail)
    }

    /// The buckets of each group in turn, and what tells it from others if it is likely to come again.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&[u32], Option<u64>)> {
        let mut start = 0;
        self.groups.iter().map(move |&Group { end, key }| {
            let range = start..end;
            start = end;
            (self.buckets.get(range).unwrap_or_default(), key)
        })
    }

    /// The numbers of each word's groups.
    pub(crate) fn words(&self) -> &[[usize; 4]] {
        &self.words
    }

    /// Finds the features of `tokens` of `raw`, which follows the conventions that have the number
    /// `convention`, in place of those that were here. A group whose key is `known` is left without features.
    pub(crate) fn find(
        &mut self,
        raw: &str,
        tokens: &[Token],
        convention: usize,
        known: impl Fn(u64) -> bool,
    ) {
        self.buckets.clear();
        self.groups.clear();
        self.words.clear();
        let mut looked = std::mem::take(&mut self.looks);
        looks(raw, tokens, &mut looked);
        self.joints.clear();
        self.joints.extend(looked.iter().map(|look| look.joint));
        let view = View::new(raw, tokens, &looked, convention);
        self.tail = view.tail;
        view.features(self, known);
        self.looks = looked;
    }

    fn extend<const N: usize>(&mut self, buckets: [u32; N]) {
        self.buckets.extend_from_slice(&buckets);
    }

    /// Ends the group of the features pushed last, which `key` tells from others; its number.
    fn end_group(&mut self, key: Option<u64>) -> usize {
        self.groups.push(Group { end: self.buckets.len(), key });
        self.groups.len() - 1
    }
}

/// The bucket of the feature that is made of `parts` by `template`.
fn of<const N: usize>(template: u64, parts: [u64; N]) -> u32 {
    let hash = parts.into_iter().fold(mix(0, template), mix);
    u32::try_from(mix(hash, 1) >> 32).unwrap_or_default() % BUCKETS as u32
}

/// The word, three words before and three behind.
type Near<'a> = [&'a Look; 7];

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
            chunks: runs(looks, tail, |l| l.chunk),
            sentences: runs(looks, tail, |l| l.sentence),
            edges: [edge(0xa1), edge(0xa2)],
            tail,
            style,
            convention: convention as u64,
            first_year,
        }
    }

    fn features(&self, out: &mut Features, known: impl Fn(u64) -> bool) {
        for (template, runs) in [(80, &self.chunks), (100, &self.sentences)] {
            for number in 0..runs.len() {
                self.run(template, runs, number, out);
                out.end_group(None);
            }
        }
        let mut seen = Seen::default();
        for (at, look) in self.looks.iter().enumerate() {
            let near = &[-3, -2, -1, 0, 1, 2, 3].map(|by| self.at(at, by));
            let form = self.form(near, &known, out);
            self.setting(near, out);
            word(near, out);
            neighbours(near, out);
            self.place(at, near, out);
            self.by_convention(near, out);
            self.within(97, &self.chunks, look.chunk, at, out);
            self.within(117, &self.sentences, look.sentence, at, out);
            cues(&mut seen, near, out);
            let own = out.end_group(None);
            out.words.push([look.chunk, self.chunks.len() + look.sentence, form, own]);
        }
    }

    fn at(&self, at: usize, by: isize) -> &Look {
        let [before, after] = &self.edges;
        match at.checked_add_signed(by) {
            None => before,
            Some(at) => self.looks.get(at).unwrap_or(after),
        }
    }

    /// The shape of the word and what stands on either side of it: what is likely to come again, in this string or in another.
    /// The number of the group.
    fn form(&self, near: &Near<'_>, known: impl Fn(u64) -> bool, out: &mut Features) -> usize {
        let [_, _, _, look, next, _, _] = *near;
        let (convention, [quoted, bracketed]) =
            (self.convention, [look.quoted, look.bracketed].map(u64::from));
        let key = all([look.gap, look.shape, next.gap, convention << 2 | quoted << 1 | bracketed]);
        if known(key) {
            return out.end_group(Some(key));
        }
        out.extend([
            of(0, []),
            of(2, [look.shape]),
            of(9, [look.gap]),
            of(10, [next.gap]),
            of(11, [look.gap, next.gap]),
            of(12, [look.gap, look.shape]),
            of(13, [look.shape, next.gap]),
            of(14, [look.gap, look.shape, next.gap]),
            of(69, [quoted, look.shape]),
            of(70, [bracketed, look.gap, look.shape]),
            of(140, [convention, look.shape]),
            of(142, [convention, look.gap, look.shape]),
            of(143, [convention, look.shape, next.gap]),
            of(144, [convention, look.gap, next.gap]),
        ]);
        out.end_group(Some(key))
    }

    /// The shapes of the word and those beside it, with what stands between.
    fn setting(&self, near: &Near<'_>, out: &mut Features) {
        let [_, _, b1, look, a1, a2, _] = *near;
        let convention = self.convention;
        out.extend([
            of(28, [b1.shape]),
            of(29, [a1.shape]),
            of(36, [b1.shape, look.shape]),
            of(37, [look.shape, a1.shape]),
            of(38, [b1.shape, look.shape, a1.shape]),
            of(41, [b1.gap, look.gap]),
            of(42, [a1.gap, a2.gap]),
            of(43, [b1.gap, b1.shape, look.gap, look.shape]),
            of(44, [look.shape, a1.gap, a1.shape, a2.gap]),
            of(45, [b1.shape, look.gap, look.shape, a1.gap, a1.shape]),
            of(46, [b1.gap, look.gap, a1.gap, a2.gap]),
            of(147, [convention, b1.shape, look.gap, look.shape]),
        ]);
    }

    fn place(&self, at: usize, near: &Near<'_>, out: &mut Features) {
        let [_, _, _, look, next, _, _] = *near;
        let left = self.looks.len() - at;
        let style = self.style;
        out.extend([
            of(60, [at.min(12) as u64]),
            of(61, [look.shape, at.min(5) as u64]),
            of(62, [look.shape, left.min(6) as u64]),
            of(63, [left.min(6) as u64, look.gap, self.tail]),
            of(64, [(8 * at / self.looks.len()) as u64]),
            of(65, [coarse(self.looks.len()), look.shape]),
            of(66, [style, look.shape]),
            of(67, [style, look.gap]),
            of(68, [style, next.gap, coarse(at)]),
            of(71, [u64::from(look.bracketed), next.gap, look.word]),
        ]);
        let year = match at.cmp(&self.first_year) {
            std::cmp::Ordering::Less => coarse(self.first_year - at).min(4),
            std::cmp::Ordering::Equal => 10,
            std::cmp::Ordering::Greater => 11 + coarse(at - self.first_year).min(4),
        };
        out.extend([of(72, [year]), of(73, [year, look.shape]), of(74, [year, look.gap, next.gap])]);
    }

    /// The words, together with the conventions that the string follows.
    fn by_convention(&self, near: &Near<'_>, out: &mut Features) {
        let [_, _, b1, look, a1, _, _] = near.map(|look| look.word);
        let convention = self.convention;
        out.extend([of(141, [convention, look]), of(145, [convention, b1]), of(146, [convention, a1])]);
    }

    /// What the run `number` is like, and those before and after it.
    fn run(&self, template: u64, runs: &[Run], number: usize, out: &mut Features) {
        let beside = |number: Option<usize>| number.and_then(|n| runs.get(n));
        let Some(run) = runs.get(number) else { return };
        let (before, after) = (beside(number.checked_sub(1)), runs.get(number + 1));
        let form = |run: Option<&Run>| run.map_or(99, |run| run.form);
        let none = Look::default();
        let word = |at: Option<usize>| at.and_then(|at| self.looks.get(at)).unwrap_or(&none);
        let (first, last) = (word(Some(run.start)), word(Some(run.end - 1)));
        let second = word(Some(run.start + 1));
        let Run { open, close, .. } = *run;
        let next = word(after.map(|r| r.start));
        let (own, len) = (run.form, coarse(run.end - run.start));
        out.extend([
            of(template, [own, open, close]),
            of(template + 1, [form(before), own]),
            of(template + 2, [own, form(after)]),
            of(template + 3, [last.word]),
            of(template + 4, [next.word, close]),
            of(template + 5, [next.shape, close, len]),
            of(template + 6, [word(before.map(|r| r.start)).word, open]),
            of(template + 7, [word(before.map(|r| r.end - 1)).shape, open, len]),
            of(template + 8, [(runs.len() - number).min(8) as u64, own]),
            of(template + 9, [self.style, number.min(8) as u64, len]),
            of(template + 10, [first.word, second.word]),
            of(template + 11, [first.shape, second.shape, close, number.min(3) as u64]),
        ]);
        let convention = self.convention;
        out.extend([
            of(template + 70, [convention, own, open]),
            of(template + 71, [convention, own, close]),
            of(template + 72, [convention, first.word]),
            of(template + 73, [convention, last.word]),
            of(template + 74, [convention, next.word]),
            of(template + 75, [convention, number.min(8) as u64, len]),
            of(template + 76, [convention, form(before), open]),
            of(template + 12, [next.shape, self.at(run.end, 1).gap, close]),
        ]);
    }

    /// The word at `at` and the run `number`, in which it stands.
    fn within(&self, template: u64, runs: &[Run], number: usize, at: usize, out: &mut Features) {
        let Some(run) = runs.get(number) else { return };
        let look = self.at(at, 0);
        let Run { form, first, open, close, .. } = *run;
        let inner = coarse(at - run.start).min(3);
        out.extend([
            of(template, [form, inner]),
            of(template + 1, [first, inner]),
            of(template + 2, [number.min(12) as u64, look.shape]),
            of(template + 50, [open, close, look.shape]),
        ]);
    }
}

/// The word, with what stands on either side of it.
fn word(near: &Near<'_>, out: &mut Features) {
    let [_, _, _, look, next, _, _] = *near;
    let [a, b, c, d, e, f] = look.affixes;
    out.extend([
        of(1, [look.word]),
        of(3, [a]),
        of(4, [b]),
        of(5, [c]),
        of(6, [d]),
        of(7, [e]),
        of(8, [f]),
        of(15, [look.gap, look.word]),
        of(16, [look.word, next.gap]),
    ]);
}

/// The words on either side of the word, with it and with each other.
fn neighbours(near: &Near<'_>, out: &mut Features) {
    let [b3, b2, b1, look, a1, a2, a3] = *near;
    let ([.., before], [.., after]) = (b1.affixes, a1.affixes);
    out.extend([
        of(20, [b3.word]),
        of(21, [b2.word]),
        of(22, [b1.word]),
        of(23, [a1.word]),
        of(24, [a2.word]),
        of(25, [a3.word]),
        of(26, [b3.shape]),
        of(27, [b2.shape]),
        of(30, [a2.shape]),
        of(31, [a3.shape]),
        of(32, [b1.word, look.word]),
        of(33, [look.word, a1.word]),
        of(34, [b2.word, b1.word]),
        of(35, [a1.word, a2.word]),
        of(39, [look.gap, b1.word]),
        of(40, [a1.gap, a1.word]),
        of(47, [look.gap, look.shape, a1.gap, a1.shape, a2.gap, a2.shape, a3.gap]),
        of(48, [b2.gap, b2.shape, b1.gap, b1.shape, look.gap, look.shape, a1.gap]),
        of(49, [b1.word, look.shape]),
        of(50, [look.shape, a1.word]),
        of(51, [before, b1.shape, look.gap]),
        of(52, [after, a1.shape, a1.gap]),
    ]);
}

/// The cue words met so far, `seen`, which then take in the word.
fn cues(seen: &mut Seen, near: &Near<'_>, out: &mut Features) {
    let [_, _, _, look, next, _, _] = *near;
    let Seen { flags, last, since } = *seen;
    out.extend([
        of(130, [flags, look.shape]),
        of(131, [flags, look.gap]),
        of(132, [last, coarse(since), look.shape]),
        of(133, [last, look.gap, next.gap]),
    ]);
    seen.pass(look);
}
