//! Lists the examples of answers, so that a file in `openapi/examples` is all that one needs.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../openapi/examples");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = fs::read_dir(&folder)?
        .map(|file| Ok(file?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let list: String = files
        .iter()
        .filter_map(|file| Some((file.file_stem()?.to_str()?, file)))
        .map(|(operation, file)| format!("({operation:?}, include_str!({file:?})),"))
        .collect();
    let output = Path::new(&env::var("OUT_DIR")?).join("examples.rs");
    Ok(fs::write(output, format!("&[{list}]"))?)
}
