//! Recovery shares that were used have been seen: others take their place, by the word of the old ones.
//!
//! All that the old shares open is wrapped to a new key, whose three shares are told once; what was wrapped to the old one
//! leaves the disk. A key backup that was made before still opens with the old shares.

use rooms::header::{OrgId, PersonRef};
use store::seal::{KeyPair, Seed, Wrapper, split};
use store::{Slot, Store};
use zeroize::Zeroizing;

use crate::ceremony::{Wraps, signing_key};
use crate::custody::{Event, SharesRenewedFacts, Verb, Warrant};
use crate::keys::{PublicKeys, RECOVERY, epoch_slot, log_slot, matching_slot, role_slot};
use crate::recover::{check_whose, known_organisation};
use crate::shares::{ShareSheet, join_sheets};
use crate::{Node, NodeError, clock};

impl Node {
    /// Makes new recovery shares of the node, or of an organisation, with two of the old ones. Gives the three texts, which
    /// are kept nowhere. The node may be locked, and stays so. Make a key backup right after.
    ///
    /// # Errors
    /// Where the shares are not two of those that were asked for.
    pub async fn renew_shares(
        &self,
        shares: &[ShareSheet],
        organisation: Option<&str>,
        reason: &str,
    ) -> Result<[Zeroizing<String>; 3], NodeError> {
        let old = join_sheets(shares)?;
        let pair = KeyPair::derive(old.as_bytes());
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        let keys = self.state.read().await.view.keys.clone();
        let organisation = organisation.map(|name| known_organisation(&keys, name)).transpose()?;
        check_whose(&pair, &keys, organisation.as_ref())?;
        let new = Seed::generate().map_err(failed)?;
        let words = split(new.as_bytes()).map_err(|error| NodeError::Sealing(error.to_string()))?;
        let to = KeyPair::derive(new.as_bytes());
        let mut facts = SharesRenewedFacts {
            organisation,
            recovery_key: to.public().into(),
            recovery_signing_key: signing_key(&new)?,
            warrant: Warrant::Founding,
        };
        let names = opened_by(&keys, facts.organisation.as_ref())?;
        let slots = wrapped_anew(&pair, &to, &names, &self.store.slots().await?)?;
        let subjects = Event::SharesRenewed(facts.clone()).question().map(|(_, subjects)| subjects);
        facts.warrant = self.warrant_of(&old, (Verb::RenewShares, subjects.unwrap_or_default()), reason).await?;
        let author = PersonRef::new("recovery").map_err(|error| NodeError::Unwritable(error.to_string()))?;
        // dropped first, so that the old bytes leave the disk
        let fill = |append: &mut store::Append| (append.put_slots, append.drop_slots) = (slots, names);
        self.append_event(&Event::SharesRenewed(facts), &author, clock::hour(), fill).await?;
        self.wrapper.forget_pair(&pair.public());
        Ok(words.each_ref().map(|share| Zeroizing::new(share.words().to_owned())))
    }
}

/// The slots that the shares open.
fn opened_by(keys: &PublicKeys, organisation: Option<&OrgId>) -> Result<Vec<String>, NodeError> {
    Ok(match organisation {
        Some(name) => (1..=keys.organisation(name)?.role).map(|role| role_slot(name, role, RECOVERY)).collect(),
        None => {
            let epochs = keys.epochs().flat_map(|epoch| [epoch_slot(epoch, RECOVERY), matching_slot(epoch, RECOVERY)]);
            epochs.chain([log_slot()]).collect()
        }
    })
}

fn wrapped_anew(from: &KeyPair, to: &KeyPair, names: &[String], slots: &[Slot]) -> Result<Vec<Slot>, NodeError> {
    let (mut wraps, wrapper) = (Wraps::default(), Wrapper::new());
    for name in names {
        let damaged = || NodeError::damaged(format!("the key in `{name}` does not open"));
        let slot = slots.iter().find(|slot| slot.name == *name).ok_or_else(damaged)?;
        let secret = wrapper.open(from, name.as_bytes(), &slot.bytes).map_err(|_| damaged())?;
        let secret: Zeroizing<[u8; 32]> = Zeroizing::new(secret.as_slice().try_into().map_err(|_| damaged())?);
        wraps.add_to(name.clone(), to.public(), &secret)?;
    }
    Ok(wraps.take())
}

fn failed(error: store::seal::SealError) -> NodeError {
    NodeError::Sealing(error.to_string())
}
