//! Profiles packed for scanning.
//!
//! Two copies of every profile: its codes in a row, for the exact sum, and 8-bit *ranks* in columns of [`LANES`]
//! profiles, for the kernels. The rank of a code is its place among the codes of that marker that occur here, the most
//! frequent first; where more than 256 occur, the rarest share the last rank, and the codes stand in columns too.

use super::{GenotypeCodes, SEARCH_ALLELE_COUNT_MAX};
use crate::{Call, Marker};

/// Profiles of a block: a column of one marker is 128 bytes, two cache lines.
pub(super) const LANES: usize = 128;
/// Ranks of a marker: as many as a byte holds.
pub(super) const RANK_COUNT: usize = 256;

/// The ranks of one marker for the profiles of one block, on its own cache lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct Column(pub(super) [u8; LANES]);

/// The codes of one marker for the profiles of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct CodeColumn(pub(super) [u16; LANES]);

/// The codes of one marker that occur among the profiles, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ranks {
    /// Code and how many profiles carry it.
    pub(super) occurring: Vec<(u16, u32)>,
}

/// Many profiles, ready for a search.
///
/// Invariant: a code and a rank a profile and marker, each within its marker's codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackedProfiles {
    codes: Vec<GenotypeCodes>,
    /// `[profile][marker]`.
    rows: Vec<u16>,
    ranks: Vec<Ranks>,
    /// `[block][marker]`; lanes beyond the last profile hold rank 0.
    columns: Vec<Column>,
    /// `[block][marker of which the last rank is shared]`; lanes beyond the last profile hold code 0.
    code_columns: Vec<CodeColumn>,
    len: usize,
}

/// Why a profile was not packed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PackError {
    /// More alleles than a code holds.
    #[error(
        "marker `{marker}` has {found} alleles; at most {SEARCH_ALLELE_COUNT_MAX} can be searched, lump rare alleles first"
    )]
    TooManyAlleles {
        /// Marker.
        marker: String,
        /// Count of alleles.
        found: usize,
    },
    /// A profile has calls for another number of markers.
    #[error("profile {profile} has {found} calls; expected {expected}, one a marker")]
    CallCount {
        /// Position of the profile, from 0.
        profile: usize,
        /// Calls found.
        found: usize,
        /// Calls expected.
        expected: usize,
    },
    /// An allele is not in the marker's table.
    #[error(
        "profile {profile}: an allele of marker `{marker}` is not in its table; add it there or set a minimum frequency"
    )]
    UnknownAllele {
        /// Position of the profile, from 0.
        profile: usize,
        /// Marker.
        marker: String,
    },
    /// An allele has frequency 0, so that the profile could not have been seen in this population.
    #[error("profile {profile}: an allele of marker `{marker}` has frequency 0; set a minimum frequency")]
    ZeroFrequency {
        /// Position of the profile, from 0.
        profile: usize,
        /// Marker.
        marker: String,
    },
}

/// Takes profiles one after another, so that the calls of all need never be in memory together.
#[derive(Clone, Debug)]
pub struct ProfilePacker<'m> {
    markers: &'m [Marker],
    codes: Vec<GenotypeCodes>,
    rows: Vec<u16>,
    len: usize,
}

impl<'m> ProfilePacker<'m> {
    /// A packer for profiles typed at these markers.
    ///
    /// # Errors
    /// [`PackError::TooManyAlleles`].
    pub fn new(markers: &'m [Marker]) -> Result<Self, PackError> {
        let codes = markers.iter().map(|marker| {
            let found = marker.alleles().len();
            GenotypeCodes::new(found)
                .ok_or_else(|| PackError::TooManyAlleles { marker: marker.name().to_string(), found })
        });
        Ok(Self { markers, codes: codes.collect::<Result<_, _>>()?, rows: Vec::new(), len: 0 })
    }

    /// Adds one profile: a call a marker, in the order of the markers. A refused profile leaves nothing behind.
    ///
    /// # Errors
    /// [`PackError`] naming profile and marker.
    pub fn push(&mut self, calls: &[Call]) -> Result<(), PackError> {
        let (profile, found, expected) = (self.len, calls.len(), self.markers.len());
        if found != expected {
            return Err(PackError::CallCount { profile, found, expected });
        }
        let start = self.rows.len();
        for ((marker, codes), &call) in self.markers.iter().zip(&self.codes).zip(calls) {
            match code_of(marker, *codes, call, profile) {
                Ok(code) => self.rows.push(code),
                Err(error) => {
                    self.rows.truncate(start);
                    return Err(error);
                }
            }
        }
        self.len += 1;
        Ok(())
    }

    /// Ranks the codes and lays the columns out.
    #[must_use]
    pub fn finish(self) -> PackedProfiles {
        let Self { codes, rows, len, .. } = self;
        let marker_count = codes.len();
        let ranks: Vec<Ranks> =
            (0..marker_count).map(|marker| rank(&rows, marker_count, marker, codes[marker])).collect();
        let rank_of: Vec<Vec<u8>> =
            ranks.iter().zip(&codes).map(|(ranks, codes)| ranks.by_code(codes.count())).collect();
        let mut columns = vec![Column([0; LANES]); len.div_ceil(LANES) * marker_count];
        for (profile, row) in rows.chunks_exact(marker_count.max(1)).enumerate() {
            let block = &mut columns[profile / LANES * marker_count..][..marker_count];
            for ((column, rank_of), &code) in block.iter_mut().zip(&rank_of).zip(row) {
                column.0[profile % LANES] = rank_of[usize::from(code)];
            }
        }
        let code_columns = code_columns(&rows, &ranks, len);
        PackedProfiles { codes, rows, ranks, columns, code_columns, len }
    }
}

fn code_of(marker: &Marker, codes: GenotypeCodes, call: Call, profile: usize) -> Result<u16, PackError> {
    let name = || marker.name().to_string();
    let code = codes.encode(call).ok_or_else(|| PackError::UnknownAllele { profile, marker: name() })?;
    let alleles = match call {
        Call::Untyped => [None, None],
        Call::Genotype(a, b) => [Some(a), Some(b)],
        Call::Partial(a) => [Some(a), None],
    };
    if alleles.into_iter().flatten().any(|allele| marker.frequencies()[allele.index()] == 0.0) {
        return Err(PackError::ZeroFrequency { profile, marker: name() });
    }
    Ok(code)
}

fn rank(rows: &[u16], marker_count: usize, marker: usize, codes: GenotypeCodes) -> Ranks {
    let mut counts = vec![0u32; codes.count()];
    rows.iter().skip(marker).step_by(marker_count).for_each(|&code| counts[usize::from(code)] += 1);
    let mut occurring: Vec<(u16, u32)> = (0u16..).zip(counts).filter(|&(_, count)| count > 0).collect();
    occurring.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
    Ranks { occurring }
}

fn code_columns(rows: &[u16], ranks: &[Ranks], len: usize) -> Vec<CodeColumn> {
    let shared: Vec<usize> = (0..ranks.len()).filter(|&marker| ranks[marker].last_is_shared()).collect();
    let mut columns = vec![CodeColumn([0; LANES]); len.div_ceil(LANES) * shared.len()];
    for (profile, row) in rows.chunks_exact(ranks.len().max(1)).enumerate() {
        let block = &mut columns[profile / LANES * shared.len()..][..shared.len()];
        block.iter_mut().zip(&shared).for_each(|(column, &marker)| column.0[profile % LANES] = row[marker]);
    }
    columns
}

impl Ranks {
    /// How many ranks are in use.
    pub(super) fn count(&self) -> usize {
        self.occurring.len().min(RANK_COUNT)
    }

    /// Whether the last rank stands for several codes.
    pub(super) fn last_is_shared(&self) -> bool {
        self.occurring.len() > RANK_COUNT
    }

    fn by_code(&self, code_count: usize) -> Vec<u8> {
        let mut rank_of = vec![0; code_count];
        for (rank, &(code, _)) in self.occurring.iter().enumerate() {
            rank_of[usize::from(code)] = u8::try_from(rank).unwrap_or(u8::MAX);
        }
        rank_of
    }
}

impl PackedProfiles {
    /// Packs profiles that are all in memory: a call a marker each, in the order of the markers.
    ///
    /// # Errors
    /// The first [`PackError`].
    pub fn pack<P: AsRef<[Call]>>(markers: &[Marker], profiles: &[P]) -> Result<Self, PackError> {
        let mut packer = ProfilePacker::new(markers)?;
        packer.rows.reserve_exact(markers.len() * profiles.len());
        profiles.iter().try_for_each(|profile| packer.push(profile.as_ref()))?;
        Ok(packer.finish())
    }

    /// Count of profiles.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The codes of each marker.
    #[must_use]
    pub fn codes(&self) -> &[GenotypeCodes] {
        &self.codes
    }

    /// The codes of one profile, a marker each.
    #[must_use]
    pub fn row(&self, profile: usize) -> &[u16] {
        &self.rows[profile * self.codes.len()..][..self.codes.len()]
    }

    /// Bytes that a scan reads, without the rows that the exact sums read.
    #[must_use]
    pub fn scanned_bytes(&self) -> usize {
        size_of_val(self.columns.as_slice())
    }

    pub(super) fn ranks(&self) -> &[Ranks] {
        &self.ranks
    }

    pub(super) const fn block_count(&self) -> usize {
        self.len.div_ceil(LANES)
    }

    /// The codes of one block at the markers of which the last rank is shared, in the order of the markers.
    pub(super) fn code_columns(&self, block: usize) -> &[CodeColumn] {
        let width = self.code_columns.len() / self.block_count().max(1);
        &self.code_columns[block * width..][..width]
    }

    /// The columns of blocks `from..to`, `[block][marker]`.
    pub(super) fn columns(&self, from: usize, to: usize) -> &[Column] {
        let width = self.codes.len();
        &self.columns[from * width..to * width]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AlleleIndex, AlleleName};

    fn marker(frequencies: &[f64]) -> Marker {
        let names = (0..frequencies.len()).map(|allele| AlleleName::new(&allele.to_string()).unwrap());
        Marker::new("M", names.collect(), frequencies.to_vec()).unwrap()
    }

    fn genotype(a: u16, b: u16) -> Call {
        Call::Genotype(AlleleIndex(a), AlleleIndex(b))
    }

    #[test]
    fn what_cannot_be_looked_up_is_refused() {
        let markers = [marker(&[0.5, 0.5, 0.0])];
        let pack = |calls: &[Call]| PackedProfiles::pack(&markers, &[vec![genotype(0, 1)], calls.to_vec()]);
        let marker = || "M".to_string();
        assert_eq!(pack(&[]), Err(PackError::CallCount { profile: 1, found: 0, expected: 1 }));
        assert_eq!(pack(&[genotype(0, 3)]), Err(PackError::UnknownAllele { profile: 1, marker: marker() }));
        assert_eq!(pack(&[genotype(0, 2)]), Err(PackError::ZeroFrequency { profile: 1, marker: marker() }));
        assert_eq!(pack(&[Call::Partial(AlleleIndex(0))]).map(|packed| packed.len()), Ok(2));
    }

    #[test]
    fn a_refused_profile_leaves_nothing_behind() {
        let markers = [marker(&[0.5, 0.5]), marker(&[0.5, 0.5])];
        let mut packer = ProfilePacker::new(&markers).unwrap();
        assert!(packer.push(&[genotype(0, 1), genotype(0, 2)]).is_err());
        packer.push(&[genotype(1, 1), Call::Untyped]).unwrap();
        let packed = packer.finish();
        assert_eq!((packed.len(), packed.row(0)), (1, [3, 0].as_slice()));
    }

    #[test]
    fn frequent_codes_come_first_and_the_rarest_share_the_last_rank() {
        let allele_count = 24; // 300 genotypes
        let markers = [marker(&vec![1.0 / f64::from(allele_count); allele_count as usize])];
        let codes = GenotypeCodes::new(allele_count as usize).unwrap();
        let mut profiles: Vec<[Call; 1]> = codes.calls().skip(1).take(300).map(|call| [call]).collect();
        profiles.push([genotype(5, 7)]);
        let packed = PackedProfiles::pack(&markers, &profiles).unwrap();
        let ranks = &packed.ranks()[0];
        assert_eq!(ranks.occurring[0], (codes.encode(genotype(5, 7)).unwrap(), 2));
        assert_eq!((ranks.count(), ranks.last_is_shared()), (256, true));
        let seen = |profile: usize| packed.columns(0, packed.block_count())[profile / LANES].0[profile % LANES];
        assert_eq!((seen(300), seen(0), seen(299), seen(260)), (0, 1, 255, 255));
    }
}
