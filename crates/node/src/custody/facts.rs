//! What the events of custody say in clear, and what an event of each kind is about.

use rooms::header::{OrgId, PersonRef, RecordId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::approval::Verb;
use super::warrant::Warrant;
use crate::NodeError;
use crate::keys::{HolderFacts, KeyText, NodeFacts, OrganisationFacts};
use crate::retold::{RESTORED, RestoredFacts};

/// Kinds of events.
pub(crate) const NODE: &str = "node";
pub(crate) const ORGANISATION: &str = "organisation";
pub(crate) const HOLDER: &str = "holder";
pub(crate) const HOLDER_REMOVED: &str = "holder-removed";
pub(crate) const EPOCH: &str = "epoch";
pub(crate) const EPOCH_CLOSED: &str = "epoch-closed";
pub(crate) const EPOCH_ORDER: &str = "epoch-order";
pub(crate) const ERASURE: &str = "erasure";
pub(crate) const HOLD: &str = "hold";
pub(crate) const SHARES_RENEWED: &str = "shares-renewed";

/// The public section of the event `holder-removed`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolderRemovedFacts {
    pub(crate) handle: PersonRef,
    /// The new role key of the organisation, where a member left: in the same event, so that both are true or neither.
    pub(crate) organisation: Option<OrganisationFacts>,
    pub(crate) warrant: Warrant,
}

/// The public section of the event `epoch`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EpochFacts {
    pub(crate) epoch: u32,
    pub(crate) epoch_key: KeyText,
    pub(crate) warrant: Warrant,
}

/// The public section of the event `epoch-closed`: no key of that epoch is left.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EpochClosedFacts {
    pub(crate) epoch: u32,
}

/// The public section of the event `epoch-order`: how often an epoch ends without being asked for.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EpochOrderFacts {
    /// `None`: never.
    pub(crate) every_days: Option<u32>,
    pub(crate) warrant: Warrant,
}

/// The public section of the event `erasure`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErasureFacts {
    pub(crate) records: Vec<RecordId>,
    pub(crate) warrant: Warrant,
}

/// The public section of the event `hold`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoldFacts {
    pub(crate) record: RecordId,
    pub(crate) is_held: bool,
    pub(crate) warrant: Warrant,
}

/// The public section of the event `shares-renewed`: recovery shares that were used give way to others.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SharesRenewedFacts {
    /// Whose shares; `None`: those of the node.
    pub(crate) organisation: Option<OrgId>,
    pub(crate) recovery_key: KeyText,
    pub(crate) recovery_signing_key: KeyText,
    pub(crate) warrant: Warrant,
}

impl SharesRenewedFacts {
    /// What is signed for: whose, and the keys.
    fn subjects(&self) -> Vec<String> {
        let whose = self.organisation.as_ref().map_or_else(|| "the node".to_owned(), |it| format!("organisation {it}"));
        vec![whose, self.recovery_key.into(), self.recovery_signing_key.into()]
    }
}

/// An event that says who holds keys, and to what.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    Node(NodeFacts),
    Organisation(OrganisationFacts),
    Holder(HolderFacts),
    HolderRemoved(Box<HolderRemovedFacts>),
    Epoch(EpochFacts),
    EpochClosed(EpochClosedFacts),
    EpochOrder(EpochOrderFacts),
    Erasure(ErasureFacts),
    Hold(HoldFacts),
    SharesRenewed(SharesRenewedFacts),
    Restored(RestoredFacts),
}

impl Event {
    /// Reads an event's public section; `None` for kinds that say nothing of keys.
    pub(crate) fn read(kind: &str, public: &[u8]) -> Result<Option<Self>, NodeError> {
        let event = match kind {
            NODE => Self::Node(read(kind, public)?),
            ORGANISATION => Self::Organisation(read(kind, public)?),
            HOLDER => Self::Holder(read(kind, public)?),
            HOLDER_REMOVED => Self::HolderRemoved(Box::new(read(kind, public)?)),
            EPOCH => Self::Epoch(read(kind, public)?),
            EPOCH_CLOSED => Self::EpochClosed(read(kind, public)?),
            EPOCH_ORDER => Self::EpochOrder(read(kind, public)?),
            ERASURE => Self::Erasure(read(kind, public)?),
            HOLD => Self::Hold(read(kind, public)?),
            SHARES_RENEWED => Self::SharesRenewed(read(kind, public)?),
            RESTORED => {
                let facts: RestoredFacts = read(kind, public)?;
                facts.entries()?;
                Self::Restored(facts)
            }
            _ => return Ok(None),
        };
        Ok(Some(event))
    }

    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Node(_) => NODE,
            Self::Organisation(_) => ORGANISATION,
            Self::Holder(_) => HOLDER,
            Self::HolderRemoved(_) => HOLDER_REMOVED,
            Self::Epoch(_) => EPOCH,
            Self::EpochClosed(_) => EPOCH_CLOSED,
            Self::EpochOrder(_) => EPOCH_ORDER,
            Self::Erasure(_) => ERASURE,
            Self::Hold(_) => HOLD,
            Self::SharesRenewed(_) => SHARES_RENEWED,
            Self::Restored(_) => RESTORED,
        }
    }

    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, NodeError> {
        let bytes = match self {
            Self::Node(facts) => serde_json::to_vec(facts),
            Self::Organisation(facts) => serde_json::to_vec(facts),
            Self::Holder(facts) => serde_json::to_vec(facts),
            Self::HolderRemoved(facts) => serde_json::to_vec(facts),
            Self::Epoch(facts) => serde_json::to_vec(facts),
            Self::EpochClosed(facts) => serde_json::to_vec(facts),
            Self::EpochOrder(facts) => serde_json::to_vec(facts),
            Self::Erasure(facts) => serde_json::to_vec(facts),
            Self::Hold(facts) => serde_json::to_vec(facts),
            Self::SharesRenewed(facts) => serde_json::to_vec(facts),
            Self::Restored(facts) => serde_json::to_vec(facts),
        };
        bytes.map_err(|error| NodeError::Unwritable(error.to_string()))
    }

    /// What has to be asked for it; `None` where nobody is asked.
    pub(crate) fn question(&self) -> Option<(Verb, Vec<String>)> {
        match self {
            Self::Node(_) | Self::EpochClosed(_) | Self::Restored(_) => None,
            Self::Organisation(facts) => Some((Verb::AddOrganisation, facts.subjects())),
            Self::Holder(facts) => Some((Verb::AddHolder, facts.subjects())),
            Self::HolderRemoved(facts) => Some((Verb::RemoveHolder, vec![facts.handle.to_string()])),
            Self::Epoch(facts) => Some((Verb::Epoch, vec![facts.epoch.to_string()])),
            Self::EpochOrder(facts) => Some((Verb::EpochOrder, vec![every(facts.every_days)])),
            Self::Erasure(facts) => Some((Verb::Erase, facts.records.iter().map(ToString::to_string).collect())),
            Self::Hold(facts) => {
                let verb = if facts.is_held { Verb::Hold } else { Verb::Release };
                Some((verb, vec![facts.record.to_string()]))
            }
            Self::SharesRenewed(facts) => Some((Verb::RenewShares, facts.subjects())),
        }
    }

    pub(crate) fn warrant(&self) -> Option<&Warrant> {
        match self {
            Self::Node(_) | Self::EpochClosed(_) | Self::Restored(_) => None,
            Self::Organisation(facts) => Some(&facts.warrant),
            Self::Holder(facts) => Some(&facts.warrant),
            Self::HolderRemoved(facts) => Some(&facts.warrant),
            Self::Epoch(facts) => Some(&facts.warrant),
            Self::EpochOrder(facts) => Some(&facts.warrant),
            Self::Erasure(facts) => Some(&facts.warrant),
            Self::Hold(facts) => Some(&facts.warrant),
            Self::SharesRenewed(facts) => Some(&facts.warrant),
        }
    }
}

fn every(days: Option<u32>) -> String {
    days.map_or_else(|| "never".to_owned(), |days| format!("{days} days"))
}

fn read<T: DeserializeOwned>(kind: &str, public: &[u8]) -> Result<T, NodeError> {
    serde_json::from_slice(public)
        .map_err(|error| NodeError::damaged(format!("an event `{kind}` is unreadable ({error})")))
}
