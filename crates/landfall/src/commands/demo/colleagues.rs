//! The made-up colleagues of the demo, as whom everybody may look around: each joins as a colleague does, by a link and the
//! word of an administrator.

use node::accounts::{INVITATION_DAYS, Invite, Session, SignIn, SignedIn, Source};
use node::{NewHolder, NewOrganisation, Node, NodeError, Role};
use rooms::header::Sector;
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

/// An officer of an immigration office, to see what is refused: the organisation, and who works for it as what.
const ELSEWHERE: (&str, Sector, &str, Role) =
    ("border-office", Sector::ImmigrationEnforcement, "viktor", Role::TracingOfficer);

/// Everybody as whom one may look around.
pub fn made_up() -> Vec<Colleague> {
    let colleague = |handle: &str, role| Colleague {
        handle: handle.to_owned(),
        password: PASSPHRASE.to_owned(),
        role,
        elsewhere: None,
    };
    let joined = JOINING.map(|(handle, role)| colleague(handle, role));
    let (_, sector, handle, role) = ELSEWHERE;
    let officer = Colleague { elsewhere: Some(sector), ..colleague(handle, role) };
    std::iter::once(colleague(HOLDERS[0], Role::Administrator)).chain(joined).chain([officer]).collect()
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
    if known.iter().all(|person| person.handle.as_str() != ELSEWHERE.2) {
        let_in_elsewhere(node).await?;
    }
    Ok(())
}

/// The other organisation and its officer, by the word of both administrators.
async fn let_in_elsewhere(node: &Node) -> Result<(), NodeError> {
    let (name, sector, handle, role) = ELSEWHERE;
    let signers = HOLDERS.map(|holder| (holder, PASSPHRASE));
    if node.organisations().await.iter().all(|known| known.name != name) {
        node.add_organisation(NewOrganisation { name, sector, country: None }, &signers, "shown in the demo").await?;
    }
    let officer =
        NewHolder { handle, passphrase: PASSPHRASE, is_administrator: false, is_member: true, roles: &[role] };
    node.add_holder_to(Some(name), officer, &signers, "shown in the demo").await
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
