//! Who opened what, when, why and by which route, as it is written.

use askama::Template;
use firewall::{Action, Role};
use rooms::header::Purpose;

use super::account_view::chosen;
use super::words;
use crate::form::{Control, Field};
use crate::frame::{Frame, Framing, Page};
use crate::locale::{Args, Locale};
use crate::rooms::missing::filter::percent_encoded;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was opened.
    Allowed,
    /// The firewall refused it.
    Refused,
    /// Something is to be looked at: a rule that failed, or more read than a budget allows.
    Alarm,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Allowed, Self::Refused, Self::Alarm];

    /// Its word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Refused => "refused",
            Self::Alarm => "alarm",
        }
    }
}

/// One line of the audit of reads.
pub struct Line {
    /// The hour, in milliseconds since 1970; a line does not know the minute.
    pub hour: u64,
    /// Who.
    pub who: String,
    /// Of which organisation.
    pub organisation: String,
    /// In which role; lines of before say none.
    pub role: Option<Role>,
    /// What was asked.
    pub action: String,
    /// What for; questions about the node have none.
    pub purpose: Option<Purpose>,
    /// By which way; lines of before say none.
    pub route: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
    /// How many records.
    pub count: usize,
    /// The records by their handles, each with its kind; an erased one has none.
    pub records: Vec<(String, Option<String>)>,
}

/// Which lines are shown; the state is the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who.
    pub who: String,
    /// What was asked.
    pub action: String,
    /// What for.
    pub purpose: String,
    /// A part of the way.
    pub route: String,
    /// What came of it.
    pub outcome: String,
    /// On which day, `2026-11-25`.
    pub day: String,
}

impl Filter {
    /// Reads the pairs of a query.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
            found.unwrap_or_default()
        };
        let [who, action, purpose] = ["who", "action", "purpose"].map(value);
        let [route, outcome, day] = ["route", "outcome", "day"].map(value);
        Self { who, action, purpose, route, outcome, day }
    }

    fn parts(&self) -> [(&'static str, &str); 6] {
        [
            ("who", &self.who),
            ("action", &self.action),
            ("purpose", &self.purpose),
            ("route", &self.route),
            ("outcome", &self.outcome),
            ("day", &self.day),
        ]
    }

    /// Whether all lines are shown.
    pub fn is_open(&self) -> bool {
        self.parts().iter().all(|(_, value)| value.is_empty())
    }

    /// The query of an address, with its question mark; empty where all lines are shown.
    pub fn query(&self) -> String {
        let set = self.parts().into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = set.map(|(name, value)| format!("{name}={}", percent_encoded(value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

struct Row {
    hour: String,
    who: String,
    organisation: String,
    role: Option<String>,
    action: String,
    purpose: Option<String>,
    route: Option<String>,
    outcome: String,
    class: &'static str,
    count: String,
    records: Vec<(String, String)>,
    /// How many more there are than are named.
    more: Option<String>,
}

/// `/audit`
#[derive(Template)]
#[template(path = "accounts/audit.html")]
pub struct Show {
    frame: Frame,
    t: &'static Locale,
    title: String,
    here: String,
    fields: Vec<Field>,
    is_open: bool,
    has_alarm: bool,
    rows: Vec<Row>,
    older: Option<String>,
    newest: Option<String>,
}

/// `/audit`: some lines, newest first; older ones go on at `older`, and these are from before `before`.
pub fn show(framing: &Framing, filter: &Filter, lines: &[Line], before: Option<u64>, older: Option<u64>) -> Show {
    let t = framing.t;
    let title = t.text("page-audit");
    let (here, query) = (framing.link("/audit"), filter.query());
    let joint = if query.is_empty() { "?" } else { "&" };
    Show {
        frame: framing.around(Page::Accounts, &title),
        t,
        title,
        fields: fields(t, filter),
        is_open: filter.is_open(),
        has_alarm: lines.iter().any(|line| line.outcome == Outcome::Alarm),
        rows: lines.iter().map(|line| row(t, line)).collect(),
        older: older.map(|older| format!("{here}{query}{joint}before={older}")),
        newest: before.map(|_| format!("{here}{query}")),
        here,
    }
}

fn fields(t: &Locale, filter: &Filter) -> Vec<Field> {
    let all = |key: &str| (String::new(), t.text(key));
    let mut actions = vec![all("audit-any-action")];
    actions.extend(Action::ALL.iter().map(|action| (action.as_str().to_owned(), action_name(t, action.as_str()))));
    let mut purposes = vec![all("audit-any-purpose")];
    purposes.extend(Purpose::ALL.iter().map(|one| (one.as_str().to_owned(), purpose_name(t, one.as_str()))));
    let mut outcomes = vec![all("audit-any-outcome")];
    outcomes.extend(Outcome::ALL.map(|one| (one.as_str().to_owned(), t.text(&format!("outcome-{}", one.as_str())))));
    vec![
        Field::word("who", t.text("audit-who"), &filter.who, "off"),
        Field::select("action", t.text("audit-action"), chosen(&actions, &filter.action)),
        Field::select("purpose", t.text("column-purpose"), chosen(&purposes, &filter.purpose)),
        Field::word("route", t.text("audit-route"), &filter.route, "off"),
        Field::select("outcome", t.text("audit-outcome"), chosen(&outcomes, &filter.outcome)),
        Field::day("day", t.text("audit-day"), &filter.day),
    ]
}

fn row(t: &Locale, line: &Line) -> Row {
    Row {
        hour: words::moment(t, line.hour),
        who: line.who.clone(),
        organisation: line.organisation.clone(),
        role: line.role.map(|role| words::role(t, role)),
        action: action_name(t, &line.action),
        purpose: line.purpose.map(|purpose| purpose_name(t, purpose.as_str())),
        route: line.route.clone().filter(|route| !route.is_empty()),
        outcome: t.text(&format!("outcome-{}", line.outcome.as_str())),
        class: line.outcome.as_str(),
        count: t.number(line.count),
        records: line.records.iter().map(|(handle, kind)| (handle.clone(), kind_name(t, kind.as_deref()))).collect(),
        more: (!line.records.is_empty() && line.count > line.records.len())
            .then(|| t.say("audit-more", &Args::new().count("n", line.count - line.records.len()))),
    }
}

/// An action in words; a word of a newer program stays as it is.
fn action_name(t: &Locale, word: &str) -> String {
    t.find(&format!("action-{word}")).unwrap_or_else(|| word.to_owned())
}

fn purpose_name(t: &Locale, word: &str) -> String {
    t.find(&format!("purpose-word-{word}")).unwrap_or_else(|| word.to_owned())
}

fn kind_name(t: &Locale, kind: Option<&str>) -> String {
    kind.map_or_else(|| t.text("kind-erased"), |kind| words::kind(t, kind))
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn the_filter_is_the_address() {
        let pairs = [("who", "nadia "), ("route", "GET /missing/{id}"), ("sort", "-hour"), ("day", "2026-11-25")];
        let pairs: Vec<(String, String)> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let filter = Filter::read(&pairs);
        assert_eq!(filter.query(), "?who=nadia&route=GET%20%2Fmissing%2F%7Bid%7D&day=2026-11-25");
        assert!(!filter.is_open() && Filter::read(&[]).is_open());
    }
}
