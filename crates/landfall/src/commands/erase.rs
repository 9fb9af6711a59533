//! `landfall erase RECORD`: the keys of a record are dropped for good, and a certificate says what that does.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use node::Certificate;
use node::control::{self, erase};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Erase a record for good, with its files and the proposals about it: two administrators
///
/// Its keys are dropped from the disk and from memory; what is left is ciphertext. Other records stay, those in which its
/// name stands too; the certificate lists them. From the end of the epoch (`landfall epoch`) no data backup opens it either.
/// A record under legal hold is not erased: exit 3.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The record: its name (`M-0007`), kind and name (`missing-person/M-0007`), or id
    record: String,
    /// Directory of the node; a server may run on it, and is unlocked then
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// Why, in a few words; they stand in clear in the log
    #[arg(long, value_name = "WORDS")]
    reason: String,
    /// Write the certificate here as text, and as JSON beside it under the same name with `.json`
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let by = args.holders.keys(*output)?;
    // the files are there before anything is done that cannot be undone
    let files = args.certificate.as_deref().map(Files::reserve).transpose()?;
    let opener = by.first().cloned();
    let ask = erase::Ask { record: args.record, by, reason: args.reason };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, opener.as_ref()).await?) });
    let certificate = match told {
        Ok(told) => told.certificate,
        Err(failure) => {
            if let Some(files) = files {
                files.give_up();
            }
            return Err(failure);
        }
    };
    // on the disk before it is said, and said in any case
    let filled = files.map_or(Ok(()), |files| files.fill(&certificate));
    output.result(&certificate, || certificate.to_text())?;
    filled?;
    Ok(Exit::Done)
}

/// Makes the name of a file last.
fn sync_name(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(folder)?.sync_all()
}

/// The two files of a certificate.
struct Files {
    text: PathBuf,
    json: PathBuf,
}

impl Files {
    fn reserve(text: &Path) -> Result<Self, Failure> {
        let mut json = text.to_owned().into_os_string();
        json.push(".json");
        let files = Self { text: text.to_owned(), json: json.into() };
        let made = files.each(|path| OpenOptions::new().write(true).create_new(true).open(path).map(drop));
        made.map_err(|(path, error)| {
            if *path == files.json {
                // the first of the two was made just now, and is empty
                _ = fs::remove_file(&files.text);
            }
            let path = path.display();
            let message = format!("the certificate cannot be written to `{path}` ({error}); name a new file");
            Failure::new(Exit::BadInput, "cannot-write", message)
        })?;
        Ok(files)
    }

    fn each<'a>(&'a self, work: impl Fn(&'a PathBuf) -> io::Result<()>) -> Result<(), (&'a PathBuf, io::Error)> {
        [&self.text, &self.json].into_iter().try_for_each(|path| work(path).map_err(|error| (path, error)))
    }

    /// Takes the empty files away where nothing was erased.
    fn give_up(self) {
        // an empty file that stays is no certificate
        _ = self.each(fs::remove_file);
    }

    fn fill(&self, certificate: &Certificate) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(certificate).map_err(io::Error::from);
        let written = json.map_err(|error| (&self.json, error)).and_then(|json| {
            self.each(|path| {
                let text = if *path == self.json { format!("{json}\n") } else { certificate.to_text() };
                let mut file = OpenOptions::new().write(true).open(path)?;
                file.write_all(text.as_bytes()).and_then(|()| file.sync_all())?;
                sync_name(path)
            })
        });
        written.map_err(|(path, error)| {
            let path = path.display();
            let message =
                format!("the record is erased, and the certificate cannot be written to `{path}` ({error}); keep the one printed");
            Failure::new(Exit::CheckFailed, "cannot-write", message)
        })
    }
}
