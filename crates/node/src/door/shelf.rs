//! What the door keeps ready between two questions: the names of records, and who may see which. It is forgotten as soon as
//! anything in memory changes, so that a lock and an erasure take it along.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use firewall::{Action, Principal};
use rooms::header::{Hour, Purpose};

use super::Permitted;
use crate::NodeError;
use crate::kinds::name_of;
use crate::view::View;

/// Most answers that are kept ready at once: those of some people on some pages.
const KEPT_MAX: usize = 64;

/// Records by kind and name, and answers of `permitted`.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    names: Option<Arc<Names>>,
    /// Of this hour: agreements end with the clock.
    hour: Hour,
    answers: HashMap<Question, Permitted>,
}

/// The ids of records by kind and name.
pub(super) type Names = HashMap<String, BTreeMap<String, Vec<[u8; 16]>>>;

/// All that an answer depends on, beside what is in memory.
#[derive(Eq, Hash, PartialEq)]
pub(super) struct Question {
    principal: String,
    organisation: String,
    words: [&'static str; 5],
    kind: String,
}

impl Question {
    pub(super) fn new(who: &Principal, action: Action, purpose: Purpose, kind: &str) -> Self {
        let words = [who.sector.as_str(), who.role.as_str(), who.status.as_str(), action.as_str(), purpose.as_str()];
        let (principal, organisation) = (who.handle.to_string(), who.organisation.to_string());
        Self { principal, organisation, words, kind: kind.to_owned() }
    }
}

impl Shelf {
    /// Forgets all of it.
    pub(crate) fn forget(&self) {
        *self.kept() = Kept::default();
    }

    pub(super) fn answer(&self, hour: Hour, question: &Question) -> Option<Permitted> {
        let kept = self.kept();
        kept.answers.get(question).filter(|_| kept.hour == hour).cloned()
    }

    pub(super) fn keep(&self, hour: Hour, question: Question, answer: Permitted) {
        let mut kept = self.kept();
        if kept.hour != hour || kept.answers.len() >= KEPT_MAX {
            kept.answers.clear();
            kept.hour = hour;
        }
        kept.answers.insert(question, answer);
    }

    /// The names of a view; the caller holds it, so that nothing changes meanwhile.
    pub(super) fn names(&self, view: &View) -> Result<Arc<Names>, NodeError> {
        let mut kept = self.kept();
        if let Some(names) = &kept.names {
            return Ok(Arc::clone(names));
        }
        let mut names = Names::new();
        let own = view.keys.own()?;
        // a name is that of one record among those of one organisation: another's record of that name opens nothing here
        for (id, row) in view.rows.iter().filter(|(_, row)| row.header.owner == *own) {
            if let Some(name) = name_of(row)? {
                let of_kind = names.entry(row.header.kind.to_string()).or_default();
                of_kind.entry(name).or_default().push(*id);
            }
        }
        Ok(Arc::clone(kept.names.insert(Arc::new(names))))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // what a panic left behind is thrown away with the next change at the latest
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
