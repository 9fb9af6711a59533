//! What the handlers share, and how far the register can be shown: it comes when the node is unlocked and goes when it is
//! locked.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use facts::PartialDate;
use firewall::Action;
use node::Node;
use rooms::header::Purpose;
use rooms::missing::views::Situation;

use crate::assets::Assets;
use crate::content::{Content, Identification};
use crate::frame::Framing;
use crate::front::Front;
use crate::guard::Reader;
use crate::keeper::{Attempts, Keeper};
use crate::locale::Locale;
use crate::problem::Problem;
use crate::rooms::accounts::Pending;
use crate::rooms::missing::hypotheses_of::HypothesisRow;
use crate::rooms::missing::sight::Sight;

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

/// A made-up colleague of a demonstration, as whom everybody may look around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Their name.
    pub handle: String,
    /// Their password: it guards made-up data, and everybody may know it.
    pub password: String,
    /// What they may act as.
    pub role: firewall::Role,
    /// They are of another organisation, of this part of society.
    pub elsewhere: Option<rooms::header::Sector>,
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
    /// Under which names it is answered.
    pub(crate) front: Front,
    /// The node whose records are shown.
    opened: Option<Arc<Node>>,
    /// As whom one may look around in a demonstration.
    pub(crate) colleagues: Vec<Colleague>,
    pub(crate) keeper: Option<Box<dyn Keeper>>,
    pub(crate) attempts: Attempts,
    /// Who has typed a right password and is asked for a code.
    pub(crate) pending: Pending,
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
    pub fn new(content: Content) -> Self {
        let situation = Situation::of(&content.incidents);
        let ids = content.incidents.iter().enumerate();
        let incident_by_id = ids.map(|(index, incident)| (incident.incident_id.clone(), index)).collect();
        let dates = content.incidents.iter().filter_map(|incident| incident.date);
        let newest = dates.max_by_key(|date| date.last_day());
        Self {
            situation,
            incident_by_id,
            newest,
            assets: Assets::read(),
            content,
            node: None,
            front: Front::default(),
            opened: None,
            colleagues: Vec::new(),
            keeper: None,
            attempts: Attempts::default(),
            pending: Pending::default(),
            closed_count: AtomicUsize::new(0),
            stage: RwLock::new(Stage { shown: Shown::Empty, renewing: None }),
        }
    }

    /// The pages of a node, which is locked until [`Site::show`] says otherwise; `keeper` unlocks it.
    #[must_use]
    pub fn of_node(content: Content, node: NodeFacts, keeper: impl Keeper) -> Self {
        let site = Self { node: Some(node), keeper: Some(Box::new(keeper)), ..Self::new(content) };
        site.show(Shown::Locked);
        site
    }

    /// The same with the node whose records are shown, each through its door.
    #[must_use]
    pub fn behind(self, node: Arc<Node>) -> Self {
        Self { opened: Some(node), ..self }
    }

    /// The same under other names than those of this machine.
    #[must_use]
    pub fn under(self, front: Front) -> Self {
        Self { front, ..self }
    }

    /// The same with made-up colleagues, as whom everybody may look around; a node that is no demonstration has none.
    #[must_use]
    pub fn with_colleagues(self, colleagues: Vec<Colleague>) -> Self {
        let is_demo = self.opened.as_ref().is_some_and(|node| node.is_demo());
        Self { colleagues: if is_demo { colleagues } else { Vec::new() }, ..self }
    }

    /// The node whose records are shown.
    #[must_use]
    pub fn opened(&self) -> Option<&Node> {
        self.opened.as_deref()
    }

    /// The same, to be held for the length of a stream.
    pub(crate) fn node_itself(&self) -> Option<&Arc<Node>> {
        self.opened.as_ref()
    }

    /// Whether nothing but what is published can be shown.
    pub(crate) async fn is_locked(&self) -> bool {
        match &self.opened {
            Some(node) => node.is_locked().await,
            None => matches!(self.shown(), Shown::Locked),
        }
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

    /// The register for a page of it, as far as its reader may see it, or the page that says why there is none now.
    pub(crate) async fn register(&self, framing: &Framing, reader: &Reader, action: Action) -> Result<Read, Problem> {
        let read = match self.shown() {
            Shown::Ready(read) => read,
            Shown::Empty => return Ok(Read(None)),
            Shown::Locked => return Err(Problem::locked(framing.clone())),
            Shown::Computing(progress) => return Err(Problem::computing(framing.clone(), &progress)),
            Shown::Unreadable(why) => return Err(Problem::unreadable(framing.clone(), why)),
        };
        // no register is shown without the node that it came from
        let node = self.opened().ok_or_else(|| Problem::not_found(framing.clone()))?;
        let sight = Sight::of(node, reader, action).await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
        Ok(Read(Some(sight.of_register(read))))
    }

    /// Tells the node which records a page shows, each by kind and name, and waits until that is written down for good.
    pub(crate) async fn tell(
        &self,
        framing: &Framing,
        reader: &Reader,
        action: Action,
        rendered: &Rendered<'_>,
    ) -> Result<(), Problem> {
        let node = self.opened().ok_or_else(|| Problem::not_found(framing.clone()))?;
        for (purpose, records) in [(Purpose::Tracing, &rendered.tracing), (Purpose::Forensic, &rendered.forensic)] {
            // a page on which nothing stands was asked for all the same
            if !records.is_empty() || reader.purpose() == Some(purpose) {
                let told = node.show(reader.principal(), action, purpose, records).await;
                told.map_err(|error| Problem::of_node(framing.clone(), &error))?;
            }
        }
        Ok(())
    }

    /// Whose data the incidents are, in one sentence.
    #[must_use]
    pub(crate) fn attribution(&self, t: &Locale) -> String {
        self.content.attribution.line(t, self.newest)
    }
}

/// What stands on a page: kind and name of each record, by what they are kept for.
#[derive(Default)]
pub(crate) struct Rendered<'a> {
    tracing: Vec<(&'a str, &'a str)>,
    forensic: Vec<(&'a str, &'a str)>,
}

impl<'a> Rendered<'a> {
    pub(crate) fn person(mut self, name: &'a str) -> Self {
        self.tracing.push(("missing-person", name));
        self
    }

    pub(crate) fn family(mut self, name: &'a str) -> Self {
        self.tracing.push(("family", name));
        self
    }

    pub(crate) fn remains(mut self, name: &'a str) -> Self {
        self.forensic.push(("remains", name));
        self
    }

    /// Both records of each hypothesis.
    pub(crate) fn hypotheses(self, rows: &'a [HypothesisRow]) -> Self {
        rows.iter().fold(self, |all, row| all.person(&row.missing).remains(&row.remains))
    }
}

/// A register for the length of one answer; `None` where the node holds none.
pub(crate) struct Read(Option<Arc<Identification>>);

impl Read {
    pub(crate) fn as_ref(&self) -> Option<&Identification> {
        self.0.as_deref()
    }
}
