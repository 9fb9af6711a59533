//! A message between a family and those who look for the person it misses.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    header::{OrgId, Purpose, RecordId},
    kind::Kind,
};

/// A message as the node itself sees it: between whom, about which report. The words are sealed twice, so that both sides
/// read them and the node does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyMessage {
    /// The family.
    pub family: OrgId,
    /// The report that it is about.
    pub about: RecordId,
    /// Who wrote it.
    pub writer: MessageWriter,
    /// The words, sealed to the family's key: hexadecimal digits.
    pub envelope: String,
    /// Told apart from others, since a message has no name of its own.
    pub number: u32,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageWriter {
    /// The organisation that has the report.
    Officer,
    /// The family.
    Family,
}

impl MessageWriter {
    /// The word that stands in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Family => "family",
        }
    }
}

/// The words, sealed to the organisation that has the report.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageWords {
    /// What was written.
    pub text: String,
}

impl fmt::Debug for MessageWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MessageWords(..)")
    }
}

impl Kind for FamilyMessage {
    const NAME: &'static str = "family-message";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Tracing;
    type Sealed = MessageWords;

    fn source_id(&self) -> String {
        format!("{}/{}", self.family, self.number)
    }
}
