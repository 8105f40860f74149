//! The fields of a reference, put together from what it prints.

use std::collections::BTreeSet;

use super::printed::{Printed, Stretch};
use crate::bibliography::grammar::biorxiv::dated_number;
use crate::bibliography::grammar::date::{issue_of_year, no_date, two_editions};
use crate::bibliography::grammar::designation::designation;
use crate::bibliography::grammar::remark::{access, address_words, original_publication, preprint};
use crate::bibliography::normalise::date::{self, Date};
use crate::bibliography::normalise::{counter, identifier, kind_of_work, name, pages, text, url};
use crate::bibliography::{Field, Fields, Label};
use crate::span::Span;

/// The fields of what `printed` holds; the container is none yet, as its field depends on the entry type.
pub(super) fn fields(printed: &Printed<'_>) -> Fields {
    let mut draft = Draft { printed, fields: Fields::new() };
    draft.people();
    draft.titles();
    draft.dates();
    draft.counters();
    draft.bodies();
    draft.identifiers();
    draft.rest_of_labels();
    draft.fields
}

/// Whether `note` has two words at most: `in press`, `Forthcoming`.
fn is_short(note: &str) -> bool {
    note.split_whitespace().nth(2).is_none()
}

/// Bytes before a year in which it may be called that of the original or of a later edition.
const NEAR: usize = 32;

/// Words before the year of an original, in lower case.
const ORIGINAL: &[&str] = &["orig", "first ", "erstmals", "zuerst", "1st ed"];

/// Words before or behind the year of what was printed again, in lower case.
const REPRINT: &[&str] = &[
    "reprint", "repr.", "rpt", "facsim", "nachdr", "neudr", "réimpr", "rééd", "reimpr", "ristampa", "rist.",
    "переизд",
];

/// Whether all who are named in `statement` are named in `heading` too: a catalogue names the authors again behind the title (ISBD's statement of
/// responsibility), `Петров В. В. Реки / В. В. Петров`.
fn names_the_same(heading: &str, statement: &str) -> bool {
    let heading: BTreeSet<String> = name::people(heading).persons.iter().map(ToString::to_string).collect();
    let statement = name::people(statement).persons;
    !statement.is_empty() && statement.iter().all(|person| heading.contains(&person.to_string()))
}

/// A reference in the making.
struct Draft<'a> {
    printed: &'a Printed<'a>,
    fields: Fields,
}

impl Draft<'_> {
    /// Sets `field` to `value`, which stands where and as surely as `stretch` does.
    fn set(&mut self, field: &'static str, value: impl Into<String>, stretch: &Stretch) {
        let value = value.into();
        if value.contains(char::is_alphanumeric) {
            let Stretch { span, confidence, by, .. } = *stretch;
            self.fields.insert(field, Field { value, span: Some(span), confidence, by });
        }
    }

    /// Sets `field` from the stretches with `label`.
    fn take(&mut self, field: &'static str, label: Label, normalise: impl Fn(&str) -> String) {
        if let Some(value) = self.printed.field(label, normalise) {
            self.fields.insert(field, value);
        }
    }

    /// The number of a preprint has the day on which it was received in it: `2020.03.04.976662`.
    fn year_of_preprint(&mut self) {
        let Some(eid) = self.fields.get("eid").filter(|eid| dated_number(&eid.value).is_ok()).cloned() else {
            return;
        };
        self.date_by_number(&eid, |span| Span::new(span.start, span.start + 4), eid.value.get(..4));
    }

    /// The designation of a standard ends in its year, or in that and its month: `ISO/IEC 27001:2022`, `DIN 1505-2:1984-01`.
    fn year_of_standard(&mut self) {
        let number = self.fields.get("number").filter(|number| designation(&number.value).is_ok());
        let Some(number) = number.cloned() else { return };
        let is_year = |words: &&str| words.len() == 4 && date::date(words).edtf.as_deref() == Some(words);
        let Some((_, dated)) = number.value.rsplit_once(':') else { return };
        let year = dated.split('-').next().filter(is_year);
        let place = |span: Span| {
            let start = span.end.saturating_sub(dated.len());
            Span::new(start, start + 4)
        };
        self.date_by_number(&number, place, year);
    }

    /// The `year` that a number holds, at `place` of its span, is the date where there is no other.
    fn date_by_number(&mut self, number: &Field, place: impl Fn(Span) -> Span, year: Option<&str>) {
        if let (Some(year), Some(span)) = (year, number.span) {
            let year = Field { value: year.to_owned(), span: Some(place(span)), ..*number };
            self.fields.entry("date").or_insert(year);
        }
    }

    /// Adds `words` to the note.
    fn note(&mut self, words: &str, stretch: &Stretch) {
        let words = text::value(words);
        if !words.contains(char::is_alphanumeric) {
            return;
        }
        match self.fields.get_mut("note") {
            Some(note) => {
                note.value = format!("{}; {words}", note.value);
                note.confidence = note.confidence.min(stretch.confidence);
                note.span = note.span.map(|span| span.cover(stretch.span));
            }
            None => self.set("note", words, stretch),
        }
    }

    fn people(&mut self) {
        for (label, field) in
            [(Label::Author, "author"), (Label::Editor, "editor"), (Label::Translator, "translator")]
        {
            let Some(stretch) = self.printed.joined(label, " ; ") else { continue };
            let names: Vec<&str> = self.printed.texts(label).collect();
            let own = match *names.as_slice() {
                [heading, statement] if names_the_same(heading, statement) => heading,
                _ => &stretch.text,
            };
            self.set(field, name::people(own).to_string(), &stretch);
        }
    }

    fn titles(&mut self) {
        if let Some(stretch) = self.printed.joined(Label::Title, ". ") {
            // Of a book that is printed like a chapter of it: `In: A guide to LaTeX.`
            let own = |printed: &'_ str| text::title(printed.strip_prefix("In:").unwrap_or(printed));
            let titles: Vec<String> = self.printed.texts(Label::Title).map(own).collect();
            self.set("title", titles.join(". "), &stretch);
        }
        self.take("series", Label::Series, text::series);
    }

    fn dates(&mut self) {
        if let Some(stretch) = self.printed.joined(Label::Date, " ; ") {
            match issue_of_year(&stretch.text).ok().filter(|_| self.is_in_journal()) {
                Some((_, (year, issue))) => {
                    self.set("date", year, &stretch);
                    self.set("number", issue, &stretch);
                }
                None => {
                    let date = self.editions().unwrap_or_else(|| date::date(&stretch.text));
                    self.date(&date, &stretch);
                }
            }
        }
        if let Some(stretch) = self.printed.joined(Label::Urldate, " ") {
            let day = access(&stretch.text).map_or(stretch.text.as_str(), |(_, day)| day);
            match date::date(day).edtf {
                Some(edtf) => self.set("urldate", edtf, &stretch),
                None => self.note(&stretch.text, &stretch),
            }
        }
    }

    /// Whether there is a host, and nobody and no press that would make it a book.
    fn is_in_journal(&self) -> bool {
        let has = |label: Label| self.printed.texts(label).next().is_some();
        has(Label::Container) && !has(Label::Editor) && !has(Label::Publisher) && !has(Label::Location)
    }

    /// Of years with words between them the last is that of the edition at hand, the first that of the original: `Ways. 1980. London:
    /// Press, 1982`.
    fn editions(&self) -> Option<Date> {
        self.printed.gap(Label::Date).filter(|gap| gap.contains(char::is_alphanumeric))?;
        let year = |date: &Date| date.edtf.as_deref().and_then(date::first_year);
        let dates = self.printed.texts(Label::Date).map(date::date);
        let mut dates: Vec<(u16, Date)> = dates.filter_map(|date| Some((year(&date)?, date))).collect();
        dates.sort_by_key(|(year, _)| *year);
        let first = dates.first()?.0;
        let (_, last) = dates.pop().filter(|(year, _)| *year > first)?;
        Some(Date { original: Some(format!("{first:04}")), ..last })
    }

    fn date(&mut self, date: &Date, stretch: &Stretch) {
        if let Some(original) = date.original.as_ref().filter(|_| self.is_reprint()) {
            self.set("origdate", original.clone(), stretch);
        }
        if let Some(state) = date.state {
            self.set("pubstate", state, stretch);
        }
        match &date.edtf {
            Some(edtf) => self.set("date", edtf.clone(), stretch),
            None if date.state.is_none() && no_date(&stretch.text).is_err() => {
                self.note(&stretch.text, stretch)
            }
            None => {}
        }
    }

    /// Whether one of the years is that of the original: they stand side by side, words before them say so, or the first is a sentence of its own behind
    /// the title, as the Modern Language Association has it (`Ways. 1980. London: Press, 1982`).
    ///
    /// Of others the second may be a volume or belong to a title.
    fn is_reprint(&self) -> bool {
        let dates = self.printed.covered(Label::Date).unwrap_or_default();
        let begins = |c: char| c.is_ascii_digit() || matches!(c, '[' | '(');
        let mut places = dates.char_indices().filter(|(_, c)| begins(*c)).map(|(at, _)| at);
        let adjacent = places.any(|at| dates.get(at..).is_some_and(|years| two_editions(years).is_ok()));
        let has = |words: &str, some: &[&str]| {
            let words = words.to_lowercase();
            some.iter().any(|word| words.contains(word))
        };
        let said = |(before, behind)| has(before, ORIGINAL) || has(before, REPRINT) || has(behind, REPRINT);
        let alone = self.printed.between(Label::Title, Label::Date).is_some_and(|(gap, behind)| {
            behind == Some('.') && gap.trim_start_matches(['”', '"', '»']).trim() == "."
        });
        adjacent || alone || self.printed.around(Label::Date, NEAR).any(said)
    }

    fn counters(&mut self) {
        self.take("volume", Label::Volume, counter::volume);
        self.take("number", Label::Number, counter::number);
        self.year_of_standard();
        // `№ 4` where a volume was looked for is the issue.
        let issue = self.printed.joined(Label::Volume, " ").and_then(|stretch| counter::issue(&stretch.text));
        if let Some(issue) = issue.filter(|_| !self.fields.contains_key("number"))
            && let Some(mut field) = self.fields.remove("volume")
        {
            field.value = issue;
            self.fields.insert("number", field);
        }
        if self.fields.contains_key("number") {
            return self.located();
        }
        let two = |text: &str| {
            // Of two stretches that are far from each other the second is another volume.
            let gap = self.printed.gap(Label::Volume).map(str::trim);
            let near = gap.is_none_or(|gap| gap.starts_with('(') && gap.ends_with(')'));
            near.then(|| counter::two_numbers(text)).flatten()
        };
        if let Some(stretch) = self.printed.joined(Label::Volume, " ")
            && let Some((volume, number)) =
                counter::volume_and_number(&stretch.text).or_else(|| two(&stretch.text))
        {
            self.set("volume", volume, &stretch);
            self.set("number", number, &stretch);
        }
        self.located();
    }

    fn located(&mut self) {
        self.take("pages", Label::Pages, pages::pages);
        self.take("eid", Label::Eid, text::value);
        self.year_of_preprint();
        self.take("pagetotal", Label::Pagetotal, text::value);
        self.take("edition", Label::Edition, counter::edition);
        self.take("version", Label::Version, counter::version);
    }

    fn bodies(&mut self) {
        self.take("location", Label::Location, text::value);
        // What has no two letters side by side is a number of something: `e2`, `10:3823/230`.
        let names =
            |words: &str| words.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1);
        for (field, label) in [("publisher", Label::Publisher), ("institution", Label::Institution)] {
            match self.printed.joined(label, ", ") {
                Some(scrap) if !names(&scrap.text) => self.note(&scrap.text, &scrap),
                _ => self.take(field, label, text::value),
            }
        }
    }

    fn identifiers(&mut self) {
        self.checked("doi", Label::Doi, "DOI", identifier::doi);
        self.checked("isbn", Label::Isbn, "ISBN", identifier::isbn);
        self.checked("issn", Label::Issn, "ISSN", identifier::issn);
        self.checked("pmid", Label::Pmid, "PMID", identifier::pmid);
        self.urls();
        if let Some(stretch) = self.printed.joined(Label::Eprint, " ") {
            let eprint = identifier::eprint(&stretch.text);
            self.set("eprint", eprint.number, &stretch);
            self.set("eprinttype", eprint.archive.unwrap_or_default(), &stretch);
            self.set("eprintclass", eprint.class.unwrap_or_default(), &stretch);
        }
    }

    /// The first URL, put together from its pieces; further ones are notes.
    fn urls(&mut self) {
        let Some(stretch) = self.printed.joined(Label::Url, " ") else { return };
        let mut urls: Vec<String> = Vec::new();
        for piece in self.printed.texts(Label::Url).map(url::url) {
            match urls.last_mut() {
                Some(url) if !piece.starts_with("http") && !piece.starts_with("www.") => url.push_str(&piece),
                _ => urls.push(piece),
            }
        }
        // The address of a DOI at its resolver says no more than the DOI.
        let resolved = |url: &String| url.contains("doi.org/10.").then(|| identifier::doi(url)).flatten();
        if let Some(doi) = urls.iter().find_map(resolved)
            && !self.fields.contains_key("doi")
        {
            urls.retain(|url| resolved(url).is_none_or(|other| other != doi));
            self.set("doi", doi, &stretch);
        }
        let mut urls = urls.into_iter();
        self.set("url", urls.next().unwrap_or_default(), &stretch);
        urls.for_each(|url| self.note(&url, &stretch));
    }

    /// Sets `field` if `read` accepts the stretch with `label`; else the stretch becomes a note under `name`.
    fn checked(
        &mut self,
        field: &'static str,
        label: Label,
        name: &str,
        read: impl Fn(&str) -> Option<String>,
    ) {
        let Some(stretch) = self.printed.joined(label, " ") else { return };
        match read(&stretch.text) {
            Some(value) => self.set(field, value, &stretch),
            None if stretch.text.contains(name) => self.note(&stretch.text, &stretch),
            None => self.note(&format!("{name} {}", text::value(&stretch.text)), &stretch),
        }
    }

    fn rest_of_labels(&mut self) {
        if let Some(stretch) = self.printed.joined(Label::Type, ", ") {
            let kind = kind_of_work::kind(&stretch.text);
            self.set("type", kind.name, &stretch);
            match kind.number {
                Some(number) if !self.fields.contains_key("number") => self.set("number", number, &stretch),
                Some(number) => self.note(&number, &stretch),
                None => {}
            }
        }
        if let Some(stretch) = self.printed.joined(Label::Note, "; ") {
            let notes = self.printed.texts(Label::Note);
            let archived = self.fields.contains_key("eprint");
            let says_more =
                |note: &&str| address_words(note).is_err() && !(archived && preprint(note).is_ok());
            for note in notes.filter(says_more) {
                if let (Ok((_, year)), false) =
                    (original_publication(note), self.fields.contains_key("origdate"))
                {
                    self.set("origdate", year, &stretch);
                    continue;
                }
                match date::publication_state(note) {
                    Some(state) if is_short(note) && !self.fields.contains_key("pubstate") => {
                        self.set("pubstate", state, &stretch);
                    }
                    _ => self.note(note, &stretch),
                }
            }
        }
    }
}
