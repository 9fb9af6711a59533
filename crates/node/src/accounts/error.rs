//! Why something about an account was not done, in the caller's words.

use crate::PasswordFault;

/// Why something about an account was not done.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AccountError {
    /// One answer for links that never were, are used, have expired or were taken back.
    #[error("this link does not work, or no longer; ask the colleague who gave it for another")]
    NoSuchLink,
    /// A role that nobody is invited to.
    #[error("nobody can be invited as `{role}`; name one or several of: {known}")]
    NotARole {
        /// The word.
        role: String,
        /// The roles there are.
        known: String,
    },
    /// Administrators are made by administrators.
    #[error("only an administrator invites or helps an administrator; ask one")]
    AdministratorsOnly,
    /// Too many or too few days.
    #[error("this works for 1 to {most} days; name a number between")]
    Days {
        /// The most days.
        most: u32,
    },
    /// A password that others would guess.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// Nobody waits under that name.
    #[error("nobody called `{handle}` waits to be confirmed; `landfall people` names those who do")]
    NobodyWaits {
        /// The name.
        handle: String,
    },
    /// What was stored is not what the person signed.
    #[error("the request of `{handle}` does not carry the signature of its own keys; decline it and invite them anew")]
    Forged {
        /// The name.
        handle: String,
    },
    /// A colleague who holds no keys cannot hand any on.
    #[error("you hold no keys of this organisation yourself; a colleague who does has to do this")]
    NoKeys,
    /// Not the current password.
    #[error("this is not your password; type it again")]
    WrongPassword,
    /// The code is not the one that the device shows now.
    #[error("this code is not the one that the device shows now; wait for the next one and type that")]
    WrongCode,
    /// There was no enrolment, or it took too long.
    #[error("begin setting up the second factor again; this took too long")]
    NotBegun,
    /// A recovery key with a letter that is not what was written down.
    #[error("this is not a recovery key of this account; look at the paper again")]
    WrongRecoveryKey,
    /// The role is not one of theirs.
    #[error("the role `{role}` is none of yours")]
    NotYourRole {
        /// The role.
        role: String,
    },
    /// Nobody takes their own account away, who might be locked out.
    #[error("a colleague has to take this account away; nobody does so to themselves")]
    Oneself,
    /// Too many at once from one place.
    #[error("too many ask from there just now; wait a minute and try again")]
    Busy,
}

impl AccountError {
    /// The exit code of a command that fails with it, and its stable word.
    pub(crate) fn exit_and_code(&self) -> (u8, &'static str) {
        match self {
            Self::NoSuchLink => (2, "no-such-link"),
            Self::NotARole { .. } | Self::NotYourRole { .. } => (2, "not-a-role"),
            Self::AdministratorsOnly => (3, "administrators-only"),
            Self::Days { .. } => (2, "usage"),
            Self::Password(_) => (2, "weak-passphrase"),
            Self::NobodyWaits { .. } => (2, "nobody-waits"),
            Self::Forged { .. } => (3, "forged"),
            Self::NoKeys => (3, "holds-no-key"),
            Self::WrongPassword => (4, "wrong-passphrase"),
            Self::WrongCode | Self::NotBegun => (2, "wrong-code"),
            Self::WrongRecoveryKey => (2, "wrong-recovery-key"),
            Self::Oneself => (3, "oneself"),
            Self::Busy => (3, "busy"),
        }
    }
}
