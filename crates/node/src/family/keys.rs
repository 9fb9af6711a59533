//! What comes from a family's code.

use firewall::{Principal, Role, Status};
use rooms::header::{OrgId, PersonRef, Sector};
use rooms::missing::family_code::FamilyCode;
use store::seal::{CodeKeys, KeyPair, PublicKey};
use zeroize::Zeroizing;

use crate::layout::to_hex;
use crate::{Node, NodeError, clock};

/// What the name of a family begins with; no other organisation's does.
pub(super) const PREFIX: &str = "family-";

/// A family's name at this node, and the pair that opens what is sealed to it. It has no `Debug`.
pub struct FamilyKeys {
    pub(super) family: OrgId,
    pub(super) pair: KeyPair,
}

impl FamilyKeys {
    /// The family, as an organisation of one.
    #[must_use]
    pub fn family(&self) -> &OrgId {
        &self.family
    }

    /// The half that everybody may know.
    #[must_use]
    pub fn public_key(&self) -> [u8; 32] {
        self.pair.public().to_bytes()
    }

    pub(super) fn public(&self) -> PublicKey {
        self.pair.public()
    }

    /// The family at the door.
    ///
    /// # Errors
    /// Never: the name of a family is a reference.
    pub fn principal(&self, route: &str) -> Result<Principal, NodeError> {
        let unusable = |_| NodeError::BadName { what: "family", name: self.family.to_string() };
        Ok(Principal {
            handle: PersonRef::new(self.family.as_str()).map_err(unusable)?,
            organisation: self.family.clone(),
            sector: Sector::Public,
            role: Role::Family,
            status: Status::Confirmed,
            route: route.to_owned(),
        })
    }
}

impl Node {
    /// A new code with its keys, of which nothing is stored yet: whoever asks first shows the code, and may seal to it before
    /// the first answer is kept.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub async fn draw_family_code(&self) -> Result<(FamilyCode, FamilyKeys), NodeError> {
        let code = loop {
            let mut entropy = Zeroizing::new([0; 32]);
            clock::random(entropy.as_mut_slice())?;
            if let Some(code) = FamilyCode::from_entropy(&entropy) {
                break code;
            }
        };
        let keys = self.family_keys(&code).await?;
        Ok((code, keys))
    }

    /// The keys of a code. It takes memory and time on purpose, the same for every code.
    ///
    /// # Errors
    /// Where there is not enough memory.
    pub async fn family_keys(&self, code: &FamilyCode) -> Result<FamilyKeys, NodeError> {
        let secret = Zeroizing::new(code.secret().to_vec());
        let name = self.name().to_owned();
        let deriving = tokio::task::spawn_blocking(move || CodeKeys::derive(&secret, &name));
        let derived = deriving.await.map_err(|error| NodeError::Stopped { cause: error.to_string() })?;
        let keys = derived.map_err(|error| NodeError::Sealing(error.to_string()))?;
        let family = format!("{PREFIX}{}", to_hex(&keys.lookup));
        let family = OrgId::new(&family).map_err(|_| NodeError::BadName { what: "family", name: family.clone() })?;
        Ok(FamilyKeys { family, pair: keys.pair })
    }
}
