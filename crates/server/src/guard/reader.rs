//! Who asks, as the check found it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use firewall::Principal;
use rooms::header::Purpose;

use super::Guard;
use crate::frame::Framing;
use crate::problem::Problem;
use crate::site::Site;

/// Who asks, by which route, with which session. Only the check before a handler makes one.
#[derive(Clone)]
pub struct Reader {
    principal: Principal,
    csrf: String,
    guard: Guard,
}

impl Reader {
    pub(super) fn new(principal: Principal, csrf: String, guard: Guard) -> Self {
        Self { principal, csrf, guard }
    }

    /// Who asks. Without a session it is a visitor.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// The word that every form of the page repeats, in a hidden field `csrf`.
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// What the page works for, where it is one purpose.
    #[must_use]
    pub fn purpose(&self) -> Option<Purpose> {
        self.guard.purpose()
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
