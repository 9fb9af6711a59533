//! Where in a file something is wrong, what was read there and what was expected.

use std::fmt;

/// A place in an input. Lines and columns count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// File as the user named it.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column: of the text in JSON, of the table in CSV and XLSX; from 1.
    pub column: Option<usize>,
    /// Field, column heading or path inside the document.
    pub field: Option<String>,
    /// What was read.
    pub found: Option<String>,
    /// What was expected, with the remedy.
    pub expected: Option<String>,
}

/// One fault of an input: a sentence for people and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Lower case, no full stop, what the user typed in backticks, with the remedy.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// All faults of an input at once; never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Faults {
    /// Stable code of the kind of fault: `bad-json`, `bad-table`, `bad-case`, `no-such-file` ...
    pub code: &'static str,
    /// The faults, in the order of the input.
    pub faults: Vec<Fault>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.as_deref().unwrap_or("input"))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        if let Some(field) = &self.field {
            write!(f, " [{field}]")?;
        }
        Ok(())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.faults.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}
