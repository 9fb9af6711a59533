//! Of which records the entries are that lines of the audit name.

use std::collections::BTreeMap;

use journal::{Index, Log};
use store::Store;

use super::READ_COUNT;
use crate::{Node, NodeError};

/// Entries further apart are read by themselves.
const GAP_MAX: u64 = 8;

impl Node {
    /// The record of each of these entries of the changes log; what is not there is left out.
    pub(crate) async fn records_of(&self, entries: &[Index]) -> Result<BTreeMap<Index, [u8; 16]>, NodeError> {
        let mut wanted = entries.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        let mut of = BTreeMap::new();
        // what an import wrote stands close together and is read at once
        for run in wanted.chunk_by(|one, next| next - one <= GAP_MAX) {
            let (mut next, Some(last)) = (run[0], run.last().copied()) else { continue };
            while next <= last {
                let count = usize::try_from(last - next + 1).unwrap_or(READ_COUNT).min(READ_COUNT);
                let stored = self.store.entries(Log::Changes, next, count).await?;
                let Some(end) = stored.last() else { break };
                next = end.index + 1;
                of.extend(stored.iter().map(|stored| (stored.index, stored.record)));
            }
        }
        Ok(of)
    }
}

/// The records that entries name, each once for one entry; an entry of none stands for itself.
pub(crate) fn named(entries: &[Index], of: &BTreeMap<Index, [u8; 16]>) -> Vec<[u8; 16]> {
    entries.iter().map(|index| of.get(index).copied().unwrap_or_else(|| u128::from(*index).to_be_bytes())).collect()
}
