//! `landfall import`: reads published data, says what is odd about it, and keeps it in one normal form.

mod register;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use interop::mmp::{self, Extract, Flag, Replaced};
use rooms::missing::views::{Situation, Year};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::durable;
use crate::output::{Exit, Failure, Output};

/// Name of the file that an import of incidents writes.
const INCIDENTS: &str = "incidents.csv";

/// Name of the note beside it, which the licence asks for.
const SOURCE: &str = "incidents-source.txt";

/// What the note says.
const SOURCE_TEXT: &str = "incidents.csv: incidents in which people died or disappeared in the process of migration.\n\
    Source: International Organization for Migration (IOM), \"IOM's Missing Migrants Project\", missingmigrants.iom.int.\n\
    Licence: CC BY 4.0 (the copy on HDX names cc-by-igo). Keep this note beside the data and the citation in what is shown.\n\
    Changed by Landfall: columns brought into the layout of the full download, dates into ISO 8601, white space made single.\n\
    No value was corrected. Blank is unknown, not zero.\n";

/// Flags that the text for people lists; `--json` lists all.
const FLAG_COUNT_SHOWN: usize = 20;

/// Read published data or a register, say what is odd about it, and keep it
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, clap::Subcommand)]
enum Format {
    /// Incidents of IOM's Missing Migrants Project: full download (25 columns) or web export (22), CSV or XLSX
    Mmp(Mmp),
    /// A register folder, into a node: whole or not at all. Importing it twice changes nothing; what changed in it becomes a
    /// new version of its record; a record that the folder lacks stays in the node
    Register(register::Args),
}

#[derive(Debug, clap::Args)]
struct Mmp {
    /// The file to read
    file: PathBuf,
    /// Keep the rows in this folder, merged by incident id with what it holds; without it, only check and report
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    match args.format {
        Format::Mmp(args) => import_incidents(&args, output),
        Format::Register(args) => register::run(&args, *output),
    }
}

fn import_incidents(args: &Mmp, output: &Output) -> Result<Exit, Failure> {
    let extract = mmp::read(&args.file)?;
    let mut report = Report::of(&extract);
    if let Some(folder) = &args.into {
        report.into = Some(keep(extract, folder)?);
    }
    output.result(&report, || report.text())?;
    Ok(Exit::Done)
}

/// Lays the rows over those that the folder holds, and writes what changed.
fn keep(extract: Extract, folder: &Path) -> Result<Kept, Failure> {
    let file = folder.join(INCIDENTS);
    let row_count = extract.rows.len();
    let (bytes, mut kept) = if file.exists() {
        let merged = mmp::merge(mmp::read_whole(&file)?, extract);
        let kept = Kept {
            rows: merged.row_count(),
            added: merged.row_count_added,
            same: merged.row_count_same,
            replaced: merged.replaced.clone(),
            ..Kept::default()
        };
        (merged.to_csv(), kept)
    } else {
        (extract.to_csv(), Kept { rows: row_count, added: row_count, ..Kept::default() })
    };
    kept.file = file.display().to_string();
    let cannot = |error: std::io::Error| {
        let message = format!("`{}` cannot be written: {error}; name a folder that may be written", kept.file);
        Failure::new(Exit::BadInput, "cannot-write", message)
    };
    let is_written = durable::replace(folder, INCIDENTS, &bytes).map_err(cannot)?;
    durable::replace(folder, SOURCE, SOURCE_TEXT.as_bytes()).map_err(cannot)?;
    kept.changed = is_written;
    Ok(kept)
}

/// What an import says.
#[derive(Serialize)]
struct Report {
    rows_read: usize,
    rows_taken: usize,
    rows_flagged: Vec<Flag>,
    totals_by_year: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<Kept>,
}

/// What the folder holds after the import.
#[derive(Default, Serialize)]
struct Kept {
    file: String,
    changed: bool,
    rows: usize,
    added: usize,
    same: usize,
    replaced: Vec<Replaced>,
}

impl Report {
    fn of(extract: &Extract) -> Self {
        let incidents: Vec<_> = extract.rows.iter().map(|row| row.incident.clone()).collect();
        let year = |Year { year, tally }: Year| {
            let [dead, missing, total] = [tally.dead, tally.missing, tally.total].map(|sum| sum.people);
            let totals = json!({ "incidents": tally.incidents, "dead": dead, "missing": missing, "total": total });
            (year.to_string(), totals)
        };
        Self {
            rows_read: extract.row_count_read,
            rows_taken: extract.rows.len(),
            rows_flagged: extract.flags.clone(),
            totals_by_year: Situation::of(&incidents).by_year.into_iter().map(year).collect(),
            into: None,
        }
    }

    fn text(&self) -> String {
        let mut text = format!(
            "{} rows read, {} taken, {} remarks\n\nyear  incidents     dead  missing    total\n",
            self.rows_read,
            self.rows_taken,
            self.rows_flagged.len()
        );
        for (year, totals) in &self.totals_by_year {
            let count = |key: &str| totals[key].as_i64().unwrap_or(0);
            let [incidents, dead, missing, total] = ["incidents", "dead", "missing", "total"].map(count);
            // a string takes every line
            let _ = writeln!(text, "{year} {incidents:>10} {dead:>8} {missing:>8} {total:>8}");
        }
        for (at, flag) in self.rows_flagged.iter().take(FLAG_COUNT_SHOWN).enumerate() {
            let start = if at == 0 { "\n" } else { "" };
            let _ = writeln!(text, "{start}line {} [{}] `{}`: {}", flag.line, flag.field, flag.found, flag.reason);
        }
        if self.rows_flagged.len() > FLAG_COUNT_SHOWN {
            let _ = writeln!(text, "... {} more with --json", self.rows_flagged.len() - FLAG_COUNT_SHOWN);
        }
        if let Some(kept) = &self.into {
            text.push_str(&kept.text());
        }
        text
    }
}

impl Kept {
    fn text(&self) -> String {
        if !self.changed {
            return format!("\nnothing changed: `{}` holds these rows already ({} in all)\n", self.file, self.rows);
        }
        let mut text = format!(
            "\nwrote `{}`: {} rows, {} new, {} as before, {} replaced\n",
            self.file,
            self.rows,
            self.added,
            self.same,
            self.replaced.len()
        );
        for replaced in &self.replaced {
            let _ = writeln!(text, "replaced {}: {}", replaced.incident_id, replaced.fields.join(", "));
        }
        text
    }
}
