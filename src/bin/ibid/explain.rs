//! `ibid explain`: where the value of a field came from.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ibid::bibliography::Reference;
use ibid::library::sheet::record::ReferenceRecord;
use ibid::library::{Entry, Fault, Heirs, Kept, Library, bib::value::latex, digest};
use ibid::output::visible::visible;

use crate::failure::Failure;
use crate::selection::{self, Selection};
use crate::terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  ibid explain spechler2008russia.date    where the date came from
  ibid explain spechler2008russia         all fields";

/// Arguments of `ibid explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Key of an entry, and a field of it
    #[arg(value_name = "KEY.FIELD")]
    target: String,

    /// Folder of the library, or one .bib or .toml of it
    #[arg(short, long, default_value = "bib", value_name = "PATH")]
    library: PathBuf,
}

/// How many characters of the reference string stand on either side of what is underlined.
const AROUND: usize = 60;

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let stems = Selection::read(&args.library)?.stems()?;
    let key = args.target.rsplit_once('.').map_or(args.target.as_str(), |(key, _)| key);
    let mut library = selection::load(&stems, |block| block.contains(key));
    let target = canonical(&library, &args.target);
    if target != args.target {
        let key = target.rsplit_once('.').map_or(target.as_str(), |(key, _)| key);
        library = selection::load(&stems, |block| block.contains(key));
    }
    let whole = library.entries.iter().find(|entry| entry.key == target).map(|entry| (entry, None));
    let split = target.rsplit_once('.');
    let part = || split.and_then(|(key, field)| Some((library.entries_of(key).next()?, Some(field))));
    let Some((entry, field)) = whole.or_else(part) else {
        let fault = |f: &Fault| format!("\n  {}:{} cannot be read: {}", f.file, f.line, f.message);
        let faults: String = library.faults.iter().map(fault).collect();
        return Err(Failure::at(
            &args.target,
            format!("no entry {key} in {}{faults}", args.library.display()),
        ));
    };
    let record =
        library.references.iter().find(|kept| kept.volume == entry.volume && kept.record.key == entry.key);
    explain(&library, entry, field, record)?;
    Ok(ExitCode::SUCCESS)
}

/// `target`, a key or a key and a field of it, with the key of the entry where it has another of its names.
fn canonical(library: &Library, target: &str) -> String {
    if let Some(key) = library.key_named(target) {
        return key.to_owned();
    }
    let part = target.rsplit_once('.');
    let named = part.and_then(|(name, field)| Some(format!("{}.{field}", library.key_named(name)?)));
    named.unwrap_or_else(|| target.to_owned())
}

/// Prints where the fields of `entry` (or only `field`) came from.
fn explain(
    library: &Library,
    entry: &Entry,
    field: Option<&str>,
    record: Option<&Kept<ReferenceRecord>>,
) -> Result<(), Failure> {
    let mut out = Terminal::new(io::stdout().lock());
    let file = library.volumes.get(entry.volume).map(|v| v.name.as_str()).unwrap_or_default();
    let resolved = Heirs::of(library).resolved(entry);
    if let Some(field) = field.filter(|field| !resolved.fields.contains_key(*field)) {
        let known: Vec<_> = resolved.fields.keys().map(String::as_str).collect();
        return Err(Failure::at(&entry.key, format!("has no {field}; it has {}", known.join(", "))));
    }
    let parsed =
        record.filter(|kept| !kept.record.raw.is_empty()).map(|kept| (kept, ibid::parse(&kept.record.raw)));
    for (name, source) in resolved.fields.iter().filter(|(name, _)| field.is_none_or(|field| field == *name))
    {
        out.line(format_args!("{}.{name} = {}", entry.key, resolved.value(name).unwrap_or_default()))?;
        if !entry.fields.contains_key(name) {
            out.line("  inherited from another entry of {file}.bib")?;
            continue;
        }
        match &parsed {
            Some((kept, reference)) => origin(&mut out, file, kept, reference, (name, source))?,
            None => {
                out.line(format_args!("  yours: {file}.bib:{}; ibid did not make this entry", entry.line))?
            }
        }
    }
    Ok(())
}

/// Prints where one field came from: the person, or the reference string.
fn origin(
    out: &mut Terminal<impl Write>,
    file: &str,
    kept: &Kept<ReferenceRecord>,
    reference: &Reference,
    (name, source): (&str, &str),
) -> io::Result<()> {
    let record = &kept.record;
    let field = reference.fields.get(name);
    let extracted = record.fields.get(name) == Some(&digest::short(source));
    if !extracted {
        out.line("  yours: written or changed in {file}.bib since it was extracted")?;
    }
    let Some(field) = field else {
        let from = if extracted {
            "  from the reference list as a whole, not from this reference alone"
        } else {
            ""
        };
        return if from.is_empty() { Ok(()) } else { out.line(from) };
    };
    let says = if extracted && latex(name, &field.value) == source {
        String::new()
    } else {
        format!(" {}", field.value)
    };
    let number = record.number.map(|n| format!(", number {n}")).unwrap_or_default();
    out.line(format_args!("  the reference as printed{number} ({file}.toml:{}) says{says}", kept.line))?;
    if let Some(span) = field.span {
        let (line, marks) = excerpt(&record.raw, span.start, span.end);
        out.line(format_args!("    {line}"))?;
        out.line(format_args!("    {marks}"))?;
    }
    out.line(format_args!("  by {}, {:.0} % sure", field.by.name(), field.confidence * 100.0))
}

/// The part of `raw` around the bytes `start..end` on one line, and a line that underlines them.
fn excerpt(raw: &str, start: usize, end: usize) -> (String, String) {
    let (before, rest) = raw.split_at_checked(start).unwrap_or((raw, ""));
    let (inside, after) = rest.split_at_checked(end.saturating_sub(start)).unwrap_or((rest, ""));
    // As they are printed: what is made visible can take more room.
    let (before, inside) = (visible(before), visible(inside));
    let all = before.chars().count();
    let cut = all.saturating_sub(AROUND);
    let lead: String = before.chars().skip(cut).collect();
    let lead = if cut > 0 { format!("… {lead}") } else { lead };
    let tail: String = after.chars().take(AROUND).collect();
    let dots = if tail.len() < after.len() { " …" } else { "" };
    let marks = format!("{}{}", " ".repeat(lead.chars().count()), "^".repeat(inside.chars().count().max(1)));
    (format!("{lead}{inside}{tail}{dots}"), marks)
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn what_is_underlined_stands_above_its_marks() {
        assert_eq!(
            excerpt("Müller, 2008. T", 9, 13),
            ("Müller, 2008. T".to_owned(), "        ^^^^".to_owned())
        );
        let (line, marks) = excerpt(&"a".repeat(500), 250, 252);
        assert_eq!((line.chars().count(), marks.chars().count()), (126, 64));
        assert_eq!(excerpt("ü", 1, 9).1, " ^");
    }
}
