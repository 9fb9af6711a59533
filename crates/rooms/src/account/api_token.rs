//! A token with which a program reads in a member's name.

use serde::{Deserialize, Serialize};

use crate::{
    header::{KindName, PersonRef, Purpose},
    kind::{Kind, Nothing},
};

/// What a program may read, for whom and until when. It opens no sealed part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApiToken {
    /// SHA-256 of the token: 64 small hexadecimal digits. The token itself is kept nowhere.
    pub token: String,
    /// What its owner calls it.
    pub label: String,
    /// In whose name it reads.
    pub handle: PersonRef,
    /// In which of their roles, by its word.
    pub role: String,
    /// For which purpose.
    pub purpose: Purpose,
    /// Which kinds of records.
    pub kinds: Vec<KindName>,
    /// Until when it works, in milliseconds since 1970.
    pub expires_unix_ms: u64,
    /// Whether it was taken back.
    pub is_withdrawn: bool,
}

impl Kind for ApiToken {
    const NAME: &'static str = "api-token";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Oversight;
    type Sealed = Nothing;

    fn source_id(&self) -> String {
        self.token.clone()
    }
}
