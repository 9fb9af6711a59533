//! Reads the tables of `reference/dvi/`.

use std::{collections::HashMap, fs};

use super::reference_case::file;

/// A table of `reference/dvi/<set>/<name>`, by column name; `None` where the set has no such file.
pub fn table(set: &str, name: &str) -> Option<Vec<HashMap<String, String>>> {
    let text = fs::read_to_string(file(set, name)).ok()?;
    let mut lines = text.lines().map(cells);
    let header = lines.next()?;
    Some(lines.map(|cells| header.iter().cloned().zip(cells).collect()).collect())
}

/// Cells of a line; a cell in quotes may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    for character in line.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(character),
        }
    }
    cells
}
