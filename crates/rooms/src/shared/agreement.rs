//! What was agreed with a partner: for which purposes, of which kinds, which fields, from when until when.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Day, Field, Fields};
use crate::header::{KindName, OrgId, Purpose, Sector};
use crate::kind::{Kind, KindError, of_version};

/// An agreement of the owner of this record with one partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The partner.
    pub partner: OrgId,
    /// The part of society that the partner belongs to.
    pub sector: Sector,
    /// What records may be kept and used for.
    pub purposes: BTreeSet<Purpose>,
    /// Kinds of records.
    pub kinds: BTreeSet<KindName>,
    /// Fields of them.
    pub fields: BTreeSet<Field>,
    /// The first day on which it is in force.
    pub start: Day,
    /// The last day on which it is in force; it ends at midnight UTC.
    pub end: Day,
    /// Where it stands.
    pub state: AgreementState,
}

/// Where an agreement stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementState {
    /// Signed: in force from its first to its last day.
    #[default]
    Signed,
    /// Ended early.
    Ended,
}

/// What was signed. Only members of the owner organisation read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementText {
    /// The text.
    pub text: Option<String>,
    /// Who signed.
    pub signatories: Vec<String>,
    /// Whom to write to.
    pub contact: Option<String>,
    /// Why it ended early.
    pub why_ended: Option<String>,
}

/// Why an agreement is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgreementFault {
    /// Ends before it begins.
    #[error("the agreement begins on {start} and ends on {end}; name a later end")]
    EndsBefore {
        /// Its first day.
        start: Day,
        /// Its last day.
        end: Day,
    },
    /// Says nothing of what may be read.
    #[error("the agreement names no {what}; name each one that the partner needs")]
    NoSuch {
        /// Purposes, kinds or fields.
        what: &'static str,
    },
    /// A field of a kind that is not agreed.
    #[error("the field `{field}` is of a kind that the agreement does not name; name the kind, or leave the field out")]
    FieldOfAnother {
        /// The field.
        field: Field,
    },
    /// Nobody with whom records about people are shared by agreement.
    #[error("an agreement with {} opens no record about a person; it is not taken", sector.as_str())]
    NoPartner {
        /// The partner's sector.
        sector: Sector,
    },
}

impl Agreement {
    /// Sectors with which no agreement opens a record about a person: enforcement and carriers never, courts, media and the
    /// public by released documents only, consulates by the consent of the one person.
    pub const NO_PARTNERS: [Sector; 7] = [
        Sector::CourtOrProsecutor,
        Sector::Police,
        Sector::ImmigrationEnforcement,
        Sector::Consulate,
        Sector::Carrier,
        Sector::Media,
        Sector::Public,
    ];

    /// Whether it is in force on a day.
    #[must_use]
    pub fn is_in_force_on(&self, day: Day) -> bool {
        self.state == AgreementState::Signed && self.start <= day && day <= self.end
    }

    /// Whether it is over on a day.
    #[must_use]
    pub fn has_ended_on(&self, day: Day) -> bool {
        self.state == AgreementState::Ended || self.end < day
    }

    /// Whether it names this use of this kind.
    #[must_use]
    pub fn names(&self, purpose: Purpose, kind: &str) -> bool {
        self.purposes.contains(&purpose) && self.kinds.iter().any(|it| it.as_str() == kind)
    }

    /// The fields that it lets out.
    #[must_use]
    pub fn fields(&self) -> Fields {
        Fields::Only(self.fields.clone())
    }

    /// What is wrong with it by itself.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(&self) -> Result<(), AgreementFault> {
        if self.end < self.start {
            return Err(AgreementFault::EndsBefore { start: self.start, end: self.end });
        }
        let counts = [("purpose", self.purposes.len()), ("kind", self.kinds.len()), ("field", self.fields.len())];
        if let Some((what, _)) = counts.into_iter().find(|(_, count)| *count == 0) {
            return Err(AgreementFault::NoSuch { what });
        }
        let is_foreign = |field: &&Field| field.kind().is_some_and(|kind| !self.kinds.contains(kind));
        if let Some(field) = self.fields.iter().find(is_foreign) {
            return Err(AgreementFault::FieldOfAnother { field: field.clone() });
        }
        if Self::NO_PARTNERS.contains(&self.sector) {
            return Err(AgreementFault::NoPartner { sector: self.sector });
        }
        Ok(())
    }
}

impl Kind for Agreement {
    const NAME: &'static str = "agreement";
    const VERSION: u16 = 1;
    /// It says nothing of a person; who watches over the work may know of it.
    const PURPOSE: Purpose = Purpose::Oversight;
    type Sealed = AgreementText;

    /// The partner and the first day: `red-cross-south-2026-11-25`.
    fn source_id(&self) -> String {
        format!("{}-{}", self.partner, self.start)
    }

    fn upcast(version: u16, matching: Value) -> Result<Self, KindError> {
        let read = of_version::<Self, Self>(version, matching)?;
        read.check().map_err(KindError::content::<Self>)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
