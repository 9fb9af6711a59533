//! What administrators sign before a node forgets a record, ends an epoch or changes who holds its keys.
//!
//! A signature is over what is asked, word for word, on which node, and at which state of its log. An approval is used
//! once: it is stale as soon as the log holds another event of custody than those it was asked after.

use rooms::header::PersonRef;
use serde::{Deserialize, Serialize};
use store::seal::{Holder, HolderSecret};

use super::hex::Hex;
use crate::keys::{HolderFacts, KeyText};

/// What can be asked of those who hold keys.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// Erase records.
    Erase,
    /// Put records under legal hold.
    Hold,
    /// Lift a legal hold.
    Release,
    /// End the epoch and begin the next.
    Epoch,
    /// Say how often an epoch ends.
    EpochOrder,
    /// Make somebody a holder of keys.
    AddHolder,
    /// Take keys from a holder.
    RemoveHolder,
    /// Put other recovery shares in the place of those that were used.
    RenewShares,
    /// Take a further organisation in.
    AddOrganisation,
}

impl Verb {
    /// The word that is signed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Erase => "erase",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Epoch => "epoch",
            Self::EpochOrder => "epoch-order",
            Self::AddHolder => "add-holder",
            Self::RemoveHolder => "remove-holder",
            Self::RenewShares => "renew-shares",
            Self::AddOrganisation => "add-organisation",
        }
    }
}

/// What is asked: exactly this is signed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The node's name.
    pub node: String,
    /// What is to be done.
    pub verb: Verb,
    /// To what: record ids, a holder's name and keys, an epoch's number.
    pub subjects: Vec<String>,
    /// Why, in words. They stand in clear.
    pub reason: String,
    /// The size of the log of changes when it was asked.
    pub size: u64,
    /// The root that was signed for that size.
    pub root: Hex<32>,
}

impl Asked {
    /// The bytes that are signed: each part behind its length, so that no two questions have the same.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = b"landfall/approval/1".to_vec();
        let mut put = |part: &[u8]| {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        };
        put(self.node.as_bytes());
        put(self.verb.as_str().as_bytes());
        put(&(self.subjects.len() as u64).to_be_bytes());
        self.subjects.iter().for_each(|subject| put(subject.as_bytes()));
        put(self.reason.as_bytes());
        put(&self.size.to_be_bytes());
        put(&self.root.0);
        bytes
    }
}

/// One holder's signature.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Who signed.
    pub by: PersonRef,
    /// Ed25519, over [`Asked::to_bytes`].
    pub signature: Hex<64>,
}

impl Approval {
    pub(crate) fn sign(asked: &Asked, by: &PersonRef, secret: &HolderSecret) -> Self {
        Self { by: by.clone(), signature: Hex(secret.sign(&asked.to_bytes())) }
    }
}

/// What was asked, and who approved of it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Approved {
    /// What was asked.
    pub asked: Asked,
    /// The signatures, each of another holder.
    pub approvals: Vec<Approval>,
}

/// Why an approval does not hold.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ApprovalFault {
    /// It was given for something else.
    #[error("it was given for something else than what is done")]
    Other,
    /// It was given on another node.
    #[error("it was given on the node `{node}`")]
    OtherNode {
        /// That node.
        node: String,
    },
    /// No word of why.
    #[error("it gives no reason; say why, in a few words that may stand in clear")]
    NoReason,
    /// Not enough signatures.
    #[error("{found} of {needed} needed signatures of different administrators are there")]
    TooFew {
        /// How many different administrators signed.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
    /// The same holder twice.
    #[error("`{by}` signed twice, and two different holders are needed")]
    Twice {
        /// The holder.
        by: PersonRef,
    },
    /// Nobody of that name holds keys here, or not any more.
    #[error("`{by}` holds no keys of this node")]
    NoHolder {
        /// The name.
        by: PersonRef,
    },
    /// A holder without that power.
    #[error("`{by}` is no administrator of this node")]
    NoAdministrator {
        /// The holder.
        by: PersonRef,
    },
    /// Nobody of the organisation signed.
    #[error("no member of `{organisation}` signed, and it is about one of its members")]
    NoMember {
        /// The organisation.
        organisation: String,
    },
    /// The signature is not theirs.
    #[error("the signature of `{by}` is not over this")]
    Signature {
        /// Whose it should be.
        by: String,
    },
    /// Something happened since.
    #[error("it was asked at {size} entries, and entry {since} changed what holders of keys have decided; ask again")]
    Stale {
        /// The log's size when it was asked.
        size: u64,
        /// The entry since.
        since: u64,
    },
    /// The log was never like that.
    #[error("it names a root for {size} entries that this log never had")]
    Root {
        /// The log's size when it was asked.
        size: u64,
    },
    /// A legal hold is on it.
    #[error("the record {record} is under legal hold, which wins over an erasure")]
    Held {
        /// The record.
        record: String,
    },
    /// Done without anybody.
    #[error("nobody approved of it")]
    Nobody,
    /// A standing order that is not there, or not due.
    #[error("no standing order of this log made it due")]
    NoOrder,
}

impl Approved {
    /// The holders who signed; fails where one signature does not hold.
    pub(crate) fn signers<'k>(
        &self,
        holders: impl Fn(&PersonRef) -> Option<&'k HolderFacts>,
    ) -> Result<Vec<&'k HolderFacts>, ApprovalFault> {
        let bytes = self.asked.to_bytes();
        let mut signers: Vec<&HolderFacts> = Vec::new();
        for Approval { by, signature } in &self.approvals {
            let holder = holders(by).ok_or_else(|| ApprovalFault::NoHolder { by: by.clone() })?;
            if signers.iter().any(|known| known.handle == *by || known.signing_key == holder.signing_key) {
                return Err(ApprovalFault::Twice { by: by.clone() });
            }
            if !is_signed(by.as_str(), holder.signing_key, &bytes, signature) {
                return Err(ApprovalFault::Signature { by: by.to_string() });
            }
            signers.push(holder);
        }
        Ok(signers)
    }
}

/// Whether the key signed the bytes.
pub(crate) fn is_signed(handle: &str, key: KeyText, bytes: &[u8], signature: &Hex<64>) -> bool {
    let holder = Holder { handle: handle.to_owned(), sealing: KeyText([0; 32]).public(), signing: key.0 };
    holder.verify(bytes, &signature.0)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Asked, Verb};
    use crate::custody::hex::Hex;

    fn asked() -> Asked {
        let subjects = vec!["a".to_owned(), "bc".to_owned()];
        Asked {
            node: "harbour".to_owned(),
            verb: Verb::Erase,
            subjects,
            reason: "r".to_owned(),
            size: 7,
            root: Hex([5; 32]),
        }
    }

    /// Written by hand: a domain, then each part behind its length in eight bytes.
    #[test]
    fn what_is_signed_is_spelled_so_and_not_otherwise() {
        let mut expected = b"landfall/approval/1".to_vec();
        let parts: [&[u8]; 8] =
            [b"harbour", b"erase", &[0, 0, 0, 0, 0, 0, 0, 2], b"a", b"bc", b"r", &[0, 0, 0, 0, 0, 0, 0, 7], &[5; 32]];
        for part in parts {
            expected.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, part.len() as u8]);
            expected.extend_from_slice(part);
        }
        assert_eq!(asked().to_bytes(), expected);
    }

    #[rstest]
    #[case::node(Asked { node: "harbor".to_owned(), ..asked() })]
    #[case::verb(Asked { verb: Verb::Hold, ..asked() })]
    #[case::subjects(Asked { subjects: vec!["ab".to_owned(), "c".to_owned()], ..asked() })]
    #[case::fewer(Asked { subjects: vec!["a".to_owned()], reason: "bcr".to_owned(), ..asked() })]
    #[case::reason(Asked { reason: "s".to_owned(), ..asked() })]
    #[case::size(Asked { size: 8, ..asked() })]
    #[case::root(Asked { root: Hex([6; 32]), ..asked() })]
    fn another_question_has_other_bytes(#[case] other: Asked) {
        assert_ne!(other.to_bytes(), asked().to_bytes());
    }
}
