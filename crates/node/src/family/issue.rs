//! Giving a family its code, and taking one back.

use firewall::Action;
use rooms::header::{Header, OrgId, RecordId};
use rooms::kind::{Kind, Record};
use rooms::missing::family_code::FamilyCode;
use rooms::missing::kinds::{FamilyKey, FamilyKeyState};

use super::FamilyKeys;
use super::keys::PREFIX;
use crate::door::Against;
use crate::layout::to_hex;
use crate::{Member, Node, NodeError};

/// A code that was just made, to be shown once. It has no `Debug`.
pub struct IssuedCode {
    /// The code.
    pub code: FamilyCode,
    /// The family's name in the log.
    pub family: OrgId,
}

/// A family's key as the node has it.
pub(super) struct Known {
    pub(super) id: RecordId,
    pub(super) version: u32,
    pub(super) key: FamilyKey,
}

impl Node {
    /// Gives the family that made a report a code to follow it. A code of before ends: whoever has it reads nothing more.
    ///
    /// # Errors
    /// Where the member may not give codes or not change this report, the report was changed meanwhile, or the disk refuses.
    pub async fn issue_code<K: Kind>(&self, member: &Member, report: RecordId) -> Result<IssuedCode, NodeError> {
        self.govern(&member.principal, Action::IssueCode).await?;
        let opened = self.open_sealed::<K>(member, Action::Write, K::PURPOSE, report).await?;
        let (code, keys) = self.draw_family_code().await?;
        let of_before = self.family_keys_of(report).await?;
        let against = Against::Version(report, opened.version);
        let family = keys.family.clone();
        let shape = |header| hold_jointly(header, &family);
        // what can fail because somebody else wrote comes first: until then the code of before is as it was
        self.append_shaped(&member.principal, &opened.record, against, shape).await?;
        self.register_family(member, &keys, report).await?;
        for known in of_before {
            self.end_key(member, known).await?;
        }
        Ok(IssuedCode { code, family })
    }

    /// Takes back the code of a report, which was lost or given to the wrong people.
    ///
    /// # Errors
    /// As [`Node::issue_code`].
    pub async fn end_code<K: Kind>(&self, member: &Member, report: RecordId) -> Result<(), NodeError> {
        self.govern(&member.principal, Action::IssueCode).await?;
        let opened = self.open_sealed::<K>(member, Action::Write, K::PURPOSE, report).await?;
        let against = Against::Version(report, opened.version);
        self.append_shaped(&member.principal, &opened.record, against, without_families).await?;
        for known in self.family_keys_of(report).await? {
            self.end_key(member, known).await?;
        }
        Ok(())
    }

    async fn register_family(&self, member: &Member, keys: &FamilyKeys, report: RecordId) -> Result<(), NodeError> {
        let key = FamilyKey {
            family: keys.family.clone(),
            public_key: to_hex(&keys.public_key()),
            record: report,
            state: FamilyKeyState::Active,
        };
        self.append(&member.principal, &Record::of(key), Against::Nothing).await?;
        Ok(())
    }

    async fn end_key(&self, member: &Member, known: Known) -> Result<(), NodeError> {
        let Known { id, version, key } = known;
        let family = key.family.clone();
        let ended = Record::of(FamilyKey { state: FamilyKeyState::Ended, ..key });
        self.append(&member.principal, &ended, Against::Version(id, version)).await?;
        self.families.end_all_of(&family);
        Ok(())
    }

    /// The keys that open a report now.
    pub(super) async fn family_keys_of(&self, report: RecordId) -> Result<Vec<Known>, NodeError> {
        let state = self.state.read().await;
        let mut all = Vec::new();
        for row in state.view.of_kind(FamilyKey::NAME) {
            let Some(matching) = &row.matching else { continue };
            let key = Record::<FamilyKey>::from_sections(row.header.kind_version, &matching.content, None);
            let key = key.map_err(|error| NodeError::damaged(error.to_string()))?.matching;
            if key.record == report && key.state == FamilyKeyState::Active {
                all.push(Known { id: row.header.record, version: row.version, key });
            }
        }
        Ok(all)
    }
}

fn without_families(mut header: Header) -> Header {
    header.joint.retain(|organisation| !organisation.as_str().starts_with(PREFIX));
    header
}

fn hold_jointly(header: Header, family: &OrgId) -> Header {
    let mut header = without_families(header);
    header.joint.push(family.clone());
    header
}
