//! What an erasure did, from when on, and what it cannot reach: for whoever asked for it, and for a court.

use std::fmt::Write as _;

use rooms::header::{Hour, RecordId};
use serde::{Deserialize, Serialize};

use super::approval::Approved;

/// What the erasure did.
const GONE: [&str; 4] = [
    "The keys that open these records are dropped from this node, from its disk and from its memory.",
    "What was compared, listed and shown of them is out of memory, and no page, list, export or search of this node has it.",
    "The files that belonged to them are deleted; their ciphertext in old backups opens with no key of this node.",
    "A data backup, older or newer than this, opens them with no key that this node still holds.",
];

/// What it did, and what remains, while another process reads from the write-ahead log.
const DROPPED: &str = "The keys that open these records are dropped for all who read from now on, and out of memory.";
const KEPT: &str = "Another process reads the database of this node as it was before (a check, a backup): until it ends, \
    and the node writes or starts again, the dropped keys stay in the file `journal.db-wal`.";

/// What it cannot reach.
const NOT_RECALLED: [&str; 6] = [
    "A copy of the keyring made before (a key backup that was not overwritten, or a copy of the disk) opens them for \
     whoever also has the key of the epoch in which it was made. Ending the epoch (`landfall epoch`) destroys that key \
     here; a forbidden copy that holds that key too stays readable.",
    "What left the node before: exports, prints, notes, screens that were seen.",
    "What partners hold: each of them must be asked to erase it.",
    "Numbers that were computed from them and stand in records that stay, such as weights in proposals about others.",
    "The source that the records came from: an import of it brings them back as new records.",
    "The clear header of each version and the ciphertext stay in the log, so that it can still be checked: kind, \
     organisation, purpose, hour, state, pseudonyms of author, proposer and reviewers; no name and nothing that was told.",
];

/// A record whose keys were dropped.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Erased {
    /// Its id.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
    /// How many versions it had.
    pub versions: u32,
    /// How many keys were dropped; 0 where the record changed while that was counted.
    pub keys: usize,
}

impl Erased {
    /// Whether both are the same state of the same record.
    pub(super) fn is(&self, other: &Self) -> bool {
        (self.record, self.versions) == (other.record, other.versions)
    }
}

/// A record that stays.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Named {
    /// Its id.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
}

/// The event as it stands in the log, for anybody to check without this node.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Evidence {
    /// Its place in the log of changes.
    pub index: u64,
    /// Its exact bytes, as hexadecimal digits.
    pub entry: String,
    /// The proof that the checkpoint covers it (RFC 6962, 2.1.1), each hash in base64.
    pub proof: Vec<String>,
    /// The signed checkpoint (C2SP tlog-checkpoint).
    pub checkpoint: String,
}

/// The certificate of an erasure.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Certificate {
    /// The node.
    pub node: String,
    /// What verifies its checkpoints (C2SP verifier key).
    pub log_key: String,
    /// What was erased.
    pub erased: Vec<Erased>,
    /// What was asked, and who approved of it.
    pub approved: Approved,
    /// When, to the hour.
    pub hour: Hour,
    /// The event in the log.
    pub evidence: Evidence,
    /// Records that stay although the name of an erased one stands in them.
    pub stays: Vec<Named>,
    /// What the erasure did.
    pub gone: Vec<String>,
    /// What it cannot reach.
    pub not_recalled: Vec<String>,
}

impl Certificate {
    pub(super) fn new(
        node: &str,
        log_key: &str,
        erased: Vec<Erased>,
        approved: Approved,
        hour: Hour,
        evidence: Evidence,
        stays: Vec<Named>,
    ) -> Self {
        let words = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
        let (node, log_key) = (node.to_owned(), log_key.to_owned());
        let (gone, not_recalled) = (words(&GONE), words(&NOT_RECALLED));
        Self { node, log_key, erased, approved, hour, evidence, stays, gone, not_recalled }
    }

    /// Says that the dropped keys are in a file still, for another process reads it.
    pub(super) fn is_kept_by_a_reader(&mut self) {
        self.gone[0] = DROPPED.to_owned();
        self.not_recalled.insert(0, KEPT.to_owned());
    }

    /// The certificate for people.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("Certificate of erasure\n\nnode {}, hour {}\n", self.node, self.hour);
        let by: Vec<&str> = self.approved.approvals.iter().map(|it| it.by.as_str()).collect();
        // a string takes every line
        let _ = writeln!(text, "approved by {}: {}\n\nErased:", by.join(" and "), self.approved.asked.reason);
        for Erased { record, kind, versions, keys } in &self.erased {
            let _ = writeln!(text, "  {kind} {record}: {versions} version(s), {keys} key(s) dropped");
        }
        for line in &self.gone {
            let _ = writeln!(text, "- {line}");
        }
        text.push_str("\nNot recalled:\n");
        for line in &self.not_recalled {
            let _ = writeln!(text, "- {line}");
        }
        if !self.stays.is_empty() {
            text.push_str("\nStays, though the name of an erased record stands in it:\n");
            for Named { record, kind } in &self.stays {
                let _ = writeln!(text, "  {kind} {record}");
            }
        }
        let Evidence { index, proof, checkpoint, .. } = &self.evidence;
        let _ = writeln!(text, "\nEntry {index} of the log of changes; log key {}", self.log_key);
        let _ = writeln!(text, "inclusion proof:\n{}\ncheckpoint:\n{checkpoint}", proof.join("\n"));
        text
    }
}
