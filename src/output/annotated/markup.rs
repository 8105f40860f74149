//! The markup languages of an annotated bibliography, and how words are kept from being taken for markup.

use std::fmt::Write;

use crate::formula;
use crate::library::bib::value;
use crate::output::visible::{backslashed, markdown, visible};

/// A markup language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// CommonMark.
    Markdown,
    /// A whole HTML page.
    Html,
    /// A whole LaTeX document.
    Latex,
    /// A whole Typst document.
    Typst,
}

/// How words stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stress {
    Italic,
    Bold,
    Raised,
}

impl Markup {
    /// What stands before the title.
    pub(super) const fn head(self) -> &'static str {
        match self {
            Self::Markdown | Self::Typst => "",
            Self::Html => {
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
                 <meta name=\"viewport\" content=\"width=device-width\">\n<title>Annotated bibliography</title>\n\
                 <style>\nbody { font: 1rem/1.5 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }\n\
                 section { margin-top: 1.75rem; }\nsection > p:first-child { padding-left: 2rem; text-indent: -2rem; }\n\
                 blockquote { color: #444; }\np, li { overflow-wrap: anywhere; }\n</style>\n</head>\n<body>\n"
            }
            Self::Latex => {
                "\\documentclass{article}\n\\usepackage{iftex}\n\\ifpdftex\\usepackage[T1]{fontenc}\\fi\n\
                 \\usepackage[hidelinks]{hyperref}\n\\setlength{\\parindent}{0pt}\n\\setlength{\\parskip}{0.5\\baselineskip}\n\
                 \\setlength{\\emergencystretch}{3em}\n\
                 \\begin{document}\n"
            }
        }
    }

    /// What stands after everything.
    pub(super) const fn foot(self) -> &'static str {
        match self {
            Self::Markdown | Self::Typst => "",
            Self::Html => "</body>\n</html>\n",
            Self::Latex => "\\end{document}\n",
        }
    }

    /// The title of the whole; `words` are plain.
    pub(super) fn title(self, words: &str) -> String {
        let words = self.escaped(words);
        match self {
            Self::Markdown => format!("# {words}\n\n"),
            Self::Html => format!("<h1>{words}</h1>\n"),
            Self::Latex => format!("\\section*{{{words}}}\n\n"),
            Self::Typst => format!("= {words}\n\n"),
        }
    }

    /// The paragraphs of one entry; `inner` is markup.
    pub(super) fn entry(self, inner: &str) -> String {
        match self {
            Self::Html => format!("<section>\n{inner}</section>\n"),
            _ => inner.to_owned(),
        }
    }

    /// A paragraph; `inner` is markup.
    pub(super) fn paragraph(self, inner: &str) -> String {
        match self {
            Self::Html => format!("<p>{inner}</p>\n"),
            _ => format!("{inner}\n\n"),
        }
    }

    /// A quotation; `inner` is markup.
    pub(super) fn quote(self, inner: &str) -> String {
        match self {
            Self::Markdown => format!("> {inner}\n\n"),
            Self::Html => format!("<blockquote>{inner}</blockquote>\n"),
            Self::Latex => format!("\\begin{{quote}}{inner}\\end{{quote}}\n\n"),
            Self::Typst => format!("#quote(block: true)[{inner}]\n\n"),
        }
    }

    /// A list of `items`, which are markup.
    pub(super) fn list(self, items: &[String]) -> String {
        let (open, sign, end, close) = match self {
            Self::Markdown | Self::Typst => ("", "- ", "\n", "\n"),
            Self::Html => ("<ul>\n", "<li>", "</li>\n", "</ul>\n"),
            Self::Latex => ("\\begin{itemize}\n", "\\item ", "\n", "\\end{itemize}\n\n"),
        };
        items.iter().fold(open.to_owned(), |mut list, item| {
            list.extend([sign, item, end]);
            list
        }) + close
    }

    /// `inner`, which is markup, made to stand out.
    pub(super) fn stressed(self, inner: &str, stress: Stress) -> String {
        if inner.trim().is_empty() {
            return inner.to_owned();
        }
        let (open, close) = match (self, stress) {
            (Self::Markdown, Stress::Italic) => ("*", "*"),
            (Self::Markdown, Stress::Bold) => ("**", "**"),
            (Self::Markdown | Self::Html, Stress::Raised) => ("<sup>", "</sup>"),
            (Self::Html, Stress::Italic) => ("<em>", "</em>"),
            (Self::Html, Stress::Bold) => ("<strong>", "</strong>"),
            (Self::Latex, Stress::Italic) => ("\\emph{", "}"),
            (Self::Latex, Stress::Bold) => ("\\textbf{", "}"),
            (Self::Latex, Stress::Raised) => ("\\textsuperscript{", "}"),
            // The semicolon keeps a bracket behind it from being taken for more arguments.
            (Self::Typst, Stress::Italic) => ("#emph[", "];"),
            (Self::Typst, Stress::Bold) => ("#strong[", "];"),
            (Self::Typst, Stress::Raised) => ("#super[", "];"),
        };
        // Blanks inside the signs would keep Markdown from reading them.
        let words = inner.trim();
        let (before, after) = inner.split_once(words).unwrap_or_default();
        format!("{before}{open}{words}{close}{after}")
    }

    /// Plain `words` that lead to `url`.
    pub(super) fn link(self, words: &str, url: &str) -> String {
        let (shown, url, words) = (words, percent_encoded(url), self.escaped(words));
        match self {
            Self::Markdown if shown == url => format!("<{url}>"),
            Self::Markdown => format!("[{words}](<{url}>)"),
            Self::Html => format!("<a href=\"{}\">{words}</a>", self.escaped(&url)),
            Self::Latex => {
                let url = url.replace('%', "\\%").replace('#', "\\#").replace('&', "\\&");
                // A URL has no blanks at which a line could end.
                let words = ["/", ".", "-", "=", "\\%"]
                    .iter()
                    .fold(words, |words, sign| words.replace(sign, &format!("{sign}\\allowbreak{{}}")));
                format!("\\href{{{url}}}{{{words}}}")
            }
            Self::Typst => format!("#link(\"{url}\")[{words}];"),
        }
    }

    /// Plain `words` as markup that says just them.
    pub(super) fn escaped(self, words: &str) -> String {
        let words = visible(words);
        match self {
            Self::Markdown => markdown(&words),
            Self::Typst => backslashed(&words, "\\`*_[]<>#~$@/=-+'\""),
            Self::Latex => with_formulas(&value::latex("title", &words)),
            Self::Html => words.chars().fold(String::with_capacity(words.len()), |mut html, c| {
                match c {
                    '&' => html.push_str("&amp;"),
                    '<' => html.push_str("&lt;"),
                    '>' => html.push_str("&gt;"),
                    '"' => html.push_str("&quot;"),
                    '\'' => html.push_str("&#39;"),
                    c => html.push(c),
                }
                html
            }),
        }
    }
}

/// `url` with all that is no sign of a URL, or a sign of a markup language inside one, percent-encoded.
fn percent_encoded(url: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:/?#[]@!$&'()*+,;=%".contains(&byte);
    url.bytes().fold(String::with_capacity(url.len()), |mut out, byte| {
        let _ = if plain(byte) { out.write_char(char::from(byte)) } else { write!(out, "%{byte:02X}") };
        out
    })
}

/// `source` with formulas for the signs that LaTeX has only there.
fn with_formulas(source: &str) -> String {
    source.chars().map(|c| formula::source(c).unwrap_or_else(|| c.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_markup() {
        let words = "*a* <b> $c$ #d \\e";
        assert_eq!(Markup::Markdown.escaped(words), "\\*a\\* \\<b\\> \\$c\\$ \\#d \\\\e");
        assert_eq!(Markup::Html.escaped(words), "*a* &lt;b&gt; $c$ #d \\e");
        assert_eq!(Markup::Latex.escaped("100% of R&D in α"), "100\\% of R\\&D in $\\alpha$");
        assert_eq!(Markup::Typst.escaped("#eval(\"1\")"), "\\#eval(\\\"1\\\")");
    }

    #[test]
    fn links_hold_any_url() {
        let url = "https://example.org/a_b?c=d&e#{f}\\g~ü";
        let encoded = "https://example.org/a_b?c=d&e#%7Bf%7D%5Cg%7E%C3%BC";
        assert_eq!(Markup::Markdown.link("x", url), format!("[x](<{encoded}>)"));
        assert_eq!(Markup::Typst.link("x", url), format!("#link(\"{encoded}\")[x];"));
        assert!(Markup::Html.link("x", url).starts_with("<a href=\"https://example.org/a_b?c=d&amp;e#%7B"));
        assert_eq!(Markup::Latex.link("x", "http://a.org/%20#b"), "\\href{http://a.org/\\%20\\#b}{x}");
    }

    #[test]
    fn blanks_stay_outside_of_stress() {
        assert_eq!(Markup::Markdown.stressed("Trade ", Stress::Italic), "*Trade* ");
        assert_eq!(Markup::Markdown.stressed(" ", Stress::Bold), " ");
        assert_eq!(Markup::Typst.stressed("Trade ", Stress::Italic), "#emph[Trade]; ");
    }
}
