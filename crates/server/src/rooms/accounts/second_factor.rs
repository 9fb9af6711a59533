//! `/account/second-factor`: the code to scan, and the first code from it.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use node::NodeError;
use node::accounts::{AccountError, Session};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::sign_in::digits;
use super::{account_view, answer, joining_view, knows_password, node_of, second_factor_view as view, session_of};
use crate::frame::Framing;
use crate::guard::Reader;
use crate::problem::Problem;
use crate::site::Site;

/// A password, or a code.
#[derive(Deserialize)]
pub struct Typed {
    password: Option<Zeroizing<String>>,
    code: Option<String>,
}

/// `GET /account/second-factor`: whoever has one says their password before it is replaced.
pub async fn show(State(site): State<Arc<Site>>, reader: Reader, framing: Framing) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let has_one = node.has_second_factor(session).await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    if has_one {
        let page = account_view::factor_anew(&framing, reader.csrf(), None);
        return answer(framing, StatusCode::OK, &page);
    }
    begin(&site, &reader, session, framing).await
}

/// `POST /account/second-factor`
pub async fn set_up(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let (node, session) = (node_of(&site, &framing)?, session_of(&reader, &framing)?);
    let Some(code) = typed.code else {
        let password = typed.password.unwrap_or_default();
        if let Some(fault) = knows_password(node, &reader, &headers, &framing, &password).await? {
            let page = account_view::factor_anew(&framing, reader.csrf(), Some(fault));
            return answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
        return begin(&site, &reader, session, framing).await;
    };
    let is_first = !node.is_set_up().await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    match node.second_factor_finish(session, &digits(&code)).await {
        Ok(()) if is_first => {
            let page = joining_view::welcomed(&framing);
            answer(framing, StatusCode::OK, &page)
        }
        Ok(()) => {
            let page = view::enrolled(&framing);
            answer(framing, StatusCode::OK, &page)
        }
        Err(NodeError::Account(AccountError::WrongCode)) => {
            let page = view::once_more(&framing, reader.csrf());
            answer(framing, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        // from the start, and with the password again: a code of nothing shows no new secret
        Err(NodeError::Account(AccountError::NotBegun)) => show(State(Arc::clone(&site)), reader, framing).await,
        Err(error) => Err(Problem::of_node(framing, &error)),
    }
}

async fn begin(site: &Site, reader: &Reader, session: &Session, framing: Framing) -> Result<Response, Problem> {
    let node = node_of(site, &framing)?;
    let begun = node.second_factor_begin(session).await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    let page = view::enrol(&framing, &begun.secret_text, &begun.otpauth_uri, reader.csrf());
    answer(framing, StatusCode::OK, &page)
}
