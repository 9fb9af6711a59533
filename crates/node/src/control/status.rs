//! `status`: how the node is, as far as a locked node may say.

use std::collections::BTreeMap;

use journal::Log;
use serde::{Deserialize, Serialize};
use store::Store;

use crate::kinds::{KINDS, purpose_of};
use crate::{Action, Node, NodeError};

const ROUTE: &str = "landfall status";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who asks, where somebody is to be told how many records of each kind there are.
    #[serde(default)]
    pub holder: Option<String>,
}

/// How the node is.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// The node's name.
    pub name: String,
    /// Whether the private keys are not in memory.
    pub locked: bool,
    /// Whether a file opens the node without a person.
    pub unattended: bool,
    /// Whether the node was made for made-up data.
    pub demo: bool,
    /// The number of the epoch whose key seals what is written.
    pub epoch: u32,
    /// Entries of the log of changes.
    pub changes: u64,
    /// Lines of the audit of reads.
    pub reads: u64,
    /// Records that do not open although the node is unlocked, because their key or their content is damaged or gone.
    pub closed: usize,
    /// Policies that failed while they were asked; one is one too many.
    pub alarms: u64,
    /// How many records of each kind there are, for those who may count them.
    pub records: Option<BTreeMap<String, usize>>,
    /// Where its pages are, while it is served.
    pub served: Option<Served>,
}

/// The server that runs on the node.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Served {
    /// Where its pages are.
    pub address: String,
    /// Its process.
    pub process: u32,
}

impl Told {
    pub(super) fn served_at(self, address: &str) -> Self {
        Self { served: Some(Served { address: address.to_owned(), process: std::process::id() }), ..self }
    }
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let (changes, reads) = (node.store.head(Log::Changes).await?.size, node.store.head(Log::Audit).await?.size);
    let closed = node.closed_count().await;
    let records = counted(node, ask.holder.as_deref()).await?;
    let state = node.state.read().await;
    Ok(Told {
        name: node.name().to_owned(),
        locked: state.unlocked.is_none(),
        unattended: node.is_unattended(),
        demo: node.is_demo(),
        epoch: state.view.keys.node()?.epoch,
        changes,
        reads,
        closed,
        alarms: node.alarms(),
        records,
        served: None,
    })
}

/// Records by kind, of those kinds that the holder may count.
async fn counted(node: &Node, holder: Option<&str>) -> Result<Option<BTreeMap<String, usize>>, NodeError> {
    let Some(handle) = holder else { return Ok(None) };
    let acting = node.acting_for_each(handle, Action::Count, ROUTE).await?;
    let mut counts = BTreeMap::new();
    for (who, purposes) in &acting {
        for kind in KINDS {
            let Some(purpose) = purpose_of(kind).filter(|purpose| purposes.contains(purpose)) else { continue };
            counts.insert((*kind).to_owned(), node.count(who, purpose, kind).await?);
        }
    }
    Ok(Some(counts).filter(|counts| !counts.is_empty()))
}
