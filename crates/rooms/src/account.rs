//! Accounts: who was invited, who accepted, what colleagues said to it, and the tokens of programs.
//!
//! An account itself is a holder of keys, told by the node's own events; these records are what happens around it. None
//! has a sealed part, and none holds a secret: of a link or a token it holds the hash.

mod api_token;
mod approval;
mod invitation;
mod request;

pub use api_token::ApiToken;
pub use approval::{AccountApproval, AccountStep};
pub use invitation::{Invitation, LinkState};
pub use request::{AccountRequest, RequestState};
