//! Causes of death in the categories of IOM's Missing Migrants Project.

use std::fmt;

/// A cause of death. The categories and their wording are those of the Missing Migrants Project's download (2026).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// Drowning.
    Drowning,
    /// Vehicle accident / death linked to hazardous transport.
    HazardousTransport,
    /// Harsh environmental conditions / lack of adequate shelter, food, water.
    HarshConditions,
    /// Sickness / lack of access to adequate healthcare.
    Sickness,
    /// Violence.
    Violence,
    /// Accidental death.
    Accident,
    /// Mixed or unknown: the source's own word for "we cannot say which".
    MixedOrUnknown,
    /// A wording that the list does not have, kept as it was written.
    Other(String),
}

impl Cause {
    /// The categories of the list, in its order.
    pub const LISTED: [Self; 7] = [
        Self::Drowning,
        Self::HazardousTransport,
        Self::HarshConditions,
        Self::Sickness,
        Self::Violence,
        Self::Accident,
        Self::MixedOrUnknown,
    ];

    /// Reads the wording of the download; letter case does not matter.
    #[must_use]
    pub fn read(written: &str) -> Self {
        Self::LISTED
            .into_iter()
            .find(|cause| cause.label().eq_ignore_ascii_case(written))
            .unwrap_or_else(|| Self::Other(written.to_owned()))
    }

    /// The wording of the download.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Drowning => "Drowning",
            Self::HazardousTransport => "Vehicle accident / death linked to hazardous transport",
            Self::HarshConditions => "Harsh environmental conditions / lack of adequate shelter, food, water",
            Self::Sickness => "Sickness / lack of access to adequate healthcare",
            Self::Violence => "Violence",
            Self::Accident => "Accidental death",
            Self::MixedOrUnknown => "Mixed or unknown",
            Self::Other(written) => written,
        }
    }

    /// A key for translations and style sheets: lower case, hyphens.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Drowning => "drowning",
            Self::HazardousTransport => "hazardous-transport",
            Self::HarshConditions => "harsh-conditions",
            Self::Sickness => "sickness",
            Self::Violence => "violence",
            Self::Accident => "accident",
            Self::MixedOrUnknown => "mixed-or-unknown",
            Self::Other(_) => "other",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::Cause;

    #[test]
    fn every_category_reads_back_and_others_are_kept() {
        for cause in Cause::LISTED {
            assert_eq!(Cause::read(cause.label()), cause);
        }
        assert_eq!(Cause::read("DROWNING"), Cause::Drowning);
        assert_eq!(Cause::read("Lightning").label(), "Lightning");
    }
}
