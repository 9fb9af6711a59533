//! What `identify` proposes, kept as records: one a pair, in versions.

use std::collections::BTreeMap;

use identify::{Register, Report};
use rooms::header::{OrgId, RecordId};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::{MissingPerson, Proposal, ProposedAlternative, Remains};
use sha2::{Digest, Sha256};

use crate::kinds::name_of;
use crate::layout::to_hex;
use crate::register::draft;
use crate::view::{Row, View};
use crate::{Action, Imported, Node, NodeError, Principal};

/// The program that computes, as it stands in proposals.
const ENGINE: &str = concat!("landfall ", env!("CARGO_PKG_VERSION"));

impl Node {
    /// Keeps the pairs of a report of this node's register, all of them or none. A pair that says the same as before stays as
    /// it is; changed numbers make a new version. A pair that is reported no more stays too: what was proposed once is history.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, or the disk refuses.
    pub async fn propose(&self, who: &Principal, register: &Register, report: &Report) -> Result<Imported, NodeError> {
        let drafts = {
            let state = self.state.read().await;
            if state.unlocked.is_none() {
                return Err(NodeError::Locked);
            }
            let own = Own { view: &state.view, owner: &who.organisation };
            let known = known(own)?;
            let proposals = proposals(own, register, report)?;
            let kept = proposals.into_iter().map(|new| match known.get(&new.source_id()) {
                Some(known) if known.says_the_same(&new) => known.clone(),
                _ => new,
            });
            kept.map(|proposal| draft(&Record::of(proposal))).collect::<Result<Vec<_>, _>>()?
        };
        self.take_in(who, Action::Propose, drafts).await
    }
}

/// The records of one organisation: names are its own, and those of another are none of its business.
#[derive(Clone, Copy)]
struct Own<'a> {
    view: &'a View,
    owner: &'a OrgId,
}

impl<'a> Own<'a> {
    fn of_kind(self, kind: &str) -> impl Iterator<Item = &'a Row> {
        self.view.of_kind(kind).into_iter().filter(move |row| row.header.owner == *self.owner)
    }
}

/// The proposals that are kept, by their pair.
fn known(own: Own<'_>) -> Result<BTreeMap<String, Proposal>, NodeError> {
    let mut known = BTreeMap::new();
    for row in own.of_kind(Proposal::NAME) {
        let Some(matching) = &row.matching else { continue };
        let record = Record::<Proposal>::from_sections(row.header.kind_version, &matching.content, None);
        let proposal = record.map_err(|error| NodeError::damaged(error.to_string()))?.matching;
        known.insert(proposal.source_id(), proposal);
    }
    Ok(known)
}

fn proposals(own: Own<'_>, register: &Register, report: &Report) -> Result<Vec<Proposal>, NodeError> {
    let (missing, remains) = (ids(own, MissingPerson::NAME)?, ids(own, Remains::NAME)?);
    let parameters = hash(report);
    let proposal = |pair: &identify::Proposal| {
        // a record that was erased while the computer computed is proposed no more
        let missing = missing.get(&register.missing[pair.missing].id)?;
        let remains = remains.get(&register.remains[pair.remains].id)?;
        let alternative = |it: &identify::Alternative| ProposedAlternative {
            relation: it.relation.clone(),
            log10_lr: Some(it.log10_lr.get()).filter(|value| value.is_finite()),
        };
        Some(Proposal {
            missing: *missing,
            remains: *remains,
            log10_lr: pair.log10_lr.get(),
            posterior: pair.posterior.get(),
            alternatives: pair.alternatives.iter().map(alternative).collect(),
            parameters: parameters.clone(),
            engine: ENGINE.to_owned(),
        })
    };
    Ok(report.pairs.iter().filter_map(proposal).collect())
}

/// Records of a kind by the name that they had where they came from.
fn ids(own: Own<'_>, kind: &str) -> Result<BTreeMap<String, RecordId>, NodeError> {
    let mut ids = BTreeMap::new();
    for row in own.of_kind(kind) {
        if let Some(name) = name_of(row)? {
            ids.insert(name, row.header.record);
        }
    }
    Ok(ids)
}

/// SHA-256 of the parameters in the report's order: name, the eight bytes of the value, source, each behind its length.
fn hash(report: &Report) -> String {
    let mut hasher = Sha256::new();
    for parameter in &report.parameters {
        for part in [parameter.name.as_bytes(), &parameter.value.to_be_bytes(), parameter.source.as_bytes()] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
    }
    to_hex(&hasher.finalize())
}
