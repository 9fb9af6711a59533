//! What the handlers share, and how far the register can be shown: it comes when the node is unlocked and goes when it is
//! locked.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use facts::PartialDate;
use rooms::missing::views::Situation;

use crate::assets::Assets;
use crate::content::{Content, Identification};
use crate::frame::Framing;
use crate::keeper::{Attempts, Keeper};
use crate::locale::Locale;
use crate::problem::Problem;

/// What the pages say about the node that they show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeFacts {
    /// Its name.
    pub name: String,
    /// Whether its register is made up.
    pub is_demo: bool,
    /// Whether it opens itself, without a person.
    pub is_unattended: bool,
}

/// How far the register can be shown.
#[derive(Clone)]
pub enum Shown {
    /// There is none.
    Empty,
    /// The node is locked.
    Locked,
    /// It is being compared for the first time since the node was unlocked.
    Computing(Progress),
    /// It cannot be compared; the words say why.
    Unreadable(String),
    /// It is there.
    Ready(Arc<Identification>),
}

/// Steps done, of how many.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<(AtomicUsize, AtomicUsize)>);

impl Progress {
    /// Takes note of steps done; `total` may still grow.
    pub fn set(&self, done: usize, total: usize) {
        self.0.1.store(total, Ordering::Relaxed);
        self.0.0.store(done, Ordering::Relaxed);
    }

    /// Steps done, and of how many; 0 of 0 before the first.
    #[must_use]
    pub fn get(&self) -> (usize, usize) {
        (self.0.0.load(Ordering::Relaxed), self.0.1.load(Ordering::Relaxed))
    }
}

/// What changes while the pages are served.
struct Stage {
    shown: Shown,
    /// A newer register is being compared, and the one shown is from before.
    renewing: Option<Progress>,
}

/// What the handlers share.
pub struct Site {
    /// What everybody may see; its register lies in the stage.
    pub(crate) content: Content,
    /// The situation of all incidents, folded once.
    pub(crate) situation: Situation,
    /// Position of each incident by its id.
    pub(crate) incident_by_id: HashMap<String, usize>,
    /// Date of the newest incident.
    pub(crate) newest: Option<PartialDate>,
    /// Addresses of the built files.
    pub(crate) assets: Assets,
    pub(crate) node: Option<NodeFacts>,
    pub(crate) keeper: Option<Box<dyn Keeper>>,
    pub(crate) attempts: Attempts,
    /// Records that do not open although the node is unlocked.
    closed_count: AtomicUsize,
    stage: RwLock<Stage>,
}

impl From<Content> for Arc<Site> {
    fn from(content: Content) -> Self {
        Self::new(Site::new(content))
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Site").field("node", &self.node).finish_non_exhaustive()
    }
}

impl Site {
    /// Prepares what every request needs.
    #[must_use]
    pub fn new(mut content: Content) -> Self {
        let situation = Situation::of(&content.incidents);
        let ids = content.incidents.iter().enumerate();
        let incident_by_id = ids.map(|(index, incident)| (incident.incident_id.clone(), index)).collect();
        let dates = content.incidents.iter().filter_map(|incident| incident.date);
        let newest = dates.max_by_key(|date| date.last_day());
        let shown = content.register.take().map_or(Shown::Empty, |read| Shown::Ready(Arc::new(read)));
        Self {
            situation,
            incident_by_id,
            newest,
            assets: Assets::read(),
            content,
            node: None,
            keeper: None,
            attempts: Attempts::default(),
            closed_count: AtomicUsize::new(0),
            stage: RwLock::new(Stage { shown, renewing: None }),
        }
    }

    /// The pages of a node, which is locked until [`Site::show`] says otherwise; `keeper` unlocks it.
    #[must_use]
    pub fn of_node(content: Content, node: NodeFacts, keeper: impl Keeper) -> Self {
        let site = Self { node: Some(node), keeper: Some(Box::new(keeper)), ..Self::new(content) };
        site.show(Shown::Locked);
        site
    }

    /// Changes what is shown from now on. What was shown before goes with the last answer that holds it.
    pub fn show(&self, shown: Shown) {
        *self.stage.write().unwrap_or_else(PoisonError::into_inner) = Stage { shown, renewing: None };
    }

    /// Says that a newer register is being compared, while the one before goes on being shown.
    pub fn renew(&self, progress: Progress) {
        self.stage.write().unwrap_or_else(PoisonError::into_inner).renewing = Some(progress);
    }

    /// How far the register can be shown now.
    #[must_use]
    pub fn shown(&self) -> Shown {
        self.stage.read().unwrap_or_else(PoisonError::into_inner).shown.clone()
    }

    /// Takes note of how many records do not open although the node is unlocked: the pages say so.
    pub fn note_closed(&self, count: usize) {
        self.closed_count.store(count, Ordering::Relaxed);
    }

    pub(crate) fn closed_count(&self) -> usize {
        self.closed_count.load(Ordering::Relaxed)
    }

    pub(crate) fn renewing(&self) -> Option<Progress> {
        self.stage.read().unwrap_or_else(PoisonError::into_inner).renewing.clone()
    }

    /// The register for a page of it, or the page that says why there is none now.
    pub(crate) fn register(&self, framing: &Framing) -> Result<Read, Problem> {
        match self.shown() {
            Shown::Ready(read) => Ok(Read(Some(read))),
            Shown::Empty => Ok(Read(None)),
            Shown::Locked => Err(Problem::locked(framing.clone())),
            Shown::Computing(progress) => Err(Problem::computing(framing.clone(), &progress)),
            Shown::Unreadable(why) => Err(Problem::unreadable(framing.clone(), why)),
        }
    }

    /// Whose data the incidents are, in one sentence.
    #[must_use]
    pub(crate) fn attribution(&self, t: &Locale) -> String {
        self.content.attribution.line(t, self.newest)
    }
}

/// A register for the length of one answer; `None` where the node holds none.
pub(crate) struct Read(Option<Arc<Identification>>);

impl Read {
    pub(crate) fn as_ref(&self) -> Option<&Identification> {
        self.0.as_deref()
    }
}
