//! The files of libraries as a question reads them: no more of them than may answer it.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use ibid::Extraction;
use ibid::article::Article;
use ibid::citation::keys_aside;
use ibid::citation::strength::supported;
use ibid::library::sheet::{Block, Kind, Sheet};
use ibid::library::{
    Glance, Known, Library, Pair, Query, Reading, cited_keys, digest, merge, number_and_key,
};
use ibid::lint::{ArticleSubject, Citable, mentioned_by_author, mentioned_numbers};
use ibid::output::claims::Spot;
use rayon::prelude::*;

use crate::failure::Failure;
use crate::selection::Selection;
use crate::shelf::Stem;
use crate::{document, input};

/// One pair of files, or what reading an article would make.
pub(super) struct Texts {
    name: String,
    sheet: Sheet,
    bib: Entries,
    /// The keys that an article names beside its running text; a library does not keep them.
    aside: HashSet<String>,
    /// Where an article makes its claims, in their order; a library does not keep that either.
    spots: Vec<Spot>,
}

/// The text of a .bib, read only where its entries are printed.
enum Entries {
    Stem(Stem),
    Text(String),
}

impl Texts {
    /// What `blocks` of its .toml say, in any order; nothing but the name if there are none.
    fn read(&self, mut blocks: Vec<Block>) -> Library {
        let mut library = Library::default();
        if blocks.is_empty() {
            library.add(&self.name, "", &Sheet::default(), []);
            library.unread = self.blocks(Kind::Claim).count();
        } else {
            blocks.sort_unstable_by_key(|block| block.span.start);
            library.add(&self.name, "", &self.sheet, blocks);
        }
        library
    }

    /// The blocks of its .toml of this kind, with their texts.
    fn blocks(&self, kind: Kind) -> impl Iterator<Item = (Block, &str)> {
        let blocks = self.sheet.blocks().iter().filter(move |block| block.kind == kind);
        blocks.map(|&block| (block, self.sheet.slice(block.span)))
    }

    /// Whether it has any claim.
    pub(super) fn has_claims(&self) -> bool {
        self.blocks(Kind::Claim).next().is_some()
    }

    /// Whether the article names the reference with this key beside its running text, in a caption, a table or a note.
    pub(super) fn names_aside(&self, key: &str) -> bool {
        self.aside.contains(key)
    }

    /// Where the article makes the claim called `id`: the first is `c1`.
    pub(super) fn spot(&self, id: &str) -> Option<&Spot> {
        let number: usize = id.strip_prefix('c')?.parse().ok()?;
        self.spots.get(number.checked_sub(1)?)
    }

    /// The references that the article still lists: the number of each, if it has one, and its key.
    pub(super) fn listed(&self) -> impl Iterator<Item = (Option<u32>, String)> {
        self.blocks(Kind::Reference).filter_map(|(block, words)| match number_and_key(words) {
            Some((number, key)) => Some((number, key.to_owned())),
            None => {
                let record = self.sheet.reference(block).ok().filter(|record| !record.vanished)?;
                Some((record.number, record.key))
            }
        })
    }

    /// The text of its .bib.
    pub(super) fn bib(&self) -> Result<String, Failure> {
        match &self.bib {
            Entries::Stem(stem) => stem.read_bib(),
            Entries::Text(text) => Ok(text.clone()),
        }
    }
}

/// The pairs at `path`.
pub(super) fn read(path: &Path) -> Result<Vec<Texts>, Failure> {
    let is_file = path.extension().is_some_and(|e| e == "bib" || e == "toml");
    if path.extension().is_none() && path.as_os_str() != "-" && !path.exists() {
        return Err(Failure::at(path.display(), "no such folder; `ibid extract` makes one"));
    }
    if !path.is_dir() && !is_file {
        // The default folder may be missing; a file that was named must be there.
        return Ok(vec![article(path)?]);
    }
    let selection = Selection::read(path)?;
    let (names, dir) = (selection.names()?, selection.shelf.dir());
    let stem = |name: &String| {
        let mut stem = Stem::without_bib(dir.join(name))?;
        let sheet = Sheet::parse(stem.take_toml());
        let name = stem.path.to_string_lossy().into_owned();
        Ok(Texts { name, sheet, bib: Entries::Stem(stem), aside: HashSet::new(), spots: Vec::new() })
    };
    names.par_iter().map(stem).collect()
}

/// The pair that `ibid extract` would make of the article at `path`.
fn article(path: &Path) -> Result<Texts, Failure> {
    let bytes = input::bytes(path)?;
    let name = path.to_string_lossy().into_owned();
    let article = document::read(path, &bytes).map_err(|error| Failure::Unusable(error.to_string()))?;
    let extraction = ibid::extract(&article);
    let reading = Reading::new(&article, &extraction, name.clone(), digest::long(&bytes));
    let merged = merge(&Pair::default(), &reading, &Known::default());
    let merged = merged.map_err(|error| Failure::at(path.display(), error))?;
    let aside = aside(&article, &extraction, &merged.keys);
    let claims = supported(&extraction.citations).filter_map(|claim| claim.citations().first());
    let spots = claims.map(|citation| Spot::of(citation, &article.source)).collect();
    let (sheet, bib) = (Sheet::parse(merged.pair.toml), Entries::Text(merged.pair.bib));
    Ok(Texts { name, sheet, bib, aside, spots })
}

/// Of `keys`, one for each reference, those of references that `article` names beside its running text.
fn aside(article: &Article, extraction: &Extraction, keys: &[String]) -> HashSet<String> {
    let citable = Citable::default();
    let subject = ArticleSubject { article, extraction, citable: &citable, lines: 0..article.lines.len() };
    let numbers = mentioned_numbers(&subject);
    let cited = keys_aside(article, &extraction.citations, &extraction.listed_lines());
    let mut named: HashSet<String> = cited.into_iter().map(|(_, key)| key).collect();
    named.extend(mentioned_by_author(&subject));
    let references = extraction.references.iter().zip(keys);
    let those = references.filter(|(reference, _)| {
        reference.number.is_some_and(|number| numbers.contains(&number)) || named.contains(&reference.key)
    });
    those.map(|(_, key)| key.clone()).collect()
}

/// Of the pairs in `shown`, by their numbers, the entries and the references to the sources with these keys; all pairs keep their numbers.
pub(super) fn works(texts: &[Texts], shown: &HashMap<usize, HashSet<&str>>) -> Result<Library, Failure> {
    let work = |(at, text): (usize, &Texts)| {
        let Some(keys) = shown.get(&at) else { return Ok(text.read(Vec::new())) };
        let is_shown = |words| number_and_key(words).is_none_or(|(_, key)| keys.contains(key));
        let references = text.blocks(Kind::Reference).filter(|(_, words)| is_shown(words));
        let mut library = Library::default();
        library.add(&text.name, &text.bib()?, &text.sheet, references.map(|(block, _)| block));
        Ok(library)
    };
    let parts = texts.par_iter().enumerate().map(work).collect::<Result<_, Failure>>()?;
    Ok(joined(parts))
}

/// The claims that answer a question, or may.
pub(super) struct Candidates {
    /// Those that were read; the pairs keep their numbers.
    pub(super) library: Library,
    /// How many more there are, which answer for sure but come behind the first.
    pub(super) unread: usize,
}

/// The claims that may answer, all else left unread; of those that do so for sure no more than the first `limit`.
pub(super) fn candidates(query: &Query, texts: &[Texts], limit: usize) -> Candidates {
    // Most pairs of a large library have no answer; this looks at all of them at once.
    let glance = Glance::of(query);
    let looks: Vec<Look> = texts.par_iter().map(|text| Look::at(text, query, &glance)).collect();
    let (mut room, mut unread) = (limit, 0);
    let mut wanted: Vec<Vec<Block>> = Vec::new();
    for look in looks {
        let mut blocks = Vec::new();
        for (block, is_sure) in look.claims {
            match is_sure && room == 0 {
                true => unread += 1,
                false => blocks.push(block),
            }
            room -= usize::from(is_sure && room > 0);
        }
        if !blocks.is_empty() {
            blocks.extend(look.references);
        }
        wanted.push(blocks);
    }
    let parts = texts.par_iter().zip(wanted).map(|(text, blocks)| text.read(blocks));
    Candidates { library: joined(parts.collect()), unread }
}

/// The blocks of one pair that a question has to do with.
#[derive(Default)]
struct Look {
    /// References that have, or may have, a number that is asked for.
    references: Vec<Block>,
    /// Claims that may answer, and whether they do so for sure.
    claims: Vec<(Block, bool)>,
}

impl Look {
    fn at(text: &Texts, query: &Query, glance: &Glance) -> Self {
        let mut look = Self::default();
        let mut numbered = Some(Vec::new());
        for (block, words) in text.blocks(Kind::Reference).filter(|_| !query.numbers.is_empty()) {
            match number_and_key(words) {
                Some((number, _)) if number.is_none_or(|number| !query.numbers.contains(&number)) => continue,
                Some((_, key)) => numbered.iter_mut().for_each(|keys| keys.push(key)),
                None => numbered = None,
            }
            look.references.push(block);
        }
        for (block, words) in text.blocks(Kind::Claim) {
            let seen = glance.answers(words, numbered.as_deref());
            look.claims.extend((seen != Some(false)).then_some((block, seen == Some(true))));
        }
        look
    }
}

/// The references that no claim of the same article may cite, all else left unread; the pairs keep their numbers.
pub(super) fn uncited_candidates(texts: &[Texts]) -> Library {
    let parts = texts.par_iter().map(|text| {
        let mut cited: HashSet<&str> = HashSet::new();
        let mut unclear = Vec::new();
        for (block, words) in text.blocks(Kind::Claim) {
            match cited_keys(words) {
                Some(keys) => cited.extend(keys),
                None => unclear.push(block),
            }
        }
        let is_cited = |words| number_and_key(words).is_some_and(|(_, key)| cited.contains(key));
        let references = text.blocks(Kind::Reference).filter(|(_, words)| !is_cited(words));
        let references: Vec<Block> = references.map(|(block, _)| block).collect();
        let mut library = text.read([references, unclear].concat());
        // Of those that are not plain to see some are cited.
        library.references.retain(|kept| !cited.contains(kept.record.key.as_str()));
        library
    });
    joined(parts.collect())
}

fn joined(parts: Vec<Library>) -> Library {
    let mut library = Library::default();
    parts.into_iter().for_each(|part| library.append(part));
    library
}
