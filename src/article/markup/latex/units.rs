//! Numbers and units as siunitx prints them. Source: the manual of siunitx (3.3, "Units"; 5, the tables of units).

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_while1};
use nom::character::complete::{anychar, char, space0};
use nom::combinator::{opt, recognize};
use nom::multi::many0;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::raised::raised_form;

/// Whether the command `name` prints a number, a unit, or both.
pub(super) fn is_quantity(name: &str) -> bool {
    matches!(
        name,
        "SI" | "si"
            | "qty"
            | "unit"
            | "num"
            | "ang"
            | "SIrange"
            | "qtyrange"
            | "numrange"
            | "SIlist"
            | "qtylist"
            | "numlist"
    )
}

/// `written` as it is printed: `1e-3` as `1 × 10⁻³`, `5 +- 1` as `5 ± 1`, `1;2;3` as `1, 2, 3`.
pub(super) fn number(written: &str) -> String {
    let one = |number: &str| {
        let number = number.trim().replace("+-", "±").replace("\\pm", "±");
        match number.split_once(['e', 'E']) {
            Some((factor, power)) if is_integer(power) => {
                let raised: String = power.chars().map(raised_form).collect();
                let times = if factor.is_empty() { "" } else { " × " };
                format!("{factor}{times}10{raised}")
            }
            _ => number,
        }
    };
    written.split(';').map(one).collect::<Vec<_>>().join(", ")
}

fn is_integer(power: &str) -> bool {
    let digits = power.trim_start_matches(['-', '+']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A part of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    /// `\per`
    Per,
    /// `\square`, `\cubic`: the power of what follows.
    Before(&'a str),
    /// `\squared`, `\tothe{2}`, `^{2}`: the power of what stands before.
    Power(&'a str),
    /// A prefix, `\kilo`.
    Prefix(&'static str),
    /// A unit.
    Unit(&'a str),
    /// Nothing to print: `\of{…}`, a blank, a dot.
    Between,
}

/// The unit that `written` means: `\tonne\per\hectare` is `t/ha`, `\kilo\gram\per\metre\squared` is `kg/m²`, `kg.m^{-2}` is `kg m⁻²`.
/// A unit that the tables do not have is printed by its name.
pub(super) fn unit(written: &str) -> String {
    let Ok((_, parts)) = many0(part).parse(written) else { return written.trim().to_owned() };
    let (mut unit, mut is_glued, mut before) = (String::new(), true, "");
    for part in parts {
        match part {
            Part::Per => unit.push('/'),
            Part::Before(power) => before = power,
            Part::Power(power) => unit.extend(power.chars().map(raised_form)),
            Part::Prefix(prefix) | Part::Unit(prefix) => {
                if !is_glued && !unit.ends_with('/') {
                    unit.push(' ');
                }
                unit.push_str(prefix);
                if matches!(part, Part::Unit(_)) {
                    unit.extend(std::mem::take(&mut before).chars().map(raised_form));
                }
            }
            Part::Between => {}
        }
        is_glued = matches!(part, Part::Prefix(_) | Part::Per) || (unit.is_empty() && part == Part::Between);
    }
    unit
}

/// `part = "\" name [ group ] / ( "^" / "_" ) ( group / character ) / letters / any other character`
///
/// Accepts `\per`, `\tothe{4}`, `^{-2}`, `kg`; of `\metre\per\second` leaves `\per\second`.
fn part(i: &str) -> IResult<&str, Part<'_>> {
    let group = || delimited(char('{'), is_not("{}"), char('}'));
    let name = preceded(char('\\'), terminated(take_while1(|c: char| c.is_ascii_alphabetic()), space0));
    let command = (name, opt(group())).map(|(name, argument)| named(name, argument));
    let script = |sign| preceded(char(sign), alt((group(), recognize(anychar))));
    let letters = take_while1(|c: char| c.is_alphabetic() || "%°µ/".contains(c));
    alt((
        command,
        script('^').map(Part::Power),
        script('_').map(|_| Part::Between),
        tag("\\%").map(Part::Unit).map(|_| Part::Unit("%")),
        letters.map(Part::Unit),
        anychar.map(|_| Part::Between),
    ))
    .parse(i)
}

/// What `\name` and its `argument` mean in a unit.
fn named<'a>(name: &'a str, argument: Option<&'a str>) -> Part<'a> {
    match name {
        "per" => Part::Per,
        "squared" => Part::Power("2"),
        "cubed" => Part::Power("3"),
        "square" => Part::Before("2"),
        "cubic" => Part::Before("3"),
        "tothe" => Part::Power(argument.unwrap_or_default()),
        "raiseto" => Part::Before(argument.unwrap_or_default()),
        "of" | "highlight" | "cancel" => Part::Between,
        _ => {
            let of = |table: &[(&str, &'static str)]| {
                table.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign)
            };
            let prefix = of(PREFIXES).map(Part::Prefix);
            prefix.or_else(|| of(UNITS).map(Part::Unit)).unwrap_or(Part::Unit(name))
        }
    }
}

const PREFIXES: &[(&str, &str)] = &[
    ("pico", "p"),
    ("nano", "n"),
    ("micro", "µ"),
    ("milli", "m"),
    ("centi", "c"),
    ("deci", "d"),
    ("deca", "da"),
    ("deka", "da"),
    ("hecto", "h"),
    ("kilo", "k"),
    ("mega", "M"),
    ("giga", "G"),
    ("tera", "T"),
    ("peta", "P"),
    ("exa", "E"),
];

const UNITS: &[(&str, &str)] = &[
    ("ampere", "A"),
    ("candela", "cd"),
    ("kelvin", "K"),
    ("kilogram", "kg"),
    ("metre", "m"),
    ("meter", "m"),
    ("mole", "mol"),
    ("second", "s"),
    ("becquerel", "Bq"),
    ("celsius", "°C"),
    ("degreeCelsius", "°C"),
    ("coulomb", "C"),
    ("farad", "F"),
    ("gray", "Gy"),
    ("hertz", "Hz"),
    ("henry", "H"),
    ("joule", "J"),
    ("lumen", "lm"),
    ("lux", "lx"),
    ("newton", "N"),
    ("ohm", "Ω"),
    ("pascal", "Pa"),
    ("radian", "rad"),
    ("siemens", "S"),
    ("sievert", "Sv"),
    ("steradian", "sr"),
    ("tesla", "T"),
    ("volt", "V"),
    ("watt", "W"),
    ("weber", "Wb"),
    ("astronomicalunit", "au"),
    ("bel", "B"),
    ("dalton", "Da"),
    ("day", "d"),
    ("decibel", "dB"),
    ("degree", "°"),
    ("electronvolt", "eV"),
    ("hectare", "ha"),
    ("hour", "h"),
    ("litre", "L"),
    ("liter", "L"),
    ("minute", "min"),
    ("arcminute", "′"),
    ("arcsecond", "″"),
    ("neper", "Np"),
    ("tonne", "t"),
    ("gram", "g"),
    ("percent", "%"),
    ("kWh", "kWh"),
    ("kg", "kg"),
    ("bar", "bar"),
    ("bit", "bit"),
    ("byte", "B"),
    ("year", "a"),
    ("molar", "mol/L"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_letters() {
        for (written, printed) in [
            (r"\percent", "%"),
            (r"\tonne\per\hectare", "t/ha"),
            (r"\kilo\gram\per\metre\squared", "kg/m²"),
            (r"\kilo\gram\square\metre \per \second", "kg m²/s"),
            (r"\micro\metre", "µm"),
            (r"\celsius", "°C"),
            (r"\metre\tothe{4}", "m⁴"),
            (r"\plants\per\metre", "plants/m"),
            ("kg.m^{-2}", "kg m⁻²"),
            (r"\gram\of{CO2}", "g"),
            ("", ""),
        ] {
            assert_eq!(unit(written), printed, "{written}");
        }
    }

    #[test]
    fn numbers_as_printed() {
        for (written, printed) in [
            ("2010", "2010"),
            ("1e-3", "1 × 10⁻³"),
            ("5 +- 1", "5 ± 1"),
            ("1;2", "1, 2"),
            ("e6", "10⁶"),
            ("x", "x"),
        ] {
            assert_eq!(number(written), printed, "{written}");
        }
    }
}
