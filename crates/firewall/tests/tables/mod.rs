//! What must be allowed and what must be denied, as tables: `must_allow.csv`, `must_deny.csv`.
//!
//! A line may name several sectors and several actions; each pair of them is a question. `by` is the policy that says so; an
//! empty `by` in `must_deny.csv` says that nothing permits it. An empty consent is the one to the use a record was made for.

use firewall::{Question, question};

/// One question of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it stands.
    pub line: usize,
    pub question: Question,
    /// The policy that answers.
    pub by: String,
    /// Why, in plain words.
    pub why: String,
}

/// What must be allowed.
pub fn must_allow() -> Vec<Row> {
    read(include_str!("../must_allow.csv"))
}

/// What must be denied.
pub fn must_deny() -> Vec<Row> {
    read(include_str!("../must_deny.csv"))
}

fn read(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [sectors, role, actions, purpose, relation, consent, status, author, by, why] = fields[..] else {
            panic!("line {}: {} fields, expected 10: {line}", number + 1, fields.len());
        };
        assert!(why.split(' ').count() > 2, "line {}: say why", number + 1);
        for sector in sectors.split(' ') {
            for action in actions.split(' ') {
                let question = Question {
                    relation: relation.parse().unwrap(),
                    consent: (!consent.is_empty()).then(|| consent.parse().unwrap()),
                    status: status.parse().unwrap(),
                    author: author.parse().unwrap(),
                    ..Question::new(
                        question::sector(sector).unwrap(),
                        role.parse().unwrap(),
                        question::action(action).unwrap(),
                        question::purpose(purpose).unwrap(),
                    )
                };
                rows.push(Row { line: number + 1, question, by: by.to_owned(), why: why.to_owned() });
            }
        }
    }
    rows
}
