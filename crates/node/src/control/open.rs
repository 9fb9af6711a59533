//! `open`: one record through the door.

use std::pin::Pin;

use rooms::attachment::Attachment;
use rooms::header::{Header, Purpose, RecordId};
use rooms::kind::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Key;
use crate::door::Opened;
use crate::kinds::{self, Visitor};
use crate::{Action, Member, Node, NodeError, Principal};

const ROUTE: &str = "landfall open";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The record, by name, kind and name, or id.
    pub record: String,
    /// Who asks; may be left out where the node has one holder.
    pub holder: Option<String>,
    /// The key of a member, where the sealed part is asked for.
    pub sealed: Option<Key>,
}

/// The record.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Told {
    /// What stands in clear.
    pub header: Box<Header>,
    /// The name that it had where it came from.
    pub name: String,
    /// Its place in the log of changes.
    pub index: u64,
    /// What is compared and listed.
    pub content: Value,
    /// The sealed part, where it was asked for and opened.
    pub sealed: Option<Value>,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let named = ask.sealed.as_ref().map_or(ask.holder.as_deref(), |key| key.holder.as_deref());
    let handle = node.holder_named(named).await?;
    let action = if ask.sealed.is_some() { Action::Open } else { Action::Read };
    node.acting(&handle, action, None, ROUTE).await?;
    let member = match &ask.sealed {
        Some(key) => Some(node.member(&handle, key.passphrase.as_str()).await?),
        None => None,
    };
    let (id, purpose) = node.found(&handle, &ask.record, ROUTE).await?;
    let who = node.acting(&handle, action, Some(purpose), ROUTE).await?;
    let header = node.state.read().await.view.rows.get(&id.to_bytes()).map(|row| row.header.clone());
    let header = header.ok_or(NodeError::NoSuchRecord)?;
    if member.is_some() && who.organisation != header.owner {
        let (principal, purpose) = (who.to_string(), purpose.as_str().to_owned());
        return Err(NodeError::Refused { principal, action: action.as_str(), purpose });
    }
    let member = member.map(|member| member.acting_as(who.clone())).transpose()?;
    let open = Open { node, who: &who, purpose, id, member: member.as_ref() };
    match kinds::visit(header.kind.as_str(), open) {
        Some(opening) => opening.await,
        None => Err(NodeError::NoSuchRecord),
    }
}

struct Open<'a> {
    node: &'a Node,
    who: &'a Principal,
    purpose: Purpose,
    id: RecordId,
    member: Option<&'a Member>,
}

impl<'a> Visitor for Open<'a> {
    type Out = Pin<Box<dyn Future<Output = Result<Told, NodeError>> + Send + 'a>>;

    fn visit<K: Kind>(self) -> Self::Out {
        let Self { node, who, purpose, id, member } = self;
        Box::pin(async move {
            let opened: Opened<K> = match member {
                Some(member) => node.open_sealed(member, Action::Open, purpose, id).await?,
                None => node.open(who, Action::Read, purpose, id).await?,
            };
            told(&opened, member.is_some())
        })
    }
}

fn told<K: Kind>(opened: &Opened<K>, is_sealed_open: bool) -> Result<Told, NodeError> {
    let unwritable = |error: serde_json::Error| NodeError::Unwritable(error.to_string());
    let sealed = is_sealed_open.then(|| serde_json::to_value(&opened.record.sealed)).transpose();
    let mut sealed = sealed.map_err(unwritable)?;
    if let Some(Value::Object(fields)) = sealed.as_mut().filter(|_| K::NAME == Attachment::NAME) {
        // the keys of blobs are for opening them, and not for reading
        fields.retain(|name, _| !name.ends_with("_key"));
    }
    Ok(Told {
        header: Box::new(opened.header.clone()),
        name: opened.record.matching.source_id(),
        index: opened.index,
        content: serde_json::to_value(&opened.record.matching).map_err(unwritable)?,
        sealed,
    })
}
