//! A family that looks for somebody: who descends from whom.

use facts::Sex;
use serde::{Deserialize, Serialize};

use super::text;
use crate::{
    header::Purpose,
    kind::{Kind, Nothing},
};

/// A family, with the missing in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Name, unique in the register.
    pub id: String,
    /// Name of its population, as [`super::Population::name`].
    pub population: String,
    /// Its people, in the order in which they were told.
    pub persons: Vec<FamilyPerson>,
}

/// A person of a family.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyPerson {
    /// Name, unique in the family.
    pub id: String,
    /// Father's name, where he stands in the family.
    pub father: Option<String>,
    /// Mother's name, where she stands in the family.
    pub mother: Option<String>,
    /// Name of the identical twin who stands for this person.
    pub twin_of: Option<String>,
    /// Sex.
    #[serde(with = "text::sex")]
    pub sex: Sex,
    /// Role in the family's words; `missing` marks who is sought.
    pub role: Option<String>,
}

impl Kind for Family {
    const NAME: &'static str = "family";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Tracing;
    type Sealed = Nothing;

    fn source_id(&self) -> String {
        self.id.clone()
    }
}
