//! Trains the model that tells how well one stretch of words continues another.
//!
//! `cargo run --release --example train_continuation -- OUT FILE…`: each FILE is an article in reading
//! order; OUT becomes `src/article/columns/continuation.bin`. Of a FILE that ends in `.jsonl` the values `raw` are
//! read, one printed reference each. See docs/reading.md.

#![expect(clippy::print_stdout, reason = "a program that reports on standard output")]
#![expect(dead_code, reason = "the module is shared with the library, which uses all of it")]

use std::{env, fs, process::ExitCode};

#[path = "../src/article/columns/features.rs"]
mod features;

use features::{Begun, COUNT, DEPTH, End, PARTS, SIZE, Start, Token, VECTORS, end_vectors, start_vectors};

/// Passes over the text; a third one makes held-out text less likely.
const EPOCHS: usize = 2;
/// Steps of AdaGrad, for weights and for vectors, and what keeps the first ones small.
const RATE: f32 = 0.15;
const VECTOR_RATE: f32 = 0.05;
const START: f32 = 0.1;
const VECTOR_START: f32 = 0.05;
/// Weights and vectors are stored in units of these.
const UNIT: f32 = 0.04;
const VECTOR_UNIT: f32 = 0.02;
/// Pull towards zero at every step, so that chance pairs weigh little.
const DECAY: f32 = 2e-6;
const VECTOR_DECAY: f32 = 1e-5;
/// Words of references that are taken for an article.
const LIST: usize = 6000;

/// A small generator of numbers, always the same ones (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }
}

/// Numbers that are learnt, with the sums of the squares of their steps.
struct Learnt {
    values: Vec<f32>,
    squares: Vec<f32>,
}

impl Learnt {
    fn step(&mut self, at: usize, gradient: f32, rate: f32, start: f32) {
        self.squares[at] += gradient * gradient;
        self.values[at] -= rate * gradient / (self.squares[at].sqrt() + start);
    }

    fn bytes(&self, unit: f32) -> impl Iterator<Item = u8> {
        self.values.iter().map(move |w| (w / unit).round().clamp(-127.0, 127.0) as i8 as u8)
    }
}

struct Model {
    weights: Learnt,
    vectors: Learnt,
}

impl Model {
    fn new(random: &mut Random) -> Self {
        let small = |_| (random.below(2001) as f32 / 1000.0 - 1.0) * 0.1;
        let vectors: Vec<f32> = (0..VECTORS * DEPTH).map(small).collect();
        Self {
            weights: Learnt { values: vec![0.0; SIZE], squares: vec![0.0; SIZE] },
            vectors: Learnt { squares: vec![0.0; vectors.len()], values: vectors },
        }
    }

    fn sum(&self, parts: [usize; PARTS]) -> [f32; DEPTH] {
        let mut sum = [0.0; DEPTH];
        for part in parts {
            for (sum, value) in sum.iter_mut().zip(&self.vectors.values[part * DEPTH..]) {
                *sum += value;
            }
        }
        sum
    }

    /// Learns whether `start` goes on where `end` ends, and tells how surprising that was.
    fn learn(&mut self, end: End, start: Start, goes_on: bool) -> f64 {
        let seen: [usize; COUNT] = Begun::of(end).features(&start);
        let (ends, starts) = (end_vectors(end), start_vectors(start));
        let (left, right) = (self.sum(ends), self.sum(starts));
        let product: f32 = left.iter().zip(&right).map(|(a, b)| a * b).sum();
        let score = seen.iter().map(|&f| self.weights.values[f]).sum::<f32>() + product;
        let wrong = 1.0 / (1.0 + (-score).exp()) - f32::from(goes_on);
        for f in seen {
            let gradient = wrong + DECAY * self.weights.values[f];
            self.weights.step(f, gradient, RATE, START);
        }
        for (parts, other) in [(ends, right), (starts, left)] {
            for part in parts {
                for (at, other) in (part * DEPTH..).zip(other) {
                    let gradient = wrong * other + VECTOR_DECAY * self.vectors.values[at];
                    self.vectors.step(at, gradient, VECTOR_RATE, VECTOR_START);
                }
            }
        }
        f64::from(if goes_on { (1.0 + (-score).exp()).ln() } else { (1.0 + score.exp()).ln() })
    }
}

/// The words of an article; one in twelve long words broken by a hyphen, as line ends do.
fn tokens(text: &str, random: &mut Random) -> Vec<Token> {
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        let chars: Vec<char> = word.chars().collect();
        if chars.len() > 6 && chars.iter().all(|c| c.is_alphabetic()) && random.below(12) == 0 {
            let at = 2 + random.below(chars.len() - 4);
            let head: String = chars[..at].iter().chain(['-'].iter()).collect();
            let tail: String = chars[at..].iter().collect();
            tokens.extend([Token::of(&head), Token::of(&tail)]);
        } else {
            tokens.push(Token::of(word));
        }
    }
    tokens
}

/// The texts in the file at `path`.
fn texts(path: &str) -> Vec<String> {
    let Ok(text) = fs::read_to_string(path) else { return Vec::new() };
    if !path.ends_with(".jsonl") {
        return vec![text];
    }
    let rows = text.lines().filter_map(|row| serde_json::from_str::<serde_json::Value>(row).ok());
    let raw = rows.filter_map(|row| Some(row.get("raw")?.as_str()?.to_owned()));
    let words: Vec<String> =
        raw.flat_map(|raw| raw.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect();
    words.chunks(LIST).map(|words| words.join(" ")).collect()
}

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let Some(out) = args.next() else { return ExitCode::from(2) };
    let mut random = Random(88_172_645_463_325_252);
    let articles: Vec<Vec<Token>> =
        args.flat_map(|path| texts(&path)).map(|text| tokens(&text, &mut random)).collect();
    let mut model = Model::new(&mut random);
    for epoch in 0..EPOCHS {
        let (mut loss, mut seen) = (0.0, 0_usize);
        // Articles of one journal stand side by side: they are taken in another order.
        for nth in 0..articles.len() {
            let article = &articles[(nth * 37 + epoch) % articles.len()];
            if article.len() < 50 {
                continue;
            }
            for at in 1..article.len() - 2 {
                let end = End::of(article[..=at].iter().copied());
                let start = |at: usize| Start::of(article[at..].iter().copied());
                loss += model.learn(end, start(at + 1), true);
                loss += model.learn(end, start(random.below(article.len() - 1)), false);
                seen += 2;
            }
        }
        println!("epoch {epoch}: loss {:.4} over {seen}", loss / seen.max(1) as f64);
    }
    let bytes: Vec<u8> = model.weights.bytes(UNIT).chain(model.vectors.bytes(VECTOR_UNIT)).collect();
    match fs::write(out, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
