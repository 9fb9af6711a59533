//! What only shows when rows are held side by side: ids used twice, and the sums over an event.

use std::collections::HashMap;

use rooms::missing::kinds::Incident;
use rooms::missing::views::main_groups;

use super::layout::{FIELDS, Field};
use super::{Extract, Flag};
use crate::Place;
use crate::table::FaultList;

/// The same row twice is taken once; two different rows under one id are a fault: which of them counts?
pub(super) fn same_id(extract: &mut Extract, file: &str, faults: &mut FaultList) {
    let layout = extract.layout;
    let mut first_by_id = HashMap::<&str, usize>::new();
    let mut repeated = Vec::new();
    for (at, row) in extract.rows.iter().enumerate().filter(|(_, row)| !row.incident.incident_id.is_empty()) {
        let Some(&first) = first_by_id.get(row.incident.incident_id.as_str()) else {
            first_by_id.insert(&row.incident.incident_id, at);
            continue;
        };
        let first = &extract.rows[first];
        let id = &row.incident.incident_id;
        let differing = FIELDS.iter().find(|(field, _)| row.cells[field.index()] != first.cells[field.index()]);
        match differing {
            None => {
                repeated.push(at);
                let reason = format!("the same row stands on line {}; it was taken once", first.line);
                let field = layout.heading(Field::IncidentId);
                extract.flags.push(Flag { line: row.line, field: field.into(), found: id.clone(), reason });
            }
            Some((field, column)) => {
                let message = format!(
                    "incident id `{id}` stands on line {} with another `{}` (`{}`, here `{}`); give each row an id of its own, such as `{id}#2`",
                    first.line,
                    column.name,
                    first.cells[field.index()],
                    row.cells[field.index()],
                );
                let place = Place {
                    file: Some(file.to_owned()),
                    line: Some(row.line),
                    field: Some(layout.heading(Field::IncidentId).to_owned()),
                    found: Some(id.clone()),
                    expected: Some("each incident id once".to_owned()),
                    ..Place::default()
                };
                faults.push(message, place);
            }
        }
    }
    for at in repeated.into_iter().rev() {
        extract.rows.remove(at);
    }
}

/// Flags events whose sum stays negative, and rows that count more women and men than dead and missing.
///
/// A negative row inside an event is a correction of another row; only the sum over the event has a meaning.
pub(super) fn sums_over_events(extract: &mut Extract) {
    let incidents: Vec<Incident> = extract.rows.iter().map(|row| row.incident.clone()).collect();
    for group in main_groups(&incidents) {
        let last = group.rows.iter().copied().max().unwrap_or(0);
        for (name, sum) in group.counts.named().into_iter().filter(|(_, sum)| sum.is_some_and(|sum| sum < 0)) {
            let sum = sum.unwrap_or(0);
            let reason = match group.rows.len() {
                1 => format!("negative, and no other row has the main id `{}`; it is kept", group.main_id),
                rows => format!("negative once the {rows} rows of main id `{}` are summed; it is kept", group.main_id),
            };
            let field = extract.layout.heading(count_field(name));
            extract.flags.push(Flag {
                line: extract.rows[last].line,
                field: field.into(),
                found: sum.to_string(),
                reason,
            });
        }
        let is_more = |counts: &rooms::missing::kinds::Counts| {
            counts.females_and_males().zip(counts.dead_and_missing()).filter(|(people, total)| people > total)
        };
        let whole = is_more(&group.counts).is_some();
        for &at in &group.rows {
            let Some((people, total)) = is_more(&incidents[at].counts) else { continue };
            let over = match (group.rows.len(), whole) {
                (1, _) => String::new(),
                (_, true) => format!(", also summed over main id `{}`", group.main_id),
                (_, false) => format!("; summed over main id `{}` they are not", group.main_id),
            };
            let reason = format!("more females and males than dead and missing ({total}){over}; it is kept");
            let field = extract.layout.heading(Field::Females);
            extract.flags.push(Flag {
                line: extract.rows[at].line,
                field: field.into(),
                found: people.to_string(),
                reason,
            });
        }
    }
}

/// The column of a count by its name in [`rooms::missing::kinds::Counts::named`].
fn count_field(name: &str) -> Field {
    match name {
        "dead" => Field::Dead,
        "missing" => Field::Missing,
        "survivors" => Field::Survivors,
        "females" => Field::Females,
        "males" => Field::Males,
        "children" => Field::Children,
        _ => Field::Total,
    }
}
