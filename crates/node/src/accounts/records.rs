//! The records about accounts: kept in the matching tier, read by the node itself, and in no list of records.

use std::collections::BTreeSet;

use rooms::account::{AccountApproval, AccountRequest, ApiToken, Invitation, RequestState};
use rooms::header::{Header, Hour, PersonRef, RecordId};
use rooms::kind::{Kind, Record};
use store::{Append, Store};
use zeroize::Zeroizing;

use crate::matching::{Fingerprint, Matching};
use crate::view::View;
use crate::{Node, NodeError, sections};

/// The kinds of this module, by their words.
pub(crate) const ACCOUNT_KINDS: [&str; 4] =
    [Invitation::NAME, AccountRequest::NAME, AccountApproval::NAME, ApiToken::NAME];

/// A record about an account, in its newest version.
#[derive(Clone, Debug)]
pub(super) struct Found<K> {
    pub(super) record: RecordId,
    pub(super) version: u32,
    pub(super) content: K,
}

/// All of a kind that open.
pub(super) fn all<K: Kind>(view: &View) -> Vec<Found<K>> {
    let rows = view.accounts.iter().filter_map(|record| view.rows.get(record));
    let rows = rows.filter(|row| row.header.kind.as_str() == K::NAME);
    let found = rows.filter_map(|row| {
        let matching = row.matching.as_ref()?;
        let record = Record::<K>::from_sections(row.header.kind_version, &matching.content, None).ok()?;
        Some(Found { record: row.header.record, version: row.version, content: record.matching })
    });
    found.collect()
}

/// Requests that were not declined, granted ones too.
pub(super) fn requests(view: &View) -> Vec<Found<AccountRequest>> {
    all::<AccountRequest>(view).into_iter().filter(|it| it.content.state == RequestState::Open).collect()
}

/// The request of somebody who waits: neither granted nor declined.
pub(super) fn waiting(view: &View, handle: &PersonRef) -> Option<Found<AccountRequest>> {
    let is_over = view.keys.holders.contains_key(handle) || view.keys.retired.contains(handle);
    requests(view).into_iter().find(|it| it.content.handle == *handle && !is_over)
}

/// Every name that stands or stood for somebody.
pub(super) fn names(view: &View) -> BTreeSet<PersonRef> {
    let asked = all::<AccountRequest>(view).into_iter().map(|it| it.content.handle);
    view.keys.holders.keys().cloned().chain(view.keys.retired.iter().cloned()).chain(asked).collect()
}

impl Node {
    /// Keeps a record about an account: a new one, or the next version of one. Whoever calls has asked the firewall about
    /// the node, and holds `writing`.
    pub(super) async fn keep_account<K: Kind>(
        &self,
        author: &PersonRef,
        content: K,
        known: Option<(RecordId, u32)>,
        fill: impl FnOnce(&mut Append),
    ) -> Result<RecordId, NodeError> {
        let owner = self.state.read().await.view.keys.own()?.clone();
        let hour = Hour::of_unix_ms(self.accounts.now_ms());
        let mut header = sections::first_header(K::NAME, &owner, author, K::PURPOSE, hour)?;
        header.kind_version = K::VERSION;
        let expected = known.map_or(0, |(_, version)| version);
        if let Some((record, version)) = known {
            header = Header { record, version: version + 1, ..header };
        }
        let content = Record::of(content).matching_bytes().map_err(|error| NodeError::Unwritable(error.to_string()))?;
        let matching = Matching { import: None, sealed: Fingerprint::of(None)?, content: Zeroizing::new(content) };
        let mut append = self.sealed_append(&header, &matching, None, expected).await?;
        fill(&mut append);
        self.accounts.unseen.begin();
        let appended = self.store.append(append).await;
        let followed = self.follow().await;
        self.accounts.unseen.end();
        appended?;
        followed?;
        self.save_snapshot_when_due().await;
        Ok(header.record)
    }
}
