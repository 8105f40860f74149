//! The walk at numbers and units of siunitx.

use super::Walk;
use crate::article::markup::latex::units::{number, unit};
use crate::span::Span;

impl Walk<'_, '_, '_> {
    /// `\SI{5}{\percent}`, `\num{2010}`, `\unit{\metre}`, `\qtyrange{1}{2}{\metre}`: numbers, then the unit.
    pub(super) fn quantity(&mut self, at: usize, name: &str) -> usize {
        let (numbers, has_unit) = match name {
            "num" | "ang" | "numlist" => (1, false),
            "numrange" => (2, false),
            "si" | "unit" => (0, true),
            "SIrange" | "qtyrange" => (2, true),
            _ => (1, true),
        };
        let wanted = numbers + usize::from(has_unit);
        let all = self.arguments.all(self.tokens, at + 1);
        let mandatory: Vec<_> = all.iter().filter(|a| !a.optional).take(wanted).collect();
        let (Some(first), Some(last)) = (self.tokens.get(at), mandatory.last()) else { return at + 1 };
        if mandatory.len() < wanted {
            return at + 1;
        }
        let (values, units) = mandatory.split_at(numbers);
        let values: Vec<String> = values.iter().map(|a| number(self.text(a.span))).collect();
        let mut words = values.join("–");
        if name == "ang" {
            words.push('°');
        }
        for argument in units {
            let unit = unit(self.text(argument.span));
            if !words.is_empty() && !unit.is_empty() && !unit.starts_with('°') {
                words.push(' ');
            }
            words.push_str(&unit);
        }
        let end = self.tokens.get(last.end.saturating_sub(1)).map_or(last.span.end, |token| token.span.end);
        let place = Span::new(first.span.start, end);
        self.flow.is_literal(place);
        if !words.is_empty() {
            self.flow.replaced(&words, place);
        }
        last.end
    }
}
