//! Any string as a reference: every field's place must be inside it.
#![no_main]

libfuzzer_sys::fuzz_target!(|raw: &str| {
    let reference = ibid::parse(raw);
    for (name, field) in &reference.fields {
        if let Some(span) = field.span {
            assert!(reference.raw.get(span.range()).is_some(), "{name}: {span:?}");
        }
    }
});
