//! Which conventions a reference string follows: those of the sources that the model was trained on.
//!
//! Sources print references, and mark fields in them, each in its own way. A linear classifier over what a string looks
//! like says how likely the conventions of each are; the items of one list mostly share one, so they decide together.

mod look;
#[cfg(feature = "training")]
pub(super) mod training;

use fearless_simd::{Level, dispatch};

pub(super) use look::{CELLS, look};

/// How many conventions there may be.
pub(super) const MOST: usize = 16;

/// A number for each convention.
pub(super) type Shares = [f32; MOST];

/// How much what is seen of a string by itself counts: the classifier is surer than it should be.
const TRUST: f32 = 0.3;

/// How often the shares of the conventions in a list are estimated anew; they change little after that.
const ROUNDS: usize = 6;

/// The share that each convention has in a list at least, in strings.
const LEAST: f32 = 1e-3;

/// Weights of the classifier, read where they lie in the model file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Conventions<'a> {
    count: usize,
    /// The numbers of the conventions by which lists of articles are read: as a rule, and where the list looks like it.
    homes: [usize; 2],
    scale: f32,
    /// A row for each cell, an i8 for each convention.
    weights: &'a [u8],
    /// How many numbers the processor works on at a time.
    level: Level,
}

impl<'a> Conventions<'a> {
    /// The classifier of `count` conventions, of which `homes` are those of articles; `None` if `weights` has not a row for
    /// each cell.
    pub(super) fn new(count: usize, homes: [usize; 2], scale: f32, weights: &'a [u8]) -> Option<Self> {
        (count <= MOST && weights.len() == CELLS * count).then(|| Self {
            count,
            homes,
            scale,
            weights,
            level: Level::new(),
        })
    }

    /// The number of the conventions by which the list `raws` of an article is read: the second of those of articles if no
    /// other is as likely for the list as a whole, else the first.
    pub(super) fn of_article(&self, raws: &[&str]) -> usize {
        let mut cells = Vec::new();
        let mut sums: Shares = [0.0; MOST];
        for raw in raws {
            let likely = self.likelihoods(raw, &mut cells);
            let total = likely.iter().sum::<f32>();
            sums.iter_mut()
                .zip(likely)
                .for_each(|(sum, likely)| *sum += (likely / total).max(f32::MIN_POSITIVE).ln());
        }
        let [usual, other] = self.homes;
        let likeliest = greatest(&sums);
        if likeliest == other && !raws.is_empty() { other } else { usual }
    }

    /// The number of the conventions that each of `raws` follows, which are one list.
    ///
    /// How common each is in the list is found by expectation maximisation, so that a list of several styles may have
    /// several.
    pub(super) fn of(&self, raws: &[&str]) -> Vec<usize> {
        let mut cells = Vec::new();
        let likely: Vec<Shares> = raws.iter().map(|raw| self.likelihoods(raw, &mut cells)).collect();
        let mut common: Shares = [1.0; MOST];
        for _ in 0..ROUNDS {
            let mut sums: Shares = [LEAST; MOST];
            for likely in &likely {
                let shares = product(likely, &common);
                let total = shares.iter().sum::<f32>().max(f32::MIN_POSITIVE);
                sums.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share / total);
            }
            common = sums;
        }
        likely.iter().map(|likely| greatest(&product(likely, &common))).collect()
    }

    /// How likely each convention is for `raw` by itself, up to a factor. `cells` is room to work in.
    fn likelihoods(&self, raw: &str, cells: &mut Vec<u32>) -> Shares {
        look(raw, cells);
        let sums = dispatch!(self.level, _ => self.sums(cells));
        #[expect(clippy::cast_precision_loss, reason = "sums of some thousand i8")]
        let mut scores = sums.map(|sum| sum as f32 * self.scale * TRUST);
        scores.iter_mut().skip(self.count).for_each(|score| *score = f32::NEG_INFINITY);
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        scores.map(|score| (score - top).exp())
    }

    /// The sums of the rows of `cells`.
    #[inline(always)]
    fn sums(&self, cells: &[u32]) -> [i32; MOST] {
        let mut sums = [0; MOST];
        for &cell in cells {
            let rest = self.weights.get(cell as usize * self.count..).unwrap_or_default();
            let mut add = |row: &[u8]| {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(weight.cast_signed()));
            };
            // Beyond its end a row goes on in the next, for conventions that there are not.
            match rest.first_chunk::<MOST>() {
                Some(row) => add(row),
                None => add(rest),
            }
        }
        sums
    }
}

fn product(a: &Shares, b: &Shares) -> Shares {
    let mut product = *a;
    product.iter_mut().zip(b).for_each(|(a, b)| *a *= b);
    product
}

/// The number of the greatest of `shares`, the first of equals.
fn greatest(shares: &Shares) -> usize {
    let better = |best: (usize, f32), (at, &share)| if share > best.1 { (at, share) } else { best };
    shares.iter().enumerate().fold((0, f32::NEG_INFINITY), better).0
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIVERS: &str = "rivers";
    const LAKES: &str = "lakes";

    /// Weights of a classifier of two conventions, of which `rivers` and `lakes` speak for one each.
    fn weights() -> Vec<u8> {
        let mut weights = vec![0; 2 * CELLS];
        for (convention, word) in [RIVERS, LAKES].into_iter().enumerate() {
            let mut cells = Vec::new();
            look(word, &mut cells);
            weights[2 * cells[0] as usize + convention] = 10;
        }
        weights
    }

    #[test]
    fn the_items_of_a_list_decide_together() {
        let weights = weights();
        let conventions = Conventions::new(2, [0, 1], 1.0, &weights).unwrap();
        assert_eq!(conventions.of(&[RIVERS, LAKES]), [0, 1]);
        assert_eq!(conventions.of(&[LAKES, "9", LAKES, LAKES]), [1; 4]);
        assert_eq!(conventions.of(&[RIVERS, "9", RIVERS]), [0; 3]);
        assert!(conventions.of(&[]).is_empty());
    }

    #[test]
    fn articles_have_two_conventions_at_most() {
        let mut weights = weights();
        let conventions = |weights| Conventions::new(2, [0, 1], 1.0, weights).unwrap();
        assert_eq!(conventions(&weights).of_article(&[RIVERS, "9", LAKES, LAKES]), 1);
        assert_eq!(conventions(&weights).of_article(&[RIVERS, LAKES, RIVERS]), 0);
        assert_eq!(conventions(&weights).of_article(&[]), 0);
        weights.extend(vec![0; CELLS]);
        let third = Conventions::new(3, [2, 2], 1.0, &weights).unwrap();
        assert_eq!(third.of_article(&[LAKES]), 2);
    }

    #[test]
    fn a_table_of_another_size_is_none() {
        assert!(Conventions::new(3, [0, 1], 1.0, &weights()).is_none());
        assert!(Conventions::new(MOST + 1, [0, 1], 1.0, &vec![0; CELLS * (MOST + 1)]).is_none());
    }
}
