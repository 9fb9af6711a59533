//! What an audit of a stored log names: its entries, their stored leaf hashes and its signed checkpoints are held
//! against one another. Of an entry only its hash is kept, so that a log of a million entries can be read through.

mod checkpoints;
mod finding;
mod naming;
mod truth;

use crate::entry::{EntryError, decode};
use crate::hash::{Hash, leaf_hash};
use crate::key::LogPublic;
use crate::log::{Index, Log};
use checkpoints::Checkpoints;
use naming::Naming;
use truth::Truth;

pub use finding::{Finding, FindingKind};

/// What was read of a stored log so far. Entries, leaf hashes and checkpoints come in any order, those of one kind by
/// rising index.
#[derive(Clone, Debug)]
pub struct Audit {
    log: Log,
    checkpoints: Checkpoints,
    leaves: Vec<(Index, Hash)>,
    entries: Vec<(Index, Held)>,
}

/// What is kept of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    hash: Hash,
    shape: Shape,
}

/// Whether an entry's bytes are framed as they must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Whole,
    Cut,
    Broken,
}

/// The rows of a log by index, with gaps.
#[derive(Debug)]
struct Rows {
    leaves: Vec<Option<Hash>>,
    entries: Vec<Option<Held>>,
    /// The size that the last checkpoint signs.
    signed: u64,
    /// Rows past the end that do not follow on it.
    stray: Vec<Index>,
}

impl Audit {
    /// The audit of a log whose checkpoints have the origin and key name `name` ([`Log::origin`]).
    pub fn new(log: Log, name: &str, public: LogPublic) -> Audit {
        Audit { log, checkpoints: Checkpoints::new(log, name, public), leaves: Vec::new(), entries: Vec::new() }
    }

    /// A stored checkpoint, and the size that it is stored under.
    pub fn checkpoint(&mut self, size: u64, text: &str) {
        self.checkpoints.read(size, text);
    }

    /// A stored leaf hash.
    pub fn leaf(&mut self, index: Index, hash: Hash) {
        self.leaves.push((index, hash));
    }

    /// A stored entry.
    pub fn entry(&mut self, index: Index, bytes: &[u8]) {
        let shape = match decode(bytes) {
            Ok(_) => Shape::Whole,
            Err(EntryError::Cut { .. }) => Shape::Cut,
            Err(_) => Shape::Broken,
        };
        self.entries.push((index, Held { hash: leaf_hash(bytes), shape }));
    }

    /// The size that the last good checkpoint signs.
    pub fn signed_size(&self) -> u64 {
        self.checkpoints.last_size()
    }

    /// Where an entry with this hash stands, by the stored leaf hashes: so that the audit of the other log can say where
    /// a transplanted entry comes from.
    pub fn index_of(&self, hash: &Hash) -> Option<Index> {
        self.leaves.iter().find(|(_, leaf)| leaf == hash).map(|(index, _)| *index)
    }

    /// All that is not as it was written, in the order of the log. `elsewhere` says where in the other log an entry with
    /// a hash stands; it is asked only about entries that are wrong.
    pub fn findings(&self, elsewhere: &dyn Fn(&Hash) -> Option<Index>) -> Vec<Finding> {
        let rows = self.rows();
        let mut findings = self.checkpoints.findings(&rows);
        let truth = Truth::find(&rows, &self.checkpoints.sorted());
        findings.extend(Naming::new(self.log, &rows, &truth, elsewhere).findings());
        findings
    }

    fn rows(&self) -> Rows {
        let signed = self.signed_size();
        let (mut leaves, mut entries) = (self.leaves.clone(), self.entries.clone());
        leaves.sort_by_key(|(index, _)| *index);
        entries.sort_by_key(|(index, _)| *index);
        let end = followed(&leaves, signed).max(followed(&entries, signed));
        let past = |index: &Index| *index >= end;
        let mut stray: Vec<Index> = leaves.iter().map(|(index, _)| *index).filter(past).collect();
        stray.extend(entries.iter().map(|(index, _)| *index).filter(past));
        stray.sort_unstable();
        stray.dedup();
        Rows { leaves: dense(leaves, end), entries: dense(entries, end), signed, stray }
    }
}

impl Rows {
    fn leaf(&self, at: usize) -> Option<Hash> {
        self.leaves.get(at).copied().flatten()
    }

    fn entry(&self, at: usize) -> Option<Held> {
        self.entries.get(at).copied().flatten()
    }

    fn hash(&self, at: usize) -> Option<Hash> {
        self.entry(at).map(|held| held.hash)
    }
}

/// The findings of a log that is held in memory: see [`Audit`], which reads one piece by piece.
pub fn findings<'a>(
    mut audit: Audit,
    checkpoints: impl IntoIterator<Item = (u64, &'a str)>,
    leaves: impl IntoIterator<Item = (Index, Hash)>,
    entries: impl IntoIterator<Item = (Index, &'a [u8])>,
) -> Vec<Finding> {
    checkpoints.into_iter().for_each(|(size, text)| audit.checkpoint(size, text));
    leaves.into_iter().for_each(|(index, hash)| audit.leaf(index, hash));
    entries.into_iter().for_each(|(index, bytes)| audit.entry(index, bytes));
    audit.findings(&|_| None)
}

/// Up to where sorted rows go: to the last one below `signed`, or on from there without a gap.
fn followed<T>(rows: &[(Index, T)], signed: u64) -> u64 {
    let mut end = 0;
    for (index, _) in rows {
        if *index < signed || *index == end.max(signed) {
            end = index + 1;
        }
    }
    end
}

fn dense<T: Copy>(rows: Vec<(Index, T)>, end: u64) -> Vec<Option<T>> {
    let mut dense = vec![None; end as usize];
    for (index, row) in rows.into_iter().filter(|(index, _)| *index < end) {
        dense[index as usize] = Some(row);
    }
    dense
}
