//! Every forbid that forbids more, and every permit that is lost, is caught by what must be allowed.

use firewall::question::Consent;
use firewall::{Action, Question, Role, Subject};
use rooms::header::{Purpose, Sector};

use crate::asked::Asked;
use crate::caught::{Outcome, compared, judge};
use crate::material::{Material, set};
use crate::mutants::{Allows, Mutant, of};
use crate::prover::{Solver, each};
use crate::tables::{must_allow, must_deny};

/// A request that must be allowed, by which permits it is, and why it must.
struct Wanted {
    asked: Asked,
    permits: Vec<String>,
    why: String,
}

impl Wanted {
    /// Whether it is refused with the mutant in the right one's place. Looks at that one policy first: the others stay as they
    /// are, so all of them together are asked only where it makes the difference.
    fn is_refused(&self, mutant: &Mutant, material: &Material) -> bool {
        let is_forbid = material.forbids.iter().any(|policy| policy.id().to_string() == mutant.of);
        let wrong = mutant.policy.as_ref().map(|policy| set([policy]));
        let may_differ = if is_forbid {
            wrong.is_some_and(|wrong| self.asked.matches(&wrong))
        } else {
            self.permits == [mutant.of.as_str()] && !wrong.is_some_and(|wrong| self.asked.matches(&wrong))
        };
        may_differ && !self.asked.is_allowed(&mutant.as_built(material))
    }
}

#[test]
fn a_policy_that_forbids_more_or_permits_less_is_caught_by_what_must_be_allowed() {
    let material = Material::load();
    let wanted = wanted(&material);
    let all = material.forbids.iter().chain(&material.permits).flat_map(|policy| of(policy, &material));
    let mutants: Vec<Mutant> = all.filter(|mutant| mutant.allows == Allows::Less).collect();
    let outcomes = each(Solver::First, &mutants, |prover, mutant| {
        match wanted.iter().find(|wanted| wanted.is_refused(mutant, &material)) {
            Some(wanted) => Outcome::Caught {
                by: "must be allowed".to_owned(),
                in_words: wanted.why.clone(),
                example: wanted.why.clone(),
            },
            None => compared(prover, &material, &material.as_built(), &mutant.as_built(&material)),
        }
    });
    judge("allowing less", &mutants, &outcomes);
}

/// The table of what must be allowed, and what has no line in it because facts are mixed.
fn wanted(material: &Material) -> Vec<Wanted> {
    let as_built = material.as_built();
    let ask = |question: &Question, purpose, about: &Subject, why: String| {
        let asked = Asked::new(&material.schema, &question.principal().unwrap(), question.action, purpose, about);
        let why = format!("{why}: {question:?} for {}", purpose.as_str());
        assert!(asked.is_allowed(&as_built), "refused by the right policies: {why}");
        Wanted { permits: asked.determining(&as_built), asked, why }
    };
    let mut wanted: Vec<Wanted> = must_allow()
        .iter()
        .map(|row| {
            let why = format!("line {}, {}", row.line, row.why);
            ask(&row.question, row.question.purpose, &row.question.subject().unwrap(), why)
        })
        .collect();
    for (sector, role, kept_for, wanted_for, why) in MIXED {
        let question = Question { consent: Some(Consent::Yes), ..Question::new(sector, role, Action::Read, kept_for) };
        let Subject::Record(mut facts) = question.subject().unwrap() else { unreachable!() };
        facts.consented.insert(wanted_for);
        wanted.push(ask(&question, wanted_for, &Subject::Record(facts), why.to_owned()));
    }
    wanted
}

/// Uses of a record for another purpose, with consent to it: who, kept for, wanted for, why.
const MIXED: [(Sector, Role, Purpose, Purpose, &str); 3] = [
    (
        Sector::CivilSociety,
        Role::TracingOfficer,
        Purpose::Tracing,
        Purpose::Forensic,
        "a report serves to identify remains where the family consents",
    ),
    (
        Sector::ForensicInstitute,
        Role::ForensicAnalyst,
        Purpose::Forensic,
        Purpose::Tracing,
        "what is known of remains serves to find who misses them",
    ),
    (
        Sector::CivilSociety,
        Role::CaseWorker,
        Purpose::Protection,
        Purpose::Tracing,
        "who was helped may let themselves be found",
    ),
];

#[test]
fn the_requests_of_these_tests_are_those_of_the_program() {
    let material = Material::load();
    let built_in = firewall::Firewall::built_in().unwrap();
    for row in must_allow().iter().chain(&must_deny()) {
        let question = &row.question;
        let (who, about) = (question.principal().unwrap(), question.subject().unwrap());
        let asked = Asked::new(&material.schema, &who, question.action, question.purpose, &about);
        let decision = question.ask(&built_in);
        assert_eq!(asked.is_allowed(&material.as_built()), decision.is_allowed, "{question:?} {} {}", row.by, row.why);
    }
}
