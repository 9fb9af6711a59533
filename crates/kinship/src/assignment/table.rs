//! What each family says: the ratio of every sub-assignment of victims to its missing people.

/// One victim taken for one missing person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pair {
    /// Position of the missing person in the case.
    pub missing: usize,
    /// Position of the victim in the case.
    pub victim: usize,
}

/// Some victims taken for some missing people of one family.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SubAssignment {
    /// Who is who, by missing person; empty for "nobody".
    pub(super) pairs: Box<[Pair]>,
    /// ln of P(family and these victims | they are its missing people) : P(family) P(victims, unrelated).
    pub(super) ln_ratio: f64,
}

/// All sub-assignments of one family whose likelihood is above 0. The first is the empty one, with ratio 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FamilyTable {
    /// Position of the family in the case.
    pub(super) family: usize,
    pub(super) rows: Vec<SubAssignment>,
}

/// Ratios closer than this, in natural logarithms, are one number: brothers who cannot be told apart must not differ by a
/// rounding error. A likelihood's rounding error is some 1e-12, and nothing is decided by 1e-10.
const SAME_LN_RATIO: f64 = 1e-10;

/// Gives ratios that differ by rounding only the same value, over all families; those about 1 become 1.
pub(super) fn snap(tables: &mut [FamilyTable]) {
    let mut rows: Vec<&mut SubAssignment> = tables.iter_mut().flat_map(|table| &mut table.rows).collect();
    rows.sort_by(|a, b| a.ln_ratio.total_cmp(&b.ln_ratio));
    let mut first = f64::NEG_INFINITY;
    for row in rows {
        if row.ln_ratio.abs() <= SAME_LN_RATIO {
            row.ln_ratio = 0.0;
        } else if row.ln_ratio - first <= SAME_LN_RATIO {
            row.ln_ratio = first;
        }
        first = row.ln_ratio;
    }
}
