//! `/account`: one's own roles, password, recovery key and sessions.

use std::sync::Arc;

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use node::NodeError;
use node::accounts::{AccountError, SessionId, SessionLine};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::account_view::{self as view, Own, PasswordFaults, Sitting};
use super::{answer, joining_view, knows_password, node_of, password, session_of};
use crate::frame::Framing;
use crate::guard::Reader;
use crate::problem::Problem;
use crate::site::Site;

/// What was just done, in the address that a form leads to.
#[derive(Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// `GET /account?done=`
pub async fn show(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let principal = session.principal();
    let own = Own {
        name: principal.handle.to_string(),
        organisation: principal.organisation.to_string(),
        status: principal.status,
        roles: session.roles().to_vec(),
        acting: principal.role,
        has_factor: node.has_second_factor(session).await.ok(),
        sittings: node.sessions_of(session).await.into_iter().map(sitting).collect(),
        csrf: reader.csrf().to_owned(),
    };
    let t = framing.t;
    let told = match done.done.as_deref() {
        Some("session") => Some(t.text("sessions-ended")),
        _ => None,
    };
    let page = view::show(&framing, &own, told);
    answer(framing, StatusCode::OK, &page)
}

fn sitting(line: SessionLine) -> Sitting {
    Sitting {
        id: line.id.as_str().to_owned(),
        agent: line.browser,
        since: line.created_ms,
        last_seen: line.seen_ms,
        is_this: line.is_this,
    }
}

/// A session to end.
#[derive(Deserialize)]
pub struct Ending {
    #[serde(default)]
    session: String,
}

/// `POST /account/sessions/end`
pub async fn end_session(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Form(ending): Form<Ending>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    if node.end_session(session, &SessionId::new(&ending.session)).await {
        Ok(Redirect::to(&framing.link("/account?done=session")).into_response())
    } else {
        Err(Problem::not_found(framing))
    }
}

/// The form of a new password. It has no debug form.
#[derive(Deserialize)]
pub struct NewPassword {
    #[serde(default)]
    present: Zeroizing<String>,
    #[serde(default)]
    password: Zeroizing<String>,
    #[serde(default)]
    again: Zeroizing<String>,
}

/// `GET /account/password`
pub async fn password(reader: Reader, framing: Framing) -> Result<Response, Problem> {
    let page = view::password(&framing, reader.csrf(), PasswordFaults::default());
    answer(framing, StatusCode::OK, &page)
}

/// `POST /account/password`
pub async fn change_password(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
    Form(typed): Form<NewPassword>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let t = framing.t;
    let mut faults = PasswordFaults {
        present: typed.present.is_empty().then(|| t.text("password-wrong")),
        new: password::fault(t, session.principal().handle.as_str(), &typed.password),
        again: (typed.password != typed.again).then(|| t.text("password-differs")),
    };
    let is_whole =
        |faults: &PasswordFaults| [&faults.present, &faults.new, &faults.again].iter().all(|it| it.is_none());
    if is_whole(&faults) {
        // guesses at it are slowed as they are at the door
        faults.present = knows_password(node, &reader, &headers, &framing, &typed.present).await?;
    }
    if is_whole(&faults) {
        match node.change_password(session, &typed.present, &typed.password).await {
            Ok(()) => {
                let page = view::password_changed(&framing, password::strength(t, &typed.password));
                return answer(framing, StatusCode::OK, &page);
            }
            Err(NodeError::Account(AccountError::WrongPassword)) => faults.present = Some(t.text("password-wrong")),
            Err(NodeError::Account(AccountError::Busy)) => faults.present = Some(t.text("sign-in-busy")),
            Err(error) => return Err(Problem::of_node(framing, &error)),
        }
    }
    let page = view::password(&framing, reader.csrf(), faults);
    answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// One's own password, again.
#[derive(Deserialize)]
pub struct Proof {
    #[serde(default)]
    password: Zeroizing<String>,
}

/// `GET /account/recovery-key`
pub async fn recovery_key(reader: Reader, framing: Framing) -> Result<Response, Problem> {
    let page = view::renew_recovery(&framing, reader.csrf(), None);
    answer(framing, StatusCode::OK, &page)
}

/// `POST /account/recovery-key`
pub async fn renew_recovery_key(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
    Form(proof): Form<Proof>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    if let Some(fault) = knows_password(node, &reader, &headers, &framing, &proof.password).await? {
        let page = view::renew_recovery(&framing, reader.csrf(), Some(fault));
        return answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let key = node.new_recovery_key(session).await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    let page = joining_view::recovery_key(&framing, &key.to_text(), None, "/account");
    answer(framing, StatusCode::OK, &page)
}
