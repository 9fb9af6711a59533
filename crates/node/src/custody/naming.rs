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
    // looked for in the bytes as they lie, as JSON writes a text: reading them would leave copies in memory
    let spelled = names.iter().map(serde_json::to_vec).collect::<Result<Vec<_>, _>>();
    let spelled = spelled.map_err(|error| NodeError::Unwritable(error.to_string()))?;
    let mut found = Vec::new();
    for (id, row) in view.rows.iter().filter(|(id, _)| !records.contains(*id)) {
        let Some(matching) = &row.matching else { continue };
        let stands = |name: &Vec<u8>| matching.content.windows(name.len()).any(|seen| seen == name);
        if spelled.iter().any(stands) {
            found.push(RecordId::from_bytes(*id).map_err(|error| NodeError::damaged(error.to_string()))?);
        }
    }
    Ok(found)
}
