//! `release-budget`: somebody whose budget was spent may read again.

use rooms::header::Purpose;
use serde::{Deserialize, Serialize};

use super::budgets::ROUTE;
use crate::{Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Whose.
    pub principal: String,
    /// For which purpose.
    pub purpose: Purpose,
    /// Who releases it; may be left out where the node has one holder.
    pub holder: Option<String>,
}

/// It is released.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Whose.
    pub principal: String,
    /// For which purpose.
    pub purpose: Purpose,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let who = node.releasing(ask.holder.as_deref(), ROUTE).await?;
    node.release_budget(&who, &ask.principal, ask.purpose).await?;
    Ok(Told { principal: ask.principal, purpose: ask.purpose })
}
