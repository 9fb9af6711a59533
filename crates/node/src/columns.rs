//! What the store keeps of an entry beside its bytes, and reads it by: its record and the record's version. No hash covers
//! them, so they are told from the entry itself and from those before it.

use std::collections::HashMap;

use journal::audit::{Finding, FindingKind};
use journal::{Log, entry};
use rooms::header::{Header, RecordId};
use serde::Deserialize;
use store::Stored;

/// The columns of both logs, as far as they were read.
#[derive(Default)]
pub(crate) struct Columns {
    versions: HashMap<(Log, [u8; 16]), u32>,
    faults: Vec<Finding>,
}

/// The id of a line of the audit, which stands in its header.
#[derive(Deserialize)]
struct Line {
    line: RecordId,
}

impl Columns {
    /// Looks at the next entry of a log.
    pub(crate) fn read(&mut self, log: Log, row: &Stored) {
        let version = self.versions.entry((log, row.record)).or_default();
        *version += 1;
        if row.version != *version {
            let what =
                format!("entry {} of {log} is kept as version {}, and is version {version}", row.index, row.version);
            self.add(log, row.index, what);
        }
        // bytes that do not read were changed, which the audit of the log names
        if record_of(log, &row.bytes).is_some_and(|record| record != row.record) {
            self.add(log, row.index, format!("entry {} of {log} is kept as one of another record", row.index));
        }
    }

    /// What is wrong with those of a log.
    pub(crate) fn faults(&self, log: Log) -> impl Iterator<Item = &Finding> {
        self.faults.iter().filter(move |fault| fault.log == log.as_str())
    }

    fn add(&mut self, log: Log, index: u64, what: String) {
        self.faults.push(Finding { log: log.as_str().to_owned(), index, kind: FindingKind::Flipped, what });
    }
}

fn record_of(log: Log, bytes: &[u8]) -> Option<[u8; 16]> {
    let header = entry::decode(bytes).ok()?.header;
    let record = match log {
        Log::Changes => Header::from_bytes(&header).ok()?.record,
        Log::Audit => serde_json::from_slice::<Line>(&header).ok()?.line,
    };
    Some(record.to_bytes())
}
