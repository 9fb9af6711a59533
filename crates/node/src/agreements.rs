//! Agreements with partners: made, ended and listed by those who look after them.

use firewall::{Action, Principal};
use rooms::header::{Header, RecordId};
use rooms::kind::{Kind, Record};
use rooms::shared::{Agreement, AgreementState, AgreementText, Day};

use crate::door::{Appended, Standing};
use crate::kinds::KINDS;
use crate::relations::RULING;
use crate::{Node, NodeError, clock, sections};

/// An agreement on file.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementLine {
    /// Its record.
    pub record: RecordId,
    /// Its name: the partner and the first day.
    pub name: String,
    /// What it says.
    pub agreement: Agreement,
    /// Whether it is in force today.
    pub is_in_force: bool,
}

impl Node {
    /// Puts an agreement with a partner on file. It opens what it names from its first day on.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, the agreement contradicts itself, names a kind that is none, or is on
    /// file already, or the disk refuses.
    pub async fn agree(&self, who: &Principal, record: &Record<Agreement>) -> Result<Appended, NodeError> {
        let _turn = self.custody.writing.read().await;
        self.govern(who, Action::Agree).await?;
        let agreement = &record.matching;
        agreement.check().map_err(|fault| NodeError::NotTaken(fault.to_string()))?;
        let unknown = agreement.kinds.iter().find(|kind| !may_be_agreed(kind.as_str()));
        if let Some(kind) = unknown {
            let known = KINDS.iter().copied().filter(|kind| may_be_agreed(kind)).collect::<Vec<_>>().join(", ");
            return Err(NodeError::UnknownKind { kind: kind.to_string(), known });
        }
        let mut header = {
            let state = self.state.read().await;
            if state.unlocked.is_none() {
                return Err(NodeError::Locked);
            }
            let is_same = |known: &Agreement| known.source_id() == agreement.source_id();
            let mut of_ours = state.view.relations.agreements().filter(|(_, it)| it.owner == who.organisation);
            if of_ours.any(|(_, it)| is_same(&it.content)) {
                let name = agreement.source_id();
                return Err(NodeError::NotTaken(format!(
                    "`{name}` is on file already; end it, or begin a new one later"
                )));
            }
            let hour = clock::hour();
            sections::first_header(Agreement::NAME, &who.organisation, &who.handle, Agreement::PURPOSE, hour)?
        };
        header.kind_version = Agreement::VERSION;
        self.append_as(&header, record, 0).await
    }

    /// Ends an agreement now, by its name or its id. Nothing that it named is open to the partner when this returns.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, no agreement of this organisation is called so, or the disk refuses.
    pub async fn end_agreement(&self, who: &Principal, word: &str, why: &str) -> Result<Appended, NodeError> {
        let _turn = self.custody.writing.read().await;
        self.govern(who, Action::Agree).await?;
        let (header, expected, agreement) = {
            let state = self.state.read().await;
            if state.unlocked.is_none() {
                return Err(NodeError::Locked);
            }
            let is_meant = |id: RecordId, it: &Agreement| it.source_id() == word || id.to_string() == word;
            let mut of_ours = state.view.relations.agreements().filter(|(_, it)| it.owner == who.organisation);
            let (id, known) = of_ours.find(|(id, it)| is_meant(*id, &it.content)).ok_or(NodeError::NoSuchRecord)?;
            let hour = clock::hour();
            let header = sections::first_header(Agreement::NAME, &known.owner, &who.handle, known.purpose, hour)?;
            let expected = state.view.version(&id.to_bytes());
            let header = Header { record: id, version: expected + 1, kind_version: Agreement::VERSION, ..header };
            (header, expected, Agreement { state: AgreementState::Ended, ..known.content.clone() })
        };
        // the text that was signed stays in the version before
        let sealed = AgreementText { why_ended: Some(why.to_owned()), ..AgreementText::default() };
        let record = Record { matching: agreement, sealed };
        self.append_as(&header, &record, expected).await
    }

    /// The agreements of an organisation, by their first day.
    ///
    /// # Errors
    /// Where the firewall refuses, or the node is locked.
    pub async fn agreements(&self, who: &Principal) -> Result<Vec<AgreementLine>, NodeError> {
        self.govern(who, Action::Agree).await?;
        let state = self.state.read().await;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let who = Standing::of(&state.view.keys, who);
        let today: Day = self.today();
        let ours = state.view.relations.agreements().filter(|(_, it)| it.owner == who.who().organisation);
        let mut lines: Vec<AgreementLine> = ours
            .map(|(record, it)| AgreementLine {
                record,
                name: it.content.source_id(),
                is_in_force: it.content.is_in_force_on(today),
                agreement: it.content.clone(),
            })
            .collect();
        lines.sort_by(|one, other| (one.agreement.start, &one.name).cmp(&(other.agreement.start, &other.name)));
        Ok(lines)
    }
}

/// Whether records of a kind can be shared by agreement: not those that rule on sharing.
fn may_be_agreed(kind: &str) -> bool {
    KINDS.contains(&kind) && !RULING.contains(&kind)
}
