//! Numbering of what can be observed at a marker.

use crate::{AlleleIndex, Call};

/// Most alleles a marker may have in a search: with 360 every code fits 16 bits.
pub const SEARCH_ALLELE_COUNT_MAX: usize = 360;

/// The codes of one marker with `allele_count` visible alleles.
///
/// 0 is untyped; then the genotypes, the one of alleles `a <= b` at `1 + b (b + 1) / 2 + a`; then the partial calls by
/// their allele. The order does not depend on the number of alleles for genotypes, so codes compare across tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GenotypeCodes {
    allele_count: usize,
}

impl GenotypeCodes {
    /// The code of an untyped marker.
    pub const UNTYPED: u16 = 0;

    /// `None` for more than [`SEARCH_ALLELE_COUNT_MAX`] alleles.
    #[must_use]
    pub const fn new(allele_count: usize) -> Option<Self> {
        if allele_count <= SEARCH_ALLELE_COUNT_MAX { Some(Self { allele_count }) } else { None }
    }

    /// Count of visible alleles.
    #[must_use]
    pub const fn allele_count(self) -> usize {
        self.allele_count
    }

    /// Count of genotypes of two visible alleles.
    #[must_use]
    pub const fn genotype_count(self) -> usize {
        self.allele_count * (self.allele_count + 1) / 2
    }

    /// Count of all codes.
    #[must_use]
    pub const fn count(self) -> usize {
        1 + self.genotype_count() + self.allele_count
    }

    /// Code of a call; `None` where an allele is not in the table.
    #[must_use]
    pub fn encode(self, call: Call) -> Option<u16> {
        let known = |allele: AlleleIndex| allele.index() < self.allele_count;
        let code = match call {
            Call::Untyped => 0,
            Call::Genotype(a, b) if known(a) && known(b) => {
                let (low, high) = (a.index().min(b.index()), a.index().max(b.index()));
                1 + high * (high + 1) / 2 + low
            }
            Call::Partial(allele) if known(allele) => 1 + self.genotype_count() + allele.index(),
            Call::Genotype(..) | Call::Partial(_) => return None,
        };
        u16::try_from(code).ok()
    }

    /// All calls in the order of their codes.
    pub fn calls(self) -> impl Iterator<Item = Call> {
        let allele = |index: usize| AlleleIndex(index as u16);
        let genotypes = (0..self.allele_count)
            .flat_map(move |high| (0..=high).map(move |low| Call::Genotype(allele(low), allele(high))));
        let partials = (0..self.allele_count).map(move |index| Call::Partial(allele(index)));
        std::iter::once(Call::Untyped).chain(genotypes).chain(partials)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_count_up_in_the_order_of_the_calls() {
        for allele_count in [0, 1, 2, 7, SEARCH_ALLELE_COUNT_MAX] {
            let codes = GenotypeCodes::new(allele_count).unwrap();
            let read: Vec<usize> = codes.calls().map(|call| usize::from(codes.encode(call).unwrap())).collect();
            assert_eq!(read, (0..codes.count()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_order_of_two_alleles_means_nothing_and_strangers_have_no_code() {
        let codes = GenotypeCodes::new(3).unwrap();
        let (one, two, out) = (AlleleIndex(1), AlleleIndex(2), AlleleIndex(3));
        assert_eq!(codes.encode(Call::Genotype(one, two)), codes.encode(Call::Genotype(two, one)));
        assert_eq!(codes.encode(Call::Genotype(one, out)), None);
        assert_eq!(codes.encode(Call::Partial(out)), None);
        assert_eq!(GenotypeCodes::new(SEARCH_ALLELE_COUNT_MAX + 1), None);
    }
}
