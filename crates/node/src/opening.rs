//! A node that is running: opened locked, unlocked and locked again, its view following the log.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use firewall::{Action, Firewall};
use journal::{LogKey, LogPublic};
use rooms::header::PersonRef;
use store::Store;
use store::seal::{KeyPair, Wrapper};
use store::sqlite::SqliteStore;
use tokio::sync::{Mutex, RwLock, watch};

use crate::accounts::Accounts;
use crate::audit::budget::Budgets;
use crate::custody::Turns;
use crate::door::{self, Shelf};
use crate::keys::{UNATTENDED, Unlocked, role_slot, unwrap_pair};
use crate::kinds::KINDS;
use crate::layout::{self, Layout};
use crate::settings::Settings;
use crate::snapshot::{SnapshotUse, Snapshots};
use crate::view::{Row, View};
use crate::{NodeError, Principal, family, holders};

/// By which way members come, until it is said.
const MEMBER: &str = "member";

/// A node. All records go in and out through its [door](crate::door).
pub struct Node {
    pub(crate) layout: Layout,
    pub(crate) settings: Settings,
    pub(crate) store: Arc<SqliteStore>,
    pub(crate) wrapper: Wrapper,
    pub(crate) state: Arc<RwLock<State>>,
    pub(crate) snapshots: Snapshots,
    /// One import at a time, so that each sees what the one before left.
    pub(crate) importing: Mutex<()>,
    /// Sessions, and whose guess at a passphrase comes next.
    pub(crate) accounts: Accounts,
    /// Counts what changed in memory.
    revision: watch::Sender<u64>,
    /// What keeps writes and events of custody apart.
    pub(crate) custody: Turns,
    /// What decides at the door.
    pub(crate) firewall: Firewall,
    /// Policies that failed while they were asked.
    pub(crate) alarms: AtomicU64,
    /// How much each was shown.
    pub(crate) budgets: Budgets,
    /// What the door keeps ready between two questions.
    pub(crate) shelf: Shelf,
    /// Families that are signed in.
    pub(crate) families: family::Sessions,
    is_unattended: bool,
}

/// What is in memory.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) view: View,
    pub(crate) unlocked: Option<Unlocked>,
    /// How many records were erased when the contexts were last forgotten.
    erased_count: usize,
    pub(crate) snapshot: SnapshotUse,
}

/// The session of a signed-in member: their organisation's role keys, wiped when this is dropped.
pub struct Member {
    pub(crate) principal: Principal,
    /// Newest first: what was sealed before a member left opens with an older one.
    pub(crate) roles: Vec<KeyPair>,
}

impl Member {
    /// Who the member is at the door.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// The same member acting in another of their roles, or by another way: as a principal of the same name.
    ///
    /// # Errors
    /// Where it is somebody else.
    pub fn acting_as(self, principal: Principal) -> Result<Self, NodeError> {
        if principal.handle != self.principal.handle || principal.organisation != self.principal.organisation {
            return Err(NodeError::NoSuchHolder { handle: principal.handle.to_string() });
        }
        Ok(Self { principal, ..self })
    }
}

impl Node {
    /// Opens a node. It stays locked, unless a file opens it without a person.
    ///
    /// # Errors
    /// Where no node lies there, another process has it, its log is not what was signed, or a policy of its operator does
    /// not load.
    pub async fn open_directory(path: &Path) -> Result<Self, NodeError> {
        let layout = Layout::new(path);
        let settings = Settings::load(&layout.settings())?;
        let seed = layout::read_secret(&layout.log_key()).map_err(NodeError::file("read", &layout.log_key()))?;
        let key = LogKey::from_seed(*seed);
        if LogPublic::parse_verifier(&settings.log_key) != Ok((settings.name.clone(), key.public())) {
            return Err(NodeError::damaged("`log.key` is not the key that `node.toml` names"));
        }
        let firewall = door::load_policies(&layout.policies())?;
        let store = Arc::new(SqliteStore::open(&layout.journal(), key, &settings.name)?);
        let file = layout.unattended_key();
        let is_unattended = file.exists();
        let state = Arc::new(RwLock::new(State::default()));
        let (importing, accounts, revision) = (Mutex::new(()), Accounts::new(&seed)?, watch::Sender::new(0));
        let (wrapper, custody, snapshots) = (Wrapper::new(), Turns::default(), Snapshots::default());
        let (alarms, shelf, families) = (AtomicU64::new(0), Shelf::default(), family::Sessions::default());
        let budgets = Budgets::default();
        #[rustfmt::skip]
        let node = Self {
            settings, store, wrapper, state, snapshots, importing, accounts, custody, revision, layout, is_unattended,
            firewall, alarms, shelf, families, budgets,
        };
        node.follow().await?;
        node.sweep_blobs().await?;
        if is_unattended {
            let seed = layout::read_secret(&file).map_err(NodeError::file("read", &file))?;
            node.unlock_with(&KeyPair::derive(&seed), UNATTENDED).await?;
        }
        Ok(node)
    }

    /// Whether the node in a directory opens itself, from a file that lies beside its data.
    #[must_use]
    pub fn opens_itself(path: &Path) -> bool {
        Layout::new(path).unattended_key().exists()
    }

    /// The node's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// The node's directory.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.layout.root()
    }

    /// Counts each unlocking, each locking and each change of what is in memory: who shows any of it looks again.
    #[must_use]
    pub fn revisions(&self) -> watch::Receiver<u64> {
        self.revision.subscribe()
    }

    /// How many records were erased so far: where it grows, what is shown of them goes at once.
    pub async fn erased_count(&self) -> usize {
        self.state.read().await.view.keys.erased.len()
    }

    /// How many records do not open although the node is unlocked: their key or their content is damaged or gone. They are
    /// in no list and no comparison; [`Node::verify`] names them.
    pub async fn closed_count(&self) -> usize {
        let state = self.state.read().await;
        if state.unlocked.is_none() {
            return 0;
        }
        let is_closed = |row: &&Row| row.matching.is_none() && KINDS.contains(&row.header.kind.as_str());
        state.view.rows.values().filter(is_closed).count()
    }

    /// Whether the node was made for made-up data.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.settings.demo
    }

    /// Whether a file opens the node without a person: whoever takes the disk then takes what it tells.
    #[must_use]
    pub fn is_unattended(&self) -> bool {
        self.is_unattended
    }

    /// Whether the private keys are not in memory.
    pub async fn is_locked(&self) -> bool {
        self.state.read().await.unlocked.is_none()
    }

    /// Takes the node's private keys into memory, by an administrator's passphrase, and folds the view.
    ///
    /// # Errors
    /// Where the passphrase opens no key of that holder, or they are no administrator.
    pub async fn unlock(&self, handle: &str, passphrase: &str) -> Result<(), NodeError> {
        let holder = self.holder(handle, passphrase).await?;
        self.unlock_with(holder.pair(), handle).await
    }

    async fn unlock_with(&self, pair: &KeyPair, to: &str) -> Result<(), NodeError> {
        // no event comes between the slots and what the log says of them
        let settled = self.custody.writing.read().await;
        let slots = self.store.slots().await?;
        let mut state = self.state.write().await;
        // nothing to fold, unless an unlocking was given up halfway
        self.fold_on(&mut state).await?;
        let unlocked = Unlocked::with(&self.wrapper, pair, to, &slots, &state.view.keys)?;
        let today = state.view.keys.node()?.epoch;
        // two views at once would take twice the memory
        *state = State::default();
        let (view, snapshot) = self.load_snapshot(unlocked.epoch(today)?).await?;
        *state = State { view: view.unwrap_or_default(), unlocked: Some(unlocked), snapshot, ..State::default() };
        self.fold_on(&mut state).await?;
        drop((state, settled));
        self.recount_budgets().await?;
        // an epoch that was cut off goes on; others read and write meanwhile
        match self.finish_epoch().await {
            // a key that does not open keeps the epoch open, and not the node shut; `verify` names it
            Err(NodeError::Damaged { .. }) => Ok(()),
            finished => finished,
        }
    }

    /// Wipes the private keys and all that they opened.
    ///
    /// # Errors
    /// Where the headers cannot be read again.
    pub async fn lock(&self) -> Result<(), NodeError> {
        self.save_last_snapshot().await;
        self.accounts.sessions.clear();
        let mut state = self.state.write().await;
        *state = State::default();
        self.wrapper.forget();
        self.families.forget();
        self.fold_on(&mut state).await
    }

    /// Signs a member in: opens their organisation's role key. They act in the first of their roles that opens anything
    /// sealed, until [`Member::acting_as`] says otherwise.
    ///
    /// # Errors
    /// Where the passphrase opens no key of that holder, or they are no member.
    pub async fn member(&self, handle: &str, passphrase: &str) -> Result<Member, NodeError> {
        let holder = self.holder(handle, passphrase).await?;
        let slots = self.store.slots().await?;
        let reference = PersonRef::new(handle).map_err(|_| holders::wrong(handle))?;
        let state = self.state.read().await;
        let facts = state.view.keys.holders.get(&reference).ok_or_else(|| holders::wrong(handle))?;
        let organisation = state.view.keys.organisation(&facts.organisation)?;
        let roles = (1..=organisation.role).rev().map(|role| {
            unwrap_pair(&self.wrapper, holder.pair(), handle, &slots, &role_slot(&facts.organisation, role, handle))
        });
        let roles = roles.collect::<Result<_, _>>()?;
        let mut acting = door::principals(&state.view.keys, facts, MEMBER);
        let opens = |who: &Principal| self.may_at_all(&state, who, Action::Open, None);
        let first = acting.iter().position(opens).unwrap_or(0);
        if acting.is_empty() {
            return Err(holders::wrong(handle));
        }
        Ok(Member { principal: acting.swap_remove(first), roles })
    }

    /// Folds what was appended since the last time.
    pub(crate) async fn follow(&self) -> Result<(), NodeError> {
        let mut state = self.state.write().await;
        self.fold_on(&mut state).await
    }

    async fn fold_on(&self, state: &mut State) -> Result<(), NodeError> {
        self.fold_rest(state).await?;
        self.forget_what_ended(state);
        self.shelf.forget();
        self.revision.send_modify(|count| *count += 1);
        Ok(())
    }

    /// Wipes keys of closed epochs, and the contexts that open what was erased.
    fn forget_what_ended(&self, state: &mut State) {
        let State { view, unlocked, erased_count, snapshot: _ } = state;
        let is_closed = unlocked.as_mut().is_some_and(|unlocked| unlocked.close(&view.keys));
        if is_closed || view.keys.erased.len() > *erased_count {
            self.wrapper.forget();
        }
        *erased_count = view.keys.erased.len();
    }

    /// SHA-256 of the view: the same log gives the same hash.
    ///
    /// # Errors
    /// Where a header has no spelling.
    pub async fn view_hash(&self) -> Result<[u8; 32], NodeError> {
        self.state.read().await.view.hash()
    }

    /// Folds the view anew from the whole log, and gives its hash. No snapshot is used, and none stays.
    ///
    /// # Errors
    /// Where the log cannot be read.
    pub async fn rebuild(&self) -> Result<[u8; 32], NodeError> {
        self.remove_snapshot().await?;
        let mut state = self.state.write().await;
        state.view = View::default();
        self.fold_on(&mut state).await?;
        state.view.hash()
    }

    /// Finishes what was begun and lets go of the directory.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub async fn close(self) -> Result<(), NodeError> {
        self.save_last_snapshot().await;
        match Arc::try_unwrap(self.store) {
            Ok(store) => Ok(store.close().await?),
            // a write is still on its way; the last holder closes at its drop
            Err(_) => Ok(()),
        }
    }
}
