//! Where an assignment stands in the order of texts, as a number that adds up over families.

use super::DviError;

/// Most bits of a text rank; beyond it one group of families has more texts than can be ordered.
pub const TEXT_RANK_BITS_MAX: u32 = 250;

/// A signed number of 256 bits, two's complement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TextRank {
    high: i128,
    low: u128,
}

impl TextRank {
    pub(super) const ONE: Self = Self { high: 0, low: 1 };

    pub(super) fn plus(self, other: Self) -> Self {
        let (low, carry) = self.low.overflowing_add(other.low);
        Self { high: self.high.wrapping_add(other.high).wrapping_add(i128::from(carry)), low }
    }

    fn negated(self) -> Self {
        let (low, carry) = (!self.low).overflowing_add(1);
        Self { high: (!self.high).wrapping_add(i128::from(carry)), low }
    }

    /// A whole multiple, by doubling.
    pub(super) fn multiple(self, by: i64) -> Self {
        let mut product = Self::default();
        let mut power = self;
        let mut left = by.unsigned_abs();
        while left > 0 {
            if left & 1 == 1 {
                product = product.plus(power);
            }
            power = power.plus(power);
            left >>= 1;
        }
        if by < 0 { product.negated() } else { product }
    }
}

/// The place value of each victim: texts are compared victim by victim, the first one first, so a victim weighs as much as
/// all texts of the later ones. `options` is the count of names (nobody included) that each victim may have.
pub(super) fn place_values(options: &[usize]) -> Result<Vec<TextRank>, DviError> {
    let bits: f64 = options.iter().map(|&count| (count.max(1) as f64).log2()).sum();
    if bits > f64::from(TEXT_RANK_BITS_MAX) {
        return Err(DviError::TooManyTexts { victims: options.len(), max: TEXT_RANK_BITS_MAX });
    }
    let mut place = TextRank::ONE;
    let mut places = vec![place; options.len()];
    for (slot, &count) in places.iter_mut().zip(options).rev() {
        *slot = place;
        place = place.multiple(count.max(1) as i64);
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_order_like_texts() {
        // three victims with 3, 40 and 7 options: the rank of a text is its number in the list of all texts
        let options = [3, 40, 7];
        let places = place_values(&options).unwrap();
        let rank = |text: [i64; 3]| {
            text.iter().zip(&places).fold(TextRank::default(), |sum, (&at, place)| sum.plus(place.multiple(at)))
        };
        assert_eq!(rank([2, 39, 6]), TextRank { high: 0, low: 3 * 40 * 7 - 1 });
        assert!(rank([1, 0, 0]) > rank([0, 39, 6]));
        assert!(rank([0, 1, 0]) > rank([0, 0, 6]));
        assert!(rank([0, -1, 0]) < rank([0, 0, -6]));
    }

    #[test]
    fn ranks_reach_beyond_128_bits() {
        let places = place_values(&[1000; 25]).unwrap(); // 10^75 texts
        assert!(places.windows(2).all(|pair| pair[0] > pair[1].multiple(999)));
        let back = places[0].multiple(-5).plus(places[0].multiple(5));
        assert_eq!(back, TextRank::default());
        assert!(place_values(&[1000; 26]).is_err());
    }
}
