//! Readings with one more row, before the best of them are made.

/// A reading with one more row, not yet made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    pub(super) score: f32,
    /// Which reading of the rows above it goes on.
    pub(super) base: u32,
    /// Which of the choices the row is; a displaced one is none.
    pub(super) choice: u32,
}

impl Next {
    /// The reading numbered `base` with the choice numbered `choice`.
    pub(super) fn of(score: f32, base: usize, choice: usize) -> Self {
        Self { score, base: base as u32, choice: choice as u32 }
    }
}

/// Those that are not much worse than the best.
#[derive(Debug)]
pub(super) struct Nexts {
    all: Vec<Next>,
    margin: f32,
    least: f32,
}

impl Nexts {
    /// None yet of those that are at most by `margin` worse than the best.
    pub(super) fn within(margin: f32) -> Self {
        Self { all: Vec::with_capacity(1024), margin, least: f32::MIN }
    }

    pub(super) fn push(&mut self, next: Next) {
        if next.score >= self.least {
            self.least = self.least.max(next.score - self.margin);
            self.all.push(next);
        }
    }

    pub(super) fn extend(&mut self, next: impl Iterator<Item = Next>) {
        next.for_each(|next| self.push(next));
    }

    /// The best `count` of them, the best first.
    pub(super) fn best(self, count: usize) -> impl Iterator<Item = Next> {
        let Self { mut all, least, .. } = self;
        all.retain(|next| next.score >= least);
        let place = |next: &Next| (next.base, next.choice);
        let order = |a: &Next, b: &Next| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b)));
        if all.len() > count {
            all.select_nth_unstable_by(count, order);
            all.truncate(count);
        }
        all.sort_unstable_by(order);
        all.into_iter()
    }
}
