//! `/join/{token}`, `/reset/{token}`, `/welcome/{token}`: the links that are given to one person.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use node::accounts::{AccountError, Reset, SignIn, SignedIn};
use node::{Node, NodeError};
use rooms::header::PersonRef;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::joining_view::{self as view, Invited};
use super::{answer, browser_of, node_of, password};
use crate::frame::Framing;
use crate::guard::{self, Reader};
use crate::problem::Problem;
use crate::site::Site;

/// Fewest and most characters of a name.
const NAME_CHAR_COUNT: std::ops::RangeInclusive<usize> = 3..=32;

/// The form. It has no debug form: it holds a password.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: Zeroizing<String>,
    #[serde(default)]
    again: Zeroizing<String>,
    #[serde(default)]
    recovery: Zeroizing<String>,
}

impl Typed {
    /// What is wrong with it before the node is asked.
    fn checked(&self, framing: &Framing, name: Option<&str>) -> view::Typed {
        let t = framing.t;
        let shown: String = self.name.trim().chars().take(64).collect();
        let again = (self.password != self.again).then(|| t.text("password-differs"));
        view::Typed {
            name_fault: name.and_then(|name| name_fault(framing, name)),
            password_fault: password::fault(t, name.unwrap_or_default(), &self.password),
            again_fault: again,
            recovery_fault: None,
            name: shown,
        }
    }
}

fn name_fault(framing: &Framing, name: &str) -> Option<String> {
    let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
    let is_name = begins && NAME_CHAR_COUNT.contains(&name.len()) && PersonRef::new(name).is_ok();
    (!is_name).then(|| framing.t.text("join-name-fault"))
}

fn has_fault(typed: &view::Typed) -> bool {
    [&typed.name_fault, &typed.password_fault, &typed.again_fault, &typed.recovery_fault].iter().any(|it| it.is_some())
}

async fn invited(node: &Node, token: &str) -> Option<Invited> {
    let invitation = node.invitation(token).await.filter(|invitation| invitation.resets.is_none())?;
    Some(Invited {
        organisation: invitation.organisation.to_string(),
        roles: invitation.roles,
        until: Some(invitation.expires_ms),
    })
}

/// `GET /join/{token}`
pub async fn join(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let node = node_of(&site, &framing)?;
    let Some(invited) = invited(node, &token).await else { return Err(Problem::not_found(framing)) };
    let page = view::join(&framing, reader.csrf(), &token, &invited, &view::Typed::default());
    answer(framing, StatusCode::OK, &page)
}

/// `POST /join/{token}`
pub async fn accept(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let node = node_of(&site, &framing)?;
    let Some(invited) = invited(node, &token).await else { return Err(Problem::not_found(framing)) };
    let name = typed.name.trim().to_owned();
    let mut checked = typed.checked(&framing, Some(&name));
    if !has_fault(&checked) {
        match node.accept(&token, &name, &typed.password).await {
            Ok(accepted) => {
                let strength = password::strength(framing.t, &typed.password);
                let key = accepted.recovery_key.to_text();
                let page = view::recovery_key(&framing, &key, Some(strength), "/account/second-factor");
                let mut response = answer(framing.clone(), StatusCode::OK, &page)?;
                begin(node, &reader, &headers, &name, &typed.password, &mut response).await;
                return Ok(response);
            }
            Err(NodeError::Account(AccountError::NoSuchLink)) => return Err(Problem::not_found(framing)),
            Err(NodeError::Account(AccountError::Password(_))) => {
                checked.password_fault = Some(framing.t.text("password-common"));
            }
            Err(NodeError::NameTaken { .. }) => {
                checked.name_fault = Some(framing.t.text("join-name-taken"));
            }
            Err(error) => return Err(Problem::of_node(framing, &error)),
        }
    }
    let page = view::join(&framing, reader.csrf(), &token, &invited, &checked);
    answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Signs in whoever has just set a password, so that nobody types it twice; where that fails they sign in themselves.
async fn begin(node: &Node, reader: &Reader, headers: &HeaderMap, name: &str, password: &str, response: &mut Response) {
    let (source, browser) = (reader.source(), browser_of(headers));
    let device = guard::value(headers, guard::DEVICE);
    let asked = SignIn { name, password, code: None, source, device, browser };
    if let Ok(SignedIn::In { token, device }) = node.sign_in(asked).await {
        guard::signed_in(response, token.as_str(), device.as_str());
    }
}

/// Whether a link gives a new password.
async fn resets(node: &Node, token: &str) -> bool {
    node.invitation(token).await.is_some_and(|invitation| invitation.resets.is_some())
}

/// `GET /reset/{token}`
pub async fn reset(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let node = node_of(&site, &framing)?;
    if !resets(node, &token).await {
        return Err(Problem::not_found(framing));
    }
    let page = view::reset(&framing, reader.csrf(), &token, &view::Typed::default());
    answer(framing, StatusCode::OK, &page)
}

/// `POST /reset/{token}`
pub async fn set_anew(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let node = node_of(&site, &framing)?;
    if !resets(node, &token).await {
        return Err(Problem::not_found(framing));
    }
    let mut checked = typed.checked(&framing, None);
    if !has_fault(&checked) {
        let recovery = typed.recovery.trim();
        let recovery = (!recovery.is_empty()).then_some(recovery);
        match node.reset(&token, &typed.password, recovery).await {
            Ok(reset) => {
                let (name, is_anew, key) = match reset {
                    Reset::Same { handle, recovery_key } => (handle, false, recovery_key),
                    Reset::Anew { handle, replaces: _, recovery_key } => (handle, true, recovery_key),
                };
                let page = view::reset_done(&framing, name.as_str(), is_anew, &key.to_text());
                let mut response = answer(framing.clone(), StatusCode::OK, &page)?;
                begin(node, &reader, &headers, name.as_str(), &typed.password, &mut response).await;
                return Ok(response);
            }
            Err(NodeError::Account(AccountError::NoSuchLink)) => return Err(Problem::not_found(framing)),
            Err(NodeError::Account(AccountError::WrongRecoveryKey)) => {
                checked.recovery_fault = Some(framing.t.text("reset-recovery-fault"));
            }
            Err(NodeError::Account(AccountError::Password(_))) => {
                checked.password_fault = Some(framing.t.text("password-common"));
            }
            Err(error) => return Err(Problem::of_node(framing, &error)),
        }
    }
    let page = view::reset(&framing, reader.csrf(), &token, &checked);
    answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `GET /welcome/{token}`: first the administrator signs in, then the second factor is set up.
pub async fn welcome(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let node = node_of(&site, &framing)?;
    if !node.is_welcome(&token).await.map_err(|error| Problem::of_node(framing.clone(), &error))? {
        return Err(Problem::not_found(framing));
    }
    if reader.session().is_some() {
        return Ok(Redirect::to(&framing.link("/account/second-factor")).into_response());
    }
    let name = site.node.as_ref().map(|facts| facts.name.clone()).unwrap_or_default();
    let page = view::welcome(&framing, reader.csrf(), &name, &token);
    answer(framing, StatusCode::OK, &page)
}
