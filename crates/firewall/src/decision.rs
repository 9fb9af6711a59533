//! What the policies answer.

use serde::Serialize;

/// An answer: whether it may be done, by which policies, and what went wrong while asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Whether it may be done.
    pub is_allowed: bool,
    /// The policies that decided: permits where it is allowed, forbids where one spoke, none where nothing permits it.
    pub determining: Vec<String>,
    /// Errors of policies, of which each alone makes a denial and an alarm.
    pub errors: Vec<String>,
}
