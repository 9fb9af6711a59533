//! A question in words: a sector, a role, an action, a purpose, and how asker and record stand to each other.
//!
//! The command line, the tables of the tests and the handbook ask in these words; a node asks with the facts that it has.

use std::collections::BTreeSet;

use rooms::header::{IdError, OrgId, PersonRef, Purpose, Sector};

use crate::words::words;
use crate::{Action, Decision, Firewall, Principal, RecordFacts, Role, Status, Subject, UnknownWord};

words!(
    /// How the asker's organisation stands to the record.
    Relation, "relation", {
        /// It is the asker's own; to a family, its own report.
        Own = "own",
        /// Another's, and held jointly.
        Joint = "joint",
        /// Another's, and an agreement in force names it.
        Agreement = "agreement",
        /// Another's, and the agreement has ended.
        Ended = "ended",
        /// Another's.
        None = "none",
    }
);

words!(
    /// What the person says to the use and to sharing.
    Consent, "consent", {
        /// Consents to the use, and to sharing with the asker's organisation.
        Yes = "yes",
        /// Consents to nothing.
        No = "no",
        /// Consented once, and has withdrawn.
        Withdrawn = "withdrawn",
    }
);

words!(
    /// Who wrote what the record says.
    Author, "author", {
        /// The asker.
        Myself = "self",
        /// Somebody else.
        Other = "other",
    }
);

/// A question in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// The part of society that the asker's organisation belongs to.
    pub sector: Sector,
    /// What the asker acts as.
    pub role: Role,
    /// What is asked.
    pub action: Action,
    /// What the record is kept for, and what it is wanted for.
    pub purpose: Purpose,
    /// How the asker's organisation stands to the record.
    pub relation: Relation,
    /// What the person says; `None` consents to the use that the record was made for, and to sharing with nobody.
    pub consent: Option<Consent>,
    /// How far the asker belongs to the organisation.
    pub status: Status,
    /// Who wrote what the record says.
    pub author: Author,
    /// Whether the person has a protection flag.
    pub is_at_risk: bool,
}

impl Question {
    /// About a record of the asker's own organisation, by a confirmed member who did not write it.
    #[must_use]
    pub const fn new(sector: Sector, role: Role, action: Action, purpose: Purpose) -> Self {
        Self {
            sector,
            role,
            action,
            purpose,
            relation: Relation::Own,
            consent: None,
            status: Status::Confirmed,
            author: Author::Other,
            is_at_risk: false,
        }
    }

    /// Asks it.
    #[must_use]
    pub fn ask(&self, firewall: &Firewall) -> Decision {
        match self.principal().and_then(|who| Ok((who, self.subject()?))) {
            Ok((who, about)) => firewall.decide(&who, self.action, self.purpose, &about),
            Err(error) => Decision { is_allowed: false, determining: Vec::new(), errors: vec![error.to_string()] },
        }
    }

    /// Who asks.
    ///
    /// # Errors
    /// Never: the ids are fixed and are ids.
    pub fn principal(&self) -> Result<Principal, IdError> {
        Ok(Principal {
            handle: PersonRef::new("asker")?,
            organisation: OrgId::new("askers")?,
            sector: self.sector,
            role: self.role,
            status: self.status,
            route: "landfall can".to_owned(),
        })
    }

    /// What it is about: the node for what is asked of one, else a record.
    ///
    /// # Errors
    /// Never: the ids are fixed and are ids.
    pub fn subject(&self) -> Result<Subject, IdError> {
        let askers = OrgId::new("askers")?;
        let is_own = self.relation == Relation::Own;
        if self.action.is_about_the_node() {
            return Ok(Subject::Node(if is_own { askers } else { OrgId::new("others")? }));
        }
        let is_joint = self.relation == Relation::Joint || is_own && self.role == Role::Family;
        let (owner, owner_sector) = if is_own && !is_joint {
            (askers.clone(), self.sector)
        } else {
            (OrgId::new("others")?, Sector::CivilSociety)
        };
        let askers_where = |it: bool| if it { BTreeSet::from([askers.clone()]) } else { BTreeSet::new() };
        let purpose_where = |it: bool| if it { BTreeSet::from([self.purpose]) } else { BTreeSet::new() };
        Ok(Subject::Record(RecordFacts {
            owner,
            owner_sector,
            purpose: self.purpose,
            joint: askers_where(is_joint),
            agreed: askers_where(self.relation == Relation::Agreement),
            ended: askers_where(self.relation == Relation::Ended),
            shared: askers_where(self.consent == Some(Consent::Yes)),
            consented: purpose_where(matches!(self.consent, None | Some(Consent::Yes))),
            withdrawn: purpose_where(self.consent == Some(Consent::Withdrawn)),
            is_at_risk: self.is_at_risk,
            makers: BTreeSet::from([PersonRef::new(if self.author == Author::Myself { "asker" } else { "other" })?]),
        }))
    }
}

/// The sector of a word.
///
/// # Errors
/// Where there is none; it names those that there are.
pub fn sector(word: &str) -> Result<Sector, UnknownWord> {
    known("sector", word, &Sector::ALL, |sector| sector.as_str())
}

/// The purpose of a word.
///
/// # Errors
/// Where there is none; it names those that there are.
pub fn purpose(word: &str) -> Result<Purpose, UnknownWord> {
    known("purpose", word, &Purpose::ALL, |purpose| purpose.as_str())
}

/// The action of a word; `approve` is what many call a review.
///
/// # Errors
/// Where there is none; it names those that there are.
pub fn action(word: &str) -> Result<Action, UnknownWord> {
    if word == "approve" { Ok(Action::Review) } else { word.parse() }
}

fn known<T: Copy>(
    what: &'static str,
    found: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Result<T, UnknownWord> {
    all.iter().copied().find(|value| word(*value) == found).ok_or_else(|| UnknownWord {
        what,
        found: found.to_owned(),
        known: all.iter().map(|value| word(*value)).collect::<Vec<_>>().join(", "),
    })
}
