//! LaTeX as people and reference managers put it into fields -> text that only has braces left, ready to be read
//! as names or as a title.
//!
//! The biblatex crate knows accents, letters and signs; this is what it leaves standing: commands and
//! declarations that choose a fount, quotation marks, spaces, simple formulas, links.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{anychar, char, space0};
use nom::combinator::{opt, recognize, verify};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use crate::formula;

/// What becomes of founts and of raised and lowered letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rich {
    /// They go; raised and lowered digits and signs become Unicode's.
    No,
    /// They become the tags of CSL-JSON: `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals.
    Csl,
}

/// A piece of LaTeX.
enum Piece<'a> {
    /// `\name`, the blanks after it and an empty group gone; whether there was one: `\ldots{}`.
    Command(&'a str, bool),
    /// `\"`, `\&`: a command of one sign.
    Sign(char),
    /// `$ … $`
    Formula(&'a str),
    Open,
    Close,
    /// Text without any of these, or one sign that opens none.
    Text(&'a str),
}

/// `piece = "\" 1*ALPHA blanks [ "{}" ] / "\" sign / "$" formula "$" / "{" / "}" / text`
fn piece(i: &str) -> IResult<&str, Piece<'_>> {
    let name = take_while1(|c: char| c.is_ascii_alphabetic());
    let formula = (char('$'), take_while(|c| c != '$'), char('$'));
    let quote = alt((tag("``"), tag("''")));
    alt((
        preceded(char('\\'), (name, preceded(space0, opt(tag("{}")))))
            .map(|(name, end)| Piece::Command(name, end.is_some())),
        preceded(char('\\'), anychar).map(Piece::Sign),
        formula.map(|(_, formula, _)| Piece::Formula(formula)),
        char('{').map(|_| Piece::Open),
        char('}').map(|_| Piece::Close),
        quote.map(Piece::Text),
        verify(take_while(|c| !"\\${}`'~".contains(c)), |text: &str| !text.is_empty()).map(Piece::Text),
        recognize(anychar).map(Piece::Text),
    ))
    .parse(i)
}

/// `source` with founts, links, quotation marks, spaces and simple formulas written out; braces, accents and
/// letters that LaTeX spells out stay for the reader of the value.
///
/// ```
/// use ibid::library::bib::unlatex::{Rich, unlatex};
/// assert_eq!(unlatex(r"On \emph{E. coli} in H$_2$O", Rich::No), "On {E. coli} in H₂O");
/// assert_eq!(unlatex(r"On \emph{E. coli}", Rich::Csl), "On <i>{E. coli}</i>");
/// ```
pub fn unlatex(source: &str, rich: Rich) -> String {
    let mut reader = Reader { out: String::with_capacity(source.len()), open: Vec::new(), due: None, rich };
    let mut rest = source;
    while let Ok((after, piece)) = piece(rest) {
        rest = reader.piece(piece, after);
    }
    reader.out.extend(std::mem::take(&mut reader.open).into_iter().rev());
    reader.out
}

struct Reader {
    out: String,
    /// What ends each open group besides its brace, innermost last.
    open: Vec<String>,
    /// What ends the group that opens next.
    due: Option<&'static str>,
    rich: Rich,
}

impl Reader {
    /// Reads `piece`, behind which stands `after`; what is left to read.
    fn piece<'a>(&mut self, piece: Piece<'a>, after: &'a str) -> &'a str {
        let due = self.due.take();
        match piece {
            Piece::Command(name, ended) => return self.command(name, ended, after),
            Piece::Sign(sign) => return self.sign(sign, after),
            Piece::Formula(formula) => self.formula(formula),
            Piece::Open => {
                self.open.push(due.unwrap_or_default().to_owned());
                self.out.push('{');
            }
            Piece::Close => {
                self.out.push('}');
                self.out.push_str(&self.open.pop().unwrap_or_default());
            }
            Piece::Text(text) => self.out.push_str(match text {
                "``" => "“",
                "''" => "”",
                "`" => "‘",
                "~" => " ",
                text => text,
            }),
        }
        after
    }

    fn command<'a>(&mut self, name: &str, ended: bool, after: &'a str) -> &'a str {
        if name == "href" {
            return after_group(after).unwrap_or(after);
        }
        if let "textsuperscript" | "textsubscript" | "mkbibsuperscript" | "mkbibsubscript" = name
            && let Some((inner, rest)) = group(after)
        {
            let raised = name.contains("super");
            self.out.push_str(&formula::script(inner, raised, self.rich == Rich::Csl));
            return rest;
        }
        if let Some((_, text)) = TEXT.iter().find(|(known, _)| *known == name) {
            self.out.push_str(text);
        } else if let Some((_, begin, end)) = QUOTES.iter().find(|(known, ..)| *known == name) {
            self.out.push_str(begin);
            self.due = Some(end);
        } else if let Some((_, fount)) = COMMANDS.iter().find(|(known, _)| *known == name) {
            self.due = Some(self.begin(*fount));
        } else if let Some((_, fount)) = DECLARATIONS.iter().find(|(known, _)| *known == name) {
            let end = self.begin(*fount);
            // It holds until the group ends; what was begun last ends first.
            if let Some(open) = self.open.last_mut() {
                open.insert_str(0, end);
            } else {
                self.open.push(end.to_owned());
            }
        } else {
            return self.unknown(name, ended, after);
        }
        after
    }

    /// A command that is left to the reader of the value, its end made plain: the blank behind it is not printed.
    fn unknown<'a>(&mut self, name: &str, ended: bool, after: &'a str) -> &'a str {
        self.out.extend(['\\'].into_iter().chain(name.chars()));
        if ended {
            self.out.push_str("{}");
            return after;
        }
        if after.starts_with('{') {
            return after;
        }
        self.out.push('{');
        let letter =
            after.chars().next().filter(|c| name.len() == 1 && ACCENTS.contains(name) && c.is_alphabetic());
        self.out.extend(letter);
        self.out.push('}');
        after.get(letter.map_or(0, char::len_utf8)..).unwrap_or_default()
    }

    /// A command of one sign: a space, an accent, an escaped character.
    fn sign<'a>(&mut self, sign: char, after: &'a str) -> &'a str {
        match sign {
            ',' | ';' | ':' | ' ' => self.out.push(' '),
            '/' | '!' | '-' | '@' => {}
            sign => {
                self.out.extend(['\\', sign]);
                // `\"\i` has its letter without braces.
                if ACCENT_SIGNS.contains(sign)
                    && let Ok((rest, Piece::Command(letter @ ("i" | "j"), _))) = piece(after.trim_start())
                {
                    self.out.extend(["{", letter, "}"]);
                    return rest;
                }
            }
        }
        after
    }

    fn formula(&mut self, formula: &str) {
        match formula::plain(formula, self.rich == Rich::Csl) {
            Some(text) => self.out.push_str(&text),
            None => self.out.extend(["$", formula, "$"]),
        }
    }

    /// Begins `fount`; gives what ends it.
    fn begin(&mut self, fount: Fount) -> &'static str {
        let (begin, end) = match (self.rich, fount) {
            (Rich::No, _) | (_, Fount::Plain) => ("", ""),
            (Rich::Csl, Fount::Italic) => ("<i>", "</i>"),
            (Rich::Csl, Fount::Bold) => ("<b>", "</b>"),
            (Rich::Csl, Fount::SmallCapitals) => ("<span style=\"font-variant:small-caps;\">", "</span>"),
        };
        self.out.push_str(begin);
        end
    }
}

/// The group in braces that opens `i`, and what stands behind it.
fn group(i: &str) -> Option<(&str, &str)> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in i.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' if depth == 1 => return Some((i.get(1..at)?, i.get(at + 1..)?)),
            '}' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn after_group(i: &str) -> Option<&str> {
    group(i).map(|(_, rest)| rest)
}

/// The choice of a fount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fount {
    Italic,
    Bold,
    SmallCapitals,
    /// One that Unicode text and CSL have no means for.
    Plain,
}

/// Accents by one letter, which take the letter behind them.
const ACCENTS: &str = "uvHcdbkrt";

/// Accents by one sign.
const ACCENT_SIGNS: &str = "`'^\"~=.";

const TEXT: &[(&str, &str)] = &[
    ("i", "ı"),
    ("j", "ȷ"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("ss", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("quad", " "),
    ("qquad", " "),
    ("thinspace", " "),
    ("newline", " "),
    ("noopsort", ""),
    ("relax", ""),
    ("protect", ""),
    ("allowbreak", ""),
    ("copyright", "©"),
    ("textcopyright", "©"),
    ("textdegree", "°"),
    ("degree", "°"),
    ("textmu", "µ"),
    ("pounds", "£"),
    ("euro", "€"),
    ("texteuro", "€"),
];

/// Commands that set their argument between marks.
const QUOTES: &[(&str, &str, &str)] = &[
    ("enquote", "“", "”"),
    ("mkbibquote", "“", "”"),
    ("mkbibparens", "(", ")"),
    ("mkbibbrackets", "[", "]"),
];

/// Commands that set their argument in a fount.
const COMMANDS: &[(&str, Fount)] = &[
    ("emph", Fount::Italic),
    ("textit", Fount::Italic),
    ("textsl", Fount::Italic),
    ("mkbibemph", Fount::Italic),
    ("mkbibitalic", Fount::Italic),
    ("textbf", Fount::Bold),
    ("mkbibbold", Fount::Bold),
    ("textsc", Fount::SmallCapitals),
    ("textrm", Fount::Plain),
    ("textsf", Fount::Plain),
    ("texttt", Fount::Plain),
    ("textup", Fount::Plain),
    ("textmd", Fount::Plain),
    ("textnormal", Fount::Plain),
    ("underline", Fount::Plain),
    ("uline", Fount::Plain),
    ("text", Fount::Plain),
    ("mbox", Fount::Plain),
    ("hbox", Fount::Plain),
    ("url", Fount::Plain),
    ("nolinkurl", Fount::Plain),
    ("path", Fount::Plain),
];

/// Declarations, which hold until their group ends.
const DECLARATIONS: &[(&str, Fount)] = &[
    ("em", Fount::Italic),
    ("it", Fount::Italic),
    ("sl", Fount::Italic),
    ("itshape", Fount::Italic),
    ("slshape", Fount::Italic),
    ("bf", Fount::Bold),
    ("bfseries", Fount::Bold),
    ("sc", Fount::SmallCapitals),
    ("scshape", Fount::SmallCapitals),
    ("rm", Fount::Plain),
    ("sf", Fount::Plain),
    ("tt", Fount::Plain),
    ("upshape", Fount::Plain),
    ("rmfamily", Fount::Plain),
    ("sffamily", Fount::Plain),
    ("ttfamily", Fount::Plain),
    ("normalfont", Fount::Plain),
    ("small", Fount::Plain),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, plain: &str, csl: &str) {
        assert_eq!(unlatex(source, Rich::No), plain);
        assert_eq!(unlatex(source, Rich::Csl), csl);
    }

    #[test]
    fn founts_go_or_become_tags() {
        check(r"On \emph{E. {coli}} here", "On {E. {coli}} here", "On <i>{E. {coli}}</i> here");
        check(r"{\em old} \textbf{x}", "{old} {x}", "{<i>old}</i> <b>{x}</b>");
        check(r"\it all", "all", "<i>all</i>");
    }

    #[test]
    fn marks_spaces_and_links() {
        check("``So'' it's", "“So” it's", "“So” it's");
        check(r"\enquote{a} 5\,km J.~R.", "“{a}” 5 km J. R.", "“{a}” 5 km J. R.");
        check(r"\href{http://x.y}{Site} \url{http://z}", "{Site} {http://z}", "{Site} {http://z}");
        check(r"a\-b \ldots{} c", "ab … c", "ab … c");
    }

    #[test]
    fn letters_and_accents() {
        check(
            r#"\o{}re na\"\i ve \'{e} \v{s} {\AA}"#,
            r#"øre na\"{i}ve \'{e} \v{s} {Å}"#,
            r#"øre na\"{i}ve \'{e} \v{s} {Å}"#,
        );
        check(r"\c c \unknown x", r"\c{c} \unknown{}x", r"\c{c} \unknown{}x");
    }

    #[test]
    fn formulas() {
        check(r"$\alpha$-decay of $^{13}$C", "α-decay of ¹³C", "α-decay of <sup>13</sup>C");
        check(r"\textsubscript{2} $\frac{a}{b}$ 5$", "₂ $\\frac{a}{b}$ 5$", "<sub>2</sub> $\\frac{a}{b}$ 5$");
    }

    #[test]
    fn hostile_sources_come_through() {
        for source in
            ["{".repeat(100_000), r"\emph".repeat(100_000), r"\emph{".repeat(50_000), "\\".to_owned()]
        {
            let _ = unlatex(&source, Rich::Csl);
        }
    }
}
