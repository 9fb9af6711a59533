//! Bounds of the counts, from registers of other seeds; they stand in `bounds.csv` beside the truth.

use std::fmt::Write as _;

use super::count::{Count, POSTERIORS};

/// The least and the greatest count that passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    least: usize,
    greatest: usize,
}

/// Bounds at each posterior of [`POSTERIORS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    rows: Vec<[Range; 3]>,
}

const HEADING: &str = "posterior,found_min,found_max,wrong_min,wrong_max,not_told_apart_min,not_told_apart_max";
const NAMES: [&str; 3] = ["found", "wrong", "not told apart"];

impl Range {
    /// From the least to the greatest of the simulated counts, each widened by one standard deviation and one more.
    fn of(counts: &[usize]) -> Self {
        let number = counts.len() as f64;
        let mean = counts.iter().sum::<usize>() as f64 / number;
        let variance = counts.iter().map(|&count| (count as f64 - mean).powi(2)).sum::<f64>() / (number - 1.0).max(1.0);
        let slack = variance.sqrt().ceil() as usize + 1;
        let least = counts.iter().min().copied().unwrap_or(0);
        let greatest = counts.iter().max().copied().unwrap_or(0);
        Self { least: least.saturating_sub(slack), greatest: greatest + slack }
    }

    fn holds(self, count: usize) -> bool {
        (self.least..=self.greatest).contains(&count)
    }
}

fn bounded(count: &Count) -> [usize; 3] {
    [count.found, count.wrong, count.not_told_apart]
}

impl Bounds {
    /// Bounds from the counts of simulated registers, each by posterior.
    pub fn of(simulated: &[[Count; POSTERIORS.len()]]) -> Self {
        let range = |posterior: usize, which: usize| {
            let counts: Vec<usize> = simulated.iter().map(|counts| bounded(&counts[posterior])[which]).collect();
            Range::of(&counts)
        };
        Self { rows: (0..POSTERIORS.len()).map(|row| [0, 1, 2].map(|which| range(row, which))).collect() }
    }

    /// What lies outside, in words.
    pub fn faults(&self, counts: &[Count; POSTERIORS.len()]) -> Vec<String> {
        let mut faults = Vec::new();
        for ((posterior, row), count) in POSTERIORS.iter().zip(&self.rows).zip(counts) {
            for ((name, range), count) in NAMES.iter().zip(row).zip(bounded(count)) {
                if !range.holds(count) {
                    let Range { least, greatest } = range;
                    faults.push(format!("posterior {posterior}: {count} {name}, expected {least} to {greatest}"));
                }
            }
        }
        faults
    }

    /// The file's text; `how` says in words where the numbers are from.
    pub fn to_csv(&self, how: &str) -> String {
        let mut text = format!("# {how}\n{HEADING}\n");
        for (posterior, row) in POSTERIORS.iter().zip(&self.rows) {
            let cells: Vec<String> = row.iter().map(|range| format!("{},{}", range.least, range.greatest)).collect();
            // a string takes every line
            let _ = writeln!(text, "{posterior},{}", cells.join(","));
        }
        text
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn from_csv(text: &str) -> Result<Self, String> {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        if lines.next() != Some(HEADING) {
            return Err(format!("has no heading `{HEADING}`"));
        }
        let rows: Option<Vec<[Range; 3]>> =
            lines.zip(POSTERIORS).map(|(line, posterior)| row(line, posterior)).collect();
        match rows {
            Some(rows) if rows.len() == POSTERIORS.len() => Ok(Self { rows }),
            _ => Err(format!("does not have one row of seven numbers for each posterior of {POSTERIORS:?}")),
        }
    }
}

fn row(line: &str, posterior: f64) -> Option<[Range; 3]> {
    let mut cells = line.split(',');
    let is_row = cells.next()?.parse::<f64>().ok()? == posterior;
    let mut ranges = [Range { least: 0, greatest: 0 }; 3];
    for range in &mut ranges {
        *range = Range { least: cells.next()?.parse().ok()?, greatest: cells.next()?.parse().ok()? };
    }
    (is_row && cells.next().is_none()).then_some(ranges)
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Count, POSTERIORS};

    fn counts(found: usize) -> [Count; POSTERIORS.len()] {
        [Count { found, ..Count::default() }; POSTERIORS.len()]
    }

    #[test]
    fn bounds_are_the_simulated_range_and_a_little_more() {
        // by hand: 80 and 90 have standard deviation √50 = 7.07, so 8 and one more on each side
        let bounds = Bounds::of(&[counts(80), counts(90)]);
        assert!(bounds.faults(&counts(71)).is_empty() && bounds.faults(&counts(99)).is_empty());
        assert_eq!(bounds.faults(&counts(70)).len(), POSTERIORS.len());
        assert!(bounds.faults(&counts(100))[0].contains("100 found, expected 71 to 99"));
    }

    #[test]
    fn what_is_written_is_read() {
        let bounds = Bounds::of(&[counts(80), counts(90)]);
        assert_eq!(Bounds::from_csv(&bounds.to_csv("from two registers")), Ok(bounds));
        assert!(Bounds::from_csv("posterior\n").is_err());
    }
}
