//! The facts that a decision looks at: those that a header states, and what consents and agreements say now.

use std::collections::{BTreeMap, BTreeSet};

use firewall::{Principal, RecordFacts};
use rooms::header::{Header, OrgId, Purpose};

use crate::view::View;

/// What consents and agreements say by now: a fold of their own records, beside the rows.
#[derive(Default)]
pub(crate) struct Relations {
    /// By the record that a person's consent is about.
    pub(crate) records: BTreeMap<[u8; 16], Said>,
    /// Agreements with partners.
    pub(crate) agreements: Vec<Agreement>,
}

/// What was said about one record.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Said {
    /// Uses to which the person consents.
    pub(crate) given: BTreeSet<Purpose>,
    /// Uses from which the person has withdrawn.
    pub(crate) withdrawn: BTreeSet<Purpose>,
    /// Organisations with which the person consents to share it.
    pub(crate) shared: BTreeSet<OrgId>,
    /// Whether the person has a protection flag.
    pub(crate) is_at_risk: bool,
}

/// An agreement of a record's owner with a partner.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Agreement {
    /// Whose records.
    pub(crate) owner: OrgId,
    /// Who may read them.
    pub(crate) partner: OrgId,
    /// Records kept for these purposes.
    pub(crate) purposes: BTreeSet<Purpose>,
    /// And of these kinds.
    pub(crate) kinds: BTreeSet<String>,
    /// Whether it has ended.
    pub(crate) is_ended: bool,
}

impl Relations {
    fn add_to(&self, facts: &mut RecordFacts, header: &Header) {
        if let Some(said) = self.records.get(&header.record.to_bytes()) {
            facts.consented.extend(&said.given);
            facts.consented.retain(|purpose| !said.withdrawn.contains(purpose));
            facts.withdrawn.extend(&said.withdrawn);
            facts.shared.extend(said.shared.iter().cloned());
            facts.is_at_risk = said.is_at_risk;
        }
        for agreement in self.agreements.iter().filter(|it| it.owner == header.owner) {
            let names = agreement.purposes.contains(&header.purpose) && agreement.kinds.contains(header.kind.as_str());
            match (agreement.is_ended, names) {
                (true, _) => drop(facts.ended.insert(agreement.partner.clone())),
                (false, true) => drop(facts.agreed.insert(agreement.partner.clone())),
                (false, false) => {}
            }
        }
        // a new agreement in force takes up where an older one ended
        facts.ended.retain(|partner| !facts.agreed.contains(partner));
    }
}

impl View {
    /// What is decided on for a record with this header.
    pub(crate) fn facts_of(&self, header: &Header) -> RecordFacts {
        let mut facts = RecordFacts::of(header, self.keys.sector(&header.owner));
        self.relations.add_to(&mut facts, header);
        facts
    }
}

/// The record that somebody is most likely to see: their own, with every consent, and written by somebody else. Who may
/// not see this one sees none of that purpose.
pub(super) fn best_for(who: &Principal, kept_for: Purpose) -> RecordFacts {
    let own = BTreeSet::from([who.organisation.clone()]);
    RecordFacts {
        owner: who.organisation.clone(),
        owner_sector: who.sector,
        purpose: kept_for,
        joint: own.clone(),
        agreed: own.clone(),
        ended: BTreeSet::new(),
        shared: own,
        consented: Purpose::ALL.into_iter().collect(),
        withdrawn: BTreeSet::new(),
        is_at_risk: false,
        makers: BTreeSet::new(),
    }
}
