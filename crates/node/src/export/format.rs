//! What an export looks like: a line of JSON a record, or a table.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde::Serialize;
use serde_json::Value;

use crate::NodeError;
use crate::outgoing::Outgoing;

/// Columns before those of the fields.
const FIRST: [&str; 7] = ["handle", "kind", "version", "owner", "purpose", "hour", "state"];

/// The form of an export.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// One JSON document a line.
    #[default]
    Ndjson,
    /// A table; what is no text or number stands in it as JSON. The last line begins with `#`.
    Csv,
}

/// A word that names no form.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is no form of an export; write `ndjson` or `csv`")]
pub struct FormatError {
    /// What was read.
    pub found: String,
}

impl FromStr for Format {
    type Err = FormatError;

    fn from_str(found: &str) -> Result<Self, FormatError> {
        match found {
            "ndjson" => Ok(Self::Ndjson),
            "csv" => Ok(Self::Csv),
            _ => Err(FormatError { found: found.to_owned() }),
        }
    }
}

impl Format {
    /// As HTTP names it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Ndjson => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    pub(super) fn head(self, columns: &[String]) -> Result<Option<Vec<u8>>, NodeError> {
        match self {
            Self::Ndjson => Ok(None),
            Self::Csv => {
                let names = FIRST.into_iter().map(str::to_owned).chain(columns.iter().cloned());
                Ok(Some(line(&names.collect::<Vec<_>>())))
            }
        }
    }

    pub(super) fn rows(self, columns: &[String], records: &[Outgoing]) -> Result<Vec<u8>, NodeError> {
        let mut bytes = Vec::new();
        for record in records {
            match self {
                Self::Ndjson => {
                    bytes.extend(json(record)?);
                    bytes.push(b'\n');
                }
                Self::Csv => bytes.extend(row(columns, record)?),
            }
        }
        Ok(bytes)
    }

    pub(super) fn trailer(self, trailer: &impl Serialize) -> Result<Vec<u8>, NodeError> {
        let mut bytes = match self {
            Self::Ndjson => Vec::new(),
            Self::Csv => b"# ".to_vec(),
        };
        bytes.extend(json(trailer)?);
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The fields that any of these records has.
pub(super) fn columns(records: &[Outgoing]) -> Vec<String> {
    let names = records.iter().filter_map(|record| record.fields.as_object()).flat_map(|fields| fields.keys());
    names.cloned().collect::<BTreeSet<String>>().into_iter().collect()
}

fn row(columns: &[String], record: &Outgoing) -> Result<Vec<u8>, NodeError> {
    let record = serde_json::to_value(record).map_err(|error| NodeError::Unwritable(error.to_string()))?;
    let first = FIRST.into_iter().map(|name| cell(record.get(name)));
    let fields = columns.iter().map(|name| cell(record.get("fields").and_then(|fields| fields.get(name))));
    Ok(line(&first.chain(fields).collect::<Vec<_>>()))
}

/// A cell as RFC 4180 has it. A text that a spreadsheet would run as a formula gets a `'` in front of it.
fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn line(cells: &[String]) -> Vec<u8> {
    let quoted = cells.iter().map(|cell| {
        if cell.contains(['"', ',', '\n', '\r']) || cell.starts_with('#') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    });
    let mut line = quoted.collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line.into_bytes()
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, NodeError> {
    serde_json::to_vec(value).map_err(|error| NodeError::Unwritable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{cell, line};

    #[test]
    fn a_cell_is_what_a_spreadsheet_reads_and_never_runs() {
        let table = [
            (json!("Sfax"), "Sfax"),
            (json!("=1+1"), "'=1+1"),
            (json!(-3), "-3"),
            (json!(null), ""),
            (json!({"name": "Sfax"}), r#"{"name":"Sfax"}"#),
        ];
        for (value, expected) in table {
            assert_eq!(cell(Some(&value)), expected);
        }
        let cells = ["a".to_owned(), "b,\"c\"".to_owned(), "#d".to_owned()];
        assert_eq!(line(&cells), b"a,\"b,\"\"c\"\"\",\"#d\"\r\n");
    }
}
