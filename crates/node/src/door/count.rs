//! Counting records.

use firewall::{Action, Principal};
use journal::Index;
use rooms::header::Purpose;

use super::{Asked, Standing};
use crate::view::Row;
use crate::{Node, NodeError};

impl Node {
    /// How many records of a kind there are that this principal may count. A locked node counts too.
    ///
    /// # Errors
    /// Where the firewall refuses.
    pub async fn count(&self, who: &Principal, purpose: Purpose, kind: &str) -> Result<usize, NodeError> {
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let asked = Asked::new(who.who(), Action::Count, purpose, kind);
        let mut asking = self.asking(&state.view, &who, Action::Count, purpose);
        self.hopeful(&mut asking, asked).await?;
        let is_of_kind = |row: &&Row| row.header.kind.as_str() == kind;
        let rows = state.view.rows.values().filter(is_of_kind).filter(|row| asking.allows_part(row));
        let entries: Vec<Index> = rows.map(|row| row.index).collect();
        self.tell(asked, asking.outcome(true), &entries).await?;
        Ok(entries.len())
    }
}
