//! The shape of a piece of a list of names: initials, a family name, a whole name.

use nom::combinator::all_consuming;
use nom::{IResult, Parser};

use super::capitals::is_capital_name;
use super::person::Person;
use crate::bibliography::grammar::name::{
    body_link, body_word, initials, is_ideograph, particle, suffix, with_particle,
};

/// What a piece between two commas looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `S. G.`: the given name to the family name before.
    Initials,
    /// `Jr.`
    Suffix,
    /// `Smith`, `van der Berg`: one word, or particles and one.
    Single,
    /// `Leigh RA`: family name first.
    FamilyInitials,
    /// `R. A. Leigh`, `Larry D. Wittie`: given name first.
    GivenFamily,
    /// `Wyn Jones`, `Marc Shapiro`: nothing in it tells.
    Words,
}

/// A piece between two commas.
#[derive(Debug, Clone)]
pub(super) struct Part<'s> {
    words: Vec<&'s str>,
    /// Whether a word, particles aside, has a letter in lower case.
    small: bool,
    /// Whether a word belongs to the name of a body.
    body: bool,
    /// The suffix that stood at its end.
    pub(super) suffix: Option<&'static str>,
    pub(super) shape: Shape,
}

impl<'s> Part<'s> {
    /// The piece of these words; `None` if nothing in them is a name.
    pub(super) fn new(mut words: Vec<&'s str>) -> Option<Self> {
        words.retain(|word| word.contains(char::is_alphanumeric));
        let ending = take_suffix(&mut words);
        if let Some(last) = words.last_mut() {
            *last = without_point_of_list(last);
        }
        let mut part = Self::of(words);
        part.suffix = ending;
        part.shape = match part.words.is_empty() {
            true => ending.map(|_| Shape::Suffix)?,
            false => part.look(),
        };
        Some(part)
    }

    /// The piece of these words, none of which is a suffix, as long as nothing is known of its shape.
    fn of(words: Vec<&'s str>) -> Self {
        let small = words.iter().any(|word| word.contains(char::is_lowercase) && !is_particle(word));
        let body = words.iter().any(|word| is_body_word(word)) || is_called_after(&words);
        Self { words, small, body, suffix: None, shape: Shape::Words }
    }

    fn look(&self) -> Shape {
        let initials: Vec<bool> = (0..self.words.len()).map(|at| self.is_initials_at(at)).collect();
        let particles = self.words.iter().take_while(|word| is_particle(word)).count();
        match (initials.first(), initials.last()) {
            _ if self.is_body()
                && !self.words.iter().any(|word| is_pointed_letter(word))
                && !(self.opens_with_small_particle() && initials.last() == Some(&true)) =>
            {
                Shape::Words
            }
            _ if self.words_in_capitals_first().is_some() => Shape::Words,
            _ if initials.iter().all(|&i| i) || self.is_initials_and_particles() => Shape::Initials,
            _ if self.is_particle_for_a_name() => Shape::FamilyInitials,
            _ if self.words.len() == particles.max(1) || self.words.len() == particles + 1 => Shape::Single,
            (Some(false), Some(true)) => Shape::FamilyInitials,
            _ if self.ends_in_particle_after_initials(&initials) => Shape::FamilyInitials,
            _ if initials.contains(&true) => Shape::GivenFamily,
            (_, None) => Shape::Words,
            _ => match glued_initials(self.words.last().copied().unwrap_or_default()) {
                Some(_) if self.words.len() == 1 => Shape::FamilyInitials,
                _ => Shape::Words,
            },
        }
    }

    /// `Le QT`, `Du J`: what elsewhere is a particle is the family name where only initials stand beside it.
    fn is_particle_for_a_name(&self) -> bool {
        let [family, given] = self.words.as_slice() else { return false };
        is_particle(family) && family.starts_with(char::is_uppercase) && is_one(initials(3), given)
    }

    /// `A. de`, behind the comma of `Santos Otero, A. de`.
    fn is_initials_and_particles(&self) -> bool {
        let begin = self.words.iter().take_while(|word| self.is_initials(word)).count();
        let small = |word: &&str| is_particle(word) && word.starts_with(char::is_lowercase);
        begin > 0 && begin < self.words.len() && self.words.iter().skip(begin).all(small)
    }

    /// `Beethoven L van`.
    fn ends_in_particle_after_initials(&self, initials: &[bool]) -> bool {
        let particles = self.words.iter().rev().take_while(|word| is_particle(word)).count();
        let before = initials.len().checked_sub(particles + 1).and_then(|at| initials.get(at));
        particles > 0 && initials.first() == Some(&false) && before == Some(&true)
    }

    /// Whether `word` of this part is initials: `S.`, `S.G.`, `J.-P.`, `Yu.`; `SG` and `SS-H` beside
    /// words that are not in capitals.
    fn is_initials(&self, word: &str) -> bool {
        initials(if self.small { 4 } else { 2 })(word).is_ok()
    }

    /// Whether the word at `at` is initials, and not the `St.` of `St. Clair`.
    fn is_initials_at(&self, at: usize) -> bool {
        let word = |at: usize| self.words.get(at).copied().unwrap_or_default();
        let saint = matches!(word(at), "St." | "Ste.")
            && word(at + 1).starts_with(char::is_uppercase)
            && !self.is_initials(word(at + 1));
        !saint && self.is_initials(word(at))
    }

    /// Whether `next` is the given name to this family name; `parts` is the number of parts in the group.
    pub(super) fn takes(&self, next: &Part<'_>, parts: usize) -> bool {
        let pair = parts == 2;
        match (self.shape, next.shape) {
            (Shape::Single, Shape::Suffix) => true,
            (Shape::Single, _) => !self.is_ideographic(),
            (Shape::Words, Shape::Initials) => true,
            (Shape::Words, Shape::Words | Shape::Single) if self.is_whole_family(next) => true,
            (Shape::Words, Shape::Single) => pair && !self.has_capital_family() || self.opens_with_particle(),
            (Shape::Words, Shape::FamilyInitials) => {
                pair && next.text().ends_with('.') || self.opens_with_particle()
            }
            (Shape::Words, _) => self.opens_with_particle(),
            _ => false,
        }
    }

    /// Whether this is a family name of several words, by its form, to which `next` is the given name: `GARCÍA LORCA, Federico José`, `Ortega y Gasset,
    /// José María`.
    fn is_whole_family(&self, next: &Part<'_>) -> bool {
        let capitals = || {
            self.words.iter().all(|word| is_capital_name(word))
                && self.long_words().next().is_some()
                && next.small
        };
        let joined = || matches!(self.words.as_slice(), [_, "y" | "i" | "e", _]);
        !next.has_capital_family() && (joined() || capitals())
    }

    fn opens_with_particle(&self) -> bool {
        self.words.first().is_some_and(|word| is_particle(word))
    }

    /// `van der Bank M`: no body is called so, whatever words stand behind.
    fn opens_with_small_particle(&self) -> bool {
        self.opens_with_particle()
            && self.words.first().is_some_and(|word| word.starts_with(char::is_lowercase))
    }

    /// `APPELBAUM Eileen`, `Junguo ZHANG`: the family name is the one in capitals.
    fn has_capital_family(&self) -> bool {
        let capital = self.words.iter().filter(|word| is_capital(word)).count();
        capital > 0 && capital < self.words.len()
    }

    /// How many words in capitals begin `LE GOFF Jacques`, `GARCÍA LORCA Federico`: the family name, of more words than one, before given
    /// names that are not shortened.
    fn words_in_capitals_first(&self) -> Option<usize> {
        let count = self.words.iter().take_while(|word| is_capital_name(word)).count();
        let (family, given) = self.words.split_at_checked(count)?;
        let written = |word: &&str| word.contains(char::is_lowercase) && !word.ends_with('.');
        let told = count > 1 && family.last().is_some_and(|word| is_capital(word));
        (told && !given.is_empty() && given.iter().all(written)).then_some(count)
    }

    /// The words as printed.
    pub(super) fn text(&self) -> String {
        self.words.join(" ")
    }

    /// The words as a family name.
    pub(super) fn family_alone(&self) -> String {
        self.words.join(" ")
    }

    /// The words as given names, initials spaced.
    pub(super) fn given(&self) -> String {
        self.words
            .iter()
            .map(|word| if self.is_initials(word) { spaced(word) } else { (*word).to_owned() })
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Whether the part has the initials of a person.
    pub(super) fn has_initials(&self) -> bool {
        matches!(self.shape, Shape::Initials | Shape::FamilyInitials | Shape::GivenFamily)
    }

    /// Whether a word of the part belongs to the name of a body.
    pub(super) fn is_body(&self) -> bool {
        self.body
    }

    /// `WHO`, `OECD`: a body, if it stands alone.
    pub(super) fn is_acronym(&self) -> bool {
        matches!(self.words.as_slice(), [word] if is_capital(word) && (3..=6).contains(&word.chars().count()))
    }

    /// Whether the part is written in Han, kana or Hangul without a blank: family and given name in one.
    pub(super) fn is_ideographic(&self) -> bool {
        self.words.iter().all(|word| is_ideographic(word))
    }

    /// The words that are longer than initials are.
    pub(super) fn long_words(&self) -> impl Iterator<Item = &'s str> + '_ {
        self.words.iter().copied().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3)
    }

    /// The part as a whole name.
    pub(super) fn person(&self) -> Person {
        let family = self.family_words();
        let (start, end) = (family.start, family.end);
        let given = [self.words.get(..start), self.words.get(end..)].into_iter().flatten().flatten();
        let particles = self.trailing_particles();
        let mut words: Vec<&str> = self
            .words
            .get(end..)
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(|w| particles && is_particle(w))
            .collect();
        words.extend(self.words.get(family).unwrap_or_default());
        let given: Vec<&str> = given.copied().filter(|word| !(particles && is_particle(word))).collect();
        let given = Part::of(given);
        if let ([word], true) = (words.as_slice(), given.words.is_empty())
            && let Some((family, initials)) = glued_initials(word)
        {
            return Person { family: family.to_owned(), given: spaced(initials), ..Person::default() };
        }
        Person {
            family: words.join(" "),
            given: given
                .words
                .iter()
                .map(|word| if self.is_initials(word) { spaced(word) } else { (*word).to_owned() })
                .collect::<Vec<_>>()
                .join(" "),
            suffix: self.suffix.unwrap_or_default().to_owned(),
            body: self.is_body() && !self.has_initials(),
        }
    }

    fn trailing_particles(&self) -> bool {
        self.shape == Shape::FamilyInitials && self.words.last().is_some_and(|word| is_particle(word))
    }

    /// Which words are the family name.
    fn family_words(&self) -> std::ops::Range<usize> {
        let len = self.words.len();
        let particles =
            self.words.iter().rev().take_while(|word| self.trailing_particles() && is_particle(word)).count();
        match self.shape {
            Shape::FamilyInitials => {
                let tail = self.words.iter().rev().skip(particles);
                let initials = tail.take_while(|word| self.is_initials(word)).count();
                0..len - particles - initials
            }
            Shape::GivenFamily => {
                let given = (0..len).rfind(|at| self.is_initials_at(*at)).map_or(0, |at| at + 1);
                let short = (0..given).all(|at| self.is_initials_at(at));
                // Who has shortened one given name has shortened all: `C. García Sartal`.
                if short { given.min(len - 1)..len } else { self.family_after(given)..len }
            }
            Shape::Words if self.is_body() => 0..len,
            Shape::Words => self.words_family(),
            Shape::Initials | Shape::Suffix | Shape::Single => 0..len,
        }
    }

    /// The family name among words that have no initials: the one in capitals, else the one from the
    /// first particle on, else the last word.
    fn words_family(&self) -> std::ops::Range<usize> {
        let len = self.words.len();
        let capital = |word: &&str| is_capital(word);
        if let Some(count) = self.words_in_capitals_first() {
            return 0..count;
        }
        if self.has_capital_family() {
            if self.words.first().is_some_and(capital) {
                return 0..self.words.iter().take_while(|w| is_capital(w)).count();
            }
            if self.words.last().is_some_and(capital) {
                return len - self.words.iter().rev().take_while(|w| is_capital(w)).count()..len;
            }
        }
        if self.opens_with_particle() {
            let particles = self.words.iter().take_while(|word| is_particle(word)).count();
            return 0..(particles + 1).min(len);
        }
        self.family_after(1)..len
    }

    /// Where the family name begins if the given name takes at least the first `given` words.
    fn family_after(&self, given: usize) -> usize {
        let last = self.words.len().saturating_sub(1);
        let rest = self.words.get(given..).unwrap_or_default();
        if let Some(at) = rest.iter().position(|word| matches!(*word, "y" | "i" | "e")).filter(|at| *at > 0) {
            return given + at - 1;
        }
        rest.iter()
            .position(|word| is_particle(word))
            .map_or(last, |at| given + at)
            .min(last)
            .max(given.min(last))
    }
}

/// Takes the suffix out of `words`: the last one, or `III` before initials, as in `Davis III W. R.`
fn take_suffix(words: &mut Vec<&str>) -> Option<&'static str> {
    let of = |word: &str| Some(suffix(word).ok()?.1);
    let before = words.iter().rposition(|word| initials(2)(word).is_err());
    let at = before
        .filter(|at| *at > 0 && words.get(*at).is_some_and(|word| matches!(*word, "III" | "Jr" | "Jr.")));
    let found = words.last().copied().and_then(of).map(|found| (found, words.len() - 1));
    let found = found.or_else(|| Some((of(words.get(at?)?)?, at?)));
    let (suffix, at) = found?;
    words.remove(at);
    Some(suffix)
}

/// `word` without the point that ends a list behind a particle, `Almeida MI de.`
fn without_point_of_list(word: &str) -> &str {
    word.strip_suffix('.').filter(|bare| bare.len() > 1 && is_particle(bare)).unwrap_or(word)
}

/// Whether `production` accepts all of `word`.
pub(super) fn is_one<'s, O>(production: impl Fn(&'s str) -> IResult<&'s str, O>, word: &'s str) -> bool {
    all_consuming(production).parse(word).is_ok()
}

fn is_particle(word: &str) -> bool {
    is_one(particle, word)
}

/// Whether `word` belongs to the name of a body: an agency, a university, a company.
pub(super) fn is_body_word(word: &str) -> bool {
    is_one(body_word, word)
}

/// Whether `words`, none of which is initials, are a name that says what it is of or for: `Médecins Sans Frontières`, `Save the Children`.
fn is_called_after(words: &[&str]) -> bool {
    let [_, inner @ .., _] = words else { return false };
    inner.iter().any(|word| is_one(body_link, word)) && !words.iter().any(|word| is_one(initials(2), word))
}

/// `A.`: a body has none.
fn is_pointed_letter(word: &str) -> bool {
    word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() == 1
}

/// Whether `word` is in capitals and too long for initials.
fn is_capital(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !word.contains(char::is_lowercase)
        && !is_ideographic(word)
        && !word.contains('.')
}

/// Whether `word` is in a script that prints names without a blank.
fn is_ideographic(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(is_ideograph)
}

/// `BurkeWM` is the family name `Burke` and the initials `WM`.
fn glued_initials(word: &str) -> Option<(&str, &str)> {
    let (at, _) = word.char_indices().rev().take_while(|(_, c)| c.is_uppercase()).last()?;
    let (family, initials) = word.split_at_checked(at)?;
    let small =
        family.ends_with(char::is_lowercase) && family.chars().filter(|c| c.is_lowercase()).count() >= 3;
    (small && family.chars().count() > 3 && initials.chars().count() <= 3).then_some((family, initials))
}

/// Initials, each with a point, blanks between: `SG` and `S.G.` give `S. G.`, `J-P` gives `J.-P.`, `MdQ` gives `M. d. Q.`
pub(super) fn spaced(initials: &str) -> String {
    let mut out = String::with_capacity(initials.len() * 2);
    let particle = is_one(with_particle, initials);
    let mut chars = initials.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '.' => {}
            '-' | '‐' | '–' => out.push('-'),
            _ => {
                let begins = particle || c.is_uppercase();
                if begins && !out.is_empty() && !out.ends_with('-') {
                    out.push(' ');
                }
                out.push(c);
                let goes_on = |next: &char| !particle && next.is_lowercase() || matches!(next, '\'' | '’');
                if !chars.peek().is_some_and(goes_on) {
                    out.push('.');
                }
            }
        }
    }
    out
}
