//! Templates of a register's files: commented headers, and one made-up row that reads back.

use std::fmt::Write as _;

use super::columns::{FAMILIES_FILE, MISSING_FILE, PROFILES_FILE, REMAINS_FILE, TableFile};
use super::settings::SETTINGS;

/// A file of a new register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Name of the file.
    pub file: String,
    /// What stands in it.
    pub text: String,
}

/// Frequencies of one marker, made up; the sum is 1.
const FREQUENCIES: &str = "\
# Allele frequencies of a population: first column Allele, then one column a marker, empty where an allele was not seen.
# The frequencies of a marker sum to 1. These are made up, replace them: published tables name their source.
# For a second population add a file frequencies-NAME.csv, and write NAME in the column population of families.csv.
Allele,TH01
6,0.2
7,0.2
8,0.1
9,0.2
9.3,0.3
";

/// The files of a new register.
#[must_use]
pub fn templates() -> Vec<Template> {
    let mut all: Vec<_> = [FAMILIES_FILE, PROFILES_FILE, MISSING_FILE, REMAINS_FILE].map(table).into();
    all.push(Template { file: "frequencies.csv".to_owned(), text: FREQUENCIES.to_owned() });
    all.push(Template { file: "settings.toml".to_owned(), text: settings() });
    all
}

fn table(table: TableFile) -> Template {
    let mut text = format!("# {}. The row below is made up, replace it.\n", capital(table.about));
    for column in table.columns {
        let need = if column.is_required { "needed" } else { "may be left out" };
        // a string takes every line
        let _ = writeln!(text, "# {}: {} ({need})", column.name, column.meaning);
    }
    let line = |cell: &dyn Fn(&crate::table::Column) -> &'static str| {
        table.columns.iter().map(|column| quoted(cell(column))).collect::<Vec<_>>().join(",")
    };
    let _ = writeln!(text, "{}\n{}", line(&|column| column.name), line(&|column| column.example));
    Template { file: format!("{}.csv", table.name), text }
}

/// All settings as comments: without a change the file says nothing and the defaults hold.
fn settings() -> String {
    let mut text = "# Parameters of the computation. A line without `#` in front replaces the default.\n".to_owned();
    let mut section = "";
    for setting in SETTINGS {
        let (of, name) = setting.key.rsplit_once('.').unwrap_or(("", setting.key));
        if of != section {
            section = of;
            let _ = writeln!(text, "\n[{section}]");
        }
        let quote = if setting.kind.is_quoted(setting.default) { "\"" } else { "" };
        let _ = writeln!(text, "\n# {}\n# source of the default: {}", capital(setting.meaning), setting.source);
        let _ = writeln!(text, "# {name} = {quote}{}{quote}", setting.default);
    }
    text
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A cell as RFC 4180 wants it.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', ';', '\t']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
