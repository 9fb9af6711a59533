//! Those whose word is given ask the firewall too: a signature says who, and the policies say whether they may.

use firewall::Action;
use rooms::header::RecordId;

use super::holders::Present;
use crate::door::{Asked, Outcome, Standing, principals};
use crate::{Node, NodeError, Principal};

/// By which way they come.
const ROUTE: &str = "custody";

impl Node {
    /// Refuses what none of those present may do about the node, in none of their roles, and tells it either way.
    pub(super) async fn may_govern(&self, present: &Present, action: Action) -> Result<(), NodeError> {
        let all = self.in_all_roles(present).await;
        let mut who = all.first();
        for one in &all {
            if self.may(one, action).await.is_allowed {
                who = Some(one);
                break;
            }
        }
        match who {
            Some(who) => self.govern(who, action).await,
            // nobody signed, which the event's own check says better
            None => Ok(()),
        }
    }

    /// Refuses what none of those present may do with a record; one that is not there and one that is not theirs to do this
    /// with are the same.
    pub(super) async fn may_keep(&self, present: &Present, action: Action, id: RecordId) -> Result<(), NodeError> {
        let all = self.in_all_roles(present).await;
        let state = self.state.read().await;
        let Some(first) = all.first() else { return Ok(()) };
        let filter = id.to_string();
        let hopeful: Vec<&Principal> = all.iter().filter(|who| self.may_at_all(&state, who, action, None)).collect();
        if hopeful.is_empty() {
            let asked = Asked { who: first, action, purpose: None, filter: &filter };
            self.tell(asked, Outcome::Refused, &[]).await?;
            return Err(asked.refused());
        }
        let row = state.view.rows.get(&id.to_bytes());
        for who in &hopeful {
            let Some(row) = row else { break };
            let standing = Standing::of(&state.view.keys, who);
            let purpose = row.header.purpose;
            let mut asking = self.asking(&state.view, &standing, action, purpose);
            if asking.allows(row) {
                let asked = Asked::new(who, action, purpose, &filter);
                return self.tell(asked, asking.outcome(true), &[row.index]).await;
            }
        }
        let who = hopeful.first().copied().unwrap_or(first);
        let asked = Asked { who, action, purpose: None, filter: &filter };
        self.tell(asked, Outcome::Refused, &[]).await?;
        Err(NodeError::NoSuchRecord)
    }

    async fn in_all_roles(&self, present: &Present) -> Vec<Principal> {
        let state = self.state.read().await;
        let keys = &state.view.keys;
        let holders = present.handles().filter_map(|handle| keys.holders.get(handle));
        holders.flat_map(|holder| principals(keys, holder, ROUTE)).collect()
    }
}
