//! Verbs of English as articles use them; those with which they tell of others stand in [`super::lexicon`].

/// The base form and the third person of each verb.
pub(super) fn forms() -> impl Iterator<Item = String> {
    VERBS.split_whitespace().flat_map(|verb| [verb.to_owned(), third_person(verb)])
}

fn third_person(verb: &str) -> String {
    let stem = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match stem {
        Some(stem) => format!("{stem}ies"),
        None if ["ss", "x", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end)) => format!("{verb}es"),
        None => format!("{verb}s"),
    }
}

const VERBS: &str = "accelerate accept access accomplish account achieve acquire act adapt add address adjust adopt affect \
    aggregate agree alleviate allow alter analyze analyse annotate answer appear apply approximate argue arise ask assess \
    assign assist assume attach attempt attend augment avoid become begin behave believe belong benefit bring build \
    calculate call capture carry categorize cause change characterize choose cite claim classify cluster collect combine \
    compare compete compute concatenate concern conclude condition conduct confirm connect consider consist constitute \
    constrain construct contain contribute control convert correct correlate correspond cover create deal decide decode \
    decompose decrease define demonstrate denote depend derive describe design detect determine develop devise differ \
    discover discriminate discuss distinguish divide draw eliminate embed emerge employ enable encode encourage enforce \
    enhance enrich ensure estimate evaluate examine exceed exist expand explain explore exploit express extend extract \
    facilitate fail feed find fit focus follow formalize formulate gain generalize generate get give go grow guide handle \
    help highlight identify ignore illustrate imply improve include incorporate increase indicate induce infer inspire \
    integrate introduce investigate involve keep know lack lead learn leverage lie link look maintain make match maximize \
    mean measure mention minimize mitigate modify motivate move need note notice observe obtain occur offer operate \
    optimize outperform overcome participate perform permit play point pose predict prefer prepare present preserve \
    prevent produce propose prove provide publish quantify raise reach receive recognize recommend reconstruct reduce \
    refer refine reflect regard reject rely remain remove replace report represent require resolve restrict retain \
    retrieve return reveal rewrite run satisfy say seek seem select serve share show simplify simulate solve specify \
    speak start state stem store suffer suggest summarize supply support survey sustain tackle take tell tend think \
    transfer transform translate treat try turn understand undergo unify update use utilize validate vary verify want \
    weight write yield";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn third_persons() {
        for (verb, form) in [
            ("vary", "varies"),
            ("say", "says"),
            ("reach", "reaches"),
            ("go", "goes"),
            ("use", "uses"),
            ("fix", "fixes"),
        ] {
            assert_eq!(third_person(verb), form);
        }
    }
}
