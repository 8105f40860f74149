//! What in a reference string has a grammar of its own. In: text at a place; out: what stands there and
//! the rest. The productions are nom's; what they mean as values is said in [`super::normalise`].

pub(super) mod arxiv;
pub(super) mod biorxiv;
pub(super) mod clock;
pub(super) mod cross_reference;
pub(super) mod date;
pub(super) mod designation;
pub(super) mod document_type;
pub(super) mod event;
pub(super) mod further_place;
pub(super) mod glued;
pub(super) mod identifier;
pub(super) mod key;
pub(super) mod law;
pub(super) mod lead_in;
pub(super) mod links;
pub(super) mod locator;
pub(super) mod medium;
pub(super) mod name;
mod name_words;
pub(super) mod place;
pub(super) mod remark;
pub(super) mod reporter;
pub(super) mod role;
pub(super) mod short_form;
pub(super) mod short_title;
pub(super) mod statement;

/// Whether `words` begin like one of `openings`, three letters in lower case each, or with a letter that is not in ASCII: so that few
/// words need be read for a production that begins with one of many.
fn opens(words: &str, openings: &[&[u8; 3]]) -> bool {
    let Some(mut first) = words.as_bytes().first_chunk::<3>().copied() else { return false };
    first.make_ascii_lowercase();
    !first.is_ascii() || openings.contains(&&first)
}
