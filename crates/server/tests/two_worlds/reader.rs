//! Who asks.

use node::Role;

use crate::world::{GUESTS, World, token_as};

/// Somebody who asks, and what their browser sends.
#[derive(Clone, Copy, Debug)]
pub enum Reader {
    /// Nobody with a session.
    Stranger,
    /// A member in one of their roles.
    Member(&'static str, Role),
    /// Accepted an invitation, and waits.
    Invited,
    /// Has left; the browser still has the session's cookie.
    Revoked,
    /// A token that nobody was given.
    MadeUp,
    /// The family of another.
    OtherFamily,
    /// A family's token that nobody was given.
    MadeUpFamily,
}

/// The role in which a member is asked what is published, too.
const FIRST: Role = Role::TracingOfficer;

/// What a form repeats of whoever has no session.
const WORD: &str = "0123456789abcdef0123456789abcdef0123456789abcdef";

impl Reader {
    /// Everybody who may not know of the person.
    pub fn outside() -> Vec<Self> {
        let mut all = vec![
            Self::Stranger,
            Self::Member(GUESTS[0].1, FIRST),
            Self::MadeUp,
            Self::MadeUpFamily,
            Self::OtherFamily,
            Self::Invited,
            Self::Revoked,
        ];
        for (_, holder, _) in GUESTS {
            let roles = Role::OF_MEMBERS.iter().filter(|role| (holder, **role) != (GUESTS[0].1, FIRST));
            all.extend(roles.map(|role| Self::Member(holder, *role)));
        }
        // last, since an administrator changes accounts
        all.push(Self::Member("anna", Role::Administrator));
        all
    }

    /// The cookies and the word of the forms.
    pub async fn cookie(self, world: &World) -> (String, String) {
        let form = format!("__Host-landfall-form={WORD}");
        let session = match self {
            Self::Stranger => return (form, WORD.to_owned()),
            Self::MadeUpFamily => {
                return (format!("{form}; __Host-landfall-family={}", "7e".repeat(32)), WORD.to_owned());
            }
            Self::OtherFamily => {
                return (format!("{form}; __Host-landfall-family={}", world.family), WORD.to_owned());
            }
            Self::MadeUp => "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned(),
            Self::Invited => world.invited.clone(),
            Self::Revoked => world.revoked.clone(),
            Self::Member(name, role) => token_as(&world.node, name, role).await,
        };
        let word = world.node.session(&session).await.map_or_else(|| WORD.to_owned(), |it| it.csrf().to_owned());
        (format!("{form}; __Host-landfall={session}"), word)
    }

    /// Whether what the browser sends is still a member's session in that role: a form may have ended it.
    pub async fn is_still_in(self, world: &World, cookie: &str) -> bool {
        let Self::Member(_, role) = self else { return false };
        let Some((_, token)) = cookie.split_once("__Host-landfall=") else { return false };
        world.node.session(token).await.is_some_and(|session| session.principal().role == role)
    }
}
