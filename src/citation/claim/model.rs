//! The weights of the cuts: a log-linear model with hashed features.
//!
//! Made by `examples/train_claims.rs`; provenance and figures in `docs/claims.md`.

/// Slots of the weight table; a feature's slot is its hash modulo this.
pub(super) const SLOTS: usize = 1 << 16;

/// One step of the quantised weights.
const STEP: f32 = 1.0 / 24.0;

static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// The weight of the feature with the hash `feature`.
pub(super) fn weight(feature: u64) -> f32 {
    let slot = WEIGHTS.get(feature as usize % SLOTS).copied().unwrap_or(0);
    f32::from(i8::from_ne_bytes([slot])) * STEP
}

/// FNV-1a over the parts of a feature; stable over versions and machines, as the table needs.
pub(super) fn hash(template: u8, parts: &[&str]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    let mut mix = |byte: u8| state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mix(template);
    for part in parts {
        part.bytes().for_each(&mut mix);
        mix(0xff);
    }
    state ^ (state >> 29)
}
