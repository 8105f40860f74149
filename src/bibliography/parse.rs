//! Reference strings to references.

use super::grammar::key::style_key;
use super::tagger::{tag_article, tag_list};
use super::unglued::Unglued;
use super::{By, Label, Labelled, Reference, ReferenceList, assemble, key, remarks, repeated, roles};
use crate::span::Span;

/// Parses one reference string. Never fails: what is not understood is left in
/// [`Reference::rest`].
pub fn parse(raw: &str) -> Reference {
    let raw = raw.trim();
    let mut reference = without_keys(&[raw], tag_list).pop().unwrap_or_else(|| assemble(raw, &[]));
    reference.key = key::base(&reference);
    reference
}

/// Parses reference strings of one list together, so that they inform each other, and gives them keys
/// that are distinct within the list.
pub fn parse_strings(raws: &[&str]) -> Vec<Reference> {
    let mut references = parse_together(raws);
    key::Keys::default().assign(&mut references);
    references
}

/// Parses reference strings of one list together, as [`parse_strings`] does; [`Keys::assign`](key::Keys::assign) gives them keys, also
/// several lists in turn that were parsed at the same time.
///
/// ```
/// use ibid::bibliography::{key::Keys, parse_together};
/// let mut lists = [(); 2].map(|()| parse_together(&["Roe, A. 2001. Rivers. London: Press."]));
/// let mut keys = Keys::default();
/// lists.iter_mut().for_each(|list| keys.assign(list));
/// assert_eq!(lists.map(|list| list[0].key.clone()), ["roe2001rivers", "roe2001riversa"]);
/// ```
pub fn parse_together(raws: &[&str]) -> Vec<Reference> {
    without_keys(raws, tag_list)
}

/// The references that `raws`, which stand in one article, are, without keys.
pub(super) fn of_article(raws: &[&str]) -> Vec<Reference> {
    without_keys(raws, tag_article)
}

/// The references that `raws` are, as `tag` labels them.
fn without_keys(raws: &[&str], tag: fn(&[&str]) -> Vec<Vec<Labelled>>) -> Vec<Reference> {
    let unglued: Vec<Unglued> = raws.iter().map(|raw| Unglued::new(raw.trim())).collect();
    let texts: Vec<&str> = unglued.iter().map(|unglued| unkeyed(&unglued.text)).collect();
    let reference = |(unglued, mut labels): (&Unglued, Vec<Labelled>)| {
        put_key(&unglued.text, &mut labels);
        roles::assign(&unglued.text, &mut labels);
        remarks::assign(&unglued.text, &mut labels);
        unglued.restore(assemble(&unglued.text, &labels))
    };
    let mut references: Vec<Reference> = unglued.iter().zip(tag(&texts)).map(reference).collect();
    repeated::resolve(&mut references);
    references
}

/// `text` behind the key that its style has put in front, `[AK14]`, which says nothing of the work.
fn unkeyed(text: &str) -> &str {
    style_key(text).map_or(text, |(rest, _)| rest)
}

/// Has `labels`, which are of the rest of `text`, stand where they do in `text`, and labels its key.
fn put_key(text: &str, labels: &mut Vec<Labelled>) {
    let Ok((rest, key)) = style_key(text) else { return };
    let before = text.len() - rest.len();
    labels.iter_mut().for_each(|labelled| labelled.span = labelled.span.shifted(before));
    let start = text.find(key).unwrap_or_default();
    let span = Span::new(start, start + key.len());
    labels.insert(0, Labelled { label: Label::Label, span, confidence: 1.0, by: By::Grammar });
}

/// Parses the items of `list` together, so that they inform each other; [`Keys::assign`](key::Keys::assign) gives them keys.
pub fn parse_list(list: &ReferenceList) -> Vec<Reference> {
    let raws: Vec<&str> = list.items.iter().map(|item| item.text.as_str()).collect();
    let mut references = of_article(&raws);
    for (reference, item) in references.iter_mut().zip(&list.items) {
        reference.number = Some(item.number);
        reference.label.clone_from(&item.label);
        reference.cut_off = item.cut_off && !is_whole(reference);
        reference.source = item.text.source_offset(0).map(|start| Span::new(start, start));
    }
    references
}

/// Whether `reference` is a book or a report that says who published it and ends there: of such a one no number need
/// stand at the end, where articles have their pages.
fn is_whole(reference: &Reference) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| reference.fields.contains_key(name));
    reference.raw.trim_end().ends_with('.')
        && has(&["title"])
        && has(&["publisher", "institution", "organization"])
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::bibliography::kind_name;

    #[test]
    fn references_as_gb_t_7714_prints_them() {
        for (printed, kind, fields) in [
            (
                "ZHANG S, LI W. Urban renewal of coastal ports[J]. Journal of Harbour Studies, 2010, 12(3): 45-50.",
                "article",
                &[
                    ("author", "Zhang, S. and Li, W."),
                    ("title", "Urban renewal of coastal ports"),
                    ("journaltitle", "Journal of Harbour Studies"),
                ][..],
            ),
            (
                "LI Q, CHEN H. Dredging costs of small harbours[C]//Proceedings of the 12th Conference on Ports. Paris: IAPH, 2009: 101-108.",
                "inproceedings",
                &[("booktitle", "Proceedings of the 12th Conference on Ports"), ("pages", "101--108")],
            ),
            (
                "ZHAO T. Sediment in estuaries[D]. Nanjing: Hohai University, 2011.",
                "thesis",
                &[("title", "Sediment in estuaries"), ("institution", "Hohai University")],
            ),
            (
                "Harbour Office. Annual report on dredging[EB/OL]. (2012-03-05)[2013-04-01]. http://www.example.org/report.",
                "online",
                &[("date", "2012-03-05"), ("urldate", "2013-04-01"), ("title", "Annual report on dredging")],
            ),
        ] {
            let reference = parse(printed);
            assert_eq!(kind_name(&reference.entry_type), kind, "{printed}");
            for (field, value) in fields {
                assert_eq!(reference.value(field), Some(*value), "{printed}");
            }
        }
    }

    #[test]
    fn standards_and_papers_of_conferences() {
        for (printed, kind, fields) in [
            (
                "IEEE Std 1588-2008, Clock Synchronization for Networked Harbours, IEEE, 2008.",
                "standard",
                &[("number", "IEEE Std 1588-2008"), ("date", "2008")][..],
            ),
            (
                "Roe, A. and Lund, C. Tides in networks. In Advances in Harbour Systems (AHS 2017). Springer, 2017, pp. 3-9.",
                "inproceedings",
                &[("title", "Tides in networks"), ("pages", "3--9")],
            ),
            (
                "A. Roe and C. Lund. Deep tides. In Proceedings of the IEEE Conference on Harbours, pages 770–778, 2016.",
                "inproceedings",
                &[("booktitle", "Proceedings of the IEEE Conference on Harbours")],
            ),
            (
                "A. Roe and C. Lund. Deep tides. In ICHT, pages 448–456, 2015.",
                "inproceedings",
                &[("booktitle", "ICHT")],
            ),
            (
                "Roe, Anna: Das Eis im Hafen. In: Hamburger Hafenzeitung vom 12.03.2015, S. 4.",
                "article",
                &[("journaltitle", "Hamburger Hafenzeitung"), ("date", "2015-03-12")],
            ),
            (
                "Lund, A. (Director). (1958). Ice in the harbour [Film]. Quay Pictures.",
                "misc",
                &[("author", "Lund, A."), ("title", "Ice in the harbour"), ("type", "Film")],
            ),
            (
                "DIN 1505-2:1984-01, Titelangaben von Dokumenten. Beuth, Berlin.",
                "standard",
                &[("number", "DIN 1505-2:1984-01"), ("date", "1984")],
            ),
            (
                "Marx, K. (1848/2002). The harbour manifesto. Penguin Books, London.",
                "book",
                &[("date", "2002"), ("origdate", "1848")],
            ),
            (
                "Dupont, P. Les ports du Nord. Annales de géographie, 2011/2, p. 115-138.",
                "article",
                &[("date", "2011"), ("number", "2")],
            ),
        ] {
            let reference = parse(printed);
            assert_eq!(kind_name(&reference.entry_type), kind, "{printed}");
            for (field, value) in fields {
                assert_eq!(reference.value(field), Some(*value), "{printed}");
            }
        }
    }

    #[test]
    fn keys_of_styles_are_no_names() {
        let plain = parse("Roe, A.: Rivers of the north. Springer, Berlin, 1994.");
        let keyed = parse("[ROE94] Roe, A.: Rivers of the north. Springer, Berlin, 1994.");
        assert_eq!((plain.label.as_str(), keyed.label.as_str()), ("", "ROE94"));
        for field in ["author", "title", "publisher", "date"] {
            assert_eq!(keyed.fields[field].value, plain.fields[field].value);
        }
        assert!(keyed.fields["title"].value.starts_with("Rivers"));
        assert_eq!(&keyed.raw[keyed.fields["title"].span.unwrap().range()], "Rivers of the north");
    }
}
