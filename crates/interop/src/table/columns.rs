//! Columns as data: what a reader expects, what a template offers, and how the headings of a file are matched to it.

use super::{FaultList, Table};
use crate::{Faults, Place};

/// A column of a table that we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Heading. Letter case and doubled spaces do not matter when it is read.
    pub name: &'static str,
    /// Whether a table without it is refused.
    pub is_required: bool,
    /// What stands in it, for templates and for faults.
    pub meaning: &'static str,
    /// A made-up value.
    pub example: &'static str,
}

/// What becomes of a column that is not known, or has no heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// It is a fault: it may be a misspelt column that would be missed.
    Refused,
    /// It is left unread, as long as every column that is needed is there; whoever reads the table says so.
    Unread,
}

/// A table with its columns found: cells by the index of the [`Column`] in the list.
#[derive(Clone, Debug)]
pub struct Bound<'t> {
    table: &'t Table,
    columns: &'static [Column],
    /// Where each known column stands in the file.
    positions: Vec<Option<usize>>,
    /// Columns of the file that are not read, from 0.
    unread: Vec<usize>,
}

/// A row of a bound table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'b> {
    bound: &'b Bound<'b>,
    index: usize,
}

impl Table {
    /// Matches the headings to the columns.
    ///
    /// # Errors
    /// Every missing, unknown and doubled column.
    pub fn bind(&self, columns: &'static [Column]) -> Result<Bound<'_>, Faults> {
        self.bind_with(columns, Extra::Refused)
    }

    /// Matches the headings to the columns, as [`Table::bind`]; `extra` says what becomes of a column that is not known.
    ///
    /// # Errors
    /// Every missing and doubled column; unknown ones where they are refused, or may be a missing one misspelt.
    pub fn bind_with(&self, columns: &'static [Column], extra: Extra) -> Result<Bound<'_>, Faults> {
        let mut faults = FaultList::default();
        let mut positions = vec![None; columns.len()];
        let mut unread: Vec<usize> = self.unnamed().into_iter().map(|(column, _)| column).collect();
        let has = |column: &Column| self.headers.iter().any(|header| is_same(column.name, header));
        let is_refused = extra == Extra::Refused || columns.iter().any(|column| column.is_required && !has(column));
        for (at, header) in self.headers.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
            let place = |expected: String| Place {
                file: Some(self.name.clone()),
                line: Some(self.header_line),
                column: Some(at + 1),
                field: Some(header.clone()),
                found: Some(header.clone()),
                expected: Some(expected),
            };
            match columns.iter().position(|column| is_same(column.name, header)) {
                None if !is_refused => unread.push(at),
                None => {
                    let names: Vec<_> = columns.iter().map(|column| column.name).collect();
                    let hint =
                        nearest(header, &names).map_or_else(String::new, |name| format!("did you mean `{name}`? "));
                    let message = format!("column `{header}` is not known; {hint}rename or remove it");
                    faults.push(message, place(names.join(", ")));
                }
                Some(known) => match positions[known].replace(at) {
                    None => {}
                    Some(first) => faults.push(
                        format!("column `{header}` stands twice, in columns {} and {}; remove one", first + 1, at + 1),
                        place("each column once".to_owned()),
                    ),
                },
            }
        }
        for (column, _) in columns.iter().zip(&positions).filter(|(column, at)| column.is_required && at.is_none()) {
            let place = Place {
                file: Some(self.name.clone()),
                line: Some(self.header_line),
                field: Some(column.name.to_owned()),
                found: Some(self.headers.join(",")),
                expected: Some(column.name.to_owned()),
                ..Place::default()
            };
            faults.push(format!("column `{}` is missing; add it ({})", column.name, column.meaning), place);
        }
        unread.sort_unstable();
        faults.finish("bad-table", Bound { table: self, columns, positions, unread })
    }
}

impl Bound<'_> {
    /// The rows, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.table.row_count()).map(|index| Row { bound: self, index })
    }

    /// Columns of the file that are not read, each with its heading, or `column 1` where it has none.
    pub fn unread(&self) -> impl Iterator<Item = (&str, String)> {
        self.unread.iter().map(|&at| {
            let header = self.table.headers[at].as_str();
            (header, if header.is_empty() { format!("column {}", at + 1) } else { header.to_owned() })
        })
    }

    /// The line of the headings, from 1.
    #[must_use]
    pub fn header_line(&self) -> usize {
        self.table.header_line
    }

    /// Whether the file has the column.
    #[must_use]
    pub fn has(&self, column: usize) -> bool {
        self.positions[column].is_some()
    }
}

impl<'b> Row<'b> {
    /// Line in the file, from 1: of the text in CSV, of the sheet in XLSX.
    #[must_use]
    pub fn line(&self) -> usize {
        self.bound.table.lines[self.index]
    }

    /// The cell of a column, trimmed; blank where the file does not have the column.
    #[must_use]
    pub fn text(&self, column: usize) -> &'b str {
        self.bound.positions[column].map_or("", |at| self.bound.table.cell(self.index, at))
    }

    /// The cell of a column, where it is not blank.
    #[must_use]
    pub fn known(&self, column: usize) -> Option<&'b str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// The place of a cell, with what was read there and what was expected.
    #[must_use]
    pub fn place(&self, column: usize, expected: &str) -> Place {
        Place {
            file: Some(self.bound.table.name.clone()),
            line: Some(self.line()),
            column: self.bound.positions[column].map(|at| at + 1),
            field: Some(self.bound.columns[column].name.to_owned()),
            found: Some(self.text(column).to_owned()),
            expected: Some(expected.to_owned()),
        }
    }
}

/// Whether a heading is that of a column: letter case and the amount of white space do not matter.
fn is_same(name: &str, header: &str) -> bool {
    let mut words = header.split_whitespace();
    name.split(' ').all(|word| words.next().is_some_and(|other| word.eq_ignore_ascii_case(other)))
        && words.next().is_none()
}

/// Edits between a misspelt name and the one that was meant, at most.
const EDIT_COUNT_MAX: usize = 2;

/// The known name that is at most [`EDIT_COUNT_MAX`] edits away.
pub(crate) fn nearest<'n>(written: &str, names: &[&'n str]) -> Option<&'n str> {
    let written = written.to_lowercase();
    let distance = |name: &&'n str| (edits(&written, &name.to_lowercase()), *name);
    names.iter().map(distance).min().filter(|(distance, _)| *distance <= EDIT_COUNT_MAX).map(|(_, name)| name)
}

/// Levenshtein distance; words of more than 64 characters, or whose lengths say enough, are as far as can be.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(65).collect(), b.chars().take(65).collect());
    if a.len() > 64 || b.len() > 64 || a.len().abs_diff(b.len()) > EDIT_COUNT_MAX {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
