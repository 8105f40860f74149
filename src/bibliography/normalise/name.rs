//! Lists of names as printed, in all their orders, to people.
//!
//! A list is cut into groups at semicolons, slashes, dashes and the words for *and*; a group is cut
//! at commas into `Part`s, each of which has a `Shape`; the shapes side by side say whether a
//! comma stands between two people or between a family name and a given name.

use std::fmt;

use super::capitals::{is_capital_word, lowered, with_family_behind, with_initials_behind};
use super::listing::separated;
use super::person::Person;
use super::shape::{Part, Shape, is_body_word, is_one};
use super::text;
use crate::bibliography::grammar::name::{self, conjunction, initials, is_ideograph};

/// The people of one list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// The names in printed order.
    pub persons: Vec<Person>,
    /// Whether the list goes on: `et al.`
    pub others: bool,
}

/// The list as BibLaTeX reads it: `A and B and others`.
impl fmt::Display for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.persons.iter().map(Person::to_string);
        let others = self.others.then(|| "others".to_owned());
        f.write_str(&names.chain(others).collect::<Vec<_>>().join(" and "))
    }
}

/// The people that `printed` lists.
///
/// ```
/// use ibid::bibliography::normalise::name::people;
/// let list = people("Spechler, M.C. and D.R. Spechler");
/// assert_eq!(list.to_string(), "Spechler, M. C. and Spechler, D. R.");
/// assert_eq!(people("Leigh RA, Wyn Jones RG, et al").to_string(), "Leigh, R. A. and Wyn Jones, R. G. and others");
/// ```
pub fn people(printed: &str) -> People {
    let spaced = separated(&text::words(printed));
    let words = name::list(&spaced).map_or_else(|_| Vec::new(), |(_, words)| words);
    let others = words.contains(&None);
    let tokens: Vec<&str> = words.into_iter().map(|word| word.unwrap_or(";")).collect();
    if let Some(persons) = with_initials_behind(&tokens).or_else(|| with_family_behind(&tokens)) {
        return People { persons, others };
    }
    if let Some(company) = company(&tokens) {
        return People { persons: vec![company], others };
    }
    let groups = groups(&tokens);
    let lone = only_family_names(&groups);
    let capitals = all_capitals(&groups);
    let mut persons: Vec<Person> = groups.iter().flat_map(|group| group_people(group, lone)).collect();
    for person in persons.iter_mut().filter(|p| !p.body) {
        if capitals || person.given.contains(char::is_lowercase) && is_capital_word(&person.family) {
            person.family = lowered(&person.family);
            person.given = lowered(&person.given);
        }
        without_stray_point(&mut person.family);
    }
    persons.retain(|p| !p.family.is_empty());
    for body in persons.iter_mut().filter(|p| p.body) {
        bracket_initials(&mut body.family, printed);
    }
    People { persons, others }
}

/// The company of two of one name: `Johnson & Johnson`. `Li & Li` are two people rather, of a name that many have.
fn company(tokens: &[&str]) -> Option<Person> {
    let [first, "&", second] = *tokens else { return None };
    let rare = first.chars().count() > 5;
    (rare && first == second).then(|| Person::body(format!("{first} & {second}")))
}

/// The groups of a list, each cut into parts.
fn groups<'s>(tokens: &[&'s str]) -> Vec<Vec<Part<'s>>> {
    let mut groups = vec![vec![Vec::new()]];
    for (at, &token) in tokens.iter().enumerate() {
        let last: Option<&mut Vec<Vec<&str>>> = groups.last_mut();
        match (token, last) {
            (",", Some(group)) => group.push(Vec::new()),
            (_, Some(group)) if !ends_group(token, group, tokens.get(at + 1..).unwrap_or_default()) => {
                if let Some(part) = group.last_mut() {
                    part.push(token);
                }
            }
            _ => groups.push(vec![Vec::new()]),
        }
    }
    let parts = |group: Vec<Vec<&'s str>>| group.into_iter().filter_map(Part::new).collect::<Vec<_>>();
    groups.into_iter().map(parts).filter(|group: &Vec<_>| !group.is_empty()).collect()
}

/// Whether `token` stands between two groups. The `y` of *Ortega y Gasset* and the `and` of a body
/// do not; nor does a word that opens the list.
fn ends_group(token: &str, group: &[Vec<&str>], rest: &[&str]) -> bool {
    if token == ";" {
        return true;
    }
    if !is_one(conjunction, token) || group.iter().all(Vec::is_empty) {
        return false;
    }
    if matches!(token, "y" | "i" | "e") && joins_family(group, rest) {
        return false;
    }
    let before = group.iter().flatten();
    let after = rest.iter().take_while(|t| **t != ";");
    let body = before.chain(after).any(|t| is_body_word(t)) && !has_initials(group, rest);
    // Czech and Slovak `a` stands before a name, not before or behind initials that have lost their capitals.
    let named = |next: &&str| next.len() > 1 && next.chars().all(|c| c.is_alphabetic() || c == '-');
    if token == "a" && !rest.first().is_some_and(named) {
        return false;
    }
    !body
}

/// Whether a conjunction between `group` and `rest` stands in a family name: `José Ortega y Gasset`, or one word on either side of it and given names
/// behind, as nobody else of the list would have none: `Ortega y Gasset, José`, `Ramón y Cajal S`.
fn joins_family(group: &[Vec<&str>], rest: &[&str]) -> bool {
    let [part] = group else { return false };
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !is_one(initials(3), word);
    match (part.as_slice(), rest) {
        ([_, _, ..], [_]) => true,
        ([first], [second, ",", given, ..]) => {
            is_name(first) && is_name(second) && given.starts_with(char::is_uppercase)
        }
        ([first], [second, given, ..]) => is_name(first) && is_name(second) && is_one(initials(3), given),
        _ => false,
    }
}

/// Whether the words around an *and* look like people: some are initials with points, `A.`, `R.K.`, and not a country's, `U.S.`
fn has_initials(group: &[Vec<&str>], rest: &[&str]) -> bool {
    let after = rest.iter().take_while(|t| **t != ";");
    let is_person = |t: &str| t.ends_with('.') && !matches!(t, "U.S." | "U.K.") && is_one(initials(4), t);
    group.iter().flatten().chain(after).copied().any(is_person)
}

/// Whether the list gives family names alone: all parts are single words, and they do not pair up.
fn only_family_names(groups: &[Vec<Part<'_>>]) -> bool {
    let parts = groups.iter().flatten();
    let single = parts.clone().all(|part| part.shape == Shape::Single);
    single && (parts.count() % 2 == 1 || groups.iter().any(|group| group.len() == 1))
        || groups.iter().flatten().all(|part| part.is_ideographic())
}

/// Whether the list is printed in capitals, initials aside.
fn all_capitals(groups: &[Vec<Part<'_>>]) -> bool {
    let mut words = groups.iter().flatten().flat_map(|part| part.long_words()).peekable();
    words.peek().is_some()
        && words.all(|word| !word.contains(char::is_lowercase))
        && groups.iter().flatten().count() > 1
}

/// The people of one group; `lone` if commas stand between family names.
fn group_people(group: &[Part<'_>], lone: bool) -> Vec<Person> {
    if let Some(body) = body(group) {
        return vec![body];
    }
    let mut persons: Vec<Person> = Vec::new();
    let mut rest = group;
    while let Some((part, after)) = rest.split_first() {
        rest = after;
        match (part.shape, rest.first()) {
            (Shape::Suffix, _) => {
                amend(&mut persons, |last| last.suffix = part.suffix.unwrap_or_default().to_owned())
            }
            (Shape::Initials, _) if !persons.is_empty() => amend(&mut persons, |last| {
                let given = part.given();
                last.given = [last.given.as_str(), &given].join(" ").trim().to_owned();
            }),
            (_, Some(next)) if !lone && part.takes(next, group.len()) => {
                let given = rest.iter().find(|p| p.shape != Shape::Suffix);
                let skipped = usize::from(next.shape == Shape::Suffix);
                let suffix = next.suffix.or(given.and_then(|g| g.suffix)).or(part.suffix);
                persons.push(Person {
                    family: part.family_alone(),
                    given: given.map(Part::given).unwrap_or_default(),
                    suffix: suffix.unwrap_or_default().to_owned(),
                    body: false,
                });
                rest = rest.get(skipped + usize::from(given.is_some())..).unwrap_or_default();
            }
            _ => persons.push(part.person()),
        }
    }
    persons
}

/// Applies `change` to the last of `persons`.
fn amend(persons: &mut [Person], change: impl FnOnce(&mut Person)) {
    if let Some(last) = persons.last_mut() {
        change(last);
    }
}

/// The body that `group` names, if it names one: a word of bodies in it, and nobody's initials.
fn body(group: &[Part<'_>]) -> Option<Person> {
    let names_body = group.iter().any(Part::is_body) && group.iter().all(|part| !part.has_initials());
    let acronym = matches!(group, [part] if part.is_acronym());
    (names_body || acronym).then(|| Person::body(group.iter().map(Part::text).collect::<Vec<_>>().join(", ")))
}

/// Puts the brackets back that `printed` has around the last word of `body`: `World Bank Group (WBG)`.
fn bracket_initials(body: &mut String, printed: &str) {
    if let Some((name, last)) = body.rsplit_once(' ')
        && printed.contains(&format!("({last})"))
    {
        *body = format!("{name} ({last})");
    }
}

/// Drops a point at the end of `family` that is none of an abbreviation: `Mayor.`, `王风.`, not `St.`, `U.S.`.
fn without_stray_point(family: &mut String) {
    let last = family.rsplit(' ').next().unwrap_or_default();
    let word = last.strip_suffix('.').filter(|word| word.chars().count() > 3 && !word.contains('.'));
    let is_ideographic = last.strip_suffix('.').is_some_and(|word| word.ends_with(is_ideograph));
    if is_ideographic || word.is_some_and(|word| word.ends_with(char::is_lowercase)) {
        family.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_all_orders() {
        for (printed, want) in [
            ("Frickenstein, S.G.", "Frickenstein, S. G."),
            ("Spechler, M.C. and D.R. Spechler", "Spechler, M. C. and Spechler, D. R."),
            ("Echevarria M, Ilundain AA", "Echevarria, M. and Ilundain, A. A."),
            ("de los Santos ELC, Kim HU", "de los Santos, E. L. C. and Kim, H. U."),
            ("Marc Shapiro and Susan Horwitz", "Shapiro, Marc and Horwitz, Susan"),
            ("I. Lee, P. Bremond-Gregoire, and R. Gerber", "Lee, I. and Bremond-Gregoire, P. and Gerber, R."),
            ("Larry D. Wittie, Gudjun Hermannsson", "Wittie, Larry D. and Hermannsson, Gudjun"),
            ("Opp, Karl-Dieter, Jürgen Friedrichs", "Opp, Karl-Dieter and Friedrichs, Jürgen"),
            ("Hitzler, Ronald/Peters, Helge", "Hitzler, Ronald and Peters, Helge"),
            ("E.J. Bakker – F. Fabbricotti", "Bakker, E. J. and Fabbricotti, F."),
            ("Behrens, Michael; Robert von Rimscha", "Behrens, Michael and von Rimscha, Robert"),
            ("Heinrich Best u. Reinhard Mann", "Best, Heinrich and Mann, Reinhard"),
            ("De Raedt, L., & Bruynooghe, M.", "De Raedt, L. and Bruynooghe, M."),
            ("C. de Boor", "de Boor, C."),
            ("Lahaye R, van der Bank M, Bogarin D", "Lahaye, R. and van der Bank, M. and Bogarin, D."),
            ("Roe, A.; Al Kindy, S.M.", "Roe, A. and Al Kindy, S. M."),
            ("C. García Sartal and P. Roe", "García Sartal, C. and Roe, P."),
            ("Le QT, Fu KK, Den RB", "Le, Q. T. and Fu, K. K. and Den, R. B."),
            ("Roe VdC, Paulo MdQ", "Roe, V. d. C. and Paulo, M. d. Q."),
            ("FICH, F., HERLIHY, M., AND SHAVIT, N.", "Fich, F. and Herlihy, M. and Shavit, N."),
            ("AMBROSINI Federica", "Ambrosini, Federica"),
            ("HAQUE, M. Shamsul", "Haque, M. Shamsul"),
            ("Smith, J., Jr., Brown, K.", "Smith, Jr., J. and Brown, K."),
            ("Wells SA Jr, Roe B", "Wells, Jr., S. A. and Roe, B."),
            ("Müller K-M, Jean J.-P.", "Müller, K.-M. and Jean, J.-P."),
            ("Mukasa Mutibwa, Phares", "Mukasa Mutibwa, Phares"),
            ("Badanina, I.Yu., Belousova, E.A.", "Badanina, I. Yu. and Belousova, E. A."),
            ("Иванов И.И., Петров П.", "Иванов, И. И. and Петров, П."),
            ("José Ortega y Gasset", "Ortega y Gasset, José"),
            ("Ortega y Gasset, José", "Ortega y Gasset, José"),
            ("Menéndez y Pelayo, Marcelino; Roe, A.", "Menéndez y Pelayo, Marcelino and Roe, A."),
            ("Costa e Silva, Maria José", "Costa e Silva, Maria José"),
            ("Ramón y Cajal S, Roe B", "Ramón y Cajal, S. and Roe, B."),
            ("García, J. y Pelayo, M.", "García, J. and Pelayo, M."),
            ("Hammond y Stone", "Hammond and Stone"),
            ("Lindt Surgical R&D Inc", "{Lindt Surgical R&D Inc}"),
            ("Joosten, H. u. A. Lund", "Joosten, H. and Lund, A."),
            ("Yılmaz, A. ve Kaya, M.", "Yılmaz, A. and Kaya, M."),
            ("Nagy, P. és Kiss, J.", "Nagy, P. and Kiss, J."),
            ("Ó Gráda, C.", "Ó Gráda, C."),
            ("Ibn Jubayr, M.", "Ibn Jubayr, M."),
            ("余敏.", "余敏"),
            ("Almeida MI de.", "de Almeida, M. I."),
            ("Santos Otero, A. de.", "Santos Otero, A. de"),
            ("Roe, A. de, Lund, C.", "Roe, A. de and Lund, C."),
            ("Davis III W. R., Smith J. D.", "Davis, III, W. R. and Smith, J. D."),
            ("St. Clair, W. & St John, G.", "St. Clair, W. and St John, G."),
            ("W. St. Clair", "St. Clair, W."),
            ("Müller, St., Roe, K.", "Müller, St. and Roe, K."),
            ("Jean Dupont et Marie Curie", "Dupont, Jean and Curie, Marie"),
            ("Amartya Sen", "Sen, Amartya"),
            ("Von Dawans B, Jun C", "Von Dawans, B. and Jun, C."),
            ("P.Niessen ,C .Spiering", "Niessen, P. and Spiering, C."),
            ("Camargo CAJr", "Camargo, Jr., C. A."),
            ("World Council of Trade (WCT)", "{World Council of Trade (WCT)}"),
            ("M. P. Mayor., and A. Roe", "Mayor, M. P. and Roe, A."),
            ("Hammond, Stone and Jones", "Hammond and Stone and Jones"),
        ] {
            assert_eq!(people(printed).to_string(), want, "{printed}");
        }
    }

    #[test]
    fn bodies_are_called_after_what_they_are_for() {
        for (printed, want) in [
            ("Partnership for Aflatoxin Control in Africa", "{Partnership for Aflatoxin Control in Africa}"),
            ("Friends of the Earth", "{Friends of the Earth}"),
            ("Action Against Hunger", "{Action Against Hunger}"),
            ("Médecins Sans Frontières", "{Médecins Sans Frontières}"),
            ("Pliny the Elder", "{Pliny the Elder}"),
            (
                "U.S. Department of Health, Education, and Welfare",
                "{U.S. Department of Health, Education, and Welfare}",
            ),
            ("U.S. Grant and Roe, A.", "Grant, U. S. and Roe, A."),
        ] {
            assert_eq!(people(printed).to_string(), want, "{printed}");
        }
    }

    #[test]
    fn lists_that_go_on() {
        for (printed, want) in [
            ("Leigh RA, et al.", "Leigh, R. A. and others"),
            ("Oganessian, Yuri T. et al", "Oganessian, Yuri T. and others"),
            ("Meyer, A. u.a.", "Meyer, A. and others"),
            ("李明, 王芳, 张伟, 等.", "李明 and 王芳 and 张伟 and others"),
            ("Novák, J. a kol.", "Novák, J. and others"),
            ("Reinke, C., … Elgin, S. C. R.", "Reinke, C. and Elgin, S. C. R. and others"),
            ("T. Roe et al.; CDF Collaboration", "Roe, T. and {CDF Collaboration} and others"),
        ] {
            assert_eq!(people(printed).to_string(), want, "{printed}");
        }
    }

    #[test]
    fn roles_are_no_names() {
        for (printed, want) in [
            ("A. Roe (Eds.)", "Roe, A."),
            ("hrsg. von Karl Meyer", "Meyer, Karl"),
            ("a cura di R. Paribeni", "Paribeni, R."),
            ("edited by Ann Roe", "Roe, Ann"),
            ("Smith, Ed", "Smith, Ed"),
        ] {
            assert_eq!(people(printed).to_string(), want, "{printed}");
        }
    }

    #[test]
    fn bodies_stay_whole() {
        for (printed, want) in [
            ("World Health Organization", "{World Health Organization}"),
            ("Ministry of Health and Welfare", "{Ministry of Health and Welfare}"),
            ("WHO", "{WHO}"),
            ("BBC News", "{BBC News}"),
            ("OpenAI", "{OpenAI}"),
            ("Wikipedia contributors", "{Wikipedia contributors}"),
            ("Johnson & Johnson", "{Johnson & Johnson}"),
            (
                "Core Writing Team, R.K. Roe and L.A. Meyer",
                "{Core Writing Team} and Roe, R. K. and Meyer, L. A.",
            ),
            ("Roe, A., Doe, B. and the ARIC Study Group", "Roe, A. and Doe, B. and {the ARIC Study Group}"),
        ] {
            assert_eq!(people(printed).to_string(), want, "{printed}");
        }
    }

    #[test]
    fn nobody_is_nobody() {
        for printed in ["", "———", ",;,", "{}"] {
            assert_eq!(people(printed), People::default(), "{printed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn letters_are_neither_lost_nor_invented(names in proptest::collection::vec("[A-Z][a-z]{4,8}, [A-Z]\\.", 1..6)) {
            let printed = names.join("; ");
            proptest::prop_assert_eq!(people(&printed).to_string(), names.join(" and "));
        }

        #[test]
        fn any_text_is_read(printed in "\\PC{0,80}") {
            let _ = people(&printed).to_string();
        }
    }
}
