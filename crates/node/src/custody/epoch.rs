//! The end of an epoch: a new key for the outer layer of every data key, and the old one destroyed.
//!
//! Three steps, each durable before the next begins: the event `epoch` tells the new key and wraps it; batches put each
//! row of the keyring under it; the event `epoch-closed` drops the old key. Reads and writes go on throughout, and a
//! node that was cut off between two steps goes on when it is unlocked.

use std::collections::BTreeMap;

use firewall::Action;
use journal::Log;
use rooms::header::{Hour, PersonRef};
use store::seal::{KeyPair, PublicKey, Wrapper};
use store::{KeyRef, Slot, Store, WrappedKey};

use super::approval::Verb;
use super::facts::{EpochClosedFacts, EpochFacts, EpochOrderFacts, Event};
use super::holders::Signer;
use super::warrant::Warrant;
use crate::ceremony::Wraps;
use crate::keys::{epoch_slot, matching_slot};
use crate::sections::ReadEntry;
use crate::{Node, NodeError, clock};

/// Rows of the keyring that are put under the new key at once.
const BATCH: usize = 512;
/// The longest that a standing order may put off the end of an epoch.
const EVERY_DAYS_MAX: u32 = 3650;
/// Who stands for what no person did just now.
const NODE_ITSELF: &str = "node";

impl Node {
    /// Ends the epoch and begins the next, by the word of two administrators. It returns when the old key is destroyed.
    /// Gives the number of the new epoch.
    ///
    /// # Errors
    /// Where the node is locked, the word of those named is not enough, or an epoch is ending already.
    pub async fn end_epoch(&self, signers: &[Signer<'_>], reason: &str) -> Result<u32, NodeError> {
        let present = self.present(signers).await?;
        self.may_govern(&present, Action::Operate).await?;
        let ceremony = self.custody.ceremony.lock().await;
        let next = self.next_epoch().await?;
        let warrant = self.warranted(&present, (Verb::Epoch, vec![next.to_string()]), reason).await?;
        self.begin_epoch(next, warrant, present.author()?, clock::hour()).await?;
        drop(ceremony);
        self.finish_epoch().await?;
        Ok(next)
    }

    /// Says how often an epoch ends by itself, by the word of two administrators; `None`: never.
    ///
    /// # Errors
    /// Where the word of those named is not enough, or the number of days is not one from 1 to 3650.
    pub async fn order_epochs(
        &self,
        every_days: Option<u32>,
        signers: &[Signer<'_>],
        reason: &str,
    ) -> Result<(), NodeError> {
        if every_days.is_some_and(|days| days == 0 || days > EVERY_DAYS_MAX) {
            return Err(NodeError::BadOrder { most: EVERY_DAYS_MAX });
        }
        let present = self.present(signers).await?;
        self.may_govern(&present, Action::Operate).await?;
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        let mut event = Event::EpochOrder(EpochOrderFacts { every_days, warrant: Warrant::Founding });
        if let Some(question) = event.question() {
            let warrant = self.warranted(&present, question, reason).await?;
            event = Event::EpochOrder(EpochOrderFacts { every_days, warrant });
        }
        self.append_event(&event, present.author()?, clock::hour(), |_| {}).await?;
        Ok(())
    }

    /// How often an epoch ends by itself, in days; `None` where no order says so.
    pub async fn epoch_order(&self) -> Option<u32> {
        self.state.read().await.view.keys.order.map(|order| order.every_days)
    }

    /// The number of the epoch and the hour it began.
    ///
    /// # Errors
    /// Where the log tells of none.
    pub async fn epoch(&self) -> Result<(u32, Hour), NodeError> {
        let state = self.state.read().await;
        Ok((state.view.keys.node()?.epoch, state.view.keys.epoch_since))
    }

    /// Ends the epoch where a standing order makes it due: a server calls this every hour or so. Gives the number of
    /// the new epoch, or `None` where nothing was due or the node is locked.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub async fn end_due_epoch(&self) -> Result<Option<u32>, NodeError> {
        self.end_epoch_due_at(clock::hour()).await
    }

    async fn end_epoch_due_at(&self, now: Hour) -> Result<Option<u32>, NodeError> {
        if !self.is_locked().await {
            // one that was cut off goes on, where whoever asked for it went away
            self.finish_epoch().await?;
        }
        let ceremony = self.custody.ceremony.lock().await;
        let due = {
            let state = self.state.read().await;
            let keys = &state.view.keys;
            let order = keys.order.filter(|order| order.is_due(keys.epoch_since, now));
            order.filter(|_| state.unlocked.is_some() && keys.closing.is_none())
        };
        let Some(order) = due else { return Ok(None) };
        let next = self.next_epoch().await?;
        self.begin_epoch(next, Warrant::Order { entry: order.entry }, &itself()?, now).await?;
        drop(ceremony);
        self.finish_epoch().await?;
        Ok(Some(next))
    }

    async fn next_epoch(&self) -> Result<u32, NodeError> {
        let state = self.state.read().await;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        match state.view.keys.closing {
            Some(epoch) => Err(NodeError::EpochOpen { epoch }),
            None => Ok(state.view.keys.node()?.epoch + 1),
        }
    }

    /// The first step. From its event on everything is sealed under the new key.
    async fn begin_epoch(&self, next: u32, warrant: Warrant, author: &PersonRef, hour: Hour) -> Result<(), NodeError> {
        let _turn = self.custody.writing.write().await;
        let pair = KeyPair::generate().map_err(|error| NodeError::Sealing(error.to_string()))?;
        let event = Event::Epoch(EpochFacts { epoch: next, epoch_key: pair.public().into(), warrant });
        let slots = {
            // in memory before it is told: whoever reads on from the event has it, even where this call is dropped
            let mut state = self.state.write().await;
            let recipients = state.view.keys.epoch_recipients();
            let unlocked = state.unlocked.as_mut().ok_or(NodeError::Locked)?;
            let slots = epoch_slots(next, &pair, &unlocked.matching, recipients)?;
            unlocked.epochs.insert(next, pair);
            slots
        };
        self.append_event(&event, author, hour, |append| append.put_slots = slots).await?;
        Ok(())
    }

    /// The second and the third step, where an epoch is ending.
    pub(crate) async fn finish_epoch(&self) -> Result<(), NodeError> {
        let Some(old) = self.state.read().await.view.keys.closing else { return Ok(()) };
        // what contexts keep of the old key goes with this
        let wrapper = Wrapper::new();
        // a pass that finds nothing left has seen every row, since nothing is sealed under the old key any more; erasures
        // come between two batches
        while self.rewrap_all(old, &wrapper).await? > 0 {}
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        if self.state.read().await.view.keys.closing != Some(old) {
            // somebody else came first
            return Ok(());
        }
        let names = self.store.slots().await?.into_iter().map(|slot| slot.name);
        let of_old = [epoch_slot(old, ""), matching_slot(old, "")];
        let dropped = names.filter(|name| of_old.iter().any(|start| name.starts_with(start))).collect();
        let event = Event::EpochClosed(EpochClosedFacts { epoch: old });
        self.append_event(&event, &itself()?, clock::hour(), |append| append.drop_slots = dropped).await?;
        self.remove_snapshot().await
    }

    /// One pass over the keyring. Gives how many rows were still under the old key.
    async fn rewrap_all(&self, old: u32, wrapper: &Wrapper) -> Result<usize, NodeError> {
        let (mut next, mut count) = (KeyRef::FIRST, 0);
        loop {
            // no erasure comes between reading a row and putting it back
            let _turn = self.custody.writing.read().await;
            let rows = self.store.wrapped_keys(next, BATCH).await?;
            let Some(last) = rows.last().map(|row| row.key) else { return Ok(count) };
            next = last.next();
            let old_rows: Vec<WrappedKey> = rows.into_iter().filter(|row| row.epoch <= old).collect();
            if !old_rows.is_empty() {
                count += old_rows.len();
                let renewed = self.renewed(old_rows, wrapper).await?;
                self.store.rewrap(renewed).await?;
            }
        }
    }

    async fn renewed(&self, rows: Vec<WrappedKey>, wrapper: &Wrapper) -> Result<Vec<WrappedKey>, NodeError> {
        let labels = self.labels_of(&rows).await?;
        let state = self.state.read().await;
        let unlocked = state.unlocked.as_ref().ok_or(NodeError::Locked)?;
        let node = state.view.keys.node()?;
        let (number, public) = (node.epoch, node.epoch_key.public());
        let renewed = rows.into_iter().map(|row| {
            let place = row.key;
            let damaged = |why: &str| {
                NodeError::damaged(format!("the key of section {} of entry {} {why}", place.section, place.index))
            };
            let label = labels.get(&place).ok_or_else(|| damaged("belongs to no section"))?;
            let bytes = wrapper.renew_outer(unlocked.epoch(row.epoch)?, &public, label, &row.bytes);
            let bytes = bytes.map_err(|error| damaged(&format!("does not open ({error})")))?;
            Ok(WrappedKey { epoch: number, bytes, ..row })
        });
        renewed.collect()
    }

    /// Under which label each key is wrapped: it follows from the header of its entry.
    async fn labels_of(&self, rows: &[WrappedKey]) -> Result<BTreeMap<KeyRef, Vec<u8>>, NodeError> {
        let mut labels = BTreeMap::new();
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(labels) };
        let mut from = first.key.index;
        while from <= last.key.index {
            let entries = self.store.entries(Log::Changes, from, BATCH).await?;
            let Some(end) = entries.last().map(|entry| entry.index) else { break };
            from = end + 1;
            for stored in entries.iter().take_while(|stored| stored.index <= last.key.index) {
                let unreadable = |why| NodeError::damaged(format!("entry {} is unreadable ({why})", stored.index));
                let read = ReadEntry::decode(&stored.bytes).map_err(unreadable)?;
                let labelled = read.labels().into_iter();
                labels.extend(labelled.map(|(section, label)| (KeyRef { index: stored.index, section }, label)));
            }
        }
        Ok(labels)
    }
}

fn itself() -> Result<PersonRef, NodeError> {
    PersonRef::new(NODE_ITSELF).map_err(|error| NodeError::Unwritable(error.to_string()))
}

fn epoch_slots(
    epoch: u32,
    pair: &KeyPair,
    matching: &KeyPair,
    recipients: Vec<(String, PublicKey)>,
) -> Result<Vec<Slot>, NodeError> {
    let mut wraps = Wraps::default();
    for (to, key) in recipients {
        wraps.add_to(epoch_slot(epoch, &to), key, &pair.secret_bytes())?;
        wraps.add_to(matching_slot(epoch, &to), key, &matching.secret_bytes())?;
    }
    Ok(wraps.take())
}

#[cfg(test)]
mod tests {
    use rooms::header::Hour;

    use crate::{InitOptions, NewHolder, Node, PassphraseCost, clock};

    #[tokio::test]
    async fn a_standing_order_is_obeyed_when_it_is_due_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("node");
        let cost = PassphraseCost { memory_kib: 64, passes: 1, lanes: 1 };
        let holders = vec![("anna", "a"), ("bilal", "b")];
        let (demo, unattended) = (false, true);
        let options = InitOptions {
            name: "harbour",
            organisation: "aid",
            holders,
            sector: rooms::header::Sector::CivilSociety,
            country: None,
            roles: &[],
            demo,
            unattended,
            cost,
        };
        Node::init(&path, &options).await.unwrap();
        let node = Node::open_directory(&path).await.unwrap();
        let both = [("anna", "a"), ("bilal", "b")];
        let later = |days: u32| Hour::try_from(clock::hour().since_epoch() + days * 24).unwrap();
        assert_eq!(node.end_epoch_due_at(later(3000)).await.unwrap(), None, "nobody ordered it");
        for wrong in [Some(0), Some(3651)] {
            assert!(node.order_epochs(wrong, &both, "monthly").await.is_err());
        }
        assert!(node.order_epochs(Some(30), &both[..1], "monthly").await.is_err());
        node.order_epochs(Some(30), &both, "monthly").await.unwrap();
        assert_eq!(node.end_epoch_due_at(later(29)).await.unwrap(), None);
        node.lock().await.unwrap();
        assert_eq!(node.end_epoch_due_at(later(30)).await.unwrap(), None, "a locked node holds no key to hand on");
        node.unlock("anna", "a").await.unwrap();
        assert_eq!(node.end_epoch_due_at(later(30)).await.unwrap(), Some(2));
        assert_eq!(node.end_epoch_due_at(later(59)).await.unwrap(), None);
        // another event of custody takes nothing from the order
        let new = NewHolder { handle: "carol", passphrase: "c", is_administrator: false, is_member: true, roles: &[] };
        node.add_holder(new, &both, "joins").await.unwrap();
        assert_eq!(node.end_epoch_due_at(later(60)).await.unwrap(), Some(3));
        node.order_epochs(None, &both, "not any more").await.unwrap();
        assert_eq!(node.end_epoch_due_at(later(900)).await.unwrap(), None);
        node.close().await.unwrap();
        let verification = Node::verify(&path).await.unwrap();
        assert!(verification.is_ok(), "{:?}", verification.findings);
        // the file that opens it without a person was taken along
        let node = Node::open_directory(&path).await.unwrap();
        assert!(!node.is_locked().await);
    }
}
