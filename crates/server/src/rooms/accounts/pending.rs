//! Between the password and the code of the second factor: what was typed waits here, for a few minutes and a few codes, so
//! that no page carries a password.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

/// How long a code may take.
const WAIT: Duration = Duration::from_secs(5 * 60);
/// Codes that may be tried before name and password are asked for again.
const TRIES_MAX: u8 = 5;
/// Most that wait at once; each has typed a right password.
const WAITING_COUNT_MAX: usize = 256;

/// Who waits with what they typed.
#[derive(Default)]
pub struct Pending(Mutex<HashMap<String, Waiting>>);

struct Waiting {
    name: String,
    password: Zeroizing<String>,
    /// The word of the forms of that browser: a ticket is good for it alone.
    word: String,
    since: Instant,
    tries_left: u8,
}

impl Pending {
    /// Keeps what was typed, and gives the ticket for it; `None` where too many wait or there is no randomness.
    pub fn keep(&self, name: &str, password: &Zeroizing<String>, word: &str) -> Option<String> {
        let ticket = crate::guard::new_word().ok()?;
        let (since, tries_left) = (Instant::now(), TRIES_MAX);
        let waiting =
            Waiting { name: name.to_owned(), password: password.clone(), word: word.to_owned(), since, tries_left };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, waiting| waiting.since.elapsed() < WAIT);
        (all.len() < WAITING_COUNT_MAX).then(|| {
            all.insert(ticket.clone(), waiting);
            ticket
        })
    }

    /// Name and password of a ticket, for one code.
    pub fn take(&self, ticket: &str, word: &str) -> Option<(String, Zeroizing<String>)> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, waiting| waiting.since.elapsed() < WAIT && waiting.tries_left > 0);
        let waiting = all.get_mut(ticket).filter(|waiting| waiting.word == word)?;
        waiting.tries_left -= 1;
        Some((waiting.name.clone(), waiting.password.clone()))
    }

    /// The ticket is done with.
    pub fn forget(&self, ticket: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(ticket);
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::{Pending, TRIES_MAX, WAITING_COUNT_MAX};

    fn password() -> Zeroizing<String> {
        Zeroizing::new("a lantern over the harbour".to_owned())
    }

    #[test]
    fn a_ticket_is_good_for_its_browser_and_a_few_codes() {
        let pending = Pending::default();
        let ticket = pending.keep("nadia", &password(), "word").unwrap();
        assert!(pending.take(&ticket, "another").is_none() && pending.take("none", "word").is_none());
        for _ in 0..TRIES_MAX {
            assert_eq!(pending.take(&ticket, "word").unwrap().0, "nadia");
        }
        assert!(pending.take(&ticket, "word").is_none());
    }

    #[test]
    fn what_is_done_with_is_gone_and_not_everybody_can_wait() {
        let pending = Pending::default();
        let ticket = pending.keep("nadia", &password(), "word").unwrap();
        pending.forget(&ticket);
        assert!(pending.take(&ticket, "word").is_none());
        for _ in 0..WAITING_COUNT_MAX {
            assert!(pending.keep("nadia", &password(), "word").is_some());
        }
        assert!(pending.keep("nadia", &password(), "word").is_none());
    }
}
