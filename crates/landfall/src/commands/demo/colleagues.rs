//! The made-up colleagues of the demo, as whom everybody may look around: each joins as a colleague does, by a link and the
//! word of an administrator.

use node::accounts::{INVITATION_DAYS, Invite, Session, SignIn, SignedIn, Source};
use node::{Node, NodeError, Role};
use server::Colleague;

use super::place::{HOLDERS, PASSPHRASE};
use crate::output::{Exit, Failure};

/// Who joins besides the holders, and as what.
const JOINING: [(&str, Role); 4] = [
    ("omar", Role::TracingOfficer),
    ("lucia", Role::ForensicAnalyst),
    ("tomas", Role::Auditor),
    ("leila", Role::Coordinator),
];

/// Everybody as whom one may look around.
pub fn made_up() -> Vec<Colleague> {
    let colleague = |handle: &str, role| Colleague {
        handle: handle.to_owned(),
        password: PASSPHRASE.to_owned(),
        role,
        elsewhere: None,
    };
    let joined = JOINING.map(|(handle, role)| colleague(handle, role));
    std::iter::once(colleague(HOLDERS[0], Role::Administrator)).chain(joined).collect()
}

/// Lets those join who have not.
pub async fn join(node: &Node) -> Result<(), Failure> {
    let Some(session) = administrator(node).await? else {
        let message = format!("`{}` does not sign in with the passphrase of the demo; name another node", HOLDERS[0]);
        return Err(Failure::new(Exit::Refused, "not-a-demo", message));
    };
    let known = node.people(&session).await?;
    for (handle, role) in JOINING {
        if known.iter().all(|person| person.handle.as_str() != handle) {
            let asked = Invite { organisation: None, roles: vec![role], days: INVITATION_DAYS };
            let link = node.invite(&session, asked).await?;
            node.accept(link.as_str(), handle, PASSPHRASE).await?;
            node.confirm(&session, handle).await?;
        }
    }
    Ok(())
}

async fn administrator(node: &Node) -> Result<Option<Session>, NodeError> {
    let asked = SignIn {
        name: HOLDERS[0],
        password: PASSPHRASE,
        code: None,
        source: Source::Local,
        device: None,
        browser: "landfall demo",
    };
    match node.sign_in(asked).await? {
        SignedIn::In { token, .. } => Ok(node.session(token.as_str()).await),
        SignedIn::CodeNeeded | SignedIn::Refused | SignedIn::Busy => Ok(None),
    }
}
