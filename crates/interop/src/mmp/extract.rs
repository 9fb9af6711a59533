//! A whole list: its rows, what is odd about them, and the table in the normal layout.

use std::borrow::Cow;

use rooms::missing::kinds::Incident;

use super::checks;
use super::layout::{FIELDS, Field, Layout};
use super::row::{self, Cells};
use crate::Faults;
use crate::table::{Extra, FaultList, Table};

/// A list of incidents as it was read.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Which export of the project it is.
    pub layout: Layout,
    /// Rows of the file, without blank ones.
    pub row_count_read: usize,
    /// The rows that were taken, in the order of the file.
    pub rows: Vec<MmpRow>,
    /// What is odd, by line. Flagged rows are taken unless the reason says otherwise.
    pub flags: Vec<Flag>,
    /// Whether the file has the column `Extract`.
    pub(super) has_extract: bool,
}

/// A row: where it stood, its cells in the normal layout, and the incident that they say.
#[derive(Clone, Debug, PartialEq)]
pub struct MmpRow {
    /// Line in the file, from 1.
    pub line: usize,
    /// Cells in the order of [`FIELDS`].
    pub(super) cells: Cells,
    /// The incident.
    pub incident: Incident,
}

/// Something odd about a row. It is said, never repaired.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Flag {
    /// Line in the file, from 1.
    pub line: usize,
    /// Heading of the column, as the file's layout has it; of a column that is not known, as the file has it.
    pub field: Cow<'static, str>,
    /// What stands there.
    pub found: String,
    /// What is odd about it.
    pub reason: String,
}

/// Reads the rows of a table, then looks at them together.
pub(super) fn from_table(table: &Table, extra: Extra) -> Result<Extract, Faults> {
    let layout = Layout::of(table);
    let bound = table.bind_with(layout.columns(), extra)?;
    let mut extract = Extract {
        layout,
        row_count_read: table.row_count(),
        rows: Vec::with_capacity(table.row_count()),
        flags: Vec::new(),
        has_extract: layout.column(Field::Extract).is_some_and(|column| bound.has(column)),
    };
    let mut faults = FaultList::default();
    for (header, field) in bound.unread() {
        let reason = "column not known and not read".to_owned();
        let field = Cow::Owned(field);
        extract.flags.push(Flag { line: bound.header_line(), field, found: header.to_owned(), reason });
    }
    for row in bound.rows() {
        let (cells, incident) = row::read(&row, layout, &mut extract.flags, &mut faults);
        extract.rows.push(MmpRow { line: row.line(), cells, incident });
    }
    checks::same_id(&mut extract, table.name(), &mut faults);
    checks::sums_over_events(&mut extract);
    // a row's flags stand together; flags of one line stay in the order of their columns
    extract.flags.sort_by_key(|flag| flag.line);
    faults.finish("bad-table", extract)
}

impl Extract {
    /// The incidents, in the order of the file.
    #[must_use]
    pub fn into_incidents(self) -> Vec<Incident> {
        self.rows.into_iter().map(|row| row.incident).collect()
    }

    /// Whether the file says anything of a field, blank or not.
    pub(super) fn has(&self, field: Field) -> bool {
        match field {
            Field::Extract => self.has_extract,
            field => self.layout.column(field).is_some(),
        }
    }

    /// The rows as a CSV file in the normal layout: the 25 columns of the full download and `Extract`; `,` and `\n`.
    ///
    /// Reading it gives the same rows, and writing those the same bytes.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        to_csv(&self.rows)
    }
}

pub(super) fn to_csv(rows: &[MmpRow]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let headers = FIELDS.iter().map(|(_, column)| column.name);
    // a vector takes every byte, and every row has as many cells as the header
    let written =
        writer.write_record(headers).and_then(|()| rows.iter().try_for_each(|row| writer.write_record(&row.cells)));
    assert!(written.is_ok(), "rows have as many cells as the header, and memory takes them");
    writer.into_inner().unwrap_or_default()
}
