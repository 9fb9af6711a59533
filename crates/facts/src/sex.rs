//! Biological sex as pedigrees and remains record it.

/// Sex of a person in a pedigree. Unknown is said, never guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Not known.
    #[default]
    Unknown,
}

impl Sex {
    /// Reads the codes of pedigree files: 1 male, 2 female, 0 unknown.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Unknown),
            1 => Some(Self::Male),
            2 => Some(Self::Female),
            _ => None,
        }
    }

    /// Whether two records may be of one person: false only where both are known and differ.
    #[must_use]
    pub fn is_consistent_with(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }
}

#[cfg(test)]
mod tests {
    use super::Sex;

    #[test]
    fn unknown_excludes_nobody() {
        assert!(Sex::Unknown.is_consistent_with(Sex::Male));
        assert!(!Sex::Female.is_consistent_with(Sex::Male));
        assert_eq!(Sex::from_code(3), None);
    }
}
