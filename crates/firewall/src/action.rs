//! What is asked of the door.

use crate::words::words;

words!(
    /// What is asked of the door, each with its own right.
    Action, "action", {
        /// Read what machines compare of one record.
        Read = "read",
        /// Read one record with its sealed part.
        Open = "open",
        /// Read many records.
        List = "list",
        /// Learn how many records there are.
        Count = "count",
        /// Take many records out of the node.
        Export = "export",
        /// Read a file of a record.
        Download = "download",
        /// Learn which record a word names.
        Find = "find",
        /// Be shown that a record may have to do with another.
        Suggest = "suggest",
        /// Be told that something happened to a record.
        Notify = "notify",
        /// Add a record or change one.
        Write = "write",
        /// Add a file to a record.
        Attach = "attach",
        /// Take in many records.
        Import = "import",
        /// Say that one record may be about the same person as another.
        Propose = "propose",
        /// Look at what somebody proposed, and sign.
        Review = "review",
        /// Decide about a person, and sign.
        Decide = "decide",
        /// Hand over a record and learn nothing.
        Deliver = "deliver",
        /// Record a consent or its withdrawal.
        Consent = "consent",
        /// Put a legal hold on a record, or lift it.
        Hold = "hold",
        /// Erase a record.
        Erase = "erase",
        /// See who read a record.
        ReadLog = "read-log",
        /// Run the node: backups, checks, epochs.
        Operate = "operate",
        /// See who opened what on the whole node.
        ReadAudit = "read-audit",
        /// Invite a colleague.
        Invite = "invite",
        /// Confirm a colleague who accepted.
        Confirm = "confirm",
        /// Take an account away.
        Revoke = "revoke",
        /// Make an agreement with a partner, or end one.
        Agree = "agree",
        /// Give a family the code with which it follows its report.
        IssueCode = "issue-code",
        /// Let a program read in one's name.
        IssueToken = "issue-token",
    }
);

impl Action {
    /// Whether it is about the node and not about a record.
    #[must_use]
    pub const fn is_about_the_node(self) -> bool {
        matches!(
            self,
            Self::Operate
                | Self::ReadAudit
                | Self::Invite
                | Self::Confirm
                | Self::Revoke
                | Self::Agree
                | Self::IssueCode
                | Self::IssueToken
        )
    }
}
