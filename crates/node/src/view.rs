//! The view of a node's records: a pure fold of headers and matching sections, in the order of the log.

use std::collections::{BTreeMap, BTreeSet};

use journal::Index;
use rooms::attachment::Attachment;
use rooms::header::Header;
use rooms::kind::Kind;
use sha2::{Digest, Sha256};

use crate::NodeError;
use crate::accounts::ACCOUNT_KINDS;
use crate::attachments::{NamedBlob, NamedBlobs};
use crate::custody::Event;
use crate::keys::PublicKeys;
use crate::matching::Matching;
use crate::relations::Relations;

/// The kind of the event that makes the rows of an import count, all at once.
pub(crate) const IMPORT: &str = "import";

/// The newest version of a record.
pub(crate) struct Row {
    pub(crate) index: Index,
    pub(crate) version: u32,
    pub(crate) header: Header,
    /// `None` while the node is locked, and for good where the key is gone.
    pub(crate) matching: Option<Matching>,
    /// Where the record first came, so that lists keep the order of what they were read from.
    pub(crate) order: (Index, u32),
}

/// One entry of the changes log, as far as it is open.
pub(crate) struct Step {
    pub(crate) index: Index,
    pub(crate) version: u32,
    pub(crate) header: Header,
    pub(crate) public: Option<Vec<u8>>,
    pub(crate) matching: Option<Matching>,
}

/// All records by id.
#[derive(Default)]
pub(crate) struct View {
    pub(crate) rows: BTreeMap<[u8; 16], Row>,
    pub(crate) keys: PublicKeys,
    /// Which records are about accounts; told by the rows.
    pub(crate) accounts: BTreeSet<[u8; 16]>,
    /// What consents and agreements say by now.
    pub(crate) relations: Relations,
    /// The blobs that entries name, by record.
    pub(crate) blobs: BTreeMap<[u8; 16], Vec<NamedBlob>>,
    /// The entry to fold next.
    pub(crate) next: Index,
    /// Entries that told of keys: a snapshot names them, and they are folded again.
    pub(crate) events: Vec<Index>,
    /// The version that each record has in the log, rows of unfinished imports included.
    pub(crate) versions: BTreeMap<[u8; 16], u32>,
    /// Rows of imports that were not yet told as whole.
    pub(crate) pending: BTreeMap<[u8; 16], Vec<Row>>,
}

impl View {
    pub(crate) fn fold(&mut self, step: Step) -> Result<(), NodeError> {
        let Step { index, version, header, public, matching } = step;
        let record = header.record.to_bytes();
        self.next = index + 1;
        self.versions.insert(record, version);
        let event = public.as_deref().map(|public| Event::read(header.kind.as_str(), public)).transpose()?.flatten();
        let held = match &event {
            Some(Event::Hold(facts)) => Some((facts.record.to_bytes(), facts.is_held)),
            _ => None,
        };
        let (is_erasure, is_retold) =
            (matches!(event, Some(Event::Erasure(_))), matches!(event, Some(Event::Restored(_))));
        self.events.extend(event.is_some().then_some(index));
        self.keys.fold(index, &header, event);
        if is_erasure || is_retold {
            self.drop_erased();
        }
        if let Some((row, is_held)) = held.and_then(|(held, is_held)| Some((self.rows.get_mut(&held)?, is_held))) {
            row.header.hold = is_held;
        }
        if is_retold {
            let held = &self.keys.held;
            self.rows.iter_mut().for_each(|(record, row)| row.header.hold = held.contains(record));
        }
        if self.keys.erased.contains(&record) {
            // nothing of an erased record counts, whatever comes after
            return Ok(());
        }
        if let Some(public) = public.filter(|_| header.kind.as_str() == Attachment::NAME) {
            let named = NamedBlobs::from_bytes(&public);
            let named = named.map_err(|error| NodeError::damaged(format!("entry {index} names no blobs ({error})")))?;
            self.blobs.entry(record).or_default().extend(named.blobs);
        }
        if header.kind.as_str() == IMPORT {
            let rows = self.pending.remove(&record).unwrap_or_default();
            rows.into_iter().try_for_each(|row| self.put(row, index))?;
        }
        let row = Row { index, version, header, order: (index, 0), matching };
        match row.matching.as_ref().and_then(|it| it.import) {
            Some((import, _)) => self.pending.entry(import).or_default().push(row),
            None => self.put(row, index)?,
        }
        Ok(())
    }

    /// Wipes what is known of erased records.
    fn drop_erased(&mut self) {
        let erased = &self.keys.erased;
        self.rows.retain(|record, _| !erased.contains(record));
        self.blobs.retain(|record, _| !erased.contains(record));
        self.relations.drop_erased(erased);
        for rows in self.pending.values_mut() {
            rows.retain(|row| !erased.contains(&row.header.record.to_bytes()));
        }
    }

    /// Takes in an event of before a snapshot: what it did to rows is in the snapshot already.
    pub(crate) fn fold_event(&mut self, index: Index, header: &Header, public: &[u8]) -> Result<(), NodeError> {
        let event = Event::read(header.kind.as_str(), public)?;
        self.events.push(index);
        self.keys.fold(index, header, event);
        Ok(())
    }

    fn put(&mut self, mut row: Row, since: Index) -> Result<(), NodeError> {
        let place = row.matching.as_ref().and_then(|it| it.import).map_or(0, |(_, place)| place);
        row.order = (since, place);
        let record = row.header.record.to_bytes();
        row.header.hold = self.keys.held.contains(&record);
        match self.rows.get(&record) {
            Some(known) if known.version > row.version => return Ok(()),
            Some(known) => row.order = known.order,
            None => {}
        }
        self.insert(record, row)
    }

    /// Puts a row in its place.
    pub(crate) fn insert(&mut self, record: [u8; 16], row: Row) -> Result<(), NodeError> {
        if ACCOUNT_KINDS.contains(&row.header.kind.as_str()) {
            self.accounts.insert(record);
        }
        self.relations.put(&row)?;
        self.rows.insert(record, row);
        Ok(())
    }

    /// The version to make the next change against.
    pub(crate) fn version(&self, record: &[u8; 16]) -> u32 {
        self.versions.get(record).copied().unwrap_or(0)
    }

    /// The newest versions of all records of a kind, in the order in which they came.
    pub(crate) fn of_kind(&self, kind: &str) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.rows.values().filter(|row| row.header.kind.as_str() == kind).collect();
        rows.sort_by_key(|row| row.order);
        rows
    }

    /// SHA-256 of the view in its one spelling: by record id, each variable part behind its length.
    pub(crate) fn hash(&self) -> Result<[u8; 32], NodeError> {
        let mut hasher = Sha256::new();
        for row in self.rows.values() {
            row.hash(&mut hasher)?;
        }
        for (import, rows) in &self.pending {
            hasher.update(import);
            rows.iter().try_for_each(|row| row.hash(&mut hasher))?;
        }
        for (record, version) in &self.versions {
            hasher.update(record);
            hasher.update(version.to_be_bytes());
        }
        for (record, blobs) in &self.blobs {
            hasher.update(record);
            for blob in blobs {
                hasher.update(blob.hash().0);
                hasher.update(blob.byte_count().to_be_bytes());
            }
        }
        for index in &self.events {
            hasher.update(index.to_be_bytes());
        }
        // the same program spells it the same, and a field that is added is in it
        hasher.update(format!("{:?}", self.keys));
        Ok(hasher.finalize().into())
    }
}

impl Row {
    fn hash(&self, hasher: &mut Sha256) -> Result<(), NodeError> {
        let header = self.header.to_bytes().map_err(|error| NodeError::damaged(error.to_string()))?;
        let matching = self.matching.as_ref().map(Matching::to_bytes).unwrap_or_default();
        for number in [self.index, u64::from(self.version), self.order.0, u64::from(self.order.1)] {
            hasher.update(number.to_be_bytes());
        }
        for part in [&header[..], &matching] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        Ok(())
    }
}
