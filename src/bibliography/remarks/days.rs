//! Days and years that stand in the stretches of other fields: when an address was looked at, when a work came out.

use nom::Parser;
use nom::combinator::all_consuming;

use super::{insert, take};
use crate::bibliography::grammar::date::{
    Piece, day_and_month, day_of_month, days_of_month, month_and_day, month_and_days, numbered_day, pieces,
    year,
};
use crate::bibliography::grammar::remark::{access, calendar_date, opens_access};
use crate::bibliography::{By, Label, Labelled};
use crate::span::Span;

/// Days on which an address was looked at; `words` are the bytes of `raw` at which words begin. A year among them stays the date where there is no other.
pub(super) fn of_access(raw: &str, words: &[usize], labels: &mut Vec<Labelled>) {
    for &at in words.iter().filter(|at| raw.get(**at..).is_some_and(opens_access)) {
        let Ok((after, _)) = access(raw.get(at..).unwrap_or_default()) else { continue };
        let span = Span::new(at, raw.len() - after.len());
        let dates = labels.iter().filter(|l| l.label == Label::Date);
        let outside = |l: &Labelled| {
            let before = raw.get(l.span.start..at.min(l.span.end)).unwrap_or_default();
            l.span.start < at
                && pieces(before).is_ok_and(|(_, pieces)| pieces.iter().any(|p| matches!(p, Piece::Year(..))))
        };
        let lone = dates.clone().count() < 2 && !dates.clone().any(outside);
        let in_address = |l: &Labelled| matches!(l.label, Label::Url | Label::Doi) && l.span.overlaps(span);
        if !labels.iter().any(in_address) {
            take(raw, labels, span, |label| label != Label::Date || !lone);
            labels.retain(|l| l.label != Label::Urldate);
            insert(labels, Label::Urldate, span);
            return;
        }
    }
}

/// The day behind the address at the end of a reference that has a date is one on which the address was looked at, also without a word that says so:
/// `www.a.org; 14.7.2007`.
pub(super) fn behind_address(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(address) = labels.iter().rfind(|l| l.label == Label::Url).map(|l| l.span) else { return };
    let behind = raw.get(address.end..).unwrap_or_default();
    let Some(at) = behind.find(char::is_alphanumeric) else { return };
    let start = address.end + at;
    let Ok((rest, day)) = calendar_date(raw.get(start..).unwrap_or_default()) else { return };
    let dated = labels.iter().any(|l| l.label == Label::Date && l.span.end <= address.start);
    let known = labels.iter().any(|l| l.label == Label::Urldate);
    if dated && !known && !rest.contains(char::is_alphanumeric) {
        let span = Span::new(start, start + day.len());
        take(raw, labels, span, |_| true);
        insert(labels, Label::Urldate, span);
    }
}

/// Days on which the work came out are no numbers, and its year no part of its title.
pub(super) fn of_the_work(raw: &str, labels: &mut Vec<Labelled>) {
    days_beside_month(raw, labels);
    year_behind_title(raw, labels);
    day_behind_title(raw, labels);
    day_behind_host(raw, labels);
}

/// Numbers beside a month are its days: of `16. Januar 1998` the 16 is no volume, nor the 9 of `May 9, 2013`, nor the days of `8.-10. Mai` pages.
fn days_beside_month(raw: &str, labels: &mut Vec<Labelled>) {
    while let Some((at, date)) = labels.iter().enumerate().find_map(|(at, l)| Some((at, around(raw, l)?))) {
        labels.remove(at);
        let before =
            at.checked_sub(1).and_then(|before| labels.get_mut(before)).filter(|l| l.span.end > date.start);
        if let Some(before) = before {
            // `2013-03` before the day 16.
            if before.label == Label::Date {
                (before.span, before.by) = (before.span.cover(date), By::Grammar);
            }
        } else if let Some(rest) =
            labels.get_mut(at).filter(|l| l.label == Label::Date && l.span.start < date.end)
        {
            (rest.span.start, rest.by) = (date.start, By::Grammar);
        }
    }
}

/// The date that the number `l` of `raw` is a day of.
fn around(raw: &str, l: &Labelled) -> Option<Span> {
    const LONGEST: usize = 9;
    let number = raw.get(l.span.range())?;
    let short = |part: &str| part.len() <= 2;
    let days = number.len() <= LONGEST
        && number.bytes().all(|b| b.is_ascii_digit() || !b.is_ascii_alphanumeric())
        && number.split(|c: char| !c.is_ascii_digit()).all(short);
    if !days || !matches!(l.label, Label::Volume | Label::Number | Label::Pages) {
        return None;
    }
    let behind = raw.get(l.span.start..)?;
    let until = |rest: &str| raw.len() - rest.len();
    if let Ok((rest, _)) = day_of_month(behind).or_else(|_| days_of_month(behind)) {
        return Some(Span::new(l.span.start, until(rest)));
    }
    // The day of `2013-03-16`.
    let numbered = l
        .span
        .start
        .checked_sub("2013-03-".len())
        .and_then(|start| Some((start, numbered_day(raw.get(start..)?).ok()?)));
    if let Some((start, (rest, _))) = numbered {
        return Some(Span::new(start, until(rest)));
    }
    let before = raw.get(..l.span.start)?.trim_end_matches([' ', '.']);
    let start = before.trim_end_matches(char::is_alphabetic).len();
    let (rest, _) = month_and_day(raw.get(start..)?).ok()?;
    (until(rest) >= l.span.end).then(|| Span::new(start, until(rest)))
}

/// Where a reference has no date, a year behind a comma at the end of its title is it: `Ports of the North, 2008`. Not in
/// quotation marks, nor with the day before it.
fn year_behind_title(raw: &str, labels: &mut Vec<Labelled>) {
    if labels.iter().any(|l| l.label == Label::Date) {
        return;
    }
    let Some(title) = labels.iter_mut().rev().find(|l| l.label == Label::Title) else { return };
    let span = title.span;
    let Some((name, last)) = raw.get(span.range()).and_then(|words| words.rsplit_once(',')) else { return };
    let printed = last.trim_start();
    let quoted =
        raw.get(span.end..).is_some_and(|rest| rest.trim_start().starts_with(['”', '"', '»', '“', '’']));
    if all_consuming(year).parse(printed).is_ok() && name.ends_with(char::is_alphabetic) && !quoted {
        title.span = Span::new(span.start, span.start + name.len());
        insert(labels, Label::Date, Span::new(span.end - printed.len(), span.end));
    }
}

/// Where a reference has a date, a day without a year behind a comma at the end of its title is part of it: `Ports of the North, 18
/// May`, `Häfen, 18.5.`
fn day_behind_title(raw: &str, labels: &mut [Labelled]) {
    if !labels.iter().any(|l| l.label == Label::Date) {
        return;
    }
    let Some(title) = labels.iter_mut().rev().find(|l| l.label == Label::Title) else { return };
    let Some((name, last)) = raw.get(title.span.range()).and_then(|words| words.rsplit_once(',')) else {
        return;
    };
    if day_and_month(last.trim()).is_ok() {
        title.span.end = title.span.start + name.len();
    }
}

/// A month at the end of a host, in brackets or behind a comma, with its days and year or not, is none of it: `Proceedings of Trade (September
/// 26-28`, `Trade, (Oktober 2000)`. Where a reference has no date, it is the date.
fn day_behind_host(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(host) = labels.iter_mut().find(|l| l.label == Label::Container) else { return };
    let words = raw.get(host.span.range()).unwrap_or_default();
    let Some(at) = words.rfind(['(', ',']).filter(|at| *at > 0) else { return };
    let (name, last) = words.split_at(at);
    let day = last.trim_matches(|c: char| c.is_whitespace() || "(),".contains(c));
    if month_and_days(day).is_err() {
        return;
    }
    let start = host.span.start + at + last.find(day).unwrap_or_default();
    let span = Span::new(start, start + day.len());
    host.span.end = host.span.start + name.trim_end_matches([' ', ',', '(']).len();
    if labels.iter().all(|l| l.label != Label::Date) {
        insert(labels, Label::Date, span);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn days_before_months_are_no_volumes() {
        let raw = "Nachrichten vom Hafen, 16. Januar 1998, S. 4.";
        let labels = [
            (Label::Container, "Nachrichten vom Hafen"),
            (Label::Volume, "16"),
            (Label::Date, "Januar 1998"),
        ];
        let want = [(Label::Container, "Nachrichten vom Hafen"), (Label::Date, "16. Januar 1998")];
        assert_eq!(assigned(raw, &labels), want);
        for (raw, number, year, date) in [
            ("Trade of the North, May 9, 2013", "9", "2013", "May 9, 2013"),
            ("Trade of the North, Sept. 26-28, 2010", "26-28", "2010", "Sept. 26-28, 2010"),
            ("Trade of the North, 8.-10. September 2010", "8", "September 2010", "8.-10. September 2010"),
        ] {
            let labels = [(Label::Volume, number), (Label::Date, year)];
            assert_eq!(assigned(raw, &labels), [(Label::Date, date)], "{raw}");
        }
        let numbered = [(Label::Date, "2013-03"), (Label::Volume, "16"), (Label::Number, "1")];
        let want = [(Label::Date, "2013-03-16"), (Label::Number, "1")];
        assert_eq!(assigned("Port Daily, 2013-03-16(1)", &numbered), want);
        let volume = [(Label::Volume, "16"), (Label::Date, "May 1998")];
        assert_eq!(assigned("Trade 16 May 1998", &volume), volume);
    }

    #[test]
    fn days_of_access_beside_the_date() {
        let raw = "PLoS One. 2012 [cited 2013 May 12];5(3)";
        let want = [(Label::Date, "2012"), (Label::Urldate, "cited 2013 May 12"), (Label::Volume, "5")];
        let labels = [(Label::Date, "2012 [cited 2013 May"), (Label::Volume, "5")];
        assert_eq!(assigned(raw, &labels), want);
    }

    #[test]
    fn days_behind_addresses_are_those_of_access() {
        let raw = "Roe A 2005: Ports, in: www.a.org; 14.7.2007.";
        let (date, url) = ((Label::Date, "2005"), (Label::Url, "www.a.org"));
        let want = [date, url, (Label::Urldate, "14.7.2007")];
        assert_eq!(assigned(raw, &[date, url, (Label::Date, "14.7.2007")]), want);
        assert_eq!(assigned(raw, &[date, url]), want);
        let only = [url, (Label::Date, "14.7.2007")];
        assert_eq!(assigned(raw, &only), only);
    }

    #[test]
    fn days_behind_titles_are_none_of_them() {
        for (raw, title, date) in [
            ("News (2010), Ports reopen, 18.2.", "Ports reopen, 18.2", "2010"),
            ("News (2010), Ports reopen, 16. April", "Ports reopen, 16. April", "2010"),
        ] {
            let want = [(Label::Date, date), (Label::Title, "Ports reopen")];
            assert_eq!(assigned(raw, &[(Label::Date, date), (Label::Title, title)]), want);
        }
        let raw = "Roe, A., Ports, in: Trade of the North, (Oktober 2000) 10";
        let want = [(Label::Container, "Trade of the North"), (Label::Date, "Oktober 2000")];
        assert_eq!(assigned(raw, &[(Label::Container, "Trade of the North, (Oktober 2000)")]), want);
        let own = [(Label::Date, "2010"), (Label::Title, "Ports, 1914")];
        assert_eq!(assigned("News (2010), Ports, 1914", &own), own);
    }
}
