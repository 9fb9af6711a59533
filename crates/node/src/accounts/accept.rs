//! Accepting an invitation: keys of one's own, and a request that waits for a colleague.
//!
//! One entry makes it: the request, and with it the slots of the seed. A link whose request is in the log is used, so a
//! crash leaves an account that waits, or none and the link.

use rooms::account::{AccountRequest, RequestState};
use rooms::header::{OrgId, PersonRef, RecordId};
use store::Slot;
use store::seal::{Holder, HolderSecret, Seed};

use super::invite::open_link;
use super::records;
use super::{AccountError, RecoveryKey, password, sealing};
use crate::keys::KeyText;
use crate::layout::to_hex;
use crate::{Hex, Node, NodeError};

/// Somebody who accepted, and waits.
pub struct Accepted {
    /// The name under which they sign in.
    pub handle: PersonRef,
    /// What opens the account where the password is lost. It is shown once.
    pub recovery_key: RecoveryKey,
}

/// Keys that are new, on their way into a request.
pub(super) struct NewKeys {
    secret: HolderSecret,
    slots: Vec<Slot>,
    pub(super) recovery_key: RecoveryKey,
}

impl Node {
    /// Accepts an invitation under a name and a password of one's own. The account waits until a colleague confirms it.
    ///
    /// # Errors
    /// Where the link does not work, the name is taken, or the password will not do.
    pub async fn accept(&self, token: &str, name: &str, password: &str) -> Result<Accepted, NodeError> {
        let bad = || NodeError::BadName { what: "name", name: name.to_owned() };
        let handle = PersonRef::new(name).map_err(|_| bad())?;
        // before anything hard is computed
        self.joining_link(token).await?;
        let keys = self.new_keys(&handle, password).await?;

        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        self.settle_held().await?;
        let link = self.joining_link(token).await?;
        if records::names(&self.state.read().await.view).contains(&handle) {
            return Err(NodeError::NameTaken { handle: handle.to_string() });
        }
        let (organisation, roles) = (link.content.organisation, link.content.roles);
        let recovery_key = self.ask_to_join(&handle, keys, (organisation, roles), link.record, None).await?;
        Ok(Accepted { handle, recovery_key })
    }

    async fn joining_link(&self, token: &str) -> Result<records::Found<rooms::account::Invitation>, NodeError> {
        let state = self.state.read().await;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let link = open_link(&state.view, token, self.accounts.now_ms());
        Ok(link.filter(|it| it.content.resets.is_none()).ok_or(AccountError::NoSuchLink)?)
    }

    /// A new seed, sealed under a password and under a recovery key.
    pub(super) async fn new_keys(&self, handle: &PersonRef, password: &str) -> Result<NewKeys, NodeError> {
        let seed = Seed::generate().map_err(sealing)?;
        let secret = password::secret_of(handle, &seed)?;
        let slot = self.sealed_seed(&seed, handle, password).await?;
        let (recovery_key, for_paper) = password::sealed_for_paper(&seed, handle)?;
        Ok(NewKeys { secret, slots: vec![slot, for_paper], recovery_key })
    }

    /// Appends the request with its slots: one entry, all or none. The caller holds the ceremony and `writing`.
    pub(super) async fn ask_to_join(
        &self,
        handle: &PersonRef,
        keys: NewKeys,
        (organisation, roles): (OrgId, Vec<String>),
        invitation: RecordId,
        replaces: Option<PersonRef>,
    ) -> Result<RecoveryKey, NodeError> {
        let holder = keys.secret.holder();
        let mut request = AccountRequest {
            handle: handle.clone(),
            organisation,
            roles,
            sealing_key: KeyText::from(holder.sealing).into(),
            signing_key: to_hex(&holder.signing),
            invitation,
            replaces,
            signature: String::new(),
            state: RequestState::Open,
        };
        request.signature = to_hex(&keys.secret.sign(&signed_bytes(self.name(), &request)));
        self.keep_account(handle, request, None, |append| append.put_slots = keys.slots).await?;
        Ok(keys.recovery_key)
    }
}

/// What somebody signs who asks to join: each part behind its length.
fn signed_bytes(node: &str, request: &AccountRequest) -> Vec<u8> {
    let mut bytes = b"landfall/account-request/1".to_vec();
    let mut put = |part: &str| {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part.as_bytes());
    };
    put(node);
    put(request.handle.as_str());
    put(request.organisation.as_str());
    put(&request.roles.len().to_string());
    request.roles.iter().for_each(|role| put(role));
    put(&request.sealing_key);
    put(&request.signing_key);
    put(request.replaces.as_ref().map_or("", PersonRef::as_str));
    bytes
}

/// Whether a request carries the signature of its own keys.
pub(super) fn is_signed(node: &str, request: &AccountRequest) -> bool {
    let signing = KeyText::try_from(request.signing_key.clone());
    let sealing = KeyText::try_from(request.sealing_key.clone());
    let (Ok(signing), Ok(sealing), Ok(signature)) = (signing, sealing, Hex::<64>::try_from(request.signature.clone()))
    else {
        return false;
    };
    let holder = Holder { handle: request.handle.to_string(), sealing: sealing.public(), signing: signing.0 };
    holder.verify(&signed_bytes(node, request), &signature.0)
}
