//! The stored checkpoints of a log: which of them are good, and what is wrong with the others.

use std::collections::BTreeMap;

use super::{Finding, FindingKind, Rows};
use crate::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use crate::hash::Hash;
use crate::key::LogPublic;
use crate::log::Log;
use crate::note::NoteError;

/// The word for checkpoints in a finding's `log`.
const PLACE: &str = "checkpoints";

/// What was read of the checkpoints.
#[derive(Clone, Debug)]
pub(super) struct Checkpoints {
    log: Log,
    name: String,
    public: LogPublic,
    good: Vec<Good>,
    /// By the size that it is stored under: what is wrong with it.
    bad: BTreeMap<u64, (FindingKind, String)>,
    /// The good one that was read last: its size and the hash of its text.
    last: Option<(u64, Hash)>,
    /// Predecessors that a good one names and that were not read right before it.
    unlinked: Vec<(u64, Hash)>,
}

/// A good checkpoint.
#[derive(Clone, Copy, Debug)]
struct Good {
    stored: u64,
    size: u64,
    root: Hash,
}

impl Checkpoints {
    pub(super) fn new(log: Log, name: &str, public: LogPublic) -> Checkpoints {
        let (good, bad, unlinked) = (Vec::new(), BTreeMap::new(), Vec::new());
        Checkpoints { log, name: name.to_owned(), public, good, bad, last: None, unlinked }
    }

    pub(super) fn read(&mut self, stored: u64, text: &str) {
        match self.verified(text) {
            Ok(signed) => self.take(stored, &signed),
            Err(error) => {
                let kind = self.kind(text, &error);
                self.bad.insert(stored, (kind, error.to_string()));
            }
        }
    }

    /// The largest size that is signed.
    pub(super) fn last_size(&self) -> u64 {
        self.good.iter().map(|good| good.size).max().unwrap_or(0)
    }

    /// Sizes and roots that are signed, by rising size.
    pub(super) fn sorted(&self) -> Vec<(u64, Hash)> {
        let mut signed: Vec<_> = self.good.iter().map(|good| (good.size, good.root)).collect();
        signed.sort_unstable();
        signed.dedup();
        signed
    }

    pub(super) fn findings(&self, rows: &Rows) -> Vec<Finding> {
        let mut findings: Vec<Finding> =
            self.bad.iter().map(|(size, (kind, what))| self.bad(*size, *kind, what)).collect();
        findings.extend(self.good.iter().filter(|good| good.stored != good.size).map(|good| self.misplaced(good)));
        findings.extend(self.unlinked.iter().filter_map(|previous| self.lost(previous)));
        findings.extend(self.two_roots());
        let end = rows.leaves.len().max(rows.entries.len()) as u64;
        // a bad checkpoint that covers these rows was named already
        if end > rows.signed && self.bad.keys().all(|size| *size < end) {
            let what = format!("entries {} to {} of {} have no signed checkpoint", rows.signed, end - 1, self.log);
            findings.push(finding(end, FindingKind::Dropped, what));
        }
        findings.sort();
        findings
    }

    fn verified(&self, text: &str) -> Result<SignedCheckpoint, CheckpointError> {
        let signed = SignedCheckpoint::parse(text)?;
        if signed.verify(&self.public, &self.name)?.origin != self.name {
            return Err(CheckpointError::NotSigned(self.name.clone()));
        }
        Ok(signed)
    }

    fn take(&mut self, stored: u64, signed: &SignedCheckpoint) {
        let Checkpoint { size, root, .. } = *signed.unverified();
        if let Some(previous) = signed.unverified().previous()
            && self.last != Some(previous)
        {
            self.unlinked.push(previous);
        }
        self.last = Some((size, signed.text_hash()));
        self.good.push(Good { stored, size, root });
    }

    /// What was done to a text that is no good checkpoint of this log.
    fn kind(&self, text: &str, error: &CheckpointError) -> FindingKind {
        let other = SignedCheckpoint::parse(text).is_ok_and(|signed| {
            let origin = &signed.unverified().origin;
            *origin != self.name && signed.verify(&self.public, origin).is_ok()
        });
        if other {
            return FindingKind::Transplanted;
        }
        let cut = matches!(error, CheckpointError::Note(NoteError::Cut));
        // a last line feed that was changed looks cut too
        let mut mended = text.to_owned();
        mended.pop();
        mended.push('\n');
        if cut && (!text.ends_with('\n') || !text.contains("\n— ")) && self.verified(&mended).is_err() {
            FindingKind::Truncated
        } else {
            FindingKind::Flipped
        }
    }

    fn bad(&self, size: u64, kind: FindingKind, what: &str) -> Finding {
        let source = if kind == FindingKind::Transplanted { ", it is one of another log" } else { "" };
        finding(size, kind, format!("checkpoint {size} of {}: {what}{source}", self.log))
    }

    fn misplaced(&self, good: &Good) -> Finding {
        let back = self.good.iter().any(|other| other.stored == good.size && other.size == good.stored);
        let kind = if back { FindingKind::Swapped } else { FindingKind::Transplanted };
        let what =
            format!("in the place of checkpoint {} of {} stands checkpoint {}", good.stored, self.log, good.size);
        finding(good.stored, kind, what)
    }

    /// The predecessor that a checkpoint names, if it is not stored.
    fn lost(&self, (size, _): &(u64, Hash)) -> Option<Finding> {
        let stored =
            self.bad.contains_key(size) || self.good.iter().any(|good| good.size == *size || good.stored == *size);
        let what = format!("checkpoint {size} of {} is not there, and the one after it names it", self.log);
        (!stored).then(|| finding(*size, FindingKind::Dropped, what))
    }

    /// Sizes that are signed with two roots: the log had two histories.
    fn two_roots(&self) -> Vec<Finding> {
        let what = |size| format!("checkpoint {size} of {} is signed with two roots", self.log);
        let twice = |pair: &[(u64, Hash)]| (pair[0].0 == pair[1].0).then_some(pair[0].0);
        let sizes = self.sorted();
        sizes.windows(2).filter_map(twice).map(|size| finding(size, FindingKind::Flipped, what(size))).collect()
    }
}

fn finding(index: u64, kind: FindingKind, what: String) -> Finding {
    Finding { log: PLACE.to_owned(), index, kind, what }
}
