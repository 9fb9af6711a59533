//! What can go wrong at a node, in the caller's words.

use std::path::Path;

use interop::Faults;

use crate::ApprovalFault;

/// Why a node did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NodeError {
    /// A node is made in a place of its own.
    #[error("`{path}` is there already and is not empty; name a directory that does not exist yet")]
    NotEmpty {
        /// The place as the user named it.
        path: String,
    },
    /// No node lies there.
    #[error("`{path}` is not the directory of a node ({why}); `landfall init` makes one")]
    NotANode {
        /// The file that was looked at.
        path: String,
        /// What was wrong with it.
        why: String,
    },
    /// A name that could not stand in files and keys as it is.
    #[error("the {what} `{name}` is not a usable name; take 1 to 64 of the letters a-z, A-Z, 0-9, `-`, `.` and `_`")]
    BadName {
        /// What is named.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// Two first holders of one name.
    #[error("the holder `{handle}` is named twice; name each holder once")]
    HolderTwice {
        /// The name.
        handle: String,
    },
    /// A node that nobody could open.
    #[error("a node needs a first holder of its keys; name at least one")]
    NoHolder,
    /// A file of the node could not be read or written.
    #[error("`{path}` cannot be {doing} ({source})")]
    File {
        /// What was tried, as a participle.
        doing: &'static str,
        /// Which file.
        path: String,
        /// The system's answer.
        source: std::io::Error,
    },
    /// The same answer for a holder who does not exist: a locked node names nobody.
    #[error("no key of `{handle}` opens with this passphrase; check both")]
    WrongPassphrase {
        /// The holder named.
        handle: String,
    },
    /// Nobody of that name holds keys here.
    #[error("no holder of keys is called `{handle}` here; `landfall holder list` names them")]
    NoSuchHolder {
        /// The name.
        handle: String,
    },
    /// Several hold keys, and none was named.
    #[error("this node has {count} holders of keys; name one with `--holder`")]
    WhichHolder {
        /// How many there are.
        count: usize,
    },
    /// Another process has the node.
    #[error("another process holds the node (`{path}`); wait until it ends, or end it")]
    InUse {
        /// The lock file.
        path: String,
    },
    /// The holder's passphrase was right, but the key asked for was never wrapped to them.
    #[error("`{handle}` holds no {what} here; an administrator can hand it on")]
    HoldsNoKey {
        /// The holder.
        handle: String,
        /// The key asked for.
        what: String,
    },
    /// The private keys are not in memory.
    #[error("the node is locked; unlock it with `landfall unlock`")]
    Locked,
    /// The name stands for an organisation already.
    #[error("an organisation `{organisation}` is on this node already; `landfall organisation list` names them")]
    OrganisationTaken {
        /// The name.
        organisation: String,
    },
    /// Not the code of a country.
    #[error("`{code}` is no code of a country; write two capital letters (ISO 3166), such as GR")]
    BadCountry {
        /// What was written.
        code: String,
    },
    /// A policy of the operator does not load.
    #[error(
        "the policies of this node do not load: {0}; mend the file in the folder `policies` of the node, or take it away"
    )]
    Policies(String),
    /// The firewall said no.
    #[error("`{principal}` may not {action} for the purpose {purpose}")]
    Refused {
        /// Who asked.
        principal: String,
        /// What was asked.
        action: &'static str,
        /// What for.
        purpose: String,
    },
    /// More was read than one person is shown without a colleague looking at it.
    #[error(
        "`{principal}` has read more than is usual and is stopped; an auditor or a coordinator looks at it and releases it"
    )]
    BudgetSpent {
        /// Who.
        principal: String,
    },
    /// Nothing to see: it does not exist, or not for this principal.
    #[error("there is no such record")]
    NoSuchRecord,
    /// A word that several records have.
    #[error("`{word}` names more than one record; say which: {meant}")]
    Ambiguous {
        /// The word.
        word: String,
        /// Words that tell them apart.
        meant: String,
    },
    /// A word that no kind of record has.
    #[error("no kind of record is called `{kind}`; the kinds are {known}")]
    UnknownKind {
        /// The word.
        kind: String,
        /// The words of all kinds.
        known: String,
    },
    /// The record changed since it was read.
    #[error(
        "the record is at version {actual}, and the change was made against version {expected}; look again and repeat it"
    )]
    Conflict {
        /// The version that the change was made against.
        expected: u32,
        /// The version that is stored.
        actual: u32,
    },
    /// The disk failed, and nothing more is written.
    #[error("the node has stopped writing ({cause}); check the disk, start anew, and what was acknowledged is there")]
    Stopped {
        /// The first failure.
        cause: String,
    },
    /// What is stored does not fit together.
    #[error("{what}; run `landfall verify` on the node")]
    Damaged {
        /// What does not fit, and where.
        what: String,
    },
    /// No key seals for that organisation.
    #[error(
        "no organisation `{organisation}` is known to this node; the names of its organisations are those it was made with"
    )]
    UnknownOrganisation {
        /// The organisation named.
        organisation: String,
    },
    /// A key could not be made or used.
    #[error("{0}")]
    Sealing(String),
    /// The store refused for another reason.
    #[error("{0}")]
    Store(String),
    /// A record that cannot be written down.
    #[error("the record cannot be written ({0})")]
    Unwritable(String),
    /// A file that does not come in.
    #[error("{0}")]
    NotTaken(String),
    /// Only the original is there.
    #[error("this file has no form without what it tells of its maker; ask for the original")]
    NoSuchForm,
    /// Nobody would be left to open what they hold the keys of.
    #[error(
        "`{handle}` is the last {what}, and nobody could open it any more; make another first (`landfall holder add`), or bring two recovery shares (`landfall recover`)"
    )]
    LastHolder {
        /// The holder.
        handle: String,
        /// Of what.
        what: String,
    },
    /// The name stands for somebody already, or did.
    #[error("`{handle}` is or was a holder of keys here; signatures stand under that name, so take another")]
    NameTaken {
        /// The name.
        handle: String,
    },
    /// No passphrase at all.
    #[error("the passphrase is empty; choose several words that nobody guesses")]
    EmptyPassphrase,
    /// Not a number of days.
    #[error("an epoch can be ordered to end every 1 to {most} days, or never")]
    BadOrder {
        /// The most days.
        most: u32,
    },
    /// An epoch is ending still.
    #[error("epoch {epoch} is not closed yet; unlock the node, it goes on by itself, and ask again")]
    EpochOpen {
        /// That epoch.
        epoch: u32,
    },
    /// What was asked for is not approved by those whose word it takes.
    #[error("the approval does not hold: {0}")]
    Unapproved(#[from] ApprovalFault),
    /// A number that is no probability.
    #[error("{value} is no probability; name a number from 0 to 1")]
    NotAProbability {
        /// The number.
        value: f64,
    },
    /// The register could not be computed.
    #[error("{0}")]
    NotComputed(String),
    /// Records that do not make a register.
    #[error("{0}")]
    Register(Faults),
    /// Something about an account was refused.
    #[error(transparent)]
    Account(#[from] crate::accounts::AccountError),
    /// A backup, a restoring or a recovery was refused.
    #[error(transparent)]
    Backup(#[from] crate::BackupError),
}

impl NodeError {
    pub(crate) fn file(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::File { doing, path, source }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

impl From<store::StoreError> for NodeError {
    fn from(error: store::StoreError) -> Self {
        match error {
            store::StoreError::Conflict { expected, actual } => Self::Conflict { expected, actual },
            store::StoreError::Stopped { cause } => Self::Stopped { cause },
            store::StoreError::Held { path } => Self::InUse { path: path.display().to_string() },
            other => Self::Store(other.to_string()),
        }
    }
}
