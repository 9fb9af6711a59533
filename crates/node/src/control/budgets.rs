//! `budgets`: whose reading is stopped.

use rooms::header::Purpose;
use serde::{Deserialize, Serialize};

use crate::{Node, NodeError};

pub(super) const ROUTE: &str = "landfall audit";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who asks; may be left out where the node has one holder.
    pub holder: Option<String>,
}

/// They, by name.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// One line a person and purpose.
    pub spent: Vec<Line>,
}

/// Somebody whose budget is spent.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Line {
    /// Who.
    pub principal: String,
    /// For which purpose.
    pub purpose: Purpose,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let who = node.releasing(ask.holder.as_deref(), ROUTE).await?;
    let spent = node.spent_budgets(&who).await?.into_iter();
    Ok(Told { spent: spent.map(|it| Line { principal: it.principal, purpose: it.purpose }).collect() })
}
