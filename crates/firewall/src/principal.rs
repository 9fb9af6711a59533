//! Who asks: a person of an organisation in one role, a visitor, or a part of the program under its own name.

use std::fmt;

use rooms::header::{OrgId, PersonRef, Sector};

use crate::words::words;

words!(
    /// What somebody acts as. A person may hold several roles and acts in one at a time.
    Role, "role", {
        /// Follows their own report with a code.
        Family = "family",
        /// Looks for missing people.
        TracingOfficer = "tracing-officer",
        /// Gives remains their name.
        ForensicAnalyst = "forensic-analyst",
        /// Recognises needs and refers.
        CaseWorker = "case-worker",
        /// Watches returns and detention, documents violations.
        Monitor = "monitor",
        /// Publishes.
        Editor = "editor",
        /// Looks after colleagues and agreements.
        Coordinator = "coordinator",
        /// Looks at who opened what.
        Auditor = "auditor",
        /// Runs the node.
        Administrator = "administrator",
        /// Has no account.
        Visitor = "visitor",
        /// No person: a part of the program.
        Machine = "machine",
    }
);

impl Role {
    /// The roles that a member of an organisation can be given.
    pub const OF_MEMBERS: &'static [Self] = &[
        Self::TracingOfficer,
        Self::ForensicAnalyst,
        Self::CaseWorker,
        Self::Monitor,
        Self::Editor,
        Self::Coordinator,
        Self::Auditor,
        Self::Administrator,
    ];
}

words!(
    /// How far somebody belongs to the organisation that they act for.
    Status, "status", {
        /// Invited, and not confirmed by a colleague yet.
        Invited = "invited",
        /// A member.
        Confirmed = "confirmed",
        /// No longer a member.
        Revoked = "revoked",
    }
);

/// Who asks, and by which way. Only what has looked at keys, sessions or codes makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The name that stands in the audit of reads.
    pub handle: PersonRef,
    /// The organisation acted for.
    pub organisation: OrgId,
    /// The part of society that this organisation belongs to.
    pub sector: Sector,
    /// What they act as.
    pub role: Role,
    /// How far they belong to the organisation.
    pub status: Status,
    /// By which way they come: `GET /missing/{id}`, `landfall open`, `machine`. It stands in the audit and decides nothing.
    pub route: String,
}

impl Principal {
    /// Whether no person acts.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        self.role == Role::Machine
    }

    /// The same on another way.
    #[must_use]
    pub fn by_route(mut self, route: &str) -> Self {
        route.clone_into(&mut self.route);
        self
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} of {} as {}", self.handle, self.organisation, self.role)
    }
}
