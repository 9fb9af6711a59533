//! `/people`: colleagues; inviting, confirming and revoking them, and links for a new password.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use firewall::{Action, Role, Status};
use node::accounts::{AccountError, Confirmed, Invite, PersonLine, Session};
use node::{Node, NodeError};
use serde::Deserialize;

use super::people_view::{self as view, Colleague, DAYS_MAX, May};
use super::{answer, node_of, session_of};
use crate::frame::Framing;
use crate::guard::Reader;
use crate::problem::Problem;
use crate::site::Site;

/// Longest reason that is kept.
const REASON_CHAR_COUNT_MAX: usize = 1000;

fn colleague(line: PersonLine, reader: &Reader) -> Colleague {
    Colleague {
        is_self: line.handle == reader.principal().handle,
        waits: line.status == Status::Invited,
        name: line.handle.to_string(),
        roles: line.roles,
        status: line.status,
        has_factor: line.has_second_factor,
        replaces: line.replaces.map(|name| name.to_string()),
        approved_by: line.approved_by.iter().map(ToString::to_string).collect(),
    }
}

async fn may(node: &Node, reader: &Reader) -> May {
    let may = async |action| node.may(reader.principal(), action).await.is_allowed;
    May { invite: may(Action::Invite).await, confirm: may(Action::Confirm).await, revoke: may(Action::Revoke).await }
}

async fn colleagues(
    node: &Node,
    session: &Session,
    reader: &Reader,
    framing: &Framing,
) -> Result<Vec<Colleague>, Problem> {
    let lines = node.people(session).await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    Ok(lines.into_iter().map(|line| colleague(line, reader)).collect())
}

/// The colleague of a name; a page about nobody is no page.
async fn one(
    node: &Node,
    session: &Session,
    reader: &Reader,
    framing: &Framing,
    name: &str,
) -> Result<Colleague, Problem> {
    let all = colleagues(node, session, reader, framing).await?;
    let found = all.into_iter().find(|one| one.name == name && one.status != Status::Revoked && !one.is_self);
    found.ok_or_else(|| Problem::not_found(framing.clone()))
}

/// `GET /people`
pub async fn list(State(site): State<Arc<Site>>, reader: Reader, framing: Framing) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let people = colleagues(node, session, &reader, &framing).await?;
    let page = view::show(&framing, &people, may(node, &reader).await);
    answer(framing, StatusCode::OK, &page)
}

/// `GET /people/invite`
pub async fn invite(reader: Reader, framing: Framing) -> Result<Response, Problem> {
    let page = view::invite(&framing, reader.csrf(), &view::Typed::default());
    answer(framing, StatusCode::OK, &page)
}

/// `POST /people/invite` with `roles`, any number of times, and `days`
pub async fn send_invitation(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let t = framing.t;
    let named = |name: &'static str| pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim());
    let roles: Vec<Role> = named("roles").filter_map(|word| word.parse().ok()).collect();
    let days: String = named("days").next_back().unwrap_or_default().chars().take(8).collect();
    let count = super::sign_in::digits(&days).parse::<u32>().ok().filter(|days| (1..=DAYS_MAX).contains(days));
    let mut typed = view::Typed {
        roles_fault: roles.is_empty().then(|| t.text("invite-roles-fault")),
        days_fault: count.is_none().then(|| t.text("invite-days-fault")),
        roles,
        days,
    };
    if let (Some(days), None) = (count, &typed.roles_fault) {
        match node.invite(session, Invite { organisation: None, roles: typed.roles.clone(), days }).await {
            Ok(token) => {
                let page = view::invited(&framing, &address(&site, &headers, &framing, "join", token.as_str()));
                return answer(framing, StatusCode::OK, &page);
            }
            Err(NodeError::Account(AccountError::AdministratorsOnly)) => {
                typed.roles_fault = Some(t.text("invite-administrators"));
            }
            Err(NodeError::Account(AccountError::NotARole { .. })) => {
                typed.roles_fault = Some(t.text("invite-roles-fault"));
            }
            Err(NodeError::Account(AccountError::Days { .. })) => typed.days_fault = Some(t.text("invite-days-fault")),
            Err(error) => return Err(Problem::of_node(framing, &error)),
        }
    }
    let page = view::invite(&framing, reader.csrf(), &typed);
    answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The whole address of a link, as somebody else opens it.
fn address(site: &Site, headers: &HeaderMap, framing: &Framing, word: &str, token: &str) -> String {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    format!("{}{host}{}", site.front.scheme(), framing.link(&format!("/{word}/{token}")))
}

/// `GET /people/{name}/confirm`
pub async fn ask_confirm(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let one = one(node, session, &reader, &framing, &name).await?;
    let page = view::confirm(&framing, reader.csrf(), &one, None);
    answer(framing, StatusCode::OK, &page)
}

/// That the person was asked.
#[derive(Deserialize)]
pub struct Known {
    known: Option<String>,
}

/// `POST /people/{name}/confirm`
pub async fn confirm(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(name): Path<String>,
    Form(known): Form<Known>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let one = one(node, session, &reader, &framing, &name).await?;
    let fault = match known.known {
        None => framing.t.text("confirm-known-fault"),
        Some(_) => match node.confirm(session, &name).await {
            Ok(Confirmed::Done) => return told(framing, "confirmed", &name),
            Ok(Confirmed::Waiting { .. }) => return told(framing, "confirm-waits", &name),
            Err(NodeError::Account(AccountError::NobodyWaits { .. })) => return Err(Problem::not_found(framing)),
            Err(NodeError::Account(AccountError::Forged { .. })) => framing.t.text("confirm-forged"),
            Err(NodeError::Account(AccountError::NoKeys)) => framing.t.text("confirm-no-keys"),
            Err(NodeError::Account(AccountError::AdministratorsOnly)) => framing.t.text("invite-administrators"),
            Err(error) => return Err(Problem::of_node(framing, &error)),
        },
    };
    let page = view::confirm(&framing, reader.csrf(), &one, Some(fault));
    answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn told(framing: Framing, key: &str, name: &str) -> Result<Response, Problem> {
    let page = view::done(&framing, key, name);
    answer(framing, StatusCode::OK, &page)
}

/// `GET /people/{name}/revoke`
pub async fn ask_revoke(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let one = one(node, session, &reader, &framing, &name).await?;
    let page = view::revoke(&framing, reader.csrf(), &one, "", None);
    answer(framing, StatusCode::OK, &page)
}

/// Why.
#[derive(Deserialize)]
pub struct Why {
    #[serde(default)]
    reason: String,
}

/// `POST /people/{name}/revoke`
pub async fn revoke(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(name): Path<String>,
    Form(why): Form<Why>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let one = one(node, session, &reader, &framing, &name).await?;
    let reason: String = why.reason.trim().chars().take(REASON_CHAR_COUNT_MAX).collect();
    let fault = if reason.is_empty() {
        framing.t.text("revoke-reason-fault")
    } else {
        match node.revoke(session, &name, &reason).await {
            Ok(Confirmed::Done) => return told(framing, "revoked", &name),
            Ok(Confirmed::Waiting { .. }) => return told(framing, "revoke-waits", &name),
            Err(NodeError::Account(AccountError::AdministratorsOnly)) => framing.t.text("invite-administrators"),
            Err(error) => return Err(Problem::of_node(framing, &error)),
        }
    };
    let page = view::revoke(&framing, reader.csrf(), &one, &reason, Some(fault));
    answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `GET /people/{name}/reset`
pub async fn ask_reset(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let one = one(node, session, &reader, &framing, &name).await?;
    let page = view::reset(&framing, reader.csrf(), &one);
    answer(framing, StatusCode::OK, &page)
}

/// `POST /people/{name}/reset`
pub async fn reset(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let one = one(node, session, &reader, &framing, &name).await?;
    match node.reset_link(session, &name).await {
        Ok(token) => {
            let page =
                view::reset_made(&framing, &one.name, &address(&site, &headers, &framing, "reset", token.as_str()));
            answer(framing, StatusCode::OK, &page)
        }
        Err(error) => Err(Problem::of_node(framing, &error)),
    }
}
