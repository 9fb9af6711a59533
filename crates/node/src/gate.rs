//! The place of the firewall: what decides on every call through the door.

use rooms::header::{Header, Purpose};

use crate::{Action, Principal};

/// What decides who may do what, for which purpose, on a record's clear facts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Gate {
    /// Lets everybody through: for one person on their own machine, and never to be served beyond it.
    Permissive,
}

impl Gate {
    /// Whether it lets everybody through; such a node is not to be served outside its own machine.
    #[must_use]
    pub fn is_permissive(self) -> bool {
        matches!(self, Self::Permissive)
    }

    /// Whether the call may go on; `header` is that of the record, where it is about one.
    pub(crate) fn allows(self, _who: &Principal, _action: Action, _purpose: Purpose, _header: Option<&Header>) -> bool {
        match self {
            Self::Permissive => true,
        }
    }
}
