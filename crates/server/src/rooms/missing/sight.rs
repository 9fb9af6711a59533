//! What of the register somebody may see: the rest is taken out before a page is made of it, so that no list, count, warning
//! or other explanation can speak of it.

use std::sync::Arc;

use firewall::Action;
use identify::{Proposal, Register, Report, Warning};
use node::door::Permitted;
use node::{Node, NodeError};
use rooms::header::Purpose;

use crate::content::Identification;
use crate::guard::Reader;

/// Records by their names.
pub struct Sight {
    people: Permitted,
    families: Permitted,
    remains: Permitted,
}

impl Sight {
    /// What a reader may see for an action.
    pub async fn of(node: &Node, reader: &Reader, action: Action) -> Result<Self, NodeError> {
        Ok(Self {
            people: permitted(node, reader, action, Purpose::Tracing, "missing-person").await?,
            families: permitted(node, reader, action, Purpose::Tracing, "family").await?,
            remains: permitted(node, reader, action, Purpose::Forensic, "remains").await?,
        })
    }

    /// The register without what may not be seen. Whoever sees all of it shares the one in memory.
    pub fn of_register(&self, read: Arc<Identification>) -> Arc<Identification> {
        let register = &read.register;
        let has_person = |at: usize| {
            let person = &register.missing[at];
            self.people.has(&person.id) && self.families.has(&register.families[person.family].id)
        };
        let people: Vec<Option<usize>> = renumbered((0..register.missing.len()).map(has_person));
        let families = renumbered(register.families.iter().map(|family| self.families.has(&family.id)));
        let remains = renumbered(register.remains.iter().map(|one| self.remains.has(&one.id)));
        let kept = Kept { people, families, remains };
        if kept.is_everything() { read } else { Arc::new(kept.part_of(&read)) }
    }
}

/// What may be seen of a kind; nothing where the firewall refuses all of it, or a program's token does not name it.
async fn permitted(
    node: &Node,
    reader: &Reader,
    action: Action,
    purpose: Purpose,
    kind: &str,
) -> Result<Permitted, NodeError> {
    if !reader.reaches(purpose, kind) {
        return Ok(Permitted::default());
    }
    match node.permitted(reader.principal(), action, purpose, kind).await {
        Err(NodeError::Refused { .. }) => Ok(Permitted::default()),
        other => other,
    }
}

/// The new positions of what is kept.
fn renumbered(kept: impl Iterator<Item = bool>) -> Vec<Option<usize>> {
    let mut next = 0;
    let place = |is_kept: bool| {
        let at = is_kept.then_some(next);
        next += usize::from(is_kept);
        at
    };
    kept.map(place).collect()
}

/// Positions in what is shown, by positions in what is there.
struct Kept {
    people: Vec<Option<usize>>,
    families: Vec<Option<usize>>,
    remains: Vec<Option<usize>>,
}

impl Kept {
    fn is_everything(&self) -> bool {
        [&self.people, &self.families, &self.remains].into_iter().flatten().all(Option::is_some)
    }

    fn part_of(&self, read: &Identification) -> Identification {
        let Identification { register, report } = read;
        let missing = register.missing.iter().zip(&self.people).filter_map(|(person, at)| {
            let family = self.families[person.family]?;
            at.map(|_| identify::MissingPerson { family, ..person.clone() })
        });
        let families = register.families.iter().zip(&self.families).filter(|(_, at)| at.is_some());
        let remains = register.remains.iter().zip(&self.remains).filter(|(_, at)| at.is_some());
        let part = Register {
            missing: missing.collect(),
            families: families.map(|(family, _)| family.clone()).collect(),
            remains: remains.map(|(one, _)| one.clone()).collect(),
            ..register.clone()
        };
        let pairs: Vec<Proposal> = report.pairs.iter().filter_map(|pair| self.pair(pair)).collect();
        let report = Report {
            // how many pairs there are in all is nobody's business who does not see all of them
            pairs_compared: part.missing.len() * part.remains.len(),
            warnings: report.warnings.iter().filter_map(|warning| self.warning(warning)).collect(),
            pairs,
            ..report.clone()
        };
        Identification { register: part, report }
    }

    fn pair(&self, pair: &Proposal) -> Option<Proposal> {
        let (missing, remains) = (self.people[pair.missing]?, self.remains[pair.remains]?);
        let others = pair.alternatives.iter().filter_map(|other| self.alternative(other)).collect();
        let alternative = pair.alternative.as_ref().and_then(|other| self.alternative(other));
        Some(Proposal { missing, remains, alternatives: others, alternative, ..pair.clone() })
    }

    /// An explanation that names another record stands there for who may see that record.
    fn alternative(&self, other: &identify::Alternative) -> Option<identify::Alternative> {
        let missing = match other.missing {
            Some(missing) => Some(self.people[missing]?),
            None => None,
        };
        Some(identify::Alternative { missing, ..other.clone() })
    }

    fn warning(&self, warning: &Warning) -> Option<Warning> {
        use identify::ProfileOf::{Person, Remains};
        let profile = |of: &identify::ProfileOf| match of {
            Remains(at) => self.remains[*at].map(Remains),
            Person { family, person } => self.families[*family].map(|family| Person { family, person: *person }),
        };
        Some(match warning {
            Warning::SamePerson { first, second, log10_lr } => {
                Warning::SamePerson { first: profile(first)?, second: profile(second)?, log10_lr: *log10_lr }
            }
            Warning::FamilyNotComputed { family, reason } => {
                Warning::FamilyNotComputed { family: self.families[*family]?, reason: reason.clone() }
            }
            Warning::FamilyContradictsItself { family, markers } => {
                Warning::FamilyContradictsItself { family: self.families[*family]?, markers: markers.clone() }
            }
            Warning::FoundBeforeLastSeen { missing, remains } => {
                Warning::FoundBeforeLastSeen { missing: self.people[*missing]?, remains: self.remains[*remains]? }
            }
            Warning::MutationNotStationary { markers } => Warning::MutationNotStationary { markers: markers.clone() },
        })
    }
}
