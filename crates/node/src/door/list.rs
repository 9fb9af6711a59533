//! Reading many records.

use firewall::{Action, Principal};
use rooms::header::Purpose;
use rooms::kind::Kind;

use super::{Asked, Opened, Standing, opened};
use crate::view::Row;
use crate::{Node, NodeError};

impl Node {
    /// Reads what machines compare of all records of a kind that may be seen, in the order in which they came.
    ///
    /// # Errors
    /// As [`Node::open`].
    pub async fn list<K: Kind>(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
    ) -> Result<Vec<Opened<K>>, NodeError> {
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let asked = Asked::new(who.who(), action, purpose, K::NAME);
        let mut asking = self.asking(&state.view, &who, action, purpose);
        self.hopeful(&mut asking, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let rows: Vec<&Row> = state.view.of_kind(K::NAME).into_iter().filter(|row| asking.allows(row)).collect();
        let outcome = asking.outcome(true);
        self.tell(asked, outcome, &rows.iter().map(|row| row.index).collect::<Vec<_>>()).await?;
        rows.into_iter().filter(|row| row.matching.is_some()).map(|row| opened(row, None)).collect()
    }
}
