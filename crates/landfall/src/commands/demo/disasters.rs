//! Part (b): the published disaster victim cases, solved and compared with the published numbers.

use std::{fmt::Write as _, fs, path::Path};

use interop::{dvi_case, json::JSON_BYTE_COUNT_MAX, text::read_text};
use kinship::assignment::{DviCase, PairwiseLr, Parameters, Solution, solve};

use super::Part;
use crate::output::{Exit, Failure};

const FOLDER: &str = "reference/dvi";
/// The twelve sets; where each is from stands in `reference/dvi/README.md`.
const SETS: [&str; 12] = [
    "example1",
    "example2",
    "exclusionExample",
    "fire",
    "grave",
    "icmp",
    "KETPchap481",
    "KETPchap484",
    "KETPexer497",
    "KETPexer498",
    "planecrash",
    "symmetricSibs",
];
/// Largest relative difference from a published number.
const TOLERANCE: f64 = 1e-6;

/// Solves every set with mutation as given.
pub fn part(root: &Path) -> Result<Part, Failure> {
    let mut part = Part::new(format!("{} published disaster victim cases", SETS.len()));
    for set in SETS {
        let folder = root.join(FOLDER).join(set);
        let file = folder.join("data.json");
        let name = file.display().to_string();
        let read = dvi_case::read(&name, &read_text(&file, JSON_BYTE_COUNT_MAX)?)?;
        let solution = solve(&read.case, &Parameters::default())
            .map_err(|error| Failure::new(Exit::CheckFailed, "not-solved", format!("{name}: {error}")))?;
        let pairs = compare(&folder.join("pairwise_lr.csv"), |table| pairs(&read.case, &solution, table))?;
        let rows = compare(&folder.join("joint_top.csv"), |table| joint(&solution, table))?;
        let victims = read.case.victims().len();
        let joint = if rows.of == 0 { "no joint list published".to_string() } else { format!("joint list {rows}") };
        // a string takes every line
        let _ = writeln!(
            part.text,
            "{set:17} {victims:2} victims, {:2} missing: pairwise LR {pairs}; {joint}",
            read.case.missing().len(),
        );
        if pairs.of == 0 || !pairs.is_whole() || !rows.is_whole() {
            part.faults.push(format!("{set}: pairwise LR {pairs}, joint list {rows}"));
        }
    }
    Ok(part)
}

/// How many numbers agree, of how many published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Agreement {
    agree: usize,
    of: usize,
}

impl Agreement {
    fn is_whole(self) -> bool {
        self.agree == self.of
    }

    fn add(&mut self, found: f64, published: f64) {
        self.of += 1;
        let is_close = (found - published).abs() <= TOLERANCE * published.abs();
        self.agree += usize::from(found == published || is_close);
    }
}

impl std::fmt::Display for Agreement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} agree", self.agree, self.of)
    }
}

type Table = Vec<Vec<String>>;

/// Reads a published table, if the set has it, and compares.
fn compare(file: &Path, compare: impl FnOnce(&Table) -> Option<Agreement>) -> Result<Agreement, Failure> {
    if !file.exists() {
        return Ok(Agreement::default());
    }
    let bad = |what: String| Failure::new(Exit::BadInput, "bad-demo", format!("`{}` {what}", file.display()));
    let text = fs::read_to_string(file).map_err(|error| bad(format!("cannot be read: {error}")))?;
    let cells = |line: &str| line.split(',').map(|cell| cell.trim_matches('"').to_string()).collect();
    let table: Table = text.lines().map(cells).collect();
    compare(&table).ok_or_else(|| bad("does not fit the case; take it from the repository again".to_string()))
}

fn pairs(case: &DviCase, solution: &Solution, table: &Table) -> Option<Agreement> {
    let (heading, rows) = table.split_first()?;
    let missing = |id: &str| (0..case.missing().len()).find(|&missing| case.missing_id(missing) == id);
    let mut agreement = Agreement::default();
    for row in rows {
        let victim = case.victims().iter().position(|victim| victim.id == row[0])?;
        for (id, cell) in heading.iter().zip(row).skip(1) {
            match (solution.pairwise[victim][missing(id)?], cell.as_str()) {
                (PairwiseLr::SexDiffers | PairwiseLr::Undefined, "NA" | "NaN") => {
                    agreement.of += 1;
                    agreement.agree += 1;
                }
                (pair, published) => {
                    agreement.add(pair.ratio().unwrap_or(f64::NAN), published.parse().unwrap_or(f64::NAN))
                }
            }
        }
    }
    Some(agreement)
}

/// Likelihoods in falling order: equal ones may stand in another order there.
fn joint(solution: &Solution, table: &Table) -> Option<Agreement> {
    let (heading, rows) = table.split_first()?;
    let column = heading.iter().position(|name| name == "loglik")?;
    let mut agreement = Agreement::default();
    for (at, row) in rows.iter().enumerate() {
        let found = solution.joint.get(at).map_or(f64::NEG_INFINITY, |assignment| assignment.ln_likelihood);
        let published = match row.get(column)?.as_str() {
            "-Inf" => f64::NEG_INFINITY,
            number => number.parse().ok()?,
        };
        agreement.add(found, published);
    }
    Some(agreement)
}
