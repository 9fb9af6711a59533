//! `/home`: the first page of whoever signs in, by what they act as.

use axum::response::Redirect;
use firewall::Role;

use crate::frame::Framing;
use crate::guard::Reader;
use crate::routes::ROUTES;

/// `GET /home`
pub async fn lead(reader: Reader, framing: Framing) -> Redirect {
    let first = first_page(reader.principal().role);
    let is_there = ROUTES.iter().any(|route| route.path == first);
    Redirect::to(&framing.link(if is_there { first } else { "/account" }))
}

/// Where the work of a role begins.
fn first_page(role: Role) -> &'static str {
    match role {
        Role::TracingOfficer | Role::ForensicAnalyst => "/missing",
        Role::Administrator | Role::Coordinator => "/people",
        Role::Auditor => "/audit",
        Role::CaseWorker | Role::Monitor | Role::Editor => "/account",
        Role::Family | Role::Visitor | Role::Machine => "/situation",
    }
}
