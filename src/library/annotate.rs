//! What a person adds to a claim or an entry, put into the .toml; all else in it stays as it is.

use super::sheet::edit::{BlockEdit, strings};
use super::sheet::{Annotation, Block, Kind, Sheet, SheetError, Verdict};

/// What is annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// The entry with this key.
    Entry(&'a str),
    /// The claim (or orphan) with this name: `c4`.
    Claim(&'a str),
}

/// What is changed in an annotation; what is `None` or empty stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The verdict on a claim.
    pub verdict: Option<Verdict>,
    /// Words of the source; an empty string takes them away. So it is with the next two.
    pub quote: Option<String>,
    /// Where in the source.
    pub locator: Option<String>,
    /// Anything.
    pub note: Option<String>,
    /// Tags to add.
    pub tags: Vec<String>,
    /// Tags to take away.
    pub untags: Vec<String>,
}

impl Changes {
    /// Whether nothing is to be changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `old` with the changes.
    pub fn apply(&self, old: &Annotation) -> Annotation {
        let text = |new: &Option<String>, old: &Option<String>| {
            new.as_ref().or(old.as_ref()).filter(|text| !text.is_empty()).cloned()
        };
        let mut tags = old.tags.clone();
        add_tags(&mut tags, &self.tags);
        tags.retain(|tag| !self.untags.iter().any(|untag| untag == tag || untag.trim() == tag.trim()));
        Annotation {
            verdict: self.verdict.or(old.verdict),
            quote: text(&self.quote, &old.quote),
            locator: text(&self.locator, &old.locator),
            note: text(&self.note, &old.note),
            tags,
        }
    }
}

/// Adds those of `new` that `tags` have not, without blanks around them; those without a sign are none.
fn add_tags(tags: &mut Vec<String>, new: &[String]) {
    for tag in new.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
}

/// The block of `sheet` that `target` names, and its annotation. Only blocks that hold the name are read, so that
/// the cost does not grow with the claims of a large library.
///
/// # Errors
///
/// A block that holds the name is no TOML.
pub fn find(sheet: &Sheet, target: Target<'_>) -> Result<Option<(Block, Annotation)>, SheetError> {
    let (Target::Entry(name) | Target::Claim(name)) = target;
    let named = sheet.blocks().iter().filter(|block| sheet.slice(block.span).contains(name));
    for &block in named {
        let found = match (block.kind, target) {
            (Kind::Reference, Target::Entry(key)) => {
                Some(sheet.reference(block)?).filter(|r| r.key == key).map(|r| r.annotation)
            }
            (Kind::Claim | Kind::Orphan, Target::Claim(id)) => {
                Some(sheet.claim(block)?).filter(|c| c.id == id).map(|c| c.annotation)
            }
            _ => None,
        };
        if let Some(annotation) = found {
            return Ok(Some((block, annotation)));
        }
    }
    Ok(None)
}

/// The text of `sheet` with `annotation` for `target`. An entry without `[[reference]]` gets one; a claim that is
/// not there changes nothing.
///
/// # Errors
///
/// The block is no TOML.
///
/// ```
/// use ibid::library::annotate::{Changes, Target, annotate};
/// use ibid::library::sheet::{Annotation, Sheet};
/// let sheet = Sheet::parse("schema = 1\n\n[[claim]]\nid = \"c1\" # mine\n");
/// let note = Annotation { note: Some("Page 4.".into()), ..Annotation::default() };
/// let text = annotate(&sheet, Target::Claim("c1"), &note).unwrap();
/// assert_eq!(text, "schema = 1\n\n[[claim]]\nid = \"c1\" # mine\nnote = \"Page 4.\"\n");
/// ```
pub fn annotate(sheet: &Sheet, target: Target<'_>, annotation: &Annotation) -> Result<String, SheetError> {
    let text = sheet.text();
    match (find(sheet, target)?, target) {
        (Some((block, _)), _) => {
            let mut edit = BlockEdit::open(block.kind, sheet.slice(block.span))?;
            write(&mut edit, annotation);
            let before = text.get(..block.span.start).unwrap_or_default();
            let after = text.get(block.span.end..).unwrap_or_default();
            Ok(format!("{before}{}{after}", edit.finish()))
        }
        (None, Target::Entry(key)) => {
            let mut edit = BlockEdit::new(Kind::Reference);
            edit.set("key", key);
            write(&mut edit, annotation);
            let head = if text.trim().is_empty() { "schema = 1\n" } else { text };
            let gap = if head.ends_with("\n\n") {
                ""
            } else if head.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            };
            Ok(format!("{head}{gap}{}", edit.finish()))
        }
        (None, Target::Claim(_)) => Ok(text.to_owned()),
    }
}

fn write(edit: &mut BlockEdit, annotation: &Annotation) {
    edit.set_or_remove("verdict", annotation.verdict.map(Verdict::name));
    edit.set_or_remove("quote", annotation.quote.as_deref());
    edit.set_or_remove("locator", annotation.locator.as_deref());
    edit.set_or_remove("note", annotation.note.as_deref());
    let tags = strings(annotation.tags.iter().map(String::as_str));
    edit.set_or_remove("tags", (!annotation.tags.is_empty()).then_some(tags));
}

/// Reads an annotation as [`form`] lays it out; empty values count as none.
///
/// # Errors
///
/// Not TOML, an unknown name, or a value of the wrong type.
pub fn read_form(text: &str) -> Result<Annotation, SheetError> {
    let sheet = Sheet::parse(format!("[[claim]]\n{text}"));
    let lift = |error: SheetError| SheetError { line: error.line.saturating_sub(1), ..error };
    let Some(&block) = sheet.blocks().first() else { return Ok(Annotation::default()) };
    let read = sheet.claim(block).map_err(lift)?.annotation;
    let some = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let verdict = read.verdict.filter(|v| *v != Verdict::Unchecked);
    let mut tags = Vec::new();
    add_tags(&mut tags, &read.tags);
    Ok(Annotation {
        verdict,
        quote: some(read.quote),
        locator: some(read.locator),
        note: some(read.note),
        tags,
    })
}

/// A form for an editor: `about` as comments, then every value of the annotation.
pub fn form(about: &str, annotation: &Annotation) -> String {
    let mut text: String = about.lines().map(|line| format!("# {line}\n")).collect();
    let value =
        |text: &Option<String>| toml_edit::Value::from(text.as_deref().unwrap_or_default()).to_string();
    let verdict = annotation.verdict.unwrap_or(Verdict::Unchecked).name();
    text.push_str("\n# supported | partly | unsupported | unchecked\n");
    text.push_str(&format!(
        "verdict = \"{verdict}\"\n# words of the source\nquote = {}\n",
        value(&annotation.quote)
    ));
    text.push_str(&format!(
        "# where in the source\nlocator = {}\nnote = {}\n",
        value(&annotation.locator),
        value(&annotation.note)
    ));
    text.push_str(&format!("tags = {}\n", strings(annotation.tags.iter().map(String::as_str))));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "schema = 1\n\n[[reference]]\nkey = \"k\" # a key\n\n# about c1\n[[claim]]\nid = \"c1\"\nnote = 'old'\ntags = [\"a\"]\n\n[[claim]]\nid = \"c12\"\ntext = \"c1\"\n";

    fn after(target: Target<'_>, changes: &Changes) -> String {
        let sheet = Sheet::parse(SHEET);
        let old = find(&sheet, target).unwrap().map(|(_, old)| old).unwrap_or_default();
        annotate(&sheet, target, &changes.apply(&old)).unwrap()
    }

    #[test]
    fn only_the_block_named_changes() {
        let changes = Changes { note: Some(String::new()), tags: vec!["b".into()], ..Changes::default() };
        let expected = SHEET.replace("note = 'old'\ntags = [\"a\"]", "tags = [\"a\", \"b\"]");
        assert_eq!(after(Target::Claim("c1"), &changes), expected);
        let changes =
            Changes { verdict: Some(Verdict::Partly), untags: vec!["z".into()], ..Changes::default() };
        assert_eq!(after(Target::Claim("c12"), &changes), format!("{SHEET}verdict = \"partly\"\n"));
        let changes = Changes { note: Some("two\nlines".into()), ..Changes::default() };
        assert!(after(Target::Entry("k"), &changes).contains("# a key\nnote = \"\"\"\ntwo\nlines\"\"\"\n"));
        assert!(
            after(Target::Entry("new"), &changes)
                .ends_with("\n\n[[reference]]\nkey = \"new\"\nnote = \"\"\"\ntwo\nlines\"\"\"\n")
        );
        assert_eq!(after(Target::Claim("c9"), &changes), SHEET);
    }

    #[test]
    fn a_form_is_read_as_it_was_laid_out() {
        let annotation = Annotation {
            verdict: Some(Verdict::Supported),
            quote: Some("a \"b\"".into()),
            note: Some("x\ny".into()),
            tags: vec!["t".into()],
            locator: None,
        };
        assert_eq!(read_form(&form("c1: claim\ncites k", &annotation)).unwrap(), annotation);
        assert_eq!(read_form(&form("", &Annotation::default())).unwrap(), Annotation::default());
        assert_eq!(read_form("note = \"a\"\nverdict = \"maybe\"\n").unwrap_err().line, 2);
    }
}
