//! How somebody stands here now: asked of the view at every request, so that what a colleague did counts at once.

use firewall::{Principal, Role, Status};
use rooms::account::AccountRequest;
use rooms::header::{OrgId, PersonRef, Sector};

use super::records::{self, Found};
use crate::keys::{HolderFacts, KeyText};
use crate::view::View;

/// How somebody stands here.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub(super) handle: PersonRef,
    pub(super) organisation: OrgId,
    pub(super) sector: Sector,
    pub(super) roles: Vec<Role>,
    pub(super) status: Status,
    pub(super) signing_key: KeyText,
    pub(super) is_member: bool,
}

impl Standing {
    /// The standing of a holder, or of somebody who waits to be one; `None` for everybody else, who was revoked included,
    /// and for an account that another takes the place of.
    pub(super) fn of(view: &View, handle: &PersonRef) -> Option<Self> {
        let requests = records::requests(view);
        if requests.iter().any(|request| request.content.replaces.as_ref() == Some(handle)) {
            return None;
        }
        if let Some(facts) = view.keys.holders.get(handle) {
            return Some(Self::of_holder(view, facts));
        }
        let waiting = requests.into_iter().find(|request| request.content.handle == *handle)?;
        Self::of_request(view, &waiting)
    }

    fn of_holder(view: &View, facts: &HolderFacts) -> Self {
        Self {
            handle: facts.handle.clone(),
            organisation: facts.organisation.clone(),
            sector: view.keys.sector(&facts.organisation),
            roles: facts.roles(),
            status: Status::Confirmed,
            signing_key: facts.signing_key,
            is_member: facts.is_member,
        }
    }

    fn of_request(view: &View, waiting: &Found<AccountRequest>) -> Option<Self> {
        let request = &waiting.content;
        if view.keys.retired.contains(&request.handle) {
            return None;
        }
        Some(Self {
            handle: request.handle.clone(),
            organisation: request.organisation.clone(),
            sector: view.keys.sector(&request.organisation),
            roles: roles_of_words(&request.roles),
            status: Status::Invited,
            signing_key: KeyText::try_from(request.signing_key.clone()).ok()?,
            is_member: false,
        })
    }

    pub(super) fn principal(&self, role: Role, route: &str) -> Principal {
        Principal {
            handle: self.handle.clone(),
            organisation: self.organisation.clone(),
            sector: self.sector,
            role,
            status: self.status,
            route: route.to_owned(),
        }
    }
}

/// Roles by their words; words that this program does not know give no role.
pub(super) fn roles_of_words(words: &[String]) -> Vec<Role> {
    words.iter().filter_map(|word| word.parse().ok()).collect()
}

/// Whether who acts in these roles opens what the organisation has sealed. Who runs the node or looks at its audit needs
/// no key for that, and gets none.
pub(super) fn is_member_by(roles: &[Role]) -> bool {
    roles.iter().any(|role| !matches!(role, Role::Administrator | Role::Auditor))
}
