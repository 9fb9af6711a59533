//! What the log of changes says about the keyring and the slots, held against what is there.

use std::collections::{BTreeMap, BTreeSet};

use journal::audit::{Finding, FindingKind};
use journal::{Index, Log};
use rooms::attachment::Attachment;
use rooms::kind::Kind;
use store::sqlite::SqliteStore;
use store::{KeyRef, Store, TagKey};

use super::{ApprovalFault, Claims, Event, warrant};
use crate::NodeError;
use crate::attachments::{NamedBlob, NamedBlobs};
use crate::columns::Columns;
use crate::keys::PublicKeys;
use crate::retold::RestoredFacts;
use crate::sections::ReadEntry;

/// Rows read from the store at once.
const READ_COUNT: usize = 1000;

/// What the entries up to `end` say.
#[derive(Default)]
pub(crate) struct Seen {
    /// Sections that were given a key, with their record.
    given: BTreeSet<(KeyRef, [u8; 16])>,
    pub(crate) keys: PublicKeys,
    /// Events that nobody may have appended.
    faults: Vec<(Index, ApprovalFault)>,
    claims: Claims,
    /// Blobs that entries name, with the entry and its record.
    blobs: BTreeMap<NamedBlob, (Index, [u8; 16])>,
    end: Index,
    pub(crate) columns: Columns,
}

impl Seen {
    /// Takes in the next entry.
    pub(crate) fn take(&mut self, index: Index, read: &ReadEntry) {
        self.end = index + 1;
        let record = read.header.record.to_bytes();
        self.given.extend(read.places_with_key().map(|section| (KeyRef { index, section }, record)));
        if read.header.kind.as_str() == Attachment::NAME
            && let Some(Ok(named)) = read.public().map(NamedBlobs::from_bytes)
        {
            self.blobs.extend(named.blobs.into_iter().map(|blob| (blob, (index, record))));
        }
        // an event that does not read was changed, which the audit names
        let event = read.event().ok().flatten();
        match &event {
            Some(Event::Restored(facts)) => self.check_retold(index, facts),
            Some(event) => {
                self.claims.note(index, event);
                self.faults.extend(warrant::check(&self.keys, event, read.header.hour).err().map(|it| (index, it)));
            }
            None => {}
        }
        self.keys.fold(index, &read.header, event);
    }

    /// What was told again of a log that was: signatures still hold there; the roots it had are gone with it.
    fn check_retold(&mut self, index: Index, facts: &RestoredFacts) {
        let mut keys = self.keys.clone();
        for (told, entry) in facts.entries().unwrap_or_default() {
            let event = entry.event().ok().flatten();
            let fault = event.as_ref().and_then(|event| warrant::check(&keys, event, entry.header.hour).err());
            self.faults.extend(fault.map(|it| (index, it)));
            keys.fold(told, &entry.header, event);
        }
    }

    /// The blobs that must be there, with the entry that names them.
    pub(crate) fn blobs(&self) -> BTreeMap<NamedBlob, Index> {
        let living = self.blobs.iter().filter(|(_, (_, record))| !self.keys.erased.contains(record));
        living.map(|(blob, (index, _))| (*blob, *index)).collect()
    }

    /// What is wrong with approvals, the keyring and the slots.
    pub(crate) async fn findings(&self, store: &SqliteStore, tags: Option<&TagKey>) -> Result<Vec<Finding>, NodeError> {
        let mut findings = Vec::new();
        let faults = self.faults.iter().cloned().chain(self.claims.faults(store).await?);
        findings.extend(faults.map(|(index, fault)| {
            let what = format!("the approval does not hold: {fault}");
            Finding { log: Log::Changes.as_str().to_owned(), index, kind: FindingKind::Flipped, what }
        }));
        let (missing, mut keyring) = self.read_keyring(store, tags).await?;
        let (lost, strange, mut slots) = self.read_slots(store, tags).await?;
        findings.append(&mut keyring);
        findings.append(&mut slots);
        if !missing.is_empty() || !lost.is_empty() || !strange.is_empty() {
            // a node that runs may have changed keys since the log was read: what its log says now counts
            let now = self.now(store).await?;
            let is_lost = |(_, record): &&(KeyRef, [u8; 16])| !now.erased.contains(record);
            for (key, _) in missing.iter().filter(is_lost) {
                let what = format!("the key of section {} is not there, and no erasure says why", key.section);
                findings.push(finding("keys", key.index, FindingKind::MissingKey, what));
            }
            let due: BTreeSet<String> = now.slots_due().into_iter().collect();
            for name in lost.iter().filter(|name| due.contains(*name)) {
                let what = format!("the wrapped private key `{name}` is not there");
                findings.push(finding("slots", 0, FindingKind::MissingKey, what));
            }
            for name in strange.iter().filter(|name| !now.may_be_there(name)) {
                let what = format!("the wrapped private key `{name}` was dropped, and a copy of it is back");
                findings.push(finding("slots", 0, FindingKind::Transplanted, what));
            }
        }
        Ok(findings)
    }

    /// The keys that are not there, and what is wrong with those that are.
    async fn read_keyring(
        &self,
        store: &SqliteStore,
        tags: Option<&TagKey>,
    ) -> Result<(BTreeSet<(KeyRef, [u8; 16])>, Vec<Finding>), NodeError> {
        let is_living = |(_, record): &&(KeyRef, [u8; 16])| !self.keys.erased.contains(record);
        let mut missing: BTreeSet<_> = self.given.iter().filter(is_living).copied().collect();
        let mut findings = Vec::new();
        let first_open = self.keys.epochs().min().unwrap_or(0);
        let mut next = KeyRef::FIRST;
        loop {
            let rows = store.wrapped_keys(next, READ_COUNT).await?;
            let Some(last) = rows.last().map(|row| row.key) else { return Ok((missing, findings)) };
            next = last.next();
            for row in rows {
                missing.remove(&(row.key, row.record));
                let section = row.key.section;
                let mut add = |kind, what| findings.push(finding("keys", row.key.index, kind, what));
                if tags.is_some_and(|tags| !tags.is_wrapped_key_true(&row)) {
                    let what = format!("the wrapped key of section {section} is not as this node wrote it");
                    add(FindingKind::Flipped, what);
                }
                if self.keys.erased.contains(&row.record) {
                    let what = format!("the key of section {section} was erased, and a copy of it is back");
                    add(FindingKind::Transplanted, what);
                } else if row.epoch < first_open {
                    let what = format!("the key of section {section} is of epoch {}, which is closed", row.epoch);
                    add(FindingKind::Transplanted, what);
                }
            }
        }
    }

    /// The slots that are not there, those that should not be, and what is wrong with the others.
    async fn read_slots(
        &self,
        store: &SqliteStore,
        tags: Option<&TagKey>,
    ) -> Result<(Vec<String>, Vec<String>, Vec<Finding>), NodeError> {
        let slots = store.slots().await?;
        let mut findings = Vec::new();
        for slot in &slots {
            let name = &slot.name;
            if tags.is_some_and(|tags| !tags.is_slot_true(slot)) {
                findings.push(finding(
                    "slots",
                    0,
                    FindingKind::Flipped,
                    format!("`{name}` is not as this node wrote it"),
                ));
            }
        }
        let there: BTreeSet<&str> = slots.iter().map(|slot| slot.name.as_str()).collect();
        let lost = self.keys.slots_due().into_iter().filter(|name| !there.contains(name.as_str()));
        let strange = there.iter().filter(|name| !self.keys.may_be_there(name)).map(|name| (*name).to_owned());
        Ok((lost.collect(), strange.collect(), findings))
    }

    /// What the log says about keys by now.
    async fn now(&self, store: &SqliteStore) -> Result<PublicKeys, NodeError> {
        let (mut keys, mut from) = (self.keys.clone(), self.end);
        loop {
            let rows = store.entries(Log::Changes, from, READ_COUNT).await?;
            let Some(last) = rows.last().map(|row| row.index) else { return Ok(keys) };
            from = last + 1;
            for row in rows {
                if let Ok(read) = ReadEntry::decode(&row.bytes) {
                    keys.fold(row.index, &read.header, read.event().ok().flatten());
                }
            }
        }
    }
}

fn finding(log: &str, index: Index, kind: FindingKind, what: String) -> Finding {
    Finding { log: log.to_owned(), index, kind, what }
}

#[cfg(test)]
mod tests;
