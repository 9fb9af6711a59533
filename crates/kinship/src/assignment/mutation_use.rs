//! Whether mutation is used.

use crate::Marker;

/// Which families are computed with the mutation models that the markers carry.
///
/// A pairwise ratio of 0 computed without mutation proves nothing about a computation with it, so one setting holds for
/// everything that is computed of a family; only the count of impossible markers is always without mutation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MutationUse {
    /// As the markers give it.
    #[default]
    Given,
    /// Nowhere.
    Off,
    /// Off in every family whose relatives are possible without mutation at every marker; as given in the others.
    OffWhereConsistent,
}

/// The markers as given and without mutation.
pub(super) struct MarkerSets {
    pub(super) given: Vec<Marker>,
    pub(super) off: Vec<Marker>,
}

impl MarkerSets {
    pub(super) fn new(markers: &[Marker]) -> Self {
        Self { given: markers.to_vec(), off: markers.iter().cloned().map(Marker::without_mutation).collect() }
    }

    /// Whether mutation is on anywhere.
    pub(super) fn mutates(&self) -> bool {
        self.given.iter().any(|marker| marker.mutation().is_some())
    }
}
