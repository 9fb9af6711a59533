//! Families that follow what they have told with a code, and without an account.
//!
//! The code is nowhere: from it come a name that stands for the family, as an organisation of one, and a key pair. The node
//! keeps the name and the public half ([`FamilyKey`](rooms::missing::kinds::FamilyKey)). What is sealed to the family, the
//! node itself cannot open; while the family is signed in, its half lies in memory under a key that only the session's token
//! gives ([`sessions`]).
//!
//! What a family may read is decided at the door like everything else: the reports that name it as joint holder.

mod envelope;
mod follow;
mod issue;
mod keys;
mod messages;
mod read_by;
mod sessions;

pub use envelope::Envelope;
pub use follow::Followed;
pub use issue::IssuedCode;
pub use keys::FamilyKeys;
pub use messages::{Message, TEXT_LENGTH_MAX};
pub use read_by::{ReadBy, Reader};
pub use sessions::FamilySession;
pub(crate) use sessions::Sessions;
