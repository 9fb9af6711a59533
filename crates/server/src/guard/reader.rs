//! Who asks, as the check found it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use firewall::Principal;
use node::accounts::{Session, Source};
use rooms::header::Purpose;

use super::Guard;
use super::caller::Caller;
use crate::frame::Framing;
use crate::problem::Problem;
use crate::site::Site;

/// Who asks, by which route, with which session. Only the check before a handler makes one.
#[derive(Clone)]
pub struct Reader {
    principal: Principal,
    caller: Caller,
    csrf: String,
    guard: Guard,
    source: Source,
}

impl Reader {
    pub(super) fn new(principal: Principal, caller: Caller, csrf: String, guard: Guard, source: Source) -> Self {
        Self { principal, caller, csrf, guard, source }
    }

    /// Who asks. Without a session it is a visitor.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// Their session, where they are signed in.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.caller.session().map(Arc::as_ref)
    }

    /// The word that every form of the page repeats, in a hidden field `csrf`.
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// Where the request comes from.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// What the page works for, where it is one purpose.
    #[must_use]
    pub fn purpose(&self) -> Option<Purpose> {
        self.guard.purpose()
    }

    pub(crate) fn guard(&self) -> Guard {
        self.guard
    }

    pub(super) fn is_known(&self) -> bool {
        self.caller.principal().is_some()
    }

    /// Whether they get to records of that purpose and kind at all, whatever the firewall says.
    pub(crate) fn reaches(&self, purpose: Purpose, kind: &str) -> bool {
        self.caller.reaches(purpose, kind)
    }
}

impl FromRequestParts<Arc<Site>> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        if let Some(reader) = parts.extensions.get::<Self>() {
            return Ok(reader.clone());
        }
        // a handler outside the list of routes: it learns nothing of anybody
        let Ok(framing) = Framing::from_request_parts(parts, site).await;
        Err(Problem::ours(framing))
    }
}
