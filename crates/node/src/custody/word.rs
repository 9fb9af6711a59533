//! The word of whoever is signed in, with that of those who signed before: enough for an event, or kept until it is.

use rooms::header::{Hour, PersonRef};
use store::seal::HolderSecret;

use super::approval::{Approval, ApprovalFault, Approved};
use super::facts::Event;
use super::warrant::{self, Warrant};
use crate::keys::PublicKeys;
use crate::{Node, NodeError};

/// Whether enough signed.
pub(crate) enum Word {
    /// The event may stand.
    Enough(Box<Event>),
    /// The signature is to be kept: so many are there of so many needed.
    Waiting { mine: Box<Approved>, found: usize, needed: usize },
}

impl Node {
    /// Signs for an event, together with what others signed before, each alone. The caller holds the ceremony.
    pub(crate) async fn word_for(
        &self,
        keys: &PublicKeys,
        (who, secret): (&PersonRef, &HolderSecret),
        before: Vec<Approved>,
        reason: &str,
        (event, hour): (impl Fn(Warrant) -> Event, Hour),
    ) -> Result<Word, NodeError> {
        let question = event(Warrant::Founding).question().ok_or(ApprovalFault::Nobody)?;
        let stands = |approved: &Approved| {
            let asked = &approved.asked;
            let is_fresh = keys.last_custody.is_none_or(|since| asked.size > since);
            let is_this = (asked.verb, &asked.subjects) == (question.0, &question.1) && asked.node == self.name();
            let is_others = approved.approvals.iter().all(|it| it.by != *who);
            is_fresh && is_this && is_others && approved.signers(|by| keys.holders.get(by)).is_ok()
        };
        let mut approved = match before.into_iter().find(stands) {
            Some(approved) => approved,
            None => {
                let asked = self.asked(question.0, question.1, reason).await?;
                Approved { asked, approvals: Vec::new() }
            }
        };
        let mine = Approval::sign(&approved.asked, who, secret);
        approved.approvals.push(mine.clone());
        let event = event(Warrant::People(approved.clone()));
        match warrant::check(keys, &event, hour) {
            Ok(()) => Ok(Word::Enough(Box::new(event))),
            Err(ApprovalFault::TooFew { found, needed }) => {
                let mine = Box::new(Approved { asked: approved.asked, approvals: vec![mine] });
                Ok(Word::Waiting { mine, found, needed })
            }
            Err(fault) => Err(fault.into()),
        }
    }
}
