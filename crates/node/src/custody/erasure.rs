//! The erasure of a record: its keys are dropped, from memory too, and a certificate says what that does and does not.

use std::collections::BTreeSet;

use firewall::Action;
use journal::{Log, SignedCheckpoint, inclusion_proof, leaf_hash};
use rooms::header::{Header, RecordId};
use rooms::kind::Kind;
use rooms::missing::kinds::Proposal;
use store::{Append, KeyRef, Receipt, Store};

use super::approval::{ApprovalFault, Verb};
use super::certificate::{Certificate, Erased, Evidence, Named};
use super::facts::{ErasureFacts, Event};
use super::holders::{Present, Signer};
use super::naming::naming;
use super::warrant::Warrant;
use crate::attachments::attachments_of;
use crate::layout::to_hex;
use crate::verify::leaves_of;
use crate::view::View;
use crate::{Node, NodeError, clock};

/// Kinds of records that are about others and are nothing without them.
const ABOUT_OTHERS: [&str; 1] = [Proposal::NAME];

/// Rows of the keyring read at once.
const READ_COUNT: usize = 1000;

/// What an erasure takes, found at one state of the node.
struct Scope {
    /// The record, and what is nothing without it: its files, and proposals about it.
    records: Vec<RecordId>,
    erased: Vec<Erased>,
    stays: Vec<Named>,
    blobs: Vec<crate::attachments::NamedBlob>,
}

impl Node {
    /// Erases a record with its files and the proposals about it, by the word of two administrators: all their keys, at
    /// once, from memory too.
    ///
    /// # Errors
    /// Where the node is locked, there is no such record, it is under legal hold, or the word of those named is not
    /// enough.
    pub async fn erase(
        &self,
        record: RecordId,
        signers: &[Signer<'_>],
        reason: &str,
    ) -> Result<Certificate, NodeError> {
        let present = self.present(signers).await?;
        self.may_keep(&present, Action::Erase, record).await?;
        // the whole keyring is read for this, so before others wait
        let counted = self.with_key_counts(self.scope_of(record).await?.erased).await?;
        let (scope, warrant, (header, receipt)) = self.drop_keys(record, &present, reason).await?;
        let Warrant::People(approved) = warrant else { return Err(ApprovalFault::Nobody.into()) };
        // what follows only tidies up and tells: the keys are gone, whatever becomes of this
        self.delete_blobs(&scope.blobs).await?;
        self.remove_snapshot().await?;
        let evidence = self.evidence(receipt.index).await?;
        let erased =
            scope.erased.into_iter().map(|it| counted.iter().find(|known| known.is(&it)).cloned().unwrap_or(it));
        let (node, log_key) = (self.name(), &self.settings.log_key);
        let mut certificate =
            Certificate::new(node, log_key, erased.collect(), approved, header.hour, evidence, scope.stays);
        if !receipt.is_forgotten && !self.store.forget().await? {
            certificate.is_kept_by_a_reader();
        }
        Ok(certificate)
    }

    /// The erasure itself. Nobody else writes meanwhile.
    async fn drop_keys(
        &self,
        record: RecordId,
        present: &Present,
        reason: &str,
    ) -> Result<(Scope, Warrant, (Header, Receipt)), NodeError> {
        let _ceremony = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        let scope = self.scope_of(record).await?;
        let subjects = scope.records.iter().map(ToString::to_string).collect();
        let warrant = self.warranted(present, (Verb::Erase, subjects), reason).await?;
        let event = Event::Erasure(ErasureFacts { records: scope.records.clone(), warrant: warrant.clone() });
        let dropped = scope.records.iter().map(|record| record.to_bytes()).collect();
        // before, so that none with the record is left wherever this is cut off; and after, where one was written since
        self.remove_snapshot().await?;
        let fill = |append: &mut Append| append.drop_keys_of = dropped;
        let done = self.append_event(&event, present.author()?, clock::hour(), fill).await?;
        Ok((scope, warrant, done))
    }

    async fn scope_of(&self, record: RecordId) -> Result<Scope, NodeError> {
        let state = self.state.read().await;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let view = &state.view;
        if !view.rows.get(&record.to_bytes()).is_some_and(is_record) {
            return Err(NodeError::NoSuchRecord);
        }
        let mut records = vec![record];
        records.extend(attachments_of(view, record)?);
        let mut taken: BTreeSet<[u8; 16]> = records.iter().map(|it| it.to_bytes()).collect();
        let mut stays = Vec::new();
        for id in naming(view, &taken)? {
            let kind = view.rows.get(&id.to_bytes()).map(|row| row.header.kind.to_string()).unwrap_or_default();
            if ABOUT_OTHERS.contains(&kind.as_str()) {
                records.push(id);
                taken.insert(id.to_bytes());
            } else {
                stays.push(Named { record: id, kind });
            }
        }
        if let Some(held) = records.iter().find(|it| view.keys.held.contains(&it.to_bytes())) {
            return Err(ApprovalFault::Held { record: held.to_string() }.into());
        }
        let erased = records.iter().filter_map(|id| erased(view, *id)).collect();
        let blobs = records.iter().filter_map(|id| view.blobs.get(&id.to_bytes())).flatten().copied().collect();
        Ok(Scope { records, erased, stays, blobs })
    }

    async fn with_key_counts(&self, mut erased: Vec<Erased>) -> Result<Vec<Erased>, NodeError> {
        let mut next = KeyRef::FIRST;
        loop {
            let rows = self.store.wrapped_keys(next, READ_COUNT).await?;
            let Some(last) = rows.last().map(|row| row.key) else { return Ok(erased) };
            next = last.next();
            for row in rows {
                let of = erased.iter_mut().find(|it| it.record.to_bytes() == row.record);
                of.into_iter().for_each(|it| it.keys += 1);
            }
        }
    }

    /// The event as it stands in the log, with the proof that a signed checkpoint covers it.
    async fn evidence(&self, index: u64) -> Result<Evidence, NodeError> {
        let damaged = |error: String| NodeError::damaged(error);
        let stored = self.store.entries(Log::Changes, index, 1).await?;
        let entry = stored.first().ok_or_else(|| damaged(format!("entry {index} is gone")))?;
        let checkpoint = self.store.head(Log::Changes).await?.checkpoint.unwrap_or_default();
        let size = SignedCheckpoint::parse(&checkpoint).map_err(|error| damaged(error.to_string()))?.unverified().size;
        let mut leaves = leaves_of(&self.store, Log::Changes, size).await?;
        if let Some(leaf) = usize::try_from(index).ok().and_then(|at| leaves.get_mut(at)) {
            *leaf = leaf_hash(&entry.bytes);
        }
        let proof = inclusion_proof(&leaves, index).map_err(|error| damaged(error.to_string()))?;
        let proof = proof.iter().map(|hash| hash.base64()).collect();
        Ok(Evidence { index, entry: to_hex(&entry.bytes), proof, checkpoint })
    }
}

fn is_record(row: &crate::view::Row) -> bool {
    row.matching.is_some() && row.header.kind.as_str() != crate::view::IMPORT
}

fn erased(view: &View, record: RecordId) -> Option<Erased> {
    let row = view.rows.get(&record.to_bytes())?;
    Some(Erased { record, kind: row.header.kind.to_string(), versions: row.version, keys: 0 })
}
