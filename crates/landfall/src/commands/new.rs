//! `landfall new FOLDER`: a register to fill in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use interop::register::{Template, templates};
use serde_json::json;

use crate::output::{Exit, Failure, Output};

/// Write templates of a register into a folder: tables with their columns explained, and all settings
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder; it is made where it is not there, and no file in it is ever overwritten
    folder: PathBuf,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let templates = templates();
    let taken: Vec<String> = templates.iter().filter_map(|template| taken(&args.folder, &template.file)).collect();
    if !taken.is_empty() {
        let message = format!(
            "`{}` holds {} already; nothing was changed: name a new folder, or move these files away",
            args.folder.display(),
            taken.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", ")
        );
        return Err(Failure::new(Exit::Refused, "would-overwrite", message));
    }
    write_all(&args.folder, &templates).map_err(|error| {
        let message = format!("`{}` cannot be written: {error}; nothing was left behind", args.folder.display());
        Failure::new(Exit::BadInput, "cannot-write", message)
    })?;
    let files: Vec<&str> = templates.iter().map(|template| template.file.as_str()).collect();
    let folder = args.folder.display().to_string();
    output.result(&json!({ "folder": folder, "files": files }), || {
        format!("wrote {} to `{folder}`; replace the made-up rows, then: landfall identify {folder}", files.join(", "))
    })?;
    Ok(Exit::Done)
}

/// The file that a template would overwrite, or stand beside in the other format, where one register has one of the two.
fn taken(folder: &Path, file: &str) -> Option<String> {
    let other = file.replace(".csv", ".xlsx");
    // a link that leads nowhere is taken too
    [file, &other].into_iter().find(|name| fs::symlink_metadata(folder.join(name)).is_ok()).map(str::to_owned)
}

/// Writes all files, or none: what was written is taken away where one of them fails.
fn write_all(folder: &Path, templates: &[Template]) -> io::Result<()> {
    let is_new = !folder.exists();
    fs::create_dir_all(folder)?;
    let mut written = Vec::new();
    for template in templates {
        let path = folder.join(&template.file);
        if let Err(error) = write(&path, &template.text) {
            for path in &written {
                // what cannot be removed cannot be helped; the first error is the one to tell
                let _ = fs::remove_file(path);
            }
            if is_new {
                let _ = fs::remove_dir(folder);
            }
            return Err(error);
        }
        written.push(path);
    }
    Ok(())
}

/// Fails where the file has come into being since the check.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.sync_all()
}
