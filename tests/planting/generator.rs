//! Clean libraries and articles in any number.

/// A small generator of numbers (Knuth's MMIX), so that every run plants the same.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    pub(crate) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

pub(crate) const FAMILIES: [&str; 8] =
    ["Weber", "Okada", "Lindt", "Moreau", "Novak", "Haddad", "Silva", "Kowalski"];
pub(crate) const NOUNS: [&str; 8] =
    ["Trade", "Wages", "Prices", "Tariffs", "Ports", "Harvests", "Loans", "Canals"];
pub(crate) const PLACES: [&str; 6] =
    ["Central Asia", "the Baltic", "Anatolia", "the Andes", "Iberia", "Bengal"];

/// The articles of a generated bibliography: family name, title, journal, year, volume, first page.
pub(crate) type Work = (String, String, String, i32, i32, usize);

pub(crate) fn works(dice: &mut Dice, count: usize) -> Vec<Work> {
    (0..count)
        .map(|n| {
            let year = 1990 + i32::try_from(dice.roll(30)).unwrap();
            let title = format!(
                "{} and {} in {}, Part {n}",
                dice.pick(&NOUNS),
                dice.pick(&NOUNS),
                dice.pick(&PLACES)
            );
            let journal = format!("Journal of {}", dice.pick(&NOUNS));
            (dice.pick(&FAMILIES).to_owned(), title, journal, year, year - 1980, 100 + 10 * dice.roll(50))
        })
        .collect()
}

pub(crate) fn library(works: &[Work]) -> String {
    let entry = |(n, (family, title, journal, year, volume, page)): (usize, &Work)| {
        format!(
            "@article{{key{n},\n  author = {{{family}, A.}},\n  title = {{{title}}},\n  journaltitle = {{{journal}}},\n  \
             date = {{{year}}},\n  volume = {{{volume}}},\n  pages = {{{page}--{}}},\n  doi = {{10.5555/abc.{n}}},\n  \
             issn = {{0378-5955}},\n  isbn = {{978-0-306-40615-7}},\n}}\n\n",
            page + 9
        )
    };
    works.iter().enumerate().map(entry).collect()
}

pub(crate) fn references(works: &[Work]) -> Vec<String> {
    let reference = |(n, (family, title, journal, year, volume, page)): (usize, &Work)| {
        format!("{}. {family}, A., {year}. {title}. {journal}, {volume}: {page}-{}.\n", n + 1, page + 9)
    };
    works.iter().enumerate().map(reference).collect()
}

pub(crate) fn sentences(dice: &mut Dice, count: usize) -> Vec<String> {
    let sentence = |n| format!("The {} of {} have changed [{n}].", dice.pick(&NOUNS), dice.pick(&PLACES));
    (1..=count).map(sentence).collect()
}

pub(crate) fn article(sentences: &[String], references: &[String]) -> String {
    let paragraphs: Vec<String> = sentences.chunks(4).map(|chunk| chunk.join(" ")).collect();
    let head = "Trade and Wages in the Long Run\n\nAda M. Weber, Ben Okada and Carla Silva\n\nPublished: 14 May 2020";
    format!("{head}\n\nIntroduction\n\n{}\n\nReferences\n{}", paragraphs.join("\n\n"), references.concat())
}
