//! `agree`: an agreement with a partner is put on file.

use rooms::header::RecordId;
use rooms::kind::{Kind, Record};
use rooms::shared::{Agreement, AgreementText};
use serde::{Deserialize, Serialize};

use crate::{Action, Node, NodeError};

const ROUTE: &str = "landfall agreement";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// What it opens.
    pub agreement: Agreement,
    /// What was signed.
    pub text: AgreementText,
    /// Who puts it on file; may be left out where the node has one holder.
    pub holder: Option<String>,
}

/// It is on file.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Its record.
    pub record: RecordId,
    /// Its name.
    pub name: String,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let who = node.acting_holder(ask.holder.as_deref(), Action::Agree, None, ROUTE).await?;
    let name = ask.agreement.source_id();
    let record = Record { matching: ask.agreement, sealed: ask.text };
    let appended = node.agree(&who, &record).await?;
    Ok(Told { record: appended.record, name })
}
