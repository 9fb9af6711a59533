//! Passphrases: from files or from the terminal, never from arguments or the environment, and wiped after use.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use node::control::{self, Key};
use node::{Node, ShareSheet};
use zeroize::Zeroizing;

use crate::output::{Exit, Failure, Output};

/// A passphrase in memory.
pub type Passphrase = Zeroizing<String>;

/// Shortest new passphrase, in characters.
const NEW_LENGTH_MIN: usize = 12;
/// Most bytes that are read of a file: a passphrase is one line.
const FILE_BYTE_COUNT_MAX: u64 = 4096;
/// Most bytes that are read of a share's sheet.
const SHEET_BYTE_COUNT_MAX: u64 = 16 * 1024;
/// Bits of a file's mode that let others read it.
const OTHERS_READ: u32 = 0o044;

/// Holders of keys and where their passphrases are read
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Holders {
    /// Who asks: a holder of the node's keys. It may be left out where the node has one holder only
    #[arg(long = "holder", value_name = "NAME")]
    pub names: Vec<String>,
    /// File whose first line is the passphrase of the holder, in the order of `--holder`; without it, the terminal asks
    #[arg(long = "passphrase-file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

impl Holders {
    /// The key of each holder named, or of the only one there is, for a command that takes one or several.
    ///
    /// # Errors
    /// As [`Holders::known`].
    pub fn keys(&self, output: Output) -> Result<Vec<Key>, Failure> {
        if self.names.is_empty() {
            let passphrases = self.known(&["the holder".to_owned()], output)?;
            return Ok(passphrases.into_iter().map(|words| Key { holder: None, passphrase: words.into() }).collect());
        }
        let keys = self.names.iter().zip(self.known(&self.names, output)?);
        Ok(keys.map(|(name, words)| Key { holder: Some(name.clone()), passphrase: words.into() }).collect())
    }

    /// The one key of a command that one holder asks for.
    ///
    /// # Errors
    /// As [`Holders::known`], and where several holders are named.
    pub fn key(&self, output: Output) -> Result<Key, Failure> {
        let several = || Failure::usage("this takes one holder; name one with `--holder`");
        if self.names.len() > 1 {
            return Err(several());
        }
        self.keys(output)?.pop().ok_or_else(several)
    }

    /// The key that opens a node for a command: none where a server answers for it, or where it opens itself.
    ///
    /// # Errors
    /// As [`Holders::key`].
    pub async fn key_for(&self, node: &Path, output: Output) -> Result<Option<Key>, Failure> {
        let is_open = self.files.is_empty() && (control::is_served(node).await || Node::opens_itself(node));
        if is_open { Ok(None) } else { self.key(output).map(Some) }
    }

    /// Whether nobody is named and no secret given.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.files.is_empty()
    }

    /// The holder named, where one is.
    pub fn name(&self) -> Option<String> {
        self.names.first().cloned()
    }

    /// The passphrase of each of `names`, as it is.
    ///
    /// # Errors
    /// Exit 2 where the files do not fit the names, one cannot be read, or there is neither file nor terminal.
    pub fn known(&self, names: &[String], output: Output) -> Result<Vec<Passphrase>, Failure> {
        self.each(names, output, |name| prompt(&format!("Passphrase of {name}: ")))
    }

    /// A new passphrase for each of `names`: long enough, and typed twice where the terminal asks.
    ///
    /// # Errors
    /// As [`Holders::known`], and exit 2 where one is too short.
    pub fn new_ones(&self, names: &[String], output: Output) -> Result<Vec<Passphrase>, Failure> {
        let passphrases = self.each(names, output, prompt_new)?;
        for (name, passphrase) in names.iter().zip(&passphrases) {
            let length = passphrase.chars().count();
            if length < NEW_LENGTH_MIN {
                let message = format!(
                    "the passphrase of `{name}` has {length} characters; take at least {NEW_LENGTH_MIN}, \
                     several words that do not belong together"
                );
                return Err(Failure::new(Exit::BadInput, "weak-passphrase", message));
            }
        }
        Ok(passphrases)
    }

    fn each(
        &self,
        names: &[String],
        output: Output,
        ask: impl Fn(&str) -> Result<Passphrase, Failure>,
    ) -> Result<Vec<Passphrase>, Failure> {
        if !self.files.is_empty() && self.files.len() != names.len() {
            return Err(Failure::usage(format!(
                "{} `--passphrase-file` for {} holders; name one file for each holder, in the same order",
                self.files.len(),
                names.len()
            )));
        }
        let read = |(at, name): (usize, &String)| {
            let passphrase = match self.files.get(at) {
                Some(file) => from_file(file, output)?,
                None => ask(name)?,
            };
            if passphrase.is_empty() {
                let message = format!("the passphrase of `{name}` is empty; an empty one protects nothing");
                return Err(Failure::new(Exit::BadInput, "empty-passphrase", message));
            }
            Ok(passphrase)
        };
        names.iter().enumerate().map(read).collect()
    }
}

/// The recovery shares in files, each by the name of its file. More may stand on a sheet than the share.
///
/// # Errors
/// Exit 2 where a file cannot be read or is no text.
pub fn sheets(files: &[PathBuf]) -> Result<Vec<ShareSheet>, Failure> {
    let read = |file: &PathBuf| {
        let unreadable = |why: String| {
            let message = format!("`{}` cannot be read as a recovery share ({why})", file.display());
            Failure::new(Exit::BadInput, "bad-share", message)
        };
        // the full size at once: a buffer that grows would leave copies behind
        let mut bytes = Zeroizing::new(Vec::with_capacity(SHEET_BYTE_COUNT_MAX as usize + 1));
        let opened = File::open(file).map_err(|error| unreadable(error.to_string()))?;
        opened.take(SHEET_BYTE_COUNT_MAX + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
        if bytes.len() as u64 > SHEET_BYTE_COUNT_MAX {
            return Err(unreadable(format!("it is longer than {SHEET_BYTE_COUNT_MAX} bytes")));
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
        Ok(ShareSheet { name: file.display().to_string(), text: text.to_owned() })
    };
    files.iter().map(read).collect()
}

/// The first line of a file, without its line end.
fn from_file(path: &Path, output: Output) -> Result<Passphrase, Failure> {
    let unreadable = |why: String| {
        let message = format!("`{}` cannot be read as a passphrase file ({why})", path.display());
        Failure::new(Exit::BadInput, "passphrase-file", message)
    };
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let facts = file.metadata().map_err(|error| unreadable(error.to_string()))?;
    if facts.is_file() && facts.mode() & OTHERS_READ != 0 {
        output.note(&format!("warning: `{0}` can be read by others on this machine; chmod 600 {0}", path.display()));
    }
    // the full size at once: a buffer that grows would leave copies behind
    let mut bytes = Zeroizing::new(Vec::with_capacity(FILE_BYTE_COUNT_MAX as usize + 1));
    file.take(FILE_BYTE_COUNT_MAX + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.len() as u64 > FILE_BYTE_COUNT_MAX {
        return Err(unreadable(format!("its first line is longer than {FILE_BYTE_COUNT_MAX} bytes")));
    }
    let text = std::str::from_utf8(line).map_err(|_| unreadable("its first line is not UTF-8".to_owned()))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn prompt_new(name: &str) -> Result<Passphrase, Failure> {
    let first = prompt(&format!("New passphrase of {name}: "))?;
    let second = prompt(&format!("The same again for {name}: "))?;
    if first == second {
        return Ok(first);
    }
    Err(Failure::new(Exit::BadInput, "passphrases-differ", "the two passphrases differ; nothing was done"))
}

fn prompt(question: &str) -> Result<Passphrase, Failure> {
    let nowhere = |why: &str| {
        let message = format!("a passphrase is needed and {why}; name a file with `--passphrase-file FILE`");
        Failure::new(Exit::BadInput, "no-passphrase", message)
    };
    if !io::stdin().is_terminal() {
        return Err(nowhere("there is no terminal to ask on"));
    }
    let typed = rpassword::prompt_password(question).map_err(|error| nowhere(&error.to_string()))?;
    Ok(Zeroizing::new(typed))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Holders, Output};

    fn read(bytes: &[u8]) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, bytes).unwrap();
        let holders = Holders { names: Vec::new(), files: vec![path] };
        let read = holders.known(&["anna".to_owned()], Output::new(false));
        read.map(|passphrases| passphrases[0].to_string()).map_err(|failure| failure.code.into_owned())
    }

    #[rstest]
    #[case::without_line_end(b"open the harbour", Ok("open the harbour"))]
    #[case::with_line_end(b"open the harbour\n", Ok("open the harbour"))]
    #[case::with_carriage_return(b"open the harbour\r\n", Ok("open the harbour"))]
    #[case::first_line_only(b"open the harbour\nfor me", Ok("open the harbour"))]
    #[case::spaces_count(b" open the harbour \n", Ok(" open the harbour "))]
    #[case::any_script("مرفأ\n".as_bytes(), Ok("مرفأ"))]
    #[case::empty(b"", Err("empty-passphrase"))]
    #[case::empty_line(b"\nlater", Err("empty-passphrase"))]
    #[case::not_utf_8(b"\xff\xfe\n", Err("passphrase-file"))]
    #[case::endless(&[b'a'; 5000], Err("passphrase-file"))]
    fn the_first_line_is_the_passphrase(#[case] bytes: &[u8], #[case] expected: Result<&str, &str>) {
        assert_eq!(read(bytes).as_deref().map_err(String::as_str), expected);
    }

    #[rstest]
    #[case::too_short("elevenchars", Some("weak-passphrase"))]
    #[case::just_long_enough("twelve chars", None)]
    #[case::counted_in_characters("ميناءقديمجد", Some("weak-passphrase"))]
    fn a_new_one_has_a_least_length(#[case] passphrase: &str, #[case] expected: Option<&str>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, passphrase).unwrap();
        let holders = Holders { names: Vec::new(), files: vec![path] };
        let read = holders.new_ones(&["anna".to_owned()], Output::new(false));
        assert_eq!(read.err().map(|failure| failure.code).as_deref(), expected);
    }

    #[test]
    fn one_file_for_each_holder() {
        let holders = Holders { names: Vec::new(), files: vec!["one".into()] };
        let refused = holders.known(&["anna".to_owned(), "bilal".to_owned()], Output::new(false)).unwrap_err();
        assert_eq!(refused.code, "usage");
    }
}
