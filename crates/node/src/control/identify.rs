//! `identify`: every missing person of the node's register against all remains; what is found is kept as proposals.

use evidence::Probability;
use identify::{Register, Report};
use interop::report;
use rooms::header::Purpose;
use rooms::kind::Kind;
use rooms::missing::kinds::{MissingPerson, Remains};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Action, Node, NodeError, Principal};

const ROUTE: &str = "landfall identify";

/// The name under which the machine acts at the door.
const MACHINE: &str = "identify";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// How the answer is written.
    pub form: Form,
    /// Report pairs of at least this posterior, from 0 to 1; without it, the register's setting holds.
    pub threshold: Option<f64>,
    /// Report at most so many pairs; without it, the register's setting holds.
    pub top: Option<usize>,
    /// To whom the report is shown; may be left out where the node has one holder.
    pub holder: Option<String>,
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// One JSON document.
    Json,
    /// A table for people.
    Text,
    /// One row a pair.
    Csv,
}

/// What was found.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Told {
    /// The report: an object for JSON, text for the other forms.
    pub report: Value,
    /// What a person must look at.
    pub warnings: Vec<String>,
    /// Proposals that were not there.
    pub new: usize,
    /// Proposals whose numbers have changed.
    pub changed: usize,
    /// Proposals that say the same as before.
    pub unchanged: usize,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let readers = Readers::of(node, ask.holder.as_deref()).await?;
    let who = node.machine(MACHINE).await?;
    let read = node.register_folder(&who).await?;
    let (mut warnings, mut register) = (read.warnings, read.register);
    let threshold = ask.threshold.map(|value| Probability::new(value).ok_or(NodeError::NotAProbability { value }));
    register.settings.threshold = threshold.transpose()?.unwrap_or(register.settings.threshold);
    register.settings.top = ask.top.or(register.settings.top);
    // it takes long, and others are served meanwhile
    let computed = tokio::task::spawn_blocking(move || {
        let report = identify::identify(&register);
        (register, report)
    });
    let (register, report) = computed.await.map_err(|error| NodeError::Stopped { cause: error.to_string() })?;
    let report = report.map_err(|error| NodeError::NotComputed(error.to_string()))?;
    let kept = node.propose(&who, &register, &report).await?;
    warnings.extend(report.warnings.iter().map(|warning| report::sentence(&register, warning)));
    readers.tell(node, &register, &report).await?;
    let answer = match ask.form {
        Form::Json => serde_json::to_value(report::document(&register, &report))
            .map_err(|error| NodeError::Unwritable(error.to_string()))?,
        Form::Text => Value::String(report::text(&register, &report)),
        Form::Csv => Value::String(report::csv(&register, &report)),
    };
    Ok(Told { report: answer, warnings, new: kept.new, changed: kept.changed, unchanged: kept.unchanged })
}

/// A person in the roles in which they read a report: it shows missing people and remains.
struct Readers {
    missing: Principal,
    remains: Principal,
}

impl Readers {
    async fn of(node: &Node, holder: Option<&str>) -> Result<Self, NodeError> {
        let acting = |purpose| node.acting_holder(holder, Action::Read, Some(purpose), ROUTE);
        Ok(Self { missing: acting(MissingPerson::PURPOSE).await?, remains: acting(Remains::PURPOSE).await? })
    }

    /// Tells which records the report shows.
    async fn tell(&self, node: &Node, register: &Register, report: &Report) -> Result<(), NodeError> {
        let missing = report.pairs.iter().map(|pair| (MissingPerson::NAME, register.missing[pair.missing].id.as_str()));
        let remains = report.pairs.iter().map(|pair| (Remains::NAME, register.remains[pair.remains].id.as_str()));
        let shown: [(&Principal, Purpose, Vec<_>); 2] = [
            (&self.missing, MissingPerson::PURPOSE, missing.collect()),
            (&self.remains, Remains::PURPOSE, remains.collect()),
        ];
        for (who, purpose, rendered) in shown {
            node.show(who, Action::Read, purpose, &rendered).await?;
        }
        Ok(())
    }
}
