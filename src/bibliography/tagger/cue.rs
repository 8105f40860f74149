//! Words that say what is to come: after *in* another field follows than after *pages*.

use super::hash::chars;
use super::look::Look;

/// Words met so far that say what is to come.
#[derive(Default)]
pub(super) struct Seen {
    /// Which cues were met, as bits; a year and a quotation too.
    pub(super) flags: u64,
    /// The number of the last cue, from 1.
    pub(super) last: u64,
    /// How many words ago it stood.
    pub(super) since: usize,
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
    /// Takes in the next word.
    pub(super) fn pass(&mut self, look: &Look) {
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
    static TABLE: std::sync::LazyLock<Vec<(u64, u64)>> = std::sync::LazyLock::new(|| {
        let numbered = (0..).zip(CUES);
        let mut table: Vec<(u64, u64)> =
            numbered.flat_map(|(n, words)| words.iter().map(move |w| (chars(w.chars()), n))).collect();
        table.sort_unstable();
        table
    });
    let found = TABLE.binary_search_by_key(&word, |&(hash, _)| hash).ok()?;
    TABLE.get(found).map(|&(_, cue)| cue)
}
