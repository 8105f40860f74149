//! Formulas as titles and sentences have them, `$\alpha$`, `H$_2$O`, as Unicode text.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_until, take_while1};
use nom::character::complete::{anychar, char, space0};
use nom::combinator::{map_opt, recognize};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// `formula` as text, raised and lowered parts as Unicode or (`tags`) in `<sup>` and `<sub>`; `None` if it is
/// more than letters, signs and such parts.
pub(crate) fn plain(formula: &str, tags: bool) -> Option<String> {
    let mut out = String::new();
    let mut rest = formula;
    while let Ok((after, part)) = part(rest) {
        match part {
            Part::Script { raised, inner } if !inner.contains(['^', '_']) => {
                out.push_str(&script(&plain(inner, tags)?, raised, tags));
            }
            Part::Script { .. } => return None,
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
    Script { raised: bool, inner: &'a str },
    Text(&'a str),
}

/// `part = ( "^" / "_" ) script / "\" sign / fount "{" text "}" / text`
fn part(i: &str) -> IResult<&str, Part<'_>> {
    let group = || delimited(char('{'), take_until("}"), char('}'));
    let script = (alt((char('^'), char('_'))), alt((group(), recognize(anychar))));
    let fount = (
        char('\\'),
        alt((tag("mathrm"), tag("mathit"), tag("mathbf"), tag("mathcal"), tag("text"), tag("rm"))),
        space0,
    );
    let text = take_while1(|c: char| c.is_alphanumeric() || " +-=<>/().,:;*'|[]".contains(c));
    alt((
        // A degree is a ring that is raised.
        preceded(char('^'), sign).map(Part::Text),
        script.map(|(mark, inner)| Part::Script { raised: mark == '^', inner }),
        preceded(
            fount,
            delimited(
                char('{'),
                recognize(take_while1(|c: char| c.is_alphanumeric() || " -".contains(c))),
                char('}'),
            ),
        )
        .map(Part::Text),
        sign.map(Part::Text),
        text.map(Part::Text),
    ))
    .parse(i)
}

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
}
