//! `/audit`: who opened what, when, why and by which way.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use node::{AuditFilter, Outcome as Told, ToldLine};

use super::audit_view::{self as view, Filter, Line, Outcome};
use super::{answer, node_of};
use crate::frame::Framing;
use crate::guard::Reader;
use crate::problem::Problem;
use crate::site::Site;

/// Lines of a page.
const LINES: usize = 50;

/// `GET /audit?who=&action=&purpose=&route=&outcome=&day=&before=`
pub async fn list(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let node = node_of(&site, &framing)?;
    let filter = Filter::read(&pairs);
    let before = pairs.iter().rev().find(|(name, _)| name == "before").and_then(|(_, value)| value.parse().ok());
    // a word that no line can have keeps none, as a name that nobody has does
    let lines = match asked(&filter) {
        None => Default::default(),
        Some(asked) => match node.audit_lines(reader.principal(), &asked, before, LINES).await {
            Ok(page) => page,
            Err(error) => return Err(Problem::of_node(framing, &error)),
        },
    };
    let shown: Vec<Line> = lines.lines.into_iter().map(line).collect();
    let page = view::show(&framing, &filter, &shown, before, lines.before);
    answer(framing, StatusCode::OK, &page)
}

fn asked(filter: &Filter) -> Option<AuditFilter> {
    let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == filter.outcome);
    Some(AuditFilter {
        principal: text(&filter.who),
        action: optional(&filter.action, |word| word.parse().ok())?,
        purpose: optional(&filter.purpose, |word| {
            rooms::header::Purpose::ALL.into_iter().find(|one| one.as_str() == word)
        })?,
        route: text(&filter.route),
        outcome: optional(&filter.outcome, |_| outcome.map(told))?,
        day: optional(&filter.day, |word| word.parse().ok())?,
        record: None,
    })
}

/// Nothing said is any; what is said and means nothing is `None` as a whole.
fn optional<T>(said: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if said.is_empty() { Some(None) } else { read(said).map(Some) }
}

const fn told(outcome: Outcome) -> Told {
    match outcome {
        Outcome::Allowed => Told::Allowed,
        Outcome::Refused => Told::Refused,
        Outcome::Alarm => Told::Alarm,
    }
}

fn line(told: ToldLine) -> Line {
    let ToldLine { index: _, line, records } = told;
    Line {
        hour: u64::from(line.hour.since_epoch()) * 3_600_000,
        who: line.principal,
        organisation: line.organisation,
        role: line.role,
        action: line.action,
        purpose: line.purpose,
        route: line.route,
        outcome: match line.outcome {
            Told::Allowed => Outcome::Allowed,
            Told::Refused => Outcome::Refused,
            Told::Alarm => Outcome::Alarm,
        },
        count: line.count,
        records: records.into_iter().map(|record| (record.handle.to_string(), record.kind)).collect(),
    }
}
