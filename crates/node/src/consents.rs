//! Recording what a person agreed to, and what they took back.

use firewall::{Action, Principal, Role};
use journal::Index;
use rooms::header::{Header, OrgId, Purpose, RecordId};
use rooms::kind::{Kind, Record};
use rooms::shared::{Consent, ConsentDetails, ConsentFault, ConsentState, Day, Giver};

use crate::door::{Appended, Asked, Outcome, Standing};
use crate::kinds::KINDS;
use crate::opening::State;
use crate::relations::RULING;
use crate::{Node, NodeError, clock, sections};

/// An answer of a person, or that they were asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The record that it is about.
    pub about: RecordId,
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
}

/// A consent on file, as those see it who may record one.
#[derive(Clone, Debug, PartialEq)]
pub struct OnFile {
    /// The consent's own record.
    pub record: RecordId,
    /// What it says.
    pub consent: Consent,
    /// Whether it waits for somebody to look at it again.
    pub is_due: bool,
}

impl Node {
    /// Records an answer: a new one, or a new version of what is on file for the same question. A no is in force when this
    /// returns, for every way into the record.
    ///
    /// # Errors
    /// Where the firewall refuses, there is no such record, the node is locked, the answer contradicts itself or what is on
    /// file, or the disk refuses.
    pub async fn consent(&self, who: &Principal, answer: Answer) -> Result<Appended, NodeError> {
        let _turn = self.custody.writing.read().await;
        let (header, expected, record) = self.answered(who, answer).await?;
        self.append_as(&header, &record, expected).await
    }

    /// What is on file about a record.
    ///
    /// # Errors
    /// As [`Node::consent`].
    pub async fn consents(&self, who: &Principal, about: RecordId) -> Result<Vec<OnFile>, NodeError> {
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let filter = format!("consents/{about}");
        let asked = Asked { who: who.who(), action: Action::Consent, purpose: None, filter: &filter };
        self.hopeful_of_any(&state, &who, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let row = state.view.rows.get(&about.to_bytes());
        let kept_for = row.map_or(Purpose::Tracing, |row| row.header.purpose);
        let mut asking = self.asking(&state.view, &who, Action::Consent, kept_for);
        let row = asking.seen(row);
        let entries: Vec<Index> = row.iter().map(|row| row.index).collect();
        self.tell(asked, asking.outcome(row.is_some()), &entries).await?;
        row.ok_or(NodeError::NoSuchRecord)?;
        let today = self.today();
        let on_file = state.view.relations.consents_of(about);
        let on_file = on_file.map(|(record, consent)| OnFile {
            record,
            consent: consent.clone(),
            is_due: consent.is_due_on(today),
        });
        Ok(on_file.collect())
    }

    /// Refuses whoever can do this with no record of any purpose, before anything is looked up, and tells it.
    pub(crate) async fn hopeful_of_any(
        &self,
        state: &State,
        who: &Standing<'_>,
        asked: Asked<'_>,
    ) -> Result<(), NodeError> {
        let has_hope = |purpose| self.asking(&state.view, who, asked.action, purpose).has_hope();
        if Purpose::ALL.into_iter().any(has_hope) {
            return Ok(());
        }
        self.tell(asked, Outcome::Refused, &[]).await?;
        Err(asked.refused())
    }

    /// The record that an answer makes, decided on and told.
    async fn answered(&self, who: &Principal, answer: Answer) -> Result<(Header, u32, Record<Consent>), NodeError> {
        let Answer { about, purpose, with, giver, state: stands, is_at_risk, until, review, details } = answer;
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let who = &who;
        let filter = format!("consent/{about}");
        let asked = Asked::new(who.who(), Action::Consent, purpose, &filter);
        self.hopeful_of_any(&state, who, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let is_about_somebody = |kind: &str| KINDS.contains(&kind) && !RULING.contains(&kind);
        let row = state.view.rows.get(&about.to_bytes()).filter(|row| is_about_somebody(row.header.kind.as_str()));
        let kept_for = row.map_or(purpose, |row| row.header.purpose);
        let mut asking = self.asking(&state.view, who, Action::Consent, kept_for);
        let Some(row) = asking.seen(row) else {
            self.tell(asked, asking.outcome(false), &[]).await?;
            return Err(NodeError::NoSuchRecord);
        };
        // who follows with a family's code speaks for the family and for nobody else
        let giver = if who.who().role == Role::Family { Giver::Family } else { giver };
        let date = self.today();
        let mut consent = Consent { about, purpose, with, giver, state: stands, is_at_risk, date, until, review };
        consent.check_with(&details).map_err(contradicts)?;
        let known = state.view.relations.consents_of(about).find(|(_, known)| known.is_same_question(&consent));
        let hour = clock::hour();
        let mut header =
            sections::first_header(Consent::NAME, &row.header.owner, &who.who().handle, row.header.purpose, hour)?;
        header.kind_version = Consent::VERSION;
        header.joint.clone_from(&row.header.joint);
        let mut expected = 0;
        if let Some((id, known)) = known {
            if !known.state.may_become(stands) {
                return Err(contradicts(ConsentFault::Step { from: known.state, to: stands }));
            }
            // a protection flag is not lost by an answer about something else
            consent.is_at_risk |= known.is_at_risk;
            expected = state.view.version(&id.to_bytes());
            header = Header { record: id, version: expected + 1, ..header };
        }
        let entries = [row.index];
        self.tell(asked, asking.outcome(true), &entries).await?;
        Ok((header, expected, Record { matching: consent, sealed: details }))
    }
}

fn contradicts(fault: ConsentFault) -> NodeError {
    NodeError::NotTaken(fault.to_string())
}
