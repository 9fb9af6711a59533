//! Showing what was read before: pages that a machine computed say which records they show to whom.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use firewall::{Action, Principal};
use journal::Index;
use rooms::header::{Hour, Purpose};
use tokio::sync::Mutex;

use super::{Asked, Outcome, Standing};
use crate::kinds::name_of;
use crate::view::View;
use crate::{Node, NodeError, clock};

/// The records of a kind that somebody may see, by the name that they have where they came from.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Permitted {
    names: Arc<BTreeSet<String>>,
}

impl Permitted {
    /// Whether a record of that name is among them.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Most answers that are kept ready at once: those of some people on some pages.
const KEPT_MAX: usize = 64;

/// Records by kind and name, and answers of [`Node::permitted`], both of one revision of the view.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    at: (u64, Hour),
    names: Option<Arc<Names>>,
    answers: HashMap<Question, Permitted>,
}

/// The ids of records by kind and name.
type Names = HashMap<String, BTreeMap<String, Vec<[u8; 16]>>>;

/// All that an answer depends on.
#[derive(Eq, Hash, PartialEq)]
struct Question {
    principal: String,
    organisation: String,
    words: [&'static str; 5],
    kind: String,
}

impl Question {
    fn new(who: &Principal, action: Action, purpose: Purpose, kind: &str) -> Self {
        let words = [who.sector.as_str(), who.role.as_str(), who.status.as_str(), action.as_str(), purpose.as_str()];
        Self {
            principal: who.handle.to_string(),
            organisation: who.organisation.to_string(),
            words,
            kind: kind.to_owned(),
        }
    }
}

impl Kept {
    /// Forgets what is of another revision or hour: agreements end with the clock.
    fn bring_to(&mut self, at: (u64, Hour)) {
        if self.at != at {
            *self = Self { at, ..Self::default() };
        }
    }

    fn names(&mut self, view: &View) -> Result<Arc<Names>, NodeError> {
        if let Some(names) = &self.names {
            return Ok(Arc::clone(names));
        }
        let mut names = Names::new();
        for (id, row) in &view.rows {
            if let Some(name) = name_of(row)? {
                let of_kind = names.entry(row.header.kind.to_string()).or_default();
                of_kind.entry(name).or_default().push(*id);
            }
        }
        Ok(Arc::clone(self.names.insert(Arc::new(names))))
    }
}

impl Node {
    /// Which records of a kind this principal may see, by the name that they have where they came from. It shows nothing
    /// yet, and writes no line but where it refuses: [`Node::show`] tells what is shown.
    ///
    /// # Errors
    /// Where the firewall refuses, or the node is locked.
    pub async fn permitted(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
        kind: &str,
    ) -> Result<Permitted, NodeError> {
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let asked = Asked::new(who.who(), action, purpose, kind);
        let mut shelf = self.shelf.0.lock().await;
        shelf.bring_to((self.revision(), clock::hour()));
        let question = Question::new(who.who(), action, purpose, kind);
        if let Some(known) = shelf.answers.get(&question) {
            return Ok(known.clone());
        }
        let mut asking = self.asking(&state.view, &who, action, purpose);
        self.hopeful(&mut asking, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let names = shelf.names(&state.view)?;
        let mut seen = BTreeSet::new();
        for (name, ids) in names.get(kind).into_iter().flatten() {
            if ids.iter().filter_map(|id| state.view.rows.get(id)).any(|row| asking.allows(row)) {
                seen.insert(name.clone());
            }
        }
        if asking.outcome(true) == Outcome::Alarm {
            self.tell(asked, Outcome::Alarm, &[]).await?;
        }
        let permitted = Permitted { names: Arc::new(seen) };
        if shelf.answers.len() >= KEPT_MAX {
            shelf.answers.clear();
        }
        shelf.answers.insert(question, permitted.clone());
        Ok(permitted)
    }

    /// Tells that records were shown, each by kind and name, and returns when the line is durable: a page goes out after it.
    ///
    /// # Errors
    /// Where one of them may not be seen, or is not there by now: then none may be shown.
    pub async fn show(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
        rendered: &[(&str, &str)],
    ) -> Result<(), NodeError> {
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let filter = rendered.iter().map(|(kind, name)| format!("{kind}/{name}\n")).collect::<String>();
        let asked = Asked::new(who.who(), action, purpose, &filter);
        let mut asking = self.asking(&state.view, &who, action, purpose);
        self.hopeful(&mut asking, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let names = {
            let mut shelf = self.shelf.0.lock().await;
            shelf.bring_to((self.revision(), clock::hour()));
            shelf.names(&state.view)?
        };
        let mut entries: Vec<Index> = Vec::new();
        for (kind, name) in rendered {
            let ids = names.get(*kind).and_then(|names| names.get(*name));
            let rows = ids.into_iter().flatten().filter_map(|id| state.view.rows.get(id));
            let before = entries.len();
            entries.extend(rows.filter(|row| asking.allows(row)).map(|row| row.index));
            if entries.len() == before {
                self.tell(asked, asking.outcome(false), &[]).await?;
                return Err(NodeError::NoSuchRecord);
            }
        }
        entries.sort_unstable();
        entries.dedup();
        self.tell(asked, asking.outcome(true), &entries).await
    }
}
