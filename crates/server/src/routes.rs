//! All routes, in one list. What does not stand here is answered by nothing.

use std::fmt;

use axum::routing::{MethodRouter, get, post};
use firewall::Action;
use rooms::header::Purpose;

use crate::guard::Guard;
use crate::rooms::accounts::{account, audit, joining, people as colleagues, second_factor, sign_in, tokens};
use crate::rooms::family::{code, follow};
use crate::rooms::missing::{about, downloads, hypotheses, hypothesis, incident, incidents, people, person};
use crate::rooms::missing::{points, remains, remains_list, situation};
use crate::rooms::node::{home, look_around, role, unlock};
use crate::router::{Shared, health};
use crate::{api, assets};

/// What is done with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// It is read; `HEAD` is the same without the body.
    Get,
    /// A form is sent to it.
    Post,
}

impl Verb {
    /// As HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// An address, who gets to it, and what answers.
pub struct Route {
    /// What is done with it.
    pub verb: Verb,
    /// Its path, without a language.
    pub path: &'static str,
    /// Whether it stands under `/<language>` too.
    pub is_page: bool,
    /// Who gets to it.
    pub guard: Guard,
    /// Whether it answers while the node is locked.
    pub answers_locked: bool,
    pub(crate) handler: fn() -> MethodRouter<Shared>,
}

impl Route {
    /// How the audit names it: `GET /missing/{id}`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.verb.as_str(), self.path)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Route").field("name", &self.name()).field("guard", &self.guard).finish_non_exhaustive()
    }
}

const LIST_PEOPLE: Guard = records(Action::List, Purpose::Tracing, "missing-person");
const READ_PERSON: Guard = records(Action::Read, Purpose::Tracing, "missing-person");
const LIST_REMAINS: Guard = records(Action::List, Purpose::Forensic, "remains");
const READ_REMAINS: Guard = records(Action::Read, Purpose::Forensic, "remains");
const LIST_HYPOTHESES: Guard = records(Action::List, Purpose::Forensic, "proposal");
const READ_HYPOTHESIS: Guard = records(Action::Read, Purpose::Forensic, "proposal");
const GIVE_CODES: Guard = Guard::Governs(Action::IssueCode);

/// All routes.
pub static ROUTES: &[Route] = &[
    // files
    file("/health", || get(health)),
    file("/icon.svg", || get(assets::icon)),
    file("/assets/{file}", || get(assets::serve)),
    file("/map/countries-50m.topojson", || get(assets::countries)),
    file("/situation.csv", || get(downloads::csv)),
    file("/situation.geojson", || get(downloads::geojson)),
    // what is published
    page(Guard::Public, "/", || get(situation::show)),
    page(Guard::Public, "/situation", || get(situation::show)),
    page(Guard::Public, "/situation/incidents", || get(incidents::list)),
    page(Guard::Public, "/situation/incidents/{id}", || get(incident::show)),
    page(Guard::Public, "/situation/points.geojson", || get(points::geojson)),
    page(Guard::Public, "/about", || get(about::show)),
    // the node
    page(Guard::Anybody, "/unlock", || get(unlock::show)).even_locked(),
    form(Guard::Anybody, "/unlock", || post(unlock::attempt)).even_locked(),
    page(Guard::SignedIn, "/home", || get(home::lead)),
    form(Guard::SignedIn, "/role", || post(role::change)),
    form(Guard::Anybody, "/sign-in/as", || post(look_around::enter)),
    // records for programs
    program("/api/{purpose}/{kind}", || get(api::list)),
    program("/api/{purpose}/{kind}/count", || get(api::count)),
    program("/api/{purpose}/{kind}/export", || get(api::export)),
    program("/api/{purpose}/{kind}/{record}", || get(api::one)),
    // accounts
    page(Guard::Anybody, "/sign-in", || get(sign_in::show)),
    form(Guard::Anybody, "/sign-in", || post(sign_in::attempt)),
    page(Guard::Anybody, "/sign-out", || get(sign_in::leaving)),
    form(Guard::Anybody, "/sign-out", || post(sign_in::leave)),
    page(Guard::Anybody, "/welcome/{token}", || get(joining::welcome)),
    page(Guard::Anybody, "/join/{token}", || get(joining::join)),
    form(Guard::Anybody, "/join/{token}", || post(joining::accept)),
    page(Guard::Anybody, "/reset/{token}", || get(joining::reset)),
    form(Guard::Anybody, "/reset/{token}", || post(joining::set_anew)),
    page(Guard::SignedIn, "/account", || get(account::show)),
    form(Guard::SignedIn, "/account/sessions/end", || post(account::end_session)),
    page(Guard::SignedIn, "/account/password", || get(account::password)),
    form(Guard::SignedIn, "/account/password", || post(account::change_password)),
    page(Guard::SignedIn, "/account/recovery-key", || get(account::recovery_key)),
    form(Guard::SignedIn, "/account/recovery-key", || post(account::renew_recovery_key)),
    page(Guard::SignedIn, "/account/second-factor", || get(second_factor::show)),
    form(Guard::SignedIn, "/account/second-factor", || post(second_factor::set_up)),
    page(Guard::Governs(Action::IssueToken), "/account/tokens", || get(tokens::show)),
    form(Guard::Governs(Action::IssueToken), "/account/tokens", || post(tokens::issue)),
    form(Guard::SignedIn, "/account/tokens/revoke", || post(tokens::revoke)),
    page(Guard::Governs(Action::ReadAudit), "/audit", || get(audit::list)),
    page(Guard::Governs(Action::Invite), "/people", || get(colleagues::list)),
    page(Guard::Governs(Action::Invite), "/people/invite", || get(colleagues::invite)),
    form(Guard::Governs(Action::Invite), "/people/invite", || post(colleagues::send_invitation)),
    page(Guard::Governs(Action::Confirm), "/people/{name}/confirm", || get(colleagues::ask_confirm)),
    form(Guard::Governs(Action::Confirm), "/people/{name}/confirm", || post(colleagues::confirm)),
    page(Guard::Governs(Action::Revoke), "/people/{name}/revoke", || get(colleagues::ask_revoke)),
    form(Guard::Governs(Action::Revoke), "/people/{name}/revoke", || post(colleagues::revoke)),
    page(Guard::Governs(Action::Confirm), "/people/{name}/reset", || get(colleagues::ask_reset)),
    form(Guard::Governs(Action::Confirm), "/people/{name}/reset", || post(colleagues::reset)),
    // the register
    page(LIST_PEOPLE, "/missing", || get(people::list)),
    page(READ_PERSON, "/missing/{id}", || get(person::show)),
    // families
    page(Guard::Anybody, "/follow", || get(follow::show)),
    form(Guard::Anybody, "/follow", || post(follow::enter)),
    form(Guard::Anybody, "/follow/message", || post(follow::write)),
    form(Guard::Anybody, "/follow/leave", || post(follow::leave)).even_locked(),
    page(GIVE_CODES, "/missing/{id}/family", || get(code::show)),
    form(GIVE_CODES, "/missing/{id}/family/code", || post(code::give)),
    form(GIVE_CODES, "/missing/{id}/family/end", || post(code::end)),
    form(GIVE_CODES, "/missing/{id}/family/message", || post(code::write)),
    page(LIST_REMAINS, "/remains", || get(remains_list::list)),
    page(READ_REMAINS, "/remains/{id}", || get(remains::show)),
    page(LIST_HYPOTHESES, "/hypotheses", || get(hypotheses::list)),
    page(READ_HYPOTHESIS, "/hypotheses/{missing}/{remains}", || get(hypothesis::show)),
];

const fn records(action: Action, purpose: Purpose, kind: &'static str) -> Guard {
    Guard::Records { action, purpose, kind }
}

/// A page, in every language.
const fn page(guard: Guard, path: &'static str, handler: fn() -> MethodRouter<Shared>) -> Route {
    let answers_locked = matches!(guard, Guard::Public);
    Route { verb: Verb::Get, path, is_page: true, guard, answers_locked, handler }
}

/// What takes the form of a page.
const fn form(guard: Guard, path: &'static str, handler: fn() -> MethodRouter<Shared>) -> Route {
    Route { verb: Verb::Post, ..page(guard, path, handler) }
}

/// What programs ask, the same in every language.
const fn program(path: &'static str, handler: fn() -> MethodRouter<Shared>) -> Route {
    Route { is_page: false, ..page(Guard::Program, path, handler) }
}

/// A public file, the same in every language.
const fn file(path: &'static str, handler: fn() -> MethodRouter<Shared>) -> Route {
    Route { is_page: false, ..page(Guard::Public, path, handler) }
}

impl Route {
    const fn even_locked(self) -> Self {
        Self { answers_locked: true, ..self }
    }
}
