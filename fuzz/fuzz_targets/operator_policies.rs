//! An operator's policy file: no text panics or runs out of stack; a fault has a place that exists; what loads errs at no
//! decision, and opens nothing to enforcement.
#![no_main]

use firewall::question::Relation;
use firewall::{Action, Firewall, FirewallError, Question, Role};
use libfuzzer_sys::fuzz_target;
use rooms::header::{Purpose, Sector};

fuzz_target!(|text: &str| {
    match Firewall::with(&[("ours".to_owned(), text.to_owned())]) {
        Ok(firewall) => {
            for sector in [Sector::CivilSociety, Sector::ImmigrationEnforcement] {
                for action in [Action::Read, Action::Export, Action::Operate] {
                    let question = Question::new(sector, Role::TracingOfficer, action, Purpose::Tracing);
                    for relation in Relation::ALL {
                        let decision = Question { relation: *relation, ..question }.ask(&firewall);
                        assert!(decision.errors.is_empty(), "{decision:?}");
                        let is_enforcement = sector == Sector::ImmigrationEnforcement && action != Action::Operate;
                        assert!(!(is_enforcement && decision.is_allowed), "{decision:?}");
                    }
                }
            }
        }
        Err(FirewallError::Policies(faults)) => {
            let lines = text.split('\n').count();
            assert!(!faults.is_empty());
            assert!(faults.iter().all(|fault| fault.line.is_none_or(|line| (1..=lines).contains(&line))));
        }
        Err(error) => panic!("{error}"),
    }
});
