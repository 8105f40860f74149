//! The blocks of a .toml while they are changed, each where it stood.

use std::collections::HashMap;

use crate::library::sheet::edit::BlockEdit;
use crate::library::sheet::{Block, Kind, Sheet, SheetError};

/// The blocks of a sheet with their changes.
pub(super) struct Blocks<'a> {
    sheet: &'a Sheet,
    /// New texts of blocks, by number.
    changed: HashMap<usize, String>,
    /// New blocks by the number of the block that they follow; `None` is the head.
    inserted: HashMap<Option<usize>, Vec<String>>,
}

impl<'a> Blocks<'a> {
    pub(super) fn of(sheet: &'a Sheet) -> Self {
        Self { sheet, changed: HashMap::new(), inserted: HashMap::new() }
    }

    /// The number of the last block.
    pub(super) fn last(&self) -> Option<usize> {
        self.sheet.blocks().len().checked_sub(1)
    }

    /// Changes the block with the number `at` and gives it the header `kind`.
    ///
    /// # Errors
    ///
    /// The block is no TOML.
    pub(super) fn change(
        &mut self,
        at: usize,
        kind: Kind,
        f: impl FnOnce(&mut BlockEdit),
    ) -> Result<(), SheetError> {
        let Some(&Block { kind: was, span }) = self.sheet.blocks().get(at) else { return Ok(()) };
        let mut block = BlockEdit::open(was, self.sheet.slice(span))?;
        f(&mut block);
        self.changed.insert(at, block.finish_as(kind));
        Ok(())
    }

    /// Puts a new block behind the one with the number `after` and those put there before.
    pub(super) fn insert(&mut self, after: Option<usize>, kind: Kind, f: impl FnOnce(&mut BlockEdit)) {
        let mut block = BlockEdit::new(kind);
        f(&mut block);
        self.inserted.entry(after).or_default().push(block.finish());
    }

    /// The whole .toml: `head`, the blocks, and the new ones in their places.
    pub(super) fn below(&self, head: String) -> String {
        let mut out = head;
        let blocks = self.sheet.blocks();
        self.put(&mut out, None, blocks.is_empty());
        for (at, block) in blocks.iter().enumerate() {
            out.push_str(self.changed.get(&at).map_or(self.sheet.slice(block.span), String::as_str));
            self.put(&mut out, Some(at), at + 1 == blocks.len());
        }
        out
    }

    /// Puts the new blocks behind the one with the number `after`, each parted by an empty line.
    fn put(&self, out: &mut String, after: Option<usize>, last: bool) {
        let Some(texts) = self.inserted.get(&after) else { return };
        for text in texts {
            let gap = match out.as_str() {
                before if before.is_empty() || before.ends_with("\n\n") => "",
                before if before.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            out.extend([gap, text]);
        }
        if !last {
            out.push('\n');
        }
    }
}
