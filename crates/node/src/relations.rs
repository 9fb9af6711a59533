//! What consents and agreements say now: a fold of their own records beside the rows, asked anew for each decision.
//!
//! **Invariant**: it follows from the rows alone, so that a snapshot holds nothing of it. A consent counts only where it is of
//! the owner and the purpose of the record that it is about: nobody consents to the use of another's records. Where two
//! consents speak of the same use, the no wins.

use std::collections::{BTreeMap, BTreeSet};

use firewall::RecordFacts;
use rooms::header::{Header, OrgId, Purpose, RecordId};
use rooms::kind::{Kind, Record};
use rooms::shared::{Agreement, Consent, ConsentState, Day, Fields, Giver};

use crate::NodeError;
use crate::view::{Row, View};

/// Kinds that decide on the access to others: they are written by their own acts alone.
pub(crate) const RULING: [&str; 2] = [Consent::NAME, Agreement::NAME];

/// The fold.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Relations {
    /// By the record that they are about, then by their own id.
    consents: BTreeMap<RecordId, BTreeMap<RecordId, Ruling<Consent>>>,
    /// By their own id.
    agreements: BTreeMap<RecordId, Ruling<Agreement>>,
}

/// A record that rules, with what its header says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruling<K> {
    pub(crate) owner: OrgId,
    pub(crate) purpose: Purpose,
    pub(crate) content: K,
}

/// A use of a record on a day: what consents and agreements are asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Use {
    pub(crate) purpose: Purpose,
    pub(crate) day: Day,
}

impl Relations {
    /// Takes in the newest version of a record.
    ///
    /// # Errors
    /// Where it cannot be read: a withdrawal must not be overlooked.
    pub(crate) fn put(&mut self, row: &Row) -> Result<(), NodeError> {
        let (kind, record) = (row.header.kind.as_str(), row.header.record);
        if kind == Consent::NAME {
            if let Some(consent) = ruling::<Consent>(row)? {
                self.consents.entry(consent.content.about).or_default().insert(record, consent);
            }
        } else if kind == Agreement::NAME
            && let Some(agreement) = ruling::<Agreement>(row)?
        {
            self.agreements.insert(record, agreement);
        }
        Ok(())
    }

    /// Forgets what was said of erased records, and what was erased itself.
    pub(crate) fn drop_erased(&mut self, erased: &BTreeSet<[u8; 16]>) {
        let is_left = |record: &RecordId| !erased.contains(&record.to_bytes());
        self.consents.retain(|about, _| is_left(about));
        self.consents.values_mut().for_each(|of_one| of_one.retain(|consent, _| is_left(consent)));
        self.consents.retain(|_, of_one| !of_one.is_empty());
        self.agreements.retain(|agreement, _| is_left(agreement));
    }

    /// Adds what is said of a record, for one use on one day, to what its header states.
    pub(crate) fn add_to(&self, facts: &mut RecordFacts, header: &Header, to: Use) {
        let said: Vec<&Consent> = self.said_of(header).collect();
        let (shares, uses): (Vec<&Consent>, Vec<&Consent>) = said.iter().partition(|it| it.with.is_some());
        for consent in &uses {
            // an answer of the person takes the place of what the header was made with
            let is_answer = consent.state != ConsentState::Asked && consent.giver != Giver::Family;
            if is_answer && !consent.holds_on(to.day) {
                facts.consented.remove(&consent.purpose);
            }
        }
        facts.consented.extend(uses.iter().filter(|it| it.holds_on(to.day)).map(|it| it.purpose));
        facts.withdrawn.extend(uses.iter().filter(|it| it.state.is_no()).map(|it| it.purpose));
        facts.consented.retain(|purpose| !facts.withdrawn.contains(purpose));
        let shares = || shares.iter().filter(|it| it.purpose == to.purpose);
        let unshared: BTreeSet<&OrgId> =
            shares().filter(|it| it.state.is_no()).filter_map(|it| it.with.as_ref()).collect();
        facts.shared.extend(shares().filter(|it| it.holds_on(to.day)).filter_map(|it| it.with.clone()));
        for it in self.naming(header, to.purpose) {
            match (it.is_in_force_on(to.day), it.has_ended_on(to.day)) {
                (true, _) => drop(facts.agreed.insert(it.partner.clone())),
                (false, true) => drop(facts.ended.insert(it.partner.clone())),
                (false, false) => {}
            }
        }
        // a new agreement in force takes up where an older one ended; a person's no stands before every agreement
        facts.ended.retain(|partner| !facts.agreed.contains(partner));
        facts.agreed.retain(|partner| !unshared.contains(partner));
        facts.shared.retain(|with| !unshared.contains(with));
        facts.is_at_risk |= said.iter().any(|it| it.is_at_risk);
    }

    /// How much of a record an organisation gets by what stands in its facts, where it gets any of it.
    pub(crate) fn fields(&self, facts: &RecordFacts, header: &Header, to: Use, who: &OrgId) -> Fields {
        let is_whole = facts.purpose == Purpose::Knowledge
            || facts.owner == *who
            || facts.joint.contains(who)
            || facts.shared.contains(who);
        if is_whole {
            return Fields::All;
        }
        let theirs = self.naming(header, to.purpose).filter(|it| it.partner == *who && it.is_in_force_on(to.day));
        theirs.fold(Fields::none(), |all, it| all.or(it.fields()))
    }

    /// The consents about a record, by their own ids.
    pub(crate) fn consents_of(&self, about: RecordId) -> impl Iterator<Item = (RecordId, &Consent)> {
        self.consents.get(&about).into_iter().flatten().map(|(id, it)| (*id, &it.content))
    }

    /// All agreements, by their ids.
    pub(crate) fn agreements(&self) -> impl Iterator<Item = (RecordId, &Ruling<Agreement>)> {
        self.agreements.iter().map(|(id, it)| (*id, it))
    }

    fn said_of(&self, header: &Header) -> impl Iterator<Item = &Consent> {
        let of_one = self.consents.get(&header.record).into_iter().flat_map(BTreeMap::values);
        of_one.filter(|it| it.owner == header.owner && it.purpose == header.purpose).map(|it| &it.content)
    }

    /// Agreements of the owner that name this kind, kept for this and used for that purpose.
    fn naming<'a>(&'a self, header: &'a Header, purpose: Purpose) -> impl Iterator<Item = &'a Agreement> {
        let kind = header.kind.as_str();
        let names = move |it: &&Agreement| it.names(header.purpose, kind) && it.names(purpose, kind);
        self.agreements.values().filter(|it| it.owner == header.owner).map(|it| &it.content).filter(names)
    }
}

fn ruling<K: Kind>(row: &Row) -> Result<Option<Ruling<K>>, NodeError> {
    let Some(matching) = &row.matching else { return Ok(None) };
    let record = Record::<K>::from_sections(row.header.kind_version, &matching.content, None)
        .map_err(|error| NodeError::damaged(error.to_string()))?;
    let Header { owner, purpose, .. } = &row.header;
    Ok(Some(Ruling { owner: owner.clone(), purpose: *purpose, content: record.matching }))
}

impl View {
    /// What is decided on for a record with this header, for one use on one day.
    pub(crate) fn facts_of(&self, header: &Header, to: Use) -> RecordFacts {
        let mut facts = RecordFacts::of(header, self.keys.sector(&header.owner));
        self.relations.add_to(&mut facts, header, to);
        facts
    }
}

#[cfg(test)]
mod tests;
