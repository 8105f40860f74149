//! Values of fields as LaTeX sources.

use biblatex::{Chunk, Spanned};

/// The fields that BibLaTeX reads verbatim (its manual, section 2.2.1: data types `verbatim` and `uri`).
const VERBATIM: &[&str] = &["doi", "eprint", "file", "url", "verba", "verbb", "verbc"];

/// The fields that are dates, in which `~` and `%` say how sure the date is.
const DATES: &[&str] = &["date", "eventdate", "origdate", "urldate"];

/// The LaTeX source of the `value` of the field called `name`: what LaTeX takes for commands escaped, pieces
/// that stand in braces or in mathematics marked as such. Fields that BibLaTeX reads verbatim (`url`, `doi`) are
/// not escaped; their braces are percent-encoded. Nor are dates.
pub fn source(name: &str, value: &[Spanned<Chunk>]) -> String {
    if VERBATIM.contains(&name) {
        let value: String = value.iter().map(|chunk| chunk.v.get()).collect();
        return value.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C");
    }
    if DATES.contains(&name) {
        let value: String = value.iter().map(|chunk| chunk.v.get()).collect();
        if value.chars().all(|c| c.is_ascii_alphanumeric() || "-/.:~?% ".contains(c)) {
            return value;
        }
    }
    let mut out = String::new();
    for chunk in value {
        match &chunk.v {
            Chunk::Normal(text) => escape(text, &mut out),
            Chunk::Verbatim(text) => {
                out.push('{');
                escape(text, &mut out);
                out.push('}');
            }
            Chunk::Math(formula) => {
                out.push('$');
                out.push_str(formula);
                out.push('$');
            }
        }
    }
    out
}

/// Appends `text` to `out`, what LaTeX takes for commands escaped.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '#' | '&' | '%' | '$' | '_' => out.extend(['\\', c]),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\u{a0}' => out.push('~'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_escaped() {
        let value = |text: &str| vec![Spanned::detached(Chunk::Normal(text.to_owned()))];
        assert_eq!(
            source("title", &value("R&D_1 ~ {x}")),
            "R\\&D\\_1 \\textasciitilde{} \\textbraceleft{}x\\textbraceright{}"
        );
        assert_eq!(source("date", &value("1890~")), "1890~");
        assert_eq!(source("url", &value("http://a.org/a_b~c{}")), "http://a.org/a_b~c%7B%7D");
    }
}
