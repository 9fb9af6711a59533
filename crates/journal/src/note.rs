//! Signed notes (C2SP signed-note): a text, an empty line, and signature lines.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::key::{KeyError, check_name};

/// The most bytes a note may have.
pub const MAX_BYTES: usize = 64 * 1024;
/// The most signature lines a note may have.
pub const MAX_SIGNATURES: usize = 100;

/// A text with the signatures below it, none of them checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is signed, with its last line feed.
    pub text: String,
    /// The signature lines, in their order.
    pub signatures: Vec<NoteSignature>,
}

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key.
    pub name: String,
    /// The first four bytes: which key of that name.
    pub key_id: [u8; 4],
    /// The signature itself.
    pub bytes: Vec<u8>,
}

/// Why a text is no signed note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Too large.
    #[error("the note has {0} bytes, and may have {MAX_BYTES}")]
    TooLarge(usize),
    /// A control character other than the line feed.
    #[error("line {line} has a control character: a note is plain text with line feeds")]
    Control {
        /// Line, from 1.
        line: usize,
    },
    /// The end is missing: the last line has no line feed, or there is no signature.
    #[error("the note is cut short: it must end in an empty line and signature lines, each with a line feed")]
    Cut,
    /// Too many signatures.
    #[error("the note has {0} signature lines, and may have {MAX_SIGNATURES}")]
    TooManySignatures(usize),
    /// A line of the signatures is none.
    #[error("`{0}` is no signature line: write `— name base64`")]
    SignatureLine(String),
    /// The name in a signature line is none.
    #[error(transparent)]
    Name(#[from] KeyError),
}

impl Note {
    /// Reads a note.
    pub fn parse(note: &str) -> Result<Note, NoteError> {
        if note.len() > MAX_BYTES {
            return Err(NoteError::TooLarge(note.len()));
        }
        if let Some(at) = note.split('\n').position(|line| line.contains(|c: char| c.is_control())) {
            return Err(NoteError::Control { line: at + 1 });
        }
        let cut = note.rfind("\n\n").ok_or(NoteError::Cut)?;
        let (text, signatures) = (&note[..=cut], &note[cut + 2..]);
        let lines = signatures.strip_suffix('\n').ok_or(NoteError::Cut)?;
        let count = lines.split('\n').count();
        if count > MAX_SIGNATURES {
            return Err(NoteError::TooManySignatures(count));
        }
        let signatures = lines.split('\n').map(NoteSignature::parse).collect::<Result<_, _>>()?;
        Ok(Note { text: text.to_owned(), signatures })
    }

    /// Writes the note; [`Note::parse`] reads it back.
    pub fn to_text(&self) -> String {
        let lines: String = self.signatures.iter().map(NoteSignature::line).collect();
        format!("{}\n{lines}", self.text)
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Result<NoteSignature, NoteError> {
        let broken = || NoteError::SignatureLine(line.to_owned());
        let (name, base64) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or_else(broken)?;
        check_name(name)?;
        let bytes = STANDARD.decode(base64).map_err(|_| broken())?;
        let (key_id, signature) = bytes.split_first_chunk::<4>().ok_or_else(broken)?;
        if signature.is_empty() {
            return Err(broken());
        }
        Ok(NoteSignature { name: name.to_owned(), key_id: *key_id, bytes: signature.to_vec() })
    }

    fn line(&self) -> String {
        let mut bytes = self.key_id.to_vec();
        bytes.extend_from_slice(&self.bytes);
        format!("— {} {}\n", self.name, STANDARD.encode(bytes))
    }
}
