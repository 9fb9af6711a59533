//! The public side of a family's code: what is sealed to the family is sealed with it.

use serde::{Deserialize, Serialize};

use crate::{
    header::{OrgId, Purpose, RecordId},
    kind::{Kind, Nothing},
};

/// A family's key at this node. The code itself is nowhere; who has it has the other half.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyKey {
    /// The family as an organisation of one: a name that is derived from the code and says nothing of it.
    pub family: OrgId,
    /// The key that everybody may know: 64 small hexadecimal digits.
    pub public_key: String,
    /// The report that the family follows.
    pub record: RecordId,
    /// Whether the code still opens anything.
    pub state: FamilyKeyState,
}

/// Where a family's code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FamilyKeyState {
    /// It opens the report.
    Active,
    /// It was lost or given to the wrong people, and opens nothing any more.
    Ended,
}

impl Kind for FamilyKey {
    const NAME: &'static str = "family-key";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Tracing;
    type Sealed = Nothing;

    /// One key a family.
    fn source_id(&self) -> String {
        self.family.to_string()
    }
}
