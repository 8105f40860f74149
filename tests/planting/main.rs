//! Faults planted in clean articles and libraries are found, each under its own rule.
//!
//! The table that comes of it is `tests/snapshots/planting__table.snap`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

mod articles;
mod entries;
mod generator;
mod keys;
mod libraries;

use ibid::lint::Context;

/// So many generated sources a fault.
pub(crate) const ROUNDS: u64 = 50;

pub(crate) const CONTEXT: Context = Context { year: 2026 };

/// What was planted, the rule that should find it, and in how many of [`ROUNDS`] it did.
pub(crate) type Row = (&'static str, &'static str, usize);

/// The name of a part of the table, and what plants its faults.
type Part = (&'static str, fn() -> Vec<Row>);

#[test]
fn planted_faults_are_found() {
    let mut table = String::from("| planted | found under | of 50 |\n|---|---|---|\n");
    let mut missed = Vec::new();
    let parts: [Part; 4] = [
        ("libraries", libraries::rows),
        ("articles", articles::rows),
        ("sources that cite by key", keys::rows),
        ("entries against their article", entries::rows),
    ];
    let found = std::thread::scope(|scope| {
        let running = parts.map(|(part, rows)| (part, scope.spawn(rows)));
        running.map(|(part, rows)| (part, rows.join().unwrap()))
    });
    for (part, rows) in found {
        table.push_str(&format!("| **{part}** | | |\n"));
        for (fault, rule, hits) in rows {
            table.push_str(&format!("| {fault} | {rule} | {hits} |\n"));
            if hits * 100 < 98 * ROUNDS as usize {
                missed.push((fault, rule, hits));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:?}\n{table}");
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("planting__table", table);
    });
}
