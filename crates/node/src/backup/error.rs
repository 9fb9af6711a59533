//! What can go wrong with backups, restoring and recovering, in the operator's words.

/// Why a backup was not made, not taken or not used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// No data backup lies there.
    #[error("`{path}` is not the manifest of a data backup ({why}); name a folder that `landfall backup` made")]
    NotABackup {
        /// The file that was looked at.
        path: String,
        /// What was wrong with it.
        why: String,
    },
    /// A data backup where a node is meant.
    #[error(
        "`{path}` is a data backup and no node; `landfall backup --check` looks at it, `landfall restore` makes a node of it"
    )]
    NoNode {
        /// The folder named.
        path: String,
    },
    /// A data backup is not as it was made.
    #[error("the data backup is not as it was made ({what}); take another one")]
    NotAsMade {
        /// The first of what was found.
        what: String,
    },
    /// The folder for backups would lie in what is backed up.
    #[error("`{path}` lies in the node itself; a backup belongs on another disk")]
    Inside {
        /// The folder named.
        path: String,
    },
    /// A file is not a key backup.
    #[error("`{path}` is not a key backup ({why})")]
    NotAKeyBackup {
        /// The file.
        path: String,
        /// What was wrong with it.
        why: String,
    },
    /// A key backup is not put in the place of something else.
    #[error("`{path}` is not a key backup of this node ({why}); it is left as it is: name another file")]
    NotOurs {
        /// The file.
        path: String,
        /// What it is.
        why: String,
    },
    /// The node is older than the key backup that it would replace.
    #[error(
        "`{path}` is of this node at {theirs} entries, and this node has {ours}: it looks like an old copy of the node. \
         The file is left as it is; to keep keys of this copy too, name another file"
    )]
    Newer {
        /// The file.
        path: String,
        /// Entries at the key backup.
        theirs: u64,
        /// Entries here.
        ours: u64,
    },
    /// Key backup and data backup are of two nodes.
    #[error("the key backup is of node `{keys}`, the data backup of node `{data}`, or their log keys differ")]
    OtherNode {
        /// The node of the key backup.
        keys: String,
        /// The node of the data backup.
        data: String,
    },
    /// Key backup and data backup are of one node, and not of one history.
    #[error(
        "the key backup and the data backup are of histories that went apart (at entry {index}); take two that belong \
         together"
    )]
    OtherHistory {
        /// The first entry at which they differ.
        index: u64,
    },
    /// The keys of the data's epoch are not in the key backup.
    #[error(
        "the key backup is older than the keys that the data backup names ({what}); take the newest key backup, or an \
         older data backup"
    )]
    KeysTooOld {
        /// The key that is not there.
        what: String,
    },
    /// A share is not written as one.
    #[error("the share in `{sheet}` is not readable: {why}")]
    Share {
        /// Where the share was read from.
        sheet: String,
        /// What is wrong with it.
        why: String,
    },
    /// Fewer than two different shares.
    #[error("`{first}` and `{second}` hold the same share (number {number}); bring two different ones of one set")]
    SameShare {
        /// Where the first was read from.
        first: String,
        /// Where the second was read from.
        second: String,
        /// Its number.
        number: u8,
    },
    /// One share opens nothing.
    #[error("{found} share was given; two different ones of a set are needed")]
    TooFewShares {
        /// How many were given.
        found: usize,
    },
    /// Shares of two sets.
    #[error(
        "the share in `{first}` is of set {first_set:08x}, the one in `{second}` of set {second_set:08x}; bring two of one set"
    )]
    OtherSet {
        /// Where the first was read from.
        first: String,
        /// Its set.
        first_set: u32,
        /// Where the second was read from.
        second: String,
        /// Its set.
        second_set: u32,
    },
    /// Two shares that say they belong together and do not.
    #[error("the shares do not join: one of them was not made with the other")]
    Disagree,
    /// The shares are good, and of something else.
    #[error("the shares are not those of {wanted}: they are {found}")]
    WrongShares {
        /// What is to be opened.
        wanted: String,
        /// What they are.
        found: String,
    },
    /// Keys changed again and again while they were being read, or another key backup is being written.
    #[error(
        "the keys of the node are being changed, or another key backup is being written; try again when that has ended"
    )]
    Moving,
    /// The name is taken, by a holder with another passphrase.
    #[error(
        "there is a holder `{handle}`, and the passphrase is not theirs; name a new holder, or give their passphrase"
    )]
    HolderTaken {
        /// The name.
        handle: String,
    },
    /// A member of one organisation cannot become one of another.
    #[error("`{handle}` is of organisation `{organisation}`; name a new holder")]
    HolderElsewhere {
        /// The holder.
        handle: String,
        /// Their organisation.
        organisation: String,
    },
}

impl BackupError {
    /// How a command ends that fails with it, and its stable code.
    pub(crate) fn exit_and_code(&self) -> (u8, &'static str) {
        match self {
            Self::NotABackup { .. } => (2, "not-a-backup"),
            Self::NoNode { .. } => (2, "is-a-backup"),
            Self::NotAsMade { .. } => (1, "not-as-made"),
            Self::Inside { .. } => (2, "inside-node"),
            Self::NotAKeyBackup { .. } => (2, "not-a-key-backup"),
            Self::NotOurs { .. } => (3, "not-ours"),
            Self::Newer { .. } => (3, "newer-key-backup"),
            Self::OtherNode { .. } => (2, "other-node"),
            Self::OtherHistory { .. } => (2, "other-history"),
            Self::KeysTooOld { .. } => (2, "keys-too-old"),
            Self::Share { .. } => (2, "bad-share"),
            Self::SameShare { .. } | Self::TooFewShares { .. } => (2, "too-few-shares"),
            Self::OtherSet { .. } | Self::Disagree | Self::WrongShares { .. } => (2, "wrong-shares"),
            Self::Moving => (3, "moving"),
            Self::HolderTaken { .. } | Self::HolderElsewhere { .. } => (3, "holder-taken"),
        }
    }
}
