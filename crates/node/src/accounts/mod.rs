//! Accounts: people come in by a link, are confirmed by a colleague, sign in, and are revoked.
//!
//! **An account is a holder of keys.** Its name stands in the log, and what it may open is what colleagues wrapped to its
//! keys: there is no other table of users, and no way to a record that only a check in the program would guard.
//!
//! * [`Node::sign_in`], [`Node::session`]: passwords, second factors and sessions, which are in memory only
//! * [`Node::invite`], [`Node::accept`], [`Node::confirm`]: how somebody joins
//! * [`Node::revoke`], [`Node::reset`]: how somebody leaves, or comes back
//! * [`Node::issue_token`]: programs that read in somebody's name
//!
//! Invariant: nothing here is kept in clear but names, roles and hashes; a token is told once.
//! The choices and their reasons: `docs/decisions/0017-accounts-are-holders.md`.

mod accept;
mod ahead;
mod approvals;
mod by_key;
mod clock;
mod confirm;
mod device;
mod error;
mod invite;
mod lanes;
mod password;
mod people;
mod records;
mod recovery_key;
mod reset;
mod revoke;
mod secret;
mod session;
mod sessions;
mod sign_in;
mod source;
mod standing;
mod tokens;
mod totp;
mod welcome;

use rooms::header::Hour;
use rooms::shared::Day;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Mutex;

pub use accept::Accepted;
pub use clock::Clock;
pub use confirm::Confirmed;
pub use error::AccountError;
pub use invite::{INVITATION_DAYS, INVITATION_DAYS_MAX, InvitationLine, InvitationView, Invite};
pub use people::PersonLine;
pub use recovery_key::RecoveryKey;
pub use reset::{RESET_DAYS, Reset};
pub use secret::Secret;
pub use session::{Session, SessionLine};
pub use sessions::{SESSION_ABSOLUTE_MS, SESSION_ACCOUNT_MAX, SESSION_IDLE_MS, SESSIONS_MAX, SessionId};
pub use sign_in::{SignIn, SignedIn};
pub use source::Source;
pub use tokens::{IssueToken, TOKEN_DAYS_MAX, TokenLine, TokenReader};
pub use totp::TotpEnrolment;

pub(crate) use lanes::{Lane, Lanes, Turn};
pub(crate) use records::ACCOUNT_KINDS;

use crate::{Node, NodeError};

/// What a node keeps in memory for its accounts.
pub(crate) struct Accounts {
    pub(crate) lanes: Arc<Lanes>,
    /// How often the hard function ran.
    pub(crate) hard_count: Arc<AtomicU64>,
    pub(crate) sessions: sessions::Sessions,
    pub(crate) unseen: ahead::Unseen,
    devices: device::Devices,
    enrolments: totp::Enrolments,
    /// One look at a second factor at a time, so that a code is taken once.
    second_factors: Mutex<()>,
    /// The token of the link that a first start prints.
    welcome: Secret,
    clock: Clock,
}

impl Accounts {
    pub(crate) fn new(log_seed: &[u8; 32]) -> Result<Self, NodeError> {
        Ok(Self {
            lanes: Arc::default(),
            hard_count: Arc::default(),
            sessions: sessions::Sessions::default(),
            unseen: ahead::Unseen::default(),
            devices: device::Devices::new(log_seed),
            enrolments: totp::Enrolments::default(),
            second_factors: Mutex::new(()),
            welcome: Secret::random()?,
            clock: Clock::system(),
        })
    }

    pub(crate) fn now_ms(&self) -> u64 {
        self.clock.now_ms()
    }
}

impl Node {
    /// The day it is, in UTC: what agreements and consents end by.
    pub(crate) fn today(&self) -> Day {
        Day::of(Hour::of_unix_ms(self.accounts.now_ms()))
    }

    /// The same node by another clock: sessions, links, codes, pauses, consents and agreements go by it.
    #[must_use]
    pub fn by_clock(mut self, clock: Clock) -> Self {
        self.accounts.clock = clock;
        self
    }

    /// How often the hard function of passwords ran since the node was opened: equal work is shown by counting it.
    #[must_use]
    pub fn hard_function_count(&self) -> u64 {
        self.accounts.hard_count.load(Ordering::Relaxed)
    }
}

pub(crate) fn sealing(error: store::seal::SealError) -> NodeError {
    NodeError::Sealing(error.to_string())
}
