//! One bar of a table's row, in parts that add up.

/// Lengths of a bar's parts, written, in hundredths of the longest bar. The bar is mirrored in right-to-left by the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The first part: people found dead.
    pub dead: String,
    /// Where the second part begins.
    pub missing_from: String,
    /// The second part: people missing.
    pub missing: String,
    /// The whole, for rows that are drawn as unknown.
    pub whole: String,
}

impl Bar {
    /// A bar of two parts beside the longest bar of its table. What is below zero has no length.
    #[must_use]
    pub fn new(dead: i64, missing: i64, longest: i64) -> Self {
        let share = |value: i64| 100.0 * value.max(0) as f64 / longest.max(1) as f64;
        let written = |value: f64| format!("{value:.1}");
        Self {
            dead: written(share(dead)),
            missing_from: written(share(dead)),
            missing: written(share(missing)),
            whole: written(share(dead) + share(missing)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bar;

    #[test]
    fn parts_are_shares_of_the_longest() {
        let bar = Bar::new(30, 20, 200);
        assert_eq!((bar.dead.as_str(), bar.missing_from.as_str(), bar.missing.as_str()), ("15.0", "15.0", "10.0"));
    }

    #[test]
    fn nothing_is_longer_than_nothing() {
        assert_eq!(Bar::new(-5, 0, 0).whole, "0.0");
    }
}
