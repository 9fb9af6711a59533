//! Who a request says it comes from, as the node knows them now.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, header};
use firewall::{Principal, Role, Status};
use node::Node;
use node::accounts::{Session, Source, TokenReader};
use rooms::header::{IdError, OrgId, PersonRef, Purpose, Sector};

use super::cookies::{self, SESSION};

/// Who calls. The node is asked at every request: what was revoked a moment ago is nobody.
#[derive(Clone)]
pub enum Caller {
    /// Whoever has neither.
    Visitor,
    /// A person, by the cookie of a session.
    Person(Arc<Session>),
    /// A program, by a token that somebody gave it.
    Program(Arc<TokenReader>),
}

impl Caller {
    /// Reads the cookie, else the token. `route` is how the audit names the way.
    pub async fn of(node: &Node, headers: &HeaderMap, route: &str) -> Self {
        if let Some(token) = cookies::value(headers, SESSION) {
            let session = node.session(token).await;
            return session.map_or(Self::Visitor, |session| Self::Person(Arc::new(session.by_route(route))));
        }
        let Some(token) = bearer(headers) else { return Self::Visitor };
        node.token_principal(token).await.map_or(Self::Visitor, |token| Self::Program(Arc::new(token)))
    }

    /// Who it is, where it is somebody.
    pub fn principal(&self) -> Option<&Principal> {
        match self {
            Self::Visitor => None,
            Self::Person(session) => Some(session.principal()),
            Self::Program(token) => Some(&token.principal),
        }
    }

    /// The session of a person.
    pub fn session(&self) -> Option<&Arc<Session>> {
        match self {
            Self::Person(session) => Some(session),
            Self::Visitor | Self::Program(_) => None,
        }
    }

    /// Whether it gets to records of that purpose and kind at all: a program to those of its token only.
    pub fn reaches(&self, purpose: Purpose, kind: &str) -> bool {
        match self {
            Self::Visitor => false,
            Self::Person(_) => true,
            Self::Program(token) => token.purpose == purpose && token.kinds.iter().any(|of| of.as_str() == kind),
        }
    }
}

/// The token of a program.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let line = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = line.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim()).filter(|token| !token.is_empty())
}

/// Where a request comes from: the address of the other end. What a header says of it is not believed.
pub fn source(request: &Request) -> Source {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    Source::Address(peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)))
}

/// Whoever has no session, also where there is no node to ask.
pub fn visitor(route: String) -> Result<Principal, IdError> {
    Ok(Principal {
        handle: PersonRef::new("visitor")?,
        organisation: OrgId::new("everybody")?,
        sector: Sector::Public,
        role: Role::Visitor,
        status: Status::Confirmed,
        route,
    })
}
