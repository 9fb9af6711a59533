//! Remains packed for the search: one batch a drop-out probability, since a look-up table holds for one.

use kinship::{
    Call, Marker, Observation,
    search::{PackError, PackedProfiles},
};

use crate::register::{Remains, RemainsIndex};

/// Remains whose samples share one drop-out probability.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The drop-out probability of every typed marker of the batch.
    pub dropout: f64,
    /// The profiles.
    pub profiles: PackedProfiles,
    /// The remains of each profile.
    pub remains: Vec<RemainsIndex>,
}

/// All remains with enough DNA, ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// By drop-out, from the least.
    pub batches: Vec<Batch>,
    /// Remains whose drop-out differs by marker: weighed one by one.
    pub mixed: Vec<RemainsIndex>,
    /// Remains with too few typed markers: their DNA weighs nothing.
    pub without_dna: Vec<RemainsIndex>,
}

impl Samples {
    /// Sorts remains into batches. Only those with at least `markers_min` typed markers are compared by their DNA.
    ///
    /// # Errors
    /// [`PackError`] naming the marker; the profile it names counts within its batch.
    pub fn new(markers: &[Marker], remains: &[Remains], markers_min: usize) -> Result<Self, PackError> {
        let mut samples = Self::default();
        let mut levels: Vec<(f64, Vec<RemainsIndex>)> = Vec::new();
        for (index, remains) in remains.iter().enumerate() {
            let mut typed = typed(&remains.observations);
            match typed.next() {
                Some(first) if typed_count(remains) >= markers_min => {
                    if typed.any(|seen| seen.dropout != first.dropout) {
                        samples.mixed.push(index);
                    } else if let Some(level) = levels.iter_mut().find(|level| level.0 == first.dropout) {
                        level.1.push(index);
                    } else {
                        levels.push((first.dropout, vec![index]));
                    }
                }
                _ => samples.without_dna.push(index),
            }
        }
        levels.sort_by(|one, two| one.0.total_cmp(&two.0));
        for (dropout, members) in levels {
            let calls = |&index: &RemainsIndex| -> Vec<Call> {
                remains[index].observations.iter().map(|seen| seen.call).collect()
            };
            let rows: Vec<Vec<Call>> = members.iter().map(calls).collect();
            let profiles = PackedProfiles::pack(markers, &rows)?;
            samples.batches.push(Batch { dropout, profiles, remains: members });
        }
        Ok(samples)
    }
}

fn typed(observations: &[Observation]) -> impl Iterator<Item = &Observation> {
    observations.iter().filter(|seen| seen.call != Call::Untyped)
}

/// How many markers were typed in remains.
#[must_use]
pub fn typed_count(remains: &Remains) -> usize {
    typed(&remains.observations).count()
}
