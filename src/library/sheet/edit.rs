//! Changes to one block of a .toml: values set and taken away, comments, order and all else kept.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

use super::{Kind, SheetError};

/// The table of one block, open for changes.
#[derive(Debug)]
pub struct BlockEdit {
    document: DocumentMut,
    kind: Kind,
}

impl BlockEdit {
    /// A new block.
    pub fn new(kind: Kind) -> Self {
        let mut tables = toml_edit::ArrayOfTables::new();
        tables.push(Table::new());
        let mut document = DocumentMut::new();
        document.insert(kind.name(), Item::ArrayOfTables(tables));
        Self { document, kind }
    }

    /// The block with this text.
    ///
    /// # Errors
    ///
    /// Not TOML; lines are counted from the start of the block.
    pub fn open(kind: Kind, text: &str) -> Result<Self, SheetError> {
        Ok(Self { document: parse(text)?, kind })
    }

    /// Sets the value called `name`, unless it has that value; its comment stays.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        if let Some(table) = self.table() {
            set(table, name, value.into());
        }
    }

    /// Sets `inner` in the table on one line called `name`, if there is one.
    pub fn set_in(&mut self, name: &str, inner: &str, value: impl Into<Value>) {
        let table = self.table().and_then(|t| t.get_mut(name)).and_then(Item::as_inline_table_mut);
        if let Some(slot) = table.and_then(|t| t.get_mut(inner)) {
            let decor = slot.decor().clone();
            *slot = value.into();
            *slot.decor_mut() = decor;
        }
    }

    /// Sets the value if there is one, else takes it away.
    pub fn set_or_remove(&mut self, name: &str, value: Option<impl Into<Value>>) {
        match value {
            Some(value) => self.set(name, value),
            None => self.remove(name),
        }
    }

    /// Takes the value called `name` away.
    pub fn remove(&mut self, name: &str) {
        if let Some(table) = self.table() {
            table.remove(name);
        }
    }

    /// The text of the block, closed.
    pub fn finish(self) -> String {
        self.document.to_string()
    }

    /// The text of the block under another header.
    pub fn finish_as(mut self, kind: Kind) -> String {
        if kind != self.kind
            && let Some((_, item)) = self.document.remove_entry(self.kind.name())
        {
            self.document.insert(kind.name(), item);
        }
        self.document.to_string()
    }

    fn table(&mut self) -> Option<&mut Table> {
        self.document.get_mut(self.kind.name())?.as_array_of_tables_mut()?.get_mut(0)
    }
}

/// The text before the first block, open for changes.
#[derive(Debug)]
pub struct HeadEdit(DocumentMut);

impl HeadEdit {
    /// The head with this text.
    ///
    /// # Errors
    ///
    /// Not TOML.
    pub fn open(text: &str) -> Result<Self, SheetError> {
        parse(text).map(Self)
    }

    /// Sets the value called `name`, unless it has that value; its comment stays.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        set(self.0.as_table_mut(), name, value.into());
    }

    /// Takes the value called `name` away.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// The text, closed.
    pub fn finish(self) -> String {
        self.0.to_string()
    }
}

fn parse(text: &str) -> Result<DocumentMut, SheetError> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        SheetError { line, message: error.message().replace('\n', " ") }
    })
}

fn set(table: &mut Table, name: &str, value: Value) {
    match table.get_mut(name).and_then(Item::as_value_mut) {
        Some(old) if same(old, &value) => {}
        Some(old) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

/// Whether two values say the same, however they are laid out.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.value() == b.value(),
        (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
        (Value::Boolean(a), Value::Boolean(b)) => a.value() == b.value(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::InlineTable(a), Value::InlineTable(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => false,
    }
}

/// A list of strings as TOML.
pub fn strings<'a>(items: impl IntoIterator<Item = &'a str>) -> Value {
    Value::Array(items.into_iter().collect::<Array>())
}

/// A table on one line as TOML.
pub fn inline<'a, V: Into<Value>>(items: impl IntoIterator<Item = (&'a str, V)>) -> Value {
    Value::InlineTable(items.into_iter().collect::<InlineTable>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_order_stay() {
        let text = "# mine\n[[claim]] # c\nnote = 'a' # why\nid = \"c1\"\ncites = [ \"k\", # one\n]\n\n";
        let mut block = BlockEdit::open(Kind::Claim, text).unwrap();
        block.set("id", "c1");
        block.set("cites", strings(["k"]));
        assert_eq!(block.finish(), text);
        let mut block = BlockEdit::open(Kind::Claim, text).unwrap();
        block.set("note", "b");
        block.set("tags", strings(["x", "y"]));
        let expected = text.replace("'a'", "\"b\"").replace("]\n\n", "]\ntags = [\"x\", \"y\"]\n\n");
        assert_eq!(block.finish(), expected);
        let block = BlockEdit::open(Kind::Claim, text).unwrap();
        assert_eq!(block.finish_as(Kind::Orphan), text.replace("[[claim]]", "[[orphan]]"));
    }

    #[test]
    fn new_blocks() {
        let mut block = BlockEdit::new(Kind::Claim);
        block.set("id", "c1");
        block.set("where", inline([("page", 1), ("line", 18)]));
        assert_eq!(block.finish(), "[[claim]]\nid = \"c1\"\nwhere = { page = 1, line = 18 }\n");
    }
}
