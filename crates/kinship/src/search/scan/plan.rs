//! How a family is looked for: with which bound, by which tables.

use std::sync::OnceLock;

use super::exact::BlockSums;
use crate::search::{FamilyTables, PackedProfiles, bound::BoundTables};

/// How a family is looked for.
pub(super) struct Plan<'a> {
    pub(super) family: &'a FamilyTables,
    pub(super) way: Way,
    /// Least sum that is kept.
    pub(super) bound: f64,
    /// For summing whole blocks; made when first needed.
    pub(super) exact: OnceLock<BlockSums<'a>>,
}

pub(super) enum Way {
    /// No profile can be kept.
    Nothing,
    /// Every profile is summed.
    Everything,
    /// What the kernel lets through is summed.
    Pruned(BoundTables),
}

impl<'a> Plan<'a> {
    /// `bound` is `None` where nothing is ever kept.
    pub(super) fn new(family: &'a FamilyTables, profiles: &PackedProfiles, bound: Option<f64>) -> Self {
        let bound = bound.unwrap_or(f64::INFINITY);
        Self { family, way: Way::new(family, profiles, bound), bound, exact: OnceLock::new() }
    }

    pub(super) fn raise(&mut self, profiles: &PackedProfiles, bound: Option<f64>) {
        let bound = bound.unwrap_or(f64::INFINITY);
        if bound > self.bound {
            (self.way, self.bound) = (Way::new(self.family, profiles, bound), bound);
        }
    }
}

impl Way {
    fn new(family: &FamilyTables, profiles: &PackedProfiles, bound: f64) -> Self {
        if bound == f64::INFINITY {
            Self::Nothing
        } else if bound == f64::NEG_INFINITY || family.markers().is_empty() {
            // without a marker every sum is 0, and there is nothing to scan
            Self::Everything
        } else {
            BoundTables::new(family, profiles, bound).map_or(Self::Nothing, Self::Pruned)
        }
    }
}
