//! Remains: what was found, and what was read of them.

use facts::{AgeRange, PartialDate, Place, Sex};
use serde::{Deserialize, Serialize};

use super::{Narrative, text};
use crate::{header::Purpose, kind::Kind};

/// What is compared of remains, and by what lists name them. Their DNA stands in samples.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remains {
    /// Name of the record, unique among remains.
    pub id: String,
    /// Sex in papers found with the remains.
    #[serde(with = "text::sex")]
    pub sex_documents: Sex,
    /// Sex by amelogenin, where it does not stand in a sample.
    #[serde(with = "text::sex")]
    pub sex_amelogenin: Sex,
    /// Sex by pelvis or skull.
    #[serde(with = "text::sex")]
    pub sex_bones: Sex,
    /// Age at death, as estimated.
    #[serde(with = "text::option")]
    pub age_at_death: Option<AgeRange>,
    /// When found.
    #[serde(with = "text::option")]
    pub found: Option<PartialDate>,
    /// Where found.
    #[serde(with = "text::place")]
    pub place: Option<Place>,
    /// The route in words.
    pub route: Option<String>,
}

impl Kind for Remains {
    const NAME: &'static str = "remains";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Forensic;
    type Sealed = Narrative;

    fn source_id(&self) -> String {
        self.id.clone()
    }
}
