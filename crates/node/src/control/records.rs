//! `records`: the list of records, by kind and in the order in which they came.

use rooms::header::{RecordId, State};
use serde::{Deserialize, Serialize};

use crate::kinds::KINDS;
use crate::{Action, Node, NodeError};

const ROUTE: &str = "landfall records";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Only records of this kind.
    pub kind: Option<String>,
    /// Who asks; may be left out where the node has one holder.
    pub holder: Option<String>,
}

/// The list.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Told {
    /// One line a record.
    pub records: Vec<Line>,
}

/// A record in the list.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Line {
    /// Its id.
    pub record: RecordId,
    /// The word of its kind.
    pub kind: String,
    /// The name that it had where it came from.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// Whether a legal hold lies on it.
    pub hold: bool,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let handle = node.holder_named(ask.holder.as_deref()).await?;
    let acting = node.acting_for_each(&handle, Action::List, ROUTE).await?;
    if acting.is_empty() {
        node.acting(&handle, Action::List, None, ROUTE).await?;
    }
    let mut listed = Vec::new();
    for (who, purposes) in acting {
        listed.extend(node.records_for(&who, ask.kind.as_deref(), &purposes).await?);
    }
    listed.sort_by_key(|it| KINDS.iter().position(|kind| *kind == it.kind));
    let line = |it: crate::Listed| Line {
        record: it.record,
        kind: it.kind,
        name: it.name,
        version: it.version,
        state: it.state,
        hold: it.hold,
    };
    Ok(Told { records: listed.into_iter().map(line).collect() })
}
