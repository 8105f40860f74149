//! Spreads the labeller's weights out, so that the program reads them where they lie.

#[path = "src/bibliography/tagger/image.rs"]
mod image;
#[path = "src/bibliography/tagger/spread.rs"]
mod spread;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const MODEL: &str = "src/bibliography/tagger/model.bin";

fn main() -> Result<(), Box<dyn Error>> {
    for file in [MODEL, "src/bibliography/tagger/image.rs", "src/bibliography/tagger/spread.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let image = spread::image(&fs::read(MODEL)?).ok_or(format!("{MODEL} is not a model"))?;
    let folder = env::var_os("OUT_DIR").ok_or("cargo says where to write")?;
    fs::write(PathBuf::from(folder).join("tagger.bin"), image)?;
    Ok(())
}
