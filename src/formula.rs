//! Formulas as titles and sentences have them, `$\alpha$`, `H$_2$O`, as Unicode text.

use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::{anychar, char, space0};
use nom::combinator::{fail, map_opt, opt, recognize, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// How deeply groups may nest in a formula.
const DEEPEST: usize = 8;

/// `formula` as text, raised and lowered parts as Unicode or (`tags`) in `<sup>` and `<sub>`; `None` if it is
/// more than letters, signs, founts and such parts.
pub(crate) fn plain(formula: &str, tags: bool) -> Option<String> {
    read(formula, tags, DEEPEST)
}

fn read(formula: &str, tags: bool, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let mut out = String::new();
    let mut rest = formula;
    while let Ok((after, part)) = part(rest) {
        match part {
            Part::Script { raised, inner } if !inner.contains(['^', '_']) => {
                out.push_str(&script(&read(inner, tags, depth)?, raised, tags));
            }
            Part::Script { .. } => return None,
            Part::Group(inner) => out.push_str(&read(inner, tags, depth)?),
            Part::Text(text) => out.push_str(text),
        }
        rest = after;
    }
    rest.is_empty().then_some(out)
}

/// `inner` raised or lowered: in tags, else as Unicode where it has all of the characters, else as it stands.
pub(crate) fn script(inner: &str, raised: bool, tags: bool) -> String {
    if tags {
        let name = if raised { "sup" } else { "sub" };
        return format!("<{name}>{inner}</{name}>");
    }
    let forms = if raised { RAISED } else { LOWERED };
    let form = |c: char| PLAIN.chars().position(|p| p == c).and_then(|at| forms.chars().nth(at));
    inner.chars().map(form).collect::<Option<String>>().unwrap_or_else(|| inner.to_owned())
}

const PLAIN: &str = "0123456789+-=()n";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";

enum Part<'a> {
    Script {
        raised: bool,
        inner: &'a str,
    },
    /// What stands between braces, in another fount or not.
    Group(&'a str),
    Text(&'a str),
}

/// `part = ( "^" / "_" ) ( [ fount ] group / sign / any ) / [ fount ] group / fount / sign / text`
///
/// Accepts `_2`, `_{\textrm{2}}`, `^\circ`, `\mathrm{Fe_2O_3}`, `{\rm CO}`, `\alpha`; refuses `\frac{a}{b}`.
fn part(i: &str) -> IResult<&str, Part<'_>> {
    let in_fount = || preceded(opt((fount, space0)), group);
    let script = (alt((char('^'), char('_'))), alt((in_fount(), recognize(anychar))));
    let text = take_while1(|c: char| c.is_alphanumeric() || " +-=<>/().,:;*'|[]".contains(c));
    alt((
        // A degree is a ring that is raised.
        preceded(char('^'), sign).map(Part::Text),
        script.map(|(mark, inner)| Part::Script { raised: mark == '^', inner }),
        in_fount().map(Part::Group),
        terminated(fount, space0).map(|_| Part::Text("")),
        sign.map(Part::Text),
        text.map(Part::Text),
    ))
    .parse(i)
}

/// `fount = "\" name`, where the name is one of [`FOUNTS`]: `\textrm`, `\mathbf`; refuses `\mathring`.
fn fount(i: &str) -> IResult<&str, &str> {
    let name = take_while1(|c: char| c.is_ascii_alphabetic());
    preceded(char('\\'), verify(name, |name: &str| FOUNTS.contains(&name))).parse(i)
}

/// `group = "{" *( any but braces / "\" any / group ) "}"`; gives what is in it: of `{a{b}}c` `a{b}`.
fn group(i: &str) -> IResult<&str, &str> {
    let (inside, _) = char('{').parse(i)?;
    let (mut depth, mut escaped) = (1_usize, false);
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (inner, rest) = inside.split_at(at);
            return Ok((rest.get(1..).unwrap_or_default(), inner));
        }
    }
    fail().parse(i)
}

/// The commands that choose a fount, and change nothing else.
const FOUNTS: &[&str] = &[
    "textrm", "textnormal", "textit", "textbf", "textsf", "texttt", "text", "mathrm", "mathnormal", "mathit",
    "mathbf", "mathsf", "mathtt", "mathcal", "operatorname", "mbox", "hbox", "rm", "it", "bf", "sf",
];

/// `sign = "\" 1*ALPHA blanks`, where it is one of [`SIGNS`].
fn sign(i: &str) -> IResult<&str, &str> {
    let name =
        preceded(char('\\'), alt((take_while1(|c: char| c.is_ascii_alphabetic()), recognize(anychar))));
    map_opt(terminated(name, space0), |name| {
        SIGNS.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign)
    })
    .parse(i)
}

/// The formula that prints `c`: `$\alpha$` for `α`, `$_2$` for `₂`; `None` for what is no sign of formulas alone.
pub(crate) fn source(c: char) -> Option<String> {
    let plain = |forms: &str| forms.chars().position(|form| form == c).and_then(|at| PLAIN.chars().nth(at));
    if let Some(raised) = plain(RAISED) {
        return Some(format!("$^{raised}$"));
    }
    if let Some(lowered) = plain(LOWERED) {
        return Some(format!("$_{lowered}$"));
    }
    // These have signs in running text.
    let is_text = c.is_ascii() || "°…′".contains(c);
    let sign = SIGNS.iter().find(|(_, sign)| !is_text && sign.chars().eq([c]));
    sign.map(|(name, _)| format!("$\\{name}$"))
}

const SIGNS: &[(&str, &str)] = &[
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("times", "×"),
    ("cdot", "·"),
    ("pm", "±"),
    ("circ", "°"),
    ("infty", "∞"),
    ("sim", "∼"),
    ("approx", "≈"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("leftrightarrow", "↔"),
    ("prime", "′"),
    ("ell", "ℓ"),
    ("star", "⋆"),
    ("ast", "∗"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("sqrt", "√"),
    ("ldots", "…"),
    ("dots", "…"),
    ("%", "%"),
    ("&", "&"),
    ("#", "#"),
    ("$", "$"),
    ("_", "_"),
    (",", " "),
    (";", " "),
    (":", " "),
    (" ", " "),
    ("!", ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for c in "αΩ±²₉∞".chars() {
            let formula = source(c).unwrap();
            assert_eq!(
                plain(formula.trim_matches('$'), false).as_deref(),
                Some(c.to_string().as_str()),
                "{formula}"
            );
        }
        for c in "a°…é".chars() {
            assert_eq!(source(c), None);
        }
        assert_eq!(plain(r"\frac{a}{b}", false), None);
    }

    #[test]
    fn founts_are_their_arguments() {
        for (formula, want) in [
            (r"_{\textrm{2}}", Some("₂")),
            (r"^{\textrm{3}}", Some("³")),
            (r"_\mathrm{max}", Some("max")),
            (r"\mathrm{Fe_2O_3}", Some("Fe₂O₃")),
            (r"{\rm CO}_2", Some("CO₂")),
            (r"\text{low-cost} x", Some("low-cost x")),
            (r"\mathring{a}", None),
            (r"_{a_{b}}", None),
            (r"{a", None),
        ] {
            assert_eq!(plain(formula, false).as_deref(), want, "{formula}");
        }
        assert_eq!(plain(r"_{\textrm{2}}", true).as_deref(), Some("<sub>2</sub>"));
        assert_eq!(plain(&("{".repeat(100_000) + &"}".repeat(100_000)), false), None);
    }
}
