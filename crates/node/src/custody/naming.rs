//! In which records the name of another one stands.

use std::collections::BTreeSet;

use rooms::header::RecordId;

use crate::NodeError;
use crate::kinds::name_of;
use crate::view::View;

/// Records, others than these, in which stands the id of one of these, or the name that it has where it came from.
pub(super) fn naming(view: &View, records: &BTreeSet<[u8; 16]>) -> Result<Vec<RecordId>, NodeError> {
    let named = records.iter().filter_map(|record| view.rows.get(record)).map(name_of);
    let mut names: BTreeSet<String> = named.filter_map(Result::transpose).collect::<Result<_, _>>()?;
    // proposals name records by their ids
    names.extend(records.iter().filter_map(|record| RecordId::from_bytes(*record).ok()).map(|id| id.to_string()));
    let mut found = Vec::new();
    for (id, row) in view.rows.iter().filter(|(id, _)| !records.contains(*id)) {
        let Some(matching) = &row.matching else { continue };
        // kinds of later programs and events of the node have no such names
        let Ok(content) = serde_json::from_slice(&matching.content) else { continue };
        if says_one_of(&content, &names) {
            found.push(RecordId::from_bytes(*id).map_err(|error| NodeError::damaged(error.to_string()))?);
        }
    }
    Ok(found)
}

fn says_one_of(value: &serde_json::Value, names: &BTreeSet<String>) -> bool {
    match value {
        serde_json::Value::String(text) => names.contains(text.as_str()),
        serde_json::Value::Array(all) => all.iter().any(|value| says_one_of(value, names)),
        serde_json::Value::Object(all) => all.values().any(|value| says_one_of(value, names)),
        _ => false,
    }
}
