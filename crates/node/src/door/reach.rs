//! Whether somebody gets to records of a purpose at all, before any is looked up.

use firewall::{Action, Principal};
use rooms::header::Purpose;

use super::facts::best_for;
use super::{Asked, Outcome, Standing};
use crate::{Node, NodeError};

impl Node {
    /// Whether somebody may do this with any record that is kept for this very purpose. Public records, which everybody may
    /// read for any purpose, do not count: a page of people is not shown for their sake. A refusal is told in the audit.
    ///
    /// # Errors
    /// Where the firewall refuses.
    pub async fn reach(&self, who: &Principal, action: Action, purpose: Purpose, kind: &str) -> Result<(), NodeError> {
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let asked = Asked::new(who.who(), action, purpose, kind);
        let decision = self.firewall.sitting(who.who(), action, purpose).decide(&best_for(who.who(), purpose));
        if decision.is_allowed {
            return Ok(());
        }
        let outcome = if decision.errors.is_empty() { Outcome::Refused } else { Outcome::Alarm };
        self.tell(asked, outcome, &[]).await?;
        Err(asked.refused())
    }
}
