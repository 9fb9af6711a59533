//! Opened bytes that are wiped when they are dropped and cannot be printed by accident.

use std::ops::{Deref, DerefMut};

use zeroize::{Zeroize, Zeroizing};

/// Opened bytes. Unlike [`Zeroizing`] it has no `Debug`: a log line or a failed assertion cannot show them.
pub struct Secret<T: Zeroize>(Zeroizing<T>);

impl<T: Zeroize> Secret<T> {
    pub(super) fn new(bytes: T) -> Secret<T> {
        Secret(Zeroizing::new(bytes))
    }
}

impl<T: Zeroize> Deref for Secret<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> DerefMut for Secret<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Zeroize> From<Secret<T>> for Zeroizing<T> {
    fn from(secret: Secret<T>) -> Zeroizing<T> {
        secret.0
    }
}
