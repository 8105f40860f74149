//! Trains the model that tells how well one stretch of words continues another.
//!
//! `cargo run --release --example train_continuation -- OUT FILE…`: each FILE is an article in reading
//! order; OUT becomes `src/article/columns/continuation.bin`. See docs/reading.md.

#![expect(clippy::print_stdout, reason = "a program that reports on standard output")]
#![expect(dead_code, reason = "the module is shared with the library, which uses all of it")]

use std::{env, fs, process::ExitCode};

#[path = "../src/article/columns/features.rs"]
mod features;

use features::{COUNT, SIZE, Token, features};

/// Passes over the text.
const EPOCHS: usize = 4;
/// Step of AdaGrad.
const RATE: f32 = 0.15;
/// Weights are stored in units of this.
const UNIT: f32 = 0.04;
/// Pull towards zero at every step, so that chance pairs weigh little.
const DECAY: f32 = 2e-6;

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

struct Model {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Model {
    fn learn(&mut self, seen: &[usize; COUNT], goes_on: bool) -> f32 {
        let score: f32 = seen.iter().map(|&f| self.weights[f]).sum();
        let wrong = 1.0 / (1.0 + (-score).exp()) - f32::from(goes_on);
        for &f in seen {
            let step = wrong + DECAY * self.weights[f];
            self.squares[f] += step * step;
            self.weights[f] -= RATE * step / (self.squares[f].sqrt() + 0.1);
        }
        if goes_on { (1.0 + (-score).exp()).ln() } else { (1.0 + score.exp()).ln() }
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

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let Some(out) = args.next() else { return ExitCode::from(2) };
    let mut random = Random(88_172_645_463_325_252);
    let articles: Vec<Vec<Token>> =
        args.filter_map(|path| fs::read_to_string(path).ok()).map(|t| tokens(&t, &mut random)).collect();
    let mut model = Model { weights: vec![0.0; SIZE], squares: vec![0.0; SIZE] };
    for epoch in 0..EPOCHS {
        let (mut loss, mut seen) = (0.0_f64, 0_usize);
        for article in articles.iter().filter(|a| a.len() > 50) {
            for at in 1..article.len() - 2 {
                let (before, last) = (article[at - 1], article[at]);
                loss +=
                    f64::from(model.learn(&features(before, last, article[at + 1], article[at + 2]), true));
                let other = random.below(article.len() - 1);
                loss += f64::from(
                    model.learn(&features(before, last, article[other], article[other + 1]), false),
                );
                seen += 2;
            }
        }
        println!("epoch {epoch}: loss {:.4} over {seen}", loss / seen.max(1) as f64);
    }
    let bytes: Vec<u8> =
        model.weights.iter().map(|w| (w / UNIT).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    match fs::write(out, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
