//! Legal hold: while it is on, nobody erases the record.

use firewall::Action;
use rooms::header::RecordId;

use super::approval::Verb;
use super::facts::{Event, HoldFacts};
use super::holders::Signer;
use super::warrant::Warrant;
use crate::{Node, NodeError, clock};

impl Node {
    /// Puts a record under legal hold, by the word of an administrator, or lifts the hold, by that of two.
    /// Says whether that changed anything.
    ///
    /// # Errors
    /// Where there is no such record, or the word of those named is not enough.
    pub async fn hold(
        &self,
        record: RecordId,
        is_held: bool,
        signers: &[Signer<'_>],
        reason: &str,
    ) -> Result<bool, NodeError> {
        let present = self.present(signers).await?;
        self.may_keep(&present, Action::Hold, record).await?;
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        {
            let state = self.state.read().await;
            let row = state.view.rows.get(&record.to_bytes()).ok_or(NodeError::NoSuchRecord)?;
            if row.header.hold == is_held {
                return Ok(false);
            }
        }
        let mut facts = HoldFacts { record, is_held, warrant: Warrant::Founding };
        let verb = if is_held { Verb::Hold } else { Verb::Release };
        facts.warrant = self.warranted(&present, (verb, vec![record.to_string()]), reason).await?;
        self.append_event(&Event::Hold(facts), present.author()?, clock::hour(), |_| {}).await?;
        Ok(true)
    }
}
