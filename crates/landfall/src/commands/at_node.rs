//! What commands on a node share: a run time, and a node's answers as exit codes.

use std::future::Future;

use node::NodeError;

use crate::output::{Exit, Failure};

/// Runs a command's work at a node to its end.
///
/// # Errors
/// What the work says, or that no thread could be started.
pub fn work<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::new(Exit::CheckFailed, "runtime", error.to_string()))?;
    runtime.block_on(work)
}

impl From<NodeError> for Failure {
    fn from(error: NodeError) -> Self {
        let (exit, code) = match error {
            NodeError::Register(faults) => return faults.into(),
            NodeError::NotEmpty { .. } => (Exit::Refused, "not-empty"),
            NodeError::NotANode { .. } => (Exit::BadInput, "not-a-node"),
            NodeError::BadName { .. } => (Exit::BadInput, "bad-name"),
            NodeError::HolderTwice { .. } | NodeError::NoHolder => (Exit::BadInput, "usage"),
            NodeError::File { .. } => (Exit::BadInput, "file"),
            NodeError::WrongPassphrase { .. } => (Exit::Refused, "wrong-passphrase"),
            NodeError::HoldsNoKey { .. } => (Exit::Refused, "holds-no-key"),
            NodeError::Locked => (Exit::Locked, "locked"),
            NodeError::Refused { .. } => (Exit::Refused, "refused"),
            NodeError::NoSuchRecord => (Exit::BadInput, "no-such-record"),
            NodeError::Conflict { .. } => (Exit::Refused, "conflict"),
            NodeError::UnknownOrganisation { .. } => (Exit::BadInput, "unknown-organisation"),
            NodeError::Unwritable(_) => (Exit::BadInput, "unwritable"),
            NodeError::Stopped { .. } => (Exit::CheckFailed, "stopped"),
            NodeError::Damaged { .. } => (Exit::CheckFailed, "damaged"),
            _ => (Exit::CheckFailed, "node"),
        };
        Self::new(exit, code, error.to_string())
    }
}
