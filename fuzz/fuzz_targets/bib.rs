//! Any text as a .bib under all rules: what is printed is inert, and fixing it all leaves text that can be fixed no more.
#![no_main]

mod common;

use ibid::article::Source;
use ibid::lint::{Safety, check_library, fixed};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let levels = common::all();
    let source = Source::new("fuzz.bib", text.to_owned());
    let found = check_library(&source, common::CONTEXT, &levels);
    let mut mended = fixed(text, &found, Safety::Safe);
    common::print(source, found);
    for _ in 0..8 {
        let Some((new, _)) = mended else { return };
        let found = check_library(&Source::new("fuzz.bib", new.clone()), common::CONTEXT, &levels);
        mended = fixed(&new, &found, Safety::Safe);
    }
    assert!(mended.is_none(), "fixes without end: {text:?}");
});
