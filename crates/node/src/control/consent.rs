//! `consent`: what a person agreed to is recorded, or what they took back.

use rooms::header::{OrgId, Purpose, RecordId};
use rooms::shared::{ConsentDetails, ConsentState, Day, Giver};
use serde::{Deserialize, Serialize};

use crate::{Action, Answer, Node, NodeError};

const ROUTE: &str = "landfall consent";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The record that it is about, by name or id.
    pub record: String,
    /// The use.
    pub purpose: Purpose,
    /// The organisation with which it may be shared; none for the use itself.
    pub with: Option<OrgId>,
    /// Who answers.
    pub giver: Giver,
    /// What they answer.
    pub state: ConsentState,
    /// Whether the person has a protection flag.
    pub is_at_risk: bool,
    /// The last day on which it holds.
    pub until: Option<Day>,
    /// The day on which somebody looks at it again.
    pub review: Option<Day>,
    /// How it was asked and given.
    pub details: ConsentDetails,
    /// Who records it; may be left out where the node has one holder.
    pub holder: Option<String>,
}

/// It is on file.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// The consent's own record.
    pub consent: RecordId,
    /// Its version.
    pub version: u32,
    /// The record that it is about.
    pub record: RecordId,
    /// Where it stands now.
    pub state: ConsentState,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let handle = node.holder_named(ask.holder.as_deref()).await?;
    let (about, kept_for) = node.found(&handle, &ask.record, ROUTE).await?;
    let who = node.acting(&handle, Action::Consent, Some(kept_for), ROUTE).await?;
    let answer = Answer {
        about,
        purpose: ask.purpose,
        with: ask.with,
        giver: ask.giver,
        state: ask.state,
        is_at_risk: ask.is_at_risk,
        until: ask.until,
        review: ask.review,
        details: ask.details,
    };
    let appended = node.consent(&who, answer).await?;
    Ok(Told { consent: appended.record, version: appended.version, record: about, state: ask.state })
}
