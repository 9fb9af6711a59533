//! Why something was not done, in a form that goes over the socket: code, exit code, words, places.

use interop::{Faults, Place};
use serde::{Deserialize, Serialize};

use crate::{ApprovalFault, NodeError};

/// Why something was not done.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// Stable code, such as `locked`.
    pub code: String,
    /// The exit code of a command that fails with it: 1 a check failed, 2 bad input, 3 refused, 4 locked.
    pub exit: u8,
    /// For people, with the remedy.
    pub message: String,
    /// Where in the input, if it was the input.
    #[serde(default)]
    pub places: Vec<Place>,
}

impl Failure {
    /// A failure without a place in a file.
    #[must_use]
    pub fn new(exit: u8, code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), exit, message: message.into(), places: Vec::new() }
    }
}

impl From<NodeError> for Failure {
    fn from(error: NodeError) -> Self {
        let (exit, code) = match &error {
            NodeError::Register(_) => return faults(error),
            NodeError::Locked => (4, "locked"),
            NodeError::WrongPassphrase { .. } => (4, "wrong-passphrase"),
            NodeError::HoldsNoKey { .. } => (4, "holds-no-key"),
            NodeError::Refused { .. } => (3, "refused"),
            NodeError::BudgetSpent { .. } => (3, "budget-spent"),
            NodeError::Conflict { .. } => (3, "conflict"),
            NodeError::Stopped { .. } => (1, "stopped"),
            NodeError::Damaged { .. } => (1, "damaged"),
            NodeError::NotANode { .. } => (2, "not-a-node"),
            NodeError::NotEmpty { .. } => (2, "not-empty"),
            NodeError::BadName { .. } => (2, "bad-name"),
            NodeError::HolderTwice { .. } | NodeError::NoHolder => (2, "usage"),
            NodeError::NotAProbability { .. } => (2, "usage"),
            NodeError::NotComputed(_) => (2, "bad-register"),
            NodeError::Ambiguous { .. } => (2, "ambiguous"),
            NodeError::UnknownKind { .. } => (2, "unknown-kind"),
            NodeError::Account(error) => error.exit_and_code(),
            NodeError::Backup(error) => error.exit_and_code(),
            NodeError::NotTaken(_) => (2, "not-taken"),
            NodeError::NoSuchForm => (2, "no-such-form"),
            NodeError::NoSuchRecord => (2, "no-such-record"),
            NodeError::InUse { .. } => (3, "in-use"),
            NodeError::WhichHolder { .. } => (2, "which-holder"),
            NodeError::Unapproved(ApprovalFault::Held { .. }) => (3, "legal-hold"),
            NodeError::Unapproved(_) => (3, "not-approved"),
            NodeError::LastHolder { .. } => (3, "last-holder"),
            NodeError::EpochOpen { .. } => (3, "epoch-open"),
            NodeError::NameTaken { .. } => (2, "name-taken"),
            NodeError::EmptyPassphrase => (2, "empty-passphrase"),
            NodeError::BadCountry { .. } => (2, "usage"),
            NodeError::OrganisationTaken { .. } => (2, "organisation-taken"),
            NodeError::Policies(_) => (2, "bad-policies"),
            NodeError::BadOrder { .. } => (2, "usage"),
            NodeError::NoSuchHolder { .. } => (2, "no-such-holder"),
            _ => (2, "node"),
        };
        Self::new(exit, code, error.to_string())
    }
}

fn faults(error: NodeError) -> Failure {
    let message = error.to_string();
    match error {
        NodeError::Register(Faults { code, faults }) => {
            let places = faults.into_iter().map(|fault| fault.place).collect();
            Failure { places, ..Failure::new(2, code, message) }
        }
        _ => Failure::new(2, "node", message),
    }
}
