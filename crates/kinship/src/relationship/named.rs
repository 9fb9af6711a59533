//! Relationships by name.

use std::{fmt, str::FromStr};

use crate::ibd::{Jacquard, Kappa};

/// A relationship between two people, who are not inbred where it is named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Relationship {
    /// The same person twice, or identical twins.
    Identical,
    /// Parent and child, either way round.
    ParentChild,
    /// Both parents in common.
    FullSiblings,
    /// One parent in common.
    HalfSiblings,
    /// Grandparent and grandchild, either way round.
    Grandparent,
    /// Uncle or aunt and nephew or niece, either way round.
    Avuncular,
    /// Children of full siblings.
    FirstCousins,
    /// Children of two siblings with two siblings.
    DoubleFirstCousins,
    /// No common ancestor.
    Unrelated,
    /// Any two people who are not inbred.
    Kappa(Kappa),
    /// Any two people.
    Jacquard(Jacquard),
}

/// A text that names no relationship.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a relationship; expected one of `identical`, `parent-child`, `full siblings`, `half siblings`, `grandparent`, `avuncular`, `first cousins`, `double first cousins`, `unrelated`"
)]
pub struct UnknownRelationship(pub String);

impl Relationship {
    /// Every relationship with a name, from the nearest to none.
    pub const NAMED: [Self; 9] = [
        Self::Identical,
        Self::ParentChild,
        Self::FullSiblings,
        Self::HalfSiblings,
        Self::Grandparent,
        Self::Avuncular,
        Self::FirstCousins,
        Self::DoubleFirstCousins,
        Self::Unrelated,
    ];

    /// The nine condensed identity coefficients. Half siblings, grandparent and avuncular have the same ones: a pair of
    /// genotypes at unlinked markers cannot tell them apart.
    ///
    /// # Source
    /// B. S. Weir, A. D. Anderson, A. B. Hepler, *Nature Reviews Genetics* 7 (2006) 771-780, table 1.
    #[must_use]
    pub fn jacquard(&self) -> Jacquard {
        let [zero, one, two] = match self {
            Self::Identical => [0.0, 0.0, 1.0],
            Self::ParentChild => [0.0, 1.0, 0.0],
            Self::FullSiblings => [0.25, 0.5, 0.25],
            Self::HalfSiblings | Self::Grandparent | Self::Avuncular => [0.5, 0.5, 0.0],
            Self::FirstCousins => [0.75, 0.25, 0.0],
            Self::DoubleFirstCousins => [0.5625, 0.375, 0.0625],
            Self::Unrelated => [1.0, 0.0, 0.0],
            Self::Kappa(kappa) => return (*kappa).into(),
            Self::Jacquard(jacquard) => return *jacquard,
        };
        Kappa::of_named(zero, one, two).into()
    }

    /// The name, or which kind of coefficients it is.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::ParentChild => "parent-child",
            Self::FullSiblings => "full siblings",
            Self::HalfSiblings => "half siblings",
            Self::Grandparent => "grandparent",
            Self::Avuncular => "avuncular",
            Self::FirstCousins => "first cousins",
            Self::DoubleFirstCousins => "double first cousins",
            Self::Unrelated => "unrelated",
            Self::Kappa(_) => "kappa",
            Self::Jacquard(_) => "jacquard",
        }
    }
}

impl fmt::Display for Relationship {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |numbers: &[f64]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Self::Kappa(kappa) => write!(f, "kappa ({})", list(&kappa.as_array())),
            Self::Jacquard(jacquard) => write!(f, "jacquard ({})", list(&jacquard.as_array())),
            named => f.write_str(named.name()),
        }
    }
}

impl FromStr for Relationship {
    type Err = UnknownRelationship;

    /// Reads a name; `self` is read as `identical`. Case, `-` and `_` do not matter.
    fn from_str(written: &str) -> Result<Self, UnknownRelationship> {
        let plain = |text: &str| text.trim().to_lowercase().replace(['-', '_'], " ");
        let name = plain(written);
        if name == "self" {
            return Ok(Self::Identical);
        }
        let named = Self::NAMED.into_iter().find(|relationship| plain(relationship.name()) == name);
        named.ok_or_else(|| UnknownRelationship(written.to_string()))
    }
}
