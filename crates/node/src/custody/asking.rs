//! Asking holders for their word at the state that the log has now, and checking that it was given at a state it had.

use std::collections::BTreeMap;

use journal::{Index, Log, SignedCheckpoint};
use rooms::header::{Header, Hour, PersonRef, Purpose};
use store::{Append, Receipt, Store};

use super::approval::{ApprovalFault, Asked, Verb};
use super::facts::Event;
use super::hex::Hex;
use super::warrant;
use crate::{Node, NodeError, sections};

impl Node {
    /// What is to be signed, at the state that the log has now.
    pub(crate) async fn asked(&self, verb: Verb, subjects: Vec<String>, reason: &str) -> Result<Asked, NodeError> {
        let text = self.store.head(Log::Changes).await?.checkpoint;
        let text = text.ok_or_else(|| NodeError::damaged("the log of changes is empty"))?;
        let checkpoint = SignedCheckpoint::parse(&text).map_err(|error| NodeError::damaged(error.to_string()))?;
        let state = checkpoint.unverified();
        let (node, reason) = (self.name().to_owned(), reason.trim().to_owned());
        Ok(Asked { node, verb, subjects, reason, size: state.size, root: Hex(state.root.0) })
    }

    /// Appends an event after checking that it may stand. Nothing else is appended meanwhile: the caller holds
    /// `changing` alone.
    pub(crate) async fn append_event(
        &self,
        event: &Event,
        author: &PersonRef,
        hour: Hour,
        fill: impl FnOnce(&mut Append),
    ) -> Result<(Header, Receipt), NodeError> {
        let owner = {
            let state = self.state.read().await;
            warrant::check(&state.view.keys, event, hour)?;
            state.view.keys.own()?.clone()
        };
        let mut claims = Claims::default();
        claims.note(0, event);
        if let Some((_, fault)) = claims.faults(&*self.store).await?.pop() {
            return Err(fault.into());
        }
        let header = sections::first_header(event.kind(), &owner, author, Purpose::Oversight, hour)?;
        let bytes = sections::public_entry(&header, &event.to_bytes()?)?;
        let mut append = Append::new(Log::Changes, header.record.to_bytes(), Some(0), bytes);
        fill(&mut append);
        self.accounts.unseen.begin();
        let appended = self.store.append(append).await;
        let followed = self.follow().await;
        self.accounts.unseen.end();
        let receipt = appended?;
        followed?;
        Ok((header, receipt))
    }
}

/// What events say the log was when they were asked for: a size and its root each.
#[derive(Default)]
pub(crate) struct Claims {
    by_size: BTreeMap<u64, Vec<(Index, Hex<32>)>>,
}

impl Claims {
    /// Takes in what the event at an entry claims.
    pub(crate) fn note(&mut self, index: Index, event: &Event) {
        if let Some(asked) = event.warrant().and_then(|warrant| warrant.asked()) {
            self.by_size.entry(asked.size).or_default().push((index, asked.root));
        }
    }

    /// The claims that no checkpoint of the log bears out.
    pub(crate) async fn faults(&self, store: &impl Store) -> Result<Vec<(Index, ApprovalFault)>, NodeError> {
        let mut faults = Vec::new();
        for (&size, claims) in &self.by_size {
            let rows = store.checkpoints(Log::Changes, size, 1).await?;
            let signed = rows.first().filter(|(at, _)| *at == size);
            let root = signed.and_then(|(_, text)| SignedCheckpoint::parse(text).ok()).map(|it| it.unverified().root);
            let is_wrong = |(_, claimed): &&(Index, Hex<32>)| root.is_none_or(|root| root.0 != claimed.0);
            faults.extend(claims.iter().filter(is_wrong).map(|(index, _)| (*index, ApprovalFault::Root { size })));
        }
        Ok(faults)
    }
}
