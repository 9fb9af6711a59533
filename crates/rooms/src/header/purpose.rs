//! What records are kept for, and who works with them.

use serde::{Deserialize, Serialize};

/// What a record is kept for, and what somebody wants it for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Looking for missing people, with their families.
    Tracing,
    /// Giving remains their name.
    Forensic,
    /// Help for people on the way.
    Protection,
    /// Keeping what happened.
    Documentation,
    /// Watching those who decide.
    Oversight,
    /// What everybody may know.
    Knowledge,
}

/// The part of society that an organisation belongs to; it is part of every decision about access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sector {
    /// Associations, churches, families' groups, universities.
    CivilSociety,
    /// Forensic institutes and mortuaries.
    ForensicInstitute,
    /// National human rights institutions and ombudspersons.
    Ombudsman,
    /// Who runs shelters, clinics or schools.
    ServiceProvider,
    /// Bodies of the United Nations, the Red Cross and Red Crescent Movement.
    InternationalOrganisation,
    /// Courts and prosecutors.
    CourtOrProsecutor,
    /// Police other than immigration enforcement.
    Police,
    /// Immigration enforcement: never reads a person's record.
    ImmigrationEnforcement,
    /// Consulates and embassies.
    Consulate,
    /// Airlines, shipping and rail companies.
    Carrier,
    /// Newspapers and broadcasters.
    Media,
    /// Everybody.
    Public,
}

impl Sector {
    /// All sectors.
    pub const ALL: [Self; 12] = [
        Self::CivilSociety,
        Self::ForensicInstitute,
        Self::Ombudsman,
        Self::ServiceProvider,
        Self::InternationalOrganisation,
        Self::CourtOrProsecutor,
        Self::Police,
        Self::ImmigrationEnforcement,
        Self::Consulate,
        Self::Carrier,
        Self::Media,
        Self::Public,
    ];

    /// The word that stands in files and policies.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CivilSociety => "civil-society",
            Self::ForensicInstitute => "forensic-institute",
            Self::Ombudsman => "ombudsman",
            Self::ServiceProvider => "service-provider",
            Self::InternationalOrganisation => "international-organisation",
            Self::CourtOrProsecutor => "court-or-prosecutor",
            Self::Police => "police",
            Self::ImmigrationEnforcement => "immigration-enforcement",
            Self::Consulate => "consulate",
            Self::Carrier => "carrier",
            Self::Media => "media",
            Self::Public => "public",
        }
    }
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 6] =
        [Self::Tracing, Self::Forensic, Self::Protection, Self::Documentation, Self::Oversight, Self::Knowledge];

    /// Whether it is public by its nature.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Knowledge)
    }

    /// The word that stands in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tracing => "tracing",
            Self::Forensic => "forensic",
            Self::Protection => "protection",
            Self::Documentation => "documentation",
            Self::Oversight => "oversight",
            Self::Knowledge => "knowledge",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Sector};

    #[test]
    fn a_purpose_is_written_with_its_word() {
        for purpose in Purpose::ALL {
            assert_eq!(serde_json::to_value(purpose).unwrap(), purpose.as_str());
        }
        assert!(Purpose::Knowledge.is_public() && !Purpose::Tracing.is_public());
        for sector in Sector::ALL {
            assert_eq!(serde_json::to_value(sector).unwrap(), sector.as_str());
        }
        assert_eq!(serde_json::to_value(Sector::CourtOrProsecutor).unwrap(), "court-or-prosecutor");
    }
}
