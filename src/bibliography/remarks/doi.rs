//! DOIs, which prove themselves by their form.

use super::{bare, insert, take};
use crate::bibliography::grammar::identifier::{doi, named_doi, torn_doi};
use crate::bibliography::{Label, Labelled, normalise};
use crate::span::Span;

/// Every DOI that is in no address is one; the first of them is the reference's.
pub(super) fn whole(raw: &str, labels: &mut Vec<Labelled>) {
    let mut from = 0;
    while let Some(at) = raw.get(from..).and_then(|rest| rest.find("10.")).map(|at| from + at) {
        from = at + 3;
        let before = raw.get(..at).unwrap_or_default();
        let number = before.strip_suffix('.').unwrap_or(before).ends_with(|c: char| c.is_ascii_digit());
        if number || before.ends_with('/') && !resolves(before) {
            continue;
        }
        let rest = raw.get(at..).unwrap_or_default();
        let torn = torn_doi(rest);
        let is_torn = torn.is_ok();
        let Ok((_, found)) = torn.or_else(|_| doi(rest)) else { continue };
        let start =
            if resolves(before) { before.rfind(char::is_whitespace).map_or(0, |at| at + 1) } else { at };
        let end = at + found.len();
        from = end;
        if is_torn {
            // What it was labelled as is its first line.
            let whole = Span::new(start, end);
            take(raw, labels, whole, |_| true);
            labels.retain(|l| l.label != Label::Doi);
            insert(labels, Label::Doi, whole);
            continue;
        }
        // What was taken for an address, but has no scheme and no host, is the DOI alone.
        let bare_address = |l: &Labelled| {
            let words = raw.get(l.span.range()).unwrap_or_default();
            l.label == Label::Url
                && l.span.overlaps(Span::new(at, end))
                && words.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with("10.")
        };
        labels.retain(|l| !bare_address(l));
        // A number of arXiv may be set close behind.
        let next =
            labels.iter().filter(|l| l.label == Label::Eprint && l.span.start > at).map(|l| l.span.start);
        let end = next.min().map_or(end, |next| end.min(next));
        let Some(span) = bare(raw, Span::new(start, end), char::is_alphanumeric) else { continue };
        let known = |l: &Labelled| {
            matches!(l.label, Label::Doi | Label::Url) && (l.label == Label::Doi || l.span.overlaps(span))
        };
        if !labels.iter().any(known) {
            take(raw, labels, span, |_| true);
            insert(labels, Label::Doi, span);
        }
    }
}

/// The DOI that blanks have torn apart is one, whatever its pieces were taken for, if the reference has no other.
pub(super) fn named(raw: &str, labels: &mut Vec<Labelled>) {
    let known = |l: &Labelled| {
        let words = raw.get(l.span.range()).unwrap_or_default();
        l.label == Label::Doi && normalise::identifier::doi(words).is_some()
    };
    if labels.iter().any(known) {
        return;
    }
    // Before its name there need be no blank, for that may be lost.
    let names = ["doi", "DOI", "Doi"].iter().flat_map(|name| raw.match_indices(name));
    let found = names.filter_map(|(at, _)| {
        let (after, number) = named_doi(raw.get(at..)?).ok()?;
        let end = raw.len() - after.len();
        Some((Span::new(at, end), Span::new(end - number.len(), end)))
    });
    let Some((named, number)) = found.min_by_key(|(named, _)| named.start) else { return };
    if labels.iter().all(|l| l.label != Label::Url || !l.span.overlaps(named)) {
        take(raw, labels, named, |_| true);
        labels.retain(|l| l.label != Label::Doi);
        insert(labels, Label::Doi, number);
    }
}

/// Whether what stands `before` a DOI is the address of its resolver.
fn resolves(before: &str) -> bool {
    before.ends_with("doi.org/")
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn dois_are_no_part_of_names() {
        let raw = "Rivers. J. Clim.10.1000/2011abc. doi: 10.1000/other";
        let want = [(Label::Container, "J. Clim"), (Label::Doi, "10.1000/2011abc")];
        assert_eq!(assigned(raw, &[(Label::Container, "J. Clim.10.1000/2011abc")]), want);
        let url = (Label::Url, "https://doi.org/10.1000/x");
        assert_eq!(assigned("Rivers. https://doi.org/10.1000/x", &[url]), [url]);
        assert_eq!(
            assigned("Rivers. https://doi.org/10.1000/x", &[]),
            [(Label::Doi, "https://doi.org/10.1000/x")]
        );
        assert_eq!(assigned("Rivers, 110.1000/x and 3.10.1000/x", &[]), []);
        let bare = "10.1000/x";
        assert_eq!(assigned("Rivers 3. 10.1000/x", &[(Label::Url, bare)]), [(Label::Doi, bare)]);
        let torn = "Rivers. https://doi.org/10.1016/j. jtra.2009.06.011.";
        let labels = [(Label::Doi, "https://doi.org/10.1016/j"), (Label::Note, "jtra.2009.06.011")];
        assert_eq!(assigned(torn, &labels), [(Label::Doi, "https://doi.org/10.1016/j. jtra.2009.06.011")]);
    }

    #[test]
    fn a_torn_doi_is_one() {
        let raw = "Rivers. Phys. Rev. 49, 55 -69.doi :10 .1000 /ab.12";
        let labels =
            [(Label::Container, "Phys. Rev"), (Label::Volume, "49"), (Label::Pages, "55 -69.doi :10 .1000")];
        let want = [
            (Label::Container, "Phys. Rev"),
            (Label::Volume, "49"),
            (Label::Pages, "55 -69"),
            (Label::Doi, "10 .1000 /ab.12"),
        ];
        assert_eq!(assigned(raw, &labels), want);
    }
}
