//! How a claim uses its source, where the words say so. Never a verdict on truth.
//!
//! The classes are those on which schemes for citation function agree (Teufel, Siddharthan and Tidhar 2006;
//! Jurgens et al. 2018), without what only the whole article could tell.

use std::fmt;

/// How a claim uses its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// The source agrees with what the article says.
    Support,
    /// The source says otherwise, or is found wanting.
    Contrast,
    /// What is known, or has been done, in the field.
    Background,
    /// The article does as the source does.
    Method,
    /// The article takes its data from the source.
    Data,
    /// The source is a review to read on in.
    Review,
    /// The source is the authors' own.
    SelfCitation,
}

impl Use {
    /// The name in JSON: `support`, `contrast`, `background`, `method`, `data`, `review`, `self`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Contrast => "contrast",
            Self::Background => "background",
            Self::Method => "method",
            Self::Data => "data",
            Self::Review => "review",
            Self::SelfCitation => "self",
        }
    }
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A use and how sure its cue is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usage {
    /// How the source is used.
    pub r#use: Use,
    /// How likely, 0 to 1: by how rarely the cue means anything else.
    pub confidence: f32,
}

/// What a cue loses that stands in the sentence, but not in the claim itself.
const OUTSIDE: f32 = 0.6;

/// How the claim `claim` of the sentence `sentence` uses its source; `None` where no word shows it.
///
/// ```
/// use ibid::citation::{Use, usage};
/// let sentence = "In contrast to earlier work [3], trade grew.";
/// assert_eq!(usage(sentence, "In contrast to earlier work").map(|u| u.r#use), Some(Use::Contrast));
/// assert_eq!(usage("Trade grew [3].", "Trade grew"), None);
/// ```
pub fn usage(sentence: &str, claim: &str) -> Option<Usage> {
    best(claim, 1.0).or_else(|| best(sentence, OUTSIDE))
}

/// The surest cue in `text`; of two as sure the first in the table.
fn best(text: &str, weight: f32) -> Option<Usage> {
    let folded = folded(text);
    let found = CUES.iter().filter(|cue| shows(&folded, cue));
    let (r#use, confidence, _) = found.fold(None, |best: Option<&Cue>, cue| match best {
        Some(best) if best.1 >= cue.1 => Some(best),
        _ => Some(cue),
    })?;
    Some(Usage { r#use: *r#use, confidence: confidence * weight })
}

/// Whether `folded` has the phrase of the cue, and with it what the use asks for.
fn shows(folded: &str, (r#use, _, phrase): &Cue) -> bool {
    // Most texts have none of the cues, and to see that is faster than to look for its place.
    if !folded.contains(phrase) {
        return false;
    }
    let Some((before, rest)) = folded.split_once(&format!(" {phrase} ")) else { return false };
    match r#use {
        Use::Support => tells_of_source(rest) || before.split(' ').any(|word| is_of(OWN, word)),
        Use::Contrast => tells_of_source(rest),
        Use::Data if TAKEN.contains(phrase) => {
            let before = before.split_whitespace().rev().take(OBJECT);
            before.chain(rest.split_whitespace().take(OBJECT / 2)).any(|word| is_of(TAKING, word))
        }
        _ => true,
    }
}

/// Whether what agrees or disagrees with something does so with a source: `in line with their findings`, `unlike [4]`, and
/// not `in line with the guideline`. `rest` is what follows the cue.
fn tells_of_source(rest: &str) -> bool {
    let mut words = rest.split_whitespace().take(OBJECT);
    let Some(first) = words.next() else { return true };
    first.bytes().all(|b| b.is_ascii_digit()) || is_of(SOURCES, first) || words.any(|w| is_of(SOURCES, w))
}

/// Whether `word` is one of `words`, which blanks part.
fn is_of(words: &str, word: &str) -> bool {
    words.split(' ').any(|w| w == word)
}

/// In so many words beside its cue the source is named, or data are taken.
const OBJECT: usize = 8;

/// Words for sources and what they hold.
const SOURCES: &str = "al approach authors conclusion conclusions earlier evidence experiments finding findings \
    literature observation observations observed others previous previously report reported reports \
    research result results reviews studies study survey theirs work works";

/// Words for what the article says itself, with which a source may agree.
const OWN: &str = "this these our result results finding findings data";

/// Cues that show a use of data only where something is done with them.
const TAKEN: [&str; 5] = ["dataset", "datasets", "data set", "database", "corpus"];
const TAKING: &str = "against collected downloaded evaluate evaluated extracted from obtained queried retrieved \
    searched taken trained use used uses using";

/// The words of `text` in lower case, a blank before, between and after them.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 2);
    folded.push(' ');
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()) {
        folded.extend(word.chars().flat_map(char::to_lowercase));
        folded.push(' ');
    }
    folded
}

type Cue = (Use, f32, &'static str);

/// Words that show a use, after the cue phrases of Teufel (1999) and of the guides to academic writing.
const CUES: &[Cue] = &[
    (Use::SelfCitation, 0.95, "our previous work"),
    (Use::SelfCitation, 0.95, "our earlier work"),
    (Use::SelfCitation, 0.95, "our previous study"),
    (Use::SelfCitation, 0.95, "our earlier study"),
    (Use::SelfCitation, 0.9, "we have previously"),
    (Use::SelfCitation, 0.9, "we previously"),
    (Use::SelfCitation, 0.9, "our recent work"),
    (Use::SelfCitation, 0.9, "as we showed"),
    (Use::SelfCitation, 0.9, "as we have shown"),
    (Use::SelfCitation, 0.85, "our group"),
    (Use::SelfCitation, 0.85, "we recently"),
    (Use::Review, 0.95, "for a review"),
    (Use::Review, 0.95, "for reviews"),
    (Use::Review, 0.95, "for a recent review"),
    (Use::Review, 0.95, "for an overview"),
    (Use::Review, 0.95, "for a survey"),
    (Use::Review, 0.9, "reviewed in"),
    (Use::Review, 0.9, "reviewed by"),
    (Use::Review, 0.9, "reviewed elsewhere"),
    (Use::Review, 0.8, "systematic review"),
    (Use::Review, 0.8, "meta-analysis"),
    (Use::Review, 0.75, "for more details"),
    (Use::Contrast, 0.95, "in contrast to"),
    (Use::Contrast, 0.9, "in contrast with"),
    (Use::Contrast, 0.9, "contrary to"),
    (Use::Contrast, 0.9, "inconsistent with"),
    (Use::Contrast, 0.9, "contradicts"),
    (Use::Contrast, 0.9, "contradict"),
    (Use::Contrast, 0.9, "contradicted"),
    (Use::Contrast, 0.9, "contrasts with"),
    (Use::Contrast, 0.9, "contrasted with"),
    (Use::Contrast, 0.9, "conflicts with"),
    (Use::Contrast, 0.9, "conflict with"),
    (Use::Contrast, 0.9, "disagrees with"),
    (Use::Contrast, 0.9, "disagree with"),
    (Use::Contrast, 0.9, "disagreed with"),
    (Use::Contrast, 0.85, "differs from"),
    (Use::Contrast, 0.85, "differ from"),
    (Use::Contrast, 0.85, "differed from"),
    (Use::Contrast, 0.85, "different from those"),
    (Use::Contrast, 0.85, "unlike"),
    (Use::Contrast, 0.85, "at odds with"),
    (Use::Support, 0.95, "consistent with"),
    (Use::Support, 0.95, "in agreement with"),
    (Use::Support, 0.95, "in line with"),
    (Use::Support, 0.9, "in accordance with"),
    (Use::Support, 0.9, "agrees with"),
    (Use::Support, 0.9, "agree with"),
    (Use::Support, 0.9, "agreed with"),
    (Use::Support, 0.9, "in keeping with"),
    (Use::Support, 0.9, "corroborates"),
    (Use::Support, 0.9, "corroborate"),
    (Use::Support, 0.9, "corroborated by"),
    (Use::Support, 0.85, "similar to those"),
    (Use::Support, 0.85, "supported by"),
    (Use::Support, 0.85, "confirmed by"),
    (Use::Support, 0.8, "confirms"),
    (Use::Support, 0.8, "confirm"),
    (Use::Support, 0.8, "similar results"),
    (Use::Support, 0.8, "similar findings"),
    (Use::Support, 0.75, "as shown by"),
    (Use::Support, 0.75, "as shown in"),
    (Use::Data, 0.9, "data were obtained from"),
    (Use::Data, 0.9, "data were taken from"),
    (Use::Data, 0.9, "data from"),
    (Use::Data, 0.85, "downloaded from"),
    (Use::Data, 0.85, "retrieved from"),
    (Use::Data, 0.85, "publicly available"),
    (Use::Data, 0.8, "dataset"),
    (Use::Data, 0.8, "data set"),
    (Use::Data, 0.8, "datasets"),
    (Use::Data, 0.7, "database"),
    (Use::Data, 0.7, "corpus"),
    (Use::Method, 0.95, "as described previously"),
    (Use::Method, 0.95, "as previously described"),
    (Use::Method, 0.95, "previously described method"),
    (Use::Method, 0.9, "according to the method"),
    (Use::Method, 0.9, "following the method"),
    (Use::Method, 0.9, "following the procedure"),
    (Use::Method, 0.9, "as described in"),
    (Use::Method, 0.9, "as described by"),
    (Use::Method, 0.85, "we used"),
    (Use::Method, 0.85, "we use"),
    (Use::Method, 0.85, "we adopt"),
    (Use::Method, 0.85, "we adopted"),
    (Use::Method, 0.85, "we employed"),
    (Use::Method, 0.85, "we employ"),
    (Use::Method, 0.85, "we applied"),
    (Use::Method, 0.85, "we followed"),
    (Use::Method, 0.85, "we follow"),
    (Use::Method, 0.85, "was performed using"),
    (Use::Method, 0.85, "were performed using"),
    (Use::Method, 0.85, "were analysed using"),
    (Use::Method, 0.85, "were analyzed using"),
    (Use::Method, 0.75, "was calculated"),
    (Use::Method, 0.75, "was used to"),
    (Use::Method, 0.75, "were used to"),
    (Use::Background, 0.85, "previous studies"),
    (Use::Background, 0.85, "earlier studies"),
    (Use::Background, 0.85, "previous research"),
    (Use::Background, 0.85, "previous work"),
    (Use::Background, 0.8, "studies have shown"),
    (Use::Background, 0.8, "it is well known"),
    (Use::Background, 0.8, "has been studied"),
    (Use::Background, 0.8, "have been proposed"),
    (Use::Background, 0.8, "has been proposed"),
    (Use::Background, 0.75, "has been shown"),
    (Use::Background, 0.75, "have been shown"),
    (Use::Background, 0.75, "has been reported"),
    (Use::Background, 0.75, "have been reported"),
    (Use::Background, 0.7, "is known to"),
    (Use::Background, 0.7, "are known to"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, claim: &str, expected: Option<Use>) {
        assert_eq!(usage(sentence, claim).map(|u| u.r#use), expected, "{sentence}");
    }

    #[test]
    fn words_show_the_use() {
        check("For a review, see [4].", "For a review, see", Some(Use::Review));
        check(
            "The yield was consistent with that of others [4].",
            "The yield was consistent with that of others",
            Some(Use::Support),
        );
        check("DNA was isolated as described previously [2].", "DNA was isolated", Some(Use::Method));
        check("We previously found ice [2].", "We previously found ice", Some(Use::SelfCitation));
        check(
            "These values differed from those of others [2].",
            "These values differed from those of others",
            Some(Use::Contrast),
        );
        check(
            "This contradicted earlier findings [2].",
            "This contradicted earlier findings",
            Some(Use::Contrast),
        );
        check("Our yields agreed with theirs [2].", "Our yields agreed with theirs", Some(Use::Support));
        check(
            "Similar results were reported for ice [2].",
            "Similar results were reported for ice",
            Some(Use::Support),
        );
        check("We employed the test of others [2].", "We employed the test of others", Some(Use::Method));
        check("As we showed, ice melts [2].", "As we showed, ice melts", Some(Use::SelfCitation));
        check("Ice is reviewed elsewhere [2].", "Ice is reviewed elsewhere", Some(Use::Review));
        check("Ice melts [2].", "Ice melts", None);
        check(
            "Genes were taken from the database of mice [2].",
            "Genes were taken from the database of mice",
            Some(Use::Data),
        );
        check("", "", None);
    }

    #[test]
    fn support_and_contrast_are_of_sources() {
        for claim in [
            "It was done in accordance with the guideline",
            "Unlike mammals, fish go on to make eggs",
            "In contrast, fish go on to make eggs",
            "The virus was confirmed by culture",
            "The corpus callosum is a bridge",
            "Trade rose, as shown in Figure 2",
        ] {
            check(claim, claim, None);
        }
        check(
            "It rose, in line with what Otto et al. [2] say.",
            "It rose, in line with what Otto et al.",
            Some(Use::Support),
        );
        check("Unlike [2], trade rose.", "Unlike", Some(Use::Contrast));
        check(
            "These dates are in line with the maps [2].",
            "These dates are in line with the maps",
            Some(Use::Support),
        );
    }

    #[test]
    fn a_cue_outside_the_claim_counts_less() {
        let inside = usage("Unlike [1], it grew.", "Unlike").unwrap();
        let outside = usage("Unlike theirs, it grew [1].", "it grew").unwrap();
        assert!(outside.confidence < inside.confidence);
    }

    #[test]
    fn parts_of_words_are_no_cues() {
        check("The wedatabasex grew [1].", "The wedatabasex grew", None);
    }
}
