//! Languages as BibLaTeX names them; their codes.

/// The codes (BCP 47) of the names of languages that babel and polyglossia have, which are those of the field `langid`.
const CODES: &[(&str, &str)] = &[
    ("afrikaans", "af"),
    ("american", "en-US"),
    ("arabic", "ar"),
    ("australian", "en-AU"),
    ("austrian", "de-AT"),
    ("basque", "eu"),
    ("brazil", "pt-BR"),
    ("brazilian", "pt-BR"),
    ("british", "en-GB"),
    ("bulgarian", "bg"),
    ("canadian", "en-CA"),
    ("catalan", "ca"),
    ("chinese", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("esperanto", "eo"),
    ("estonian", "et"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("galician", "gl"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hungarian", "hu"),
    ("icelandic", "is"),
    ("indonesian", "id"),
    ("irish", "ga"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("latin", "la"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("magyar", "hu"),
    ("marathi", "mr"),
    ("mexican", "es-MX"),
    ("naustrian", "de-AT"),
    ("newzealand", "en-NZ"),
    ("ngerman", "de"),
    ("norsk", "nb"),
    ("norwegian", "no"),
    ("nswissgerman", "de-CH"),
    ("nynorsk", "nn"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuges", "pt"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("serbian", "sr-Latn"),
    ("serbianc", "sr-Cyrl"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("swissgerman", "de-CH"),
    ("thai", "th"),
    ("turkish", "tr"),
    ("ukenglish", "en-GB"),
    ("ukrainian", "uk"),
    ("usenglish", "en-US"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
];

/// The code of the language called `name`, also as a key of BibLaTeX's localisation (`langgerman`); else `name`.
pub(super) fn code(name: &str) -> &str {
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("lang").unwrap_or(&lower);
    CODES.iter().find(|(known, _)| *known == bare).map_or(name, |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_codes() {
        for (name, want) in
            [("ngerman", "de"), ("British", "en-GB"), ("langfrench", "fr"), ("en", "en"), ("Ainu", "Ainu")]
        {
            assert_eq!(code(name), want);
        }
    }
}
