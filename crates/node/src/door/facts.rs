//! The facts of the record that somebody is most likely to see.

use std::collections::BTreeSet;

use firewall::{Principal, RecordFacts};
use rooms::header::Purpose;

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
