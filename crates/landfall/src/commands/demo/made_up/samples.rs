//! What a laboratory reads of a true genotype.

use kinship::{AlleleIndex, Call, Marker, Observation};

use super::{genes::Genotype, random::Random};

/// State of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Markers that give a result: from, to.
    markers: (usize, usize),
    /// Probability that a copy of an allele drops out; the laboratory knows it from its own trials.
    pub dropout: f64,
}

/// Qualities of samples from remains, with their shares.
const OF_REMAINS: [(f64, Quality); 4] = [
    (0.58, Quality { markers: (23, 23), dropout: 0.0 }),
    (0.22, Quality { markers: (16, 22), dropout: 0.02 }),
    (0.16, Quality { markers: (8, 15), dropout: 0.08 }),
    (0.04, Quality { markers: (0, 0), dropout: 0.0 }),
];

/// A relative's fresh sample: everything is read.
pub const FRESH: Quality = Quality { markers: (usize::MAX, usize::MAX), dropout: 0.0 };

impl Quality {
    /// The quality of a sample from remains.
    pub fn of_remains(random: &mut Random) -> Self {
        OF_REMAINS[random.weighted(OF_REMAINS.iter().map(|quality| quality.0))].1
    }

    /// Whether a marker may be missing.
    pub fn is_degraded(self) -> bool {
        self.dropout > 0.0
    }
}

/// Reads a sample: some markers give nothing, and of the rest each copy of an allele drops out on its own.
pub fn read(genotype: &Genotype, markers: &[Marker], quality: Quality, random: &mut Random) -> Vec<Observation> {
    let count = markers.len();
    let readable = random.whole(quality.markers.0.min(count), quality.markers.1.min(count));
    let mut order: Vec<usize> = (0..count).collect();
    random.shuffle(&mut order);
    let mut observations = vec![Observation::default(); count];
    for &marker in &order[..readable] {
        let kept: Vec<u16> = genotype[marker].iter().copied().filter(|_| !random.chance(quality.dropout)).collect();
        let call = match kept[..] {
            [one, two] => Call::Genotype(AlleleIndex(one.min(two)), AlleleIndex(one.max(two))),
            [one] => Call::Genotype(AlleleIndex(one), AlleleIndex(one)),
            _ => continue,
        };
        observations[marker] = Observation { call, dropout: quality.dropout };
    }
    observations
}
