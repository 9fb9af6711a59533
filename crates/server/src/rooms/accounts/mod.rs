//! Accounts: signing in, joining, one's own account, colleagues, and who opened what.
//!
//! Each page is a view, made of plain values and tested as such, and a handler that asks the node for them.

pub mod account;
mod account_view;
pub mod audit;
mod audit_view;
pub mod joining;
mod joining_view;
mod password;
mod pending;
pub mod people;
mod people_view;
mod qr;
pub mod second_factor;
mod second_factor_view;
mod shapes;
pub mod sign_in;
mod sign_in_view;
pub mod tokens;
mod tokens_view;
mod words;

#[cfg(test)]
mod tests;

use askama::Template;
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use node::Node;
use node::accounts::{Session, SignIn, SignedIn};

use crate::frame::Framing;
use crate::guard::{self, Reader};
use crate::problem::{self, Problem};
use crate::site::Site;

pub use pending::Pending;

/// A page with its status.
fn answer(framing: Framing, status: StatusCode, page: &impl Template) -> Result<Response, Problem> {
    let html = problem::page(framing, page)?;
    Ok((status, html).into_response())
}

/// The node whose accounts these are; where none is shown there is no such page.
fn node_of<'a>(site: &'a Site, framing: &Framing) -> Result<&'a Node, Problem> {
    site.opened().ok_or_else(|| Problem::not_found(framing.clone()))
}

/// What whoever waits for a colleague's word gets at every address of records and of the node, whatever lies there.
pub fn wait(framing: Framing, reader: &Reader) -> Response {
    if framing.wants_json {
        return Problem::not_found(framing).into_response();
    }
    let who = reader.principal();
    let page = sign_in_view::waiting(&framing, who.handle.as_str(), who.organisation.as_str());
    answer(framing, StatusCode::FORBIDDEN, &page).into_response()
}

/// What the browser says of itself.
fn browser_of(headers: &HeaderMap) -> &str {
    headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}

/// The session of a page that only somebody signed in gets to.
fn session_of<'a>(reader: &'a Reader, framing: &Framing) -> Result<&'a Session, Problem> {
    reader.session().ok_or_else(|| Problem::not_found(framing.clone()))
}

/// Whether somebody who is signed in knows their own password: what is wrong, in words, or nothing.
async fn knows_password(
    node: &Node,
    reader: &Reader,
    headers: &HeaderMap,
    framing: &Framing,
    password: &str,
) -> Result<Option<String>, Problem> {
    let asked = SignIn {
        name: reader.principal().handle.as_str(),
        password,
        code: None,
        source: reader.source(),
        device: guard::value(headers, guard::DEVICE),
        browser: browser_of(headers),
    };
    match node.sign_in(asked).await {
        Ok(SignedIn::CodeNeeded) => Ok(None),
        Ok(SignedIn::In { token, .. }) => {
            node.sign_out(token.as_str()).await;
            Ok(None)
        }
        Ok(SignedIn::Refused) => Ok(Some(framing.t.text("password-wrong"))),
        Ok(SignedIn::Busy) => Ok(Some(framing.t.text("sign-in-busy"))),
        Err(error) => Err(Problem::of_node(framing.clone(), &error)),
    }
}
