//! Who gets to a handler at all: one check around every handler of [`crate::ROUTES`], before the handler runs.
//!
//! **Invariant**: a handler learns who asks from a [`Reader`] only, and nothing but this check makes one. Whoever has no
//! session learns of a guarded address only that one has to sign in; whoever may not see what lies there gets the page of
//! what does not exist.

mod caller;
mod check;
mod cookies;
mod family;
mod form;
mod onward;
mod reader;

use firewall::Action;
use rooms::header::Purpose;

pub(crate) use check::{At, check};
pub use cookies::{DEVICE, SESSION, signed_in, signed_out, value};
pub(crate) use family::{follows, follows_no_more, follows_with};
pub use form::{FORM_BYTES_MAX, new_word};
pub use onward::{onward, sign_in};
pub use reader::Reader;

/// Who gets to a route's handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everybody, and nothing of it depends on who asks: what is published.
    Public,
    /// Everybody, to find out who they are: signing in, joining, unlocking, following a report.
    Anybody,
    /// Whoever has a session.
    SignedIn,
    /// Whose role may do this with records of this purpose at all; each record is decided on by itself later.
    Records {
        /// What is done with them.
        action: Action,
        /// What for.
        purpose: Purpose,
        /// Which kind stands on the page.
        kind: &'static str,
    },
    /// Whoever has a session or a token: which records are asked for stands in the address, and the node decides on each.
    Program,
    /// Whose role may do this with the node.
    Governs(Action),
}

impl Guard {
    /// What somebody on such a page works for, where it is one purpose.
    #[must_use]
    pub const fn purpose(self) -> Option<Purpose> {
        match self {
            Self::Records { purpose, .. } => Some(purpose),
            Self::Public | Self::Anybody | Self::SignedIn | Self::Program | Self::Governs(_) => None,
        }
    }
}
