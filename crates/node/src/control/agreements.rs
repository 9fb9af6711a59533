//! `agreements`: those on file.

use rooms::header::RecordId;
use rooms::shared::Agreement;
use serde::{Deserialize, Serialize};

use crate::{Action, Node, NodeError};

const ROUTE: &str = "landfall agreement";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who asks; may be left out where the node has one holder.
    pub holder: Option<String>,
}

/// They, by their first day.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Told {
    /// One line an agreement.
    pub agreements: Vec<Line>,
}

/// One of them.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Line {
    /// Its record.
    pub record: RecordId,
    /// Its name.
    pub name: String,
    /// What it opens.
    pub agreement: Agreement,
    /// Whether it is in force today.
    pub is_in_force: bool,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let who = node.acting_holder(ask.holder.as_deref(), Action::Agree, None, ROUTE).await?;
    let on_file = node.agreements(&who).await?.into_iter();
    let agreements = on_file.map(|it| Line {
        record: it.record,
        name: it.name,
        agreement: it.agreement,
        is_in_force: it.is_in_force,
    });
    Ok(Told { agreements: agreements.collect() })
}
