//! Allele names and indices.

use std::fmt;

/// Position of an allele in its marker's list. Counts from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AlleleIndex(pub u16);

impl AlleleIndex {
    /// As an index into arrays of the marker.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An allele's name as it is written: `9.3`, `12`, `A`, `Rest allele`.
///
/// Invariant: not empty, no leading or trailing white space.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AlleleName(Box<str>);

/// Why a text is not an allele's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an allele's name is empty; expected a repeat number such as `9.3`, or a word")]
pub struct AlleleNameError;

impl AlleleName {
    /// Takes a name, without the white space around it.
    ///
    /// # Errors
    /// [`AlleleNameError`] where nothing is left.
    pub fn new(written: &str) -> Result<Self, AlleleNameError> {
        let name = written.trim();
        if name.is_empty() { Err(AlleleNameError) } else { Ok(Self(name.into())) }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whole repeats and the microvariant digit, read from the decimal text: `9.3` is `(9, 3)`, `12` is `(12, 0)`.
    ///
    /// `None` where the name is not a number. The text is never read as a float: 9.5 and 10.5 belong to one group.
    ///
    /// # Source
    /// D. Kling, A. O. Tillmar, T. Egeland, *FSI: Genetics* 13 (2014) 121-127 (extended stepwise model, groups by microvariant).
    #[must_use]
    pub fn repeats(&self) -> Option<(u32, u32)> {
        let (whole, micro) = self.0.split_once('.').unwrap_or((&self.0, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(micro) {
            return None;
        }
        // a microvariant is one digit, the bases beyond the last whole repeat; `9.03` would be read as 9.3
        match micro.trim_end_matches('0') {
            "" => Some((whole.parse().ok()?, 0)),
            digit if digit.len() == 1 => Some((whole.parse().ok()?, digit.parse().ok()?)),
            _ => None,
        }
    }
}

impl fmt::Display for AlleleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::AlleleName;

    #[test]
    fn repeats_are_read_from_the_text() {
        let read = |text| AlleleName::new(text).unwrap().repeats();
        assert_eq!(read("9.3"), Some((9, 3)));
        assert_eq!(read("12"), Some((12, 0)));
        assert_eq!(read("12.0"), Some((12, 0)));
        assert_eq!(read("9.5").map(|r| r.1), read("10.5").map(|r| r.1));
        assert_eq!(read("Rest allele"), None);
        assert_eq!(read("-1"), None);
        assert_eq!(read("9.03"), None);
        assert_eq!(read("1.2.3"), None);
    }
}
