//! Sealing: what turns a section into bytes that tell a disk nothing, and the keys that open it again.
//!
//! A section is sealed under its own random [`DataKey`], bound by a [`Binding`] to its place. The data key is sealed
//! twice, to a role and around that to the epoch ([`Wrapper::wrap_data_key`]), always to public keys, so a locked node
//! still takes writes. Private keys of roles and epochs are wrapped to [`Holder`]s, whose seed opens with a passphrase
//! ([`seal_seed`]) or with two of three shares ([`split`]).
//!
//! Invariant: every secret here is wiped when it is dropped and has no `Debug` or `Display`; every wrapped form begins
//! with a version byte. What is absent on purpose: files, the journal, and any knowledge of who may open what.
//!
//! The choices and their reasons: `docs/decisions/0013-sealing.md`.

mod binding;
mod code;
mod error;
mod holder;
mod layers;
mod letter;
mod pair;
mod passphrase;
mod random;
mod secret;
mod section;
mod share_letters;
mod shares;
mod stack;
mod suite;
mod wrap;

pub use binding::Binding;
pub use code::CodeKeys;
pub use error::{SealError, ShareError};
pub use holder::{Holder, HolderSecret, Seed};
pub use letter::{is_letter_tag, open_letter, seal_letter, tag_letter};
pub use pair::{KeyPair, PublicKey};
pub use passphrase::{Cost, open_seed, seal_seed};
pub use secret::Secret;
pub use section::{DataKey, open_section, seal_section};
pub use shares::{ShareText, join, split};
pub use wrap::Wrapper;
