//! A missing person: a place in a family, and what is told of them.

use facts::{AgeRange, PartialDate, Place, Sex};
use serde::{Deserialize, Serialize};

use super::{Narrative, text};
use crate::{header::Purpose, kind::Kind};

/// What is compared of a missing person, and by what lists name them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingPerson {
    /// Name of the record, unique among missing people.
    pub id: String,
    /// Name of the family.
    pub family: String,
    /// Name of the person in that family.
    pub person: String,
    /// The name as the family writes it, in any script.
    pub name: Option<String>,
    /// Sex as the family tells it.
    #[serde(with = "text::sex")]
    pub sex_family: Sex,
    /// Sex in documents.
    #[serde(with = "text::sex")]
    pub sex_documents: Sex,
    /// Birth date.
    #[serde(with = "text::option")]
    pub born: Option<PartialDate>,
    /// Age when last seen.
    #[serde(with = "text::option")]
    pub age_last_seen: Option<AgeRange>,
    /// When last seen or heard of.
    #[serde(with = "text::option")]
    pub last_seen: Option<PartialDate>,
    /// Where last seen or heard of.
    #[serde(with = "text::place")]
    pub place: Option<Place>,
    /// The route in words.
    pub route: Option<String>,
}

impl Kind for MissingPerson {
    const NAME: &'static str = "missing-person";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Tracing;
    type Sealed = Narrative;

    fn source_id(&self) -> String {
        self.id.clone()
    }
}
