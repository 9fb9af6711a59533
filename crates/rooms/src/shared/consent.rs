//! What a person agreed to, for one use and one kind of sharing, and what they took back.
//!
//! Where several consents speak of the same use, a withdrawal wins over all of them. The consent of a family opens nothing
//! of the missing person's own: a traced adult decides whether to be found.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Day;
use crate::header::{OrgId, Purpose, RecordId};
use crate::kind::{Kind, KindError, of_version};

/// One consent: about one record, for one use, with one organisation where it is about sharing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The record that it is about.
    pub about: RecordId,
    /// The use.
    pub purpose: Purpose,
    /// The organisation with which it may be shared for that use; none for the use itself.
    pub with: Option<OrgId>,
    /// Who gives it.
    pub giver: Giver,
    /// Where it stands.
    pub state: ConsentState,
    /// Whether the person has a protection flag: their state of origin or its consulate is never told.
    pub is_at_risk: bool,
    /// When it came to stand so.
    pub date: Day,
    /// The last day on which it holds.
    pub until: Option<Day>,
    /// The last day on which it holds unless somebody looks at it again: consent under detention, vital interest.
    pub review: Option<Day>,
}

/// Who gives a consent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Giver {
    /// The person themselves.
    #[default]
    Person,
    /// The guardian of a child, or of an adult who cannot decide; the child's own view stands beside it.
    Guardian,
    /// A family, about what it told itself. It stands for nobody else.
    Family,
}

/// Where a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentState {
    /// Asked, and not answered yet.
    Asked,
    /// Given.
    Given,
    /// Refused.
    Refused,
    /// Given once and taken back.
    Withdrawn,
    /// Given once for a time that is over.
    Expired,
    /// The person cannot be asked and their life or health depends on it.
    NotPossible,
}

/// How it was asked and given: what makes it a consent. Only members of the owner organisation read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentDetails {
    /// Who asked.
    pub asked_by: Option<String>,
    /// What data it is about.
    pub data: Option<String>,
    /// How long it is kept.
    pub how_long: Option<String>,
    /// The risks that were told.
    pub risks_told: Option<String>,
    /// Whether it was said that nothing is lost by refusing.
    pub voluntary: Option<bool>,
    /// The language that was spoken.
    pub language: Option<String>,
    /// Who interpreted.
    pub interpreter: Option<String>,
    /// Whether the person can decide, or who decides for them.
    pub capacity: Option<String>,
    /// What the child says.
    pub view_of_child: Option<String>,
    /// How it can be taken back.
    pub how_to_withdraw: Option<String>,
    /// Where it was given.
    pub place: Option<String>,
    /// Signature, voice or thumb.
    pub form: Option<String>,
    /// Who was there.
    pub witness: Option<String>,
    /// Whether the person was detained: such a consent is looked at again.
    pub under_detention: Option<bool>,
    /// What else was said.
    pub notes: Option<String>,
}

/// Why a consent is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConsentFault {
    /// Ends before it begins.
    #[error("the consent of {date} ends on {until}; it holds from its date on, so name a later day")]
    EndsBefore {
        /// Its date.
        date: Day,
        /// Its end.
        until: Day,
    },
    /// Vital interest without a day to look at it again.
    #[error("where a person cannot be asked, name the day (`review`) on which somebody looks whether they can be now")]
    NoReview,
    /// A family that shares the record of another.
    #[error("a family's consent shares nothing with `{with}`: the person themselves decides whether to be found")]
    FamilyShares {
        /// The organisation.
        with: OrgId,
    },
    /// Under detention without a day to look at it again.
    #[error("a consent under detention may not be free; name the day (`review`) on which it is asked again")]
    DetainedWithoutReview,
    /// A step that no consent takes.
    #[error("a consent that is {from} does not become {to}; record a new answer of the person")]
    Step {
        /// Where it stands.
        from: ConsentState,
        /// What it should become.
        to: ConsentState,
    },
}

impl ConsentState {
    /// All states.
    pub const ALL: [Self; 6] =
        [Self::Asked, Self::Given, Self::Refused, Self::Withdrawn, Self::Expired, Self::NotPossible];

    /// The word that stands in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Given => "given",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::NotPossible => "not-possible",
        }
    }

    /// Whether the person said no: the use is closed, whatever else is on file.
    #[must_use]
    pub const fn is_no(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn)
    }

    /// Whether a consent that stands here can come to stand there. A no is always heard; asking again hides no answer that
    /// still holds; only what was given expires.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        match next {
            Self::Refused | Self::Withdrawn | Self::Given => true,
            Self::Asked => !matches!(self, Self::Given),
            Self::Expired => matches!(self, Self::Given | Self::NotPossible),
            Self::NotPossible => matches!(self, Self::Asked | Self::NotPossible | Self::Expired),
        }
    }
}

impl std::fmt::Display for ConsentState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Consent {
    /// Whether it opens something on a day. A family's consent speaks of what the family told, and shares nothing.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        let is_over = |end: Option<Day>| end.is_some_and(|end| end < day);
        matches!(self.state, ConsentState::Given | ConsentState::NotPossible)
            && self.giver != Giver::Family
            && self.date <= day
            && !is_over(self.until)
            && !is_over(self.review)
    }

    /// Whether it waits for somebody to look at it again on a day.
    #[must_use]
    pub fn is_due_on(&self, day: Day) -> bool {
        self.review.is_some_and(|review| review <= day) && !self.state.is_no()
    }

    /// What is wrong with it by itself.
    ///
    /// # Errors
    /// The first fault.
    pub fn check(&self) -> Result<(), ConsentFault> {
        if let Some(until) = self.until.filter(|until| *until < self.date) {
            return Err(ConsentFault::EndsBefore { date: self.date, until });
        }
        if self.state == ConsentState::NotPossible && self.review.is_none() {
            return Err(ConsentFault::NoReview);
        }
        match &self.with {
            Some(with) if self.giver == Giver::Family && !self.state.is_no() => {
                Err(ConsentFault::FamilyShares { with: with.clone() })
            }
            _ => Ok(()),
        }
    }

    /// What is wrong with it beside how it was asked.
    ///
    /// # Errors
    /// The first fault.
    pub fn check_with(&self, details: &ConsentDetails) -> Result<(), ConsentFault> {
        self.check()?;
        let is_open = details.under_detention == Some(true) && !self.state.is_no() && self.review.is_none();
        if is_open { Err(ConsentFault::DetainedWithoutReview) } else { Ok(()) }
    }

    /// Whether it is the same question: of the same giver about the same record, use and sharing.
    #[must_use]
    pub fn is_same_question(&self, other: &Self) -> bool {
        (self.about, self.purpose, &self.with, self.giver) == (other.about, other.purpose, &other.with, other.giver)
    }
}

impl Kind for Consent {
    const NAME: &'static str = "consent";
    const VERSION: u16 = 1;
    /// The header of a consent has the purpose of its record; this one is for consents as such.
    const PURPOSE: Purpose = Purpose::Tracing;
    type Sealed = ConsentDetails;

    fn source_id(&self) -> String {
        let giver = match self.giver {
            Giver::Person => "person",
            Giver::Guardian => "guardian",
            Giver::Family => "family",
        };
        let with = self.with.as_ref().map(|with| format!("/{with}")).unwrap_or_default();
        format!("{}/{}/{giver}{with}", self.about, self.purpose.as_str())
    }

    fn upcast(version: u16, matching: Value) -> Result<Self, KindError> {
        let read = of_version::<Self, Self>(version, matching)?;
        read.check().map_err(KindError::content::<Self>)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
