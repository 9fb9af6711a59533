//! Part (a): the recorded incidents, and whether their totals are the published ones.

use std::{fmt::Write as _, fs, path::Path};

use interop::mmp;
use rooms::missing::{
    kinds::Incident,
    views::{Situation, Year},
};

use super::Part;
use crate::output::{Exit, Failure};

const FILE: &str = "demo/missing-migrants/missing-migrants-2014-2026.csv";
const TOTALS: &str = "demo/missing-migrants/totals-by-year.csv";
/// Columns of the list of totals that were summed over these very rows.
const COLUMNS: [&str; 5] = ["year", "incidents_here", "dead_here", "missing_here", "total_here"];

/// Imports the incidents and compares their totals by year.
pub fn part(root: &Path) -> Result<(Part, Vec<Incident>), Failure> {
    let extract = mmp::read(&root.join(FILE))?;
    let (row_count, flag_count) = (extract.row_count_read, extract.flags.len());
    let incidents = extract.into_incidents();
    let found: Vec<[i64; 5]> = Situation::of(&incidents).by_year.iter().map(totals).collect();
    let expected = published(&root.join(TOTALS))?;
    let mut part = Part::new(format!("incidents 2014-2026: {row_count} rows, {flag_count} remarks"));
    for row in &expected {
        let same_year = found.iter().find(|found| found[0] == row[0]);
        if same_year != Some(row) {
            part.faults.push(format!("totals of {} are {same_year:?}; published {row:?}", row[0]));
        }
    }
    let people: i64 = found.iter().map(|row| row[4]).sum();
    // a string takes every line
    let _ = writeln!(
        part.text,
        "{people} people dead or missing in {} years; totals of {} of {} years are the published ones",
        found.len(),
        expected.len() - part.faults.len(),
        expected.len(),
    );
    Ok((part, incidents))
}

fn totals(Year { year, tally }: &Year) -> [i64; 5] {
    let incidents = i64::try_from(tally.incidents).unwrap_or(i64::MAX);
    [i64::from(*year), incidents, tally.dead.people, tally.missing.people, tally.total.people]
}

fn published(file: &Path) -> Result<Vec<[i64; 5]>, Failure> {
    let bad = |what: &str| {
        Failure::new(
            Exit::BadInput,
            "bad-demo",
            format!("`{}` {what}; take it from the repository again", file.display()),
        )
    };
    let text = fs::read_to_string(file).map_err(|error| bad(&format!("cannot be read ({error})")))?;
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heading = lines.next().unwrap_or_default();
    let columns: Option<Vec<usize>> =
        COLUMNS.iter().map(|name| heading.iter().position(|column| column == name)).collect();
    let columns = columns.ok_or_else(|| bad("lacks a column"))?;
    let row = |line: Vec<&str>| -> Option<[i64; 5]> {
        let mut row = [0; 5];
        for (value, &column) in row.iter_mut().zip(&columns) {
            *value = line.get(column)?.parse().ok()?;
        }
        Some(row)
    };
    lines.map(|line| row(line).ok_or_else(|| bad("has a row that is no total"))).collect()
}
