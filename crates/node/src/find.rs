//! A record by the word that people have for it, and the list of all of them.

use rooms::header::{Purpose, RecordId, State};

use crate::audit::budget::lines_of;
use crate::door::{Asked, Asking, Outcome, Standing};
use crate::kinds::{KINDS, name_of, purposes};
use crate::view::{Row, View};
use crate::{Action, Node, NodeError, Principal};

/// One line of the list of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub record: RecordId,
    /// The word of its kind.
    pub kind: String,
    /// The name that it had where it came from.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// Whether a legal hold lies on it.
    pub hold: bool,
}

impl Node {
    /// The record that a word names: its name where it came from (`M-0007`), its kind and that name
    /// (`missing-person/M-0007`), or the 32 digits of its id, with hyphens or without.
    ///
    /// A locked node knows ids only.
    ///
    /// # Errors
    /// Where nothing or more than one record is named so, the firewall refuses, or the node is locked.
    pub async fn find(&self, who: &Principal, word: &str) -> Result<RecordId, NodeError> {
        self.find_as(std::slice::from_ref(who), word).await
    }

    /// The same for somebody in several roles: what one of them may see is found, and told of that one.
    pub(crate) async fn find_as(&self, all: &[Principal], word: &str) -> Result<RecordId, NodeError> {
        let state = self.state.read().await;
        let standing: Vec<Standing<'_>> = all.iter().map(|who| Standing::of(&state.view.keys, who)).collect();
        let mut asking: Vec<Vec<(Purpose, Asking<'_>)>> =
            standing.iter().map(|who| self.by_purpose(&state.view, who, Action::Find)).collect();
        let Some(first) = standing.first().map(Standing::who) else { return Err(NodeError::NoSuchRecord) };
        let refusal = Asked { who: first, action: Action::Find, purpose: None, filter: word };
        if !asking.iter_mut().flatten().any(|(_, asking)| asking.has_hope()) {
            self.tell(refusal, Outcome::Refused, &[]).await?;
            return Err(refusal.refused());
        }
        let mut seen_by = |row: &Row| {
            asking.iter_mut().position(|by_purpose| {
                let of_its_own = by_purpose.iter_mut().find(|(purpose, _)| *purpose == row.header.purpose);
                of_its_own.is_some_and(|(_, asking)| asking.allows(row))
            })
        };
        if let Some(id) = record_id(word) {
            let row = state.view.rows.get(&id.to_bytes());
            let row = row.filter(|row| KINDS.contains(&row.header.kind.as_str()) && seen_by(row).is_some());
            if row.is_none() {
                self.tell(refusal, Outcome::Refused, &[]).await?;
            }
            return row.map(|row| row.header.record).ok_or(NodeError::NoSuchRecord);
        }
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let mut found = named(&state.view, word)?;
        found.retain(|row| seen_by(row).is_some());
        let at = found.first().and_then(|row| seen_by(row)).unwrap_or(0);
        let who = standing.get(at).map_or(first, Standing::who);
        let is_alarm = asking.iter().flatten().any(|(_, asking)| asking.outcome(true) == Outcome::Alarm);
        let outcome = if is_alarm { Outcome::Alarm } else { Outcome::Allowed };
        let purpose = found.first().map_or(Purpose::Tracing, |row| row.header.purpose);
        let entries: Vec<_> = found.iter().map(|row| row.index).collect();
        self.tell(Asked::new(who, Action::Find, purpose, word), outcome, &entries).await?;
        match found.as_slice() {
            [] => Err(NodeError::NoSuchRecord),
            [row] => Ok(row.header.record),
            several => Err(NodeError::Ambiguous { word: word.to_owned(), meant: spelled_out(word, several) }),
        }
    }

    /// The same question for each purpose that listed kinds have: of a record it is asked for what that record is kept for.
    fn by_purpose<'a>(&'a self, view: &'a View, who: &'a Standing<'_>, action: Action) -> Vec<(Purpose, Asking<'a>)> {
        purposes().into_iter().map(|purpose| (purpose, self.asking(view, who, action, purpose))).collect()
    }

    /// All records, by kind and in the order in which they came; events of the node's own keeping are none.
    ///
    /// # Errors
    /// Where no kind has that word, the firewall refuses, or the node is locked.
    pub async fn records(&self, who: &Principal, kind: Option<&str>) -> Result<Vec<Listed>, NodeError> {
        self.records_for(who, kind, &Purpose::ALL).await
    }

    /// The same of records that are kept for some purposes.
    pub(crate) async fn records_for(
        &self,
        who: &Principal,
        kind: Option<&str>,
        purposes: &[Purpose],
    ) -> Result<Vec<Listed>, NodeError> {
        let kinds = match kind {
            None => KINDS,
            Some(word) => {
                let at = KINDS.iter().position(|kind| *kind == word);
                let at = at.ok_or_else(|| NodeError::UnknownKind { kind: word.to_owned(), known: KINDS.join(", ") })?;
                &KINDS[at..=at]
            }
        };
        let state = self.state.read().await;
        let standing = Standing::of(&state.view.keys, who);
        let who = standing.who();
        let mut by_purpose = self.by_purpose(&state.view, &standing, Action::List);
        if !by_purpose.iter_mut().any(|(_, asking)| asking.has_hope()) {
            let asked = Asked { who, action: Action::List, purpose: None, filter: kind.unwrap_or_default() };
            self.tell(asked, Outcome::Refused, &[]).await?;
            return Err(asked.refused());
        }
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let mut listed = Vec::new();
        for kind in kinds {
            let mut rows = state.view.of_kind(kind);
            rows.retain(|row| {
                if !purposes.contains(&row.header.purpose) {
                    return false;
                }
                let of_its_own = by_purpose.iter_mut().find(|(purpose, _)| *purpose == row.header.purpose);
                of_its_own.is_some_and(|(_, asking)| asking.allows(row))
            });
            let Some(first) = rows.first() else { continue };
            let entries: Vec<_> = rows.iter().map(|row| row.index).collect();
            let of_first = by_purpose.iter().find(|(purpose, _)| *purpose == first.header.purpose);
            let outcome = of_first.map_or(Outcome::Allowed, |(_, asking)| asking.outcome(true));
            let filter = lines_of(kind);
            self.tell(Asked::new(who, Action::List, first.header.purpose, &filter), outcome, &entries).await?;
            for row in rows {
                // a row whose key is gone has no name, and is listed nowhere else either
                let Some(name) = name_of(row)? else { continue };
                listed.push(Listed {
                    record: row.header.record,
                    kind: (*kind).to_owned(),
                    name,
                    version: row.version,
                    state: row.header.state,
                    hold: row.header.hold,
                });
            }
        }
        Ok(listed)
    }
}

/// The records of that name, of one kind where the word says which.
fn named<'a>(view: &'a View, word: &str) -> Result<Vec<&'a Row>, NodeError> {
    let of_one_kind =
        word.split_once('/').and_then(|(kind, name)| Some((KINDS.iter().position(|it| *it == kind)?, name)));
    let (kinds, name) = match of_one_kind {
        Some((at, name)) => (&KINDS[at..=at], name),
        None => (KINDS, word),
    };
    let mut found = Vec::new();
    for row in view.rows.values().filter(|row| kinds.contains(&row.header.kind.as_str())) {
        if name_of(row)?.as_deref() == Some(name) {
            found.push(row);
        }
    }
    Ok(found)
}

/// The words that tell them apart: kind and name where that suffices, ids otherwise.
fn spelled_out(word: &str, rows: &[&Row]) -> String {
    let name = word.split_once('/').filter(|(kind, _)| KINDS.contains(kind)).map_or(word, |(_, name)| name);
    let kinds: std::collections::BTreeSet<&str> = rows.iter().map(|row| row.header.kind.as_str()).collect();
    let words: Vec<String> = if kinds.len() == rows.len() {
        kinds.iter().map(|kind| format!("`{kind}/{name}`")).collect()
    } else {
        rows.iter().map(|row| format!("`{}`", row.header.record)).collect()
    };
    words.join(", ")
}

/// An id of 32 digits, with or without hyphens.
pub(crate) fn record_id(word: &str) -> Option<RecordId> {
    if word.len() != 32 || !word.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return word.parse().ok();
    }
    let word = word.to_ascii_lowercase();
    let parts = [&word[..8], &word[8..12], &word[12..16], &word[16..20], &word[20..]];
    parts.join("-").parse().ok()
}
