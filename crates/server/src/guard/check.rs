//! The check around a handler.

use std::sync::Arc;

use axum::RequestExt as _;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use firewall::{Principal, Role, Status};
use rooms::header::{IdError, OrgId, PersonRef, Sector};

use super::cookies::{self, FORM};
use super::{Guard, Reader, form};
use crate::frame::Framing;
use crate::problem::Problem;
use crate::routes::{Route, Verb};
use crate::same_origin;
use crate::site::{Shown, Site};

/// A route of a site, as the check around its handler knows it.
#[derive(Clone)]
pub struct At {
    pub site: Arc<Site>,
    pub route: &'static Route,
}

/// Lets a request through to the handler of its route, with the [`Reader`] who asks, or answers in its place.
pub async fn check(State(at): State<At>, request: Request, next: Next) -> Response {
    match checked(&at, request).await {
        Ok(Passed { request, new_word }) => {
            let mut response = next.run(request).await;
            if let Some(word) = new_word {
                cookies::set(&mut response, FORM, &word, None);
            }
            response
        }
        Err(refusal) => *refusal,
    }
}

/// A request that may go on.
struct Passed {
    request: Request,
    /// A word for the forms of whoever has no session, where the browser has none yet.
    new_word: Option<String>,
}

async fn checked(at: &At, mut request: Request) -> Result<Passed, Box<Response>> {
    let route = at.route;
    let framing = framing(at, &mut request).await;
    if !route.answers_locked && matches!(at.site.shown(), Shown::Locked) {
        return Err(problem(Problem::locked(framing)));
    }
    let known = cookies::value(request.headers(), FORM).map(str::to_owned);
    let is_new = known.is_none() && route.guard == Guard::Anybody;
    let word = match known {
        Some(word) => word,
        None if is_new => form::new_word().map_err(|_| problem(Problem::ours(framing.clone())))?,
        None => String::new(),
    };
    if route.verb == Verb::Post {
        request = its_own_form(request, &word, &framing).await?;
    }
    let principal = visitor(route.name()).map_err(|_| problem(Problem::ours(framing)))?;
    let reader = Reader::new(principal, word.clone(), route.guard);
    request.extensions_mut().insert(reader);
    Ok(Passed { request, new_word: is_new.then_some(word) })
}

/// A form that a page of ours has sent, with the word of that page.
async fn its_own_form(request: Request, word: &str, framing: &Framing) -> Result<Request, Box<Response>> {
    if !same_origin::is_ours(request.headers()) {
        return Err(problem(Problem::not_ours(framing.clone())));
    }
    let (request, carried) = form::read(request).await.map_err(|status| Box::new(status.into_response()))?;
    if carried.is_some_and(|carried| form::is_same(&carried, word)) {
        Ok(request)
    } else {
        Err(problem(Problem::not_ours(framing.clone())))
    }
}

/// Whoever has no session.
fn visitor(route: String) -> Result<Principal, IdError> {
    Ok(Principal {
        handle: PersonRef::new("visitor")?,
        organisation: OrgId::new("everybody")?,
        sector: Sector::Public,
        role: Role::Visitor,
        status: Status::Confirmed,
        route,
    })
}

async fn framing(at: &At, request: &mut Request) -> Framing {
    let Ok(framing) = request.extract_parts_with_state::<Framing, Arc<Site>>(&at.site).await;
    framing
}

fn problem(problem: Problem) -> Box<Response> {
    Box::new(problem.into_response())
}
