//! `end-agreement`: an agreement with a partner ends now.

use rooms::header::RecordId;
use serde::{Deserialize, Serialize};

use crate::{Action, Node, NodeError};

const ROUTE: &str = "landfall agreement";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Its name or the id of its record.
    pub agreement: String,
    /// Why.
    pub why: String,
    /// Who ends it; may be left out where the node has one holder.
    pub holder: Option<String>,
}

/// It has ended.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Its record.
    pub record: RecordId,
    /// The version that says so.
    pub version: u32,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let who = node.acting_holder(ask.holder.as_deref(), Action::Agree, None, ROUTE).await?;
    let appended = node.end_agreement(&who, &ask.agreement, &ask.why).await?;
    Ok(Told { record: appended.record, version: appended.version })
}
