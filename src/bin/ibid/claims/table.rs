//! Tables for people, as wide as the terminal.

use std::io::{self, IsTerminal};

use comfy_table::{ContentArrangement, Table, presets};
use ibid::output::visible::visible;

/// A table of `rows` below `header`, their words made safe to print.
pub(super) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header(header).set_content_arrangement(ContentArrangement::Dynamic).set_width(width());
    for row in rows {
        table.add_row(row.iter().map(|cell| printable(cell)));
    }
    table
}

/// The lines of `cell`, each made safe to print.
fn printable(cell: &str) -> String {
    cell.lines().map(visible).collect::<Vec<_>>().join("\n")
}

fn width() -> u16 {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| width);
    columns.or_else(|| io::stdout().is_terminal().then(terminal).flatten()).unwrap_or(100)
}
