//! The entities of one question: who asks, what about, and the organisations of both.

use std::collections::{BTreeSet, HashMap, HashSet};

use cedar_policy::{Entity, EntityUid, RestrictedExpression};
use rooms::header::{OrgId, Purpose, Sector};

use crate::names::Names;
use crate::{Principal, RecordFacts};

/// Entities of one question.
pub(crate) struct Building<'a> {
    names: &'a Names,
    organisations: BTreeSet<OrgId>,
    /// What was made.
    pub(crate) made: Vec<Entity>,
}

impl<'a> Building<'a> {
    pub(crate) fn new(names: &'a Names) -> Self {
        Self { names, organisations: BTreeSet::new(), made: Vec::with_capacity(4) }
    }

    /// Who asks.
    pub(crate) fn actor(&mut self, who: &Principal) -> Result<EntityUid, String> {
        let Names { actor, role, status, .. } = self.names;
        let attributes = [
            ("organisation", one(self.organisation(&who.organisation, who.sector)?)),
            ("role", one(role.uid(who.role.as_str()))),
            ("status", one(status.uid(who.status.as_str()))),
        ];
        self.add(actor.uid(who.handle.as_str()), attributes)
    }

    /// What is asked about: a record. All records have one name, so that no policy speaks of a single one.
    pub(crate) fn record(&mut self, facts: &RecordFacts) -> Result<EntityUid, String> {
        let owner = self.organisation(&facts.owner, facts.owner_sector)?;
        let names = self.names;
        let organisations = |of: &BTreeSet<OrgId>| set(of.iter().map(|it| names.organisation.uid(it.as_str())));
        let purposes = |of: &BTreeSet<Purpose>| set(of.iter().map(|it| names.purpose.uid(it.as_str())));
        let attributes = [
            ("owner", one(owner)),
            ("purpose", one(names.purpose.uid(facts.purpose.as_str()))),
            ("joint", organisations(&facts.joint)),
            ("agreed", organisations(&facts.agreed)),
            ("ended", organisations(&facts.ended)),
            ("shared", organisations(&facts.shared)),
            ("consented", purposes(&facts.consented)),
            ("withdrawn", purposes(&facts.withdrawn)),
            ("at_risk", RestrictedExpression::new_bool(facts.is_at_risk)),
            ("makers", set(facts.makers.iter().map(|it| names.actor.uid(it.as_str())))),
        ];
        self.add(names.record.uid("asked"), attributes)
    }

    /// What is asked about: the node of an organisation.
    pub(crate) fn node(&mut self, organisation: &OrgId) -> Result<EntityUid, String> {
        let organisation = one(self.names.organisation.uid(organisation.as_str()));
        self.add(self.names.node.uid("this"), [("organisation", organisation)])
    }

    fn organisation(&mut self, organisation: &OrgId, sector: Sector) -> Result<EntityUid, String> {
        let name = self.names.organisation.uid(organisation.as_str());
        if self.organisations.insert(organisation.clone()) {
            let sector = one(self.names.sector.uid(sector.as_str()));
            self.add(name.clone(), [("sector", sector)])?;
        }
        Ok(name)
    }

    fn add<const N: usize>(
        &mut self,
        name: EntityUid,
        attributes: [(&str, RestrictedExpression); N],
    ) -> Result<EntityUid, String> {
        let attributes: HashMap<String, RestrictedExpression> =
            attributes.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let entity = Entity::new(name.clone(), attributes, HashSet::new()).map_err(|error| error.to_string())?;
        self.made.push(entity);
        Ok(name)
    }
}

fn one(name: EntityUid) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(name)
}

fn set(names: impl Iterator<Item = EntityUid>) -> RestrictedExpression {
    RestrictedExpression::new_set(names.map(one))
}
