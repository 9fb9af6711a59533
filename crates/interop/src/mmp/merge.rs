//! A newer list laid over the one that is held.

use std::collections::HashMap;

use super::Extract;
use super::extract::{MmpRow, to_csv};
use super::layout::{FIELDS, Field};

/// What came of laying a newer list over a held one.
#[derive(Clone, Debug)]
pub struct Merged {
    rows: Vec<MmpRow>,
    /// Rows that the held list did not have.
    pub row_count_added: usize,
    /// Rows that both lists have with the same values.
    pub row_count_same: usize,
    /// Held rows that the newer list replaced.
    pub replaced: Vec<Replaced>,
}

/// A held row that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Replaced {
    /// Its id.
    pub incident_id: String,
    /// The columns that changed.
    pub fields: Vec<&'static str>,
}

/// Lays `newer` over `held`, by incident id. Held rows keep their place, new ones follow in their own order.
///
/// A column that the newer layout does not have says nothing, so the held value stays. The one exception: where dead or
/// missing change under a layout without a total, the held total is no longer the total of the row, and becomes unknown.
#[must_use]
pub fn merge(held: Extract, newer: Extract) -> Merged {
    let says: Vec<Field> = FIELDS.iter().map(|(field, _)| *field).filter(|field| newer.has(*field)).collect();
    let mut merged = Merged { rows: held.rows, row_count_added: 0, row_count_same: 0, replaced: Vec::new() };
    let by_id: HashMap<String, usize> =
        merged.rows.iter().enumerate().map(|(at, row)| (row.incident.incident_id.clone(), at)).collect();
    for row in newer.rows {
        let Some(&at) = by_id.get(&row.incident.incident_id) else {
            merged.row_count_added += 1;
            merged.rows.push(row);
            continue;
        };
        let cells = &mut merged.rows[at].cells;
        let changed: Vec<Field> =
            says.iter().copied().filter(|field| cells[field.index()] != row.cells[field.index()]).collect();
        if changed.is_empty() {
            merged.row_count_same += 1;
            continue;
        }
        for field in &changed {
            cells[field.index()].clone_from(&row.cells[field.index()]);
        }
        let counts_changed = changed.iter().any(|field| matches!(field, Field::Dead | Field::Missing));
        if counts_changed && !says.contains(&Field::Total) {
            cells[Field::Total.index()].clear();
        }
        let fields = changed.into_iter().map(Field::name).collect();
        merged.replaced.push(Replaced { incident_id: row.incident.incident_id, fields });
    }
    merged
}

impl Merged {
    /// How many rows there are now.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The rows as a CSV file, as [`Extract::to_csv`].
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        to_csv(&self.rows)
    }
}
