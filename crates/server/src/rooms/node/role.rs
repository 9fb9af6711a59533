//! `/role`: acting in another of one's roles.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::Redirect;
use firewall::Role;
use serde::Deserialize;

use crate::frame::Framing;
use crate::guard;
use crate::problem::Problem;
use crate::site::Site;

/// The form of the frame.
#[derive(Deserialize)]
pub struct Chosen {
    role: String,
}

/// `POST /role`
pub async fn change(
    State(site): State<Arc<Site>>,
    framing: Framing,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, Problem> {
    let not_found = || Problem::not_found(framing.clone());
    let node = site.opened().ok_or_else(not_found)?;
    let token = guard::value(&headers, guard::SESSION).ok_or_else(not_found)?;
    let role: Role = chosen.role.parse().map_err(|_| not_found())?;
    node.act_as(token, role).await.map_err(|error| Problem::of_node(framing.clone(), &error))?;
    // the page from before may not be one of that role
    Ok(Redirect::to(&framing.link("/home")))
}
