//! A node: a directory of records that survive and tell a thief nothing, and the one door to them.
//!
//! [`Node::init`] makes one, [`Node::open_directory`] opens it locked. All reading and writing goes through the
//! [`door`]: who, what, what for.
//!
//! **Invariant**: the only crate that knows the store, and none of the store's types is in its public interface.

pub mod accounts;
mod agreements;
mod attachments;
mod audit;
mod backup;
mod ceremony;
mod clock;
mod columns;
mod consents;
pub mod control;
mod custody;
pub mod door;
mod error;
mod export;
pub mod family;
mod find;
mod folding;
mod holders;
mod init;
mod key_backup;
mod keys;
mod kinds;
mod layout;
mod matching;
mod new_password;
mod opening;
mod outgoing;
mod proposals;
mod recover;
mod register;
mod relations;
mod renew;
mod restore;
mod retold;
mod sections;
#[cfg(feature = "seeded")]
pub mod seeded;
mod settings;
mod shares;
mod snapshot;
mod staging;
mod verify;
mod view;

pub use agreements::AgreementLine;
pub use attachments::{FileWords, Form, OpenedFile, read_file};
pub use audit::budget::{DAY_MAX, EXPORT_DAY_MAX, HOUR_MAX, LINES_PER_RECORD, SpentBudget};
pub use audit::{AUDIT_LINES_MAX, AuditFilter, AuditPage, ToldLine, ToldRecord};
pub use backup::{Backup, BackupError};
pub use consents::{Answer, OnFile};
pub use custody::{
    Approval, ApprovalFault, Approved, Asked, Certificate, Erased, Evidence, HeldBy, Hex, Named, NewHolder,
    NewOrganisation, OrganisationLine, Signer, Verb,
};
pub use door::Outcome;
pub use error::NodeError;
pub use export::{CHUNK_COUNT, Ended, Export, Format, FormatError};
pub use find::Listed;
pub use firewall::{Action, Decision, Principal, Role, Status};
pub use init::{InitOptions, Initialised};
pub use key_backup::KeyBackup;
pub use new_password::{PASSWORD_BYTE_COUNT_MAX, PASSWORD_CHAR_COUNT_MIN, PasswordFault, check_new_password};
pub use opening::{Member, Node};
pub use outgoing::{Outgoing, OutgoingPage, handle_of};
pub use recover::{Recovered, Recovery};
pub use register::Imported;
pub use restore::Restored;
pub use settings::PassphraseCost;
pub use shares::ShareSheet;
pub use snapshot::SnapshotUse;
pub use verify::Verification;
