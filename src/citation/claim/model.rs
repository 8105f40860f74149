//! The weights: log-linear models with hashed features.
//!
//! Made by `examples/train_claims`; provenance and figures in `docs/claims.md`.

/// Slots of the weights of the cuts; a feature's slot is its hash modulo this.
pub(super) const CUT_SLOTS: usize = 1 << 20;
/// Slots of the weights of the continuation, which stand behind those of the cuts.
pub(super) const CONTINUATION_SLOTS: usize = 1 << 14;
/// One step of the quantised weights.
pub(super) const STEP: f32 = 1.0 / 24.0;

static SHIPPED: &[u8] = include_bytes!("weights.bin");

/// The weights of both models.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<'w> {
    /// Of begin and end.
    pub(super) cuts: Table<'w>,
    /// Of the sentences that follow.
    pub(super) continuation: Table<'w>,
}

impl Weights<'static> {
    /// The weights that ibid ships.
    pub(super) fn shipped() -> Self {
        let (cuts, continuation) = SHIPPED.split_at(CUT_SLOTS.min(SHIPPED.len()));
        Self { cuts: Table::Steps(cuts), continuation: Table::Steps(continuation) }
    }
}

/// One weight for each slot.
#[derive(Debug, Clone, Copy)]
pub(super) enum Table<'w> {
    /// In steps, one byte each.
    Steps(&'w [u8]),
    /// As they are learned.
    Learned(&'w [f32]),
}

impl Table<'_> {
    /// The sum of the weights of the features that `features` names, by their hashes.
    pub(super) fn score(&self, features: impl FnOnce(&mut dyn FnMut(u32))) -> f32 {
        match self {
            Self::Steps(steps) => {
                let mut sum = 0;
                let mask = mask(steps.len());
                features(&mut |feature| {
                    let step = steps.get(feature as usize & mask).copied().unwrap_or(0);
                    sum += i32::from(i8::from_ne_bytes([step]));
                });
                sum as f32 * STEP
            }
            Self::Learned(weights) => {
                let mut sum = 0.0;
                let mask = mask(weights.len());
                features(&mut |feature| {
                    sum += weights.get(feature as usize & mask).copied().unwrap_or(0.0);
                });
                sum
            }
        }
    }
}

/// What takes a hash to one of `slots`, a power of two; far faster than a remainder.
const fn mask(slots: usize) -> usize {
    slots.saturating_sub(1)
}

/// A word as a number: FNV-1a, stable over versions and machines, as the tables need.
pub(super) const fn symbol(word: &str) -> u32 {
    let mut state = 0x811c_9dc5_u32;
    let mut rest = word.as_bytes();
    while let [byte, others @ ..] = rest {
        state = (state ^ *byte as u32).wrapping_mul(0x0100_0193);
        rest = others;
    }
    state
}

/// The hash of a feature: its template and what it is made of.
pub(super) fn feature(template: u32, parts: &[u32]) -> u32 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ u64::from(template).wrapping_mul(0xff51_afd7_ed55_8ccd);
    for part in parts {
        state = (state.rotate_left(23) ^ u64::from(*part)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    }
    (state >> 33) as u32
}
