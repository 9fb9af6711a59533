//! Approvals of accounts that wait for a second one.

use rooms::account::{AccountApproval, AccountStep};
use rooms::header::PersonRef;

use super::records;
use crate::view::View;
use crate::{Approval, Approved, Asked, Hex, Node, NodeError, Verb};

/// What was approved before, each with its one signature.
pub(super) fn before(
    view: &View,
    node: &str,
    handle: &PersonRef,
    step: AccountStep,
    (verb, subjects): (Verb, &[String]),
) -> Vec<Approved> {
    let all = records::all::<AccountApproval>(view).into_iter().map(|it| it.content);
    let of_this = all.filter(|it| it.handle == *handle && it.step == step);
    let read = |it: AccountApproval| {
        let asked = Asked {
            node: node.to_owned(),
            verb,
            subjects: subjects.to_vec(),
            reason: it.reason,
            size: it.size,
            root: Hex::try_from(it.root).ok()?,
        };
        let approval = Approval { by: it.by, signature: Hex::try_from(it.signature).ok()? };
        Some(Approved { asked, approvals: vec![approval] })
    };
    of_this.filter_map(read).collect()
}

impl Node {
    /// Keeps an approval, in the place of one that the same colleague gave before. The caller holds `writing`.
    pub(super) async fn keep_approval(
        &self,
        handle: &PersonRef,
        step: AccountStep,
        approved: Approved,
    ) -> Result<(), NodeError> {
        let Some(approval) = approved.approvals.into_iter().next() else { return Ok(()) };
        let known = {
            let state = self.state.read().await;
            let mut all = records::all::<AccountApproval>(&state.view).into_iter();
            let is_same = |it: &AccountApproval| it.handle == *handle && it.step == step && it.by == approval.by;
            all.find(|it| is_same(&it.content)).map(|it| (it.record, it.version))
        };
        let by = approval.by.clone();
        let content = AccountApproval {
            handle: handle.clone(),
            step,
            by: approval.by,
            reason: approved.asked.reason,
            size: approved.asked.size,
            root: approved.asked.root.into(),
            signature: approval.signature.into(),
        };
        self.keep_account(&by, content, known, |_| {}).await?;
        Ok(())
    }
}
