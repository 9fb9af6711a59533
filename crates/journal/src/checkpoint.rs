//! What a log's owner signs: how long the log is and what its root is (C2SP tlog-checkpoint).

use crate::hash::{Hash, HashError, leaf_hash};
use crate::key::{KeyError, LogKey, LogPublic, check_name};
use crate::note::{Note, NoteError, NoteSignature};

/// The state of a log at one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: `<node name>/changes`.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// The root of their leaf hashes.
    pub root: Hash,
    /// Further lines, each not empty.
    pub extensions: Vec<String>,
}

/// A checkpoint with its signatures, as the text that is stored and handed on. Reading it checks no signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    note: Note,
    checkpoint: Checkpoint,
}

/// Why a text is no checkpoint, or not one that this key signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It is no signed note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The key or its name is wrong.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Fewer than three lines.
    #[error("a checkpoint has at least three lines: origin, size and root")]
    Lines,
    /// A line that must not be empty is, or holds a control character.
    #[error("the checkpoint's line `{0}` must be one line of plain text and not empty")]
    Line(String),
    /// The size is no number in its one form.
    #[error("`{0}` is no size: write a whole number without leading zeros")]
    Size(String),
    /// The root is no hash.
    #[error(transparent)]
    Root(#[from] HashError),
    /// There is no signature of that key.
    #[error("there is no signature of `{0}` with the key that was given")]
    NotSigned(String),
    /// There is one, and it does not fit the text.
    #[error("the signature of `{0}` does not fit the text: one of them was changed")]
    Forged(String),
}

/// The first word of the extension line that names the checkpoint before.
const PREVIOUS: &str = "previous ";

impl Checkpoint {
    /// Names the checkpoint before this one in an extension line, `previous <size> <hash of its signed lines>`: so a
    /// checkpoint that is taken out of the middle of a store is missed.
    pub fn after(mut self, previous: &SignedCheckpoint) -> Checkpoint {
        let (size, hash) = (previous.checkpoint.size, previous.text_hash());
        self.extensions.push(format!("{PREVIOUS}{size} {}", hash.base64()));
        self
    }

    /// The size and hash of the checkpoint before, if it is named.
    pub(crate) fn previous(&self) -> Option<(u64, Hash)> {
        let line = self.extensions.iter().find_map(|line| line.strip_prefix(PREVIOUS))?;
        let (size, hash) = line.split_once(' ')?;
        Some((parse_size(size).ok()?, Hash::parse_base64(hash).ok()?))
    }

    /// Signs with the log's key under `name`, which by custom is the origin.
    pub fn sign(&self, key: &LogKey, name: &str) -> Result<SignedCheckpoint, CheckpointError> {
        check_name(name)?;
        for line in std::iter::once(&self.origin).chain(&self.extensions) {
            if line.is_empty() || line.contains(|c: char| c.is_control()) {
                return Err(CheckpointError::Line(line.clone()));
            }
        }
        let text = self.text();
        let bytes = key.sign(text.as_bytes()).to_vec();
        let signature = NoteSignature { name: name.to_owned(), key_id: key.public().key_id(name), bytes };
        let note = Note { text, signatures: vec![signature] };
        Ok(SignedCheckpoint { note, checkpoint: self.clone() })
    }

    /// The lines that are signed.
    fn text(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, self.root.base64());
        for line in &self.extensions {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    fn parse(text: &str) -> Result<Checkpoint, CheckpointError> {
        let mut lines = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?.split('\n');
        let mut next = || lines.next().ok_or(CheckpointError::Lines);
        let (origin, size, root) = (next()?, next()?, next()?);
        let checkpoint = Checkpoint {
            origin: origin.to_owned(),
            size: parse_size(size)?,
            root: Hash::parse_base64(root)?,
            extensions: lines.map(str::to_owned).collect(),
        };
        match std::iter::once(&checkpoint.origin).chain(&checkpoint.extensions).find(|line| line.is_empty()) {
            Some(line) => Err(CheckpointError::Line(line.clone())),
            None => Ok(checkpoint),
        }
    }
}

impl SignedCheckpoint {
    /// Reads a signed checkpoint. Signatures of others (cosignatures of witnesses) are kept as they are.
    pub fn parse(text: &str) -> Result<SignedCheckpoint, CheckpointError> {
        let note = Note::parse(text)?;
        let checkpoint = Checkpoint::parse(&note.text)?;
        Ok(SignedCheckpoint { note, checkpoint })
    }

    /// The text; [`SignedCheckpoint::parse`] reads it back.
    pub fn to_text(&self) -> String {
        self.note.to_text()
    }

    /// What it says, whether it is signed or not.
    pub fn unverified(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// What it says, once the signature of `key` under `name` was found and fits.
    pub fn verify(&self, key: &LogPublic, name: &str) -> Result<&Checkpoint, CheckpointError> {
        let key_id = key.key_id(name);
        let mut signatures = self.note.signatures.iter().filter(|line| line.name == name && line.key_id == key_id);
        let signature = signatures.next().ok_or_else(|| CheckpointError::NotSigned(name.to_owned()))?;
        if key.signed(self.note.text.as_bytes(), &signature.bytes) {
            Ok(&self.checkpoint)
        } else {
            Err(CheckpointError::Forged(name.to_owned()))
        }
    }

    /// The hash of the lines that are signed: cosignatures that are added later do not change it.
    pub(crate) fn text_hash(&self) -> Hash {
        leaf_hash(self.note.text.as_bytes())
    }

    /// The signature lines, in their order.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.note.signatures
    }
}

/// A decimal number in its one form.
pub(crate) fn parse_size(text: &str) -> Result<u64, CheckpointError> {
    let broken = || CheckpointError::Size(text.to_owned());
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if !plain {
        return Err(broken());
    }
    text.parse().map_err(|_| broken())
}
