//! Messages between a family and those who look for the person it misses.

use firewall::{Action, Principal};
use rooms::header::{Header, Hour, OrgId, Purpose, RecordId};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::{FamilyMessage, MessageWords, MessageWriter, MissingPerson};
use zeroize::Zeroizing;

use super::{Envelope, FamilyKeys};
use crate::custody::Hex;
use crate::door::{Against, Opened};
use crate::kinds::name_of;
use crate::{Member, Node, NodeError};

/// Longest message. Unit: characters.
pub const TEXT_LENGTH_MAX: usize = 4000;

/// A message that was opened. It has no `Debug`.
pub struct Message {
    /// Who wrote it.
    pub writer: MessageWriter,
    /// When, to the hour.
    pub hour: Hour,
    /// The words; none where they do not open.
    pub text: Option<Zeroizing<String>>,
}

impl Node {
    /// The reports that a family follows.
    ///
    /// # Errors
    /// Where the firewall refuses, or the node is locked.
    pub async fn reports_of_family(&self, family: &Principal) -> Result<Vec<Opened<MissingPerson>>, NodeError> {
        self.list::<MissingPerson>(family, Action::Read, Purpose::Tracing).await
    }

    /// A report by the name that it has where it came from.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, or there is no such report for this principal.
    pub async fn report_named(&self, who: &Principal, name: &str) -> Result<Opened<MissingPerson>, NodeError> {
        let mut found = None;
        for row in self.state.read().await.view.of_kind(MissingPerson::NAME) {
            if name_of(row)?.as_deref() == Some(name) {
                found = Some(row.header.record);
            }
        }
        // a name that is nobody's is asked for too
        let id = found.unwrap_or(RecordId::new(0, [0; 10]));
        self.open::<MissingPerson>(who, Action::Read, Purpose::Tracing, id).await
    }

    /// The messages of a family, both ways, oldest first.
    ///
    /// # Errors
    /// Where the firewall refuses, or the node is locked.
    pub async fn messages_of_family(&self, keys: &FamilyKeys, family: &Principal) -> Result<Vec<Message>, NodeError> {
        let all = self.list::<FamilyMessage>(family, Action::Read, Purpose::Tracing).await?;
        let of_this = all.into_iter().filter(|opened| opened.record.matching.family == keys.family);
        Ok(of_this.map(|opened| opened_by_family(keys, &opened)).collect())
    }

    /// The messages about a report, for those who look for the person, oldest first.
    ///
    /// # Errors
    /// Where the firewall refuses, or the node is locked.
    pub async fn messages_about(&self, member: &Member, report: RecordId) -> Result<Vec<Message>, NodeError> {
        let all = self.list::<FamilyMessage>(&member.principal, Action::Read, Purpose::Tracing).await?;
        let mut messages = Vec::new();
        for opened in all.into_iter().filter(|opened| opened.record.matching.about == report) {
            let id = opened.header.record;
            let opened = self.open_sealed::<FamilyMessage>(member, Action::Open, Purpose::Tracing, id).await?;
            let Record { matching, sealed } = opened.record;
            let text = Some(Zeroizing::new(sealed.text)).filter(|text| !text.is_empty());
            messages.push(Message { writer: matching.writer, hour: opened.header.hour, text });
        }
        Ok(messages)
    }

    /// Whether a family follows this report with a code. Whoever asks has opened the report before.
    ///
    /// # Errors
    /// Where a key is damaged.
    pub async fn has_family_code(&self, report: RecordId) -> Result<bool, NodeError> {
        Ok(!self.family_keys_of(report).await?.is_empty())
    }

    /// Writes to the family that made a report.
    ///
    /// # Errors
    /// Where the member may not write to this report, no family follows it, or the disk refuses.
    pub async fn write_to_family(&self, member: &Member, report: RecordId, text: &str) -> Result<(), NodeError> {
        let opened = self.open::<MissingPerson>(&member.principal, Action::Write, Purpose::Tracing, report).await?;
        let known = self.family_keys_of(report).await?.pop().ok_or(NodeError::NoSuchRecord)?;
        let key = Hex::<32>::try_from(known.key.public_key).map_err(NodeError::damaged)?;
        let to = Addressed { report: &opened.header, family: known.key.family, key: key.0 };
        self.write_message(&member.principal, MessageWriter::Officer, to, text).await
    }

    /// Writes as the family, about one of its reports.
    ///
    /// # Errors
    /// Where this is not the family's report, or the disk refuses.
    pub async fn write_as_family(
        &self,
        keys: &FamilyKeys,
        family: &Principal,
        report: RecordId,
        text: &str,
    ) -> Result<(), NodeError> {
        let opened = self.open::<MissingPerson>(family, Action::Write, Purpose::Tracing, report).await?;
        let to = Addressed { report: &opened.header, family: keys.family.clone(), key: keys.public().to_bytes() };
        self.write_message(family, MessageWriter::Family, to, text).await
    }

    async fn write_message(
        &self,
        who: &Principal,
        writer: MessageWriter,
        to: Addressed<'_>,
        text: &str,
    ) -> Result<(), NodeError> {
        let text: Zeroizing<String> = Zeroizing::new(text.chars().take(TEXT_LENGTH_MAX).collect());
        let about = to.report.record;
        let envelope = Envelope::seal(to.key, &subject(about, writer), text.as_bytes())?;
        let matching = FamilyMessage {
            family: to.family.clone(),
            about,
            writer,
            envelope: envelope.to_hex(),
            number: self.next_number(&to.family).await?,
        };
        let record = Record { matching, sealed: MessageWords { text: text.to_string() } };
        let (owner, family) = (to.report.owner.clone(), to.family);
        let shape = |header| Header { owner, joint: vec![family], ..header };
        self.append_shaped(who, &record, Against::Nothing, shape).await?;
        Ok(())
    }

    async fn next_number(&self, family: &OrgId) -> Result<u32, NodeError> {
        let state = self.state.read().await;
        let theirs =
            state.view.of_kind(FamilyMessage::NAME).into_iter().filter(|row| row.header.joint.contains(family));
        Ok(u32::try_from(theirs.count()).unwrap_or(u32::MAX).saturating_add(1))
    }
}

/// To which family, about which report.
struct Addressed<'a> {
    report: &'a Header,
    family: OrgId,
    key: [u8; 32],
}

fn opened_by_family(keys: &FamilyKeys, opened: &Opened<FamilyMessage>) -> Message {
    let message = &opened.record.matching;
    let words = Envelope::from_hex(&message.envelope)
        .and_then(|envelope| envelope.open(keys, &subject(message.about, message.writer)).ok())
        .and_then(|bytes| std::str::from_utf8(&bytes).ok().map(|text| Zeroizing::new(text.to_owned())));
    Message { writer: message.writer, hour: opened.header.hour, text: words }
}

/// What an envelope is about, so that no message passes for another's or for the other side's.
fn subject(report: RecordId, writer: MessageWriter) -> String {
    format!("message/{report}/{}", writer.as_str())
}
