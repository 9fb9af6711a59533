//! The second factor: codes that change every 30 seconds (RFC 6238).
//!
//! The secret lies in the slot `totp/<name>`, sealed under a key drawn from the member's seed, so that it can be read only
//! after the right password. Beside it lies the step of the last code that was taken: a code is taken once, across starts
//! too.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use rooms::header::PersonRef;
use store::seal::{Seed, open_letter, seal_letter};
use store::{Slot, Store};
use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

use super::session::Session;
use super::{AccountError, sealing};
use crate::{Node, NodeError, clock};

const PURPOSE: &str = "landfall/totp/1";
/// Bytes of a secret, as RFC 4226 recommends.
const SECRET: usize = 20;
const DIGITS: u8 = 6;
const STEP_S: u64 = 30;
/// Steps that a clock may be off, each way.
const DRIFT: u16 = 1;
/// How long an enrolment may take.
const ENROLMENT_MS: u64 = 15 * 60_000;
/// Enrolments that are remembered at once.
const ENROLMENTS_MAX: usize = 1000;

/// Where the second factor of somebody lies.
pub(super) fn totp_slot(handle: &str) -> String {
    format!("totp/{handle}")
}

/// What a device is told once, to show codes from then on. It is wiped when it is dropped.
pub struct TotpEnrolment {
    /// The secret as base32 letters, for typing.
    pub secret_text: Zeroizing<String>,
    /// The same as an address, for a picture that a device reads.
    pub otpauth_uri: Zeroizing<String>,
}

/// Secrets that were shown and not yet proved to be on a device, with the time at which they were.
#[derive(Default)]
pub(super) struct Enrolments(Mutex<HashMap<PersonRef, Begun>>);

/// When it began, and the secret.
type Begun = (u64, Zeroizing<[u8; SECRET]>);

impl Enrolments {
    fn begin(&self, handle: &PersonRef, now_ms: u64, secret: Zeroizing<[u8; SECRET]>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (since, _)| now_ms.saturating_sub(*since) < ENROLMENT_MS);
        if all.len() < ENROLMENTS_MAX {
            all.insert(handle.clone(), (now_ms, secret));
        }
    }

    fn begun(&self, handle: &PersonRef, now_ms: u64) -> Option<Zeroizing<[u8; SECRET]>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, secret) = all.get(handle)?;
        (now_ms.saturating_sub(*since) < ENROLMENT_MS).then(|| secret.clone())
    }

    fn end(&self, handle: &PersonRef) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(handle);
    }
}

/// What lies in the slot.
struct Factor {
    secret: Zeroizing<[u8; SECRET]>,
    /// The step of the last code that was taken.
    taken: u64,
}

impl Factor {
    fn open(seed: &Seed, slot: &Slot) -> Result<Self, NodeError> {
        let damaged = || NodeError::damaged(format!("the second factor in `{}` does not open", slot.name));
        let plain = open_letter(seed.as_bytes(), PURPOSE, &slot.name, &slot.bytes).map_err(|_| damaged())?;
        let (secret, taken) = plain.split_first_chunk::<SECRET>().ok_or_else(damaged)?;
        let taken = u64::from_be_bytes(taken.try_into().map_err(|_| damaged())?);
        Ok(Self { secret: Zeroizing::new(*secret), taken })
    }

    fn sealed(&self, seed: &Seed, handle: &PersonRef) -> Result<Slot, NodeError> {
        let name = totp_slot(handle.as_str());
        let plain = Zeroizing::new([&self.secret[..], &self.taken.to_be_bytes()].concat());
        let bytes = seal_letter(seed.as_bytes(), PURPOSE, &name, &plain).map_err(sealing)?;
        Ok(Slot::new(name, bytes))
    }

    /// The step of a code that was not taken yet, nor one after it.
    fn step_of(&self, code: &str, now_ms: u64) -> Option<u64> {
        let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
        let step = totp(&self.secret)?.check(&digits, now_ms / 1000)?;
        (step > self.taken).then_some(step)
    }
}

fn totp(secret: &[u8; SECRET]) -> Option<Totp> {
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(DIGITS).with_secret(*secret);
    builder.with_skew(DRIFT).with_step_duration(STEP_S).build().ok()
}

impl Node {
    /// Whether the code is right; `None` where one is needed and none was given.
    pub(super) async fn second_factor_holds(
        &self,
        handle: &PersonRef,
        seed: &Seed,
        code: Option<&str>,
    ) -> Result<Option<bool>, NodeError> {
        let _one_at_a_time = self.accounts.second_factors.lock().await;
        // nobody is removed meanwhile, whose slot would come back
        let _turn = self.custody.writing.read().await;
        let name = totp_slot(handle.as_str());
        let Some(slot) = self.store.slots().await?.into_iter().find(|slot| slot.name == name) else {
            return Ok(Some(true));
        };
        let Some(code) = code else { return Ok(None) };
        let factor = Factor::open(seed, &slot)?;
        let Some(step) = factor.step_of(code, self.accounts.now_ms()) else { return Ok(Some(false)) };
        let taken = Factor { taken: step, ..factor };
        self.store.change_slots(vec![taken.sealed(seed, handle)?], Vec::new()).await?;
        Ok(Some(true))
    }

    /// Begins to set up a second factor: shows a secret, which counts once a code of it is shown to be right.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub async fn second_factor_begin(&self, session: &Session) -> Result<TotpEnrolment, NodeError> {
        let mut secret = Zeroizing::new([0; SECRET]);
        clock::random(secret.as_mut_slice())?;
        let handle = &session.principal().handle;
        self.accounts.enrolments.begin(handle, self.accounts.now_ms(), secret.clone());
        let text = Zeroizing::new(totp_rs::Secret::from(*secret).to_base32());
        let (issuer, name) = (percent(self.name()), percent(handle.as_str()));
        let uri = format!(
            "otpauth://totp/{issuer}:{name}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_S}",
            *text
        );
        Ok(TotpEnrolment { secret_text: text, otpauth_uri: Zeroizing::new(uri) })
    }

    /// Sets up the second factor that was begun, by a code that the device shows. It takes the place of one before.
    ///
    /// # Errors
    /// Where none was begun, or the code is wrong.
    pub async fn second_factor_finish(&self, session: &Session, code: &str) -> Result<(), NodeError> {
        let _one_at_a_time = self.accounts.second_factors.lock().await;
        let (handle, now_ms) = (&session.principal().handle, self.accounts.now_ms());
        let secret = self.accounts.enrolments.begun(handle, now_ms).ok_or(AccountError::NotBegun)?;
        let factor = Factor { secret, taken: 0 };
        let taken = factor.step_of(code, now_ms).ok_or(AccountError::WrongCode)?;
        let slot = Factor { taken, ..factor }.sealed(session.seed(), handle)?;
        let _turn = self.custody.writing.read().await;
        self.refuse_unless_there(handle).await?;
        let name = slot.name.clone();
        self.store.change_slots(vec![slot], vec![name]).await?;
        self.accounts.enrolments.end(handle);
        Ok(())
    }

    /// Whether whoever is signed in has a second factor.
    ///
    /// # Errors
    /// Where the store does not read.
    pub async fn has_second_factor(&self, session: &Session) -> Result<bool, NodeError> {
        let name = totp_slot(session.principal().handle.as_str());
        Ok(self.store.slots().await?.iter().any(|slot| slot.name == name))
    }
}

/// A name as it stands in an address.
fn percent(name: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    name.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use zeroize::Zeroizing;

    use super::{Factor, totp};

    const SECRET: [u8; 20] = *b"12345678901234567890";

    /// RFC 6238, appendix B (SHA-1): the last six of its eight digits.
    #[rstest]
    #[case(59, "287082")]
    #[case(1_111_111_109, "081804")]
    #[case(1_111_111_111, "050471")]
    #[case(1_234_567_890, "005924")]
    #[case(2_000_000_000, "279037")]
    #[case(20_000_000_000, "353130")]
    fn codes_are_those_of_rfc_6238(#[case] second: u64, #[case] code: &str) {
        assert_eq!(totp(&SECRET).unwrap().generate(second).to_string(), code);
        let factor = |taken| Factor { secret: Zeroizing::new(SECRET), taken };
        let step = second / 30;
        for (drift, is_taken) in [(-2_i64, false), (-1, true), (0, true), (1, true), (2, false)] {
            let now = second.saturating_add_signed(drift * 30) * 1000;
            if step >= drift.unsigned_abs() {
                assert_eq!(factor(0).step_of(code, now), is_taken.then_some(step), "drift {drift}");
            }
        }
        assert_eq!(factor(step).step_of(code, second * 1000), None, "a code is taken once");
        assert_eq!(factor(step + 1).step_of(code, second * 1000), None, "nor is an older one after a newer");
        assert_eq!(factor(step - 1).step_of(&format!("{} {}", &code[..3], &code[3..]), second * 1000), Some(step));
        for wrong in ["", "0", "abcdef", &code[1..], &format!("{code}0")] {
            assert_eq!(factor(0).step_of(wrong, second * 1000), None, "{wrong}");
        }
    }
}
