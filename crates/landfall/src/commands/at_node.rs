//! What commands on a node share.

use std::future::Future;

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
