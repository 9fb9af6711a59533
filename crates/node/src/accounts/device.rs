//! Devices that have signed in before: a token that gives its holder a lane of their own, and nothing else.

use rooms::header::PersonRef;
use store::seal::{is_letter_tag, tag_letter};
use zeroize::Zeroizing;

use super::lanes::Lane;
use super::secret::{Secret, bytes_of};
use crate::{NodeError, clock};

const PURPOSE: &str = "landfall/device/1";

/// Makes and knows the tokens of devices. Its key is drawn from the log's, so that a start keeps them.
pub(super) struct Devices(Zeroizing<[u8; 32]>);

impl Devices {
    pub(super) fn new(log_seed: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*log_seed))
    }

    /// A token for one name.
    pub(super) fn give(&self, name: &PersonRef) -> Result<Secret, NodeError> {
        let mut id = [0; 16];
        clock::random(&mut id)?;
        let tag = tag_letter(self.0.as_slice(), PURPOSE, &[name.as_str().as_bytes(), &id]);
        let tag = tag.map_err(|error| NodeError::Sealing(error.to_string()))?;
        Ok(Secret::of(&[&id[..], &tag].concat()))
    }

    /// The lane of a token that was given for this name.
    pub(super) fn lane(&self, name: &PersonRef, token: &str) -> Option<Lane> {
        let bytes = bytes_of(token)?;
        let (id, tag) = bytes.split_first_chunk::<16>()?;
        is_letter_tag(self.0.as_slice(), PURPOSE, &[name.as_str().as_bytes(), id], tag).then_some(Lane::Device(*id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_one_name_and_one_node() {
        let name = |name| PersonRef::new(name).unwrap();
        let devices = Devices::new(&[1; 32]);
        let token = devices.give(&name("anna")).unwrap();
        assert!(devices.lane(&name("anna"), token.as_str()).is_some());
        assert_eq!(devices.lane(&name("bilal"), token.as_str()), None);
        assert_eq!(Devices::new(&[2; 32]).lane(&name("anna"), token.as_str()), None);
        for wrong in ["", "x", &token.as_str()[1..]] {
            assert_eq!(devices.lane(&name("anna"), wrong), None);
        }
    }
}
