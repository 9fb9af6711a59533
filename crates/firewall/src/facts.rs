//! What a decision looks at besides who asks: the clear facts of a record, and what consents and agreements say now.

use std::collections::BTreeSet;

use rooms::header::{Header, OrgId, PersonRef, Purpose, Sector};

/// The facts of one record at the moment of asking. Two records with the same facts get the same decision.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordFacts {
    /// The organisation whose record it is.
    pub owner: OrgId,
    /// The part of society that the owner belongs to.
    pub owner_sector: Sector,
    /// What it is kept for.
    pub purpose: Purpose,
    /// Organisations that hold it jointly; a family's code is an organisation of one.
    pub joint: BTreeSet<OrgId>,
    /// Partners whose agreement in force names this purpose and kind.
    pub agreed: BTreeSet<OrgId>,
    /// Partners whose agreement has ended.
    pub ended: BTreeSet<OrgId>,
    /// Organisations with which the person consents to share it.
    pub shared: BTreeSet<OrgId>,
    /// Uses to which the person consents.
    pub consented: BTreeSet<Purpose>,
    /// Uses from which the person has withdrawn.
    pub withdrawn: BTreeSet<Purpose>,
    /// Whether the person has a protection flag.
    pub is_at_risk: bool,
    /// Who wrote or proposed what it says.
    pub makers: BTreeSet<PersonRef>,
}

impl RecordFacts {
    /// The facts that a header states; consents and agreements of elsewhere are added by who knows them.
    #[must_use]
    pub fn of(header: &Header, owner_sector: Sector) -> Self {
        let makers = header.proposer.iter().chain([&header.author]).cloned().collect();
        Self {
            owner: header.owner.clone(),
            owner_sector,
            purpose: header.purpose,
            joint: header.joint.iter().cloned().collect(),
            agreed: BTreeSet::new(),
            ended: BTreeSet::new(),
            shared: BTreeSet::new(),
            consented: header.consent.iter().copied().collect(),
            withdrawn: BTreeSet::new(),
            is_at_risk: false,
            makers,
        }
    }
}

/// What an action is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A record.
    Record(RecordFacts),
    /// The node, as far as an organisation governs it.
    Node(OrgId),
}
