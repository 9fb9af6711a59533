//! Makes the list of policy files from the folder `policies`, so that the folder is the list.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=policies");
    let mut files = Vec::new();
    walk(Path::new("policies"), &mut files)?;
    files.sort();
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let line = |file: &PathBuf| {
        let name = file.strip_prefix("policies").unwrap_or(file).with_extension("");
        format!("    ({:?}, include_str!({:?})),\n", name.display().to_string(), Path::new(&root).join(file))
    };
    let lines: String = files.iter().map(line).collect();
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("policies.rs"), format!("&[\n{lines}]\n"))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "cedar") {
            files.push(path);
        }
    }
    Ok(())
}
