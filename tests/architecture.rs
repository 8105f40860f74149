//! The rooms of `src/` stand in the order in which data flows; each imports only rooms above it.

use std::fs;
use std::path::{Path, PathBuf};

const ROOMS: [&str; 10] =
    ["fold", "formula", "raised", "span", "article", "bibliography", "citation", "library", "lint", "output"];

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .collect()
}

#[test]
fn a_room_imports_only_rooms_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut read = 0;
    let mut faults = Vec::new();
    for (at, room) in ROOMS.iter().enumerate() {
        let mut files = rust_files(&src.join(room));
        files.extend([src.join(format!("{room}.rs"))].into_iter().filter(|p| p.exists()));
        for file in files {
            read += 1;
            let text = fs::read_to_string(&file).unwrap();
            for later in ROOMS.iter().skip(at + 1) {
                if text.contains(&format!("crate::{later}")) {
                    faults.push(format!("{} imports the later room {later}", file.display()));
                }
            }
            // By these the root passes on what rooms have, past their names.
            let passed_on = ["crate::Extraction", "crate::{"];
            for path in passed_on.iter().filter(|path| text.contains(**path)) {
                faults.push(format!("{} imports {path} from no room", file.display()));
            }
        }
    }
    assert!(read >= ROOMS.len(), "only {read} files found below {}", src.display());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_library_does_not_print() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let printing = rust_files(&src).into_iter().filter(|p| !p.starts_with(src.join("bin"))).filter(|p| {
        let text = fs::read_to_string(p).unwrap();
        ["println!", "print!(", "std::fs", "std::env"].iter().any(|word| text.contains(word))
    });
    assert_eq!(printing.collect::<Vec<_>>(), Vec::<PathBuf>::new());
}
