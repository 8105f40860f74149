//! Which footnotes are references and which are remarks: by what the labeller found in them.

use crate::bibliography::Reference;

/// Below this a field proves nothing.
const LIKELY: f32 = 0.4;

/// Words that speak: in a title there is hardly more than one of them.
const SPEAKING: &[&str] = &[
    "we", "you", "he", "she", "they", "it", "my", "our", "your", "their", "this", "that", "these", "those",
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should", "may",
    "might", "not", "but", "because", "however", "which", "who", "see", "ich", "wir", "sie", "ist", "sind",
    "war", "waren", "nicht", "dass", "aber",
];

/// Words of a remark on where something is known from that is no source for others.
const PRIVATE: &[&str] =
    &["personal communication", "pers. comm", "private communication", "thanks to", "i thank"];

/// Whether the words of a footnote, which were read as `reference`, are one.
///
/// A reference says who and what, and when or where; or what and where alone. A remark has the one or the other in it.
pub(super) fn is_reference(reference: &Reference) -> bool {
    let likely = |name: &str| reference.fields.get(name).is_some_and(|field| field.confidence >= LIKELY);
    let any = |names: &[&str]| names.iter().any(|name| likely(name));
    let folded = reference.raw.to_lowercase();
    if PRIVATE.iter().any(|words| folded.contains(words)) {
        return false;
    }
    let who = any(&["author", "editor"]);
    let container = any(&["journaltitle", "booktitle"]);
    let what = likely("title") || container;
    let when = likely("date");
    let number = any(&["doi", "eprint", "isbn", "pmid"]);
    let place = any(&["publisher", "institution", "organization", "location"]);
    let within = container && any(&["volume", "number", "pages", "eid", "date"]);
    let url = likely("url");
    if number && (who || what) {
        return true;
    }
    if is_address(&reference.raw) {
        return url || number;
    }
    let speaks = speaking(reference) > 1;
    if url {
        // Words in front of an address are its title, whether or not the labeller knows where that ends.
        let named = what || reference.fields.contains_key("title");
        return named && (who && when || !speaks) && is_behind(reference);
    }
    !speaks && (who && what && (when || place || within) || what && (place || within) && when)
}

/// Whether `raw` is nothing but an address.
fn is_address(raw: &str) -> bool {
    let bare = raw.trim_matches(|c: char| c.is_whitespace() || "<>().".contains(c));
    bare.contains("://") && !bare.contains(char::is_whitespace)
}

/// Whether the address in `reference` stands behind its words, as a reference's does, and not in a sentence.
fn is_behind(reference: &Reference) -> bool {
    let end = |name: &str| reference.fields.get(name).and_then(|field| Some(field.span?.end));
    let (Some(title), Some(url)) = (end("title").or(end("journaltitle")), end("url")) else { return true };
    let rest: usize = reference.rest.iter().map(|span| span.len()).sum();
    title <= url && rest * 3 <= reference.raw.len()
}

/// How many words of `reference` outside of quotation marks speak.
fn speaking(reference: &Reference) -> usize {
    let outside: Vec<&str> = reference.raw.split(['"', '“', '”', '„']).step_by(2).collect();
    let words = outside.iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '\''));
    words.filter(|word| SPEAKING.contains(&word.to_lowercase().as_str())).count()
}
