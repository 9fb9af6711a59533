//! How many decisions a second, and how long a list of 100,000 records takes to be filtered one header at a time.
//!
//! `cargo bench -p landfall-firewall --bench decide -- 1000000` takes another number of records. The ratio of a list is to the
//! same list without a firewall: headers whose facts are made and counted.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use firewall::question::Relation;
use firewall::{Action, Firewall, Principal, Question, RecordFacts, Role, Subject};
use rooms::header::{Header, Hour, KindName, OrgId, PersonRef, Purpose, RecordId, Sector, State};

const RECORDS: usize = 100_000;
const DECISIONS: usize = 2_000;

fn main() {
    let count = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(RECORDS);
    let since = Instant::now();
    let firewall = Firewall::built_in().unwrap();
    println!("loading        {:.0} ms", since.elapsed().as_secs_f64() * 1e3);
    decisions(&firewall);
    let asker = Question::new(Sector::CivilSociety, Role::TracingOfficer, Action::List, Purpose::Tracing);
    lists(&firewall, &asker.principal().unwrap(), count);
}

/// Each kind of question by turns, so that no branch is learned by heart.
fn decisions(firewall: &Firewall) {
    let mut questions = Vec::new();
    for role in Role::ALL {
        for purpose in Purpose::ALL {
            for relation in Relation::ALL {
                let question = Question::new(Sector::CivilSociety, *role, Action::Read, purpose);
                questions.push(Question { relation: *relation, ..question });
            }
        }
    }
    let asked: Vec<(Principal, Purpose, Subject)> =
        questions.iter().map(|it| (it.principal().unwrap(), it.purpose, it.subject().unwrap())).collect();
    let since = Instant::now();
    let mut allowed = 0;
    for (who, purpose, about) in asked.iter().cycle().take(DECISIONS) {
        allowed += usize::from(firewall.decide(who, Action::Read, *purpose, about).is_allowed);
    }
    let took = since.elapsed();
    println!("decisions      {}; {allowed} of {DECISIONS} allowed", rate(DECISIONS, took, "decisions"));
}

/// Three lists: few kinds of facts; as many authors as a large node has; and a family that holds each report jointly.
fn lists(firewall: &Firewall, who: &Principal, count: usize) {
    for (name, authors, has_families) in
        [("20 authors", 20, false), ("2,000 authors", 2_000, false), ("families", 20, true)]
    {
        let headers: Vec<Header> = (0..count).map(|number| header(number, authors, has_families)).collect();
        let facts = |header: &Header| RecordFacts::of(header, Sector::CivilSociety);
        let since = Instant::now();
        let own = headers.iter().filter(|it| black_box(facts(it)).owner == who.organisation).count();
        let bare = since.elapsed();
        let since = Instant::now();
        let mut sitting = firewall.sitting(who, Action::List, Purpose::Tracing);
        let shown = headers.iter().filter(|it| sitting.decide(&facts(it)).is_allowed).count();
        let took = since.elapsed();
        assert!(shown > 0 && shown <= own);
        let (ratio, asked) = (took.as_secs_f64() / bare.as_secs_f64(), sitting.asked());
        println!(
            "list           {}, {name}; {shown} shown, {asked} decisions; {ratio:.1} times a list without a firewall",
            rate(count, took, "records")
        );
    }
}

fn header(number: usize, authors: usize, has_families: bool) -> Header {
    let kind = number % authors;
    Header {
        kind: KindName::new("missing-person").unwrap(),
        kind_version: 1,
        version: 1,
        record: RecordId::new(0, [7; 10]),
        owner: OrgId::new(if kind.is_multiple_of(4) { "others" } else { "askers" }).unwrap(),
        purpose: Purpose::Tracing,
        hour: Hour::of_unix_ms(0),
        state: State::Open,
        consent: if kind.is_multiple_of(2) { vec![Purpose::Tracing] } else { Vec::new() },
        joint: if has_families { vec![OrgId::new(&format!("family-{number}")).unwrap()] } else { Vec::new() },
        hold: false,
        author: PersonRef::new(&format!("officer-{kind}")).unwrap(),
        proposer: None,
        reviewers: Vec::new(),
    }
}

fn rate(count: usize, took: Duration, what: &str) -> String {
    let seconds = took.as_secs_f64();
    format!("{:.0} {what}/s ({:.0} ms)", count as f64 / seconds, seconds * 1e3)
}
