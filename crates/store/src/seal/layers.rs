//! The two layers around a data key: the role inside, the epoch outside.

use zeroize::Zeroizing;

use super::binding::put;
use super::{DataKey, KeyPair, PublicKey, SealError, Wrapper};

/// Names of the layers in their labels: a layer never passes for the other.
const OUTER: &[u8] = b"epoch";
const INNER: &[u8] = b"role";

impl Wrapper {
    /// Seals a data key to a role and that to an epoch. The label is the section's [`super::Binding::to_bytes`].
    pub fn wrap_data_key(
        &self,
        epoch: &PublicKey,
        role: &PublicKey,
        label: &[u8],
        key: &DataKey,
    ) -> Result<Vec<u8>, SealError> {
        let inner = self.wrap(role, &layer(INNER, label), key.as_bytes())?;
        self.wrap(epoch, &layer(OUTER, label), &inner)
    }

    /// Opens both layers: takes the private parts of the epoch and of the role.
    pub fn open_data_key(
        &self,
        epoch: &KeyPair,
        role: &KeyPair,
        label: &[u8],
        wrapped: &[u8],
    ) -> Result<DataKey, SealError> {
        let inner = self.open(epoch, &layer(OUTER, label), wrapped)?;
        let key = self.open(role, &layer(INNER, label), &inner)?;
        let bytes: Zeroizing<[u8; 32]> = Zeroizing::new(key.as_slice().try_into().map_err(|_| SealError::Damaged)?);
        Ok(DataKey::from_bytes(*bytes))
    }

    /// Takes off the old epoch's layer and puts on the new one's. The role's layer stays closed.
    pub fn renew_outer(
        &self,
        old: &KeyPair,
        new: &PublicKey,
        label: &[u8],
        wrapped: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        let inner = self.open(old, &layer(OUTER, label), wrapped)?;
        self.wrap(new, &layer(OUTER, label), &inner)
    }
}

fn layer(name: &[u8], label: &[u8]) -> Vec<u8> {
    let mut out = b"landfall/data-key/1".to_vec();
    put(&mut out, name);
    put(&mut out, label);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_layer_does_not_pass_for_an_epoch_layer() {
        let (wrapper, pair) = (Wrapper::new(), KeyPair::derive(&[1; 32]));
        let wrapped = wrapper.wrap_data_key(&pair.public(), &pair.public(), b"here", &DataKey::from_bytes([9; 32]));
        let inner = wrapper.open(&pair, &layer(OUTER, b"here"), &wrapped.unwrap()).unwrap();
        assert!(wrapper.open(&pair, &layer(INNER, b"here"), &inner).is_ok());
        assert_eq!(wrapper.renew_outer(&pair, &pair.public(), b"here", &inner).err(), Some(SealError::Refused));
    }
}
