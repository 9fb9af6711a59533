//! What a test sets, so that two nodes live through the same: time, chance, and organisations that work on one node. It is in
//! no program: only the feature `seeded`, which tests alone name, has it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use journal::Log;
use rooms::header::{OrgId, PersonRef, Purpose};
use sha2::{Digest, Sha256};
use store::{Append, Store};

use crate::ceremony::{self, FirstHolder};
use crate::{InitOptions, Node, NodeError, clock, sections};

struct Set {
    now_ms: u64,
    seed: u64,
    count: u64,
}

static SET: Mutex<Option<Set>> = Mutex::new(None);

/// From now on it is this time, and chance begins anew from this seed; for all nodes of the process.
pub fn set(now_ms: u64, seed: u64) {
    *held() = Some(Set { now_ms, seed, count: 0 });
}

pub(crate) fn now_ms() -> Option<u64> {
    held().as_ref().map(|set| set.now_ms)
}

pub(crate) fn fill(bytes: &mut [u8]) -> bool {
    let mut held = held();
    let Some(set) = held.as_mut() else { return false };
    for part in bytes.chunks_mut(32) {
        set.count += 1;
        let block = Sha256::digest([set.seed.to_be_bytes(), set.count.to_be_bytes()].concat());
        part.copy_from_slice(&block[..part.len()]);
    }
    true
}

fn held() -> MutexGuard<'static, Option<Set>> {
    SET.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets another organisation work on a node, with members who hold its keys: as it will be when nodes are shared.
///
/// # Errors
/// Where a name is not usable, or the disk refuses.
pub async fn add_organisation(node: &Node, options: &InitOptions<'_>) -> Result<(), NodeError> {
    let unusable = |name: &str| NodeError::BadName { what: "organisation or holder", name: name.to_owned() };
    let organisation = OrgId::new(options.organisation).map_err(|_| unusable(options.organisation))?;
    let mut holders = Vec::new();
    for &(name, passphrase) in &options.holders {
        holders.push(FirstHolder { handle: PersonRef::new(name).map_err(|_| unusable(name))?, passphrase });
    }
    let ceremony = ceremony::hold(options, &organisation, &holders, &[0; 32])?;
    for event in ceremony.events.iter().filter(|event| event.kind != "node") {
        let (author, purpose) = (&ceremony.author, Purpose::Oversight);
        let header = sections::first_header(event.kind, &organisation, author, purpose, clock::hour())?;
        let bytes = sections::public_entry(&header, &event.public)?;
        let record = header.record.to_bytes();
        let append = Append { put_slots: event.slots.clone(), ..Append::new(Log::Changes, record, Some(0), bytes) };
        node.store.append(append).await?;
    }
    node.follow().await
}
