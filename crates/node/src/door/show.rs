//! Showing what was read before: pages that a machine computed say which records they show to whom.

use std::collections::BTreeSet;
use std::sync::Arc;

use firewall::{Action, Principal};
use journal::Index;
use rooms::header::Purpose;

use super::shelf::Question;
use super::{Asked, Outcome, Standing};
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

impl Node {
    /// Which records of a kind in the register of the node's own organisation this principal may see, by the name that they
    /// have where they came from. It shows nothing
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
        let (hour, question) = (clock::hour(), Question::new(who.who(), action, purpose, kind));
        if let Some(known) = self.shelf.answer(hour, &question) {
            return Ok(known);
        }
        let mut asking = self.asking(&state.view, &who, action, purpose);
        self.hopeful(&mut asking, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let names = self.shelf.names(&state.view)?;
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
        self.shelf.keep(hour, question, permitted.clone());
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
        let names = self.shelf.names(&state.view)?;
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
