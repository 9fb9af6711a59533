//! The word of one administrator, where an account takes that of two.

use serde::{Deserialize, Serialize};

use crate::{
    header::{PersonRef, Purpose},
    kind::{Kind, Nothing},
};

/// One signature, kept until the second comes. It holds only for the state of the log that it was given at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountApproval {
    /// Whose account.
    pub handle: PersonRef,
    /// What was approved of.
    pub step: AccountStep,
    /// Who signed.
    pub by: PersonRef,
    /// Why, in the words that were signed.
    pub reason: String,
    /// The size of the log when it was signed.
    pub size: u64,
    /// The log's root at that size: 64 small hexadecimal digits.
    pub root: String,
    /// Ed25519, over the question that these make: 128 small hexadecimal digits.
    pub signature: String,
}

/// What somebody may approve of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountStep {
    /// Giving the keys.
    Confirm,
    /// Taking the keys.
    Revoke,
}

impl Kind for AccountApproval {
    const NAME: &'static str = "account-approval";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Oversight;
    type Sealed = Nothing;

    fn source_id(&self) -> String {
        format!("{}/{}", self.handle, self.by)
    }
}
