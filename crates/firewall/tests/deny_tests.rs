//! Every row of `deny_tests` in `reference/firewall/firewall.json`, and every rule of its list of what must never happen.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::Path;

use firewall::Action::{self, Count, Decide, Deliver, Download, Export, Find, List, Open, Read, ReadLog, Review};
use firewall::question::{Author, Consent, Relation};
use firewall::{BUILT_IN, Firewall, Question, Role};
use rooms::header::{Purpose, Sector};
use serde_json::Value;

/// Words of a row, and the questions that put it: all must get the answer.
type Asked = (&'static str, &'static str, &'static str, Vec<Question>, bool);

const SHOWING: [Action; 7] = [Read, Open, List, Count, Export, Download, Find];

/// The questions of each row, in the order of the file: who, does what, to what, asked how, and whether it is allowed.
fn asked() -> Vec<Asked> {
    use Purpose::{Documentation, Forensic, Knowledge, Oversight, Protection, Tracing};
    use Role::{Administrator, CaseWorker, Family, ForensicAnalyst, Monitor, TracingOfficer, Visitor};
    use Sector::{
        Carrier, CivilSociety, Consulate, ForensicInstitute, ImmigrationEnforcement, Media, Ombudsman, Police, Public,
    };
    let q = Question::new;
    let about_people = [Tracing, Forensic, Protection, Documentation, Oversight];
    // however the asker stands to the record, and whatever the person says
    let anyhow = |question: Question| {
        let sayings = [None, Some(Consent::Yes), Some(Consent::No)];
        let of = move |relation: &Relation| {
            let relation = *relation;
            sayings.map(|consent| Question { relation, consent, ..question })
        };
        Relation::ALL.iter().flat_map(of).collect::<Vec<_>>()
    };
    let by_all_roles = |sector, action, purpose| -> Vec<Question> {
        Role::ALL.iter().flat_map(|role| anyhow(q(sector, *role, action, purpose))).collect()
    };
    let relation = |relation, question: Question| Question { relation, ..question };
    let sharing = |question: Question| Question { consent: Some(Consent::Yes), ..relation(Relation::None, question) };
    let own_identification =
        |action| Question { author: Author::Myself, ..q(ForensicInstitute, ForensicAnalyst, action, Forensic) };
    let consulate = sharing(q(Consulate, TracingOfficer, Read, Tracing));
    let any_of_a_body: Vec<Question> = Purpose::ALL
        .iter()
        .flat_map(|purpose| SHOWING.iter().flat_map(|action| anyhow(q(CivilSociety, Administrator, *action, *purpose))))
        .collect();
    let any_person: Vec<Question> = about_people
        .iter()
        .flat_map(|purpose| SHOWING.iter().flat_map(|action| anyhow(q(Police, ForensicAnalyst, *action, *purpose))))
        .collect();
    vec![
        (
            "immigration enforcement",
            "read",
            "missing person record",
            by_all_roles(ImmigrationEnforcement, Read, Tracing),
            false,
        ),
        (
            "immigration enforcement",
            "count query",
            "screening",
            by_all_roles(ImmigrationEnforcement, Count, Protection),
            false,
        ),
        (
            "immigration enforcement",
            "public statistics",
            "violations aggregate",
            [Visitor, Monitor, CaseWorker]
                .map(|role| relation(Relation::None, q(ImmigrationEnforcement, role, Read, Knowledge)))
                .to_vec(),
            true,
        ),
        ("police (criminal)", "read", "testimony", by_all_roles(Police, Read, Documentation), false),
        // what is released is a document of the owner; the order opens no reading, not even of the named record
        (
            "police (criminal)",
            "receive a document released under a court order, named record",
            "testimony",
            [Read, Open, Download, Export, Find]
                .into_iter()
                .flat_map(|action| by_all_roles(Police, action, Documentation))
                .collect(),
            false,
        ),
        (
            "forensic institute",
            "read",
            "DNA profile of own case",
            vec![q(ForensicInstitute, ForensicAnalyst, Read, Forensic)],
            true,
        ),
        (
            "forensic institute",
            "read",
            "screening interview",
            anyhow(q(ForensicInstitute, ForensicAnalyst, Read, Protection)),
            false,
        ),
        ("civil society owner", "read", "own screening", vec![q(CivilSociety, CaseWorker, Read, Protection)], true),
        (
            "civil society other",
            "read",
            "screening without agreement",
            vec![relation(Relation::None, q(CivilSociety, CaseWorker, Read, Protection))],
            false,
        ),
        (
            "partner with expired agreement",
            "read",
            "missing person record",
            anyhow(relation(Relation::Ended, q(CivilSociety, TracingOfficer, Read, Tracing)))
                .into_iter()
                .filter(|it| it.relation == Relation::Ended)
                .collect(),
            false,
        ),
        (
            "consulate",
            "read",
            "missing person with protection flag",
            anyhow(Question { is_at_risk: true, ..consulate }),
            false,
        ),
        ("consulate", "read", "missing person, consent to consulate", vec![consulate], true),
        ("node operator", "read", "any body", any_of_a_body, false),
        ("reviewer", "approve", "own identification", [Review, Decide].map(own_identification).to_vec(), false),
        (
            "family member",
            "read",
            "own report and its log",
            [Read, Open, ReadLog].map(|action| q(Public, Family, action, Tracing)).to_vec(),
            true,
        ),
        ("carrier", "read", "return operation record", by_all_roles(Carrier, Read, Oversight), false),
        (
            "ombudsman",
            "read",
            "return operation it monitors",
            [Relation::Own, Relation::Joint, Relation::Agreement]
                .map(|it| relation(it, q(Ombudsman, Monitor, Read, Oversight)))
                .to_vec(),
            true,
        ),
        (
            "media",
            "read",
            "public incident, coarsened",
            [Visitor, Monitor].map(|role| relation(Relation::None, q(Media, role, Read, Knowledge))).to_vec(),
            true,
        ),
        (
            "forensic police unit (victim identification)",
            "deliver remains and examinations (one way)",
            "remains",
            [Relation::None, Relation::Own]
                .map(|it| relation(it, q(Police, ForensicAnalyst, Deliver, Forensic)))
                .to_vec(),
            true,
        ),
        ("forensic police unit (victim identification)", "read or list", "any personal record", any_person, false),
    ]
}

/// Answers that are no yes or no, and what they come to for the one who asks. An owner releases, and two of them: that the police
/// read nothing by themselves is what a decision about access can say of it.
const IN_WORDS: [(&str, bool); 2] = [("owner releases, two-person", false), ("deliver only", true)];

fn reference() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/firewall/firewall.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_row_of_the_reference_gets_its_answer() {
    let firewall = Firewall::built_in().unwrap();
    let (reference, asked) = (reference(), asked());
    let rows = reference["deny_tests"].as_array().unwrap();
    assert_eq!(rows.len(), asked.len(), "each row of the reference has its questions here, in its order");
    for (row, (who, does, what, questions, allowed)) in rows.iter().zip(asked) {
        assert_eq!([&row[0], &row[1], &row[2]], [who, does, what], "row {row}");
        let expected = row[4].as_bool().unwrap_or_else(|| {
            let word = row[4].as_str().unwrap();
            IN_WORDS.iter().find(|(known, _)| *known == word).unwrap_or_else(|| panic!("no reading of {row}")).1
        });
        assert_eq!(allowed, expected, "row {row}");
        assert!(!questions.is_empty());
        for question in questions {
            let purpose = row[3].as_str().unwrap();
            assert!(purpose == "any" || purpose == question.purpose.as_str(), "row {row}: {question:?}");
            let decision = question.ask(&firewall);
            assert_eq!(decision.is_allowed, expected, "row {row}: {question:?} {decision:?}");
            assert!(decision.errors.is_empty(), "{decision:?}");
        }
    }
}

/// The owner of the fifth row can release what the person consents to be used for.
#[test]
fn the_owner_of_a_testimony_can_release_it() {
    let owner = Question::new(Sector::CivilSociety, Role::Monitor, Action::Export, Purpose::Documentation);
    assert!(owner.ask(&Firewall::built_in().unwrap()).is_allowed);
}

#[test]
fn every_rule_of_what_must_never_happen_is_a_policy_or_has_its_place_told() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/security/firewall.md");
    let docs = fs::read_to_string(docs).unwrap();
    let (_, elsewhere) =
        docs.split_once("## Not a matter of access").expect("the part about what policies do not hold");
    let cites =
        |text: &str, id: &str| text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| word == id);
    let reference = reference();
    let rules = reference["never"].as_array().unwrap();
    assert_eq!(rules.len(), 10);
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        let is_policy = BUILT_IN.iter().any(|(name, text)| name.starts_with("never/") && cites(text, id));
        let is_elsewhere = elsewhere.lines().any(|line| line.starts_with(&format!("| {id} |")));
        assert!(
            is_policy || is_elsewhere,
            "{id} is cited by no policy, and docs/security/firewall.md does not say who holds it"
        );
        assert!(cites(&docs, id), "{id} is not in docs/security/firewall.md");
    }
}

/// The handbook's table of what must never happen names each policy of the folder.
#[test]
fn the_handbook_names_every_policy_that_forbids() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/security/firewall.md");
    let docs = fs::read_to_string(docs).unwrap();
    for (name, _) in BUILT_IN.iter().filter(|(name, _)| name.starts_with("never/")) {
        assert!(docs.contains(&format!("| `{name}` |")), "{name}");
    }
}

/// The handbook's table of roles and purposes, cell by cell.
#[test]
fn the_handbook_says_what_each_role_does() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/security/firewall.md");
    let docs = fs::read_to_string(docs).unwrap();
    let firewall = Firewall::built_in().unwrap();
    let rows: Vec<Vec<&str>> = docs
        .lines()
        .filter(|line| Role::ALL.iter().any(|role| line.starts_with(&format!("| {role} |"))))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), Role::ALL.len());
    for (role, row) in Role::ALL.iter().zip(rows) {
        assert_eq!(row[0], role.as_str());
        for (purpose, cell) in Purpose::ALL.into_iter().zip(&row[1..]) {
            let sector = if *role == Role::Family { Sector::Public } else { Sector::CivilSociety };
            let may = |action| Question::new(sector, *role, action, purpose).ask(&firewall).is_allowed;
            // read, open, write, export, consent, hold
            let expected = match *cell {
                "works" if purpose == Purpose::Knowledge => [true, true, true, true, false, false],
                "works" => [true, true, true, true, true, false],
                "own report" => [true, true, true, false, true, false],
                "facts" => [true, false, false, false, false, false],
                "reads" => [true, false, false, true, false, false],
                "compares" => [true, false, true, false, false, false],
                "keeps" => [false, false, false, false, false, true],
                "–" => [false; 6],
                other => panic!("the table has no word `{other}`"),
            };
            let found = [Read, Open, Action::Write, Export, Action::Consent, Action::Hold].map(may);
            assert_eq!(found, expected, "{role} {purpose:?}: {cell}");
        }
    }
}
